#pragma once

#include "query/ir.hpp"
#include "syntax/postgres_parser.hpp"

namespace ormc::query {

/// A raw `select` with what it does, its text left empty. It only reads where each relation in it
/// is a table of a model, one of PostgreSQL's own or of its `with`, and each function and operator
/// PostgreSQL's own: what else a database has under a name is not known.
auto raw_select(const schema::Schema& schema, const syntax::PostgresUses& uses) -> RawSql;

}  // namespace ormc::query
