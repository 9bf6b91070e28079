// What a case shows for one query each is here in many short ones: each line is a rule, and the two
// sides of it. The database test `never_null_test.cpp` looks for rules that are wrong.

#include <catch2/catch.hpp>

#include "unit/query/bound.hpp"

namespace {

const std::string models = R"(
model Author {
  id: bigint @id @identity;
  name: text;
  bio: text?;
  age: int?;
  tags: text[] = '{}';
}
model Post {
  id: bigint @id @identity;
  title: text;
  note: text?;
  score: int?;
  author: Author;
  editor: Author?;
  meta: jsonb = '{}';
}
)";

auto nulls(const std::string& query) -> std::string {
  return ormc::query_test::nullability(models, query);
}

}  // namespace

TEST_CASE("nullability: columns are as declared") {
  CHECK(nulls("select id, name, bio from Author") == "id name bio?");
  CHECK(nulls("select ctid, a from Author a") == "ctid a");
}

TEST_CASE("nullability: outer joins pad") {
  CHECK(nulls("select a.id as a, p.id as p from Author a left join Post p on p.author = a.id") ==
        "a p?");
  CHECK(nulls("select a.id as a, p.id as p from Author a right join Post p on p.author = a.id") ==
        "a? p");
  CHECK(nulls("select a.id as a, p.id as p from Author a full join Post p on p.author = a.id") ==
        "a? p?");
  CHECK(nulls("select a.id as a, b.id as b, c.id as c from Author a "
              "left join (Author b join Author c on c.id = b.age) on b.id = a.age") == "a b? c?");
  CHECK(nulls("select a.id as a, b.id as b, c.id as c from (Author a left join Author b on true) "
              "right join Author c on c.id = b.id") == "a? b? c");
}

TEST_CASE("nullability: what where rejects is not padded") {
  CHECK(nulls("select p.id, p.title, p.note from Author a left join Post p on p.author = a.id "
              "where p.title = 'x'") == "id title note?");
  CHECK(nulls("select p.id from Author a left join Post p on true "
              "where p.title = 'x' or p.score > 1") == "id");
  CHECK(nulls("select p.id from Author a left join Post p on true "
              "where p.title = 'x' or a.age > 1") == "id?");
  // A match of the last join means that the one that its condition compares with matched too.
  CHECK(nulls("select b.id as b, c.id as c from Author a left join Author b on b.id = a.age "
              "left join Author c on c.id = b.age where c.name = 'x'") == "b c");
  CHECK(nulls("select b.id as b, c.id as c from Author a left join Author b on b.id = a.age "
              "join Author c on c.id = b.id") == "b c");
  CHECK(nulls("select p.score from Author a left join Post p on p.score = a.age "
              "where p.id is not null") == "score");
}

TEST_CASE("nullability: conditions narrow") {
  CHECK(nulls("select bio from Author where bio is not null") == "bio");
  CHECK(nulls("select bio from Author where not (bio is null)") == "bio");
  CHECK(nulls("select bio from Author where bio = 'x'") == "bio");
  CHECK(nulls("select bio from Author where bio like 'x%' and age > 1") == "bio");
  CHECK(nulls("select bio, age from Author where bio = 'x' or age = 1") == "bio? age?");
  CHECK(nulls("select bio from Author where bio = 'x' or bio = 'y'") == "bio");
  CHECK(nulls("select bio from Author where lower(bio) = 'x'") == "bio");
  CHECK(nulls("select age from Author where age in (1, 2)") == "age");
  CHECK(nulls("select age from Author where age not in (1, 2)") == "age");
  CHECK(nulls("select age from Author where age in (select score from Post)") == "age");
  CHECK(nulls("select age from Author where age not in (select score from Post)") == "age?");
  CHECK(nulls("select age from Author where age = any(array[1, 2])") == "age");
  CHECK(nulls("select age from Author where age <> all(array[1, 2])") == "age");
  CHECK(nulls("select age from Author where age <> all(tags::int[])") == "age?");
  CHECK(nulls("select age from Author where age between 1 and 2") == "age");
  CHECK(nulls("select age from Author where age is distinct from 1") == "age?");
  CHECK(nulls("select age from Author where age is not distinct from 1") == "age");
  CHECK(nulls("select age from Author where age is distinct from null") == "age");
  CHECK(nulls("select age from Author where (age > 1) is true") == "age");
  CHECK(nulls("select age from Author where (age > 1) is not true") == "age?");
  CHECK(nulls("select age from Author where coalesce(age > 1, false)") == "age");
  CHECK(nulls("select age from Author where (age, id) = (1, 2)") == "age");
  CHECK(nulls("select age from Author where (id, age) <> (1, 2)") == "age?");
  CHECK(nulls("select meta->>'a' as a from Post where meta->>'a' is not null") == "a");
  CHECK(nulls("select meta->>'a' as a from Post") == "a?");
}

TEST_CASE("nullability: paths") {
  CHECK(nulls("select p.author.name as a, p.editor.name as e from Post p") == "a e?");
  CHECK(nulls("select p.editor.name as e from Post p where p.editor.name = 'x'") == "e");
}

