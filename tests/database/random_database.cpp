#include "database/random_database.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>

#include "support/postgres_server.hpp"

namespace random_schema {

using test_support::postgres_server;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

auto number_of(const char* variable, unsigned otherwise) -> unsigned {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

void make_roles() {
  test_support::run_sql(postgres_server::shared().conninfo(),
                        "do $$ begin create role random_reader; create role \"random Writer\"; "
                        "exception when duplicate_object then null; end $$");
}

Session::Session(const std::string& conninfo)
    : connection_(PQconnectdb(conninfo.c_str()), PQfinish) {
  run("set client_min_messages = error");
}

auto Session::run(const std::string& statement) -> bool {
  const auto result = Result(PQexec(connection_.get(), statement.c_str()), PQclear);
  const auto status = PQresultStatus(result.get());
  const auto is_done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  if (is_done) {
    taken_ += statement + ";\n";
  } else {
    refused_ += fmt::format("{}\n  {}", statement, PQresultErrorMessage(result.get()));
  }
  return is_done;
}

auto Session::rows(const std::string& query) -> std::vector<std::string> {
  const auto result = Result(PQexec(connection_.get(), query.c_str()), PQclear);
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
    throw std::runtime_error(query + "\n" + PQresultErrorMessage(result.get()));
  }
  auto rows = std::vector<std::string>{};
  for (auto row = 0; row < PQntuples(result.get()); ++row) {
    rows.emplace_back(PQgetvalue(result.get(), row, 0));
  }
  return rows;
}

namespace {

using Part = void (*)(Writer&);

constexpr Part parts[] = {add_types,
                          add_functions,
                          add_tables,
                          add_partitioned_tables,
                          add_foreign_keys,
                          add_indexes,
                          add_table_code,
                          add_row_functions,
                          add_views,
                          add_objects,
                          rename};

}  // namespace

void add_all(Writer& writer) {
  for (const auto part : parts) part(writer);
}

void add_more(Writer& writer) {
  for (const auto part : parts) {
    if (writer.chance(12)) part(writer);
  }
}

}  // namespace random_schema
