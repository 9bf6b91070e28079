#pragma once

#include <span>
#include <string>

#include "query/binder.hpp"
#include "query/scope.hpp"

namespace ormc::query {

/// What decides to which query an aggregate belongs: the aggregated arguments with the filter, and
/// the direct arguments of an ordered-set aggregate.
struct AggregateParts {
  std::string name;
  std::vector<ExprPtr> aggregated;
  std::vector<ExprPtr> direct;
};

/// Finds the query that a bound aggregate belongs to - the innermost one whose columns stand in its
/// arguments - and marks it; reports aggregates that are nested or not allowed in that query's
/// clause. Gives the call, or an error node.
auto place_aggregate(Binder& binder, Scope& scope, ExprPtr call, const AggregateParts& parts)
    -> ExprPtr;

/// The same for `grouping(...)`.
auto place_grouping(Binder& binder, Scope& scope, ExprPtr call) -> ExprPtr;

/// Whether a column of `scope`'s own level stands in `expr`, subqueries included.
auto depends_on_level(Binder& binder, Expr& expr, const Scope& scope) -> bool;

}  // namespace ormc::query
