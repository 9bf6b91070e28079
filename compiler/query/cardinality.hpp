#pragma once

#include <string>

#include "query/ir.hpp"

namespace ormc::query {

/// How many rows a statement can return, proven from keys and equalities, limits, aggregates
/// without group by, single-row values. `why` explains it to people ("`email` is not a unique key
/// of `Author`").
struct ProvenCardinality {
  Cardinality cardinality = Cardinality::many;
  std::string why;
};

auto prove_cardinality(const schema::Schema& schema,
                       const Program& program,
                       const Unit& unit,
                       const Statement& statement) -> ProvenCardinality;
/// The same for a query inside a statement, for each row of the queries around it. `program` may be
/// null while it is not bound.
auto prove_cardinality(const schema::Schema& schema,
                       const Program* program,
                       const Unit& unit,
                       const Query& query) -> ProvenCardinality;

}  // namespace ormc::query
