#pragma once

#include <vector>

#include "query/binder.hpp"

namespace ormc::query {

/// Whether a condition inside of a query would change its other rows: the choice that `distinct on`
/// makes, the values of windows, what a set operation or a grouping set meets, the rows that a set
/// in the select list makes of one. Then rows are cut into pages from outside.
auto needs_wrap(const Query& query) -> bool;

/// Makes the rows of a query those of `select ... from (query) page`, with its order and limits
/// outside. An item of the order that the rows do not have keeps its expression, which means
/// nothing there: whoever wraps drops or reports it. `spans` are the items' places.
void wrap_page(Binder& binder, Query& query, const std::vector<Span>& spans);

}  // namespace ormc::query
