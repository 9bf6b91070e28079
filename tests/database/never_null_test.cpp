// Tries to prove the compiler wrong: in databases full of NULLs, every query is run; a column that
// it calls never null must not be NULL, and there must be no more and no fewer rows than it proved.
// What was written and what is emitted must give the same rows.
//
// ORM_RANDOM_STATEMENTS and ORM_RANDOM_SEED set how many random statements and which.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "database/nested_values.hpp"
#include "database/null_models.hpp"
#include "database/null_query_generator.hpp"
#include "database/random_data.hpp"
#include "database/statement_generator.hpp"
#include "query/bind.hpp"
#include "query/walk_query.hpp"
#include "schema/resolve.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"
#include "syntax/parse.hpp"

namespace {

namespace query = ormc::query;

auto number_from(const char* variable, std::size_t otherwise) -> std::size_t {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Compiled {
  explicit Compiled(const std::string& text) {
    sources.add("program.orm", text);
    trees.push_back(ormc::syntax::parse(sources.files().front(), diagnostics));
    schema = ormc::schema::resolve(trees, sources, diagnostics);
    program = query::bind(schema, trees, diagnostics);
  }
  ormc::source::SourceSet sources;
  ormc::diagnostics::Diagnostics diagnostics;
  std::vector<ormc::syntax::Tree> trees;
  ormc::schema::Schema schema;
  query::Program program;
};

/// What the rows of a run say against what was proven, empty if nothing.
auto refutation(const query::NamedQuery& named, const orm_tests::Rows& found) -> std::string {
  const auto& columns = named.statement->columns;
  const auto& shape = query::shape_of(*named.statement);
  for (const auto& row : found.rows) {
    auto what = shape.empty() ? std::string{} : orm_tests::refute_members(shape, row);
    if (!what.empty()) return what;
    for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
      if (!row[i] && !columns[i].nullable) {
        return fmt::format("column {} `{}` is NULL", i + 1, columns[i].name);
      }
    }
  }
  auto count = found.rows.size();
  auto returns = !columns.empty();
  switch (named.cardinality) {
    case query::Cardinality::zero:
      return count > 0 ? "there are rows" : "";
    case query::Cardinality::one:
      return returns && count != 1 ? fmt::format("{} rows instead of one", count) : "";
    case query::Cardinality::at_most_one:
      return count > 1 ? fmt::format("{} rows", count) : "";
    case query::Cardinality::many:
      return "";
  }
  return "";
}

/// Whether it says of a value that it is never NULL (`note!`) what nothing proves: that is left to
/// the program that reads it (tests/program/parts_test.cpp).
auto asserts(const query::NamedQuery& named) -> bool {
  auto found = false;
  query::walk_deep(*named.unit, *named.statement, [&](const query::Expr& expr) {
    const auto* assertion = std::get_if<query::NonNull>(&expr.node);
    if (assertion != nullptr && !assertion->proven) found = true;
  });
  return found;
}

auto random_parameters(orm_tests::RandomData& data, const query::NamedQuery& named)
    -> std::vector<std::optional<std::string>> {
  auto values = std::vector<std::optional<std::string>>{};
  for (const auto& parameter : named.parameters) {
    auto value = data.value(parameter.type, parameter.nullable);
    // Nothing is known to fit: a value that most input functions refuse, never NULL.
    if (!value && !parameter.nullable) value = "0";
    values.push_back(std::move(value));
  }
  return values;
}

auto read_file(const std::filesystem::path& path) -> std::string {
  auto stream = std::ifstream{path};
  auto text = std::stringstream{};
  text << stream.rdbuf();
  return text.str();
}

auto case_files() -> std::vector<std::filesystem::path> {
  auto files = std::vector<std::filesystem::path>{};
  for (auto folder : {"/tests/cases/query", "/tests/program", "/models"}) {
    auto root = std::filesystem::path{ORM_SOURCE_DIR + std::string{folder}};
    for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
      if (entry.path().extension() == ".orm") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Rows in an order of their own, for statements that promise none.
auto sorted(std::vector<std::vector<std::optional<std::string>>> rows)
    -> std::vector<std::vector<std::optional<std::string>>> {
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// Whether running a text twice may differ for reasons of its own.
auto is_fickle(const std::string& sql) -> bool {
  for (const auto* word : {"random",
                           "tablesample",
                           "clock_timestamp",
                           "nextval",
                           "txid",
                           "limit",
                           "offset",
                           "array_agg",
                           "string_agg",
                           "json",
                           "distinct on",
                           "row_number",
                           "rank",
                           "lag",
                           "lead",
                           "_value",
                           "ntile",
                           "gen_random",
                           "ctid",
                           "xmin",
                           "insert",
                           "timeofday",
                           "local",
                           "current_",
                           "now()",
                           "statement_timestamp",
                           "over"}) {
    if (sql.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("what the cases' queries return is what was proven") {
  auto runs = std::size_t{0};
  auto succeeded = std::size_t{0};
  auto failures = std::vector<std::string>{};
  for (const auto& path : case_files()) {
    auto compiled = Compiled{read_file(path)};
    if (compiled.diagnostics.has_errors() || compiled.program.queries.empty()) continue;
    auto conninfo = test_support::postgres_server::shared().create_database();
    auto connection = orm_tests::connect(conninfo);
    orm_tests::command(connection.get(), ormc::sql::schema_sql(compiled.schema, compiled.program));
    auto data = orm_tests::RandomData{compiled.schema.catalog, number_from("ORM_RANDOM_SEED", 1)};
    data.fill(connection.get(), compiled.schema);
    for (const auto& named : compiled.program.queries) {
      auto text = ormc::sql::query_text(compiled.schema, compiled.program, named);
      if (!text.fragments.empty() || asserts(named)) continue;
      for (auto i = 0; i < 6; ++i) {
        auto found =
            orm_tests::run_and_undo(connection.get(), text.text, random_parameters(data, named));
        ++runs;
        if (!found.succeeded) continue;
        ++succeeded;
        auto what = refutation(named, found);
        if (what.empty()) continue;
        failures.push_back(
            fmt::format("{}: {}: {}\n{}", path.string(), named.name, what, text.text));
        break;
      }
    }
    connection.reset();
    test_support::postgres_server::shared().drop_database(conninfo);
  }
  fmt::print(
      "cases' queries: {} runs, {} succeeded, {} refuted\n", runs, succeeded, failures.size());
  for (const auto& failure : failures) fmt::print("  {}\n", failure);
  CHECK(succeeded > 0);
  CHECK(failures.empty());
}

TEST_CASE("what random statements return is what was proven and what was written") {
  auto count = number_from("ORM_RANDOM_STATEMENTS", 3000);
  auto seed = number_from("ORM_RANDOM_SEED", 1);
  auto models = std::string{orm_tests::generator_models};
  auto empty = Compiled{models};
  auto conninfo = test_support::postgres_server::shared().create_database();
  auto connection = orm_tests::connect(conninfo);
  orm_tests::command(connection.get(), ormc::sql::schema_sql(empty.schema, empty.program));
  orm_tests::command(connection.get(), "set statement_timeout = '2s'");
  auto data = orm_tests::RandomData{empty.schema.catalog, seed};
  data.fill(connection.get(), empty.schema, 30);

  auto generator = orm_tests::StatementGenerator{seed};
  auto succeeded = std::size_t{0};
  auto failures = std::vector<std::string>{};
  for (std::size_t done = 0; done < count;) {
    auto batch = std::vector<std::string>{};
    auto text = models;
    for (auto i = 0; i < 500 && done < count; ++i, ++done) {
      batch.push_back(generator.statement());
      text += fmt::format("query q{} {{ {} }}\n", i, batch.back());
    }
    auto compiled = Compiled{text};
    for (const auto& named : compiled.program.queries) {
      const auto& written = batch[std::stoull(named.name.substr(1))];
      auto emitted = ormc::sql::query_text(compiled.schema, compiled.program, named).text;
      auto parameters = random_parameters(data, named);
      auto found = orm_tests::run_and_undo(connection.get(), emitted, parameters);
      if (found.succeeded) ++succeeded;
      auto what = found.succeeded ? refutation(named, found) : std::string{};
      if (what.empty() && !is_fickle(written)) {
        auto expected = orm_tests::run_and_undo(connection.get(), written, parameters);
        if (expected.succeeded && !found.succeeded) {
          what = "only what was written runs: " + found.message;
        } else if (expected.succeeded && sorted(expected.rows) != sorted(found.rows)) {
          // What gives other rows each time (a clock, a counter of the server) shows nothing.
          auto again = orm_tests::run_and_undo(connection.get(), written, parameters);
          auto ours_again = orm_tests::run_and_undo(connection.get(), emitted, parameters);
          auto steady = sorted(again.rows) == sorted(expected.rows) &&
                        sorted(ours_again.rows) == sorted(found.rows);
          if (steady) what = "what was written gives other rows";
        }
      }
      if (!what.empty()) failures.push_back(fmt::format("{}\n{}\n--\n{}", what, written, emitted));
    }
  }
  fmt::print("random statements (seed {}): {} ran, {} refuted\n", seed, succeeded, failures.size());
  for (std::size_t i = 0; i < failures.size() && i < 60; ++i) fmt::print("  {}\n\n", failures[i]);
  CHECK(succeeded > 0);
  CHECK(failures.empty());
}

namespace {

/// Contents of tables that bring NULLs about in their own ways.
struct Contents {
  int tries;     // rows for each table, before those that a constraint refuses
  double nulls;  // how often what may be NULL is
};

constexpr Contents all_contents[] = {
    {0, 0.0},   // nothing: groups without rows, joins without partners
    {1, 1.0},   // one row at most, of NULLs
    {2, 0.5},   // few: partitions of one row
    {12, 0.9},  // nearly everything NULL
    {12, 0.4},
    {12, 0.05},  // nearly nothing: conditions hold, then do not
};

}  // namespace

// ORM_NULL_STATEMENTS sets how many statements; each is run on six databases.
TEST_CASE("what statements about NULL return is what was proven") {
  const auto count = number_from("ORM_NULL_STATEMENTS", 6000);
  const auto seed = number_from("ORM_RANDOM_SEED", 1);
  const auto models = std::string{orm_tests::null_models};
  const auto empty = Compiled{models};
  REQUIRE_FALSE(empty.diagnostics.has_errors());
  auto connections = std::vector<orm_tests::Connection>{};
  for (const auto& contents : all_contents) {
    connections.push_back(
        orm_tests::connect(test_support::postgres_server::shared().create_database()));
    auto* connection = connections.back().get();
    orm_tests::command(connection, ormc::sql::schema_sql(empty.schema, empty.program));
    orm_tests::command(connection, "set statement_timeout = '200ms'");
    auto data = orm_tests::RandomData{
        empty.schema.catalog, seed * 100 + connections.size(), contents.nulls};
    if (contents.tries > 0) data.fill(connection, empty.schema, contents.tries);
  }
  auto generator = orm_tests::NullQueryGenerator{seed};
  auto values = orm_tests::RandomData{empty.schema.catalog, seed};
  auto pairs = std::size_t{0};
  auto accepted = std::size_t{0};
  auto never_null = std::size_t{0};
  auto columns = std::size_t{0};
  auto failures = std::vector<std::string>{};
  auto refused = std::map<std::string, std::size_t>{};  // what the generator gets wrong
  for (std::size_t done = 0; done < count;) {
    auto batch = std::vector<std::string>{};
    auto text = models;
    for (auto i = 0; i < 250 && done < count; ++i, ++done) {
      batch.push_back(generator.statement());
      text += fmt::format("query q{} {{ {} }}\n", i, batch.back());
    }
    const auto compiled = Compiled{text};
    accepted += compiled.program.queries.size();
    for (const auto& diagnostic : compiled.diagnostics.all()) {
      if (diagnostic.info.severity == ormc::diagnostics::Severity::error) {
        ++refused[fmt::format("{} {}", diagnostic.info.code, diagnostic.message)];
      }
    }
    for (const auto& named : compiled.program.queries) {
      for (const auto& column : named.statement->columns) {
        ++columns;
        if (!column.nullable) ++never_null;
      }
      const auto sql = ormc::sql::query_text(compiled.schema, compiled.program, named).text;
      for (std::size_t i = 0; i < connections.size(); ++i) {
        auto found =
            orm_tests::run_and_undo(connections[i].get(), sql, random_parameters(values, named));
        if (!found.succeeded) continue;
        ++pairs;
        auto what = refutation(named, found);
        if (what.empty()) continue;
        failures.push_back(fmt::format("{} in database {}\n{}\n--\n{}",
                                       what,
                                       i,
                                       batch[std::stoull(named.name.substr(1))],
                                       sql));
        break;
      }
    }
  }
  fmt::print(
      "statements about NULL (seed {}): {} of {} accepted, {} pairs ran, {} of {} columns "
      "never NULL, {} refuted\n",
      seed,
      accepted,
      count,
      pairs,
      never_null,
      columns,
      failures.size());
  for (std::size_t i = 0; i < failures.size() && i < 40; ++i) fmt::print("  {}\n\n", failures[i]);
  for (const auto& [message, times] : refused) {
    if (times * 50 > count) fmt::print("  refused {} times: {}\n", times, message);
  }
  CHECK(pairs > count * 3);
  CHECK(failures.empty());
}
