#include "syntax/repair.hpp"

#include <OrmParser.h>

#include <utility>

#include "syntax/quoted_name.hpp"

namespace ormc::syntax {

using diagnostics::Habit;

namespace {

using Found = std::optional<Repair>;

/// Writes `text` in place of the tokens from `first` to `last`.
auto replace(const ErrorPlace& place, int first, int last, std::string text) -> Found {
  return Repair{place.begin(first), place.end(last), std::move(text)};
}

/// Writes `text` behind the token `distance` away.
auto insert_behind(const ErrorPlace& place, int distance, std::string text) -> Found {
  return Repair{place.end(distance), place.end(distance), std::move(text)};
}

/// Takes the tokens from `first` to `last` away, with the space before them.
auto remove(const ErrorPlace& place, int first, int last) -> Found {
  return Repair{place.end(first - 1), place.end(last), {}};
}

auto parameter(const ErrorPlace& place, const std::string& name) -> Found {
  switch (place.type(0)) {
    case OrmParser::ATTRIBUTE:
      return replace(place, 0, 0, "$" + name);
    case OrmParser::COLON:
      return replace(place, 0, 1, "$" + name);
    case OrmParser::OPEN_BRACE:
      if (place.type(2) == OrmParser::CLOSE_BRACE) return replace(place, 0, 2, "$" + name);
      return std::nullopt;
    default:
      return std::nullopt;  // `?` has no name
  }
}

auto nullable(const ErrorPlace& place) -> Found {
  const auto last = place.word(0) == "|" ? 1 : 0;
  if (last == 1 && place.word(1) != "null") return std::nullopt;
  auto repair = remove(place, 0, last);
  repair->replacement = "?";
  return repair;
}

/// `primary key` and its like become one attribute.
auto attribute(const ErrorPlace& place, std::string_view second, std::string text) -> Found {
  if (second.empty()) return replace(place, 0, 0, std::move(text));
  return place.word(1) == second ? replace(place, 0, 1, std::move(text)) : std::nullopt;
}

auto without_parentheses(const ErrorPlace& place) -> Found {
  const auto open = place.type(0) == OrmParser::OPEN_PAREN ? 0 : -1;
  if (place.type(open + 1) != OrmParser::CLOSE_PAREN) return std::nullopt;
  return remove(place, open, open + 1);
}

}  // namespace

auto repair_of(const ErrorPlace& place, const diagnostics::Advice& advice)
    -> std::optional<Repair> {
  switch (advice.habit) {
    case Habit::foreign_parameter:
      return parameter(place, advice.word);
    case Habit::undeclared_type:
    case Habit::field_without_colon:
      return insert_behind(place, -1, ":");
    case Habit::limit_of_two:
      return replace(place, -1, 1, advice.second + " offset " + advice.word);
    case Habit::foreign_quotes: {
      const auto quoted = find_quoted_name(place);
      return Repair{quoted->begin, quoted->end, quoted->name};
    }
    case Habit::text_as_alias:
      if (place.written(0).find_first_of("\"'\\", 1) != place.written(0).size() - 1)
        return std::nullopt;
      return replace(
          place, 0, 0, "\"" + place.written(0).substr(1, place.written(0).size() - 2) + "\"");
    case Habit::in_parameter:
      return replace(place,
                     place.type(-2) == OrmParser::K_NOT ? -2 : -1,
                     0,
                     advice.word + "(" + advice.second + ")");
    case Habit::comma_at_the_end:
      if (place.type(-1) == OrmParser::COMMA) return remove(place, -1, -1);
      return remove(place, -2, -2);
    case Habit::keyword_called:
      return without_parentheses(place);
    case Habit::misspelt: {
      const auto distance = advice.second.empty() ? 0 : -1;
      return replace(place, distance, distance, advice.word);
    }
    case Habit::members_with_commas:
      return replace(place, 0, 0, ";");
    case Habit::labels_with_semicolons:
      if (place.type(1) == OrmParser::CLOSE_BRACE) return remove(place, 0, 0);
      return replace(place, 0, 0, ",");
    case Habit::not_null:
      if (place.word(1) != "null") return std::nullopt;
      return remove(place, 0, 1);
    case Habit::nullable:
      return nullable(place);
    case Habit::primary_key:
      return attribute(place, "key", "@id");
    case Habit::unique:
      return attribute(place, {}, "@unique");
    case Habit::default_value:
      return attribute(place, {}, "=");
    case Habit::identity:
      if (place.word(0) == "generated") return std::nullopt;
      return attribute(place, {}, "@identity");
    case Habit::other_word_for_model:
      if (place.word(0) == "create") return std::nullopt;
      return replace(place, 0, 0, "model");
    case Habit::missing_end:
      return insert_behind(place, -2, ";");
    case Habit::equals_before_brace:
      return remove(place, 0, 0);
    case Habit::never_null_bang:
      return remove(place, 0, 0);
    case Habit::order_without_by:
      return insert_behind(place, -1, " by");
    case Habit::between_comma:
      return replace(place, 0, 0, " and");
    case Habit::result_behind_colon:
      return replace(place, 0, 0, "->");
    // These ask for more than one change, or for something that only their writer knows.
    case Habit::top:
    case Habit::in_nothing:
    case Habit::duplicate_key:
    case Habit::is_value:
    case Habit::transaction:
    case Habit::reserved_name:
    case Habit::part_without_word:
    case Habit::clause_in_brackets:
    case Habit::value_in_brackets:
    case Habit::bound_in_brackets:
    case Habit::two_in_brackets:
    case Habit::choice_without_label:
    case Habit::alias_behind_clauses:
    case Habit::table_as_call:
    case Habit::insert_set:
    case Habit::set_behind_where:
    case Habit::limited_write:
    case Habit::join_without_condition:
    case Habit::exists_of_a_path:
    case Habit::bang:
    case Habit::in_column:
    case Habit::distinct_on_name:
    case Habit::word_contains:
    case Habit::word_matches:
    case Habit::list_result:
    case Habit::from_first:
    case Habit::graph_query:
    case Habit::truncate:
    case Habit::call:
    case Habit::definition_in_query:
    case Habit::merge_returning:
    case Habit::dollar_in_declaration:
    case Habit::attribute_first:
    case Habit::question_first:
    case Habit::references:
    case Habit::check:
    case Habit::import:
    case Habit::statement_outside:
    case Habit::foreign_comment:
    case Habit::generic_type:
    case Habit::array_first:
    case Habit::members_in_parentheses:
    case Habit::statement_without_braces:
    case Habit::query_without_name:
    case Habit::method_behind_columns:
    case Habit::body_in_braces:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace ormc::syntax
