// How the members of a query take what a program writes into them.

#include <catch2/catch.hpp>
#include <orm/parameter.hpp>
#include <string>
#include <vector>

namespace {

using Texts = std::vector<std::string>;

struct tagged {
  orm::required<Texts> tags;
  orm::optional_parameter<Texts> others = {};
};

}  // namespace

TEST_CASE("a list of texts may stand in one or in two pairs of braces", "[parameters]") {
  CHECK(*tagged{.tags = {"a", "b"}}.tags == Texts{"a", "b"});
  CHECK(*tagged{.tags = {{"a", "b"}}}.tags == Texts{"a", "b"});
  CHECK(*tagged{.tags = {{"a"}, {"b", "c"}}}.tags == Texts{"a", "b", "c"});
  CHECK(*tagged{.tags = {}}.tags == Texts{});
  CHECK(*tagged{.tags = Texts{"a"}, .others = {{"b", "c"}}}.others == Texts{"b", "c"});
  CHECK(*tagged{.tags = {"a"}, .others = {"b"}}.others == Texts{"b"});
}
