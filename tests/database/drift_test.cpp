// `ormc drift`: a database is held against the models, as the server itself writes both.

#include "introspect/drift.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "database/round_trip.hpp"
#include "driver/run.hpp"
#include "introspect/read_database.hpp"
#include "introspect/scratch_database.hpp"
#include "support/postgres_server.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;
using introspect::ObjectDrift;
using round_trip::Folder;
using test_support::postgres_server;

const auto source = fs::path{ORM_SOURCE_DIR};

auto read(const fs::path& file) -> std::string {
  auto in = std::ifstream(file);
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

/// Models, and a database that they made.
class ModelledDatabase {
 public:
  explicit ModelledDatabase(const std::string& models)
      : conninfo_(postgres_server::shared().create_database()) {
    std::ofstream(folder_.path() / "shop.orm") << models;
    REQUIRE(driver::run(std::vector<std::string>{
                "build", file(), "--out", (folder_.path() / "out").string()}) == 0);
    REQUIRE(round_trip::run_file(conninfo_, folder_.path() / "out" / "schema.sql") == "");
  }
  ModelledDatabase(const ModelledDatabase&) = delete;
  auto operator=(const ModelledDatabase&) -> ModelledDatabase& = delete;
  ~ModelledDatabase() { postgres_server::shared().drop_database(conninfo_); }

  void change(const std::string& sql) { test_support::run_sql(conninfo_, sql); }

  auto file() const -> std::string { return (folder_.path() / "shop.orm").string(); }

  /// What differs, one line each: `table public.a column b different type integer bigint`.
  auto drift() const -> std::vector<std::string> {
    auto scratch = introspect::ScratchDatabase(conninfo_);
    scratch.run(read(folder_.path() / "out" / "schema.sql"));
    const auto facts = [](introspect::DatabaseSession session) {
      session.begin_snapshot();
      return introspect::facts_of(introspect::read_database(session));
    };
    auto lines = std::vector<std::string>{};
    const auto database = facts(introspect::DatabaseSession(conninfo_));
    for (const auto& each : introspect::find_drift(facts(scratch.session()), database)) {
      auto line = each.object.kind + " " + each.object.name;
      if (!each.object.part.empty()) line += " " + each.object.part_kind + " " + each.object.part;
      if (each.state == ObjectDrift::State::missing) line += " missing";
      if (each.state == ObjectDrift::State::unknown) line += " unknown";
      if (each.state == ObjectDrift::State::renamed) line += " renamed " + each.former;
      for (const auto& [property, models, theirs] : each.properties) {
        line += " | " + property + ": " + models + " -> " + theirs;
      }
      lines.push_back(line);
    }
    return lines;
  }

  auto run(std::vector<std::string> arguments) const -> int {
    arguments.insert(arguments.begin(), {"drift", "--database", conninfo_, file()});
    return driver::run(arguments);
  }

 private:
  Folder folder_;
  std::string conninfo_;
};

constexpr auto shop = R"(
  enum State { open, done }
  function touch() -> trigger language plpgsql """ begin return new; end """;
  model Item {
    id: bigint @id @identity;
    name: varchar(50);
    price: numeric(10, 2) = 0;
    state: State = 'open';
    note: text?;
    check dear: price >= 0 and name in ('a', 'b') or length(name) between 1 and 3;
    index by_name (lower(name)) where state = 'open' and price <> 3;
    unique named (name, state);
    policy own using (name = current_user);
    trigger touch before update for each row when (old.* is distinct from new.*) execute touch();
  }
  view Open as select id, name, price * 2 as twice from Item where state = 'open' order by name;
)";

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("nothing drifts in a database that the models made", "[drift]") {
  CHECK(ModelledDatabase{shop}.drift() == Lines{});
  for (const auto* name : {"blog.orm", "chinook.orm"}) {
    DYNAMIC_SECTION(name) {
      CHECK(ModelledDatabase{read(source / "models" / name)}.drift() == Lines{});
    }
  }
}

TEST_CASE("a database does not drift from what was pulled of it", "[drift]") {
  for (const auto& entry : fs::directory_iterator(source / "tests/database/schemas")) {
    DYNAMIC_SECTION(entry.path().stem().string()) {
      auto folder = Folder{};
      const auto conninfo = postgres_server::shared().create_database();
      REQUIRE(round_trip::run_file(conninfo, entry.path()) == "");
      const auto models = folder.path() / "models";
      REQUIRE(driver::run(std::vector<std::string>{
                  "pull", "--database", conninfo, "-o", models.string()}) == 0);
      auto arguments = std::vector<std::string>{"drift", "--database", conninfo};
      for (const auto& file : fs::directory_iterator(models)) {
        arguments.push_back(file.path().string());
      }
      CHECK(driver::run(arguments) == 0);
      postgres_server::shared().drop_database(conninfo);
    }
  }
}

