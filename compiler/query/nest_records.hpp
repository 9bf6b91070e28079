#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Where a statement stands.
struct RecordContext {
  const schema::Schema& schema;
  const Program& program;
  Unit& unit;
};

/// Makes structs of the columns that are records, or values of another composite type that has no
/// struct of its own (the row of a view, of a system table), and vectors of structs of arrays of
/// them: the statement gets a shape. Comes behind `infer_nullability`. Reports records whose fields
/// are not known.
void nest_records(const RecordContext& context,
                  Statement& statement,
                  diagnostics::Diagnostics& diagnostics);

/// The same among the members of a declared shape.
void nest_records(const RecordContext& context,
                  std::vector<ShapeField>& fields,
                  diagnostics::Diagnostics& diagnostics);

}  // namespace ormc::query
