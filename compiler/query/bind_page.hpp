#pragma once

#include "query/binder.hpp"

namespace ormc::query {

/// Turns `page after $cursor` into conditions: the rows behind the cursor in the query's own order.
/// There is one for each order that can be chosen, in a part of its own; without a cursor there is
/// none. Where a condition inside would change other rows they are cut from outside: see
/// `wrap_page`. Needs the statement bound as a whole.
void bind_pages(Binder& binder, const syntax::Statement& syntax, Statement& statement);

}  // namespace ormc::query
