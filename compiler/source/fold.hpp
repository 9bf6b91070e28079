#pragma once

#include <string>
#include <string_view>

namespace ormc::source {

/// A letter as SQL folds it where it is not quoted: ASCII to lower case, everything else as it is.
constexpr auto fold(char c) -> char {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A word as SQL folds it.
inline auto fold(std::string_view word) -> std::string {
  auto folded = std::string(word);
  for (auto& c : folded) c = fold(c);
  return folded;
}

}  // namespace ormc::source
