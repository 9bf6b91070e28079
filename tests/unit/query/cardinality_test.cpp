// How many rows are proven, rule by rule: see also the cases of named queries' results.

#include <catch2/catch.hpp>

#include "unit/query/bound.hpp"

namespace {

const std::string models = R"(
model Author {
  id: bigint @id @identity;
  email: text @unique;
  nick: text? @unique;
  name: text;
  zip: int;
  house: int;
  flag: bool = true;
  unique (zip, house);
}
model Post {
  id: bigint @id @identity;
  author: Author;
  editor: Author?;
  slug: text;
  unique (author, slug);
}
)";

auto rows(const std::string& query) -> std::string {
  return ormc::query_test::cardinality(models, query);
}

}  // namespace

TEST_CASE("rows: keys") {
  CHECK(rows("select * from Author where id = 1") == "at most one");
  CHECK(rows("select * from Author where 1 = id") == "at most one");
  CHECK(rows("select * from Author where email = $1 and flag") == "at most one");
  CHECK(rows("select * from Author where nick = $1") == "at most one");
  CHECK(rows("select * from Author where name = $1") == "many");
  CHECK(rows("select * from Author where zip = 1 and house = 2") == "at most one");
  CHECK(rows("select * from Author where zip = 1") == "many");
  CHECK(rows("select * from Author where (zip, house) = (1, 2)") == "at most one");
  CHECK(rows("select * from Author where id in (1)") == "at most one");
  CHECK(rows("select * from Author where (zip, house) in ((1, 2))") == "at most one");
  CHECK(rows("select * from Author where id = any (array[7])") == "at most one");
  CHECK(rows("select * from Author where id in (1, 2)") == "many");
  CHECK(rows("select * from Author where (id = 1) is true") == "at most one");
  CHECK(rows("select * from Author where nick is not distinct from $1") == "at most one");
  CHECK(
      rows("query q(nick: text?) { select * from Author where nick is not distinct from $nick }") ==
      "many");
  CHECK(rows("select * from Author where nick is null") == "many");
  CHECK(rows("select * from Author where id = 1 or id = 2") == "many");
  CHECK(rows("select * from Author where id = (random() * 10)::int") == "many");
  CHECK(rows("select * from Author where id = 1.5::float8") == "many");  // floats are not exact
  CHECK(rows("select * from Author") == "many");
}

TEST_CASE("rows: joins") {
  CHECK(rows("select 1 from Post p join Author a on a.id = p.author where p.id = 1") ==
        "at most one");
  CHECK(rows("select 1 from Post p join Author a on a.id = p.author where a.id = 1") == "many");
  CHECK(rows("select 1 from Post p join Author a on a.id = p.author "
             "where a.email = 'x' and p.slug = 'y'") == "at most one");
  CHECK(rows("select 1 from Post p left join Author a on a.id = p.author where p.id = 1") ==
        "at most one");
  CHECK(rows("select 1 from Author a left join Post p on a.id = 1") == "many");
  CHECK(rows("select 1 from Author a full join Post p on a.id = p.id where a.id = 1") == "many");
  CHECK(rows("select p.author.name from Post p where p.id = 1") == "at most one");
  CHECK(rows("select p.id from Post p where p.author.email = 'x' and p.slug = 'y'") ==
        "at most one");
  CHECK(rows("select p.editor.name from Post p where p.id = 1") == "at most one");
}

TEST_CASE("rows: what gives a row whatever is there") {
  CHECK(rows("select 1") == "one");
  CHECK(rows("select 1 where $1") == "at most one");
  CHECK(rows("select count(*) from Author") == "one");
  CHECK(rows("select count(*) from Author having count(*) > 1") == "at most one");
  CHECK(rows("select count(*) from Author group by name") == "many");
  CHECK(rows("select count(*) from Author where name = 'x' group by name") == "at most one");
  CHECK(rows("values (1)") == "one");
  CHECK(rows("values (1), (2)") == "many");
  CHECK(rows("select generate_series(1, 3)") == "many");
  CHECK(rows("select n from (select count(*) as n from Author) s") == "one");
  CHECK(rows("select s.n, a.id from (select count(*) as n from Author) s "
             "left join Author a on a.id = s.n") == "one");
}

TEST_CASE("rows: limits") {
  CHECK(rows("select * from Author limit 1") == "at most one");
  CHECK(rows("select * from Author limit 0") == "none");
  CHECK(rows("select * from Author limit 2") == "many");
  CHECK(rows("select * from Author limit $1") == "many");
  CHECK(rows("select count(*) from Author offset 1") == "at most one");
  CHECK(rows("select * from Author order by name fetch first 1 rows with ties") == "many");
}

TEST_CASE("rows: set operations") {
  CHECK(rows("select 1 union select 2") == "many");
  CHECK(rows("select id from Author intersect select 1::bigint") == "at most one");
  CHECK(rows("select 1 except select 2") == "at most one");
}

TEST_CASE("rows: results of queries have keys") {
  CHECK(rows("select * from (select author, count(*) as n from Post group by author) s "
             "where s.author_id = 1") == "at most one");
  CHECK(rows("select * from (select distinct name from Author) s where s.name = 'x'") ==
        "at most one");
  CHECK(rows("select * from (select name from Author) s where s.name = 'x'") == "many");
}

