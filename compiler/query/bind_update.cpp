#include <utility>

#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_shape.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {

auto bind_update(Binder& binder, const syntax::Update& syntax, Scope* outer)
    -> std::optional<Statement> {
  auto scope = Scope{};
  scope.outer = outer;
  auto update = Update{};
  if (syntax.with) update.with = bind_with(binder, *syntax.with, scope);
  auto target = bind_target(binder, {syntax.table, syntax.alias, WriteKind::update, syntax.only});
  if (!target) return std::nullopt;
  update.target = target->range;
  update.only = syntax.only;
  // What stands in from cannot see the target; the other clauses do. The server analyses where and
  // returning before the assignments.
  auto from = bind_from(binder, syntax.from, scope);
  update.from = std::move(from.items);
  check_range_names(binder, scope, {target->visible}, scope.ranges);
  scope.ranges.insert(scope.ranges.begin(), target->visible);
  scope.unjoinable = target->range;
  if (syntax.where != nullptr) {
    auto guard = ClauseGuard{scope, Clause::where};
    from.conditions.push_back(binder.bind_condition(*syntax.where, scope, "where"));
  }
  check_cursor(binder, syntax.current_of, *target);
  if (syntax.current_of) {
    update.current_of = fold(*syntax.current_of);
    if (!from.conditions.empty()) {
      binder.diagnostics().report(syntax.current_of->span, diagnostics::CursorBesidePath{});
    }
  }
  update.where = conjunction(binder, from.conditions, syntax.table.span);
  if (scope.outer == nullptr) scope.shape.emplace();
  check_returning(binder, syntax.returning, *target);
  update.returning = bind_items(binder, syntax.returning, scope, Clause::returning);
  auto shape = take_shape(binder, scope);
  auto columns = result_columns(binder, update.returning);
  update.assignments = bind_assignments(binder, syntax.assignments, *target, scope);
  return Statement{{}, std::move(update), std::move(columns), std::move(shape)};
}

}  // namespace ormc::query
