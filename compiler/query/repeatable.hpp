#pragma once

#include "query/ir.hpp"

namespace ormc::query {

/// Whether a query finds the same rows wherever it stands among the statements of one snapshot:
/// nothing in it, nor in the views that it reads, is volatile, sampled, or taken from rows in an
/// order that the server is free to choose (`limit`, `distinct on`, windows).
auto finds_same_rows(const schema::Schema& schema,
                     const Program& program,
                     const Unit& unit,
                     Query& query) -> bool;

}  // namespace ormc::query
