#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "diagnostics/habits.hpp"
#include "syntax/offsets.hpp"
#include "syntax/syntax_error.hpp"
#include "syntax/token_source.hpp"

namespace ormc::syntax {

/// The place of a syntax error: the token that does not fit, with its neighbours.
struct ErrorPlace {
  const Tokens& tokens;
  const Offsets& offsets;
  std::string_view text;  // of the file
  std::size_t index;      // of the token
  const FirstError& error;

  /// The type of the token `distance` away; EOF outside of the file.
  auto type(int distance) const -> std::size_t;
  /// Its text as SQL folds it; empty outside of the file.
  auto word(int distance) const -> std::string;
  /// Its text as it is written.
  auto written(int distance) const -> std::string;
  /// Where it begins and ends, in bytes; outside of the file, the file's nearest end.
  auto begin(int distance) const -> std::size_t;
  auto end(int distance) const -> std::size_t;
  auto expects(std::size_t token) const -> bool { return error.expected.contains(token); }
};

/// What the writer most likely meant, where the error is a way of writing known from elsewhere.
auto recognise_habit(const ErrorPlace& place) -> std::optional<diagnostics::Advice>;

}  // namespace ormc::syntax
