#pragma once

#include "query/ir.hpp"

namespace ormc::query {

/// Whether the server puts the body of a function in the place of its calls, and what stands there
/// then is immutable, whatever the function says of itself (inline_function of its planner).
/// Indexes and partition keys may have such calls. Only simple functions in SQL are inlined:
/// `select` and an expression.
auto inlines_to_immutable(const schema::Schema& schema,
                          const Program& program,
                          const catalog::Function& function) -> bool;

}  // namespace ormc::query
