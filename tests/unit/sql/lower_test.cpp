// How bound queries come out as SQL: the shapes that need more than one feature at once. Each plain
// feature has a case in tests/cases/query.

#include <catch2/catch.hpp>
#include <string>

#include "unit/query/bound.hpp"

namespace {

const std::string models = R"(
model Country { id: bigint @id @identity; name: text; }
model Author {
  id: bigint @id @identity;
  name: text;
  home: Country;
}
model Post {
  id: bigint @id @identity;
  title: text;
  author: Author;
  editor: Author?;
}
model Review {
  id: bigint @id @identity;
  post: Post;
  stars: int;
}
function lower(value: int) -> int language sql immutable """ select $1 """;
)";

auto sql(const std::string& query) -> std::string {
  return ormc::query_test::emitted(models, query);
}

}  // namespace

TEST_CASE("lower: one table needs no alias") {
  CHECK(sql("select id, title from Post where title = $1") ==
        "select id, title\nfrom public.post\nwhere title = $1");
}

TEST_CASE("lower: paths join behind their parent, left where a step may be missing") {
  CHECK(sql("select p.author.home.name as a, p.editor.home.name as b from Post p") ==
        R"(select home.name as a, home_2.name as b
from public.post p
join public.author on author.id = p.author_id
join public.country home on home.id = author.home_id
left join public.author editor on editor.id = p.editor_id
left join public.country home_2 on home_2.id = editor.home_id)");
}

TEST_CASE("lower: a path of the missing side stays inside the outer join") {
  CHECK(sql("select p.author.name from Review r left join Post p on p.id = r.post") ==
        R"(select author.name
from public.review r
left join (public.post p join public.author on author.id = p.author_id) on p.id = r.post_id)");
  CHECK(sql("select p.editor.name from Review r left join Post p on p.id = r.post") ==
        R"(select editor.name
from public.review r
left join public.post p on p.id = r.post_id
left join public.author editor on editor.id = p.editor_id)");
}

TEST_CASE("lower: a condition over a path keeps it beside its table") {
  CHECK(sql("select p.id from Review r join Post p on p.author.name = 'x'") ==
        R"(select p.id
from public.review r
join (public.post p join public.author on author.id = p.author_id) on author.name = 'x')");
}

TEST_CASE("lower: names of inner queries do not hide outer ones that they use") {
  CHECK(sql("select id from Post p where exists (select from Review p where p.post = 1)") ==
        R"(select p.id
from public.post p
where exists (select from public.review p_2 where p_2.post_id = 1))");
  CHECK(sql("select s.id from (select p.id from Post p) s join Review p on p.post = s.id") ==
        R"(select s.id
from (select p.id from public.post p) s
join public.review p on p.post_id = s.id)");
}

TEST_CASE("lower: order by means what was bound, not an output of the same name") {
  CHECK(sql("select upper(title) as title from Post order by Post.title") ==
        "select upper(title) as title\nfrom public.post\norder by post.title");
  CHECK(sql("select upper(title) as title from Post order by title") ==
        "select upper(title) as title\nfrom public.post\norder by title");
}

TEST_CASE("lower: functions that the schema shadows are qualified") {
  CHECK(sql("select lower(title) as a, lower(1) as b, upper(title) as c from Post") ==
        "select pg_catalog.lower(title) as a, public.lower(1) as b, upper(title) as c\n"
        "from public.post");
}

TEST_CASE("lower: merged columns are spelled out where a path brings the same name") {
  CHECK(sql("select id, p.author.name from Post p join Review r using (id)") ==
        R"(select p.id, author.name
from public.post p
join public.author on author.id = p.author_id
join public.review r on p.id = r.id)");
}

TEST_CASE("lower: locks are on what was written") {
  CHECK(sql("select p.id, p.editor.name from Post p for update skip locked") ==
        R"(select p.id, editor.name
from public.post p
left join public.author editor on editor.id = p.editor_id
for update of p skip locked)");
}

TEST_CASE("lower: long conditions stay linear") {
  auto query = std::string{"select id from Post where id = 0"};
  for (auto i = 1; i <= 5'000; ++i) query += " or id = " + std::to_string(i);
  CHECK(sql(query).size() > 50'000);
}
