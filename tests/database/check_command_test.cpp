// `ormc check --database`: what it says when the database is not what the models say it is.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "driver/check_database.hpp"
#include "driver/compile.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"

namespace {

using test_support::postgres_server;

struct Checked {
  ormc::driver::DatabaseCheck outcome;
  std::vector<std::string> codes;  // each once, sorted
};

auto compile(const std::string& text) -> ormc::driver::Compilation {
  auto sources = ormc::source::SourceSet{};
  sources.add("shop.orm", text);
  auto compilation = ormc::driver::compile(sources);
  REQUIRE_FALSE(compilation.diagnostics.has_errors());
  return compilation;
}

/// Checks `text` against the schema that `declared` makes.
auto check(const std::string& text, const std::string& declared) -> Checked {
  auto conninfo = postgres_server::shared().create_database();
  auto made = compile(declared);
  test_support::run_sql(conninfo, ormc::sql::schema_sql(made.schema, made.program));
  auto compilation = compile(text);
  auto found = ormc::diagnostics::Diagnostics{};
  auto checked = Checked{ormc::driver::check_database(conninfo, compilation, found), {}};
  for (const auto& each : found.all()) checked.codes.emplace_back(each.info.code);
  std::ranges::sort(checked.codes);
  auto repeated = std::ranges::unique(checked.codes);
  checked.codes.erase(repeated.begin(), repeated.end());
  return checked;
}

using Codes = std::vector<std::string>;

constexpr auto shop =
    "enum Status { open, paid }\n"
    "domain Code = text check (value <> '');\n"
    "model Sale { id: bigint @id @identity; code: Code @unique; status: Status = 'open';\n"
    "  note: varchar(20)?; amounts: numeric(12, 2)[]; version: int @version; }\n"
    "query open_sales -> Sale[] { select * from Sale where status = 'open' order by id }\n";

}  // namespace

TEST_CASE("a database made from the models has no differences") {
  auto checked = check(shop, shop);
  CHECK_FALSE(checked.outcome.failure);
  CHECK(checked.outcome.statements > 10);
  CHECK(checked.outcome.differences == 0);
  CHECK(checked.codes.empty());
}

TEST_CASE("a table that is not there is a rejected statement") {
  auto checked = check(shop, "enum Status { open, paid }\n");
  CHECK(checked.outcome.differences > 0);
  CHECK(checked.codes == Codes{"ORM0911"});
}

TEST_CASE("a column of another type differs as a parameter and as a column") {
  auto checked =
      check("model A { id: bigint @id; n: int; }\n", "model A { id: bigint @id; n: bigint; }\n");
  CHECK(checked.codes == Codes{"ORM0912", "ORM0913"});
}

TEST_CASE("a column of another length differs") {
  auto checked = check("model A { id: bigint @id; n: varchar(10); }\n",
                       "model A { id: bigint @id; n: varchar(20); }\n");
  CHECK(checked.codes == Codes{"ORM0913"});
}

TEST_CASE("an enum of another name differs") {
  auto checked = check("enum E { a } model A { id: bigint @id; e: E; }\n",
                       "enum F { a } model A { id: bigint @id; e: F; }\n");
  CHECK(std::ranges::count(checked.codes, "ORM0913") == 1);
}

TEST_CASE("what the compiler would get wrong is found") {
  auto conninfo = postgres_server::shared().create_database();
  auto check_tampered = [&](auto tamper) {
    auto compilation = compile("query q(n: int) -> row { select $n as a, 2 as b }\n");
    tamper(compilation.program.queries.at(0));
    auto found = ormc::diagnostics::Diagnostics{};
    auto outcome = ormc::driver::check_database(conninfo, compilation, found);
    CHECK(outcome.differences == 1);
    REQUIRE(found.all().size() == 1);
    return std::string(found.all()[0].info.code);
  };
  using Query = ormc::query::NamedQuery;
  CHECK(check_tampered([](Query& query) { query.statement->columns[1].sql_name = "c"; }) ==
        "ORM0914");
  CHECK(check_tampered([](Query& query) { query.statement->columns.pop_back(); }) == "ORM0915");
  CHECK(check_tampered([](Query& query) { query.parameters.push_back(query.parameters[0]); }) ==
        "ORM0915");
  CHECK(check_tampered([](Query& query) {
          query.parameters[0].type.oid = ormc::catalog::oid::int8;
        }) == "ORM0912");
}

TEST_CASE("a server that is not there is a failure, not a difference") {
  auto compilation = compile(shop);
  auto found = ormc::diagnostics::Diagnostics{};
  auto outcome = ormc::driver::check_database("host=/nonexistent dbname=x", compilation, found);
  CHECK(outcome.failure);
  CHECK(outcome.differences == 0);
}
