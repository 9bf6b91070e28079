#include "syntax/parse.hpp"

#include <OrmParser.h>

#include <string>
#include <utility>
#include <vector>

#include "diagnostics/syntax_diagnostics.hpp"
#include "syntax/build_ast.hpp"
#include "syntax/bytes_gate.hpp"
#include "syntax/habit.hpp"
#include "syntax/offsets.hpp"
#include "syntax/quoted_name.hpp"
#include "syntax/repair.hpp"
#include "syntax/syntax_error.hpp"
#include "syntax/token_source.hpp"
#include "syntax/unit_parser.hpp"
#include "syntax/units.hpp"

namespace ormc::syntax {

namespace {

using diagnostics::Diagnostics;

/// Parses unit after unit of one file and builds the tree as it goes, so that contexts live
/// shortly.
class FileParser {
 public:
  FileParser(const source::SourceFile& file,
             const Tokens& tokens,
             Tree& tree,
             Diagnostics& diagnostics)
      : file_(file),
        tokens_(tokens),
        diagnostics_(diagnostics),
        offsets_(file.text()),
        parser_(tokens),
        builder_(file, offsets_, tokens.docs, tree, diagnostics) {}

  /// Where a token stands; of one that the parser made up, what stands in its place.
  auto span(const antlr4::Token& token) const -> Span {
    auto index = std::min(token.getTokenIndex(), tokens_.tokens.size() - 1);
    const auto& real = *tokens_.tokens[index];
    auto begin = static_cast<std::uint32_t>(offsets_.byte(real.getStartIndex()));
    if (real.getType() == antlr4::Token::EOF) return {file_.id(), begin, begin};
    return {file_.id(), begin, static_cast<std::uint32_t>(offsets_.byte(real.getStopIndex() + 1))};
  }

  void parse(Unit unit) {
    if (auto* context = attempt_both(parser_.slice(unit), unit.end, &OrmParser::unit)) {
      builder_.unit(context);
      has_failed_before_ = false;
      return;
    }
    // In a model, the head and each member are parsed by themselves, so that an error in one field
    // hides none in the next.
    auto members = split_members(tokens_, unit);
    if (members.units.empty()) {
      report_unit(unit);
      return;
    }
    auto head = parser_.slice({unit.begin, std::min(members.open + 1, unit.end)});
    for (auto i = members.close; i < unit.end; ++i) head.push_back(tokens_.tokens[i].get());
    auto* context = parser_.attempt(head, unit.end, &OrmParser::unit);
    if (context == nullptr) {
      report(std::move(head), unit.end, &OrmParser::unit);
      return;
    }
    builder_.unit(context);
    const auto before = diagnostics_.error_count();
    for (auto member : members.units) parse_member(member);
    // Each part may stand somewhere, but not all of them here: a key in a composite.
    if (diagnostics_.error_count() == before) report_unit(unit);
  }

 private:
  template <class Context>
  using Rule = UnitParser::Rule<Context>;

  void parse_member(Unit member) {
    if (auto* context = attempt_both(parser_.slice(member), member.end, &OrmParser::memberUnit)) {
      builder_.member(context);
    } else {
      report(parser_.slice(member), member.end, &OrmParser::memberUnit);
    }
  }

  /// What does not parse with `@name` as attributes may do so with the operator `@` before a name.
  template <class Context>
  auto attempt_both(const std::vector<antlr4::Token*>& tokens, std::size_t end, Rule<Context> rule)
      -> Context* {
    auto* context = parser_.attempt(tokens, end, rule);
    if (context != nullptr) return context;
    auto found = std::vector<const antlr4::Token*>{};
    auto apart = with_operators(tokens, found);
    if (!found.empty()) context = parser_.attempt(apart, end, rule);
    if (context == nullptr) return nullptr;
    for (const auto* token : found) {
      auto at = span(*token);
      auto name = std::string(file_.text().substr(at.begin + 1, at.end - at.begin - 1));
      diagnostics_.report(at, diagnostics::AttributeAsOperator{std::move(name)});
    }
    return context;
  }

  /// The tokens with each `@name` inside of brackets, or behind where attributes stand, as two.
  auto with_operators(const std::vector<antlr4::Token*>& tokens,
                      std::vector<const antlr4::Token*>& found) -> std::vector<antlr4::Token*> {
    auto apart = std::vector<antlr4::Token*>{};
    auto depth = 0;
    auto is_body = false;  // of a declaration that has attributes only before it
    for (auto* token : tokens) {
      const auto type = token->getType();
      if (is_open(type)) ++depth;
      if (is_close(type)) --depth;
      const auto begins_body = type == OrmParser::K_AS || type == OrmParser::EQUALS;
      is_body = is_body || (begins_body && depth == 0 && is_of_query(tokens));
      if (type != OrmParser::ATTRIBUTE || (depth == 0 && !is_body)) {
        apart.push_back(token);
        continue;
      }
      found.push_back(token);
      auto sign = std::make_unique<antlr4::CommonToken>(token);
      sign->setType(OrmParser::OPERATOR);
      sign->setStopIndex(token->getStartIndex());
      auto name = std::make_unique<antlr4::CommonToken>(token);
      name->setType(OrmParser::IDENTIFIER);
      name->setStartIndex(token->getStartIndex() + 1);
      apart.push_back(sign.get());
      apart.push_back(name.get());
      pieces_.push_back(std::move(sign));
      pieces_.push_back(std::move(name));
    }
    return apart;
  }

