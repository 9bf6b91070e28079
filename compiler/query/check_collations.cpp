#include "query/check_collations.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "diagnostics/collation_diagnostics.hpp"
#include "query/collation_check.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {

using Strength = CollationStrength;

namespace {

auto has_clauses(const Query& query) -> bool {
  return query.with || !query.order_by.empty() || query.limit != nullptr || query.offset != nullptr;
}

}  // namespace

auto as_column(Collation collation) -> Collation {
  if (collation.strength == Strength::conflict) return {.span = collation.span};
  if (collation.strength == Strength::explicit_) collation.strength = Strength::implicit;
  return collation;
}

// ---- queries

auto CollationCheck::query(const Query& query) -> const Collations& {
  const auto [place, is_new] = queries_.try_emplace(&query);
  auto& columns = place->second;
  if (!is_new) return columns;
  if (query.with) with(*query.with);
  const auto* body = std::get_if<Select>(&query.body);
  if (body != nullptr) from(body->from);
  for_each_expr(unit_, query, [&](const Expr& expr) { of(expr); });
  if (body != nullptr) select(*body, columns);
  if (const auto* rows = std::get_if<Values>(&query.body)) values(*rows, columns);
  if (std::holds_alternative<SetOperation>(query.body)) chain(query, columns);
  order(query.order_by, body);
  return columns;
}

void CollationCheck::from(const std::vector<FromPtr>& items) {
  for (const auto* item : items) {
    for_each_join(*item, [&](const FromJoin& join) {
      if (join.merged) joins_[*join.merged] = join.kind;
    });
  }
  for (const auto* item : items) {
    for_each_range(*item, [&](RangeId id) {
      const auto* subquery = std::get_if<SubquerySource>(&unit_.at(id).source);
      if (subquery != nullptr) query(*subquery->query);
    });
  }
}

void CollationCheck::select(const Select& select, Collations& columns) {
  for (const auto& item : select.items) {
    const auto& collation = of(*item.expr);
    if (select.distinct) report_conflict(collation, item.span, "distinct");
    columns.push_back(collation);
  }
  group(select.group_by, select);
  order(select.distinct_on, &select);
  for (const auto& [name, each] : select.windows) window(each);
}

void CollationCheck::order(const std::vector<OrderItem>& order, const Select* select) {
  items(order);
  for (const auto& item : order) {
    if (item.output) output_target(*item.output, select, "order by");
  }
}

void CollationCheck::group(const std::vector<GroupItem>& items, const Select& select) {
  for (const auto& item : items) {
    if (item.expr != nullptr) target(*item.expr, "group by");
    if (item.output) output_target(*item.output, &select, "group by");
    group(item.items, select);
  }
}

void CollationCheck::output_target(std::uint32_t output,
                                   const Select* select,
                                   std::string_view place) {
  if (select == nullptr || output >= select->items.size()) return;
  target(*select->items[output].expr, place);
}

void CollationCheck::values(const Values& values, Collations& columns) {
  for (const auto& row : values.rows) {
    columns.resize(std::max(columns.size(), row.size()));
    for (auto i = std::size_t{0}; i < row.size(); ++i) add(columns[i], row[i]);
  }
  std::ranges::transform(columns, columns.begin(), as_column);
}

/// Set operations lean to the left, as many as the user likes.
void CollationCheck::chain(const Query& root, Collations& columns) {
  auto operations = std::vector<const SetOperation*>{};
  const auto* at = &root;
  while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
    if (at != &root && has_clauses(*at)) break;
    operations.push_back(operation);
    at = operation->left;
  }
  columns = query(*at);
  std::ranges::reverse(operations);
  for (const auto* operation : operations) {
    combine(*operation, query(*operation->right), columns);
  }
}

void CollationCheck::combine(const SetOperation& operation,
                             const Collations& right,
                             Collations& columns) {
  const auto keeps_all = operation.kind == syntax::SetOperation::Kind::unite && operation.all;
  for (auto i = std::size_t{0}; i < columns.size() && i < right.size(); ++i) {
    add(columns[i], right[i], right[i].span);
    if (!keeps_all) report_conflict(columns[i], right[i].span, "a set operation");
    columns[i] = as_column(std::move(columns[i]));
  }
}

// ---- with

void CollationCheck::with(const With& with) {
  for (const auto id : with.ctes) {
    if (!ctes_.contains(id)) cte(id);
  }
}

void CollationCheck::cte(CteId id) {
  const auto& cte = unit_.at(id);
  auto& columns = ctes_[id];
  if (cte.statement == nullptr) return;
  const auto* query = std::get_if<QueryPtr>(&cte.statement->node);
  const auto* operation = query == nullptr ? nullptr : std::get_if<SetOperation>(&(*query)->body);
  if (cte.recursive && operation != nullptr) {
    if ((*query)->with) with(*(*query)->with);
    columns = this->query(*operation->left);
  }
  const auto whole = statement(*cte.statement);
  for (auto i = std::size_t{0}; i < columns.size() && i < whole.size(); ++i) {
    const auto first = as_column(columns[i]);
    const auto overall = as_column(whole[i]);
    if (first.unknown || overall.unknown || first.name == overall.name) continue;
    if (diagnostics_ == nullptr) continue;
    diagnostics_->report(
        overall.span,
        diagnostics::CollationOfRecursion{cte.name, cte.columns[i].name, first.name, overall.name});
  }
  columns = whole;
  // What search and cycle add has no collation, or that of its type.
  for (auto i = columns.size(); i < cte.columns.size(); ++i) {
    columns.push_back(by_type(cte.columns[i].type.oid, {}));
  }
}

