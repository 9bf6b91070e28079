#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/database_session.hpp"

/// How rows of the catalogue come: each as one JSON object, in which NULL is a missing member.
namespace ormc::introspect {

using Json = nlohmann::json;

/// The rows of a query that selects one JSON value.
auto catalogue_rows(DatabaseSession& session, const std::string& query) -> std::vector<Json>;

inline auto text(const Json& row, const char* member) -> std::string {
  return row.value(member, std::string{});
}
inline auto flag(const Json& row, const char* member) -> bool { return row.value(member, false); }
inline auto oid(const Json& row, const char* member) -> Oid { return row.value(member, Oid{0}); }
inline auto character(const Json& row, const char* member, char otherwise) -> char {
  auto value = text(row, member);
  return value.empty() ? otherwise : value.front();
}
inline auto texts(const Json& row, const char* member) -> std::vector<std::string> {
  return row.value(member, std::vector<std::string>{});
}
inline auto numbers(const Json& row, const char* member) -> std::vector<int> {
  return row.value(member, std::vector<int>{});
}
inline auto sql_name(const Json& row) -> SqlName {
  return {text(row, "schema"), text(row, "name")};
}
inline auto type_use(const Json& row, const char* id, const char* spelled) -> TypeUse {
  return {oid(row, id), text(row, spelled)};
}

/// What keeps objects of extensions out: a condition on the object `id` of the catalogue `table`.
auto is_own(std::string_view table, std::string_view id) -> std::string;

/// Namespaces that are not PostgreSQL's own, as `n`.
inline constexpr std::string_view own_namespace =
    "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

// One function for each kind of object.
void read_namespaces(DatabaseSession& session, Database& into);
void read_types(DatabaseSession& session, Database& into);
void read_relations(DatabaseSession& session, Database& into);
void read_constraints(DatabaseSession& session, Database& into);
void read_indexes(DatabaseSession& session, Database& into);
void read_sequences(DatabaseSession& session, Database& into);
void read_table_code(DatabaseSession& session, Database& into);
void read_routines(DatabaseSession& session, Database& into);
void read_statements(DatabaseSession& session, Database& into);
void read_subscriptions(DatabaseSession& session, Database& into);
/// What the language has no words for.
void read_opaque(DatabaseSession& session, Database& into);
void read_grants(DatabaseSession& session, Database& into);

}  // namespace ormc::introspect
