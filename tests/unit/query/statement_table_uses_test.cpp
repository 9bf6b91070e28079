// The order of views and of recursive with clauses rests on the names that a query uses; what a use
// means for recursion is more than the cases of errors show.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/table_uses.hpp"
#include "syntax/parse.hpp"

namespace ormc::query_test {
namespace {

struct Uses {
  explicit Uses(const std::string& body) {
    auto file = sources.add("test.orm", "query q { " + body + " }");
    tree = syntax::parse(sources.file(file), diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    const auto& query = std::get<syntax::NamedQuery>(tree.declarations.front().node);
    all = query::table_uses(*query.statements.front());
  }

  auto names() const -> std::vector<std::string> {
    auto found = std::vector<std::string>{};
    for (const auto& use : all) found.push_back(use.name->parts.back().text);
    std::sort(found.begin(), found.end());
    return found;
  }
  auto use(const std::string& name) const -> query::TableUse {
    for (const auto& each : all) {
      if (each.name->parts.back().text == name) return each;
    }
    FAIL("no use of " << name);
    return {};
  }

  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  syntax::Tree tree;
  std::vector<query::TableUse> all;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("tables are found in every clause and in subqueries") {
  auto uses = Uses{
      "select (select 1 from A) from B join C on exists (select from D), "
      "lateral (select 1 from E) x where 1 in (select 1 from F) order by (select 1 from G)"};
  CHECK(uses.names() == Names{"A", "B", "C", "D", "E", "F", "G"});
  CHECK(uses.use("A").in_expression);
  CHECK_FALSE(uses.use("E").in_expression);
}

TEST_CASE("a with clause hides the name from where it is defined on") {
  CHECK(Uses{"with x as (select 1 from x) select 1 from x"}.names() == Names{"x"});
  CHECK(Uses{"with recursive x as (select 1 from x) select 1 from x"}.names().empty());
  CHECK(Uses{"select 1 from (with x as (select 1) select 1 from x) y, x"}.names() == Names{"x"});
}

TEST_CASE("a side of an outer join may be missing") {
  auto uses = Uses{"select 1 from A left join B on true full join C on true right join D on true"};
  CHECK(uses.use("A").may_be_missing);
  CHECK(uses.use("B").may_be_missing);
  CHECK(uses.use("C").may_be_missing);
  CHECK_FALSE(uses.use("D").may_be_missing);
}

TEST_CASE("what except takes away is subtracted, what it takes away from is not") {
  auto uses = Uses{"select 1 from A except select 1 from B"};
  CHECK_FALSE(uses.use("A").is_subtracted);
  CHECK(uses.use("B").is_subtracted);
  CHECK(Uses{"select 1 from A except all select 1 from B"}.use("A").is_subtracted);
  CHECK_FALSE(Uses{"select 1 from A intersect select 1 from B"}.use("B").is_subtracted);
}

TEST_CASE("writes use the tables that they read, not their target") {
  CHECK(Uses{"insert into T (a) select b from A"}.names() == Names{"A"});
  CHECK(Uses{"update T set a = (select 1 from A) from B where exists (select from C)"}.names() ==
        Names{"A", "B", "C"});
  CHECK(Uses{"delete from T using A"}.names() == Names{"A"});
}

}  // namespace ormc::query_test
