#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "diagnostics/habits.hpp"
#include "syntax/habit.hpp"

/// The parts of `recognise_habit`, and what they are written with.
namespace ormc::syntax {

using diagnostics::Advice;
using diagnostics::Habit;

/// What the writer most likely meant; nothing where it is no such habit.
using Found = std::optional<Advice>;

/// Habits in models, and in what begins any declaration.
auto recognise_declaration_habit(const ErrorPlace& place) -> Found;
/// Clauses of other databases.
auto recognise_dialect_habit(const ErrorPlace& place) -> Found;
/// Habits in statements and expressions.
auto recognise_statement_habit(const ErrorPlace& place) -> Found;

/// The first that is found.
template <std::size_t count>
auto recognise_first(const ErrorPlace& place,
                     const std::array<Found (*)(const ErrorPlace&), count>& habits) -> Found {
  for (const auto habit : habits) {
    if (auto found = habit(place)) return found;
  }
  return std::nullopt;
}

template <class... Types>
auto is_one_of(std::size_t type, Types... types) -> bool {
  return ((type == static_cast<std::size_t>(types)) || ...);
}

inline auto is_word(std::string_view word, std::initializer_list<std::string_view> words) -> bool {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether the token could be a name, a type or a keyword.
inline auto is_wordlike(std::string_view word) -> bool {
  return !word.empty() &&
         (std::isalpha(static_cast<unsigned char>(word[0])) != 0 || word[0] == '_');
}

}  // namespace ormc::syntax
