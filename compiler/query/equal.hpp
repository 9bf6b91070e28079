#pragma once

#include "query/ir.hpp"

namespace ormc::query {

/// Whether two bound expressions of one unit say the same: same nodes, same columns, same
/// constants, operators and types, wherever they were written. It is what `group by` and `distinct`
/// mean by "the same expression". Two subqueries are the same only if they are one node.
auto equal(const Expr& left, const Expr& right) -> bool;

}  // namespace ormc::query
