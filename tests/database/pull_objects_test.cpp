// `ormc pull` of what few databases have: secrets that are left out, privileges on objects of
// others, extensions that the compiler does not know.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "database/round_trip.hpp"
#include "driver/run.hpp"
#include "support/postgres_server.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;
using round_trip::Folder;
using test_support::postgres_server;

/// A database made of statements, and a folder for what is pulled of it.
class Pulled {
 public:
  explicit Pulled(const std::string& sql, std::vector<std::string> options = {})
      : conninfo_(postgres_server::shared().create_database()), options_(std::move(options)) {
    change(sql);
    pull();
  }
  Pulled(const Pulled&) = delete;
  auto operator=(const Pulled&) -> Pulled& = delete;
  ~Pulled() { postgres_server::shared().drop_database(conninfo_); }

  void change(const std::string& sql) const { test_support::run_sql(conninfo_, sql); }
  void pull() const {
    auto arguments =
        std::vector<std::string>{"pull", "--database", conninfo_, "-o", path("models.orm")};
    arguments.insert(arguments.end(), options_.begin(), options_.end());
    REQUIRE(run(arguments) == 0);
  }
  auto run(const std::vector<std::string>& arguments) const -> int {
    return driver::run(arguments);
  }
  auto path(const std::string& name) const -> std::string {
    return (folder_.path() / name).string();
  }
  auto text(const std::string& name = "models.orm") const -> std::string {
    auto in = std::ifstream(path(name));
    auto out = std::ostringstream{};
    out << in.rdbuf();
    return out.str();
  }
  auto has(std::string_view part, const std::string& name = "models.orm") const -> bool {
    return text(name).find(part) != std::string::npos;
  }
  auto conninfo() const -> const std::string& { return conninfo_; }

 private:
  std::string conninfo_;
  std::vector<std::string> options_;
  Folder folder_;
};

}  // namespace

TEST_CASE("secrets of subscriptions, servers and user mappings are not pulled", "[pull]") {
  const auto database = Pulled(
      "create subscription far connection 'host=far password=''s3cret'' dbname=there'"
      " publication p with (connect = false, slot_name = none);"
      "create subscription by_url connection 'postgresql://me:s3cret@far/there'"
      " publication p with (connect = false, slot_name = none);"
      "create subscription open connection 'host=far' publication p"
      " with (connect = false, slot_name = none);"
      "create foreign data wrapper w;"
      "create server s foreign data wrapper w options (host 'far', password 's3cret');"
      "create user mapping for public server s options (\"user\" 'me', password 's3cret')");
  CHECK(!database.has("s3cret"));
  CHECK(database.has("connection 'dbname=''there'' host=''far'''"));
  CHECK(database.has("user=''me''"));
  CHECK(database.has("connection 'host=far' publication p"));
  CHECK(database.has("options (\"user\" 'me');"));
}

TEST_CASE("large objects are data: pull has no line for them", "[pull]") {
  const auto empty = Pulled("");
  const auto database = Pulled("select lo_create(4711); comment on large object 4711 is 'bytes'");
  CHECK(database.text() == empty.text());
}

TEST_CASE("only privileges that an object did not come with are pulled", "[pull]") {
  const auto database = Pulled(
      "create extension hstore; grant execute on function akeys(hstore) to pg_monitor;"
      "revoke execute on function pg_catalog.pg_sleep(float8) from public");
  CHECK(database.has(
      "revoke execute on function pg_catalog.pg_sleep(double precision) from public;"));
  CHECK(database.has("grant execute on function public.akeys(public.hstore) to pg_monitor;"));
  CHECK(!database.has("information_schema"));
  CHECK(!database.has("pg_settings"));
}

TEST_CASE("a table is made again by the access method that it had", "[pull]") {
  const auto database = Pulled(
      "create access method heap_too type table handler heap_tableam_handler;"
      "create table t (id int primary key) using heap_too");
  REQUIRE(database.run({"build", database.path("models.orm"), "--out", database.path("out")}) == 0);
  const auto rebuilt = postgres_server::shared().create_database();
  REQUIRE(round_trip::run_file(rebuilt, database.path("out/schema.sql")) == "");
  CHECK(test_support::query_text(
            rebuilt,
            "select amname from pg_class c join pg_am a on a.oid = c.relam where relname = 't'") ==
        "heap_too");
  postgres_server::shared().drop_database(rebuilt);
}

