#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace ormc::diagnostics {

/// "`a`, `b` and `c`" for a message; of a long list the first `most`, and how many more there are.
auto list_of(std::span<const std::string> names, std::size_t most = 12) -> std::string;

}  // namespace ormc::diagnostics
