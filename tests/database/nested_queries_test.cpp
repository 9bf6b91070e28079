// Random statements with what orm adds to SQL - shapes, paths, predicates, optional parts, orders
// to choose from, pages - against the same in plain SQL: each of their texts prepares with the
// types that were inferred, each gives the rows of the plain query, and each shape those of a query
// of its own, in both forms that shapes have in SQL.
//
// ORM_NESTED_QUERIES and ORM_RANDOM_SEED set how many queries and which.

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "database/nested_models.hpp"
#include "database/nested_query_generator.hpp"
#include "database/nested_rows.hpp"
#include "database/nested_values.hpp"
#include "database/random_data.hpp"
#include "diagnostics/render.hpp"
#include "driver/check_database.hpp"
#include "driver/compile.hpp"
#include "emit/variants.hpp"
#include "query/presence.hpp"
#include "sql/split_shape.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"

namespace {

namespace query = ormc::query;
using orm_tests::NestedQuery;
using orm_tests::PartRows;
using orm_tests::shown;
using orm_tests::Values;

auto number_from(const char* variable, std::size_t otherwise) -> std::size_t {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// The same text by plain queries, one for each struct.
class Plain {
 public:
  explicit Plain(PGconn* connection) : connection_(connection) {}

  auto row(const NestedQuery& of, const orm_tests::PartsState& state, const Values& values)
      -> std::string {
    if (state.given != state_.given || state.chosen != state_.chosen) shapes_.clear();
    state_ = state;
    is_ordered_ = of.is_ordered(state);
    auto text = std::string{};
    for (const auto& value : values) text += shown(value) + " ";
    return text + shapes(of.shapes, *values.front());
  }
  auto rows(const std::string& sql) -> std::vector<Values> {
    auto found = orm_tests::run_and_undo(connection_, sql, {});
    if (!found.succeeded) throw std::runtime_error(found.message + sql);
    return found.rows;
  }

 private:
  auto shapes(const std::vector<NestedQuery::Shape>& shapes, const std::string& id) -> std::string {
    auto text = std::string{};
    for (const auto& each : shapes) text += shape(each, id) + " ";
    return text;
  }

  /// The same struct of the same row is asked for again and again.
  auto shape(const NestedQuery::Shape& shape, const std::string& id) -> const std::string& {
    auto [known, is_new] = shapes_.try_emplace({&shape, id});
    if (is_new) known->second = make(shape, id);
    return known->second;
  }

  auto make(const NestedQuery::Shape& shape, const std::string& id) -> std::string {
    auto sql = fmt::format("select {}.id", shape.alias);
    for (const auto& column : shape.columns) sql += ", " + column.plain(state_);
    sql += " from " + shape.from.plain(state_);
    for (auto at = sql.find("@id@"); at != std::string::npos; at = sql.find("@id@")) {
      sql.replace(at, 4, id);
    }
    auto elements = std::vector<std::string>{};
    for (const auto& row : rows(sql)) {
      auto& text = elements.emplace_back("{");
      for (std::size_t i = 1; i < row.size(); ++i) text += shown(row[i]) + " ";
      text += shapes(shape.shapes, *row.front()) + "}";
    }
    if (!is_ordered_) std::ranges::sort(elements);
    const auto text = fmt::format("{}", fmt::join(elements, ""));
    if (shape.many) return "[" + text + "]";
    return elements.empty() ? "none" : text;
  }

  PGconn* connection_;
  orm_tests::PartsState state_;
  bool is_ordered_ = true;
  std::map<std::pair<const NestedQuery::Shape*, std::string>, std::string> shapes_;
};

/// Runs the text of one state.
class Runner {
 public:
  Runner(PGconn* connection,
         const ormc::driver::Compilation& compiled,
         const query::NamedQuery& named)
      : connection_(connection),
        named_(named),
        presence_(named.parameters),
        text_(ormc::sql::query_text(compiled.schema, compiled.program, named)),
        split_(ormc::sql::split_query(compiled.schema, compiled.program, named)) {}

  /// The statements of the split form, if the query has one.
  auto split() const -> const std::optional<ormc::sql::SplitQuery>& { return split_; }
  /// The rows of one of them.
  auto run(const NestedQuery& of, const std::string& sql) const -> orm_tests::Rows {
    return orm_tests::run_and_undo(connection_, sql, values_of(of, nullptr));
  }

  /// The rows, of a page those behind the one that is the last so far.
  auto run(const NestedQuery& of, const orm_tests::PartsState& state, const Values* last)
      -> orm_tests::Rows {
    const auto values = values_of(of, last);
    if (text_.fragments.empty()) return orm_tests::run_and_undo(connection_, text_.text, values);
    auto presence = std::uint64_t{0};
    for (const auto& part : presence_.switches()) presence |= bits(part, of, state, last);
    const auto variant = ormc::emit::assemble(text_, presence);
    auto sent = Values{};
    for (auto parameter : variant.parameters) sent.push_back(values[parameter]);
    return orm_tests::run_and_undo(connection_, variant.sql, sent);
  }

 private:
  auto values_of(const NestedQuery& of, const Values* last) const -> Values {
    auto values = Values{};
    for (const auto& parameter : named_.parameters) {
      auto& value = values.emplace_back();
      if (parameter.cursor) {
        if (last != nullptr) value = (*last)[parameter.cursor_column];
      } else if (parameter.name.front() == 'p') {
        value = of.parameters[number_of(parameter)].value;
        std::erase(*value, '\'');
      }
    }
    return values;
  }

  static auto number_of(const query::QueryParameter& parameter) -> std::size_t {
    return std::stoull(parameter.name.substr(parameter.name.find_first_of("0123456789")));
  }

  auto bits(const query::PresenceBits::Switch& part,
            const NestedQuery& of,
            const orm_tests::PartsState& state,
            const Values* last) const -> std::uint64_t {
    const auto index = static_cast<std::size_t>(part.parameter);
    const auto& parameter = named_.parameters[index];
    if (parameter.cursor) return cursor_bits(part, index, last);
    const auto number = number_of(parameter);
    if (parameter.choices.empty()) return part.states[state.given[number] ? 1 : 0];
    const auto chosen = state.chosen[number];
    if (!of.choices[number].is_optional) return part.states[chosen];
    return part.states[chosen == of.choices[number].labels ? 0 : chosen + 1];
  }

  auto cursor_bits(const query::PresenceBits::Switch& part,
                   std::size_t first,
                   const Values* last) const -> std::uint64_t {
    for (const auto candidate : part.states) {
      auto fits = true;
      for (auto i = first; i < named_.parameters.size() && named_.parameters[i].cursor; ++i) {
        const auto said = presence_.state_of(static_cast<query::ParameterIndex>(i), candidate);
        const auto is_null = last != nullptr && !(*last)[named_.parameters[i].cursor_column];
        fits = fits && said.null == is_null && (i > first || said.given == (last != nullptr));
      }
      if (fits) return candidate;
    }
    throw std::logic_error{"no state of the cursor fits"};
  }

  PGconn* connection_;
  const query::NamedQuery& named_;
  query::PresenceBits presence_;
  ormc::sql::StatementText text_;
  std::optional<ormc::sql::SplitQuery> split_;
};

/// One query against what it says in plain SQL.
class Judge {
 public:
  Judge(Plain& plain, const query::NamedQuery& named, const NestedQuery& of)
      : plain_(plain), named_(named), of_(of) {}

  /// What is wrong with the rows of one state; empty if nothing. In the split form, `parts` are the
  /// rows that stand in others.
  auto difference(const orm_tests::PartsState& state,
                  const std::string& sql,
                  const orm_tests::Rows& found,
                  const PartRows* parts = nullptr) -> std::string {
    if (!found.succeeded) return found.message;
    const auto expected = plain_.rows(sql);
    if (found.rows.size() != expected.size()) {
      return fmt::format("{} rows instead of {}", found.rows.size(), expected.size());
    }
    auto got = std::vector<std::string>{};
    auto wanted = std::vector<std::string>{};
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (auto what = parts == nullptr ? refute(found.rows[i]) : ""; !what.empty()) return what;
      got.push_back(written(found.rows[i], of_.is_ordered(state), parts));
      wanted.push_back(plain_.row(of_, state, expected[i]));
    }
    if (!of_.is_ordered(state)) {
      std::ranges::sort(got);
      std::ranges::sort(wanted);
    }
    for (std::size_t i = 0; i < got.size(); ++i) {
      if (got[i] == wanted[i]) continue;
      return fmt::format("row {}:\n  {}\ninstead of\n  {}", i + 1, got[i], wanted[i]);
    }
    return {};
  }

 private:
  /// What is NULL and was called never NULL.
  auto refute(const Values& row) const -> std::string {
    const auto& shape = query::shape_of(*named_.statement);
    if (!shape.empty()) {
      if (auto what = orm_tests::refute_members(shape, row); !what.empty()) return what;
    }
    for (std::size_t i = 0; i < named_.statement->columns.size(); ++i) {
      if (!row[i] && !named_.statement->columns[i].nullable) {
        return fmt::format("column {} is NULL", i + 1);
      }
    }
    return {};
  }

  auto written(const Values& row, bool is_ordered, const PartRows* parts) const -> std::string {
    const auto& shape = query::shape_of(*named_.statement);
    const auto order = is_ordered ? orm_tests::ListOrder::kept : orm_tests::ListOrder::any;
    if (!shape.empty()) return orm_tests::shown_row(shape, row, order, parts);
    auto text = std::string{};
    for (const auto& value : row) text += shown(value) + " ";
    return text;
  }

  Plain& plain_;
  const query::NamedQuery& named_;
  const NestedQuery& of_;
};

/// Columns that are NULL and were called never NULL.
auto refute_columns(const std::vector<query::ResultColumn>& columns, const orm_tests::Rows& found)
    -> std::string {
  for (const auto& row : found.rows) {
    if (row.size() != columns.size()) return "another number of columns";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!row[i] && !columns[i].nullable) return fmt::format("column {} is NULL", i + 1);
    }
  }
  return found.message;
}

