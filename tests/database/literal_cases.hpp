#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace orm_tests {

/// How much of a type's input ormc reads.
enum class Covered : std::uint8_t {
  whole,  // both agree on everything
  part,   // ormc lets pass what it does not know
};

/// Texts of a type, right and wrong, to make more of.
struct LiteralCase {
  std::string_view type;
  Covered covered;
  std::vector<std::string> seeds;
  /// What random texts are made of beside the pieces of the seeds.
  std::vector<std::string> words = {};
  /// For types with a modifier: how SQL writes them, when it is not as `type`; or an expression
  /// with
  /// `$L` for the literal.
  std::string_view written = {};
  std::int32_t modifier = -1;
};

auto literal_cases() -> const std::vector<LiteralCase>&;

}  // namespace orm_tests
