#include "catalog_probe.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "support/postgres_server.hpp"

namespace ormc::catalog_test {

using namespace catalog;

namespace {

struct ResultDeleter {
  auto operator()(PGresult* result) const -> void { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultDeleter>;

auto read_file(const std::string& path) -> std::string {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error{"cannot read " + path};
  return text.str();
}

auto note_columns(const PGresult* result, Answer& answer) -> void {
  answer.accepted = true;
  for (int i = 0; i < PQnfields(result); ++i) {
    answer.columns.push_back(PQftype(result, i));
    answer.modifiers.push_back(PQfmod(result, i));
  }
}

auto note_error(const PGresult* result, Answer& answer) -> void {
  const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  answer.accepted = false;
  answer.error = std::string{code ? code : ""} + " " + (message ? message : "");
}

}  // namespace

auto Server::connect() -> Server {
  const char* given = std::getenv("ORM_TEST_DATABASE_URL");
  const std::string url =
      given && *given ? given : test_support::postgres_server::shared().create_database();
  Server server{PQconnectdb(url.c_str())};
  if (PQstatus(server.connection_.get()) != CONNECTION_OK) {
    throw std::runtime_error{PQerrorMessage(server.connection_.get())};
  }
  server.execute("set client_min_messages = error");
  server.execute(read_file(std::string{ORM_SOURCE_DIR} + "/tests/database/catalog_fixture.sql"));
  return server;
}

auto Server::execute(const std::string& sql) -> void {
  const Result result{PQexec(connection_.get(), sql.c_str())};
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error{PQresultErrorMessage(result.get())};
  }
}

auto Server::rows(const std::string& sql) -> std::vector<std::vector<std::string>> {
  const Result result{PQexec(connection_.get(), sql.c_str())};
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
    throw std::runtime_error{PQresultErrorMessage(result.get())};
  }
  std::vector<std::vector<std::string>> rows;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    auto& cells = rows.emplace_back();
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      cells.emplace_back(PQgetvalue(result.get(), row, column));
    }
  }
  return rows;
}

auto Server::prepare_chunk(std::span<const std::string> statements, std::vector<Answer>& answers)
    -> void {
  PGconn* connection = connection_.get();
  for (const std::string& statement : statements) {
    PQsendPrepare(connection, "", statement.c_str(), 0, nullptr);
    PQsendDescribePrepared(connection, "");
    PQpipelineSync(connection);
  }
  for (std::size_t i = 0; i < statements.size(); ++i) {
    Answer& answer = answers.emplace_back();
    for (bool synchronised = false; !synchronised;) {
      const Result result{PQgetResult(connection)};
      if (!result) {
        if (PQstatus(connection) != CONNECTION_OK) throw std::runtime_error{statements[i]};
        continue;
      }
      switch (PQresultStatus(result.get())) {
        case PGRES_PIPELINE_SYNC:
          synchronised = true;
          break;
        case PGRES_FATAL_ERROR:
          note_error(result.get(), answer);
          break;
        case PGRES_COMMAND_OK:
          if (PQnfields(result.get()) > 0) note_columns(result.get(), answer);
          answer.accepted = true;
          break;
        default:
          break;
      }
      if (synchronised && !answer.error.empty()) answer.accepted = false;
    }
  }
}

auto Server::prepare(std::span<const std::string> statements) -> std::vector<Answer> {
  constexpr std::size_t chunk = 200;  // small enough that neither side's buffers fill up
  std::vector<Answer> answers;
  PQenterPipelineMode(connection_.get());
  while (!statements.empty()) {
    const std::size_t count = std::min(chunk, statements.size());
    prepare_chunk(statements.first(count), answers);
    statements = statements.subspan(count);
  }
  PQexitPipelineMode(connection_.get());
  return answers;
}

auto match_types(Server& server, const Catalog& catalog) -> std::map<std::uint32_t, Oid> {
  std::map<std::uint32_t, Oid> matched;
  const auto rows = server.rows(
      "select t.oid, n.nspname, t.typname from pg_type t join pg_namespace n on n.oid = "
      "t.typnamespace where n.nspname in ('pg_catalog', 'information_schema', 'catalog_probe')");
  for (const auto& row : rows) {
    const auto found = catalog.find_type(row[1], row[2], Quoting::quoted);
    if (found) matched.emplace(static_cast<std::uint32_t>(std::stoul(row[0])), *found);
  }
  return matched;
}

