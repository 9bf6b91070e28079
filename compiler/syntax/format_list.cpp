#include <algorithm>
#include <utility>

#include "syntax/formatter.hpp"

namespace ormc::syntax {

namespace {

using antlr4::tree::ParseTree;
using antlr4::tree::TerminalNode;

constexpr auto indentation = std::size_t{2};
constexpr auto most_plain_tokens = std::size_t{12};

auto is_plain_token(std::size_t type) -> bool {
  switch (type) {
    case OrmParser::OPEN_PAREN:
    case OrmParser::OPEN_BRACKET:
    case OrmParser::OPEN_BRACE:
    case OrmParser::OPERATOR:
    case OrmParser::EQUALS:
    case OrmParser::ARROW:
    case OrmParser::PLUS:
    case OrmParser::COLON:
    case OrmParser::NAMED_ARGUMENT:
    case OrmParser::ATTRIBUTE:
    case OrmParser::K_CASE:
    case OrmParser::K_AND:
    case OrmParser::K_OR:
    case OrmParser::K_IS:
      return false;
    default:
      return true;
  }
}

/// Adds the tokens of `node` to `count`; false as soon as one is not plain or they are too many.
auto count_plain(ParseTree& node, std::size_t& count) -> bool {
  if (auto type = token_type(node); type != 0) {
    return is_plain_token(type) && ++count <= most_plain_tokens;
  }
  auto is_operation = rule_of(node) == OrmParser::RuleTail &&
                      rule_of(*node.children.front()) != OrmParser::RuleAccessor;
  if (is_operation) return false;
  for (auto* child : node.children) {
    if (!count_plain(*child, count)) return false;
  }
  return true;
}

/// The place of the bracket that closes the one at `open`.
auto closing(antlr4::ParserRuleContext& context, std::size_t open) -> std::size_t {
  auto type = token_type(*context.children[open]) + 1;
  auto at = open + 1;
  while (at < context.children.size() && token_type(*context.children[at]) != type) ++at;
  return at;
}

auto all_plain(antlr4::ParserRuleContext& context, std::size_t begin, std::size_t end) -> bool {
  return std::all_of(context.children.begin() + static_cast<std::ptrdiff_t>(begin),
                     context.children.begin() + static_cast<std::ptrdiff_t>(end),
                     [](auto* child) { return is_plain(*child); });
}

/// Rules whose items stand in brackets of the rule around, or on lines of a statement.
auto is_listed(antlr4::ParserRuleContext& context) -> bool {
  auto rule = context.getRuleIndex();
  return rule == OrmParser::RuleParenthesised || rule == OrmParser::RuleNameList ||
         rule == OrmParser::RuleWith;
}

/// Whether a rule is a whole: a member, a statement.
auto is_member(ParseTree& node) -> bool {
  auto* context = dynamic_cast<antlr4::ParserRuleContext*>(&node);
  if (context == nullptr || context->stop == nullptr) return false;
  auto last = context->stop->getType();
  return last == OrmParser::SEMICOLON || last == OrmParser::CLOSE_BRACE;
}

/// Brackets that hold a list, rather than an index or an optional part.
auto is_list(antlr4::ParserRuleContext& context, std::size_t open) -> bool {
  auto type = token_type(*context.children[open]);
  return type == OrmParser::OPEN_PAREN || (type == OrmParser::OPEN_BRACKET &&
                                           context.getRuleIndex() == OrmParser::RuleArrayElements);
}

/// Declarations and bodies whose last semicolon may be left out.
auto ends_without_semicolon(antlr4::ParserRuleContext& context, std::size_t semicolon) -> bool {
  if (semicolon == 0) return false;
  auto& before = *context.children[semicolon - 1];
  switch (context.getRuleIndex()) {
    case OrmParser::RuleEnumDeclaration:
    case OrmParser::RuleTypeDeclaration:
    case OrmParser::RuleModelDeclaration:
    case OrmParser::RuleShapeDeclaration:
      return token_type(before) == OrmParser::CLOSE_BRACE;
    case OrmParser::RuleQueryBody:
      if (token_type(before) == OrmParser::CLOSE_BRACE) return true;
      if (semicolon + 1 < context.children.size())
        return token_type(*context.children[semicolon + 1]) == OrmParser::CLOSE_BRACE;
      break;
    default:
      return false;
  }
  return ends_declaration(before);
}

}  // namespace

auto token_type(ParseTree& node) -> std::size_t {
  auto* token = dynamic_cast<TerminalNode*>(&node);
  return token == nullptr ? 0 : token->getSymbol()->getType();
}

auto ends_declaration(ParseTree& node) -> bool {
  if (rule_of(node) != OrmParser::RuleText || node.children.empty()) return false;
  auto type = token_type(*node.children.front());
  return type == OrmParser::RAW_TEXT || type == OrmParser::DOLLAR_STRING;
}

auto rule_of(ParseTree& node) -> std::size_t {
  auto* context = dynamic_cast<antlr4::ParserRuleContext*>(&node);
  return context == nullptr ? no_rule : context->getRuleIndex();
}

auto first_token(ParseTree& node) -> std::size_t {
  auto* token = dynamic_cast<TerminalNode*>(&node);
  if (token != nullptr) return token->getSymbol()->getTokenIndex();
  return dynamic_cast<antlr4::ParserRuleContext&>(node).start->getTokenIndex();
}

auto last_token(ParseTree& node) -> std::size_t {
  auto* token = dynamic_cast<TerminalNode*>(&node);
  if (token != nullptr) return token->getSymbol()->getTokenIndex();
  return dynamic_cast<antlr4::ParserRuleContext&>(node).stop->getTokenIndex();
}

auto is_plain(ParseTree& node) -> bool {
  auto count = std::size_t{0};
  return count_plain(node, count);
}

void Formatter::visit(Node& node) {
  if (auto* token = dynamic_cast<TerminalNode*>(&node)) {
    if (token->getSymbol()->getType() != antlr4::Token::EOF) out_.token(*token);
    return;
  }
  rule(dynamic_cast<Context&>(node));
}

void Formatter::joint(Node& node, Break kind, EmptyLines empty) {
  out_.wish(kind, empty);
  if (out_.begins_line(first_token(node))) out_.force();
}

void Formatter::sequence(Context& context, const Before& before) {
  auto around = std::exchange(brackets_, {{.kind = Bracket::Kind::none}});
  for (auto i = std::size_t{0}; i < context.children.size(); ++i) {
    if (before) before(i);
    element(context, i);
  }
  brackets_ = std::move(around);
}

void Formatter::element(Context& context, std::size_t child) {
  auto& node = *context.children[child];
  switch (token_type(node)) {
    case OrmParser::OPEN_PAREN:
    case OrmParser::OPEN_BRACKET:
      return open_list(context, child);
    case OrmParser::CLOSE_PAREN:
    case OrmParser::CLOSE_BRACKET:
      return close_list(node);
    case OrmParser::OPEN_BRACE:
      return open_block(context, child);
    case OrmParser::CLOSE_BRACE:
      return close_block(context, node);
    case OrmParser::COMMA:
      return comma(context, child);
    case OrmParser::SEMICOLON:
      return semicolon(context, child);
    default:
      break;
  }
  auto is_inside = brackets_.back().kind == Bracket::Kind::block;
  if (is_inside && is_member(*context.children[child - 1])) {
    out_.wish(Break::line, EmptyLines::keep);
  }
  visit(node);
  switch (token_type(node)) {
    case OrmParser::K_WHERE:
    case OrmParser::K_HAVING:
    case OrmParser::K_ON:
      chain_ = {2, 3};
      break;
    default:
      break;
  }
}

void Formatter::open_list(Context& context, std::size_t child) {
  auto& node = *context.children[child];
  auto end = closing(context, child);
  if (!is_list(context, child) || end == child + 1) {
    brackets_.push_back({.kind = Bracket::Kind::none});
    return visit(node);
  }
  auto fills = context.getRuleIndex() == OrmParser::RuleWindowSpecification ||
               all_plain(context, child + 1, end);
  brackets_.push_back({.kind = Bracket::Kind::list, .fills = fills});
  out_.open();
  visit(node);
  out_.indent(indentation);
  auto& first = *context.children[child + 1];
  if (rule_of(first) == OrmParser::RuleStatement || begins_query(first)) {
    joint(first, Break::soft);
  } else {
    out_.wish(Break::soft);
  }
  chain_ = {0, 0};
}

void Formatter::close_list(Node& node) {
  if (brackets_.size() == 1) return visit(node);  // opened in a rule around
  auto kind = brackets_.back().kind;
  brackets_.pop_back();
  if (kind == Bracket::Kind::none) return visit(node);
  out_.comments_here();
  out_.dedent();
  out_.wish(Break::soft);
  visit(node);
  out_.close();
  chain_ = {};
}

void Formatter::open_block(Context& context, std::size_t child) {
  out_.boundary();
  out_.open();
  visit(*context.children[child]);
  auto& first = *context.children[child + 1];
  if (token_type(first) == OrmParser::CLOSE_BRACE) {
    brackets_.push_back({.kind = Bracket::Kind::none});
    return;
  }
  brackets_.push_back({.kind = Bracket::Kind::block});
  out_.indent(indentation);
  if (context.getRuleIndex() == OrmParser::RuleEnumDeclaration) {
    out_.wish(Break::line);
  } else {
    joint(first);
  }
  align_fields(context, child);
}

void Formatter::close_block(Context& context, Node& node) {
  if (brackets_.back().kind == Bracket::Kind::block) {
    auto rule = context.getRuleIndex();
    if (rule == OrmParser::RuleEnumDeclaration || rule == OrmParser::RuleOrderChoices)
      out_.if_broken(",");
    out_.comments_here();
    out_.dedent();
    out_.wish(Break::line);
  }
  brackets_.pop_back();
  visit(node);
  out_.close();
}

/// Behind a comma: the items of a list of plain ones fill lines, others stand on lines of their
/// own, as do the parts of a block.
void Formatter::comma(Context& context, std::size_t child) {
  auto* token = dynamic_cast<TerminalNode*>(context.children[child]);
  if (child + 1 == context.children.size()) return visit(*token);  // a rule for each token
  auto& next = *context.children[child + 1];
  if (token_type(next) == OrmParser::CLOSE_BRACE) return out_.drop(*token);
  visit(*token);
  auto& bracket = brackets_.back();
  auto rule = context.getRuleIndex();
  if (bracket.kind == Bracket::Kind::columns || rule == OrmParser::RuleShapeBody ||
      rule == OrmParser::RuleShapeDeclaration)
    return select_comma(context, child);
  if (bracket.kind == Bracket::Kind::block) return out_.wish(Break::line, EmptyLines::keep);
  if (bracket.kind == Bracket::Kind::list || rule == OrmParser::RuleParenthesised) chain_ = {0, 0};
  if (bracket.pairs && ++bracket.commas % 2 == 1) return out_.wish(Break::space);
  if (!bracket.fills && !is_listed(context)) {
    // In the middle of a declaration.
    out_.indent(indentation);
    out_.wish(Break::fill);
    return out_.dedent();
  }
  if (!bracket.fills) bracket.fills = all_plain(context, 0, context.children.size());
  out_.wish(*bracket.fills ? Break::fill : Break::line);
}

/// In a list of columns, neighbours that are plain share a line.
void Formatter::select_comma(Context& context, std::size_t child) {
  auto fills = is_plain(*context.children[child - 1]) && is_plain(*context.children[child + 1]);
  out_.wish(fills ? Break::fill : Break::line);
}

void Formatter::semicolon(Context& context, std::size_t child) {
  auto* token = dynamic_cast<TerminalNode*>(context.children[child]);
  if (ends_without_semicolon(context, child)) return out_.drop(*token);
  visit(*token);
  if (child + 1 < context.children.size() &&
      token_type(*context.children[child + 1]) != OrmParser::CLOSE_BRACE) {
    out_.wish(Break::line, EmptyLines::keep);
  }
}

}  // namespace ormc::syntax
