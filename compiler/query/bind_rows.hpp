#pragma once

#include "query/bind_statement.hpp"

/// What statements that write have alike, in the order in which the server analyses it.
namespace ormc::query {

/// Which rows an update or a delete is about.
struct RowsSyntax {
  syntax::Span table;                              // where what is written to is named
  const std::vector<syntax::TableRefPtr>& others;  // of `from`, `using`
  syntax::ExprPtr where;                           // may be null
  const std::optional<syntax::Name>& current_of;
};
struct Rows {
  std::vector<FromPtr> others;
  ExprPtr where = nullptr;
  std::optional<std::string> current_of;
};

/// Binds the other tables, which cannot see the target, and then the condition, which does. The
/// target is in `scope` from then on.
auto bind_rows(Binder& binder, const RowsSyntax& syntax, const WriteTarget& target, Scope& scope)
    -> Rows;

/// What comes back of the rows that were written.
struct Returning {
  std::vector<OutputColumn> items;
  std::vector<ResultColumn> columns;
  std::vector<ShapeField> shape;
};

auto bind_returning(Binder& binder,
                    const std::vector<syntax::SelectItem>& items,
                    const WriteTarget& target,
                    Scope& scope) -> Returning;

}  // namespace ormc::query