TEST_CASE("an extension that ormc does not know is described beside the models", "[pull]") {
  // The members of an extension are what its owner says, and its name is what the catalogue says:
  // `lo` with other members under another name is an extension that nobody knows.
  const auto database = Pulled(
      "create schema tools; create extension lo schema tools; set search_path = tools;"
      "create type shade as enum ('light', 'dark');"
      "create function near(a point, b point) returns float8 language sql immutable as"
      " 'select a <-> b';"
      "create operator <~> (function = near, leftarg = point, rightarg = point);"
      "alter extension lo add type shade; alter extension lo add function near(point, point);"
      "alter extension lo add operator <~> (point, point);"
      "create table public.place (id int primary key, at point not null, shade shade);"
      "set allow_system_table_mods = on;"
      "update pg_extension set extname = 'orm_test' where extname = 'lo'",
      {"--schema", "public"});
  const auto models = database.text();
  CHECK(
      database.has("extension orm_test @schema(\"tools\") @version(\"1.1\") from "
                   "\"orm_test.catalog.json\";"));
  CHECK(database.has("\"near\"", "orm_test.catalog.json"));
  const auto queries = database.path("queries.orm");
  std::ofstream(queries) << "module queries;\n"
                            "query near(p: point) -> row[] {\n"
                            "  select id, shade from models.Place\n"
                            "  order by at operator(tools.<~>) $p\n"
                            "}\n";
  CHECK(database.run(
            {"check", database.path("models.orm"), queries, "--database", database.conninfo()}) ==
        0);
  // Pulled again, the description is that of the extension as it is now.
  database.change(
      "create function tools.far() returns int language sql as 'select 1';"
      "alter extension orm_test add function tools.far()");
  database.pull();
  CHECK(database.has("\"far\"", "orm_test.catalog.json"));
  CHECK(database.text() == models);
}

// No label provider comes with PostgreSQL or its contrib modules. Labels are rows of a catalogue,
// so that what pull makes of them can be looked at all the same: only a server with the provider
// runs it.
TEST_CASE("security labels are pulled as the statements that set them", "[pull]") {
  const auto database = Pulled(
      "create table \"odd.name\" (id int primary key, \"a \"\"b\" int);"
      "create function f(a int, b text default '(') returns int language sql as 'select 1';"
      "create view v as select 1 as one; create type mood as enum ('good');"
      "set allow_system_table_mods = on;"
      "insert into pg_seclabel select object, class::regclass, part, provider, label from (values"
      " ('\"odd.name\"'::regclass::oid, 'pg_class', 0, 'selinux', 'system_u:object_r:t:s0'),"
      " ('\"odd.name\"'::regclass::oid, 'pg_class', 2, 'selinux', 'it''s \"secret\"'),"
      " ('v'::regclass::oid, 'pg_class', 0, 'Other', E'two\\nlines'),"
      " ('f'::regproc::oid, 'pg_proc', 0, 'selinux', 'f'),"
      " ('public'::regnamespace::oid, 'pg_namespace', 0, 'selinux', 's'),"
      " ('mood'::regtype::oid, 'pg_type', 0, 'selinux', 'm')) l(object, class, part, provider, "
      "label)");
  const auto statements = std::vector<std::string>{
      "security label for selinux on table public.\"odd.name\" is 'system_u:object_r:t:s0'",
      "security label for selinux on column public.\"odd.name\".\"a \"\"b\" is 'it''s \"secret\"'",
      "security label for \"Other\" on view public.v is 'two\nlines'",
      "security label for selinux on function public.f(integer,pg_catalog.text) is 'f'",
      "security label for selinux on schema public is 's'",
      "security label for selinux on type public.mood is 'm'"};
  REQUIRE(database.run({"build", database.path("models.orm"), "--out", database.path("out")}) == 0);
  auto sql = database.text("out/schema.sql");
  for (const auto& statement : statements) {
    INFO(statement);
    const auto place = sql.find(statement + ";\n");
    REQUIRE(place != std::string::npos);
    // What it is about stands before it; the schema was there before all.
    if (statement.find("on schema") == std::string::npos) {
      CHECK(sql.find("create type public.mood") < place);
      CHECK(sql.find("odd.name") < place);
    }
    CHECK_THROWS_WITH(test_support::run_sql(database.conninfo(), statement),
                      Catch::Contains("is not loaded"));
    sql.erase(place, statement.size() + 2);
  }
  CHECK(sql.find("security label") == std::string::npos);
  const auto without_labels = database.path("out/rest.sql");
  std::ofstream(without_labels) << sql;
  const auto rebuilt = postgres_server::shared().create_database();
  CHECK(round_trip::run_file(rebuilt, without_labels) == "");
  postgres_server::shared().drop_database(rebuilt);
}
