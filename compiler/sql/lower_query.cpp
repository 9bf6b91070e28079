#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sql/lower_level.hpp"
#include "sql/print.hpp"
#include "sql/text_form.hpp"

namespace ormc::sql {

namespace {

auto set_words(const ir::SetOperation& operation) -> std::string {
  auto suffix = std::string{operation.all ? " all" : ""};
  switch (operation.kind) {
    case syntax::SetOperation::Kind::unite:
      return "union" + suffix;
    case syntax::SetOperation::Kind::intersect:
      return "intersect" + suffix;
    case syntax::SetOperation::Kind::except:
      return "except" + suffix;
  }
  return "";
}

auto strength_words(syntax::Locking::Strength strength) -> std::string {
  switch (strength) {
    case syntax::Locking::Strength::update:
      return "for update";
    case syntax::Locking::Strength::no_key_update:
      return "for no key update";
    case syntax::Locking::Strength::share:
      return "for share";
    case syntax::Locking::Strength::key_share:
      return "for key share";
  }
  return "";
}

auto wait_words(syntax::Locking::Wait wait) -> std::string {
  switch (wait) {
    case syntax::Locking::Wait::wait:
      return "";
    case syntax::Locking::Wait::nowait:
      return "nowait";
    case syntax::Locking::Wait::skip_locked:
      return "skip locked";
  }
  return "";
}

auto materialized_words(syntax::Cte::Materialized materialized) -> std::string {
  switch (materialized) {
    case syntax::Cte::Materialized::unspecified:
      return "";
    case syntax::Cte::Materialized::yes:
      return "materialized";
    case syntax::Cte::Materialized::no:
      return "not materialized";
  }
  return "";
}

auto group_kind(syntax::GroupItem::Kind kind) -> tree::GroupItem::Kind {
  switch (kind) {
    case syntax::GroupItem::Kind::expr:
      return tree::GroupItem::Kind::expr;
    case syntax::GroupItem::Kind::set:
      return tree::GroupItem::Kind::set;
    case syntax::GroupItem::Kind::rollup:
      return tree::GroupItem::Kind::rollup;
    case syntax::GroupItem::Kind::cube:
      return tree::GroupItem::Kind::cube;
    case syntax::GroupItem::Kind::sets:
      return tree::GroupItem::Kind::sets;
  }
  return tree::GroupItem::Kind::expr;
}

auto name_list(const std::vector<std::string>& names) -> std::string {
  auto text = std::string{};
  for (const auto& name : names) {
    if (!text.empty()) text += ", ";
    text += quote_name({name});
  }
  return text;
}

auto search_words(const ir::CteSearch& search) -> std::string {
  return fmt::format("search {} first by {} set {}",
                     search.depth_first ? "depth" : "breadth",
                     name_list(search.columns),
                     quote_name({search.set_column}));
}

}  // namespace

auto Lowering::query(const ir::Query& query) -> tree::QueryPtr {
  if (const auto* select = std::get_if<ir::Select>(&query.body)) {
    return arena_.make(select_query(query, *select));
  }
  if (const auto* values = std::get_if<ir::Values>(&query.body)) {
    auto lowered = shell(query);
    lowered.body = this->values(*values);
    finish(query, nullptr, lowered);
    return arena_.make(std::move(lowered));
  }
  return set_operation(query);
}

/// A query with its CTEs, which see nothing of what follows.
auto Lowering::shell(const ir::Query& query) -> tree::Query {
  auto lowered = tree::Query{};
  if (query.with) lowered.with = with(*query.with);
  return lowered;
}

/// What stands behind the body.
void Lowering::finish(const ir::Query& query,
                      const std::vector<ir::OutputColumn>* items,
                      tree::Query& out) {
  for (const auto& item : query.order_by) out.order_by.push_back(order_item(item, items));
  out.limit = operand(query.limit);
  out.limit_presence = presence(query.limit_part);
  out.with_ties = query.with_ties;
  out.offset = operand(query.offset);
  out.offset_presence = presence(query.offset_part);
  const auto* select = std::get_if<ir::Select>(&query.body);
  for (const auto& clause : query.locking) {
    if (select) out.locking.push_back(locking(clause, *select));
  }
}

auto Lowering::select_query(const ir::Query& query, const ir::Select& select) -> tree::Query {
  const auto is_read = std::exchange(outermost_, false);
  auto lowered = shell(query);
  const auto level = Level{*this, ranges_of(select.from)};
  auto body = tree::Select{.distinct = select.distinct};
  body.from = from(select.from);
  body.items = items(select.items);
  if (is_read) body.items = text_items(std::move(body.items), select.items);
  for (const auto& item : select.distinct_on) {
    body.distinct_on.push_back(order_item(item, &select.items).expr);
  }
  body.where = operand(select.where);
  body.group_distinct = select.group_distinct;
  for (const auto& item : select.group_by) body.group_by.push_back(group_item(item));
  for (auto* key : select.path_keys) {
    body.group_by.push_back({.kind = tree::GroupItem::Kind::expr, .expr = operand(key)});
  }
  body.having = operand(select.having);
  for (const auto& [name, definition] : select.windows) {
    body.windows.emplace_back(name, window(definition));
  }
  lowered.body = std::move(body);
  finish(query, &select.items, lowered);
  for (std::size_t i = 0; is_read && i < query.order_by.size(); ++i) {
    auto order = order_of_text(query.order_by[i], select.items);
    if (order) lowered.order_by[i] = std::move(*order);
  }
  return lowered;
}

/// Chains of set operations lean left: the innermost is lowered first.
auto Lowering::set_operation(const ir::Query& query) -> tree::QueryPtr {
  auto links = std::vector<const ir::Query*>{};
  auto shells = std::vector<tree::Query>{};
  const auto* at = &query;
  while (const auto* operation = std::get_if<ir::SetOperation>(&at->body)) {
    links.push_back(at);
    shells.push_back(shell(*at));
    at = operation->left;
  }
  auto left = this->query(*at);
  for (auto i = links.size(); i-- > 0;) {
    const auto& operation = std::get<ir::SetOperation>(links[i]->body);
    shells[i].body = tree::SetOperation{set_words(operation), left, this->query(*operation.right)};
    finish(*links[i], nullptr, shells[i]);
    left = arena_.make(std::move(shells[i]));
  }
  return left;
}

auto Lowering::values(const ir::Values& values) -> tree::Values {
  auto lowered = tree::Values{};
  for (const auto& row : values.rows) lowered.rows.push_back(operands(row));
  return lowered;
}

auto Lowering::items(const std::vector<ir::OutputColumn>& items) -> std::vector<tree::SelectItem> {
  auto lowered = std::vector<tree::SelectItem>{};
  for (const auto& item : items) {
    auto expr = this->expr(*item.expr);
    // The server must find the name that the compiler promised.
    auto renamed = item.name_written;
    if (const auto* column = std::get_if<tree::Column>(&expr->node)) {
      renamed = column->name.back() != item.sql_name;
    } else if (const auto* call = std::get_if<tree::Call>(&expr->node); call && !renamed) {
      renamed = std::holds_alternative<ir::ColumnRef>(item.expr->node);
    }
    lowered.push_back({expr, renamed ? std::optional{item.sql_name} : std::nullopt});
  }
  return lowered;
}

/// What has no binary form is read as text.
auto Lowering::text_items(std::vector<tree::SelectItem> lowered,
                          const std::vector<ir::OutputColumn>& items)
    -> std::vector<tree::SelectItem> {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!travels_as_text(schema_.catalog, items[i].expr->type.oid)) continue;
    // A cast of a column is called as the column; others would be called as the type.
    auto is_column = std::holds_alternative<tree::Column>(lowered[i].expr->node);
    if (!is_column) lowered[i].label = items[i].sql_name;
    lowered[i].expr =
        make(tree::Cast{lowered[i].expr, type(wire_type(schema_.catalog, items[i].expr->type))});
  }
  return lowered;
}

