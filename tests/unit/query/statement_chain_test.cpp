// Chains as long as a program can write them: no case file should be this large.

#include <catch2/catch.hpp>
#include <string>

#include "unit/query/bound.hpp"

namespace ormc::query_test {
namespace {

const auto author =
    std::string{"model Author { id: bigint @id @identity; name: text; email: text @unique; }\n"};

auto repeat(int count, const std::string& first, const std::string& next) -> std::string {
  auto text = first;
  for (auto i = 1; i < count; ++i) text += next;
  return text;
}

}  // namespace

TEST_CASE("a union of very many parts binds without using up the stack") {
  auto bound = Bound{
      author + "query q { " +
      repeat(20'000, "select name from Author", "\nunion all select email from Author") + " }"};
  REQUIRE(bound.diagnostics.all().empty());
  CHECK(bound.program.queries.front().statement->columns.front().name == "name");
}

TEST_CASE("an insert of very many rows binds") {
  auto bound = Bound{author + "query q { insert into Author (name, email) values " +
                     repeat(30'000, "('a', 'b')", ",\n('c', 'd')") + " }"};
  REQUIRE(bound.diagnostics.all().empty());
}

TEST_CASE("a chain of very many joins binds") {
  auto text = std::string{"select a0.name from Author a0"};
  for (auto i = 1; i < 400; ++i) {
    auto alias = "a" + std::to_string(i);
    text += "\njoin Author " + alias + " on " + alias + ".id = a0.id";
  }
  auto bound = Bound{author + "query q { " + text + " }"};
  REQUIRE(bound.diagnostics.all().empty());
}

TEST_CASE("a long chain of views is bound from its beginning, in whatever order it is written") {
  auto views = std::string{};
  for (auto i = 300; i > 0; --i) {
    views +=
        "view V" + std::to_string(i) + " as select id, name from V" + std::to_string(i - 1) + ";\n";
  }
  auto bound = Bound{author + views + "view V0 as select id, name from Author;\n" +
                     "query q { select name from V300 }"};
  REQUIRE(bound.diagnostics.all().empty());
  CHECK(bound.program.queries.size() == 1);
}

}  // namespace ormc::query_test
