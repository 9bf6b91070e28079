#pragma once

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Warns of what is written to a column, or made a field of a composite, that may not be NULL and
/// plainly may be: `null` itself, a nullable column or parameter, and what passes such a value on.
/// After `infer_nullability`.
void check_nulls(const schema::Schema& schema,
                 const Program& program,
                 const Unit& unit,
                 const Statement& statement,
                 diagnostics::Diagnostics& diagnostics);

}  // namespace ormc::query
