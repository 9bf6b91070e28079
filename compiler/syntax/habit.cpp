#include "syntax/habit.hpp"

#include <OrmParser.h>

#include <array>
#include <string_view>

#include "diagnostics/nearest.hpp"
#include "source/fold.hpp"
#include "syntax/recognise_habit.hpp"

namespace ormc::syntax {

auto ErrorPlace::type(int distance) const -> std::size_t {
  const auto at = static_cast<std::ptrdiff_t>(index) + distance;
  if (at < 0 || at >= static_cast<std::ptrdiff_t>(tokens.tokens.size())) return antlr4::Token::EOF;
  return tokens.tokens[static_cast<std::size_t>(at)]->getType();
}

auto ErrorPlace::begin(int distance) const -> std::size_t {
  const auto at = static_cast<std::ptrdiff_t>(index) + distance;
  if (at < 0) return offsets.byte(0);
  if (at >= static_cast<std::ptrdiff_t>(tokens.tokens.size())) return text.size();
  return offsets.byte(tokens.tokens[static_cast<std::size_t>(at)]->getStartIndex());
}

auto ErrorPlace::end(int distance) const -> std::size_t {
  if (type(distance) == antlr4::Token::EOF) return begin(distance);
  const auto at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(index) + distance);
  return offsets.byte(tokens.tokens[at]->getStopIndex() + 1);
}

auto ErrorPlace::written(int distance) const -> std::string {
  return std::string(text.substr(begin(distance), end(distance) - begin(distance)));
}

auto ErrorPlace::word(int distance) const -> std::string { return source::fold(written(distance)); }

namespace {

auto misspelt(const ErrorPlace& place) -> Found {
  constexpr auto clauses = std::array<std::string_view, 24>{
      "select", "insert", "update",    "delete", "from", "where",   "group", "having",
      "order",  "limit",  "offset",    "union",  "join", "inner",   "left",  "right",
      "cross",  "values", "returning", "into",   "and",  "between", "with",  "desc"};
  // A word that nothing expects; or one before, which was taken for an alias.
  for (auto distance : {0, -1}) {
    if (place.type(distance) != OrmParser::IDENTIFIER || place.written(distance).size() < 3)
      continue;
    const auto nearest = diagnostics::nearest(place.word(distance), clauses);
    if (!nearest) continue;
    return Advice{Habit::misspelt, *nearest, distance == 0 ? "" : place.written(distance)};
  }
  return std::nullopt;
}

}  // namespace

auto recognise_habit(const ErrorPlace& place) -> std::optional<Advice> {
  constexpr auto habits = std::array{&recognise_declaration_habit,
                                     &recognise_dialect_habit,
                                     &recognise_statement_habit,
                                     &misspelt};
  return recognise_first(place, habits);
}

}  // namespace ormc::syntax
