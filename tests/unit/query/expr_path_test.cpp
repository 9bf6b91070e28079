// How many joins paths make, and what stands where a path cannot be joined: of the bound form,
// since SQL text shows it only indirectly.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <string>

#include "query/walk_query.hpp"
#include "unit/query/expr_bound.hpp"

namespace {

using namespace orm_tests;
namespace query = ormc::query;

auto only_query(const BoundProgram& bound) -> const query::NamedQuery& {
  INFO(bound.errors());
  REQUIRE(bound.program.queries.size() == 1);
  return bound.program.queries.front();
}

auto count_joins(const std::string& statement) -> std::ptrdiff_t {
  const auto bound = bind_one(statement);
  const auto& ranges = only_query(bound).unit->ranges;
  return std::count_if(ranges.begin(), ranges.end(), [](const query::Range& range) {
    return std::holds_alternative<query::PathSource>(range.source);
  });
}

}  // namespace

TEST_CASE("the same path joins once", "[query][path]") {
  CHECK(count_joins("select p.author.name, p.author.age from Post p where p.author.age > 1") == 1);
  CHECK(count_joins("select author.name from Post where author.age > 1") == 1);
  CHECK(count_joins("select p.author.company.name as c, p.author.name as n from Post p") == 2);
  CHECK(count_joins("select p.author.name as a, q.author.name as b from Post p, Post q") == 2);
}

TEST_CASE("the key at the end of a path needs no join", "[query][path]") {
  CHECK(count_joins("select p.author, p.author.id as i from Post p") == 0);
  CHECK(count_joins("select p.author.boss from Post p") == 1);
  CHECK(count_joins("select p.author.boss.id from Post p") == 1);
}

TEST_CASE("a path over an outer table joins in the outer query", "[query][path]") {
  const auto bound = bind_one(
      "select p.author.name from Post p where exists (select 1 from Author a where a.name = "
      "p.author.name)");
  const auto& ranges = only_query(bound).unit->ranges;
  CHECK(std::count_if(ranges.begin(), ranges.end(), [](const query::Range& range) {
          return std::holds_alternative<query::PathSource>(range.source);
        }) == 1);
}

TEST_CASE("a nullable step is a left join", "[query][path]") {
  const auto bound = bind_one("select a.boss.company.name from Author a");
  auto left = std::string{};
  for (const auto& range : only_query(bound).unit->ranges) {
    const auto* path = std::get_if<query::PathSource>(&range.source);
    if (path != nullptr) left += path->left ? "left " : "inner ";
  }
  CHECK(left == "left inner ");
}

TEST_CASE("a path over the target of a write is looked up", "[query][path]") {
  const auto bound =
      bind_one("update Post set title = author.name where author.company.name = 'x'");
  const auto& found = only_query(bound);
  auto lookups = 0;
  query::walk_deep(*found.unit, *found.statement, [&](const query::Expr& expr) {
    lookups += std::holds_alternative<query::ScalarSubquery>(expr.node) ? 1 : 0;
  });
  CHECK(lookups == 2);
}