// ---- statements

auto CollationCheck::statement(const Statement& statement) -> Collations {
  if (const auto* own = std::get_if<QueryPtr>(&statement.node)) return query(**own);
  auto columns = Collations{};
  const auto finish = [&](const auto& write, const std::vector<FromPtr>& items) {
    if (write.with) with(*write.with);
    from(items);
    for_each_query(unit_, statement, [&](const Query& inner) {
      // Rows of values that are inserted are looked at one by one.
      const auto is_rows = std::holds_alternative<Values>(inner.body) && !has_clauses(inner);
      is_rows ? for_each_expr(unit_, inner, [&](const Expr& expr) { of(expr); })
              : void(query(inner));
    });
    for_each_expr(unit_, statement, [&](const Expr& expr) { of(expr); });
    if constexpr (requires { write.returning; }) {
      for (const auto& item : write.returning) columns.push_back(as_column(of(*item.expr)));
    }
  };
  if (const auto* insert = std::get_if<Insert>(&statement.node)) {
    finish(*insert, {});
    if (insert->on_conflict) assign(insert->on_conflict->assignments, {});
  }
  if (const auto* update = std::get_if<Update>(&statement.node)) finish(*update, update->from);
  if (const auto* erase = std::get_if<Delete>(&statement.node)) finish(*erase, erase->using_items);
  if (const auto* merge = std::get_if<Merge>(&statement.node)) {
    finish(*merge, {merge->source});
    for (const auto& when : merge->whens) assign(when.assignments, when.values);
  }
  return columns;
}

/// The values of `do update` and of one action of a merge: the server takes them together.
void CollationCheck::assign(const std::vector<Assignment>& assignments,
                            const std::vector<ExprPtr>& values) {
  auto together = merged(values);
  for (const auto& assignment : assignments) {
    const auto* row = std::get_if<Row>(&assignment.value->node);
    if (row == nullptr) add(together, assignment.value);
    for (const auto* element : row == nullptr ? std::vector<ExprPtr>{} : row->elements) {
      add(together, element);
    }
  }
}

namespace {

/// Most statements have one collation at most besides the default: nothing can contradict it.
auto may_contradict(const schema::Schema& schema, const Unit& unit, const Expr& expr) -> bool {
  if (std::holds_alternative<Collate>(expr.node)) return true;
  if (!schema.catalog.type(expr.type.oid).collatable) return false;
  if (collation_of(schema, expr.type.oid) != "default") return true;
  if (std::holds_alternative<FieldSelection>(expr.node)) return true;
  const auto* column = std::get_if<ColumnRef>(&expr.node);
  if (column == nullptr) return false;
  const auto& range = unit.at(column->range);
  if (std::holds_alternative<ViewSource>(range.source)) return true;
  const auto has_own = [&](schema::ModelId model) {
    const auto& columns = schema.at(model).columns;
    return column->column < columns.size() && columns[column->column].collation.has_value();
  };
  const auto* table = std::get_if<TableSource>(&range.source);
  const auto* path = std::get_if<PathSource>(&range.source);
  return (table != nullptr && has_own(table->model)) || (path != nullptr && has_own(path->model));
}

}  // namespace

void check_collations(const schema::Schema& schema,
                      const Program& program,
                      const Unit& unit,
                      const Statement& statement,
                      diagnostics::Diagnostics& diagnostics) {
  auto matters = false;
  walk_deep(unit, statement, [&](const Expr& expr) {
    matters = matters || may_contradict(schema, unit, expr);
  });
  if (!matters) return;
  CollationCheck{schema, program, unit, &diagnostics}.statement(statement);
}

void check_collations(const schema::Schema& schema,
                      const Program& program,
                      const Unit& unit,
                      const Expr& expr,
                      diagnostics::Diagnostics& diagnostics) {
  CollationCheck{schema, program, unit, &diagnostics}.of(expr);
}

void check_view_collations(const schema::Schema& schema,
                           const Program& program,
                           const Unit& unit,
                           const Query& query,
                           diagnostics::Diagnostics& diagnostics) {
  auto check = CollationCheck{schema, program, unit, &diagnostics};
  const auto& columns = check.query(query);
  for (auto i = std::size_t{0}; i < columns.size() && i < query.columns.size(); ++i) {
    const auto& column = query.columns[i];
    const auto wants = !collation_of(schema, column.type.oid).empty();
    if (!wants || columns[i].unknown || columns[i].strength != Strength::conflict) continue;
    diagnostics.report(columns[i].span, diagnostics::NoCollation{column.name});
  }
}

}  // namespace ormc::query
