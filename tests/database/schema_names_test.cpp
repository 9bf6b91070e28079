// Constraints and indexes without a name: the server is given the same tables, unnamed, and asked
// what it called them.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "schema/resolve.hpp"
#include "support/postgres_server.hpp"
#include "syntax/parse.hpp"

namespace {

using ormc::schema::Schema;

struct Program {
  explicit Program(const std::string& text) {
    sources.add("test.orm", text);
    trees.push_back(ormc::syntax::parse(sources.files().front(), diagnostics));
    schema = ormc::schema::resolve(trees, sources, diagnostics);
  }
  ormc::source::SourceSet sources;
  ormc::diagnostics::Diagnostics diagnostics;
  std::vector<ormc::syntax::Tree> trees;
  Schema schema;
};

auto joined(std::vector<std::string> names) -> std::string {
  std::sort(names.begin(), names.end());
  auto text = std::string{};
  for (const auto& name : names) text += name + "\n";
  return text;
}

/// What the compiler calls the constraints and indexes of a program.
auto own_names(const Schema& schema) -> std::string {
  auto names = std::vector<std::string>{};
  for (const auto& domain : schema.domains) {
    for (const auto& check : domain.checks) names.push_back(check.sql_name);
  }
  for (const auto& model : schema.models) {
    if (model.primary_key) names.push_back(model.primary_key->sql_name);
    for (const auto& key : model.unique_keys) names.push_back(key.sql_name);
    for (const auto& key : model.foreign_keys) names.push_back(key.sql_name);
    for (const auto& check : model.checks) names.push_back(check.sql_name);
    for (const auto& index : model.indexes) names.push_back(index.sql_name);
    for (const auto& exclusion : model.exclusions) names.push_back(exclusion.sql_name);
  }
  return joined(std::move(names));
}

/// What the server calls those that `sql` makes.
auto server_names(const std::string& sql) -> std::string {
  const auto database = test_support::postgres_server::shared().create_database();
  test_support::run_sql(database, sql);
  return test_support::query_text(database, R"(
    select string_agg(name, E'\n' order by name collate "C") || E'\n' from (
      select conname::text as name from pg_constraint where connamespace = 'public'::regnamespace
      union
      select relname::text from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'i') named)");
}

}  // namespace

TEST_CASE("the compiler calls constraints and indexes as the server would") {
  const auto program = Program{R"(
domain Sku = text check (value <> '') check (length(value) < 9);
model Author { id: bigint @id; email: text @unique; age: int? @check(age >= 0); }
model Booking {
  id: bigint @id;
  room: int;
  guest: Author @index;
  first: date;
  last: date;
  note: text @check(length(note) > 1 and note <> 'x');
  check first <= last;
  check room <> 13;
  check (room > 0 and room < 100);
  check 1 > 0;
  unique (room, first) include (last);
  unique (first, room);
  unique (room, first, last);
  exclude using gist ((daterange(first, last)) with &&, (int4range(room, room)) with &&);
  index (lower(note), (last - first), coalesce(note, ''), (case when room > 1 then note end));
  index (room, room);
  index (room, room);
  index (first) include (last, room);
  index (note collate "C" text_pattern_ops desc);
  index ((note::varchar), (room + 1), (room + 2));
}
model AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyz {
  id: int @id @identity;
  abcdefghijklmnopqrstuvwxyz: int @unique;
  abcdefghijklmnopqrstuvwxyz2: int @unique @check(abcdefghijklmnopqrstuvwxyz2 > 0);
  other: AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyz? @index;
  abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz: int;
  index (abcdefghijklmnopqrstuvwxyz, abcdefghijklmnopqrstuvwxyz2,
         abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz);
}
)"};
  REQUIRE(program.diagnostics.all().empty());
  CHECK(own_names(program.schema) == server_names(R"(
create domain sku as text check (value <> '') check (length(value) < 9);
create table author (id bigint primary key, email text not null unique, age int check (age >= 0));
create table booking (
  id bigint primary key,
  room int not null,
  guest_id bigint not null references author,
  first date not null,
  last date not null,
  note text not null check (length(note) > 1 and note <> 'x'),
  check (first <= last),
  check (room <> 13),
  check (room > 0 and room < 100),
  check (1 > 0),
  unique (room, first) include (last),
  unique (first, room),
  unique (room, first, last),
  exclude using gist (daterange(first, last) with &&, int4range(room, room) with &&)
);
create index on booking (guest_id);
create index on booking (lower(note), (last - first), coalesce(note, ''),
                         (case when room > 1 then note end));
create index on booking (room, room);
create index on booking (room, room);
create index on booking (first) include (last, room);
create index on booking (note collate "C" text_pattern_ops desc);
create index on booking ((note::varchar), (room + 1), (room + 2));
create table abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz (
  id int generated by default as identity primary key,
  abcdefghijklmnopqrstuvwxyz int not null unique,
  abcdefghijklmnopqrstuvwxyz2 int not null unique check (abcdefghijklmnopqrstuvwxyz2 > 0),
  other_id int references abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz,
  abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz int not null
);
create index on abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz (other_id);
create index on abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz
  (abcdefghijklmnopqrstuvwxyz, abcdefghijklmnopqrstuvwxyz2,
   abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz);
)"));
}
