#include "introspect/read_database.hpp"

#include <fmt/format.h>

#include "introspect/catalogue_rows.hpp"

namespace ormc::introspect {

auto catalogue_rows(DatabaseSession& session, const std::string& query) -> std::vector<Json> {
  auto result = session.query(query.c_str());
  auto rows = std::vector<Json>{};
  rows.reserve(static_cast<std::size_t>(PQntuples(result.get())));
  for (auto i = 0; i < PQntuples(result.get()); ++i) {
    rows.push_back(Json::parse(PQgetvalue(result.get(), i, 0)));
  }
  return rows;
}

auto is_own(std::string_view table, std::string_view id) -> std::string {
  return fmt::format(
      "not exists (select from pg_depend own where own.classid = '{}'::regclass and own.objid = {} "
      "and own.deptype = 'e')",
      table,
      id);
}

void read_namespaces(DatabaseSession& session, Database& into) {
  into.name =
      text(catalogue_rows(session, "select json_build_object('name', current_database())").front(),
           "name");
  auto query = fmt::format(
      R"(select json_strip_nulls(json_build_object('name', n.nspname, 'comment',
    obj_description(n.oid, 'pg_namespace')))
from pg_namespace n where {} and {} order by n.nspname collate "C")",
      own_namespace,
      is_own("pg_namespace", "n.oid"));
  for (const auto& row : catalogue_rows(session, query)) {
    // Every database has that comment from its beginning.
    auto comment = text(row, "comment");
    if (comment == "standard public schema") comment.clear();
    into.namespaces.push_back({text(row, "name"), std::move(comment)});
  }
  constexpr auto extensions =
      R"(select json_strip_nulls(json_build_object('name', x.extname, 'schema', n.nspname, 'version', x.extversion,
  'comment', nullif(obj_description(x.oid, 'pg_extension'), a.comment)))
from pg_extension x join pg_namespace n on n.oid = x.extnamespace left join pg_available_extensions a on a.name = x.extname
where x.extname <> 'plpgsql' order by x.extname collate "C")";
  for (const auto& row : catalogue_rows(session, extensions)) {
    into.extensions.push_back(
        {text(row, "name"), text(row, "schema"), text(row, "version"), text(row, "comment"), {}});
  }
}

auto read_database(DatabaseSession& session) -> Database {
  auto database = Database{};
  read_namespaces(session, database);
  read_types(session, database);
  read_relations(session, database);
  read_constraints(session, database);
  read_indexes(session, database);
  read_sequences(session, database);
  read_table_code(session, database);
  read_routines(session, database);
  read_statements(session, database);
  read_grants(session, database);
  read_opaque(session, database);
  return database;
}

}  // namespace ormc::introspect
