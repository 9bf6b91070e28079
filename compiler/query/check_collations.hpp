#pragma once

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Reports collations that contradict each other, where the server refuses them: two written ones
/// in an expression; two others in what is sorted, grouped or told apart; a recursive query that
/// begins with one and goes on with another. Elsewhere two others are no error.
void check_collations(const schema::Schema& schema,
                      const Program& program,
                      const Unit& unit,
                      const Statement& statement,
                      diagnostics::Diagnostics& diagnostics);
/// The same of an expression of the schema.
void check_collations(const schema::Schema& schema,
                      const Program& program,
                      const Unit& unit,
                      const Expr& expr,
                      diagnostics::Diagnostics& diagnostics);
/// The same of a view: besides, each of its columns needs a collation.
void check_view_collations(const schema::Schema& schema,
                           const Program& program,
                           const Unit& unit,
                           const Query& query,
                           diagnostics::Diagnostics& diagnostics);

}  // namespace ormc::query
