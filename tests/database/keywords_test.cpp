// Every word that PostgreSQL knows, in every place where a statement has a name: what the server
// takes there compiles, and what is emitted prepares. The other way is on purpose: words of
// `.orm` are names wherever they can be, even those that SQL reserves.

#include <fmt/format.h>
#include <libpq-fe.h>

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "database/random_data.hpp"
#include "diagnostics/diagnostic.hpp"
#include "driver/compile.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"

namespace {

constexpr auto model = "model Item { a: int?; }\n";

/// With the word for `{0}`.
constexpr const char* places[] = {
    "select 1 as one from item {0}",
    "select 1 as one from item {0} where {0}.a = 1",
    "select item.a {0} from item",
    "select item.a + 1 {0} from item",
    "select 1 as {0} from item",
    "select {0}.a from item as {0}",
    "select z.{0} from (select 1 as {0}) z",
    "select {0} from (select 1 as {0}) z",
    "select 1 as one from item left join item {0} on {0}.a = item.a",
    "select 1 as one from item {0} natural join item b",
    "select 1 as one from item {0}, item b order by {0}.a limit 1",
    "select 1 as one from item {0} cross join item b group by {0}.a",
    "select 1 as one from item {0} tablesample system (1)",
    "select 1 as one from item {0} for update",
    "select 1 as one from item {0} union select 2",
    "select 1 as one from item {0}({0})",
    "select 1 as one from generate_series(1, 2) {0}",
    "select 1 as one from (select 1) {0}({0})",
    "select 1 as one from (values (1)) {0}",
    "select sum(a) over {0} from item window {0} as (order by a)",
    "with {0} as (select 1 as a) select {0}.a from {0}",
    "with {0}({0}) as (select 1) select {0}.{0} from {0}",
    "update item {0} set a = 1",
    "update item {0} set a = 1 where {0}.a = 2",
    "delete from item {0} where {0}.a = 1",
    "delete from item using item {0} where true",
    "insert into item as {0} (a) values (1)",
    "merge into item {0} using item b on true when matched then delete",
};

struct Word {
  std::string text;
  bool is_reserved;
};

auto words_of(PGconn* connection) -> std::vector<Word> {
  auto words = std::vector<Word>{};
  const auto found = orm_tests::run_and_undo(
      connection, "select word, catcode in ('R', 'T') from pg_get_keywords() order by 1", {});
  for (const auto& row : found.rows) words.push_back({*row[0], *row[1] == "t"});
  return words;
}

/// Each statement's SQL; none for what does not compile. What does not parse hides the rest of its
/// file, so there are two rounds.
auto compile_all(const std::vector<std::string>& statements) -> std::map<std::size_t, std::string> {
  auto texts = std::map<std::size_t, std::string>{};
  auto parsed = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i < statements.size(); ++i) parsed.push_back(i);
  for (auto round = 0; round < 2; ++round) {
    auto text = std::string{model};
    for (const auto i : parsed) text += fmt::format("query q{} {{ {} }}\n", i, statements[i]);
    auto sources = ormc::source::SourceSet{};
    sources.add("words.orm", text);
    const auto compilation = ormc::driver::compile(sources);
    auto failed = std::map<std::size_t, bool>{};
    for (const auto& diagnostic : compilation.diagnostics.all()) {
      if (diagnostic.info.severity != ormc::diagnostics::Severity::error) continue;
      const auto line = sources.files().front().position(diagnostic.primary.begin).line;
      failed[parsed.at(line - 2)] = true;
    }
    std::erase_if(parsed, [&](std::size_t i) { return failed.contains(i); });
    texts.clear();
    for (const auto& query : compilation.program.queries) {
      texts[std::stoull(query.name.substr(1))] =
          ormc::sql::query_text(compilation.schema, compilation.program, query).text;
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("words that the server takes as names are names", "[words]") {
  auto conninfo = test_support::postgres_server::shared().create_database();
  test_support::run_sql(conninfo, "create table item (a int)");
  auto connection = orm_tests::connect(conninfo);
  auto statements = std::vector<std::string>{};
  for (const auto& word : words_of(connection.get())) {
    for (const auto* place : places) {
      // A reserved word needs its `as` here, though the server can do without.
      const auto is_label = std::string_view{place}.find("{0} from item") == 14 ||
                            std::string_view{place}.find("{0} from item") == 18;
      if (!(word.is_reserved && is_label)) {
        statements.push_back(fmt::format(fmt::runtime(place), word.text));
      }
    }
  }
  const auto texts = compile_all(statements);
  auto prepares = [&](const std::string& sql) {
    auto* prepared = PQprepare(connection.get(), "", sql.c_str(), 0, nullptr);
    const auto done = PQresultStatus(prepared) == PGRES_COMMAND_OK;
    PQclear(prepared);
    return done;
  };
  auto accepted = 0;
  auto failures = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i < statements.size(); ++i) {
    const auto taken = prepares(statements[i]);
    if (taken) ++accepted;
    const auto text = texts.find(i);
    if (taken && text == texts.end()) failures.push_back("refused: " + statements[i]);
    if (text != texts.end() && !prepares(text->second))
      failures.push_back("emitted: " + text->second);
  }
  fmt::print("words: {} statements accepted, {} wrong\n", accepted, failures.size());
  for (auto i = std::size_t{0}; i < failures.size() && i < 40; ++i)
    fmt::print("  {}\n", failures[i]);
  CHECK(accepted > 8000);
  CHECK(failures.empty());
}
