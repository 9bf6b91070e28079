// Pages of random queries, one after the other, against all of their rows at once.
//
// ORM_PAGE_QUERIES and ORM_RANDOM_SEED set how many queries and which.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "database/page_query_generator.hpp"
#include "database/random_data.hpp"
#include "emit/variants.hpp"
#include "query/bind.hpp"
#include "schema/resolve.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"
#include "syntax/parse.hpp"

namespace {

namespace query = ormc::query;

using Row = std::vector<std::optional<std::string>>;

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

/// Gets the pages of one query.
class Pager {
 public:
  Pager(PGconn* connection, const Compiled& compiled, const query::NamedQuery& named)
      : connection_(connection),
        named_(named),
        text_(ormc::sql::query_text(compiled.schema, compiled.program, named)) {}

  /// All rows, page by page; what went wrong instead.
  struct Walk {
    std::vector<Row> rows;
    std::string error;
  };
  auto walk(std::size_t size, std::uint64_t choice, std::size_t most) -> Walk {
    auto walk = Walk{};
    auto last = std::optional<Row>{};
    while (true) {
      const auto found = page(last, size, choice);
      if (!found.succeeded) return {{}, found.message};
      walk.rows.insert(walk.rows.end(), found.rows.begin(), found.rows.end());
      if (found.rows.size() < size) return walk;
      if (walk.rows.size() > most) return {{}, "there is no end of pages"};
      last = found.rows.back();
    }
  }

 private:
  auto page(const std::optional<Row>& last, std::size_t size, std::uint64_t choice)
      -> orm_tests::Rows {
    auto presence = std::uint64_t{0};
    auto bit = std::size_t{0};
    auto values = Row{};
    auto has_cursor = false;
    for (const auto& parameter : named_.parameters) {
      if (!parameter.choices.empty()) {
        presence |= choice << bit++;
        values.emplace_back();
      } else if (!parameter.cursor) {
        values.push_back(std::to_string(size));
      } else {
        if (!has_cursor) presence |= std::uint64_t{last ? 1U : 0U} << bit++;
        has_cursor = true;
        values.push_back(last ? (*last)[parameter.cursor_column] : std::nullopt);
        if (parameter.nullable) {
          presence |= std::uint64_t{last && !values.back() ? 1U : 0U} << bit++;
        }
      }
    }
    const auto variant = ormc::emit::assemble(text_, presence);
    auto sent = Row{};
    for (auto parameter : variant.parameters) sent.push_back(values[parameter]);
    return orm_tests::run_and_undo(connection_, variant.sql, sent);
  }

  PGconn* connection_;
  const query::NamedQuery& named_;
  ormc::sql::StatementText text_;
};

}  // namespace

TEST_CASE("pages follow each other as the rows of the whole query do", "[pages]") {
  const auto count = number_from("ORM_PAGE_QUERIES", 300);
  const auto seed = number_from("ORM_RANDOM_SEED", 1);
  const auto models = std::string{orm_tests::page_models};
  const auto empty = Compiled{models};
  REQUIRE_FALSE(empty.diagnostics.has_errors());
  auto connection = orm_tests::connect(test_support::postgres_server::shared().create_database());
  orm_tests::command(connection.get(), ormc::sql::schema_sql(empty.schema, empty.program));
  auto data = orm_tests::RandomData{empty.schema.catalog, seed, 0.45};
  data.fill(connection.get(), empty.schema, 20);
  orm_tests::command(connection.get(), R"(
    insert into person (id, name, note, score, born, ratio, mood, rank)
    select i + 100, 'name ' || i % 3, nullif('note ' || i % 4, 'note 0'), nullif(i % 5, 0),
           case when i % 3 > 0 then date '2020-01-01' + i % 4 end, nullif(i % 2, 0)::numeric / 3,
           (array['calm', 'glad', 'sad', null])[1 + i % 4]::mood, i % 4
    from generate_series(1, 25) i)");

  auto generator = orm_tests::PageQueryGenerator{seed};
  auto walks = std::size_t{0};
  auto accepted = std::size_t{0};
  auto failures = std::vector<std::string>{};
  auto refused = std::map<std::string, std::size_t>{};
  for (std::size_t done = 0; done < count;) {
    auto batch = std::vector<orm_tests::PageQuery>{};
    auto text = models;
    for (auto i = 0; i < 100 && done < count; ++i, ++done) {
      batch.push_back(generator.query());
      text += fmt::format("query q{} {{ {} }}\n", i, batch.back().written);
    }
    const auto compiled = Compiled{text};
    accepted += compiled.program.queries.size();
    for (const auto& diagnostic : compiled.diagnostics.all()) {
      if (diagnostic.info.severity != ormc::diagnostics::Severity::error) continue;
      if (refused[diagnostic.message]++ == 0) {
        const auto& span = diagnostic.primary;
        fmt::print("refused: {}\n{}\n",
                   diagnostic.message,
                   text.substr(span.begin > 300 ? span.begin - 300 : 0, 400));
      }
    }
    for (const auto& named : compiled.program.queries) {
      const auto& written = batch[std::stoull(named.name.substr(1))];
      auto pager = Pager{connection.get(), compiled, named};
      for (std::size_t choice = 0; choice < written.whole.size(); ++choice) {
        const auto whole = orm_tests::run_and_undo(connection.get(), written.whole[choice], {});
        if (!whole.succeeded) failures.push_back(whole.message + written.whole[choice]);
        for (auto size : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}}) {
          const auto paged = pager.walk(size, choice, whole.rows.size() + size);
          ++walks;
          if (paged.error.empty() && paged.rows == whole.rows) continue;
          failures.push_back(fmt::format("{} rows in pages of {}, {} at once {}\n{}",
                                         paged.rows.size(),
                                         size,
                                         whole.rows.size(),
                                         paged.error,
                                         written.written));
          break;
        }
      }
    }
  }
  fmt::print("pages (seed {}): {} of {} queries accepted, {} walks, {} refuted\n",
             seed,
             accepted,
             count,
             walks,
             failures.size());
  for (std::size_t i = 0; i < failures.size() && i < 20; ++i) fmt::print("  {}\n\n", failures[i]);
  CHECK(accepted == count);
  CHECK(failures.empty());
}