/// Runs the parts of a split form; what is wrong with their rows, empty if nothing.
auto take_parts(const Runner& runner,
                const NestedQuery& of,
                const std::vector<ormc::sql::ShapePart>& parts,
                PartRows& into) -> std::string {
  for (const auto& part : parts) {
    const auto found = runner.run(of, part.text);
    if (auto what = refute_columns(part.columns, found); !what.empty()) {
      return fmt::format("{}: {}\n{}", part.field->name, what, part.text);
    }
    into.add(part, found.rows);
    if (auto what = take_parts(runner, of, part.parts, into); !what.empty()) return what;
  }
  return {};
}

/// What is wrong in the split form of a query, empty if nothing.
auto split_difference(const Runner& runner, Judge& judge, const NestedQuery& of) -> std::string {
  const auto& split = *runner.split();
  const auto state = of.states().front();
  const auto found = runner.run(of, split.text);
  auto parts = PartRows{};
  auto what = refute_columns(split.columns, found);
  if (what.empty()) what = take_parts(runner, of, split.parts, parts);
  const auto sql = of.text.plain(state);
  if (what.empty()) what = judge.difference(state, sql, found, &parts);
  if (what.empty() || what.find("statement timeout") != std::string::npos) return {};
  return fmt::format("split: {}\n{}\n--\n{}", what, of.text.written(), split.text);
}

