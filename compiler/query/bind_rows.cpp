#include "query/bind_rows.hpp"

#include <utility>

#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_shape.hpp"

namespace ormc::query {

auto bind_rows(Binder& binder, const RowsSyntax& syntax, const WriteTarget& target, Scope& scope)
    -> Rows {
  auto rows = Rows{};
  auto from = bind_from(binder, syntax.others, scope);
  rows.others = std::move(from.items);
  check_range_names(binder, scope, {target.visible}, scope.ranges);
  scope.ranges.insert(scope.ranges.begin(), target.visible);
  scope.unjoinable = target.range;
  if (syntax.where != nullptr) {
    auto guard = ClauseGuard{scope, Clause::where};
    from.conditions.push_back(binder.bind_condition(*syntax.where, scope, "where"));
  }
  check_cursor(binder, syntax.current_of, target);
  if (syntax.current_of) {
    rows.current_of = fold(*syntax.current_of);
    if (!from.conditions.empty()) {
      binder.diagnostics().report(syntax.current_of->span, diagnostics::CursorBesidePath{});
    }
  }
  rows.where = conjunction(binder, from.conditions, syntax.table);
  return rows;
}

auto bind_returning(Binder& binder,
                    const std::vector<syntax::SelectItem>& items,
                    const WriteTarget& target,
                    Scope& scope) -> Returning {
  if (scope.outer == nullptr) scope.shape.emplace();
  check_returning(binder, items, target);
  auto returning = Returning{};
  returning.items = bind_items(binder, items, scope, Clause::returning);
  returning.shape = take_shape(binder, scope);
  returning.columns = result_columns(binder, returning.items);
  return returning;
}

}  // namespace ormc::query