TEST_CASE("what was made by hand and means the same does not drift", "[drift]") {
  auto database = ModelledDatabase{shop};
  database.change(R"(
    alter table item drop constraint dear, alter price drop default, alter state drop default;
    alter table item add constraint dear check (
      ((price >= 0::numeric) and ((name)::text = any (array['a'::text, 'b'::text])))
      or (length(name) >= 1 and length(name) <= 3));
    alter table item alter price set default 0, alter state set default 'open'::state;
    drop index by_name;
    create index by_name on item (lower(name::text)) where state = 'open'::state and price != 3;
    drop view "open";
    create view "open" as select item.id, item.name, price * (2)::numeric as twice from public.item
      where (state = 'open'::state) order by 2)");
  CHECK(database.drift() == Lines{});
}

TEST_CASE("what a database has otherwise is told by object and property", "[drift]") {
  auto database = ModelledDatabase{shop};
  database.change(R"(
    drop view "open";
    drop policy own on item;
    drop trigger touch on item;
    alter table item alter note set not null, alter price drop default, alter name type varchar(60),
      add extra int;
    alter table item rename constraint named to other;
    alter type state add value 'lost';
    create trigger touch before update on item for each row
      when (old.* is distinct from new.*) execute function touch();
    alter table item disable trigger touch;
    create table more (id int primary key))");
  CHECK(
      database.drift() ==
      Lines{"table public.item column extra unknown",
            "table public.item column name | type: character varying(50) -> character varying(60)",
            "table public.item column note | not null:  -> yes",
            "table public.item column price | default: 0 -> ",
            "table public.item policy own missing",
            "table public.item trigger touch | fires:  -> never",
            "table public.item unique key named renamed other",
            "table public.more unknown",
            "type public.state | values: open, done -> open, done, lost",
            "view public.open missing"});
}

TEST_CASE("other schemas, extensions and the order of columns are no drift", "[drift]") {
  auto database = ModelledDatabase{"model A { id: int @id; b: text; }"};
  database.change(R"(
    create schema elsewhere; create table elsewhere.a (id int); create extension hstore;
    drop table a; create table a (b text not null, id int primary key))");
  CHECK(database.drift() == Lines{});
}

TEST_CASE("the command says what drifts and ends with 1, in words or as JSON", "[drift]") {
  auto database = ModelledDatabase{"model A { id: int @id; b: text; }"};
  CHECK(database.run({}) == 0);
  database.change("alter table a alter b type varchar(5)");
  CHECK(database.run({}) == 1);
  CHECK(database.run({"--json"}) == 1);
  SECTION("models that the server refuses") {
    std::ofstream(database.file()) << "model A { id: int @id @tablespace(\"nowhere\"); }"
                                      "model B @tablespace(\"nowhere\") { id: int @id; }";
    CHECK(database.run({}) == 1);
    std::ofstream(database.file()) << "model B @tablespace(\"nowhere\") { id: int @id; }";
    auto captured = round_trip::Captured{};
    CHECK(database.run({}) == 3);
    CHECK(captured.text().find("ORM0917") != std::string::npos);
  }
}

TEST_CASE("drift tells whose part an index is, and what indexes and views keep", "[drift]") {
  auto database = ModelledDatabase(R"(
    model Event partition by list (kind) {
      kind: text;
      index one (kind);
      index two (kind);
      index long (length(kind) @statistics(100));
    }
    model Talk partition of Event for values in ('talk') {
      index a (kind) @partition_of(one);
      index b (kind) @partition_of(two);
    }
    view Kinds (kind = 'talk') as select kind from Event;
  )");
  CHECK(database.drift().empty());
  database.change(
      "alter index long alter column 1 set statistics 7;"
      "alter view kinds alter column kind drop default;"
      "alter table event detach partition talk; drop index a, b;"
      "create index b on talk (kind); create index a on talk (kind);"
      "alter table event attach partition talk for values in ('talk')");
  CHECK(database.drift() ==
        std::vector<std::string>{
            "table public.event index long | statistics of column 1: 100 -> 7",
            "table public.talk index a | part of: public.one -> public.two",
            "table public.talk index b | part of: public.two -> public.one",
            "table public.talk index talk_length_idx | statistics of column 1: 100 -> 7",
            "view public.kinds column kind | default: 'talk'::text -> "});
}
