#pragma once

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace ormc::query {

/// Reports full joins of a statement that the server surely cannot plan: it merges or hashes them,
/// so their condition must equate one side with the other. Joins further in are left to the server:
/// what stands around them may make other joins of them.
void check_full_joins(const Statement& statement, diagnostics::Diagnostics& out);

}  // namespace ormc::query
