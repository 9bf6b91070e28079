#pragma once

#include "query/binder.hpp"

namespace ormc::query {

/// Turns `page after $cursor` into conditions: the rows behind the cursor in the query's own order.
/// There is one for each order that can be chosen and for each set of its keys that can be NULL,
/// each in a part of its own; without a cursor there is none. Needs the statement bound as a whole.
void bind_pages(Binder& binder, const syntax::Statement& syntax, Statement& statement);

}  // namespace ormc::query
