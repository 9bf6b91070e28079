#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "diagnostics/syntax_diagnostics.hpp"
#include "source/fold.hpp"
#include "syntax/build_ast.hpp"
#include "syntax/sql_value_function.hpp"

namespace ormc::syntax {

auto AstBuilder::query(OrmParser::QueryContext* context) -> QueryPtr {
  if (context == nullptr) return tree_.arena.make(Query{});
  return query_expression_with(context->with(), context->queryExpression());
}

auto AstBuilder::query_expression_with(OrmParser::WithContext* with_clause,
                                       OrmParser::QueryExpressionContext* context) -> QueryPtr {
  auto result = query_expression(context);
  if (with_clause != nullptr) {
    result.with = with(with_clause);
    result.span = span(with_clause).to(result.span);
  }
  return tree_.arena.make(std::move(result));
}

auto AstBuilder::query_expression(OrmParser::QueryExpressionContext* context) -> Query {
  if (context == nullptr) return {};
  auto result = set_tails(set_term(context->setTerm()), context->setTail());
  query_tails(context->queryTail(), result);
  result.span = span(context);
  return result;
}

template <class Context>
auto AstBuilder::order_item(Context& context) -> OrderItem {
  auto item = OrderItem{};
  item.span = span(&context);
  item.expr = expr(context.expr());
  if (context.K_ASC() != nullptr) item.direction = OrderItem::Direction::ascending;
  if (context.K_DESC() != nullptr) item.direction = OrderItem::Direction::descending;
  if (context.K_FIRST() != nullptr) item.nulls = OrderItem::Nulls::first;
  if (context.K_LAST() != nullptr) item.nulls = OrderItem::Nulls::last;
  if (context.operatorSymbol() != nullptr)
    item.using_operator = operator_symbol(context.operatorSymbol());
  return item;
}

auto AstBuilder::with(OrmParser::WithContext* context) -> std::optional<With> {
  if (context == nullptr) return std::nullopt;
  auto result = With{context->K_RECURSIVE() != nullptr, {}};
  for (auto* part : context->cte()) result.ctes.push_back(cte(*part));
  return result;
}

auto AstBuilder::cte(OrmParser::CteContext& context) -> Cte {
  auto result = Cte{};
  result.span = span(&context);
  result.name = name(context.anyName());
  result.columns = name_list(context.nameList());
  if (context.K_MATERIALIZED() != nullptr) {
    result.materialized =
        context.K_NOT() != nullptr ? Cte::Materialized::no : Cte::Materialized::yes;
  }
  result.statement = statement(context.statement());
  if (auto* search = context.cteSearch()) {
    result.search = Cte::Search{
        search->K_DEPTH() != nullptr, name_list(search->nameList()), name(search->anyName())};
  }
  if (auto* cycle = context.cteCycle()) {
    auto clause = Cte::Cycle{};
    clause.columns = name_list(cycle->nameList());
    auto named = names(cycle->anyName());
    if (!named.empty()) clause.mark_column = named.front();
    if (named.size() > 1) clause.path_column = named.back();
    auto marks = cycle->operand();
    if (marks.size() == 2) {
      clause.mark = operand(marks[0]);
      clause.mark_default = operand(marks[1]);
    }
    result.cycle = std::move(clause);
  }
  return result;
}

auto AstBuilder::set_term(OrmParser::SetTermContext* context) -> Query {
  if (context == nullptr) return {};
  return intersect_tails(set_primary(context->setPrimary()), context->intersectTail());
}

auto AstBuilder::set_primary(OrmParser::SetPrimaryContext* context) -> Query {
  auto result = Query{};
  result.span = span(context);
  if (context == nullptr) return result;
  if (context->select() != nullptr) {
    result.body = select(context->select());
  } else if (!context->valuesRow().empty()) {
    result.body = values_rows(context->valuesRow());
  } else if (auto* relation = context->relation()) {
    result.body =
        TableCommand{qualified_name(relation->tableName()), relation->K_ONLY() != nullptr};
  } else if (context->query() != nullptr) {
    result = *query(context->query());
  }
  return result;
}

auto AstBuilder::intersect_tails(Query left,
                                 const std::vector<OrmParser::IntersectTailContext*>& tails)
    -> Query {
  for (auto* tail : tails) {
    auto right = set_primary(tail->setPrimary());
    auto whole = left.span.to(span(tail));
    auto node = SetOperation{SetOperation::Kind::intersect,
                             tail->K_ALL() != nullptr,
                             tree_.arena.make(std::move(left)),
                             tree_.arena.make(std::move(right))};
    left = Query{};
    left.span = whole;
    left.body = node;
  }
  return left;
}

auto AstBuilder::set_tails(Query left, const std::vector<OrmParser::SetTailContext*>& tails)
    -> Query {
  for (auto* tail : tails) {
    auto right = set_term(tail->setTerm());
    auto whole = left.span.to(span(tail));
    auto node = SetOperation{
        tail->K_UNION() != nullptr ? SetOperation::Kind::unite : SetOperation::Kind::except,
        tail->K_ALL() != nullptr,
        tree_.arena.make(std::move(left)),
        tree_.arena.make(std::move(right))};
    left = Query{};
    left.span = whole;
    left.body = node;
  }
  return left;
}

namespace {

/// Clauses behind a query's body, by what may stand between them.
enum class TailGroup : std::uint8_t { order, limit, locking };

auto group_of(OrmParser::QueryTailContext& tail) -> TailGroup {
  if (!tail.orderClauseItem().empty()) return TailGroup::order;
  return tail.locking() != nullptr ? TailGroup::locking : TailGroup::limit;
}

auto word_of(OrmParser::QueryTailContext& tail) -> std::string {
  if (!tail.orderClauseItem().empty()) return "order by";
  if (tail.locking() != nullptr) return "for";
  if (tail.offset() != nullptr) return "offset";
  if (tail.K_PAGE() != nullptr) return "page after";
  return tail.limit() != nullptr ? "limit" : "fetch";
}

}  // namespace

void AstBuilder::query_tails(const std::vector<OrmParser::QueryTailContext*>& tails, Query& query) {
  auto seen = std::vector<TailGroup>{};
  for (auto i = std::size_t{0}; i < tails.size(); ++i) {
    auto& tail = *tails[i];
    const auto group = group_of(tail);
    if (seen.empty() || seen.back() != group) {
      // Limits and locks may stand in any order, each together; the order stands before both.
      const auto is_late = (group == TailGroup::order && !seen.empty()) ||
                           std::find(seen.begin(), seen.end(), group) != seen.end();
      if (is_late) {
        diagnostics_.report(span(&tail),
                            diagnostics::MisplacedClause{word_of(tail), word_of(*tails[i - 1])});
      }
      seen.push_back(group);
    }
    query_tail(tail, query);
  }
}

void AstBuilder::query_tail(OrmParser::QueryTailContext& context, Query& query) {
  auto at = span(&context);
  auto once = [&](bool taken, std::string_view clause) {
    if (taken) diagnostics_.report(at, diagnostics::RepeatedClause{std::string(clause)});
  };
  auto optional = context.OPEN_BRACKET() != nullptr;
  if (!context.orderClauseItem().empty()) {
    // Several optional order clauses may stand in a row.
    once(!query.order_by.empty() && !optional && !query.order_by.back().optional, "order by");
    auto clause = query.order_by.empty() ? 0 : query.order_by.back().clause + 1;
    for (auto* item : context.orderClauseItem()) {
      query.order_by.push_back(order_clause_item(*item, optional));
      query.order_by.back().clause = clause;
    }
  } else if (auto* limit = context.limit()) {
    once(query.limit != nullptr, "limit");
    query.limit = limit_value(*limit);
    query.limit_optional = optional;
  } else if (auto* offset = context.offset()) {
    once(query.offset != nullptr, "offset");
    query.offset = expr(offset->expr());
    query.offset_optional = optional;
  } else if (context.K_FETCH() != nullptr) {
    once(query.limit != nullptr, "limit");
    query.limit = context.operand() != nullptr ? operand(context.operand())
                                               : make(at, at, Literal{Literal::Kind::integer, "1"});
    query.with_ties = context.K_TIES() != nullptr;
  } else if (context.K_PAGE() != nullptr) {
    once(query.page_after != nullptr, "page after");
    query.page_after = expr(context.expr());
  } else if (context.locking() != nullptr && context.locking()->IDENTIFIER() != nullptr) {
    // `for read only` locks nothing.
    auto word = span(*context.locking()->IDENTIFIER()->getSymbol());
    if (source::fold(source_text(word)) != "read") {
      auto seen = fmt::format("`{}`", source_text(word));
      diagnostics_.report(word, diagnostics::UnexpectedToken{seen, "a strength of locks"});
    }
  } else if (context.locking() != nullptr) {
    query.locking.push_back(locking(*context.locking()));
  }
}

/// `limit all` is no limit.
auto AstBuilder::limit_value(OrmParser::LimitContext& context) -> ExprPtr {
  const auto at = span(&context);
  return context.expr() != nullptr ? expr(context.expr())
                                   : make(at, at, Literal{Literal::Kind::null, {}});
}

auto AstBuilder::locking(OrmParser::LockingContext& context) -> Locking {
  auto result = Locking{};
  result.span = span(&context);
  auto key = context.K_KEY() != nullptr;
  if (context.K_SHARE() != nullptr) {
    result.strength = key ? Locking::Strength::key_share : Locking::Strength::share;
  } else {
    result.strength = key ? Locking::Strength::no_key_update : Locking::Strength::update;
  }
  for (auto* table : context.qualifiedName()) result.tables.push_back(qualified_name(table));
  if (context.K_NOWAIT() != nullptr) result.wait = Locking::Wait::nowait;
  if (context.K_SKIP() != nullptr) result.wait = Locking::Wait::skip_locked;
  return result;
}

auto AstBuilder::values_rows(const std::vector<OrmParser::ValuesRowContext*>& rows) -> Values {
  auto values = Values{};
  for (auto* row : rows) values.rows.push_back(exprs(row->expr()));
  return values;
}

auto AstBuilder::select(OrmParser::SelectContext* context) -> Select {
  auto result = Select{};
  auto& c = *context;
  // Several clauses hold expressions directly: `distinct on` first, then where, then having.
  auto conditions = c.expr();
  auto before = [](antlr4::tree::TerminalNode* word, OrmParser::ExprContext* expr) {
    return word != nullptr &&
           word->getSymbol()->getTokenIndex() < expr->getStart()->getTokenIndex();
  };
  auto distinct = c.K_DISTINCT();
  result.distinct = !distinct.empty() &&
                    (c.K_GROUP() == nullptr || distinct.front()->getSymbol()->getTokenIndex() <
                                                   c.K_GROUP()->getSymbol()->getTokenIndex());
  result.group_distinct = distinct.size() > (result.distinct ? 1U : 0U);
  for (auto* condition : conditions) {
    if (before(c.K_HAVING(), condition)) {
      result.having = expr(condition);
    } else if (before(c.K_WHERE(), condition)) {
      result.where = expr(condition);
    } else {
      result.distinct_on.push_back(expr(condition));
    }
  }
  result.items = select_items(c.selectItem());
  if (result.distinct && result.items.empty()) {
    diagnostics_.report(span(*distinct.front()->getSymbol()),
                        diagnostics::UnexpectedToken{"`distinct` of nothing", "a select list"});
  }
  if (c.selectInto() != nullptr) result.into = qualified_name(c.selectInto()->tableName());
  result.from = from_items(c.fromItem());
  for (auto* item : c.groupItem()) result.group_by.push_back(group_item(*item));
  for (auto* definition : c.windowDefinition()) {
    result.windows.emplace_back(name(definition->anyName()),
                                window(definition->windowSpecification()));
  }
  return result;
}

auto AstBuilder::select_items(const std::vector<OrmParser::SelectItemContext*>& contexts)
    -> std::vector<SelectItem> {
  auto items = std::vector<SelectItem>{};
  for (auto* context : contexts) items.push_back(select_item(*context));
  return items;
}

auto AstBuilder::select_item(OrmParser::SelectItemContext& context) -> SelectItem {
  auto at = span(&context);
  auto item = SelectItem{nullptr, std::nullopt, at};
  if (context.STAR() != nullptr) {
    item.expr = make(at, at, Star{});
  } else if (context.shapeBody() != nullptr) {
    item.expr = shape(context);
  } else {
    item.expr = expr(context.expr());
  }
  if (auto* alias = context.selectAlias()) {
    if (alias->anyName() != nullptr) item.alias = name(alias->anyName());
    if (alias->bareAlias() != nullptr) item.alias = name(alias->bareAlias());
  }
  return item;
}

auto AstBuilder::shape(OrmParser::SelectItemContext& item) -> ExprPtr {
  auto before = expr(item.expr());
  auto at = span(&item);
  const auto path = name_of(*before);
  if (!path) {
    diagnostics_.report(before->span,
                        diagnostics::UnexpectedToken{"an expression", "a relation before `{`"});
    return missing(at);
  }
  auto result = Shape{*path, select_items(item.shapeBody()->selectItem())};
  if (item.shapeTail() != nullptr) shape_tail(*item.shapeTail(), result);
  return make(at, before->span, std::move(result));
}

void AstBuilder::shape_tail(OrmParser::ShapeTailContext& context, Shape& shape) {
  shape.where = context.expr() != nullptr ? expr(context.expr()) : nullptr;
  for (auto* order : context.shapeOrder()) {
    const auto optional = order->OPEN_BRACKET() != nullptr;
    if (!shape.order_by.empty() && !optional && !shape.order_by.back().optional) {
      diagnostics_.report(span(order), diagnostics::RepeatedClause{"order by"});
    }
    const auto clause = shape.order_by.empty() ? 0 : shape.order_by.back().clause + 1;
    for (auto& item : shape_order(*order)) {
      item.optional = optional;
      item.clause = clause;
      shape.order_by.push_back(std::move(item));
    }
  }
  if (auto* limit = context.shapeLimit()) {
    shape.limit = limit_value(*limit->limit());
    shape.limit_optional = limit->OPEN_BRACKET() != nullptr;
  }
  if (auto* offset = context.shapeOffset()) {
    shape.offset = expr(offset->offset()->expr());
    shape.offset_optional = offset->OPEN_BRACKET() != nullptr;
  }
}

auto AstBuilder::shape_order(OrmParser::ShapeOrderContext& context)
    -> std::vector<OrderClauseItem> {
  auto items = std::vector<OrderClauseItem>{};
  auto list = order_list(*context.orderList());
  if (context.orderChoices() != nullptr) {
    auto& item = items.emplace_back();
    item.span = span(context.orderList()).to(span(context.orderChoices()));
    order_choices(*context.orderChoices(), *list.front().expr, item);
    return items;
  }
  for (auto& each : list) {
    auto& item = items.emplace_back();
    item.span = each.span;
    item.item = std::move(each);
  }
  return items;
}

namespace {

/// `rollup (a, b)` and `cube (a, b)`: calls by the grammar, since functions may be called so. They
/// are none where all of the item is such a call, without anything that only calls have.
void spread_call(antlr4::Token& first, GroupItem& item) {
  const auto is_rollup = first.getType() == OrmParser::K_ROLLUP;
  if (!is_rollup && first.getType() != OrmParser::K_CUBE) return;
  const auto* call = std::get_if<Call>(&item.expr->node);
  if (call == nullptr || call->function.parts.size() != 1 || call->arguments.empty()) return;
  const auto is_plain = !call->star && !call->distinct && call->order_by.empty() &&
                        call->within_group.empty() && call->filter == nullptr && !call->over;
  const auto has_values = std::ranges::all_of(call->arguments, [](const Argument& argument) {
    return !argument.name && !argument.variadic;
  });
  if (!is_plain || !has_values) return;
  for (const auto& argument : call->arguments) {
    auto& column = item.items.emplace_back();
    column.span = argument.value->span;
    column.expr = argument.value;
  }
  item.kind = is_rollup ? GroupItem::Kind::rollup : GroupItem::Kind::cube;
  item.expr = nullptr;
}

}  // namespace

auto AstBuilder::group_item(OrmParser::GroupItemContext& context) -> GroupItem {
  auto item = GroupItem{};
  item.span = span(&context);
  if (context.expr() != nullptr) {
    item.expr = expr(context.expr());
    spread_call(*context.getStart(), item);
    return item;
  }
  item.kind = context.K_SETS() != nullptr ? GroupItem::Kind::sets : GroupItem::Kind::set;
  for (auto* part : context.groupItem()) item.items.push_back(group_item(*part));
  return item;
}

auto AstBuilder::order_items(const std::vector<OrmParser::OrderItemContext*>& contexts)
    -> std::vector<OrderItem> {
  auto items = std::vector<OrderItem>{};
  for (auto* context : contexts) items.push_back(order_item(*context));
  return items;
}

/// One item, or several in parentheses. `(a, b)` was read as a row: its elements are the items.
auto AstBuilder::order_list(OrmParser::OrderListContext& context) -> std::vector<OrderItem> {
  auto items = std::vector<OrderItem>{};
  for (auto* plain : context.expr()) {
    items.emplace_back().expr = expr(plain);
    items.back().span = items.back().expr->span;
  }
  if (context.directedItem() != nullptr) items.push_back(order_item(*context.directedItem()));
  for (auto* item : context.orderItem()) items.push_back(order_item(*item));
  if (items.size() != 1) return items;
  auto item = items.front();
  const auto* row = std::get_if<RowConstructor>(&item.expr->node);
  auto has_direction = item.direction != OrderItem::Direction::unspecified ||
                       item.nulls != OrderItem::Nulls::unspecified || item.using_operator;
  if (row == nullptr || row->is_explicit || has_direction) return items;
  items.clear();
  for (const auto* element : row->elements) {
    items.emplace_back().expr = element;
    items.back().span = element->span;
  }
  return items;
}

auto AstBuilder::order_clause_item(OrmParser::OrderClauseItemContext& context, bool optional)
    -> OrderClauseItem {
  auto result = OrderClauseItem{};
  result.span = span(&context);
  result.optional = optional;
  if (context.orderItem() == nullptr) return result;
  auto item = order_item(*context.orderItem());
  if (context.orderChoices() == nullptr) {
    result.item = std::move(item);
    return result;
  }
  order_choices(*context.orderChoices(), *item.expr, result);
  return result;
}

/// `{ newest: created_at desc, ... }` behind the parameter that chooses.
void AstBuilder::order_choices(OrmParser::OrderChoicesContext& context,
                               const Expr& before,
                               OrderClauseItem& item) {
  if (const auto* parameter = std::get_if<Parameter>(&before.node)) {
    item.choice = *parameter;
  } else {
    diagnostics_.report(before.span,
                        diagnostics::UnexpectedToken{"an expression", "a parameter before `{`"});
  }
  for (auto* choice : context.orderChoice()) {
    item.choices.push_back({name(choice->anyName()), order_list(*choice->orderList())});
  }
}

auto AstBuilder::window(OrmParser::WindowSpecificationContext* context) -> Window {
  auto result = Window{};
  result.span = span(context);
  if (context == nullptr) return result;
  if (context->windowName() != nullptr) result.name = name(context->windowName());
  result.partition_by = exprs(context->expr());
  result.order_by = order_items(context->orderItem());
  if (context->frame() != nullptr) result.frame = frame(*context->frame());
  result.has_parameters = source_text(result.span).find('$') != std::string_view::npos;
  return result;
}

auto AstBuilder::frame(OrmParser::FrameContext& context) -> Frame {
  auto result = Frame{};
  if (context.K_ROWS() != nullptr) result.mode = Frame::Mode::rows;
  if (context.K_GROUPS() != nullptr) result.mode = Frame::Mode::groups;
  auto bounds = context.frameBound();
  if (!bounds.empty()) result.start = frame_bound(bounds.front());
  if (bounds.size() > 1) result.end = frame_bound(bounds.back());
  if (context.K_EXCLUDE() != nullptr) {
    result.exclude = context.K_CURRENT() != nullptr ? Frame::Exclude::current_row
                     : context.K_GROUP() != nullptr ? Frame::Exclude::group
                     : context.K_TIES() != nullptr  ? Frame::Exclude::ties
                                                    : Frame::Exclude::no_others;
  }
  return result;
}

auto AstBuilder::frame_bound(OrmParser::FrameBoundContext* context) -> FrameBound {
  auto preceding = context->K_PRECEDING() != nullptr;
  if (context->K_CURRENT() != nullptr) return {FrameBound::Kind::current_row, nullptr};
  if (context->K_UNBOUNDED() != nullptr) {
    return {
        preceding ? FrameBound::Kind::unbounded_preceding : FrameBound::Kind::unbounded_following,
        nullptr};
  }
  return {preceding ? FrameBound::Kind::preceding : FrameBound::Kind::following,
          expr(context->bExpr())};
}

}  // namespace ormc::syntax
