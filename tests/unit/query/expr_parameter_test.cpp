// Which uses of a declared parameter are printed with a cast: only those whose type the server
// would not infer by itself. The cases show the SQL of some; this is the rule by context.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/walk_query.hpp"
#include "unit/query/expr_bound.hpp"

namespace {

using namespace orm_tests;

/// The casts of the uses of parameters, in order of their places in the source.
auto casts(const std::string& statement, const std::string& parameters) -> std::string {
  const auto bound = bind_one(statement, parameters);
  INFO(bound.errors());
  REQUIRE(bound.program.queries.size() == 1);
  const auto& query = bound.program.queries.front();
  auto uses = std::map<std::uint32_t, bool>{};
  ormc::query::walk_deep(*query.unit, *query.statement, [&](const ormc::query::Expr& expr) {
    const auto* parameter = std::get_if<ormc::query::Parameter>(&expr.node);
    if (parameter != nullptr) uses[expr.span.begin] = parameter->cast;
  });
  auto text = std::string{};
  for (const auto& [place, cast] : uses) text += cast ? "cast " : "bare ";
  return text;
}

}  // namespace

TEST_CASE("a parameter beside an operand of its type needs no cast", "[query][parameter]") {
  CHECK(casts("select id from Post where words = $p", "(p: int)") == "bare ");
  CHECK(casts("select id from Post where title = $p", "(p: text)") == "bare ");
  CHECK(casts("select id from Post where words between $p and $p", "(p: int)") == "bare bare ");
  CHECK(casts("select id from Post where id = any ($p)", "(p: bigint[])") == "bare ");
  CHECK(casts("select id from Post where words in ($p, 2)", "(p: int)") == "bare ");
}

TEST_CASE("a parameter of another type than the server's guess is cast", "[query][parameter]") {
  CHECK(casts("select id from Post where words = $p", "(p: bigint)") == "cast ");
  CHECK(casts("select id from Post where created_at > $p", "(p: date)") == "cast ");
  CHECK(casts("select $p as a", "(p: int)") == "cast ");
  CHECK(casts("select $p is null as a", "(p: int)") == "cast ");
}

TEST_CASE("of two parameters one says the type of both", "[query][parameter]") {
  CHECK(casts("select $p = $q as a", "(p: int, q: int)") == "bare cast ");
  CHECK(casts("select $p = $q as a", "(p: text, q: text)") == "bare bare ");
}

TEST_CASE("places that fix a type need no cast", "[query][parameter]") {
  CHECK(casts("select id from Post limit $p", "(p: bigint)") == "bare ");
  CHECK(casts("update Post set words = $p where $q", "(p: int, q: boolean)") == "bare bare ");
  CHECK(casts("select $p::int as a", "(p: int)") == "bare ");
  CHECK(casts("select $p::text as a", "(p: int)") == "cast ");
}

TEST_CASE("the operand of case is text unless it is cast", "[query][parameter]") {
  CHECK(casts("select case $p when 1 then 2 end as a", "(p: int)") == "cast ");
}
