#include <utility>

#include "query/bind_rows.hpp"

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
  const auto written = RowsSyntax{syntax.table.span, syntax.from, syntax.where, syntax.current_of};
  auto rows = bind_rows(binder, written, *target, scope);
  update.from = std::move(rows.others);
  update.where = rows.where;
  update.current_of = std::move(rows.current_of);
  // The server analyses where and returning before the assignments.
  auto returning = bind_returning(binder, syntax.returning, *target, scope);
  update.returning = std::move(returning.items);
  update.assignments = bind_assignments(binder, syntax.assignments, *target, scope);
  return Statement{{}, std::move(update), std::move(returning.columns), std::move(returning.shape)};
}

}  // namespace ormc::query
