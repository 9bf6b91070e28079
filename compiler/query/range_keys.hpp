#pragma once

#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// The sets of columns of which no two rows have the same values: keys and unique indexes that hold
/// at any time and for all rows. NULLs may repeat in them; an `=` never finds those.
auto unique_keys(const schema::Model& model) -> std::vector<std::vector<ColumnIndex>>;

/// The same for the results of a query: what it groups by, or makes distinct.
auto unique_keys(const Query& query) -> std::vector<std::vector<ColumnIndex>>;

}  // namespace ormc::query