TEST_CASE("nullability: expressions") {
  CHECK(nulls("select coalesce(bio, 'x') as a, coalesce(bio, null) as b from Author") == "a b?");
  CHECK(nulls("select nullif(name, 'x') as a, greatest(age, 1) as b from Author") == "a? b");
  CHECK(nulls("select bio || name as a, name || name as b from Author") == "a? b");
  CHECK(nulls("select bio is null as a, bio is distinct from 'x' as b from Author") == "a b");
  CHECK(nulls("select tags[1] as a, array[bio] as b, (bio, 1) as c from Author") == "a? b c");
  CHECK(nulls("select age in (1, 2) as a, id in (1, 2) as b, id in (1, null) as c from Author") ==
        "a? b c?");
  CHECK(nulls("select id = any(tags::bigint[]) as a from Author") == "a?");
  CHECK(nulls("select age::text as a, id::text as b from Author") == "a? b");
  CHECK(nulls("select age is not null and age > 3 as a, age is null or age > 3 as b from Author") ==
        "a b");
  CHECK(nulls("select case when age is null then 0 else age end as a from Author") == "a");
  CHECK(nulls("select case when age > 1 then age else 0 end as a from Author") == "a");
  CHECK(nulls("select case when age > 1 then 1 end as a from Author") == "a?");
  CHECK(nulls("select case age when 1 then age else 0 end as a from Author") == "a");
  CHECK(nulls("select bio! as a, current_date as d from Author") == "a d");
}

TEST_CASE("nullability: subqueries") {
  CHECK(nulls("select (select name from Author a where a.id = p.author) as a from Post p") == "a?");
  CHECK(nulls("select (select count(*) from Post p where p.author = a.id) as n from Author a") ==
        "n");
  CHECK(nulls("select (select max(id) from Post) as n from Author") == "n?");
  CHECK(nulls("select exists (select from Post) as e, array(select note from Post) as a") == "e a");
  CHECK(nulls("select s.x from (select name as x from Author) s") == "x");
  CHECK(nulls("select id, bio from (select id, bio from Author where bio is not null) s") ==
        "id bio");
}

TEST_CASE("nullability: aggregates") {
  CHECK(nulls("select count(*) as a, max(id) as b, sum(age) as c from Author") == "a b? c?");
  CHECK(nulls("select max(id) as a, max(age) as b from Author group by name") == "a b?");
  CHECK(nulls("select max(age) as b from Author where age > 1 group by name") == "b");
  CHECK(nulls("select max(id) filter (where age > 1) as a from Author group by name") == "a?");
  CHECK(nulls("select name, max(id) as a from Author group by rollup (name)") == "name? a?");
  CHECK(nulls("select name, id, max(id) as a from Author group by grouping sets (name, id)") ==
        "name? id? a");
  CHECK(nulls("select name from Author group by rollup (name) having name is not null") == "name");
  CHECK(nulls("select max(id) as a from Author group by cube (name), age") == "a");
  // The only group is there even if no row passes: what where says holds for no row at all.
  CHECK(nulls("select (select count(*) + a.age from Post p where p.score = a.age) as n from Author "
              "a") == "n?");
}

TEST_CASE("nullability: windows") {
  CHECK(nulls("select row_number() over () as a, lag(id) over (order by id) as b, "
              "lag(id, 1, id) over (order by id) as c from Author") == "a b? c");
  CHECK(nulls("select first_value(id) over (order by id) as a, nth_value(id, 2) over () as b, "
              "sum(id) over () as c from Author") == "a b? c");
  CHECK(nulls("select sum(id) over (order by id rows between 2 preceding and 1 preceding) as a, "
              "first_value(id) over w as b from Author "
              "window w as (order by id rows between 1 following and 2 following)") == "a? b?");
}

TEST_CASE("nullability: set operations, values, with") {
  CHECK(nulls("select name as x from Author union select note from Post") == "x?");
  CHECK(nulls("select name as x from Author intersect select note from Post") == "x");
  CHECK(nulls("select name as x from Author except select note from Post") == "x");
  CHECK(nulls("values (1, null), (2, 'x')") == "column1 column2?");
  CHECK(nulls("with recursive t(n, m) as (select 1, 1 union all select n + 1, nullif(m, 1) from t "
              "where n < 5) select n, m from t") == "n m?");
}

TEST_CASE("nullability: functions in from") {
  CHECK(nulls("select n from generate_series(1, 3) as g(n)") == "n");
  CHECK(nulls("select x, o from unnest(array['a']) with ordinality as u(x, o)") == "x o");
  CHECK(nulls("select key, value from jsonb_each_text('{}') as e") == "key value?");
}

TEST_CASE("nullability: writes") {
  CHECK(nulls("insert into Author (name, bio) values ('x', 'y') returning id, bio") == "id bio");
  CHECK(nulls("update Author set bio = null where bio = 'x' returning bio, name") == "bio? name");
  CHECK(nulls("delete from Author where bio = 'x' returning bio") == "bio");
}

TEST_CASE("nullability: parameters are as declared") {
  CHECK(nulls("query q(a: int, b: int?) { select $a + 1 as a, $b + 1 as b }") == "a b?");
}
