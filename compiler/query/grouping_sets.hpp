#pragma once

#include <optional>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// The sets that a `group by` makes, each as the expressions in it: `rollup (a, b)` makes `a, b`,
/// `a` and the empty one. Nothing when they are too many to go over.
using GroupingSets = std::vector<std::vector<const Expr*>>;
auto grouping_sets(const Select& select) -> std::optional<GroupingSets>;

/// The expressions of all sets, each once.
auto expressions_of(const GroupingSets& sets) -> std::vector<const Expr*>;
/// Whether no set leaves an expression out.
auto is_in_all(const GroupingSets& sets, const Expr& expr) -> bool;

/// Whether two sets have the same expressions, so that their groups cannot be told apart.
auto has_equal_sets(const GroupingSets& sets) -> bool;

}  // namespace ormc::query
