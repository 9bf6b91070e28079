#pragma once

#include "query/ir.hpp"

namespace ormc::query {

/// Sets `Expr::nullable` and the `nullable` of every result and range column in a bound unit.
/// Sound: what it calls never NULL never is. Works from not-null columns and keys, outer joins,
/// strict functions and operators, coalesce, case, aggregates, what where, on, having and filter
/// rule out, and the checks and generated columns of models, as far as `program` has bound them.
void infer_nullability(const schema::Schema& schema,
                       const Program& program,
                       Unit& unit,
                       Statement& statement,
                       const std::vector<QueryParameter>& parameters);

/// The same for a view's query and for an expression of the schema.
void infer_nullability(const schema::Schema& schema,
                       const Program& program,
                       Unit& unit,
                       Query& query);
void infer_nullability(const schema::Schema& schema, Unit& unit, Expr& expr);

}  // namespace ormc::query