/// What is wrong in one state, on each of its pages.
auto difference(Runner& runner,
                Judge& judge,
                const NestedQuery& of,
                const orm_tests::PartsState& state,
                std::size_t& runs) -> std::string {
  auto last = std::optional<Values>{};
  for (auto begin = std::size_t{0};; begin += of.page) {
    const auto found = runner.run(of, state, last ? &*last : nullptr);
    if (found.message.find("statement timeout") != std::string::npos) return {};
    ++runs;
    auto sql = of.text.plain(state);
    if (of.page > 0) sql += fmt::format(" limit {} offset {}", of.page, begin);
    if (auto what = judge.difference(state, sql, found); !what.empty()) {
      return fmt::format("{}\n{}\n--\n{}", what, of.text.written(), sql);
    }
    if (of.page == 0 || found.rows.size() < of.page) return {};
    last = found.rows.back();
  }
}

}  // namespace

TEST_CASE("shapes, paths, predicates and optional parts say what plain SQL says", "[nested]") {
  const auto count = number_from("ORM_NESTED_QUERIES", 500);
  const auto seed = number_from("ORM_RANDOM_SEED", 1);
  const auto models = std::string{orm_tests::nested_models};
  const auto conninfo = test_support::postgres_server::shared().create_database();
  auto generator = orm_tests::NestedQueryGenerator{seed};
  auto connection = orm_tests::connect(conninfo);
  auto unhurried = orm_tests::connect(conninfo);
  auto accepted = std::size_t{0};
  auto runs = std::size_t{0};
  auto prepared = std::size_t{0};
  auto split = std::size_t{0};
  auto failures = std::vector<std::string>{};
  for (std::size_t done = 0; done < count;) {
    auto batch = std::vector<NestedQuery>{};
    auto text = models;
    for (auto i = 0; i < 150 && done < count; ++i, ++done) {
      batch.push_back(generator.query());
      text += fmt::format("query q{}({}) {{ {} }}\n",
                          i,
                          fmt::join(batch.back().declared(), ", "),
                          batch.back().text.written());
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
      auto judge = Judge{plain, named, of};
      for (const auto& state : of.states()) {
        auto what = difference(runner, judge, of, state, runs);
        if (what.empty()) continue;
        failures.push_back(std::move(what));
        break;
      }
      if (!runner.split()) continue;
      ++split;
      if (auto what = split_difference(runner, judge, of); !what.empty()) {
        failures.push_back(std::move(what));
      }
    }
  }
  fmt::print(
      "nested queries (seed {}): {} of {} accepted, {} texts prepared, {} ran, {} split, "
      "{} refuted\n",
      seed,
      accepted,
      count,
      prepared,
      runs,
      split,
      failures.size());
  for (std::size_t i = 0; i < failures.size() && i < 10; ++i) fmt::print("  {}\n\n", failures[i]);
  CHECK(accepted == count);
  CHECK(runs > count * 4);
  CHECK(split > count / 50);
  CHECK(failures.empty());
}
