#pragma once

#include "query/ir.hpp"

namespace ormc::query {

/// Whether two bound expressions of one unit say the same: same nodes, same columns, same
/// constants, operators and types, wherever they were written. It is what `group by` and `distinct`
/// mean by "the same expression". Two subqueries are the same only if they are one node.
auto equal(const Expr& left, const Expr& right) -> bool;

/// The same, where two subqueries are equal if they say the same: range variables and queries of
/// with clauses stand for each other when they are made alike and called alike, as the server has
/// it.
auto equal(const Unit& unit, const Expr& left, const Expr& right) -> bool;

}  // namespace ormc::query
