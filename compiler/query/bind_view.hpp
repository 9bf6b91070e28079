#pragma once

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Binds all views into `program.views`, each after those that it selects from. A view with errors
/// is left without a query; what selects from it fails silently.
void bind_views(const schema::Schema& schema,
                Program& program,
                diagnostics::Diagnostics& diagnostics);

}  // namespace ormc::query
