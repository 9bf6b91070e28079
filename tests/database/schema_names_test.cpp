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
  for (const auto& view : schema.views) {
    for (const auto& index : view.indexes) names.push_back(index.sql_name);
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
type Pair { one: int; Two: text; }
model Odd @table("Odd Names") {
  id: int @id;
  Mixed: text @column("Mixed");
  list: int[];
  pair: Pair;
  at: timestamp;
  ok: bool;
  doc: jsonb;
  word: varchar(9);
  index ((Odd.*));
  index ((id + 1));
  index (((id + 1)::bigint));
  index ((id::bigint));
  index ((id::int4));
  index ((case when ok then id end));
  index ((case when ok then 1 else id end));
  index ((case when ok then 1 else 2 end));
  index ((case when ok then 1 else abs(id) end));
  index (coalesce(id, 1));
  index (nullif(id, 1));
  index (greatest(id, 1));
  index (least(id, 2));
  index ((list[1]));
  index ((list[1:2]));
  index (((pair).one));
  index (((pair).Two));
  index (((pair).one + 1));
  index ((list[1]::text));
  index ((at at time zone 'utc'));
  index ((date_trunc('day', at)));
  index ((extract(year from at)));
  index ((not ok));
  index ((ok is true));
  index ((id is null));
  index ((ok and id > 1));
  index ((-id));
  index ((doc ->> 'a'));
  index ((doc['a']));
  index ((row(id, ok) is null));
  index ((Mixed || 'x'));
  index (lower(Mixed));
  index ((lower(Mixed) collate "C"));
  index ((Mixed collate "C"));
  index ((substring(Mixed from 1 for 2)));
  index ((trim(Mixed)));
  index ((position('a' in Mixed)));
  index ((overlay(Mixed placing 'x' from 1)));
  index ((array[id, 1]));
  index ((cast(Mixed as varchar(3))));
  index ((id::numeric(4, 2)));
  index ((id = any (list)));
  index ((Mixed like 'a%'));
  index ((id between 1 and 3));
  index ((id in (1, 2)));
  index ((Mixed is normalized));
  index ((upper(Mixed)::varchar));
  index ((id::float8));
  index ((id::real));
  index ((word));
  index ((word || Mixed));
  index ((list::bigint[]));
  index ((id::decimal));
  index ((pair));
  index (('x'::text || Mixed));
  index ((id::bit(3)));
  index ((ok::int));
  index ((char_length(Mixed)));
  index ((pg_catalog.abs(id)));
  index ((id is distinct from 1));
  index ((1));
  index (('a'::text));
  index ((true));
  index ((normalize(Mixed)));
  index ((Mixed::char(3)));
  index ((id::"char"));
  index ((interval '1 day' * id));
  index ((id::text));
  index ((null::int));
  index ((coalesce(list[1], 2) + 1));
  index ((id + 1), id, abs(id), (id + 2), (id::bigint), (id::bigint));
}
materialized view Seen as select id, Mixed as word, Mixed as Title, list from Odd;
index on Seen (lower(word));
index on Seen (word, (id + 1), Title, (list[1]), (id::text));
index on Seen ((Seen.*));
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
create type pair as (one int, two text);
create table "Odd Names" (id int primary key, "Mixed" text not null, list int[] not null,
  pair pair not null, at timestamp not null, ok bool not null, doc jsonb not null,
  word varchar(9) not null);
create index on "Odd Names" (("Odd Names".*));
create index on "Odd Names" ((id + 1));
create index on "Odd Names" (((id + 1)::bigint));
create index on "Odd Names" ((id::bigint));
create index on "Odd Names" ((id::int4));
create index on "Odd Names" ((case when ok then id end));
create index on "Odd Names" ((case when ok then 1 else id end));
create index on "Odd Names" ((case when ok then 1 else 2 end));
create index on "Odd Names" ((case when ok then 1 else abs(id) end));
create index on "Odd Names" (coalesce(id, 1));
create index on "Odd Names" (nullif(id, 1));
create index on "Odd Names" (greatest(id, 1));
create index on "Odd Names" (least(id, 2));
create index on "Odd Names" ((list[1]));
create index on "Odd Names" ((list[1:2]));
create index on "Odd Names" (((pair).one));
create index on "Odd Names" (((pair).two));
create index on "Odd Names" (((pair).one + 1));
create index on "Odd Names" ((list[1]::text));
create index on "Odd Names" ((at at time zone 'utc'));
create index on "Odd Names" ((date_trunc('day', at)));
create index on "Odd Names" ((extract(year from at)));
create index on "Odd Names" ((not ok));
create index on "Odd Names" ((ok is true));
create index on "Odd Names" ((id is null));
create index on "Odd Names" ((ok and id > 1));
create index on "Odd Names" ((-id));
create index on "Odd Names" ((doc ->> 'a'));
create index on "Odd Names" ((doc['a']));
create index on "Odd Names" ((row(id, ok) is null));
create index on "Odd Names" (("Mixed" || 'x'));
create index on "Odd Names" (lower("Mixed"));
create index on "Odd Names" ((lower("Mixed") collate "C"));
create index on "Odd Names" (("Mixed" collate "C"));
create index on "Odd Names" ((substring("Mixed" from 1 for 2)));
create index on "Odd Names" ((trim("Mixed")));
create index on "Odd Names" ((position('a' in "Mixed")));
create index on "Odd Names" ((overlay("Mixed" placing 'x' from 1)));
create index on "Odd Names" ((array[id, 1]));
create index on "Odd Names" ((cast("Mixed" as varchar(3))));
create index on "Odd Names" ((id::numeric(4, 2)));
create index on "Odd Names" ((id = any (list)));
create index on "Odd Names" (("Mixed" like 'a%'));
create index on "Odd Names" ((id between 1 and 3));
create index on "Odd Names" ((id in (1, 2)));
create index on "Odd Names" (("Mixed" is normalized));
create index on "Odd Names" ((upper("Mixed")::varchar));
create index on "Odd Names" ((id::float8));
create index on "Odd Names" ((id::real));
create index on "Odd Names" ((word));
create index on "Odd Names" ((word || "Mixed"));
create index on "Odd Names" ((list::bigint[]));
create index on "Odd Names" ((id::decimal));
create index on "Odd Names" ((pair));
create index on "Odd Names" (('x'::text || "Mixed"));
create index on "Odd Names" ((id::bit(3)));
create index on "Odd Names" ((ok::int));
create index on "Odd Names" ((char_length("Mixed")));
create index on "Odd Names" ((pg_catalog.abs(id)));
create index on "Odd Names" ((id is distinct from 1));
create index on "Odd Names" ((1));
create index on "Odd Names" (('a'::text));
create index on "Odd Names" ((true));
create index on "Odd Names" ((normalize("Mixed")));
create index on "Odd Names" (("Mixed"::char(3)));
create index on "Odd Names" ((id::"char"));
create index on "Odd Names" ((interval '1 day' * id));
create index on "Odd Names" ((id::text));
create index on "Odd Names" ((null::int));
create index on "Odd Names" ((coalesce(list[1], 2) + 1));
create index on "Odd Names" ((id + 1), id, abs(id), (id + 2), (id::bigint), (id::bigint));
create materialized view seen as select id, "Mixed" as word, "Mixed" as title, list
  from "Odd Names";
create index on seen (lower(word));
create index on seen (word, (id + 1), title, (list[1]), (id::text));
create index on seen ((seen.*));
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
