// `ormc check --database` over everything that compiles: the models and every language case, each
// against the database that its own schema.sql makes. The server has the last word: the types of
// all parameters and columns of all statements are as the compiler inferred.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "diagnostics/render.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "driver/check_database.hpp"
#include "driver/compile.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"

namespace {

namespace fs = std::filesystem;
using test_support::postgres_server;

auto programs() -> std::vector<fs::path> {
  auto found = std::vector<fs::path>{};
  for (const auto* folder : {"models", "tests/cases"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ORM_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".orm") found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

auto read(const fs::path& path) -> std::string {
  auto text = std::ostringstream{};
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

struct Tally {
  std::size_t programs = 0;
  std::size_t statements = 0;
  std::size_t differences = 0;
  std::vector<std::string> failures;
};

/// Whether a program names an extension that no server has: it is compiled, with a warning.
auto needs_unknown_extension(const ormc::driver::Compilation& compilation) -> bool {
  return std::ranges::any_of(compilation.diagnostics.all(), [](const auto& found) {
    return found.info.code == ormc::diagnostics::UnknownExtension::info.code;
  });
}

/// Holds one program against a database of its own.
auto check(const fs::path& path, Tally& tally) -> void {
  auto sources = ormc::source::SourceSet{};
  sources.add(path.filename().string(), read(path));
  const auto compilation = ormc::driver::compile(sources);
  if (compilation.diagnostics.has_errors() || needs_unknown_extension(compilation)) return;
  ++tally.programs;
  const auto conninfo = postgres_server::shared().create_database();
  auto found = ormc::diagnostics::Diagnostics{};
  try {
    test_support::run_sql(conninfo, ormc::sql::schema_sql(compilation.schema, compilation.program));
    const auto outcome = ormc::driver::check_database(conninfo, compilation, found);
    tally.statements += outcome.statements;
    tally.differences += outcome.differences;
    if (outcome.failure) throw std::runtime_error(*outcome.failure);
  } catch (const std::runtime_error& error) {
    tally.failures.push_back(path.string() + ": " + error.what());
  }
  if (!found.all().empty()) {
    tally.failures.push_back(
        path.string() + ":\n" +
        ormc::diagnostics::render_text(found, sources, ormc::diagnostics::Color::never));
  }
  postgres_server::shared().drop_database(conninfo);
}

/// What some cases name belongs to the server, not to a database.
auto make_role_and_tablespace() -> void {
  const auto conninfo = postgres_server::shared().create_database();
  for (const auto* statement : {"create role reader",
                                "alter system set allow_in_place_tablespaces = on",
                                "select pg_reload_conf()",
                                "create tablespace fast location ''"}) {
    try {
      test_support::run_sql(conninfo, statement);
    } catch (const std::runtime_error&) {
      // Another test made it.
    }
  }
  postgres_server::shared().drop_database(conninfo);
}

}  // namespace

TEST_CASE("the server agrees with every statement of every model and case", "[all]") {
  make_role_and_tablespace();
  auto tally = Tally{};
  for (const auto& path : programs()) check(path, tally);
  fmt::print("checked {} statements of {} programs: {} differences\n",
             tally.statements,
             tally.programs,
             tally.differences);
  for (const auto& failure : tally.failures) fmt::print("  {}\n", failure);
  CHECK(tally.failures.empty());
  CHECK(tally.differences == 0);
  CHECK(tally.programs > 200);
  CHECK(tally.statements > 1000);
}
