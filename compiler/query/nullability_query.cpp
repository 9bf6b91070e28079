#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "query/equal.hpp"
#include "query/expr_traits.hpp"
#include "query/nullability_inference.hpp"
#include "query/row_bounds.hpp"

namespace ormc::query {

namespace {

auto contains(const std::vector<ExprPtr>& exprs, const Expr& expr) -> bool {
  return std::any_of(
      exprs.begin(), exprs.end(), [&](const Expr* other) { return equal(*other, expr); });
}

/// The expressions that a grouping set names.
void collect(const GroupItem& item, const Select& select, std::vector<ExprPtr>& exprs) {
  if (item.kind == syntax::GroupItem::Kind::expr) {
    exprs.push_back(item.expr ? item.expr : select.items[*item.output].expr);
  }
  for (const auto& part : item.items) collect(part, select, exprs);
}

/// The columns that flattened members are.
void for_each_column(const std::vector<ShapeField>& fields, const std::function<void(Expr&)>& fn) {
  for (const auto& field : fields) {
    if (field.expr != nullptr) fn(*field.expr);
    for_each_column(flattened_fields(field), fn);
  }
}

/// The expressions that every set of an element of `group by` has.
auto always_grouped(const GroupItem& item, const Select& select) -> std::vector<ExprPtr> {
  auto exprs = std::vector<ExprPtr>{};
  switch (item.kind) {
    case syntax::GroupItem::Kind::expr:
    case syntax::GroupItem::Kind::set:
      collect(item, select, exprs);
      break;
    case syntax::GroupItem::Kind::sets:
      if (!item.items.empty()) exprs = always_grouped(item.items.front(), select);
      for (const auto& set : item.items) {
        const auto others = always_grouped(set, select);
        std::erase_if(exprs, [&](const Expr* expr) { return !contains(others, *expr); });
      }
      break;
    case syntax::GroupItem::Kind::rollup:
    case syntax::GroupItem::Kind::cube:
      break;
  }
  return exprs;
}

/// Whether an element of `group by` yields an empty set, whatever the others are.
auto may_be_empty(const GroupItem& item) -> bool {
  switch (item.kind) {
    case syntax::GroupItem::Kind::expr:
      return false;
    case syntax::GroupItem::Kind::set:
      return item.items.empty();
    case syntax::GroupItem::Kind::rollup:
    case syntax::GroupItem::Kind::cube:
      return true;
    case syntax::GroupItem::Kind::sets:
      return std::any_of(item.items.begin(), item.items.end(), may_be_empty);
  }
  return true;
}

}  // namespace

void Inference::query(Query& query) {
  if (query.with) with(*query.with);
  if (auto* select = std::get_if<Select>(&query.body)) return this->select(query, *select);
  if (auto* values = std::get_if<Values>(&query.body)) {
    for (auto& column : query.columns) column.nullable = false;
    for (const auto& row : values->rows) {
      operands(row);
      for (std::size_t i = 0; i < row.size() && i < query.columns.size(); ++i) {
        query.columns[i].nullable = query.columns[i].nullable || row[i]->nullable;
      }
    }
    return tail(query);
  }
  set_operation(query);
}

void Inference::select(Query& query, Select& select) {
  auto level = Level{.select = &select, .ranges = {}, .inside_aggregates = {}};
  auto* outer = std::exchange(level_, &level);
  auto mark = facts_.mark();
  level.grouped_mark = facts_.grouped_mark();
  from(select.from);
  if (select.where) {
    operand(select.where);
    assume(*select.where, Outcome::truth);
  }
  for (const auto& item : select.group_by) {
    auto exprs = std::vector<ExprPtr>{};
    collect(item, select, exprs);
    operands(exprs);
  }
  if (select.aggregates) grouped(select, mark);
  if (select.having) {
    operand(select.having);
    assume(*select.having, Outcome::truth);
  }
  for (const auto& [name, definition] : select.windows) window(definition);
  level.sets_are_padded =
      std::count_if(select.items.begin(), select.items.end(), [](const auto& item) {
        return returns_set(*item.expr);
      }) > 1;
  outputs(select.items, query.columns);
  if (query.paged != nullptr) {
    query.shape = query.paged->shape;
  } else {
    shape(query.shape);
  }
  for (const auto& item : select.distinct_on) operand(item.expr);
  tail(query);
  facts_.undo(mark);
  facts_.undo_grouped(level.grouped_mark);
  level_ = outer;
}

/// From here on rows are groups. Without `group by`, and in an empty grouping set, there is a group
/// even when no row passed `where`: what where rules out then holds inside aggregates alone.
void Inference::grouped(const Select& select, Facts::Mark mark) {
  const auto& items = select.group_by;
  auto plain = std::all_of(items.begin(), items.end(), [](const auto& item) {
    return item.kind == syntax::GroupItem::Kind::expr;
  });
  // Several elements are multiplied: a set is empty only if one of each is.
  level_->groups_have_rows = !std::all_of(items.begin(), items.end(), may_be_empty) ||
                             RowCounter{schema_, program_, unit_}.ungrouped(select).at_least_one;
  if (level_->groups_have_rows && plain) return;
  auto facts = facts_.take(mark);
  level_->inside_aggregates = facts;
  if (level_->groups_have_rows) {
    // Expressions over columns that a set leaves out are not what they were.
    std::erase_if(facts, [](const auto& entry) { return entry.kind == Facts::Entry::Kind::expr; });
    facts_.give(facts);
  }
  auto sets = std::vector<ExprPtr>{};
  auto always = std::vector<ExprPtr>{};
  for (const auto& item : items) {
    if (item.kind != syntax::GroupItem::Kind::expr) collect(item, select, sets);
    for (auto* expr : always_grouped(item, select)) always.push_back(expr);
  }
  for (const auto* expr : sets) {
    if (!contains(always, *expr)) facts_.group_away(*expr);
  }
}

void Inference::tail(Query& query) {
  for (const auto& item : query.order_by) operand(item.expr);
  operand(query.limit);
  operand(query.offset);
}

void Inference::outputs(const std::vector<OutputColumn>& items,
                        std::vector<ResultColumn>& columns) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    operand(items[i].expr);
    if (i < columns.size()) columns[i].nullable = items[i].expr->nullable;
  }
}

