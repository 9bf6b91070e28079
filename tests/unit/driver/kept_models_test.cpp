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

namespace {

/// What becomes of old models, in a file called shop.orm, when others are pulled.
auto merged(const std::string& old, const std::string& pulled) -> std::string {
  const auto folder = std::filesystem::temp_directory_path() / "orm-kept-models-test";
  std::filesystem::create_directories(folder);
  const auto path = folder / "shop.orm";
  std::ofstream(path) << old;
  auto kept = driver::KeptModels{{path.string()}};
  std::filesystem::remove_all(folder);
  REQUIRE_FALSE(kept.has_errors());
  auto file = introspect::PulledFile{};
  file.name = "shop";
  file.sql_schema = "public";
  file.text = pulled;
  auto problem = std::string{};
  const auto files = kept.merged({file}, {}, driver::read_companion, problem);
  INFO(problem);
  REQUIRE(files);
  return files->front().text;
}

}  // namespace

TEST_CASE("warnings that are allowed stay so when models are pulled again", "[driver][pull]") {
  const auto* old =
      "module shop @allow(ORM0272);\n\n"
      "model A @allow(ORM0251) {\n"
      "  id: int @id;\n"
      "}\n\n"
      "model B {\n"
      "  id:   int @id;\n"
      "  a:    A @allow(ORM0250);\n"
      "  more: int;\n\n"
      "  foreign key (more) references A @allow(ORM0250);\n"
      "}\n\n"
      "query q @allow(ORM0560) {\n"
      "  select id from A where id = null\n"
      "}\n";
  const auto with = [](const std::string& type, const std::string& action) {
    return "module shop;\n\nmodel A {\n  id: " + type +
           " @id;\n}\n\nmodel B {\n  id:   int @id;\n  a:    A" +
           (action.empty() ? "" : " @on_delete(cascade)") + ";\n  more: " + type +
           ";\n\n  foreign key (more) references A" + action + ";\n}\n";
  };
  CHECK(merged(old, with("int", "")) == old);
  CHECK(merged(old, with("bigint", " on delete cascade")) ==
        "module shop @allow(ORM0272);\n\n"
        "model A @allow(ORM0251) {\n"
        "  id: bigint @id;\n"
        "}\n\n"
        "model B {\n"
        "  id:   int @id;\n"
        "  a:    A @allow(ORM0250) @on_delete(cascade);\n"
        "  more: bigint;\n\n"
        "  foreign key (more) references A on delete cascade @allow(ORM0250);\n"
        "}\n\n"
        "query q @allow(ORM0560) {\n"
        "  select id from A where id = null\n"
        "}\n");
}
