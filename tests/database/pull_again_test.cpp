// `ormc pull` over models that are there: what somebody wrote in them stays, byte for byte.

#include "database/pull_again.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "driver/run.hpp"
#include "syntax/lexemes.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ormc;
using namespace pull_again;

const auto source_folder = fs::path{ORM_SOURCE_DIR};

// -- what a person does to pulled models

struct Word {
  std::string text;
  std::size_t begin;
  std::size_t end;
  bool is_comment;
};

auto words_of(const std::string& text) -> std::vector<Word> {
  auto sources = source::SourceSet{};
  const auto& file = sources.file(sources.add("models.orm", text));
  auto words = std::vector<Word>{};
  for (const auto& lexeme : syntax::read_lexemes(file)) {
    words.push_back({std::string{sources.text(lexeme.span)},
                     lexeme.span.begin,
                     lexeme.span.end,
                     lexeme.is_comment});
  }
  return words;
}

/// Comments before declarations and members, and at the ends of their lines.
auto commented(const std::string& text) -> std::string {
  auto result = std::string{};
  auto at = std::size_t{0};
  auto number = 0;
  const auto words = words_of(text);
  for (auto i = std::size_t{0}; i < words.size(); ++i) {
    const auto& word = words[i];
    const auto end = std::min(text.find('\n', word.end), text.size());
    const auto is_last = i + 1 == words.size() || words[i + 1].begin > end;
    result += text.substr(at, word.end - at);
    at = word.end;
    if (!is_last || word.is_comment || (word.text != ";" && word.text != "{")) continue;
    result += fmt::format("  // behind {}\n", ++number);
    const auto next = text.find_first_not_of('\n', end);
    if (next == std::string::npos) continue;
    const auto indent = text.find_first_not_of(' ', next) - next;
    result += text.substr(end + 1, next - end - 1);
    result += fmt::format("{}// before {}\n", std::string(indent, ' '), number);
    at = next;
  }
  return result + text.substr(at);
}

