#include <OrmParser.h>
#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "syntax/recognise_habit.hpp"

namespace ormc::syntax {
namespace {

/// Words that another database has in a row, the one of them that does not parse here, and what is
/// written instead. `*` stands for any token.
struct Phrase {
  std::array<std::string_view, 4> words;  // as many as there are
  int stumble;
  std::string_view advice;
};

constexpr auto phrases = std::array{
    Phrase{{"insert", "ignore"}, 1, "write `insert into ... on conflict do nothing`"},
    Phrase{{"replace", "into"}, 0, "write `insert into ... on conflict (key) do update set ...`"},
    Phrase{{"as", "*", "on", "duplicate"},
           0,
           "write `on conflict (key) do update set column = excluded.column`"},
    Phrase{{"with", "rollup"}, 0, "write `group by rollup (...)`"},
    Phrase{{"with", "cube"}, 0, "write `group by cube (...)`"},
    Phrase{{"lock", "in", "share"}, 1, "write `for share`"},
    Phrase{{"output", "inserted"}, 0, "write `returning ...` at the end"},
    Phrase{{"output", "deleted"}, 0, "write `returning ...` at the end"},
    Phrase{{"with", "(", "nolock"}, 1, "leave it out: who reads waits for nobody who writes"},
    Phrase{{"cross", "apply"}, 1, "write `cross join lateral (...)`"},
    Phrase{{"outer", "apply"}, 0, "write `left join lateral (...) on true`"},
    Phrase{{"qualify", "*"},
           1,
           "a window is tested around the query: `select ... from (select ...) t where ...`"},
    Phrase{
        {"update", "wait"},
        1,
        "there are `nowait` and `skip locked`; how long is waited is the setting `lock_timeout`"},
    Phrase{{"minus", "select"}, 1, "write `except`"},
    Phrase{{"start", "with"}, 1, "write `with recursive t as (... union all ...) select ...`"},
    Phrase{{"connect", "by"}, 1, "write `with recursive t as (... union all ...) select ...`"},
    Phrase{{"(", "+", ")"}, 2, "write `left join ... on ...`"},
    Phrase{{"separator"}, 0, "write `string_agg(x, ', ' order by x)`"},
    Phrase{{"use", "index"}, 1, "leave it out: the planner chooses the index"},
    Phrase{{"force", "index"}, 1, "leave it out: the planner chooses the index"},
    Phrase{{"*", "exclude"}, 1, "name the columns that are meant"},
    Phrase{{"*", "except", "(", "*"}, 3, "name the columns that are meant"},
    Phrase{{"update", "*", "join"}, 2, "write `update t set ... from other where ...`"},
    Phrase{{"update", "*", "*", "join"}, 3, "write `update t set ... from other where ...`"},
    Phrase{{"in", "any"}, 1, "write `= any(...)`"},
    Phrase{{"in", "all"}, 1, "write `= all(...)`"},
};

auto is_at(const ErrorPlace& place, const Phrase& phrase) -> bool {
  for (auto i = 0; i < static_cast<int>(phrase.words.size()); ++i) {
    const auto& word = phrase.words[static_cast<std::size_t>(i)];
    if (word.empty()) break;
    if (word != "*" && place.word(i - phrase.stumble) != word) return false;
  }
  return true;
}

auto foreign_phrase(const ErrorPlace& place) -> Found {
  for (const auto& phrase : phrases) {
    if (is_at(place, phrase)) return Advice{Habit::foreign_phrase, std::string{phrase.advice}};
  }
  return std::nullopt;
}

auto interval_without_quotes(const ErrorPlace& place) -> Found {
  if (place.word(-1) != "interval" || place.type(0) != OrmParser::INTEGER) return std::nullopt;
  return Advice{Habit::foreign_phrase,
                fmt::format("write `interval '{} {}'`", place.written(0), place.word(1))};
}

auto values_of_conflict(const ErrorPlace& place) -> Found {
  if (place.type(0) != OrmParser::OPEN_PAREN || place.type(-1) != OrmParser::K_VALUES ||
      place.type(-2) != OrmParser::EQUALS)
    return std::nullopt;
  return Advice{Habit::foreign_phrase, fmt::format("write `excluded.{}`", place.written(1))};
}

auto delete_without_from(const ErrorPlace& place) -> Found {
  if (place.type(-1) != OrmParser::K_DELETE || !place.expects(OrmParser::K_FROM) ||
      !is_wordlike(place.word(0)))
    return std::nullopt;
  return Advice{Habit::foreign_phrase, fmt::format("write `delete from {}`", place.written(0))};
}

}  // namespace

auto recognise_dialect_habit(const ErrorPlace& place) -> Found {
  constexpr auto habits = std::array{
      &foreign_phrase, &interval_without_quotes, &values_of_conflict, &delete_without_from};
  return recognise_first(place, habits);
}

}  // namespace ormc::syntax