/// The members of a row that shapes nest; what they are as columns is known already. What is in a
/// struct that may be absent is looked at once more as where it is there.
void Inference::shape(std::vector<ShapeField>& fields) {
  for (auto& field : fields) {
    if (field.kind != ShapeField::Kind::one) {
      field.nullable = field.expr->nullable;
      continue;
    }
    field.nullable = facts_.is_padded(field.range);
    if (!field.nullable) {
      shape(field.fields);
      continue;
    }
    auto mark = facts_.mark();
    facts_.assume(Atom{field.range});
    for_each_column(field.fields, [this](Expr& column) { expr(column); });
    shape(field.fields);
    facts_.undo(mark);
    for_each_column(field.fields, [this](Expr& column) { expr(column); });
  }
}

/// Chains lean left. A row of a union comes from one of its sides, one of an intersection from
/// both.
void Inference::set_operation(Query& query) {
  auto links = std::vector<Query*>{};
  auto* at = &query;
  while (auto* operation = std::get_if<SetOperation>(&at->body)) {
    links.push_back(at);
    at = operation->left;
    if (at->with && std::holds_alternative<SetOperation>(at->body)) with(*at->with);
  }
  this->query(*at);
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    auto& operation = std::get<SetOperation>((*link)->body);
    this->query(*operation.right);
    auto& columns = (*link)->columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto left = i >= operation.left->columns.size() || operation.left->columns[i].nullable;
      auto right = i >= operation.right->columns.size() || operation.right->columns[i].nullable;
      switch (operation.kind) {
        case syntax::SetOperation::Kind::unite:
          columns[i].nullable = left || right;
          break;
        case syntax::SetOperation::Kind::intersect:
          columns[i].nullable = left && right;
          break;
        case syntax::SetOperation::Kind::except:
          columns[i].nullable = left;
          break;
      }
    }
    tail(**link);
  }
}

// ---- with

void Inference::with(const With& with) {
  for (auto id : with.ctes) cte(unit_.at(id));
}

void Inference::cte(Cte& cte) {
  if (!cte.statement) return;
  for (auto& column : cte.columns) column.nullable = true;
  // Columns of search and cycle clauses stand behind those of the statement. They are made of rows,
  // which are never null, and of marks.
  if (cte.cycle) {
    operand(cte.cycle->mark);
    operand(cte.cycle->mark_default);
  }
  for (std::size_t i = cte.statement->columns.size(); i < cte.columns.size(); ++i) {
    auto is_mark =
        cte.cycle && cte.cycle->mark && cte.columns[i].sql_name == cte.cycle->mark_column;
    cte.columns[i].nullable =
        is_mark && (cte.cycle->mark->nullable || cte.cycle->mark_default->nullable);
  }
  if (cte.recursive) {
    if (auto* query = std::get_if<QueryPtr>(&cte.statement->node)) {
      if (const auto* operation = std::get_if<SetOperation>(&(*query)->body)) {
        return recursive(cte, **query, *operation);
      }
    }
  }
  statement(*cte.statement);
  for (std::size_t i = 0; i < cte.columns.size() && i < cte.statement->columns.size(); ++i) {
    cte.columns[i].nullable = cte.statement->columns[i].nullable;
  }
}

/// The first part decides what the recursive part starts from; what that adds flows back into it
/// until nothing changes. Each round can only add, so there are at most as many as columns.
void Inference::recursive(Cte& cte, Query& query, const SetOperation& operation) {
  this->query(*operation.left);
  auto count = std::min(cte.statement->columns.size(), operation.left->columns.size());
  for (std::size_t i = 0; i < count; ++i) {
    cte.columns[i].nullable = operation.left->columns[i].nullable;
  }
  for (auto changed = true; changed;) {
    changed = false;
    this->query(query);
    for (std::size_t i = 0; i < count && i < query.columns.size(); ++i) {
      if (cte.columns[i].nullable || !query.columns[i].nullable) continue;
      cte.columns[i].nullable = true;
      changed = true;
    }
  }
  for (std::size_t i = 0; i < cte.statement->columns.size() && i < query.columns.size(); ++i) {
    cte.statement->columns[i].nullable = query.columns[i].nullable;
  }
}

}  // namespace ormc::query
