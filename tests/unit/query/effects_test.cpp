// What queries do: read off the constants that describe and C++ get.

#include "query/effects.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "unit/query/bound.hpp"

namespace {

namespace query = ormc::query;

const std::string models = R"(
domain Slug = text check (value <> '');
model Author {
  id: bigint @id @identity;
  name: text @check(name <> '');
  boss: Author? @on_delete(set null);
  posts: Post[] @inverse(author);
}
model Post {
  id: bigint @id @identity;
  slug: Slug @unique;
  title: text;
  author: Author @on_delete(cascade);
  words: int = 0;
  twice: int @generated(words * 2);
  check long: twice > 10;
  unique index (lower(title)) where words > 3;
}
model Vote { id: bigint @id; post: Post; stars: int; }
view Named as select p.id, a.name from Post p join Author a on a.id = p.author;
function touch(x: int) -> int language sql """ select $1 """;
type Pair { a: int; b: int; }
function pair(x: Vote) -> Pair language sql """ select 1, 2 """;
cast (Vote as Pair) with function pair(Vote);
view Locked as select id from Vote for update;
model Event partition by range (id) { id: bigint; kind: text; note: text?; check known: kind <> ''; }
model Early partition of Event for values from (minvalue) to (100) {
  note: text;
  unique (kind);
  check early: id <> 7;
}
model Late partition of Event for values from (100) to (maxvalue);
model Figure { id: bigint @id; area: int?; }
model Square inherits Figure { area: int; side: int?; unique (id, side); check large: area > 3; }
model Side { id: bigint @id; square: Figure; }
view Sampled as select id from Vote tablesample bernoulli (1);
)";

/// One line a fact, for comparing.
auto effects(const std::string& text) -> std::string {
  auto bound = ormc::query_test::bind_query(models, text);
  const auto found = query::effects_of(bound.schema, bound.program, bound.program.queries.front());
  auto out = std::string{found.reads_only ? "reads only" : "writes"};
  if (found.is_volatile) out += ", volatile";
  if (found.locks_rows) out += ", locks";
  const auto columns = [&](ormc::schema::ModelId id, const auto& indices) {
    auto names = std::string{};
    for (auto i : indices) names += " " + bound.schema.at(id).columns[i].sql_name;
    return bound.schema.at(id).sql_name + names;
  };
  for (const auto& read : found.reads) out += "\nread " + columns(read.model, read.columns);
  for (const auto& write : found.writes) {
    out += "\n";
    if (write.inserts) out += "insert ";
    if (write.updates) out += "update ";
    if (write.deletes) out += "delete ";
    out += columns(write.model, write.columns);
  }
  for (auto id : found.cascades) out += "\ncascade " + bound.schema.at(id).sql_name;
  for (auto id : found.functions) out += "\ncall " + bound.schema.at(id).sql_name;
  for (const auto& violation : found.violations) {
    out += fmt::format("\n{} {}", query::kind_name(violation.kind), violation.name);
  }
  return out;
}

}  // namespace

TEST_CASE("effects: reads, through paths and views") {
  CHECK(effects("select 1") == "reads only");
  CHECK(effects("select count(*) from Post") == "reads only\nread post");
  CHECK(effects("select p.author.name from Post p where p.title = 'x'") ==
        "reads only\nread author id name\nread post title author_id");
  CHECK(effects("select id from Named") ==
        "reads only\nread author id name\nread post id author_id");
  CHECK(effects("select a from Author a where exists (select from Post p where p.author = a.id)") ==
        "reads only\nread author id name boss_id\nread post author_id");
}

TEST_CASE("effects: what is volatile, locks or may write") {
  CHECK(effects("select now() as n") == "reads only");
  CHECK(effects("select random() as r") == "reads only, volatile");
  CHECK(effects("select nextval('s') as n") == "writes, volatile");
  CHECK(effects("select touch(1) as n") == "writes, volatile\ncall touch");
  CHECK(effects("select id from Vote for update") == "writes, locks\nread vote id");
  CHECK(effects("with v as (select id from Vote for share) select id from v") ==
        "writes, locks\nread vote id");
}

