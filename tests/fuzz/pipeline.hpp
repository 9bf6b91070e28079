#pragma once

#include <cstdint>
#include <string>

namespace orm_fuzz {

/// How far a file came.
enum class Outcome : std::uint8_t { not_parsed, not_accepted, accepted };

/// Compiles a file as `ormc build` does, up to the texts that it would write, describes what is
/// sound of it, formats it, and renders what was found. Throws std::logic_error where the compiler
/// breaks a promise; anything else that is thrown is a bug too.
auto compile(const std::string& text) -> Outcome;

}  // namespace orm_fuzz
