// `ormc pull`: a database becomes `.orm`, and the `.orm` makes the same database again. What
// `pg_dump` says of both differs in no line.

#include <fmt/format.h>

#include <algorithm>
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

const auto source = fs::path{ORM_SOURCE_DIR};
const auto shared_data = source.parent_path() / "shared" / "data";

auto ormc_run(const std::vector<std::string>& arguments) -> int { return driver::run(arguments); }

auto read(const fs::path& file) -> std::string {
  auto in = std::ifstream(file);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

/// The schemas of this repository, in order.
auto schemas() -> std::vector<fs::path> {
  auto files = std::vector<fs::path>{};
  for (const auto& entry : fs::directory_iterator(source / "tests/database/schemas")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// Databases of others, where they are at hand.
auto samples() -> std::vector<fs::path> {
  auto files = std::vector<fs::path>{};
  for (const auto* name : {"chinook.sql", "pagila-schema.sql"}) {
    if (fs::exists(shared_data / name)) {
      files.push_back(shared_data / name);
    } else {
      WARN("skipped: shared/data/" << name << " is not here");
    }
  }
  return files;
}

/// Makes a database from a file, and that again from what is pulled of it.
auto trip(const fs::path& file) -> std::string {
  auto folder = Folder{};
  const auto original = postgres_server::shared().create_database();
  auto problem = round_trip::run_file(original, file);
  if (problem.empty()) problem = round_trip::round_trip(original, folder.path());
  postgres_server::shared().drop_database(original);
  return problem;
}

}  // namespace

TEST_CASE("a pulled database is made again without a differing line", "[pull]") {
  for (const auto& file : schemas()) {
    DYNAMIC_SECTION(file.stem().string()) { CHECK(trip(file) == ""); }
  }
}

TEST_CASE("the C++ of every pulled schema compiles without warnings", "[pull]") {
  auto files = schemas();
  for (const auto& file : samples()) files.push_back(file);
  for (const auto& file : files) {
    auto folder = Folder{};
    const auto original = postgres_server::shared().create_database();
    REQUIRE(round_trip::run_file(original, file) == "");
    REQUIRE(round_trip::round_trip(original, folder.path()) == "");
    postgres_server::shared().drop_database(original);
    INFO(file.filename().string());
    CHECK(round_trip::compile_headers(folder.path() / "out", source / "runtime/include") == "");
  }
}

TEST_CASE("the sample databases are made again without a differing line", "[pull]") {
  for (const auto& file : samples()) {
    DYNAMIC_SECTION(file.filename().string()) { CHECK(trip(file) == ""); }
  }
}

TEST_CASE("the models of this repository come back from their database", "[pull]") {
  for (const auto& entry : fs::directory_iterator(source / "models")) {
    if (entry.path().extension() != ".orm") continue;
    DYNAMIC_SECTION(entry.path().stem().string()) {
      auto folder = Folder{};
      const auto out = folder.path() / "first";
      REQUIRE(ormc_run({"build", entry.path().string(), "--out", out.string()}) == 0);
      CHECK(trip(out / "schema.sql") == "");
    }
  }
}

namespace {

/// A database made of statements, and what is pulled of it.
class PulledDatabase {
 public:
  explicit PulledDatabase(const std::string& sql)
      : conninfo_(postgres_server::shared().create_database()) {
    test_support::run_sql(conninfo_, sql);
  }
  PulledDatabase(const PulledDatabase&) = delete;
  auto operator=(const PulledDatabase&) -> PulledDatabase& = delete;
  ~PulledDatabase() { postgres_server::shared().drop_database(conninfo_); }

  auto pull(const std::vector<std::string>& options = {}, const std::string& out = "models.orm")
      -> int {
    auto arguments = std::vector<std::string>{
        "pull", "--database", conninfo_, "-o", (folder_.path() / out).string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto errors = round_trip::Captured{};
    const auto status = ormc_run(arguments);
    errors_ = errors.text();
    return status;
  }
  void run(const std::string& sql) const { test_support::run_sql(conninfo_, sql); }
  auto text(const std::string& out = "models.orm") const -> std::string {
    return read(folder_.path() / out);
  }
  void write(const std::string& text) const {
    std::ofstream(folder_.path() / "models.orm") << text;
  }
  auto has(const std::string& out) const -> bool { return fs::exists(folder_.path() / out); }
  auto errors() const -> const std::string& { return errors_; }
  auto conninfo() const -> const std::string& { return conninfo_; }
  auto folder() const -> const fs::path& { return folder_.path(); }

 private:
  std::string conninfo_;
  Folder folder_;
  std::string errors_;
};

auto holds(const std::string& text, std::string_view part) -> bool {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a pulled model reads as one would write it", "[pull]") {
  auto database = PulledDatabase(
      "create table author (id bigint generated by default as identity primary key, name text not "
      "null);"
      "create table post (id bigserial primary key, author_id bigint not null references author on "
      "delete cascade,"
      " title varchar(200) not null unique, meta jsonb default '{}', created_at timestamptz not "
      "null default now());"
      "create index on post (author_id);"
      "create table tag (id int primary key, name text);"
      "create table post_tag (post_id bigint references post, tag_id int references tag, primary "
      "key (post_id, tag_id));"
      "comment on table post is 'What is written.'");
  REQUIRE(database.pull() == 0);
  CHECK(database.errors() == "");
  CHECK(database.text() == read(source / "tests/database/pulled_blog.orm"));
}

TEST_CASE("pull says what leaves the scope and what fits nothing", "[pull]") {
  auto database = PulledDatabase(
      "create table a (id int primary key); create table b (id int primary key, a_id int "
      "references a);"
      "create table c (id int primary key)");
  CHECK(database.pull({"--exclude", "a", "--exclude", "x*"}) == 0);
  CHECK(holds(database.errors(), "ORM0702"));
  CHECK(holds(database.errors(), "ORM0703"));
  CHECK(!holds(database.text(), "model A "));
  CHECK(holds(database.text(), "model B "));
  CHECK(database.pull({"--include", "public.?"}) == 0);
  CHECK(database.errors() == "");
  CHECK(holds(database.text(), " A?"));
  CHECK(database.pull({"--include", "c"}, "c.orm") == 0);
  CHECK(!holds(database.text("c.orm"), "model B "));
}

TEST_CASE("one file is one schema of the database", "[pull]") {
  auto database = PulledDatabase(
      "create table a (id int primary key); create schema s; create table s.b (id int, a_id int "
      "references public.a)");
  CHECK(database.pull() == 2);
  CHECK(holds(database.errors(), "ORM0704"));
  CHECK_FALSE(database.has("models.orm"));
  CHECK(database.pull({"--schema", "public"}) == 0);
  CHECK(database.pull({}, "models") == 0);
  CHECK(holds(database.text("models/s.orm"), "module s schema \"s\";"));
}

TEST_CASE("a name that the language does not take is an error that names it", "[pull]") {
  auto database = PulledDatabase("create table t (\"a\nb\" int)");
  CHECK(database.pull() == 1);
  CHECK(holds(database.errors(), "ORM0701"));
  CHECK(holds(database.errors(), "a<U+000A>b"));
  CHECK_FALSE(database.has("models.orm"));
}

TEST_CASE("pull without a database or a place for the output says so", "[pull]") {
  CHECK(ormc_run({"pull", "-o", "x.orm"}) == 2);
  CHECK(ormc_run({"pull", "--database", "dbname=x"}) == 2);
  CHECK(ormc_run({"pull", "--database", "host=/nowhere dbname=x", "-o", "x.orm"}) == 3);
}

TEST_CASE("pulling again keeps what is there and changes what has changed", "[pull]") {
  auto database = PulledDatabase(
      "create type status as enum ('draft', 'out');"
      "create table author (id int primary key, full_name text not null);"
      "create table post (id int primary key, author_id int not null references author, status "
      "status default 'draft',"
      " check (length(status::text) > 1));"
      "create index on post (author_id); create view names as select full_name from author;");
  const auto models = std::string{
      "// The models of a shop.\n"
      "module shop;\n\n"
      "enum State @name(\"status\") { draft, out }\n\n"
      "// Who writes.\n"
      "model Writer @table(\"author\") {\n"
      "  id:    int @id;\n"
      "  name:  text @column(\"full_name\");      // as on the cover\n"
      "  works: Text[] @inverse(by);\n"
      "}\n\n"
      "query writers -> row[] { select id, name from Writer order by name }\n\n"
      "model Text @table(\"post\") {\n"
      "  id:     int @id;\n"
      "  by:     Writer @column(\"author_id\") @index(\"post_author_id_idx\") "
      "@constraint(\"post_author_id_fkey\");\n"
      "  status: State? = 'draft';\n"
      "  check post_status_check: length(status::text) > 1;\n"
      "  order by id;\n"
      "}\n\n"
      "view Names as select name as full_name from Writer;\n\n"
      "// The end.\n"};
  database.write(models);
  REQUIRE(database.pull() == 0);
  CHECK(database.errors() == "");
  CHECK(database.text() == models);

  database.run(
      "alter table author add column born date; create table tag (id int primary key, name text)");
  REQUIRE(database.pull() == 0);
  const auto text = database.text();
  CHECK(holds(text, "// Who writes.\nmodel Writer @table(\"author\") {"));
  CHECK(holds(text, "name:  text @column(\"full_name\");"));
  CHECK(holds(text, "born:  date?;"));
  CHECK(holds(text, "works: Text[] @inverse(by);"));
  CHECK(holds(text, "query writers -> row[] { select id, name from Writer order by name }"));
  const auto begin = models.find("model Text");
  CHECK(holds(text, models.substr(begin, models.find("view Names") - begin)));
  CHECK(holds(text, "model Tag {"));
  CHECK(holds(text, "// The end."));

  database.run("drop view names; drop table tag");
  REQUIRE(database.pull() == 0);
  CHECK(!holds(database.text(), "model Tag {"));
  CHECK(!holds(database.text(), "view Names"));
}

TEST_CASE("models with errors are not written over", "[pull]") {
  auto database = PulledDatabase("create table a (id int primary key)");
  database.write("model A { id: int @id; other: Nothing; }\n");
  CHECK(database.pull() == 1);
  CHECK(holds(database.errors(), "ORM0705"));
  CHECK(database.text() == "model A { id: int @id; other: Nothing; }\n");
}