/// An order by what is read as text is still by the value: neither its position nor its name, which
/// means the text, but the value itself, qualified.
auto Lowering::order_of_text(const ir::OrderItem& item, const std::vector<ir::OutputColumn>& items)
    -> std::optional<tree::OrderItem> {
  auto* expr = item.output ? items[*item.output].expr : item.expr;
  if (expr == nullptr || !travels_as_text(schema_.catalog, expr->type.oid)) return std::nullopt;
  auto by_value = item;
  by_value.expr = expr;
  by_value.output = std::nullopt;
  const auto was_bare = std::exchange(bare_, false);
  auto lowered = order_item(by_value, nullptr);
  bare_ = was_bare;
  return lowered;
}

auto Lowering::group_item(const ir::GroupItem& item) -> tree::GroupItem {
  auto lowered = tree::GroupItem{.kind = group_kind(item.kind)};
  if (item.kind == syntax::GroupItem::Kind::expr) {
    lowered.expr =
        item.output ? make(tree::Verbatim{std::to_string(*item.output + 1)}) : operand(item.expr);
  }
  for (const auto& part : item.items) lowered.items.push_back(group_item(part));
  return lowered;
}

/// The marks are constants.
auto Lowering::cycle_words(const ir::CteCycle& cycle) -> std::string {
  auto marks = cycle.mark ? fmt::format(" to {} default {}",
                                        print(*operand(cycle.mark)),
                                        print(*operand(cycle.mark_default)))
                          : std::string{};
  return fmt::format("cycle {} set {}{} using {}",
                     name_list(cycle.columns),
                     quote_name({cycle.mark_column}),
                     marks,
                     quote_name({cycle.path_column}));
}

auto Lowering::with(const ir::With& with) -> tree::With {
  auto lowered = tree::With{.recursive = with.recursive};
  for (auto id : with.ctes) {
    const auto& cte = unit_.at(id);
    auto out = tree::Cte{.name = cte.name,
                         .columns = cte.column_aliases,
                         .materialized = materialized_words(cte.materialized),
                         .statement = arena_.make(statement(*cte.statement))};
    if (cte.search) out.search = search_words(*cte.search);
    if (cte.cycle) out.cycle = cycle_words(*cte.cycle);
    lowered.ctes.push_back(std::move(out));
  }
  return lowered;
}

/// Without names all tables of the query are locked: when paths joined more of them, those that the
/// user wrote are named.
auto Lowering::locking(const ir::LockingClause& locking, const ir::Select& select)
    -> tree::Locking {
  auto lowered =
      tree::Locking{.strength = strength_words(locking.strength), .wait = wait_words(locking.wait)};
  for (auto range : locking.ranges) lowered.ranges.push_back(alias(range));
  if (!lowered.ranges.empty()) return lowered;
  auto written = std::vector<std::string>{};
  auto has_paths = false;
  for (auto range : ranges_of(select.from)) {
    const auto& source = unit_.at(range).source;
    has_paths = has_paths || std::holds_alternative<ir::PathSource>(source);
    auto lockable = std::holds_alternative<ir::TableSource>(source) ||
                    std::holds_alternative<ir::ViewSource>(source) ||
                    std::holds_alternative<ir::SubquerySource>(source) ||
                    std::holds_alternative<ir::CatalogSource>(source);
    if (lockable) written.push_back(alias(range));
  }
  if (has_paths) lowered.ranges = std::move(written);
  return lowered;
}

}  // namespace ormc::sql