auto snake_case(const std::string& name) -> std::string {
  auto result = std::string{};
  for (const auto c : name) {
    const auto is_upper = c >= 'A' && c <= 'Z';
    if (is_upper && !result.empty()) result += '_';
    result += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

/// Every model with a plain name gets another.
auto renamed(const std::string& text) -> std::string {
  const auto words = words_of(text);
  auto names = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i + 1 < words.size(); ++i) {
    const auto& name = words[i + 1].text;
    const auto is_plain = std::ranges::all_of(
        name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    const auto end = std::min(text.find('{', words[i].begin), text.find(';', words[i].begin));
    const auto head = text.substr(words[i].begin, end - words[i].begin);
    if (words[i].text == "model" && is_plain && head.find("@table") == std::string::npos) {
      names.push_back(name);
    }
  }
  auto result = std::string{};
  auto at = std::size_t{0};
  for (auto i = std::size_t{0}; i < words.size(); ++i) {
    // Some names of types are quoted: `time: "Time"`.
    const auto is_quoted = i > 0 && words[i - 1].text == ":" && words[i].text.starts_with('"');
    const auto name = is_quoted ? words[i].text.substr(1, words[i].text.size() - 2) : words[i].text;
    if (std::ranges::find(names, name) == names.end()) continue;
    const auto end = words[i].end - (is_quoted ? 1 : 0);
    result += text.substr(at, end - at) + "Kept";
    at = end;
    const auto is_declared = i > 0 && words[i - 1].text == "model";
    if (is_declared) result += fmt::format(" @table(\"{}\")", snake_case(words[i].text));
  }
  return result + text.substr(at);
}

/// The schemas of this repository, in order.
auto schemas() -> std::vector<fs::path> {
  auto files = std::vector<fs::path>{};
  for (const auto& entry : fs::directory_iterator(source_folder / "tests/database/schemas")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

TEST_CASE("pulling again without a change writes the same bytes", "[pull][again]") {
  for (const auto& file : schemas()) {
    DYNAMIC_SECTION(file.stem().string()) {
      auto database = Pulled();
      REQUIRE(database.run_file(file) == "");
      REQUIRE(database.trip() == "");
      const auto pulled = database.texts();
      REQUIRE(database.trip() == "");
      CHECK(database.texts() == pulled);
      for (const auto& [name, text] : pulled) {
        database.write(
            commented(renamed(text)) + "\nquery one -> row[] { select 1 as n }  // kept\n", name);
      }
      REQUIRE(database.check() == "");
      const auto edited = database.texts();
      REQUIRE(database.trip() == "");
      CHECK(database.texts() == edited);
    }
  }
}

TEST_CASE("hand-made names, mixins, types and lists stay", "[pull][again]") {
  auto database = Pulled(std::string{shop_sql});
  database.write(std::string{shop_models});
  REQUIRE(database.trip() == "");
  CHECK(database.text() == shop_models);
}

TEST_CASE("files of one schema stay apart", "[pull][again]") {
  auto database =
      Pulled("create table a (id int primary key); create table b (id int primary key)");
  const auto queries = std::string{
      "module queries;\n\n// All of them.\nquery all_a -> row[] { select id from shop.A }\n"};
  database.write(queries, "queries.orm");
  database.write("module shop;\n\nmodel A {\n  id: int @id;\n}\n\nmodel B {\n  id: int @id;\n}\n");
  database.run(
      "alter table a add name text; create table c (id int primary key, a int references a)");
  REQUIRE(database.trip() == "");
  CHECK(database.text("queries.orm") == queries);
  CHECK(database.text().find("model C {") != std::string::npos);
  CHECK(database.texts().size() == 2);
}

TEST_CASE("what is left out of a pull stays in the models", "[pull][again]") {
  auto database = Pulled(
      "create table a (id int primary key); create table b (id int primary key, a_id int "
      "references "
      "a); create schema other; create table other.c (id int primary key, b_id int references b)");
  REQUIRE(database.trip() == "");
  const auto before = database.texts();
  REQUIRE(database.pull({"--include", "b"}) == 0);
  CHECK(database.texts() == before);
  REQUIRE(database.pull({"--exclude", "a"}) == 0);
  CHECK(database.texts() == before);
  REQUIRE(database.pull({"--schema", "public"}) == 0);
  CHECK(database.texts() == before);
  REQUIRE(database.pull({"--schema", "other"}) == 0);
  CHECK(database.texts() == before);
  database.run("alter table b add name text");
  REQUIRE(database.pull({"--schema", "other"}) == 0);
  CHECK(database.texts() == before);
  REQUIRE(database.pull({"--include", "b"}) == 0);
  auto after = std::string{};
  auto old = std::string{};
  for (const auto& [name, text] : database.texts()) after += text;
  for (const auto& [name, text] : before) old += text;
  const auto differs = difference(old, after);
  CHECK(differs.gone == Lines{});
  CHECK(differs.come == Lines{"name: text?;"});
}

TEST_CASE("models that were written by hand stay when their own database is pulled",
          "[pull][again]") {
  for (const auto& entry : fs::directory_iterator(source_folder / "models")) {
    if (entry.path().extension() != ".orm") continue;
    DYNAMIC_SECTION(entry.path().stem().string()) {
      auto folder = round_trip::Folder{};
      REQUIRE(driver::run(std::vector<std::string>{
                  "build", entry.path().string(), "--out", folder.path().string()}) == 0);
      auto database = Pulled();
      REQUIRE(database.run_file(folder.path() / "schema.sql") == "");
      database.write(read(entry.path()), entry.path().filename().string());
      REQUIRE(database.trip() == "");
      CHECK(database.text(entry.path().filename().string()) == read(entry.path()));
    }
  }
}

TEST_CASE("conditions stay as they were written", "[pull][again]") {
  const auto models = std::string{
      "module shop;\n\nenum Kind { big, small }\n\nmodel A {\n  id: int @id;\n  name: varchar(20) "
      "@check(name like 'a%');\n"
      "  kind: Kind? = 'big' @check(kind in ('big', 'small'));\n  age: int @check(age between 1 "
      "and 9);\n"
      "  at: timestamptz = current_timestamp;\n\n  index (name) where kind = 'big' and name <> "
      "'';\n}\n\n"
      "view Bigs as select id, name as called from A where kind = 'big' and length(name) > 1;\n"};
  auto folder = round_trip::Folder{};
  std::ofstream(folder.path() / "shop.orm") << models;
  REQUIRE(driver::run(std::vector<std::string>{
              "build", (folder.path() / "shop.orm").string(), "--out", folder.path().string()}) ==
          0);
  auto database = Pulled();
  REQUIRE(database.run_file(folder.path() / "schema.sql") == "");
  database.write(models);
  REQUIRE(database.trip() == "");
  CHECK(database.text() == models);
  database.run("alter table a drop constraint a_age_check, add check (age between 1 and 8)");
  REQUIRE(database.trip() == "");
  const auto differs = difference(models, database.text());
  CHECK(differs.gone == Lines{"age: int @check(age between 1 and 9);"});
  CHECK(differs.come == Lines{"age: int;", "check (age >= 1) and (age <= 8);"});
}

TEST_CASE("what is the program's own in the file of a schema that goes stays", "[pull][again]") {
  auto database = Pulled("create schema other; create table other.b (id int primary key)");
  database.write(
      "// Of others.\nmodule other schema \"other\";\n\n// It goes.\nmodel B {\n  id: int "
      "@id;\n}\n\n"
      "query one -> row[] { select 1 as n }  // kept\n",
      "other.orm");
  REQUIRE(database.trip() == "");
  database.run("drop schema other cascade; create table a (id int primary key)");
  REQUIRE(database.trip() == "");
  CHECK(database.text("other.orm") ==
        "// Of others.\nmodule other;\n\nquery one -> row[] { select 1 as n }  // kept\n");
}
