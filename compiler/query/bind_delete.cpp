#include <utility>

#include "query/bind_rows.hpp"

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
  const auto written =
      RowsSyntax{syntax.table.span, syntax.using_tables, syntax.where, syntax.current_of};
  auto rows = bind_rows(binder, written, *target, scope);
  erase.using_items = std::move(rows.others);
  erase.where = rows.where;
  erase.current_of = std::move(rows.current_of);
  auto returning = bind_returning(binder, syntax.returning, *target, scope);
  erase.returning = std::move(returning.items);
  return Statement{{}, std::move(erase), std::move(returning.columns), std::move(returning.shape)};
}

}  // namespace ormc::query
