#pragma once

#include <cstddef>
#include <vector>

#include "syntax/token_source.hpp"

namespace ormc::syntax {

/// Tokens [begin, end) of a file.
struct Unit {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Whether a token opens or closes a bracket of any kind.
auto is_open(std::size_t type) -> bool;
auto is_close(std::size_t type) -> bool;

/// Cuts a file's tokens into declarations: each ends with its `;` or `}` outside of brackets, or
/// with the text that is its body. A declaration that begins a line inside open brackets also ends
/// the one before: there a bracket is missing.
auto split_units(const Tokens& tokens) -> std::vector<Unit>;

/// The parts of a model or composite whose whole did not parse.
struct Members {
  std::size_t open = 0;     // the `{`
  std::size_t close = 0;    // the `}`, or the unit's end
  std::vector<Unit> units;  // each with its `;`
};

/// The members of a unit that is a model or a composite; no units for anything else.
auto split_members(const Tokens& tokens, Unit unit) -> Members;

}  // namespace ormc::syntax
