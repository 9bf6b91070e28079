// What the compiler asks a server for and keeps in files: `orm.lock`, and extensions that it does
// not know by itself.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "driver/check_database.hpp"
#include "driver/compile.hpp"
#include "driver/lock_raw_statements.hpp"
#include "driver/run.hpp"
#include "support/postgres_server.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;
using test_support::postgres_server;

/// A folder that goes when the test does.
class Folder {
 public:
  Folder() {
    auto name = (fs::temp_directory_path() / "orm-lock-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  auto operator=(const Folder&) -> Folder& = delete;
  ~Folder() { fs::remove_all(path_); }

  auto write(const std::string& name, const std::string& text) const -> std::string {
    std::ofstream(path_ / name) << text;
    return (path_ / name).string();
  }
  auto read(const std::string& name) const -> std::string {
    auto in = std::ifstream(path_ / name);
    auto out = std::ostringstream{};
    out << in.rdbuf();
    return out.str();
  }

 private:
  fs::path path_;
};

auto ormc_run(const std::vector<std::string>& arguments) -> int { return driver::run(arguments); }

constexpr auto tables =
    "create type public.mood as enum ('sad', 'ok');"
    "create table public.post (id bigint primary key, title varchar(20) not null, note text,"
    " mood public.mood not null);"
    "create table public.author (id bigint primary key, post_id bigint not null)";

constexpr auto models =
    "enum Mood { sad, ok }\n"
    "query posts(id) sql \"\"\"\n"
    "  select p.id, p.title, p.note, p.mood, p.id + 1 as next from post p where id = $id\n"
    "\"\"\"\n"
    "query padded -> row[] sql \"\"\" select p.id from author a left join post p on true \"\"\"\n"
    "query touch(id) -> count sql \"\"\" update post set note = $id where id = 1 \"\"\"\n"
    "query both(id: bigint) -> row[] {\n"
    "  sql \"\"\" delete from author where id = $id \"\"\";\n"
    "  sql \"\"\" select mood from post where id = $id \"\"\"\n"
    "}\n";

}  // namespace

TEST_CASE("check --lock asks once, and builds need no server after it", "[lock]") {
  auto conninfo = postgres_server::shared().create_database();
  test_support::run_sql(conninfo, tables);
  auto folder = Folder();
  auto file = folder.write("blog.orm", models);
  CHECK(ormc_run({"check", file}) == 1);
  CHECK(ormc_run({"check", file, "--database", conninfo, "--lock"}) == 0);
  auto lock = folder.read("orm.lock");
  CHECK(ormc_run({"check", file}) == 0);
  CHECK(ormc_run({"check", file, "--database", conninfo, "--lock"}) == 0);
  CHECK(folder.read("orm.lock") == lock);

  auto sources = source::SourceSet{};
  sources.add(file, models);
  auto compilation = driver::compile(sources);
  REQUIRE_FALSE(compilation.diagnostics.has_errors());
  const auto& posts = compilation.program.queries[0];
  auto nullable = std::vector<bool>{};
  for (const auto& column : posts.statement->columns) nullable.push_back(column.nullable);
  CHECK(nullable == std::vector<bool>{false, false, true, false, true});
  CHECK(posts.parameters[0].type.oid == catalog::oid::int8);
  CHECK(posts.statement->columns[1].type == catalog::TypeRef{catalog::oid::varchar, 24});
  CHECK(posts.statement->columns[3].type.oid == compilation.schema.enums[0].type);
  // An outer join may put NULL where the column has none.
  CHECK(compilation.program.queries[1].statement->columns[0].nullable);
  CHECK(compilation.program.queries[2].parameters[0].type.oid == catalog::oid::text);
  CHECK(compilation.program.queries[3].steps.size() == 2);

  // A text that changed, and a statement that the server refuses.
  auto changed = std::string(models);
  changed.replace(changed.find("p.id + 1"), 8, "p.id + 2");
  folder.write("blog.orm", changed);
  CHECK(ormc_run({"check", file}) == 1);
  CHECK(ormc_run({"check", file, "--database", conninfo, "--lock"}) == 0);
  changed.replace(changed.find("p.id + 2"), 8, "p.id + x");
  folder.write("blog.orm", changed);
  lock = folder.read("orm.lock");
  CHECK(ormc_run({"check", file, "--database", conninfo, "--lock"}) == 1);
  CHECK(folder.read("orm.lock") == lock);
}

TEST_CASE("declared raw SQL is held against the server", "[lock]") {
  auto conninfo = postgres_server::shared().create_database();
  test_support::run_sql(conninfo, tables);
  auto check = [&](const std::string& text) {
    auto sources = source::SourceSet{};
    sources.add("blog.orm", text);
    auto compilation = driver::compile(sources);
    REQUIRE_FALSE(compilation.diagnostics.has_errors());
    auto found = diagnostics::Diagnostics{};
    auto outcome = driver::check_database(conninfo, compilation, found);
    REQUIRE_FALSE(outcome.failure);
    auto codes = std::string{};
    for (const auto& each : found.all()) codes += std::string(each.info.code) + " ";
    return codes;
  };
  CHECK(check("query a(id: int) -> row(id: bigint)[] sql 'select id from post where id = $id'") ==
        "");
  CHECK(
      check("query a(id: text) -> row(id: bigint)[] sql 'select id from post where note = $id'") ==
      "");
  CHECK(check("query a -> bigint sql 'select count(*) from post'") == "");
  CHECK(check("query a -> row(id: int)[] sql 'select id from post'") == "ORM0913 ");
  CHECK(check("query a -> row(nr: bigint)[] sql 'select id from post'") == "ORM0914 ");
  CHECK(check("query a -> row(id: bigint, b: text)[] sql 'select id from post'") == "ORM0915 ");
  CHECK(check("query a -> row(id: bigint)[] sql 'select id from posts'") == "ORM0911 ");
  CHECK(check("query a(id: text) -> count sql 'delete from post where id = $id'") == "ORM0911 ");
}

TEST_CASE("an extension of one's own is described by a file", "[lock]") {
  auto conninfo = postgres_server::shared().create_database();
  // The members of an extension are what its owner says: this makes one of its own out of `lo`.
  test_support::run_sql(
      conninfo,
      "create schema tools; create extension lo schema tools; set search_path = tools;"
      "create type shade as enum ('light', 'dark');"
      "create type pair as (a int, b text);"
      "create function shade_of(value int, default_shade shade default 'dark') returns shade"
      " language sql immutable as 'select $2';"
      "create function pairs(variadic items text[]) returns setof pair language sql as"
      " 'select 1, x from unnest($1) x';"
      "create function near(a point, b point) returns float8 language sql immutable as"
      " 'select a <-> b';"
      "create operator <~> (function = near, leftarg = point, rightarg = point, commutator = <~>);"
      "create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0');"
      "alter extension lo add type shade; alter extension lo add type pair;"
      "alter extension lo add function shade_of(int, shade);"
      "alter extension lo add function pairs(text[]);"
      "alter extension lo add function near(point, point);"
      "alter extension lo add operator <~> (point, point);"
      "alter extension lo add aggregate total(int);");
  auto folder = Folder();
  auto described = folder.write("lo.json", "");
  REQUIRE(ormc_run({"catalog", "--database", conninfo, "lo", "-o", described}) == 0);
  auto text = folder.read("lo.json");
  REQUIRE(ormc_run({"catalog", "--database", conninfo, "lo", "-o", described}) == 0);
  CHECK(folder.read("lo.json") == text);
  auto file =
      folder.write("use.orm",
                   "extension lo @schema(tools) from \"lo.json\";\n"
                   "query shades { select tools.shade_of(1)::text as a,\n"
                   "  tools.shade_of(value => 2, default_shade => 'light')::text as b }\n"
                   "query pairs -> row[] { select * from tools.pairs('a', 'b') }\n"
                   "query near(a: point, b: point) { select $a operator(tools.<~>) $b as d }\n"
                   "query totals { select tools.total(x) as n from generate_series(1, 3) x }\n");
  CHECK(ormc_run({"check", file, "--database", conninfo}) == 0);
  CHECK(ormc_run({"check", folder.write("no.orm", "extension hstore from \"lo.json\";")}) == 1);
  CHECK(ormc_run({"catalog", "--database", conninfo, "hstore", "-o", described}) == 1);  // ORM0538
  CHECK(ormc_run({"catalog", "--database", conninfo, "-o", described}) == 0);
}
