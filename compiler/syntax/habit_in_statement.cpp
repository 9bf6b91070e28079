#include <OrmParser.h>

#include <array>
#include <string>

#include "syntax/quoted_name.hpp"
#include "syntax/recognise_habit.hpp"

namespace ormc::syntax {
namespace {

auto expects_expression(const ErrorPlace& place) -> bool {
  return place.expects(OrmParser::K_CASE) && place.expects(OrmParser::INTEGER);
}

auto foreign_parameter(const ErrorPlace& place) -> Found {
  if (!expects_expression(place)) return std::nullopt;
  const auto type = place.type(0);
  auto name = place.written(0);
  if (type == OrmParser::ATTRIBUTE) return Advice{Habit::foreign_parameter, name.substr(1)};
  if (type == OrmParser::QUESTION) return Advice{Habit::foreign_parameter, "name"};
  if (!is_one_of(type, OrmParser::COLON, OrmParser::OPEN_BRACE)) return std::nullopt;
  if (!is_wordlike(place.word(1))) return std::nullopt;
  return Advice{Habit::foreign_parameter, place.written(1)};
}

auto top(const ErrorPlace& place) -> Found {
  if (place.type(0) != OrmParser::INTEGER || place.word(-1) != "top") return std::nullopt;
  return Advice{Habit::top, place.written(0)};
}

auto limit_of_two(const ErrorPlace& place) -> Found {
  if (place.type(0) != OrmParser::COMMA || place.type(-2) != OrmParser::K_LIMIT)
    return std::nullopt;
  return Advice{Habit::limit_of_two, place.written(-1), place.written(1)};
}

auto foreign_quotes(const ErrorPlace& place) -> Found {
  const auto quoted = find_quoted_name(place);
  return quoted ? Found(Advice{Habit::foreign_quotes, quoted->name}) : std::nullopt;
}

auto text_as_alias(const ErrorPlace& place) -> Found {
  if (place.type(0) != OrmParser::STRING || place.type(-1) != OrmParser::K_AS) return std::nullopt;
  return Advice{Habit::text_as_alias};
}

auto in_list(const ErrorPlace& place) -> Found {
  if (is_one_of(place.type(0), OrmParser::PARAMETER, OrmParser::NUMBERED) &&
      place.type(-1) == OrmParser::K_IN) {
    return Advice{Habit::in_parameter,
                  place.type(-2) == OrmParser::K_NOT ? "<> all" : "= any",
                  place.written(0)};
  }
  if (place.type(0) == OrmParser::CLOSE_PAREN && place.type(-1) == OrmParser::OPEN_PAREN &&
      place.type(-2) == OrmParser::K_IN) {
    return Advice{Habit::in_nothing};
  }
  return std::nullopt;
}

auto comma_at_the_end(const ErrorPlace& place) -> Found {
  // Where a column may be called like the keyword, the parser stumbles over what follows it.
  for (auto distance : {0, -1}) {
    if (place.type(distance - 1) != OrmParser::COMMA) continue;
    if (is_one_of(place.type(distance),
                  OrmParser::K_FROM,
                  OrmParser::K_WHERE,
                  OrmParser::K_GROUP,
                  OrmParser::K_HAVING,
                  OrmParser::K_ORDER,
                  OrmParser::K_LIMIT,
                  OrmParser::K_RETURNING,
                  OrmParser::CLOSE_PAREN,
                  OrmParser::CLOSE_BRACE)) {
      return Advice{Habit::comma_at_the_end, place.word(distance)};
    }
  }
  return std::nullopt;
}

auto duplicate_key(const ErrorPlace& place) -> Found {
  if (place.word(0) != "duplicate" || place.type(-1) != OrmParser::K_ON) return std::nullopt;
  return Advice{Habit::duplicate_key};
}

auto is_value(const ErrorPlace& place) -> Found {
  const auto behind_is = place.type(-1) == OrmParser::K_IS ||
                         (place.type(-1) == OrmParser::K_NOT && place.type(-2) == OrmParser::K_IS);
  return behind_is ? Found(Advice{Habit::is_value}) : std::nullopt;
}

auto transaction(const ErrorPlace& place) -> Found {
  const auto at_statement =
      is_one_of(place.type(-1), OrmParser::OPEN_BRACE, OrmParser::SEMICOLON) &&
      place.expects(OrmParser::K_SELECT);
  if (!at_statement ||
      !is_word(place.word(0), {"begin", "start", "commit", "rollback", "savepoint"}))
    return std::nullopt;
  return Advice{Habit::transaction};
}

/// A dotted name as it is written, from a token on.
auto dotted(const ErrorPlace& place, int from) -> std::string {
  auto last = from;
  while (place.type(last + 1) == OrmParser::DOT && is_wordlike(place.word(last + 2))) last += 2;
  return std::string(place.text.substr(place.begin(from), place.end(last) - place.begin(from)));
}

/// What the statement around begins with, as far as no other stands between.
auto statement_word(const ErrorPlace& place) -> std::size_t {
  for (auto distance = -1; distance > -400; --distance) {
    const auto type = place.type(distance);
    if (is_one_of(type,
                  antlr4::Token::EOF,
                  OrmParser::K_SELECT,
                  OrmParser::K_INSERT,
                  OrmParser::K_UPDATE,
                  OrmParser::K_DELETE,
                  OrmParser::K_MERGE)) {
      return type;
    }
  }
  return antlr4::Token::EOF;
}

auto foreign_write(const ErrorPlace& place) -> Found {
  const auto type = place.type(0);
  if (type == OrmParser::K_SET && place.expects(OrmParser::K_VALUES))
    return Advice{Habit::insert_set};
  if (type == OrmParser::K_WHERE && is_one_of(place.type(-2), OrmParser::K_UPDATE))
    return Advice{Habit::set_behind_where};
  if (!place.expects(OrmParser::SEMICOLON)) return std::nullopt;
  if (is_one_of(type, OrmParser::K_LIMIT, OrmParser::K_ORDER) &&
      is_one_of(statement_word(place), OrmParser::K_UPDATE, OrmParser::K_DELETE))
    return Advice{Habit::limited_write};
  for (auto distance = -1; type == OrmParser::K_RETURNING && distance > -400; --distance) {
    if (place.type(distance) == OrmParser::K_MERGE) return Advice{Habit::merge_returning};
    if (is_one_of(place.type(distance), antlr4::Token::EOF, OrmParser::K_QUERY)) break;
  }
  return std::nullopt;
}

auto foreign_condition(const ErrorPlace& place) -> Found {
  const auto type = place.type(0);
  const auto before = place.type(-1);
  if (place.expects(OrmParser::K_ON) && place.expects(OrmParser::K_USING) &&
      is_word(place.word(0), {"where", "order", "group"}))
    return Advice{Habit::join_without_condition};
  if (before == OrmParser::K_EXISTS && is_wordlike(place.word(0)))
    return Advice{Habit::exists_of_a_path, dotted(place, 0)};
  if (place.written(0) == "!" && expects_expression(place)) return Advice{Habit::bang};
  if (type == OrmParser::COMMA && place.type(-2) == OrmParser::K_BETWEEN)
    return Advice{Habit::between_comma, place.written(-1), place.written(1)};
  if (before == OrmParser::K_IN && is_wordlike(place.word(0)))
    return Advice{Habit::in_column, dotted(place, 0)};
  if (type == OrmParser::K_ON && before == OrmParser::K_DISTINCT)
    return Advice{Habit::distinct_on_name, dotted(place, 1)};
  const auto word = place.word(0);
  if (is_word(word, {"contains", "has", "includes"})) return Advice{Habit::word_contains};
  if (is_word(word, {"matches", "regexp", "rlike", "glob"})) return Advice{Habit::word_matches};
  return std::nullopt;
}

auto foreign_statement(const ErrorPlace& place) -> Found {
  const auto at_statement =
      is_one_of(place.type(-1), OrmParser::OPEN_BRACE, OrmParser::SEMICOLON) &&
      place.expects(OrmParser::K_SELECT) && place.expects(OrmParser::K_DELETE);
  if (!at_statement) return std::nullopt;
  const auto word = place.word(0);
  if (word == "from") return Advice{Habit::from_first};
  if (word == "truncate") return Advice{Habit::truncate};
  if (is_word(word, {"call", "exec", "execute", "do"})) return Advice{Habit::call};
  if (is_word(word, {"create", "alter", "drop", "grant", "comment"}))
    return Advice{Habit::definition_in_query};
  const auto opens = is_one_of(place.type(1), OrmParser::OPEN_BRACE, OrmParser::OPEN_PAREN);
  return opens && is_wordlike(word) ? Found(Advice{Habit::graph_query}) : std::nullopt;
}

auto order_without_by(const ErrorPlace& place) -> Found {
  if (!is_one_of(place.type(-1), OrmParser::K_ORDER, OrmParser::K_GROUP) ||
      !place.expects(OrmParser::K_BY) || !is_wordlike(place.word(0)) ||
      is_one_of(place.type(-2), OrmParser::K_FROM, OrmParser::K_JOIN, OrmParser::K_INTO))
    return std::nullopt;
  return Advice{Habit::order_without_by, place.word(-1)};
}

auto foreign_signature(const ErrorPlace& place) -> Found {
  const auto rule = place.error.rule;
  const auto in_parameters = is_one_of(rule,
                                       OrmParser::RuleQueryParameter,
                                       OrmParser::RuleQueryParameters,
                                       OrmParser::RuleTypeName,
                                       OrmParser::RuleBaseType);
  if (in_parameters && place.written(0) == "!") return Advice{Habit::never_null_bang};
  const auto behind_arrow =
      place.type(-1) == OrmParser::ARROW || place.type(-2) == OrmParser::ARROW;
  if (behind_arrow && (place.type(0) == OrmParser::OPEN_BRACKET || place.written(0) == "<"))
    return Advice{Habit::list_result};
  if (place.written(0) == "=>" && place.expects(OrmParser::OPEN_BRACE))
    return Advice{Habit::result_behind_colon};
  return std::nullopt;
}

auto reserved_name(const ErrorPlace& place) -> Found {
  // There the word itself is reported.
  if (place.error.rule == OrmParser::RuleReservedColumn) return std::nullopt;
  const auto word = place.type(-1);
  // A clause that lacks its expression.
  if (is_one_of(word, OrmParser::K_LIMIT, OrmParser::K_OFFSET) && expects_expression(place))
    return std::nullopt;
  if (!is_one_of(word,
                 OrmParser::K_GROUP,
                 OrmParser::K_ORDER,
                 OrmParser::K_TABLE,
                 OrmParser::K_USER,
                 OrmParser::K_LIMIT,
                 OrmParser::K_OFFSET,
                 OrmParser::K_END,
                 OrmParser::K_DESC,
                 OrmParser::K_CHECK,
                 OrmParser::K_DEFAULT))
    return std::nullopt;
  // Followed by a name, a keyword is one.
  if (is_one_of(place.type(0), OrmParser::IDENTIFIER, OrmParser::QUOTED)) return std::nullopt;
  return Advice{Habit::reserved_name, place.word(-1)};
}

auto keyword_called(const ErrorPlace& place) -> Found {
  const auto parentheses =
      place.type(0) == OrmParser::CLOSE_PAREN && place.type(-1) == OrmParser::OPEN_PAREN;
  const auto distance = parentheses ? -2 : -1;
  if (!parentheses && place.type(0) != OrmParser::OPEN_PAREN) return std::nullopt;
  if (!is_one_of(place.type(distance),
                 OrmParser::K_CURRENT_DATE,
                 OrmParser::K_CURRENT_TIME,
                 OrmParser::K_CURRENT_TIMESTAMP,
                 OrmParser::K_CURRENT_USER,
                 OrmParser::K_LOCALTIME,
                 OrmParser::K_LOCALTIMESTAMP,
                 OrmParser::K_SESSION_USER))
    return std::nullopt;
  return Advice{Habit::keyword_called, place.word(distance)};
}

// ---- optional parts, orders to choose from, shapes

auto dollar_in_declaration(const ErrorPlace& place) -> Found {
  const auto at_parameter = is_one_of(place.type(-1), OrmParser::OPEN_PAREN, OrmParser::COMMA) &&
                            place.type(0) == OrmParser::PARAMETER && !expects_expression(place);
  if (!at_parameter) return std::nullopt;
  return Advice{Habit::dollar_in_declaration, place.written(0).substr(1)};
}

auto clause_in_brackets(const ErrorPlace& place) -> Found {
  if (place.type(-1) != OrmParser::OPEN_BRACKET) return std::nullopt;
  if (!is_one_of(place.type(0),
                 OrmParser::K_WHERE,
                 OrmParser::K_JOIN,
                 OrmParser::K_LEFT,
                 OrmParser::K_INNER,
                 OrmParser::K_GROUP,
                 OrmParser::K_HAVING,
                 OrmParser::K_FROM))
    return std::nullopt;
  return Advice{Habit::clause_in_brackets, place.word(0)};
}

auto brackets_in_expression(const ErrorPlace& place) -> Found {
  if (place.type(0) != OrmParser::OPEN_BRACKET || !expects_expression(place)) return std::nullopt;
  if (is_one_of(place.type(-1), OrmParser::K_LIMIT, OrmParser::K_OFFSET))
    return Advice{Habit::bound_in_brackets, place.word(-1)};
  if (is_one_of(place.type(-1),
                OrmParser::K_WHERE,
                OrmParser::K_AND,
                OrmParser::K_OR,
                OrmParser::K_ON,
                OrmParser::K_HAVING))
    return Advice{Habit::part_without_word};
  const auto is_parameter = place.type(1) == OrmParser::PARAMETER;
  return is_parameter ? Found(Advice{Habit::value_in_brackets}) : std::nullopt;
}

auto two_in_brackets(const ErrorPlace& place) -> Found {
  const auto behind_one = place.type(0) == OrmParser::COMMA && place.type(2) == OrmParser::EQUALS &&
                          place.error.rule == OrmParser::RuleAssignment;
  return behind_one ? Found(Advice{Habit::two_in_brackets}) : std::nullopt;
}

auto choice_without_label(const ErrorPlace& place) -> Found {
  if (place.error.rule != OrmParser::RuleOrderChoice || !place.expects(OrmParser::COLON))
    return std::nullopt;
  return Advice{Habit::choice_without_label, place.written(-1)};
}

/// Only where the clauses of a shape end, the end of a list may follow and `as` may not.
auto alias_behind_clauses(const ErrorPlace& place) -> Found {
  if (place.type(0) != OrmParser::K_AS || !is_wordlike(place.word(1))) return std::nullopt;
  for (auto distance = -1; distance > -200; --distance) {
    const auto type = place.type(distance);
    if (type == OrmParser::CLOSE_BRACE) return Advice{Habit::alias_behind_clauses};
    if (is_one_of(type, antlr4::Token::EOF, OrmParser::K_SELECT, OrmParser::K_FROM)) break;
  }
  return std::nullopt;
}

}  // namespace

auto recognise_statement_habit(const ErrorPlace& place) -> Found {
  constexpr auto habits = std::array{&dollar_in_declaration,
                                     &clause_in_brackets,
                                     &brackets_in_expression,
                                     &two_in_brackets,
                                     &choice_without_label,
                                     &alias_behind_clauses,
                                     &foreign_parameter,
                                     &top,
                                     &limit_of_two,
                                     &foreign_quotes,
                                     &text_as_alias,
                                     &in_list,
                                     &comma_at_the_end,
                                     &duplicate_key,
                                     &is_value,
                                     &transaction,
                                     &keyword_called,
                                     &foreign_write,
                                     &foreign_condition,
                                     &foreign_statement,
                                     &foreign_signature,
                                     &order_without_by,
                                     &reserved_name};
  return recognise_first(place, habits);
}

}  // namespace ormc::syntax
