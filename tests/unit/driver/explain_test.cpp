// Every code can be explained, wherever ormc is installed: the texts are part of the program.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "diagnostics/catalogue.hpp"
#include "run_ormc.hpp"

using ormc::diagnostics::catalogue;

TEST_CASE("the catalogue is in order, and knows the names of the structs") {
  CHECK(std::ranges::is_sorted(catalogue(), {}, &ormc::diagnostics::CatalogueEntry::code));
  auto entry = std::ranges::find(catalogue(), "ORM0201", &ormc::diagnostics::CatalogueEntry::code);
  REQUIRE(entry != catalogue().end());
  CHECK(entry->name == "UnknownType");
}

TEST_CASE("every code has an explanation") {
  for (const auto& entry : catalogue()) {
    auto run = orm_tests::run_ormc({"--explain", std::string(entry.code)});
    INFO(entry.code << " " << entry.name);
    CHECK(run.exit_code == 0);
    CHECK(std::ranges::count(run.out, '\n') > 2);
  }
}
