#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Binds one expression of the schema: what is in scope, what may stand in it and which type it
/// must have follow from its use. The result has no expression when something was wrong.
auto bind_schema_expr(const schema::Schema& schema,
                      schema::ExprId id,
                      const Program& program,
                      diagnostics::Diagnostics& diagnostics) -> BoundExpr;

/// Binds all that speak of tables alone into `Program::schema_exprs`; the others get their places.
void bind_schema_exprs(const schema::Schema& schema,
                       Program& program,
                       diagnostics::Diagnostics& diagnostics);
/// Binds those that may speak of views, once these are bound.
void bind_late_schema_exprs(const schema::Schema& schema,
                            Program& program,
                            diagnostics::Diagnostics& diagnostics);

}  // namespace ormc::query
