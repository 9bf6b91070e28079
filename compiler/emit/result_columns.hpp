#pragma once

#include <cstddef>
#include <vector>

#include "query/ir.hpp"

/// The result columns of a query as they are written.
namespace ormc::emit {

/// Where each result column of a query is written: the query's own place for those of a set
/// operation, of values or of raw SQL.
auto column_spans(const query::NamedQuery& query) -> std::vector<source::Span>;

/// The column of a model that a result column passes on as it is; null when it is anything else.
auto source_column(const schema::Schema& schema, const query::NamedQuery& query, std::size_t column)
    -> const schema::Column*;
/// The same for an expression of a unit.
auto source_column(const schema::Schema& schema, const query::Unit& unit, const query::Expr& expr)
    -> const schema::Column*;

}  // namespace ormc::emit
