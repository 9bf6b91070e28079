// Random queries with what orm adds to SQL - shapes, paths, predicates, optional parts, orders to
// choose from - against the same in plain SQL: each of their texts prepares with the types that
// were inferred, each gives the rows of the plain query, and each shape those of a query of its
// own.
//
// ORM_NESTED_QUERIES and ORM_RANDOM_SEED set how many queries and which.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "database/nested_query_generator.hpp"
#include "database/nested_values.hpp"
#include "database/random_data.hpp"
#include "diagnostics/render.hpp"
#include "driver/check_database.hpp"
#include "driver/compile.hpp"
#include "emit/variants.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"

namespace {

namespace query = ormc::query;
using orm_tests::NestedQuery;
using orm_tests::Values;

auto number_from(const char* variable, std::size_t otherwise) -> std::size_t {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

auto shown(const std::optional<std::string>& value) -> std::string {
  return value ? "'" + *value + "'" : "null";
}

/// A row as one text, by what the compiler says of its members.
class Shown {
 public:
  explicit Shown(const Values& row) : row_(row) {}

  auto members(const std::vector<query::ShapeField>& fields) -> std::string {
    auto text = std::string{};
    for (const auto& field : fields) text += member(field) + " ";
    return text;
  }

 private:
  auto member(const query::ShapeField& field) -> std::string {
    using Kind = query::ShapeField::Kind;
    if (field.kind == Kind::one) {
      const auto there = !field.nullable || row_[at_].has_value();
      if (field.marker != nullptr) ++at_;
      auto text = members(field.fields);
      return there ? "{" + text + "}" : "none";
    }
    const auto& value = row_[at_++];
    if (field.kind == Kind::column) return shown(value);
    if (!value) return "none";
    if (field.kind == Kind::record) return "{" + record(field, *value) + "}";
    auto text = std::string{"["};
    for (const auto& element : orm_tests::array_elements(*value)) {
      text += "{" + record(field, *element) + "}";
    }
    return text + "]";
  }

  static auto record(const query::ShapeField& field, const std::string& value) -> std::string {
    const auto values = orm_tests::record_fields(value);
    return Shown{values}.members(query::fields_of(field));
  }

  const Values& row_;
  std::size_t at_ = 0;
};

/// The same text by plain queries, one for each struct.
class Plain {
 public:
  explicit Plain(PGconn* connection) : connection_(connection) {}

  auto shapes(const std::vector<NestedQuery::Shape>& shapes, const std::string& id) -> std::string {
    auto text = std::string{};
    for (const auto& each : shapes) text += shape(each, id) + " ";
    return text;
  }
  auto rows(const std::string& sql) -> std::vector<Values> {
    auto found = orm_tests::run_and_undo(connection_, sql, {});
    if (!found.succeeded) throw std::runtime_error(found.message + sql);
    return found.rows;
  }

 private:
  /// The same struct of the same row is asked for again and again.
  auto shape(const NestedQuery::Shape& shape, const std::string& id) -> const std::string& {
    auto [known, is_new] = shapes_.try_emplace({&shape, id});
    if (is_new) known->second = make(shape, id);
    return known->second;
  }

  auto make(const NestedQuery::Shape& shape, const std::string& id) -> std::string {
    const auto alias = shape.columns.empty() ? std::string{} : alias_of(shape.from);
    const auto found = rows(fmt::format("select {}.id, {} from {}",
                                        alias,
                                        fmt::join(shape.columns, ", "),
                                        fmt::format(fmt::runtime(shape.from), id)));
    auto text = std::string{};
    for (const auto& row : found) {
      text += "{";
      for (std::size_t i = 1; i < row.size(); ++i) text += shown(row[i]) + " ";
      text += shapes(shape.shapes, *row.front()) + "}";
    }
    if (shape.many) return "[" + text + "]";
    return found.empty() ? "none" : text;
  }

  /// `from` begins with a table and its alias.
  static auto alias_of(const std::string& from) -> std::string {
    const auto begin = from.find(' ') + 1;
    return from.substr(begin, from.find(' ', begin) - begin);
  }

  PGconn* connection_;
  std::map<std::pair<const NestedQuery::Shape*, std::string>, std::string> shapes_;
};

/// All states of what is optional.
auto states(const NestedQuery& of) -> std::vector<orm_tests::PartsState> {
  auto found = std::vector<orm_tests::PartsState>{};
  for (std::size_t choice = 0; choice < std::max<std::size_t>(of.choices, 1); ++choice) {
    for (std::size_t bits = 0; bits < std::size_t{1} << of.parameters.size(); ++bits) {
      auto state = orm_tests::PartsState{std::vector<bool>(of.parameters.size()), choice};
      for (std::size_t i = 0; i < of.parameters.size(); ++i) state.given[i] = (bits >> i & 1) != 0;
      found.push_back(std::move(state));
    }
  }
  return found;
}

/// Runs the text of one state.
class Runner {
 public:
  Runner(PGconn* connection,
         const ormc::driver::Compilation& compiled,
         const query::NamedQuery& named)
      : connection_(connection),
        named_(named),
        text_(ormc::sql::query_text(compiled.schema, compiled.program, named)) {}

  auto run(const NestedQuery& of, const orm_tests::PartsState& state) -> orm_tests::Rows {
    auto presence = std::uint64_t{0};
    auto bit = std::size_t{0};
    auto values = Values{};
    for (const auto& parameter : named_.parameters) {
      if (!parameter.choices.empty()) {
        presence |= std::uint64_t{state.choice} << bit;
        bit += of.choices > 2 ? 2 : 1;
        values.emplace_back();
        continue;
      }
      const auto place = std::stoull(parameter.name.substr(1));
      presence |= std::uint64_t{state.given[place] ? 1U : 0U} << bit++;
      auto value = of.values[place];
      std::erase(value, '\'');
      values.emplace_back(std::move(value));
    }
    if (text_.fragments.empty()) return orm_tests::run_and_undo(connection_, text_.text, {});
    const auto variant = ormc::emit::assemble(text_, presence);
    auto sent = Values{};
    for (auto parameter : variant.parameters) sent.push_back(values[parameter]);
    return orm_tests::run_and_undo(connection_, variant.sql, sent);
  }

 private:
  PGconn* connection_;
  const query::NamedQuery& named_;
  ormc::sql::StatementText text_;
};

/// What is wrong with the rows of one state; empty if nothing.
auto difference(Plain& plain,
                const query::NamedQuery& named,
                const NestedQuery& of,
                const orm_tests::PartsState& state,
                const orm_tests::Rows& found) -> std::string {
  const auto expected = plain.rows(of.plain(state));
  if (found.rows.size() != expected.size()) {
    return fmt::format("{} rows instead of {}", found.rows.size(), expected.size());
  }
  const auto& shape = query::shape_of(*named.statement);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    auto wanted = std::string{};
    for (const auto& value : expected[i]) wanted += shown(value) + " ";
    wanted += plain.shapes(of.shapes, *expected[i].front());
    auto got = std::string{};
    if (shape.empty()) {
      for (const auto& value : found.rows[i]) got += shown(value) + " ";
    } else {
      got = Shown{found.rows[i]}.members(shape);
      if (auto what = orm_tests::refute_members(shape, found.rows[i]); !what.empty()) return what;
    }
    if (got != wanted) return fmt::format("row {}:\n  {}\ninstead of\n  {}", i + 1, got, wanted);
    for (std::size_t c = 0; c < named.statement->columns.size(); ++c) {
      if (!found.rows[i][c] && !named.statement->columns[c].nullable) {
        return fmt::format("column {} is NULL", c + 1);
      }
    }
  }
  return {};
}

}  // namespace

