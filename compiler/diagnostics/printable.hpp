#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ormc::diagnostics {

/// Text as it may be sent to a terminal, and how many columns it takes there.
struct Printable {
  std::string text;
  std::size_t width = 0;
};

/// Makes any bytes safe to show: a tab is four columns wherever it stands, a control or invisible
/// character becomes `<U+202E>`, a byte that is no UTF-8 becomes `<FF>`.
auto printable(std::string_view text) -> Printable;

/// The longest beginning of `text` that is at most `columns` wide, in bytes.
auto fitting_prefix(std::string_view text, std::size_t columns) -> std::size_t;

/// The longest end of `text` that is at most `columns` wide, in bytes.
auto fitting_suffix(std::string_view text, std::size_t columns) -> std::size_t;

}  // namespace ormc::diagnostics