  static auto is_of_query(const std::vector<antlr4::Token*>& tokens) -> bool {
    const auto first = tokens.empty() ? std::size_t{0} : tokens.front()->getType();
    return first == OrmParser::K_VIEW || first == OrmParser::K_MATERIALIZED ||
           first == OrmParser::K_RECURSIVE || first == OrmParser::K_PREDICATE;
  }

  /// Parses once more to learn where and why it fails.
  template <class Context>
  void report(std::vector<antlr4::Token*> tokens, std::size_t end, Rule<Context> rule) {
    auto first = first_error(std::move(tokens), end, rule);
    if (first.offending != nullptr) report(first);
  }

  template <class Context>
  auto first_error(std::vector<antlr4::Token*> tokens, std::size_t end, Rule<Context> rule)
      -> FirstError {
    auto first = FirstError{};
    parser_.explain(std::move(tokens), end, rule, first);
    return first;
  }

  /// What does not even begin like a declaration, right behind one that failed, is the rest of
  /// that: with its `{` missing, each line of a model would be an error. But not a word at the
  /// beginning of a line, which was meant to begin one.
  void report_unit(Unit unit) {
    auto first = first_error(parser_.slice(unit), unit.end, &OrmParser::unit);
    if (first.offending == nullptr) return;
    auto begins_nothing = first.offending->getTokenIndex() == unit.begin;
    auto is_inside = first.offending->getCharPositionInLine() > 0 ||
                     first.offending->getType() == OrmParser::CLOSE_BRACE;
    if (!(begins_nothing && is_inside && has_failed_before_)) report(first);
    has_failed_before_ = true;
  }

  void report(const FirstError& error) {
    auto at = span(*error.offending);
    auto expected = describe_expected(error.expected, error.rule);
    auto index = error.offending->getTokenIndex();
    const auto& found = *tokens_.tokens[std::min(index, tokens_.tokens.size() - 1)];
    const auto place = ErrorPlace{
        tokens_, offsets_, file_.text(), std::min(index, tokens_.tokens.size() - 1), error};
    auto advice = recognise_habit(place);
    auto repair = advice ? repair_of(place, *advice) : std::nullopt;
    if (index > 0 && only_a_dot(error) && !advice) {
      // A reserved word where a column could stand: what is wrong is the word, not what follows it.
      auto word = span(*tokens_.tokens[index - 1]);
      auto text = std::string(file_.text().substr(word.begin, word.end - word.begin));
      diagnostics_.report(word, diagnostics::ReservedWord{text});
      return;
    }
    if (index > 0 && only_a_dot(error)) {
      at = span(*tokens_.tokens[index - 1]);
      expected = "an expression";
    }
    auto seen = describe_token(found, file_.text().substr(at.begin, at.end - at.begin));
    if (advice && advice->habit == diagnostics::Habit::foreign_quotes) {
      const auto quoted = find_quoted_name(place);
      at = bytes(quoted->begin, quoted->end);
      const auto in_backticks = quoted->marks == QuotedName::Marks::backticks;
      seen = in_backticks ? "a name in backticks" : "a name in brackets";
    } else if (index > 0 && error.expected.contains(std::size_t{OrmParser::SEMICOLON})) {
      // What is missing at the end of a line is pointed at there, not at the beginning of the next.
      auto before = span(*tokens_.tokens[index - 1]);
      auto line = file_.position(before.end).line;
      if (line < file_.position(at.begin).line) {
        at = {file_.id(), before.end, before.end};
        if (!advice) repair = Repair{before.end, before.end, ";"};
      } else if (found.getType() == OrmParser::CLOSE_BRACE && !advice) {
        repair = Repair{before.end, before.end, ";"};
      }
    }
    if (found.getType() == antlr4::Token::EOF) {
      diagnostics_.report(at, diagnostics::UnexpectedEnd{expected});
      return;
    }
    auto& reported =
        diagnostics_.report(at, diagnostics::UnexpectedToken{seen, expected, std::move(advice)});
    if (!repair) return;
    reported.fixit(bytes(repair->begin, repair->end), std::move(repair->replacement));
  }

  auto bytes(std::size_t begin, std::size_t end) const -> source::Span {
    return {file_.id(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  static auto only_a_dot(const FirstError& error) -> bool {
    return error.rule == OrmParser::RuleReservedColumn && error.expected.size() == 1 &&
           error.expected.contains(std::size_t{OrmParser::DOT});
  }

  const source::SourceFile& file_;
  const Tokens& tokens_;
  Diagnostics& diagnostics_;
  Offsets offsets_;
  UnitParser parser_;
  AstBuilder builder_;
  std::vector<std::unique_ptr<antlr4::Token>> pieces_;  // of tokens that were cut
  bool has_failed_before_ = false;                      // the unit before did not parse
};

}  // namespace

auto parse(const source::SourceFile& file, Diagnostics& diagnostics, const Limits& limits) -> Tree {
  auto tree = Tree{};
  tree.file = file.id();
  if (!check_bytes(file, diagnostics, limits)) return tree;
  auto tokens = read_tokens(file, diagnostics, limits);
  if (!tokens.sound) return tree;
  auto parser = FileParser(file, tokens, tree, diagnostics);
  auto before = diagnostics.error_count();
  for (auto unit : split_units(tokens)) {
    if (diagnostics.error_count() - before >= limits.errors) break;
    diagnostics.begin_declaration(parser.span(*tokens.tokens[unit.begin]));
    parser.parse(unit);
  }
  return tree;
}

}  // namespace ormc::syntax
