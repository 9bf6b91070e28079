// Chains of a hundred thousand terms: no pass over expressions may use the stack in proportion. A
// case file cannot hold them.

#include <catch2/catch.hpp>
#include <cstddef>
#include <string>

#include "query/equal.hpp"
#include "query/walk.hpp"
#include "unit/query/expr_bound.hpp"

namespace {

using namespace orm_tests;

constexpr auto length = 100'000;

auto chain(const std::string& first, const std::string& link) -> std::string {
  auto text = first;
  for (auto i = 1; i < length; ++i) text += link;
  return text;
}

auto count_nodes(const ormc::query::Expr& expr) -> std::size_t {
  auto count = std::size_t{0};
  ormc::query::walk(expr, [&](const ormc::query::Expr&) { ++count; });
  return count;
}

}  // namespace

TEST_CASE("a chain of operators binds whatever its length", "[query][expr]") {
  const auto sum = chain("words", " + 1");
  const auto bound = bind_one("select " + sum + " as a, " + sum + " as b from Post");
  const auto& items = items_of(bound);
  CHECK(items[0].expr->type.oid == ormc::catalog::oid::int4);
  CHECK(count_nodes(*items[0].expr) == 2 * length - 1);
  CHECK(ormc::query::equal(*items[0].expr, *items[1].expr));
}

TEST_CASE("chains that differ at their far end are not equal", "[query][expr]") {
  const auto bound = bind_one("select " + chain("words", " + 1") + " as a, " + chain("id", " + 1") +
                              " as b from Post");
  const auto& items = items_of(bound);
  CHECK_FALSE(ormc::query::equal(*items[0].expr, *items[1].expr));
}

TEST_CASE("a chain of conditions binds whatever its length", "[query][expr]") {
  const auto bound = bind_one("select " + chain("words = 1", " or words = 2") + " as a from Post");
  CHECK(items_of(bound)[0].expr->type.oid == ormc::catalog::oid::bool_);
}

TEST_CASE("a chain of casts binds whatever its length", "[query][expr]") {
  const auto bound = bind_one("select " + chain("words", "::int") + " as a from Post");
  CHECK(items_of(bound)[0].expr->type.oid == ormc::catalog::oid::int4);
}

TEST_CASE("a mistake at the far end of a chain is one diagnostic", "[query][expr]") {
  const auto bound = bind_one("select " + chain("wrods", " + 1") + " as a from Post");
  CHECK(bound.errors() == "ORM0300 unknown column `wrods`\n");
}
