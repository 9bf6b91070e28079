#pragma once

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Binds a view into `program.views`, when those that it selects from and the predicates that it
/// uses are. A view with errors is left without a query; what selects from it fails silently.
void bind_view(const schema::Schema& schema,
               schema::ViewId id,
               Program& program,
               diagnostics::Diagnostics& diagnostics);

}  // namespace ormc::query