namespace {

constexpr auto schema = "catalog_probe";

auto function(Catalog& catalog, std::string name, std::vector<Oid> arguments, Oid result) -> Oid {
  return catalog.add_function({.schema = schema,
                               .name = std::move(name),
                               .arguments = std::move(arguments),
                               .result = result});
}

auto declare_types(Catalog& catalog) -> void {
  const std::vector<std::string> moods{"sad", "ok"};
  const std::vector<std::string> sizes{"s", "l"};
  const Oid mood = catalog.add_enum(schema, "mood", moods);
  catalog.add_enum(schema, "size", sizes);
  const Oid natural = catalog.add_domain(schema, "natural_number", {oid::int4}, false);
  catalog.add_domain(schema, "small_number", {natural}, false);
  catalog.add_domain(schema, "email", {oid::text}, false);
  catalog.add_domain(schema, "code", {oid::varchar, 12}, false);
  catalog.add_domain(schema, "int_list", {oid::int4_array}, false);
  catalog.add_domain(schema, "some_mood", {mood}, false);
  catalog.add_domain(schema, "span", {oid::int4range}, false);
  const std::vector<NewField> pair_fields{{"a", {oid::int4}}, {"b", {oid::text}}};
  const Oid pair = catalog.add_composite(schema, "pair", pair_fields);
  catalog.add_domain(schema, "some_pair", {pair}, false);
  std::vector<NewField> fields{{"id", {oid::int4}}, {"name", {oid::text}}};
  const Oid parent[] = {catalog.add_table_row_type(schema, "parent", fields)};
  fields.push_back({"extra", {oid::bool_}});
  catalog.set_parents(catalog.add_table_row_type(schema, "child", fields), parent);
  catalog.add_range(schema, "float_range", oid::float8);
}

auto declare_overloads(Catalog& catalog) -> void {
  function(catalog, "overloaded", {oid::int4}, oid::int4);
  function(catalog, "overloaded", {oid::text}, oid::text);
  NewFunction added{.schema = schema, .name = "overloaded"};
  added.default_count = 1;
  added.arguments = {oid::numeric, oid::numeric};
  added.result = oid::numeric;
  catalog.add_function(added);
  added.default_count = 2;
  added.arguments = {oid::float8, oid::int4, oid::text};
  added.argument_names = {"a", "b", "c"};
  added.result = oid::float8;
  catalog.add_function(added);
  added.name = "named";
  added.arguments = {oid::int4, oid::text, oid::bool_};
  added.argument_names = {"x", "y", "z"};
  added.result = oid::int4;
  catalog.add_function(added);
  added.default_count = 1;
  added.arguments = {oid::text, oid::int8};
  added.argument_names = {"x", "w"};
  added.result = oid::text;
  catalog.add_function(added);
}

auto declare_variadics(Catalog& catalog) -> void {
  NewFunction added{.schema = schema, .name = "gather", .variadic = true};
  added.arguments = {oid::int4_array};
  added.result = oid::int4;
  catalog.add_function(added);
  added.arguments = {oid::text, oid::text_array};
  added.argument_names = {"first", "rest"};
  added.result = oid::text;
  catalog.add_function(added);
  added.argument_names = {};
  added.name = "gather_any";
  added.arguments = {oid::text, oid::anyarray};
  added.result = oid::anyelement;
  catalog.add_function(added);
  added.name = "gather_compatible";
  added.arguments = {oid::anycompatiblearray};
  added.result = oid::anycompatible;
  catalog.add_function(added);
  function(catalog, "gather", {oid::numeric}, oid::numeric);
}

auto declare_polymorphic(Catalog& catalog) -> void {
  function(catalog, "same", {oid::anyelement, oid::anyelement}, oid::anyarray);
  function(catalog,
           "compatible",
           {oid::anycompatible, oid::anycompatiblearray},
           oid::anycompatiblearray);
  function(catalog, "not_array", {oid::anynonarray}, oid::anynonarray);
  function(catalog, "an_enum", {oid::anyenum, oid::anyenum}, oid::anyenum);
  function(catalog, "in_range", {oid::anyrange, oid::anyelement}, oid::anyrange);
  function(catalog,
           "in_compatible_range",
           {oid::anycompatiblerange, oid::anycompatible},
           oid::anycompatible);
}

auto declare_takers(Catalog& catalog) -> void {
  const auto type = [&](const char* name) { return *catalog.find_type(schema, name); };
  function(catalog, "takes_parent", {type("parent")}, oid::int4);
  function(catalog, "takes_pair", {type("pair")}, oid::text);
  function(catalog, "takes_mood", {type("mood")}, oid::text);
  function(catalog, "takes_record", {oid::record}, oid::text);
  function(catalog, "takes_natural", {type("natural_number")}, oid::text);
  function(catalog, "takes_email", {type("email")}, type("email"));
  function(catalog, "email_or_text", {type("email")}, type("email"));
  function(catalog, "email_or_text", {oid::text}, oid::text);
  const Oid sized = function(catalog, "at_half", {type("mood"), type("size")}, oid::bool_);
  const Oid texted = function(catalog, "at_half", {type("mood"), oid::text}, oid::bool_);
  NewOperator op{.schema = schema, .name = "<%%>", .left = type("mood"), .right = type("size")};
  op.function = sized;
  catalog.add_operator(op);
  op.right = oid::text;
  op.function = texted;
  catalog.add_operator(op);
}

}  // namespace

auto declare_fixture(Catalog& catalog) -> void {
  catalog.set_search_path({schema});
  declare_types(catalog);
  declare_overloads(catalog);
  declare_variadics(catalog);
  declare_polymorphic(catalog);
  declare_takers(catalog);
}

auto create_extensions(Server& server, Catalog& catalog) -> void {
  const auto rows = server.rows("select name from pg_available_extensions order by name");
  for (const auto& row : rows) {
    if (!catalog.add_extension(row.front(), schema)) continue;
    server.execute("create extension if not exists \"" + row.front() + "\" schema " + schema +
                   " cascade");
  }
}

}  // namespace ormc::catalog_test