TEST_CASE("shapes, paths, predicates and optional parts say what plain SQL says", "[nested]") {
  const auto count = number_from("ORM_NESTED_QUERIES", 900);
  const auto seed = number_from("ORM_RANDOM_SEED", 1);
  const auto models = std::string{orm_tests::nested_models};
  const auto conninfo = test_support::postgres_server::shared().create_database();
  auto generator = orm_tests::NestedQueryGenerator{seed};
  auto connection = orm_tests::connect(conninfo);
  auto unhurried = orm_tests::connect(conninfo);
  auto accepted = std::size_t{0};
  auto runs = std::size_t{0};
  auto prepared = std::size_t{0};
  auto failures = std::vector<std::string>{};
  for (std::size_t done = 0; done < count;) {
    auto batch = std::vector<NestedQuery>{};
    auto text = models;
    for (auto i = 0; i < 150 && done < count; ++i, ++done) {
      batch.push_back(generator.query());
      auto parameters = batch.back().parameters;
      if (batch.back().choices > 0) parameters.emplace_back("sort");
      text += fmt::format(
          "query q{}({}) {{ {} }}\n", i, fmt::join(parameters, ", "), batch.back().written());
    }
    auto sources = ormc::source::SourceSet{};
    sources.add("program.orm", text);
    const auto compiled = ormc::driver::compile(sources);
    if (compiled.diagnostics.has_errors()) {
      fmt::print("{}\n",
                 ormc::diagnostics::render_text(
                     compiled.diagnostics, sources, ormc::diagnostics::Color::never)
                     .substr(0, 4000));
    }
    if (done <= 150) {
      orm_tests::command(connection.get(),
                         ormc::sql::schema_sql(compiled.schema, compiled.program));
      orm_tests::command(connection.get(), std::string{orm_tests::nested_data});
      // Text doubles its quotes with each record: what is nested deep is not worth its time.
      orm_tests::command(connection.get(), "set statement_timeout = '200ms'");
    }
    auto found = ormc::diagnostics::Diagnostics{};
    const auto outcome = ormc::driver::check_database(conninfo, compiled, found);
    prepared += outcome.statements;
    if (outcome.differences > 0) {
      failures.push_back(
          ormc::diagnostics::render_text(found, sources, ormc::diagnostics::Color::never));
    }
    accepted += compiled.program.queries.size();
    for (const auto& named : compiled.program.queries) {
      const auto& of = batch[std::stoull(named.name.substr(1))];
      auto plain = Plain{unhurried.get()};
      auto runner = Runner{connection.get(), compiled, named};
      for (const auto& state : states(of)) {
        const auto rows = runner.run(of, state);
        if (rows.message.find("statement timeout") != std::string::npos) break;
        ++runs;
        auto what = rows.succeeded ? difference(plain, named, of, state, rows) : rows.message;
        if (what.empty()) continue;
        failures.push_back(fmt::format("{}\n{}\n--\n{}", what, of.written(), of.plain(state)));
        break;
      }
    }
  }
  fmt::print("nested queries (seed {}): {} of {} accepted, {} texts prepared, {} ran, {} refuted\n",
             seed,
             accepted,
             count,
             prepared,
             runs,
             failures.size());
  for (std::size_t i = 0; i < failures.size() && i < 10; ++i) fmt::print("  {}\n\n", failures[i]);
  CHECK(accepted == count);
  CHECK(runs > count * 4);
  CHECK(failures.empty());
}
