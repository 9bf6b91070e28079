#include <algorithm>
#include <utility>

#include "syntax/formatter.hpp"

namespace ormc::syntax {

namespace {

using antlr4::ParserRuleContext;
using antlr4::tree::ParseTree;

constexpr auto indentation = std::size_t{2};

auto is_set_operation(ParserRuleContext& context) -> bool {
  return std::any_of(context.children.begin(), context.children.end(), [](auto* child) {
    auto rule = rule_of(*child);
    return rule == OrmParser::RuleSetTail || rule == OrmParser::RuleIntersectTail ||
           (rule == OrmParser::RuleSetTerm && child->children.size() > 1);
  });
}

/// `limit`, `offset` and `page`, in brackets or not.
auto bounds_rows(ParseTree& node) -> bool {
  if (rule_of(node) != OrmParser::RuleQueryTail) return false;
  return std::any_of(node.children.begin(), node.children.end(), [](auto* child) {
    return rule_of(*child) == OrmParser::RuleLimit || rule_of(*child) == OrmParser::RuleOffset ||
           token_type(*child) == OrmParser::K_PAGE;
  });
}

/// Whether a child of a statement begins one of its clauses.
auto begins_clause(ParserRuleContext& context, std::size_t child) -> bool {
  auto& node = *context.children[child];
  switch (token_type(node)) {
    case OrmParser::K_FROM:
      return context.getRuleIndex() != OrmParser::RuleDeleteStatement;
    case OrmParser::K_WHERE:
    case OrmParser::K_GROUP:
    case OrmParser::K_HAVING:
    case OrmParser::K_WINDOW:
    case OrmParser::K_USING:
      return true;
    default:
      break;
  }
  switch (rule_of(node)) {
    case OrmParser::RuleSelectInto:
    case OrmParser::RuleOnConflict:
    case OrmParser::RuleReturning:
    case OrmParser::RuleWhereOrCurrent:
    case OrmParser::RuleMergeWhen:
      return true;
    default:
      return false;
  }
}

/// How far the items of a list hang behind the words before it: `select `, `order by `.
auto hanging_columns(std::size_t type) -> std::size_t {
  switch (type) {
    case OrmParser::K_SELECT:
    case OrmParser::K_VALUES:
    case OrmParser::K_WINDOW:
      return 7;
    case OrmParser::K_GROUP:
    case OrmParser::K_ORDER:
      return 9;
    case OrmParser::K_RETURNING:
    case OrmParser::OPEN_BRACKET:  // `[order by `
      return 10;
    case OrmParser::K_UPDATE:  // of a merge: `update set `
      return 11;
    default:
      return 4;  // `set `
  }
}

}  // namespace

void Formatter::statement(Context& context) {
  out_.open();
  auto has_with = false;
  sequence(context, [&](std::size_t child) {
    has_with = child > 0 && rule_of(*context.children[child - 1]) == OrmParser::RuleWith;
    if (!has_with) return;
    joint(*context.children[child], Break::line, EmptyLines::keep);
    out_.open();
  });
  if (has_with) out_.close();
  out_.close();
}

/// The parts of a query in order: what set operations combine, then how it is ordered and bounded.
void Formatter::query_clauses(Context& context) {
  auto rule = context.getRuleIndex();
  auto has_with = false;
  auto is_whole = rule == OrmParser::RuleQueryExpression || rule == OrmParser::RuleParenthesised;
  auto is_set = is_set_operation(context) || (!is_whole && groups_select_);
  if (token_type(*context.children.front()) == OrmParser::K_VALUES) {
    auto rows = std::size_t{0};
    while (rows < context.children.size() &&
           rule_of(*context.children[rows]) != OrmParser::RuleQueryTail)
      ++rows;
    hanging(context, 0, rows, Items::lines);
    for (auto i = rows; i < context.children.size(); ++i) {
      joint(*context.children[i]);
      visit(*context.children[i]);
    }
    return;
  }
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    groups_select_ = is_set;
    if (child == 0 || token_type(node) != 0) return;
    switch (rule_of(node)) {
      case OrmParser::RuleSetTail:
      case OrmParser::RuleIntersectTail:
        return joint(node);
      case OrmParser::RuleSetTerm:
      case OrmParser::RuleSetPrimary:
        groups_select_ = true;
        return joint(node);
      case OrmParser::RuleQueryTail:
        if (bounds_rows(node) && bounds_rows(*context.children[child - 1])) return;
        return joint(node);
      case OrmParser::RuleQueryExpression:
        has_with = true;
        joint(node, Break::line, EmptyLines::keep);
        return out_.open();
      default:
        return;
    }
  });
  if (has_with) out_.close();
}

void Formatter::select(Context& context) {
  auto is_group = std::exchange(groups_select_, false);
  if (is_group) out_.open();
  clauses(context);
  if (is_group) out_.close();
}

/// Writes a statement clause by clause.
void Formatter::clauses(Context& context) {
  auto around = std::exchange(brackets_, {{.kind = Bracket::Kind::none}});
  auto begin = std::size_t{0};
  for (auto i = std::size_t{1}; i <= context.children.size(); ++i) {
    if (i < context.children.size() && !begins_clause(context, i)) continue;
    // A select of nothing, in `exists`, has no list that a line could end behind.
    auto is_empty = begin == 1 && context.getRuleIndex() == OrmParser::RuleSelect;
    if (begin > 0 && !is_empty) joint(*context.children[begin]);
    clause(context, begin, i);
    begin = i;
  }
  brackets_ = std::move(around);
}

