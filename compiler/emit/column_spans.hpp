#pragma once

#include <vector>

#include "query/ir.hpp"

namespace ormc::emit {

/// Where each result column of a query is written: the query's own place for those of a set
/// operation, of values or of raw SQL.
auto column_spans(const query::NamedQuery& query) -> std::vector<source::Span>;

}  // namespace ormc::emit
