#include <utility>

#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_shape.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {

auto bind_delete(Binder& binder, const syntax::Delete& syntax, Scope* outer)
    -> std::optional<Statement> {
  auto scope = Scope{};
  scope.outer = outer;
  auto erase = Delete{};
  if (syntax.with) erase.with = bind_with(binder, *syntax.with, scope);
  auto target = bind_target(binder, {syntax.table, syntax.alias, WriteKind::erase, syntax.only});
  if (!target) return std::nullopt;
  erase.target = target->range;
  erase.only = syntax.only;
  auto from = bind_from(binder, syntax.using_tables, scope);
  erase.using_items = std::move(from.items);
  check_range_names(binder, scope, {target->visible}, scope.ranges);
  scope.ranges.insert(scope.ranges.begin(), target->visible);
  scope.unjoinable = target->range;
  if (syntax.where != nullptr) {
    auto guard = ClauseGuard{scope, Clause::where};
    from.conditions.push_back(binder.bind_condition(*syntax.where, scope, "where"));
  }
  check_cursor(binder, syntax.current_of, *target);
  if (syntax.current_of) {
    erase.current_of = fold(*syntax.current_of);
    if (!from.conditions.empty()) {
      binder.diagnostics().report(syntax.current_of->span, diagnostics::CursorBesidePath{});
    }
  }
  erase.where = conjunction(binder, from.conditions, syntax.table.span);
  if (scope.outer == nullptr) scope.shape.emplace();
  check_returning(binder, syntax.returning, *target);
  erase.returning = bind_items(binder, syntax.returning, scope, Clause::returning);
  auto shape = take_shape(binder, scope);
  auto columns = result_columns(binder, erase.returning);
  return Statement{{}, std::move(erase), std::move(columns), std::move(shape)};
}

}  // namespace ormc::query
