#pragma once

#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Declares the shapes of all files and binds each by itself, those that others use first.
void bind_named_shapes(const schema::Schema& schema,
                       const std::vector<syntax::Tree>& trees,
                       Program& program,
                       diagnostics::Diagnostics& diagnostics);

}  // namespace ormc::query
