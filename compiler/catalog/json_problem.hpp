#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace ormc::catalog {

/// Completes "`file` ..." for a text that the parser of JSON leaves at a byte, counted from one.
inline auto not_json(std::string_view text, std::size_t byte) -> std::string {
  auto before = text.substr(0, byte == 0 ? 0 : byte - 1);
  return fmt::format("is not JSON: line {}", std::ranges::count(before, '\n') + 1);
}

}  // namespace ormc::catalog
