// Reads every #include of the compiler, the runtime and the generated headers and holds it against
// the dependency rule: data flows one way, so a folder includes only what stands before it.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr auto stages = std::array<std::string_view, 11>{"source",
                                                         "diagnostics",
                                                         "syntax",
                                                         "catalog",
                                                         "schema",
                                                         "query",
                                                         "sql",
                                                         "migration",
                                                         "introspect",
                                                         "emit",
                                                         "driver"};

struct Include {
  fs::path file;
  std::string target;
  bool angled;
};

auto root() -> fs::path { return ORM_SOURCE_DIR; }

auto includes_below(const fs::path& folder) -> std::vector<Include> {
  auto found = std::vector<Include>{};
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    auto extension = entry.path().extension();
    if (extension != ".hpp" && extension != ".cpp" && extension != ".inc") continue;
    auto in = std::ifstream(entry.path());
    for (auto line = std::string{}; std::getline(in, line);) {
      if (!line.starts_with("#include ")) continue;
      auto open = line.find_first_of("<\"");
      auto close = line.find_first_of(">\"", open + 1);
      if (open == std::string::npos || close == std::string::npos) continue;
      found.push_back({entry.path(), line.substr(open + 1, close - open - 1), line[open] == '<'});
    }
  }
  return found;
}

auto stage_of(std::string_view path) -> std::optional<std::size_t> {
  auto folder = path.substr(0, path.find('/'));
  auto at = std::find(stages.begin(), stages.end(), folder);
  if (at == stages.end() || folder.size() == path.size()) return std::nullopt;
  return static_cast<std::size_t>(at - stages.begin());
}

}  // namespace

TEST_CASE("a compiler folder includes only what stands before it") {
  for (const auto& include : includes_below(root() / "compiler")) {
    auto own = stage_of(fs::relative(include.file, root() / "compiler").generic_string());
    auto target = stage_of(include.target);
    if (!own || !target || include.angled) continue;
    INFO(include.file.string() << " includes " << include.target);
    CHECK(*target <= *own);
    // Only the driver's commands see more than the typed program: emitters do not see syntax.
    if (stages[*own] == "emit" || stages[*own] == "sql") CHECK(stages[*target] != "syntax");
  }
}

TEST_CASE("only the parser adapter sees ANTLR, only driver and introspect see libpq") {
  for (const auto& include : includes_below(root() / "compiler")) {
    auto path = fs::relative(include.file, root() / "compiler").generic_string();
    INFO(path << " includes " << include.target);
    if (include.target.starts_with("antlr4") || include.target.starts_with("OrmParser") ||
        include.target.starts_with("OrmLexer")) {
      CHECK(path.starts_with("syntax/"));
    }
    if (include.target.starts_with("libpq") || include.target == "postgres_ext.h") {
      CHECK((path.starts_with("driver/") || path.starts_with("introspect/")));
    }
    CHECK_FALSE(include.target.starts_with("orm/"));
  }
}

TEST_CASE("the runtime includes nothing of the compiler") {
  for (const auto& include : includes_below(root() / "runtime")) {
    INFO(include.file.string() << " includes " << include.target);
    CHECK_FALSE(stage_of(include.target).has_value());
    CHECK_FALSE(include.target.starts_with("fmt/"));
    auto is_public = include.file.string().find("/include/orm/") != std::string::npos;
    if (is_public) CHECK_FALSE(include.target.starts_with("libpq"));
  }
}

TEST_CASE("generated headers include only the runtime and each other") {
  for (const auto& include : includes_below(root() / "generated" / "models")) {
    INFO(include.file.string() << " includes " << include.target);
    CHECK((include.target.starts_with("orm/") || include.target.ends_with(".orm.hpp") ||
           (include.angled && include.target.find('/') == std::string::npos)));
  }
}