TEST_CASE("rows: writes") {
  CHECK(rows("insert into Post (author, slug) values (1, 'x') returning id") == "one");
  CHECK(rows("insert into Post (author, slug) values (1, 'x'), (2, 'y') returning id") == "many");
  CHECK(
      rows("insert into Post (author, slug) values (1, 'x') on conflict do nothing returning id") ==
      "at most one");
  CHECK(
      rows(
          "insert into Post (author, slug) select id, 'x' from Author where id = 1 returning id") ==
      "at most one");
  CHECK(rows("update Author set name = 'x' where id = 1 returning id") == "at most one");
  CHECK(rows("update Author a set name = 'x' from Post p where a.id = 1 returning a.id") ==
        "at most one");
  CHECK(rows("delete from Author where email = 'x' returning id") == "at most one");
  CHECK(rows("delete from Author where name = 'x' returning id") == "many");
}

TEST_CASE("rows: unique indexes that hold for some rows, or with NULLs") {
  const auto with_indexes = std::string{R"(
enum Status { draft, published }
model Page {
  id: bigint @id;
  slug: text;
  owner: bigint?;
  status: Status;
  live: bool;
  gone_at: timestamptz?;
  unique index by_slug (slug) where gone_at is null;
  unique index by_owner (owner) where live and status = 'published';
  unique nulls not distinct (owner, slug);
}
)"};
  const auto rows = [&](const std::string& query) {
    return ormc::query_test::cardinality(with_indexes, query);
  };
  CHECK(rows("select * from Page where slug = $1") == "many");
  CHECK(rows("select * from Page where slug = $1 and gone_at is null") == "at most one");
  CHECK(rows("select * from Page where slug = $1 and gone_at is not null") == "many");
  CHECK(rows("select * from Page where slug = $1 and (gone_at is null or live)") == "many");
  CHECK(rows("select * from Page where owner = $1 and live and status = 'published'") ==
        "at most one");
  CHECK(rows("select * from Page where owner = $1 and live and status in ('published')") ==
        "at most one");
  CHECK(rows("select * from Page where owner = $1 and live and status <> 'draft'") == "many");
  CHECK(rows("select * from Page where owner = $1 and not live and status = 'published'") ==
        "many");
  CHECK(rows("select * from Page where owner is null and slug = $1") == "at most one");
  CHECK(rows("query q(o: bigint?) { select * from Page where owner is not distinct from $o and "
             "slug = 'x' }") == "at most one");
  CHECK(rows("select p.id from Page q join Page p on p.slug = q.slug and p.gone_at is null "
             "where q.id = 1") == "at most one");
  CHECK(rows("select p.id from Page q left join Page p on p.slug = q.slug and p.gone_at is null "
             "where q.id = 1") == "at most one");
  CHECK(rows("select p.id from Page q left join Page p on p.slug = q.slug "
             "where q.id = 1") == "many");
}

TEST_CASE("rows: keys come through views, subqueries and with") {
  const auto with_views = models + R"(
view Plain as select id, name, email as mail from Author;
view Joined as select p.id, a.name from Post p join Author a on a.id = p.author;
view Pairs as select a.id as a, b.id as b from Author a cross join Author b;
view Total as select count(*) as n from Author;
view Chain as select * from Plain where name <> '';
)";
  const auto rows = [&](const std::string& query) {
    return ormc::query_test::cardinality(with_views, query);
  };
  CHECK(rows("select * from Plain where id = 1") == "at most one");
  CHECK(rows("select * from Plain where mail = 'x'") == "at most one");
  CHECK(rows("select * from Plain where name = 'x'") == "many");
  CHECK(rows("select * from Joined where id = 1") == "at most one");
  CHECK(rows("select * from Pairs where a = 1") == "many");
  CHECK(rows("select * from Pairs where a = 1 and b = 2") == "at most one");
  CHECK(rows("select * from Total") == "one");
  CHECK(rows("select * from Chain where mail = 'x'") == "at most one");
  CHECK(rows("select * from (select id, name from Author) s where s.id = 1") == "at most one");
  CHECK(rows("with s as (select id as key from Author where flag) select * from s where key = 1") ==
        "at most one");
}

TEST_CASE("rows: distinct over what is fixed") {
  CHECK(rows("select distinct zip from Author where zip = 1") == "at most one");
  CHECK(rows("select distinct zip, house from Author where zip = 1") == "many");
  CHECK(rows("select distinct on (zip) * from Author where zip = 1 order by zip") == "at most one");
  CHECK(rows("select distinct row_number() over () as n from Author where zip = 1") == "many");
}

TEST_CASE("rows: what is lateral has its rows for each row of what it refers to") {
  CHECK(rows("select 1 from Author a cross join lateral (select a.id as x) s where a.id = s.x") ==
        "many");
  CHECK(rows("select 1 from Author a cross join lower(a.email) l where a.email = l") == "many");
  CHECK(rows("select 1 from Author a cross join lateral (select p.id, a.id as x from Post p) s "
             "where s.id = 1 and a.id = s.x") == "many");
  CHECK(rows("select 1 from Author a cross join lateral (select a.id as x) s where a.id = 1") ==
        "at most one");
  CHECK(rows("select 1 from Author a cross join lateral (select p.id from Post p) s "
             "where s.id = 1 and a.id = 2") == "at most one");
}
