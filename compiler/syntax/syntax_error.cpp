#include "syntax/syntax_error.hpp"

#include <OrmLexer.h>
#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "source/fold.hpp"

namespace ormc::syntax {

void FirstError::syntaxError(antlr4::Recognizer* recognizer,
                             antlr4::Token* token,
                             size_t,
                             size_t,
                             const std::string&,
                             std::exception_ptr) {
  if (offending != nullptr) return;
  offending = token;
  auto* parser = dynamic_cast<antlr4::Parser*>(recognizer);
  if (parser == nullptr) return;
  expected = parser->getExpectedTokens();
  rule = parser->getContext() == nullptr ? 0 : parser->getContext()->getRuleIndex();
}

namespace {

/// Rules whose beginning has a name that says more than any list of tokens.
auto name_of_rule(std::size_t rule) -> std::string_view {
  switch (rule) {
    case OrmParser::RuleUnit:
    case OrmParser::RuleDeclaration:
      return "a declaration (`model`, `enum`, `query`, ...)";
    case OrmParser::RuleModelMember:
    case OrmParser::RuleMemberUnit:
      return "a field, a key, an index or a check";
    case OrmParser::RuleStatement:
    case OrmParser::RuleQueryBody:
      return "a statement";
    case OrmParser::RuleQueryTail:
      return "another clause";
    case OrmParser::RuleTypeName:
    case OrmParser::RuleBaseType:
    case OrmParser::RuleTypeFirst:
      return "a type";
    case OrmParser::RuleFromPrimary:
    case OrmParser::RuleFromItem:
    case OrmParser::RuleTableName:
      return "a table";
    default:
      return {};
  }
}

auto spelled(std::size_t token) -> std::string {
  switch (token) {
    case OrmParser::OPEN_PAREN:
      return "`(`";
    case OrmParser::CLOSE_PAREN:
      return "`)`";
    case OrmParser::OPEN_BRACKET:
      return "`[`";
    case OrmParser::CLOSE_BRACKET:
      return "`]`";
    case OrmParser::OPEN_BRACE:
      return "`{`";
    case OrmParser::CLOSE_BRACE:
      return "`}`";
    case OrmParser::COMMA:
      return "`,`";
    case OrmParser::SEMICOLON:
      return "`;`";
    case OrmParser::COLON:
      return "`:`";
    case OrmParser::EQUALS:
      return "`=`";
    case OrmParser::ARROW:
      return "`->`";
    case OrmParser::DOT:
      return "`.`";
    case OrmParser::INTEGER:
      return "a number";
    case OrmParser::RAW_TEXT:
      return "a text in `\"\"\"`";
    default:
      break;
  }
  // A parser would want tokens first; the lexer names the same types.
  static auto input = antlr4::ANTLRInputStream("");
  static auto lexer = OrmLexer(&input);
  auto name = lexer.getVocabulary().getSymbolicName(token);
  if (!name.starts_with("K_")) return {};
  return fmt::format("`{}`", source::fold(name.substr(2)));
}

auto join(const std::vector<std::string>& words) -> std::string {
  auto text = std::string{};
  for (auto i = std::size_t{0}; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace

auto describe_expected(const antlr4::misc::IntervalSet& expected, std::size_t rule) -> std::string {
  auto has = [&](std::size_t token) { return expected.contains(token); };
  if (auto name = name_of_rule(rule); !name.empty() && has(OrmParser::IDENTIFIER))
    return std::string(name);
  if (has(OrmParser::INTEGER) && has(OrmParser::OPEN_PAREN) && has(OrmParser::K_CASE))
    return "an expression";
  if (has(OrmParser::K_SELECT) && has(OrmParser::K_VALUES) && !has(OrmParser::IDENTIFIER)) {
    return has(OrmParser::K_INSERT) || rule == OrmParser::RuleStatement ? "a statement" : "a query";
  }
  // A join, whatever else its table may still get.
  if (has(OrmParser::K_ON) && has(OrmParser::K_USING) && !has(OrmParser::K_SELECT))
    return "the condition of the join";
  if (has(OrmParser::K_NULL) && has(OrmParser::K_DISTINCT) && has(OrmParser::K_UNKNOWN) &&
      !has(OrmParser::IDENTIFIER)) {
    return "`null`, `true`, `false`, `unknown` or `distinct from`";
  }
  auto words = std::vector<std::string>{};
  auto continues = has(OrmParser::OPERATOR);
  if (has(OrmParser::IDENTIFIER) && !continues && !has(OrmParser::SEMICOLON))
    words.emplace_back("a name");
  constexpr auto closers = std::array{OrmParser::SEMICOLON,
                                      OrmParser::CLOSE_PAREN,
                                      OrmParser::CLOSE_BRACE,
                                      OrmParser::CLOSE_BRACKET,
                                      OrmParser::COMMA,
                                      OrmParser::COLON,
                                      OrmParser::OPEN_BRACE,
                                      OrmParser::OPEN_PAREN,
                                      OrmParser::EQUALS};
  for (auto closer : closers) {
    if (has(closer) && words.size() < 3) words.push_back(spelled(closer));
  }
  // A handful of words is worth listing; a long list says nothing.
  if (expected.size() <= 6) {
    words.clear();
    for (auto token : expected.toList()) {
      if (token > 0 && !spelled(static_cast<std::size_t>(token)).empty()) {
        words.push_back(spelled(static_cast<std::size_t>(token)));
      }
    }
  }
  if (words.empty()) {
    auto name = name_of_rule(rule);
    return name.empty() ? "something else" : std::string(name);
  }
  return join(words);
}

auto describe_token(const antlr4::Token& token, std::string_view text) -> std::string {
  if (token.getType() == antlr4::Token::EOF) return "the end of the file";
  if (text.size() > 40) return fmt::format("`{}...`", text.substr(0, 37));
  return fmt::format("`{}`", text);
}

}  // namespace ormc::syntax