TEST_CASE("effects: what stands in views, casts and samples counts too") {
  CHECK(effects("select id from Locked") == "writes, locks\nread vote id");
  CHECK(effects("select id from Sampled") == "reads only, volatile\nread vote id");
  CHECK(effects("select v.id from Vote v tablesample system (1)") ==
        "reads only, volatile\nread vote id");
  CHECK(effects("select v.id from Vote v tablesample system (1) repeatable (7)") ==
        "reads only\nread vote id");
  CHECK(effects("select v::Pair as p from Vote v") ==
        "writes, volatile\nread vote id post_id stars\ncall pair");
}

TEST_CASE("effects: what inserts may violate") {
  CHECK(effects("insert into Author (name) values ('x')") ==
        "writes\ninsert author name\nprimary_key author_pkey\nforeign_key author_boss_id_fkey\n"
        "check author_name_check");
  CHECK(
      effects("insert into Vote (id, post, stars) values (1, 2, 3) on conflict (id) do nothing") ==
      "writes\nread vote id\ninsert vote id post_id stars\nforeign_key vote_post_id_fkey");
  CHECK(
      effects("insert into Vote (id, post, stars) select 1, 2, null::int on conflict do nothing") ==
      "writes\ninsert vote id post_id stars\nforeign_key vote_post_id_fkey\nnot_null stars");
}

TEST_CASE("effects: an upsert leaves the key that it looks for alone") {
  CHECK(
      effects("insert into Vote (id, post, stars) values (1, 2, 3) on conflict (id) do update set "
              "id = excluded.id, stars = 4") ==
      "writes\nread vote id\ninsert update vote id post_id stars\n"
      "foreign_key vote_post_id_fkey");
  CHECK(
      effects("insert into Vote (id, post, stars) values (1, 2, 3) on conflict (id) do update set "
              "id = 7") ==
      "writes\nread vote id\ninsert update vote id post_id stars\nprimary_key vote_pkey\n"
      "foreign_key vote_post_id_fkey");
}

TEST_CASE("effects: what updates may violate, by the columns that they set") {
  CHECK(effects("update Vote set stars = 3") == "writes\nupdate vote stars");
  CHECK(effects("update Vote set stars = stars + 1 where id = 1") ==
        "writes\nread vote id stars\nupdate vote stars");
  // The generated column is checked, and an index holds for some words only.
  CHECK(effects("update Post set words = 3") ==
        "writes\nupdate post words\nunique post_lower_idx\ncheck long");
  CHECK(effects("update Post set slug = 'x'") ==
        "writes\nupdate post slug\nunique post_slug_key\ncheck slug_check");
  CHECK(effects("update Post set id = 3") ==
        "writes\nupdate post id\nprimary_key post_pkey\nforeign_key vote_post_id_fkey");
}

TEST_CASE("effects: what deletes may violate, along foreign keys") {
  CHECK(effects("delete from Vote") == "writes\ndelete vote");
  CHECK(effects("delete from Post where id = 1") ==
        "writes\nread post id\ndelete post\nforeign_key vote_post_id_fkey");
  // Posts go along, and votes keep them; authors lose their boss.
  CHECK(effects("delete from Author") ==
        "writes\ndelete author\ncascade author\ncascade post\nforeign_key author_boss_id_fkey\n"
        "foreign_key vote_post_id_fkey");
}

TEST_CASE("effects: writes in with clauses count") {
  CHECK(
      effects("with gone as (delete from Vote returning stars) select sum(stars) as s from gone") ==
      "writes\nread vote stars\ndelete vote");
}

TEST_CASE("effects: rows of a partitioned table violate what its partitions have") {
  CHECK(
      effects("insert into Event (id, kind) values (1, 'x')") ==
      "writes\ninsert event id kind\ncheck known\nunique early_kind_key\ncheck early\ncheck known\n"
      "not_null note\ncheck known");
  CHECK(effects("update Event set note = null") == "writes\nupdate event note\nnot_null note");
  CHECK(effects("update Event set id = 3") ==
        "writes\nupdate event id\ncheck known\nunique early_kind_key\ncheck early\ncheck known\n"
        "not_null note\ncheck known");
  CHECK(effects("update only Event set kind = 'x'") == "writes\nupdate event kind\ncheck known");
}

TEST_CASE("effects: what is written to a table is written to those that inherit from it") {
  CHECK(effects("insert into Figure (id, area) values (1, 2)") ==
        "writes\ninsert figure id area\nprimary_key figure_pkey");
  CHECK(effects("update Figure set area = null") ==
        "writes\nupdate figure area\ncheck large\nnot_null area");
  CHECK(effects("update only Figure set area = null") == "writes\nupdate figure area");
}
