// The names that the server gives to columns without an alias, as PostgreSQL 15 was asked.

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "unit/query/expr_bound.hpp"

TEST_CASE("unnamed columns are called as the server calls them", "[query][name]") {
  const auto names = std::vector<std::pair<std::string, std::string>>{
      {"title", "title"},
      {"p.author", "author_id"},
      {"p.author.name", "name"},
      {"p", "p"},
      {"1", "?column?"},
      {"true", "?column?"},
      {"date '2020-01-01'", "date"},
      {"words + 1", "?column?"},
      {"words::text", "words"},
      {"1::bigint", "int8"},
      {"'{}'::int[]", "int4"},
      {"(1::int)::text", "text"},
      {"lower(title)", "lower"},
      {"lower(title) collate \"C\"", "lower"},
      {"count(*) over ()", "count"},
      {"trim(title)", "btrim"},
      {"extract(year from created_at)", "extract"},
      {"position('a' in title)", "position"},
      {"created_at at time zone 'UTC'", "timezone"},
      {"coalesce(title, 'a')", "coalesce"},
      {"nullif(words, 1)", "nullif"},
      {"case when words > 1 then 'a' end", "case"},
      {"case when words > 1 then 'a' else title end", "title"},
      {"tags[1]", "tags"},
      {"(p.author.home).zip", "zip"},
      {"array[1]", "array"},
      {"row(1, 2)", "row"},
      {"exists (select 1)", "exists"},
      {"(select max(words) from Post)", "max"},
      {"(select 1)", "?column?"},
      {"(select words as total from Post limit 1)", "total"},
      {"array(select 1)", "array"},
      {"current_date", "current_date"},
      {"current_user", "current_user"},
      {"title like 'a'", "?column?"},
      {"words is null", "?column?"},
      {"words in (1, 2)", "?column?"},
      {"title is normalized", "is_normalized"},
  };
  for (const auto& [expr, name] : names) {
    CAPTURE(expr);
    const auto bound = orm_tests::bind_one("select " + expr + " from Post p");
    CHECK(orm_tests::items_of(bound).front().name == name);
  }
}
