#pragma once

#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// Whether nothing but the program reads the values that a statement returns, so that they can be
/// turned to text without changing what it means: not below `distinct`, `group by 1` or a set
/// operation, which compare them. `order by 1` is not looked at: it can be said by the value.
auto only_returns_columns(const Statement& statement) -> bool;

/// What a write returns; null for a query.
auto returned_items(const Statement& statement) -> const std::vector<OutputColumn>*;

/// The columns of a statement as they are written; null for those of a set operation or values.
auto written_items(const Statement& statement) -> const std::vector<OutputColumn>*;
auto written_items(Statement& statement) -> std::vector<OutputColumn>*;

}  // namespace ormc::query
