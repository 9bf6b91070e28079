// The numbers that parameters get in the IR: the SQL of a case shows them, but not that batches and
// shared expressions are renumbered exactly once.

#include <catch2/catch.hpp>
#include <string>
#include <variant>
#include <vector>

#include "unit/query/bound.hpp"

namespace ormc::query_test {
namespace {

const auto models =
    std::string{"model Tag { id: bigint @id @identity; name: text @unique; weight: int = 1; }\n"};

auto names(const query::NamedQuery& query) -> std::vector<std::string> {
  auto found = std::vector<std::string>{};
  for (const auto& parameter : query.parameters) found.push_back(parameter.name);
  return found;
}

}  // namespace

TEST_CASE("the columns of a batch are numbered where the batch stands in the list") {
  auto bound =
      bind_query(models,
                 "query q(least: int, rows: row[], label: text) {\n"
                 "  with seen as (select id from Tag where weight > $least and name = $label)\n"
                 "  insert into Tag (name, weight) values $rows returning id\n"
                 "}");
  const auto& query = bound.program.queries.front();
  CHECK(names(query) == std::vector<std::string>{"least", "name", "weight", "label"});
  const auto& insert = std::get<query::Insert>(query.statement->node);
  CHECK(std::get<query::Batch>(insert.source).parameters ==
        std::vector<query::ParameterIndex>{1, 2});
  CHECK(query.parameters[1].batch == "rows");
  CHECK_FALSE(query.parameters[0].batch);
}

TEST_CASE("an expression that order by shares with the select list is renumbered once") {
  auto bound = bind_query(models,
                          "query q { select weight + $b as w, weight + $a as v from Tag\n"
                          "  where name = $c order by v, w }");
  CHECK(names(bound.program.queries.front()) == std::vector<std::string>{"b", "a", "c"});
  CHECK(emitted(models,
                "query q { select weight + $b as w, weight + $a as v from Tag\n"
                "  where name = $c order by v, w }")
            .find("name = $3") != std::string::npos);
}

TEST_CASE("a query with errors is left out and the others are bound") {
  auto bound = Bound{models +
                     "query a { select nope from Tag }\n"
                     "query b { select name from Tag }\n"};
  REQUIRE(bound.program.queries.size() == 1);
  CHECK(bound.program.queries.front().name == "b");
}

}  // namespace ormc::query_test
