#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "syntax/habit.hpp"

namespace ormc::syntax {

/// Bytes [begin, end) of the file, and what to write in place of them.
struct Repair {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string replacement;
};

/// How to write what `advice` is about as it is written here, where that takes one change in one
/// place.
auto repair_of(const ErrorPlace& place, const diagnostics::Advice& advice) -> std::optional<Repair>;

}  // namespace ormc::syntax
