#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "source/fold.hpp"
#include "syntax/formatter.hpp"

namespace ormc::syntax {

namespace {

using antlr4::tree::ParseTree;

constexpr auto indentation = std::size_t{2};

/// How loosely an operation binds: lines end at the loosest ones first.
namespace level {
constexpr std::uint8_t disjunction = 0;
constexpr std::uint8_t conjunction = 1;
constexpr std::uint8_t comparison = 2;
constexpr std::uint8_t operation = 3;
constexpr std::uint8_t sum = 4;
constexpr std::uint8_t product = 5;
constexpr std::uint8_t tight = 6;  // what no line ends before
}  // namespace level

auto level_of_operator(const std::string& text) -> std::uint8_t {
  if (text == "=" || text == "<" || text == ">" || text == "<=" || text == ">=" || text == "<>" ||
      text == "!=")
    return level::comparison;
  if (text == "+" || text == "-") return level::sum;
  if (text == "*" || text == "/" || text == "%") return level::product;
  return level::operation;
}

auto level_of(ParseTree& node) -> std::uint8_t {
  auto rule = rule_of(node);
  if (rule != OrmParser::RuleTail && rule != OrmParser::RuleBTail) return level::tight;
  for (auto* child : node.children) {
    if (rule_of(*child) == OrmParser::RuleOperatorSymbol)
      return level_of_operator(child->getText());
    switch (token_type(*child)) {
      case OrmParser::OPEN_BRACKET:
      case OrmParser::K_NOT:
      case OrmParser::K_IS:
        continue;
      case OrmParser::K_OR:
        return level::disjunction;
      case OrmParser::K_AND:
        return level::conjunction;
      case OrmParser::K_LIKE:
      case OrmParser::K_ILIKE:
      case OrmParser::K_SIMILAR:
      case OrmParser::K_BETWEEN:
      case OrmParser::K_OVERLAPS:
      case OrmParser::K_DISTINCT:
        return level::comparison;
      default:
        return level::tight;
    }
  }
  return level::tight;
}

/// Functions whose arguments are keys and values in turn.
auto builds_object(antlr4::ParserRuleContext& call) -> bool {
  auto name = source::fold(call.parent->children.front()->getText());
  return name == "json_build_object" || name == "jsonb_build_object";
}

auto is_between(ParseTree& node) -> bool {
  for (auto* child : node.children) {
    auto type = token_type(*child);
    if (type == OrmParser::K_BETWEEN) return true;
    if (type != OrmParser::K_NOT) return false;
  }
  return false;
}

}  // namespace

void Formatter::expr(Context& context) {
  auto levels = std::vector<std::uint8_t>{};
  levels.reserve(context.children.size());
  auto is_open = false;  // a `between` waits for its `and`
  for (auto* child : context.children) {
    auto found = level_of(*child);
    if (is_open && found == level::conjunction) {
      found = level::tight;
      is_open = false;
    } else if (found != level::tight) {
      is_open = is_between(*child);
    }
    levels.push_back(found);
  }
  chain(context, levels, {0, context.children.size()}, std::exchange(chain_, {}));
}

/// Writes a stretch of operands and operators. Its loosest operations decide where lines end.
void Formatter::chain(Context& context,
                      const std::vector<std::uint8_t>& levels,
                      Stretch stretch,
                      Chain chain) {
  auto loosest = level::tight;
  for (auto i = stretch.begin + 1; i < stretch.end; ++i) loosest = std::min(loosest, levels[i]);
  if (loosest == level::tight) {
    for (auto i = stretch.begin; i < stretch.end; ++i) visit(*context.children[i]);
    return;
  }
  out_.open();
  auto begin = stretch.begin;
  for (auto i = begin + 1; i <= stretch.end; ++i) {
    if (i < stretch.end && levels[i] != loosest) continue;
    if (begin > stretch.begin && loosest <= level::conjunction) {
      out_.indent(loosest == level::disjunction ? chain.of_or : chain.of_and);
      joint(*context.children[begin]);
    } else if (begin > stretch.begin) {
      out_.fork(indentation);
    } else {
      // What the first operand has of lines stands as far to the right as the next operand.
      out_.nest(loosest <= level::conjunction ? chain.of_and : 0);
    }
    this->chain(context, levels, {begin, i}, {});
    out_.dedent();
    begin = i;
  }
  out_.close();
}

void Formatter::case_expr(Context& context) {
  out_.open();
  out_.hang(0);
  out_.indent(indentation);
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    auto type = token_type(node);
    if (type == OrmParser::K_END) {
      out_.comments_here();
      out_.dedent();
    }
    if (rule_of(node) == OrmParser::RuleCaseWhen || type == OrmParser::K_ELSE ||
        type == OrmParser::K_END)
      out_.wish(Break::line);
  });
  out_.dedent();
  out_.close();
}

void Formatter::case_when(Context& context) {
  out_.open();
  sequence(context, [&](std::size_t child) {
    if (token_type(*context.children[child]) == OrmParser::K_THEN) out_.fork(indentation);
  });
  out_.dedent();
  out_.close();
}

void Formatter::call(Context& context) {
  auto is_pairs = builds_object(context);
  sequence(context, [&](std::size_t child) {
    if (child == 1) brackets_.back().pairs = is_pairs;
    if (token_type(*context.children[child]) != OrmParser::K_ORDER) return;
    out_.wish(Break::line);
    brackets_.back().fills = true;
  });
}

void Formatter::string(Context& context) {
  sequence(context, [&](std::size_t child) {
    if (child > 0 && out_.begins_line(first_token(*context.children[child])))
      out_.wish(Break::hard);
  });
}

}  // namespace ormc::syntax
