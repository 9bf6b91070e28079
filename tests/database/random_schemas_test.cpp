// Random schemas: each becomes `.orm` and the same database again. The seed is printed with what
// fails; ORM_RANDOM_SCHEMAS says how many, ORM_RANDOM_SEED where to begin.

#include <fmt/format.h>
#include <libpq-fe.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <memory>
#include <string>

#include "database/random_schema.hpp"
#include "database/round_trip.hpp"
#include "support/postgres_server.hpp"

namespace {

using test_support::postgres_server;

auto number_of(const char* variable, unsigned otherwise) -> unsigned {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

/// Runs statement after statement, and remembers those that the server took. What it refuses is of
/// no interest here, unless it is too much.
class Session {
 public:
  explicit Session(const std::string& conninfo)
      : connection_(PQconnectdb(conninfo.c_str()), PQfinish) {
    run("set client_min_messages = error");
  }

  auto run(const std::string& statement) -> bool {
    const auto result = std::unique_ptr<PGresult, decltype(&PQclear)>(
        PQexec(connection_.get(), statement.c_str()), PQclear);
    const auto status = PQresultStatus(result.get());
    const auto is_done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (is_done) {
      taken_ += statement + ";\n";
    } else {
      refused_ += fmt::format("{}\n  {}", statement, PQresultErrorMessage(result.get()));
    }
    return is_done;
  }
  auto taken() const -> const std::string& { return taken_; }
  auto refused() const -> const std::string& { return refused_; }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
  std::string taken_;
  std::string refused_;
};

/// Roles belong to the server: they are made once.
void make_roles() {
  test_support::run_sql(postgres_server::shared().conninfo(),
                        "do $$ begin create role random_reader; create role \"random Writer\"; "
                        "exception when duplicate_object then null; end $$");
}

struct Counts {
  unsigned said = 0;
  unsigned refused = 0;
};

auto make(Session& session, unsigned seed) -> Counts {
  using namespace random_schema;
  auto writer = Writer{seed, [&](const std::string& statement) { return session.run(statement); }};
  for (const auto part : {add_types,
                          add_functions,
                          add_tables,
                          add_partitioned_tables,
                          add_foreign_keys,
                          add_indexes,
                          add_table_code,
                          add_row_functions,
                          add_views,
                          add_objects,
                          rename}) {
    part(writer);
  }
  return {writer.said(), writer.refused()};
}

}  // namespace

TEST_CASE("random schemas are made again without a differing line", "[pull][random]") {
  make_roles();
  const auto first = number_of("ORM_RANDOM_SEED", 1);
  const auto count = number_of("ORM_RANDOM_SCHEMAS", 20);
  auto all = Counts{};
  auto refused = std::string{};
  for (auto seed = first; seed < first + count; ++seed) {
    auto folder = round_trip::Folder{};
    const auto database = postgres_server::shared().create_database();
    auto said = std::string{};
    {
      auto session = Session{database};
      const auto counts = make(session, seed);
      all.said += counts.said;
      all.refused += counts.refused;
      said = session.taken();
      refused += session.refused();
    }
    INFO("ORM_RANDOM_SEED=" << seed << " ORM_RANDOM_SCHEMAS=1\n" << said);
    CHECK(round_trip::round_trip(database, folder.path()) == "");
    postgres_server::shared().drop_database(database);
  }
  INFO("what the server refuses is not looked at: " << all.refused << " of " << all.said << "\n"
                                                    << refused);
  CHECK(all.refused * 10 < all.said * 2);
}
