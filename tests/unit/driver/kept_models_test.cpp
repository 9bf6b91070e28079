// Old models and pulled ones that do not go together: a database makes none, for what pull writes
// compiles. So they are given by hand.

#include "driver/kept_models.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "diagnostics/introspect_diagnostics.hpp"

using namespace ormc;

TEST_CASE("pulled models with errors are not merged: ORM0706", "[driver][pull]") {
  const auto path = std::filesystem::temp_directory_path() / "orm-kept-models-test.orm";
  std::ofstream(path) << "module shop;\n\nmodel A {\n  id: int @id;\n}\n";
  auto kept = driver::KeptModels{{path.string()}};
  std::filesystem::remove(path);
  REQUIRE_FALSE(kept.has_errors());
  auto problem = std::string{};
  const auto pulled = [](const std::string& type) {
    auto file = introspect::PulledFile{};
    file.name = "shop";
    file.sql_schema = "public";
    file.text = "module shop;\n\nmodel A {\n  id: " + type + " @id;\n}\n";
    return std::vector{file};
  };
  CHECK_FALSE(kept.merged(pulled("nothing"), {}, driver::read_companion, problem));
  CHECK(problem == "unknown type `nothing`");
  const auto said = diagnostics::UnmergeableModels{"shop.orm", problem};
  CHECK(said.info.code == "ORM0706");
  CHECK(said.message() ==
        "what is in the database cannot be put into the models in `shop.orm`, which are left as "
        "they are: unknown type `nothing`");
  const auto merged = kept.merged(pulled("bigint"), {}, driver::read_companion, problem);
  REQUIRE(merged);
  CHECK(merged->front().text == "module shop;\n\nmodel A {\n  id: bigint @id;\n}\n");
}
