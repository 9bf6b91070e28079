#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "syntax/habit.hpp"

namespace ormc::syntax {

/// A name as other databases quote it: in backticks, or in brackets.
struct QuotedName {
  enum class Marks { backticks, brackets };
  Marks marks = Marks::backticks;
  std::size_t begin = 0;  // in bytes, with its marks
  std::size_t end = 0;
  std::string name;
};

/// The one that the parser stumbled over; nothing where it was something else. A backtick is an
/// operator to it, so that it may only notice behind the name.
auto find_quoted_name(const ErrorPlace& place) -> std::optional<QuotedName>;

}  // namespace ormc::syntax
