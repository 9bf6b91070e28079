#include <OrmParser.h>

#include <array>
#include <string_view>

#include "diagnostics/nearest.hpp"
#include "syntax/recognise_habit.hpp"

namespace ormc::syntax {
namespace {

auto in_member(const ErrorPlace& place) -> bool {
  return is_one_of(place.error.rule,
                   OrmParser::RuleField,
                   OrmParser::RuleModelMember,
                   OrmParser::RuleMemberUnit,
                   OrmParser::RuleCompositeField,
                   OrmParser::RuleTypeName,
                   OrmParser::RuleBaseType);
}

auto before_a_declaration(const ErrorPlace& place) -> bool {
  return is_one_of(place.error.rule, OrmParser::RuleUnit, OrmParser::RuleDeclaration) &&
         place.expects(OrmParser::K_MODEL);
}

// ---- models

auto without_colon(const ErrorPlace& place) -> Found {
  if (!is_wordlike(place.word(0)) || !is_wordlike(place.word(-1))) return std::nullopt;
  const auto rule = place.error.rule;
  if (is_one_of(rule,
                OrmParser::RuleQueryParameter,
                OrmParser::RuleQueryParameters,
                OrmParser::RuleFunctionParameter)) {
    return Advice{Habit::undeclared_type, place.written(-1), place.written(0)};
  }
  const auto field = is_one_of(rule, OrmParser::RuleField, OrmParser::RuleCompositeField);
  if (!field || !place.expects(OrmParser::COLON)) return std::nullopt;
  return Advice{Habit::field_without_colon, place.written(-1), place.written(0)};
}

auto wrong_separator(const ErrorPlace& place) -> Found {
  if (place.type(0) == OrmParser::COMMA && in_member(place) && place.expects(OrmParser::SEMICOLON))
    return Advice{Habit::members_with_commas};
  const auto in_enum =
      is_one_of(place.error.rule, OrmParser::RuleEnumDeclaration, OrmParser::RuleEnumValue);
  if (place.type(0) == OrmParser::SEMICOLON && in_enum)
    return Advice{Habit::labels_with_semicolons};
  return std::nullopt;
}

auto wrong_order(const ErrorPlace& place) -> Found {
  if (place.type(0) == OrmParser::ATTRIBUTE && in_member(place) &&
      !place.expects(OrmParser::SEMICOLON))
    return Advice{Habit::attribute_first, place.written(0)};
  if (place.type(0) == OrmParser::QUESTION && place.expects(OrmParser::COLON))
    return Advice{Habit::question_first, place.written(-1)};
  if (place.type(0) == OrmParser::OPEN_BRACKET && in_member(place) &&
      place.type(-1) == OrmParser::COLON)
    return Advice{Habit::array_first};
  return std::nullopt;
}

auto column_constraint(const ErrorPlace& place) -> Found {
  if (!in_member(place)) return std::nullopt;
  struct Clause {
    std::string_view word;
    Habit habit;
  };
  constexpr auto clauses = std::array{Clause{"not", Habit::not_null},
                                      Clause{"null", Habit::nullable},
                                      Clause{"nullable", Habit::nullable},
                                      Clause{"optional", Habit::nullable},
                                      Clause{"|", Habit::nullable},
                                      Clause{"primary", Habit::primary_key},
                                      Clause{"unique", Habit::unique},
                                      Clause{"default", Habit::default_value},
                                      Clause{"references", Habit::references},
                                      Clause{"check", Habit::check},
                                      Clause{"auto_increment", Habit::identity},
                                      Clause{"autoincrement", Habit::identity},
                                      Clause{"identity", Habit::identity},
                                      Clause{"generated", Habit::identity},
                                      Clause{"<", Habit::generic_type}};
  const auto word = place.word(0);
  for (const auto& clause : clauses) {
    if (clause.word == word) return Advice{clause.habit};
  }
  return std::nullopt;
}

auto method_behind_columns(const ErrorPlace& place) -> Found {
  const auto behind = place.type(0) == OrmParser::K_USING &&
                      place.type(-1) == OrmParser::CLOSE_PAREN &&
                      place.expects(OrmParser::SEMICOLON);
  return behind ? Found(Advice{Habit::method_behind_columns}) : std::nullopt;
}

// ---- declarations

auto foreign_declaration(const ErrorPlace& place) -> Found {
  if (!before_a_declaration(place)) return std::nullopt;
  const auto word = place.word(0);
  if (word.starts_with('#')) return Advice{Habit::foreign_comment};
  if (is_word(word, {"table", "class", "struct", "entity", "record", "create", "interface"})) {
    const auto created = word == "create" && place.word(1) == "table";
    auto name = place.written(created ? 2 : 1);
    return Advice{Habit::other_word_for_model, is_wordlike(name) ? name : "Name"};
  }
  if (is_word(word, {"import", "include", "use", "using", "require", "package"}))
    return Advice{Habit::import};
  if (is_word(word,
              {"select", "insert", "update", "delete", "with", "fn", "def", "procedure", "values"}))
    return Advice{Habit::statement_outside};
  constexpr auto keywords = std::array<std::string_view, 14>{"model",
                                                             "enum",
                                                             "query",
                                                             "type",
                                                             "domain",
                                                             "view",
                                                             "function",
                                                             "abstract",
                                                             "extension",
                                                             "module",
                                                             "predicate",
                                                             "shape",
                                                             "sql",
                                                             "materialized"};
  if (auto nearest = diagnostics::nearest(word, keywords)) return Advice{Habit::misspelt, *nearest};
  return std::nullopt;
}

/// What was taken for an alias begins the next declaration.
auto missing_end(const ErrorPlace& place) -> Found {
  const auto begins = is_one_of(place.type(-1),
                                OrmParser::K_MODEL,
                                OrmParser::K_ENUM,
                                OrmParser::K_QUERY,
                                OrmParser::K_VIEW,
                                OrmParser::K_TYPE,
                                OrmParser::K_DOMAIN,
                                OrmParser::K_FUNCTION,
                                OrmParser::K_EXTENSION);
  if (!begins || !is_wordlike(place.word(0)) || !place.expects(OrmParser::SEMICOLON)) {
    return std::nullopt;
  }
  return Advice{Habit::missing_end, place.word(-1)};
}

auto declaration_head(const ErrorPlace& place) -> Found {
  const auto rule = place.error.rule;
  if (is_one_of(rule, OrmParser::RuleFunctionDeclaration, OrmParser::RuleProcedureDeclaration) &&
      place.type(0) == OrmParser::OPEN_BRACE)
    return Advice{Habit::body_in_braces};
  if (place.type(-1) == OrmParser::K_QUERY && place.type(0) == OrmParser::OPEN_BRACE)
    return Advice{Habit::query_without_name};
  if (is_one_of(rule, OrmParser::RuleQueryDeclaration, OrmParser::RuleQueryBody)) {
    if (place.type(0) == OrmParser::COLON) return Advice{Habit::result_behind_colon};
    const auto statement =
        is_word(place.word(0), {"select", "insert", "update", "delete", "with", "values"});
    if (statement && place.expects(OrmParser::OPEN_BRACE))
      return Advice{Habit::statement_without_braces};
  }
  if (!place.expects(OrmParser::OPEN_BRACE)) return std::nullopt;
  if (place.type(0) == OrmParser::EQUALS) return Advice{Habit::equals_before_brace};
  if (place.type(0) == OrmParser::OPEN_PAREN && rule == OrmParser::RuleModelDeclaration)
    return Advice{Habit::members_in_parentheses};
  return std::nullopt;
}

}  // namespace

auto recognise_declaration_habit(const ErrorPlace& place) -> Found {
  constexpr auto habits = std::array{&without_colon,
                                     &wrong_separator,
                                     &wrong_order,
                                     &column_constraint,
                                     &method_behind_columns,
                                     &missing_end,
                                     &foreign_declaration,
                                     &declaration_head};
  return recognise_first(place, habits);
}

}  // namespace ormc::syntax
