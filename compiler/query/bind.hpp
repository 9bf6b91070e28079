#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"
#include "query/lock.hpp"

namespace ormc::query {

/// Binds every expression of the schema, every view and every named query of `trees`: scopes,
/// types, parameters, nullability, cardinality, results. Queries with errors are reported and left
/// out; what is returned is sound. `lock` has what raw statements do not say themselves. The row
/// types of the views get their fields in the catalogue.
auto bind(schema::Schema& schema,
          const std::vector<syntax::Tree>& trees,
          diagnostics::Diagnostics& diagnostics,
          const Locks& locks = {}) -> Program;

}  // namespace ormc::query