void Formatter::clause(Context& context, std::size_t begin, std::size_t end) {
  switch (token_type(*context.children[begin])) {
    case OrmParser::K_SELECT:
      return hanging(context, begin, end, Items::columns);
    case OrmParser::K_GROUP:
      return hanging(context, begin, end, Items::fill);
    case OrmParser::K_WINDOW:
      return hanging(context, begin, end, Items::lines);
    case OrmParser::K_FROM:
    case OrmParser::K_USING:
      return from_clause(context, begin, end);
    case OrmParser::K_INSERT:
      return insert_head(context, begin, end);
    case OrmParser::K_UPDATE:
      return update_head(context, begin, end);
    default:
      for (auto i = begin; i < end; ++i) element(context, i);
  }
}

/// A list whose lines hang behind the words that introduce it.
void Formatter::hanging(Context& context, std::size_t begin, std::size_t end, Items items) {
  // One item alone needs no place below which others would stand.
  auto has_comma = std::any_of(context.children.begin() + static_cast<std::ptrdiff_t>(begin),
                               context.children.begin() + static_cast<std::ptrdiff_t>(end),
                               [](auto* child) { return token_type(*child) == OrmParser::COMMA; });
  out_.hang(has_comma ? hanging_columns(token_type(*context.children[begin])) : 0);
  auto first = begin;
  auto is_item = [&](std::size_t child) {
    auto rule = rule_of(*context.children[child]);
    return rule != no_rule && (items != Items::columns || rule == OrmParser::RuleSelectItem);
  };
  while (first < end && !is_item(first)) element(context, first++);
  out_.open();
  brackets_.push_back(
      {.kind = items == Items::columns ? Bracket::Kind::columns : Bracket::Kind::none,
       .fills = items == Items::fill});
  for (auto i = first; i < end; ++i) element(context, i);
  brackets_.pop_back();
  out_.close();
  out_.dedent();
}

void Formatter::from_clause(Context& context, std::size_t begin, std::size_t end) {
  out_.open();
  const auto columns = token_type(*context.children[begin]) == OrmParser::K_USING ? 6U : 5U;
  for (auto i = begin; i < end; ++i) {
    auto& node = *context.children[i];
    visit(node);
    auto is_comma = token_type(node) == OrmParser::COMMA;
    auto is_condition = i + 1 < end && token_type(*context.children[i + 1]) == OrmParser::K_ON;
    if (token_type(node) == OrmParser::K_ON) chain_ = {2, 3};
    if (!is_comma && !is_condition) continue;
    out_.indent(is_comma ? columns : indentation);
    out_.wish(Break::fill);
    out_.dedent();
  }
  out_.close();
}

void Formatter::join_tail(Context& context) {
  out_.open();
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    if (rule_of(node) == OrmParser::RuleJoinTail) joint(node);
    if (rule_of(node) != OrmParser::RuleJoinCondition) return;
    out_.indent(indentation);
    out_.wish(Break::line);
  });
  if (rule_of(*context.children.back()) == OrmParser::RuleJoinCondition) out_.dedent();
  out_.close();
}

void Formatter::query_tail(Context& context) {
  auto type = token_type(*context.children.front());
  auto is_optional =
      type == OrmParser::OPEN_BRACKET && token_type(*context.children[1]) == OrmParser::K_ORDER;
  if (type != OrmParser::K_ORDER && !is_optional) return sequence(context);
  auto around = std::exchange(brackets_, {{.kind = Bracket::Kind::none}});
  hanging(context, 0, context.children.size(), Items::fill);
  brackets_ = std::move(around);
}

void Formatter::joins(Context& context) {
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    if (rule_of(node) == OrmParser::RuleJoinTail) joint(node);
  });
}

void Formatter::returning(Context& context) {
  auto around = std::exchange(brackets_, {{.kind = Bracket::Kind::none}});
  hanging(context, 0, context.children.size(), Items::columns);
  brackets_ = std::move(around);
}

/// The clauses of a shape, behind its braces.
void Formatter::shape_tail(Context& context) {
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    const auto rule = rule_of(node);
    const auto begins = token_type(node) == OrmParser::K_WHERE ||
                        rule == OrmParser::RuleShapeOrder || rule == OrmParser::RuleShapeLimit ||
                        rule == OrmParser::RuleShapeOffset;
    if (!begins) return;
    out_.indent(indentation);
    out_.wish(Break::fill);
    out_.dedent();
  });
}

void Formatter::window_specification(Context& context) {
  sequence(context, [&](std::size_t child) {
    auto& node = *context.children[child];
    auto type = token_type(node);
    auto begins = type == OrmParser::K_PARTITION || type == OrmParser::K_ORDER ||
                  rule_of(node) == OrmParser::RuleFrame;
    if (begins && child > 1) out_.wish(Break::line);
  });
}

}  // namespace ormc::syntax
