#pragma once

#include "introspect/database.hpp"
#include "introspect/database_session.hpp"

namespace ormc::introspect {

/// Reads the whole catalogue but PostgreSQL's own part of it, in one snapshot and with one query
/// for each kind of object, however many there are. The session's search path must be empty.
auto read_database(DatabaseSession& session) -> Database;

}  // namespace ormc::introspect
