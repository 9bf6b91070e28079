#pragma once

#include "catalog/objects.hpp"
#include "query/literal/container.hpp"

namespace ormc::query {

/// Whether the bounds of a range may stand so: the lower one is not above the other, and where
/// ranges are kept as `[a,b)` there is a value behind the last. The bounds are values of `subtype`;
/// of other types than numbers, dates and moments nothing is known.
auto may_be_bounds(catalog::Oid range, catalog::Oid subtype, const RangeBounds& bounds) -> bool;

}  // namespace ormc::query
