// Records as columns, through the generated C++ and the runtime.

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "records.orm.hpp"
#include "support/postgres_server.hpp"

namespace {

auto database() -> orm::database& {
  static auto conninfo = [] {
    auto made = test_support::postgres_server::shared().create_database();
    test_support::run_sql(made, R"(
      create type mood as enum ('good', 'bad');
      create table post (id bigint primary key, title text not null, note text, mood mood, score numeric(6, 2) not null);
      create view noted as select id, note from post where note is not null;
      create table log (id bigint primary key, last noted, every noted[] not null);
      insert into post values (1, 'one', 'first', 'good', 1.5), (2, 'two', null, null, 2.25), (3, 'three', 'third', 'bad', 0);
    )");
    return made;
  }();
  static auto db = orm::database{conninfo};
  return db;
}

}  // namespace

TEST_CASE("a record is a struct whose fields are what they were made of") {
  const auto rows = database().run(records::cards{});
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].card.f1 == 1);
  CHECK(rows[0].card.f2 == "one");
  CHECK(rows[0].card.f3 == "first");
  CHECK(rows[0].card.f4 == records::Mood::good);
  CHECK(rows[0].card.f5 == orm::numeric{"1.50"});
  CHECK(rows[1].card.f3 == std::nullopt);
  CHECK(rows[1].card.f4 == std::nullopt);
}

TEST_CASE("records nest") {
  const auto rows = database().run(records::nested{});
  REQUIRE(rows.size() == 3);
  CHECK(rows[2].r.f2.f1 == "third");
  CHECK(rows[2].r.f2.f2.f1 == 1);
  CHECK(rows[1].r.f2.f1 == std::nullopt);
}

TEST_CASE("elements of an array that may be NULL are optional, others are not") {
  const auto row = database().run(records::gaps{});
  using Notes = std::vector<std::optional<std::string>>;
  CHECK(row.notes == Notes{"first", std::nullopt, "third"});
  using Moods = std::vector<std::optional<records::Mood>>;
  CHECK(row.moods == Moods{records::Mood::good, std::nullopt, records::Mood::bad});
  CHECK(row.given == std::vector<std::string>{"first", "third"});
}

TEST_CASE("an array of arrays has its dimensions") {
  const auto row = database().run(records::grids{});
  using Cells = std::vector<std::optional<std::int32_t>>;
  CHECK(row.cells.elements == Cells{1, 2, 3, std::nullopt});
  REQUIRE(row.cells.dimensions.size() == 2);
  CHECK(row.cells.dimensions[1].size == 2);
  REQUIRE(row.pairs);
  CHECK(row.pairs->elements == std::vector<std::int64_t>{1, 0, 2, 0, 3, 0});
}

TEST_CASE("a whole row is missing where an outer join found none") {
  const auto rows = database().run(records::whole_rows{});
  REQUIRE(rows.size() == 3);
  CHECK_FALSE(rows[0].s);
  REQUIRE(rows[1].s);
  CHECK(rows[1].s->note == std::nullopt);
  CHECK_FALSE(rows[1].n);
  REQUIRE(rows[2].n);
  CHECK(rows[2].n->note == "third");
}

TEST_CASE("an array of records is a vector of structs") {
  const auto row = database().run(records::lists{});
  REQUIRE(row.all_of);
  REQUIRE(row.all_of->size() == 3);
  CHECK(row.all_of->at(2).f2 == "third");
  REQUIRE(row.some);
  REQUIRE(row.some->size() == 3);
  CHECK(row.some->at(0)->text == "first");
  CHECK_FALSE(row.some->at(1));
  CHECK_FALSE(row.none);
  CHECK(row.empty.empty());
}

TEST_CASE("a record may have no fields, be nothing, or hold NULLs that have no type") {
  const auto nothing = database().run(records::empty_record{});
  CHECK_FALSE(nothing.none);
  const auto rows = database().run(records::mixed{});
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].column2->f1 == 1);
  CHECK(rows[0].column2->f2 == "a");
  CHECK(rows[1].column2->f1 == std::nullopt);
  CHECK_FALSE(rows[2].column2);
}

TEST_CASE("the paths of a search are vectors of rows") {
  const auto rows = database().run(records::search{});
  REQUIRE(rows.size() == 3);
  REQUIRE(rows[2].path.size() == 3);
  CHECK(rows[2].path[1].n == 2);
}

TEST_CASE("rows of system tables and of what was written are structs too") {
  const auto languages = database().run(records::languages{});
  REQUIRE(languages.size() == 1);
  CHECK(languages[0].l.lanname == "internal");
  const auto added = database().run(records::added{.id = 9, .title = "nine"});
  CHECK(added.key.f1 == 9);
  CHECK(added.key.f2 == std::nullopt);
}

TEST_CASE("rows of a view can be kept in columns") {
  const auto note = records::Noted{.id = 1, .note = "first"};
  const auto empty = records::Noted{};
  database().run(records::put{.id = 1, .last = note, .every = {note, empty}});
  database().insert(records::Log::draft{.id = 2, .every = {}});
  const auto logs = database().run(records::logs{});
  REQUIRE(logs.size() == 2);
  CHECK(logs[0].last == note);
  CHECK(logs[0].every == std::vector{note, empty});
  CHECK(logs[1] == records::Log{.id = 2, .last = {}, .every = {}});
  const auto notes = database().run(records::notes_of_logs{});
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].note == "first");
  CHECK(notes[0].first == note);
  CHECK_FALSE(notes[1].first);
  CHECK_FALSE(notes[1].none);
}

TEST_CASE("defaults of parameters are what the query says") {
  const auto row = database().run(records::defaults{});
  CHECK(row.same);
  CHECK(row.texts == std::vector<std::string>{"a", "b c"});
  CHECK(row.moods == std::vector{records::Mood::good});
  CHECK(row.ids == std::vector<std::int64_t>{1, -2});
  CHECK(row.wait == orm::interval{1, -2, 10'800'000'000});
}
