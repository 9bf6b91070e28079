// The server is the judge: random statements are compiled and prepared. Both sides must accept or
// both refuse, and where they accept, column names, column types and parameter types must be the
// same. What the server refuses because a literal is malformed is left to it.
//
// ORM_RANDOM_STATEMENTS and ORM_RANDOM_SEED set how many and which; a run that fails prints the
// seed.

#include <fmt/format.h>
#include <libpq-fe.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/type_name.hpp"
#include "database/statement_generator.hpp"
#include "driver/compile.hpp"
#include "sql/statements.hpp"
#include "sql/text_form.hpp"
#include "support/postgres_server.hpp"

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// What one side says of a statement.
struct Verdict {
  bool accepted = false;
  bool unplanned = false;  // accepted, but no plan could be made
  std::string sqlstate;
  std::string message;
  std::vector<std::string> columns;     // "name type"
  std::vector<std::string> parameters;  // types
};

auto number_from(const char* variable, std::size_t otherwise) -> std::size_t {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class Server {
 public:
  explicit Server(const std::string& conninfo)
      : connection_(PQconnectdb(conninfo.c_str()), PQfinish) {
    auto types = execute("select oid, format_type(oid, -1) from pg_type");
    for (auto row = 0; row < PQntuples(types.get()); ++row) {
      names_[PQgetvalue(types.get(), row, 0)] = PQgetvalue(types.get(), row, 1);
    }
  }

  auto prepare(const std::string& sql) -> Verdict {
    auto verdict = Verdict{};
    auto prepared = Result(PQprepare(connection_.get(), "s", sql.c_str(), 0, nullptr), PQclear);
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) return refusal(prepared.get());
    auto described = Result(PQdescribePrepared(connection_.get(), "s"), PQclear);
    verdict.accepted = true;
    plan(PQnparams(described.get()), verdict);
    execute("deallocate s");
    if (!verdict.accepted) return verdict;
    for (auto i = 0; i < PQnparams(described.get()); ++i) {
      verdict.parameters.push_back(names_[std::to_string(PQparamtype(described.get(), i))]);
    }
    for (auto i = 0; i < PQnfields(described.get()); ++i) {
      verdict.columns.push_back(fmt::format("{} {}",
                                            PQfname(described.get(), i),
                                            names_[std::to_string(PQftype(described.get(), i))]));
    }
    return verdict;
  }

 private:
  auto execute(const std::string& sql) -> Result {
    return {PQexecParams(connection_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0),
            PQclear};
  }

  static auto refusal(const PGresult* result) -> Verdict {
    auto verdict = Verdict{};
    const auto* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    verdict.sqlstate = state == nullptr ? "" : state;
    const auto* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    verdict.message = message == nullptr ? PQresultErrorMessage(result) : message;
    return verdict;
  }

  /// What is refused only when a plan is made: a conflict target for which there is no index
  /// (42P10), a comparison that a type does not have (42883), a lock of rows that may be missing.
  /// Where planning fails otherwise, with the values NULL that it is given, nothing is known.
  void plan(int parameters, Verdict& verdict) {
    auto values = std::string{};
    for (auto i = 0; i < parameters; ++i) values += i == 0 ? "(null" : ", null";
    auto planned =
        execute(fmt::format("explain execute s{}{}", values, parameters == 0 ? "" : ")"));
    if (PQresultStatus(planned.get()) != PGRES_FATAL_ERROR) return;
    auto failed = refusal(planned.get());
    verdict.unplanned = true;
    if (failed.sqlstate == "42P10" || failed.sqlstate == "42883" ||
        failed.message.ends_with("cannot be applied to the nullable side of an outer join")) {
      verdict = failed;
    }
  }

  Connection connection_;
  std::map<std::string, std::string> names_;
};

struct Compiled {
  Verdict verdict;  // of the statement as it was written
  Verdict sent;     // as it is emitted: what has no binary form is text there
  std::string sql;
};

/// Compiles one statement a line behind the models; an error belongs to the query of its line.
auto compile_all(const std::vector<std::string>& statements) -> std::vector<Compiled> {
  auto text = std::string(orm_tests::generator_models);
  auto sources = ormc::source::SourceSet{};
  auto first_line = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (auto i = std::size_t{0}; i < statements.size(); ++i) {
    text += fmt::format("query q{} {{ {} }}\n", i, statements[i]);
  }
  sources.add("random.orm", text);
  auto compilation = ormc::driver::compile(sources);
  auto result = std::vector<Compiled>(statements.size());
  for (const auto& diagnostic : compilation.diagnostics.all()) {
    if (diagnostic.info.severity != ormc::diagnostics::Severity::error) continue;
    auto line = sources.files().front().position(diagnostic.primary.begin).line;
    if (line < first_line) {
      FAIL("the models themselves: " << diagnostic.message);
    }
    auto& verdict = result[line - first_line].verdict;
    verdict.message += fmt::format("{} {}; ", diagnostic.info.code, diagnostic.message);
  }
  const auto& catalog = compilation.schema.catalog;
  auto type = [&](ormc::catalog::TypeRef ref) {
    return ormc::catalog::format_type(catalog, {ref.oid, -1});
  };
  auto sent = [&](ormc::catalog::TypeRef ref) { return type(ormc::sql::wire_type(catalog, ref)); };
  for (const auto& query : compilation.program.queries) {
    auto& entry = result[std::stoull(query.name.substr(1))];
    entry.verdict.accepted = entry.verdict.message.empty();
    entry.sql = ormc::sql::query_text(compilation.schema, compilation.program, query).text;
    for (const auto& parameter : query.parameters) {
      entry.verdict.parameters.push_back(type(parameter.type));
      entry.sent.parameters.push_back(sent(parameter.type));
    }
    for (const auto& column : query.statement->columns) {
      // A column of a domain is described as one of the type below it.
      const auto base = ormc::catalog::TypeRef{catalog.base_type(column.type.oid), -1};
      entry.verdict.columns.push_back(fmt::format("{} {}", column.sql_name, type(base)));
      entry.sent.columns.push_back(fmt::format("{} {}", column.sql_name, sent(base)));
    }
  }
  return result;
}

/// A literal that the type does not take, or that names nothing (`'a'::regnamespace`,
/// `'a'::regcollation`).
auto is_literal(const Verdict& refused) -> bool {
  return refused.sqlstate.starts_with("22") || refused.sqlstate == "3F000" ||
         (refused.sqlstate == "42704" && refused.message.starts_with("collation \"")) ||
         refused.message == "input of anonymous composite types is not implemented";
}

auto difference(const Verdict& ours, const Verdict& theirs) -> std::string {
  if (ours.columns != theirs.columns) {
    return fmt::format("columns: ormc [{}], server [{}]",
                       fmt::join(ours.columns, ", "),
                       fmt::join(theirs.columns, ", "));
  }
  if (ours.parameters != theirs.parameters) {
    return fmt::format("parameters: ormc [{}], server [{}]",
                       fmt::join(ours.parameters, ", "),
                       fmt::join(theirs.parameters, ", "));
  }
  return {};
}

auto difference(const Compiled& ours, const Verdict& written, Server& server) -> std::string {
  if (is_literal(written)) return {};
  auto ours_is = [&](const char* text) {
    return ours.verdict.message.find(text) != std::string::npos;
  };
  // Records of functions that say no more, or of another kind in each branch.
  if (ours_is("ORM0590") || ours_is("ORM0591")) return {};
  // A parameter that is a record: no server reads one.
  if (ours_is("`record` has no C++ type")) return {};
  // What fails whenever it runs: `name = default` of a column without one that takes no NULL, a
  // slice of a `name`.
  if (ours_is("ORM0378") || ours_is("has no slices")) return {};
  // Whether there is an index for a conflict target, or a row to lock behind an outer join, only a
  // plan shows: not one that fails, nor one from which the place is gone (`where false`).
  if ((ours_is("ORM0380") || ours_is("ORM0593")) && written.unplanned) return {};
  if (ours_is("side of an outer join") || ours_is("of a system view")) return {};
  if (ours.verdict.accepted != written.accepted) {
    return ours.verdict.accepted ? "only ormc accepts; the server: " + written.message
                                 : "only the server accepts; ormc: " + ours.verdict.message;
  }
  if (!ours.verdict.accepted) return {};
  auto emitted = server.prepare(ours.sql);
  if (!emitted.accepted)
    return fmt::format("the emitted SQL: {}\n    {}", emitted.message, ours.sql);
  auto differs = difference(ours.verdict, written);
  return differs.empty() ? difference(ours.sent, emitted) : differs;
}

auto schema_sql() -> std::string {
  auto sources = ormc::source::SourceSet{};
  sources.add("random.orm", std::string(orm_tests::generator_models));
  auto compilation = ormc::driver::compile(sources);
  REQUIRE_FALSE(compilation.diagnostics.has_errors());
  return ormc::sql::schema_sql(compilation.schema, compilation.program);
}

}  // namespace

TEST_CASE("random statements mean to ormc what they mean to the server") {
  auto count = number_from("ORM_RANDOM_STATEMENTS", 12000);
  auto seed = number_from("ORM_RANDOM_SEED", 1);
  auto conninfo = test_support::postgres_server::shared().create_database();
  test_support::run_sql(conninfo, schema_sql());
  auto server = Server(conninfo);

  auto generator = orm_tests::StatementGenerator(seed);
  auto accepted = std::size_t{0};
  auto refused = std::size_t{0};
  auto failures = std::vector<std::string>{};
  for (auto done = std::size_t{0}; done < count;) {
    auto batch = std::vector<std::string>{};
    for (auto i = 0; i < 500 && done < count; ++i, ++done) batch.push_back(generator.statement());
    auto compiled = compile_all(batch);
    for (auto i = std::size_t{0}; i < batch.size(); ++i) {
      auto written = server.prepare(batch[i]);
      ++(written.accepted ? accepted : refused);
      auto what = difference(compiled[i], written, server);
      // Of many errors in one program only the first are reported: once more, by itself.
      if (!what.empty() && compiled[i].verdict.message.empty())
        what = difference(compile_all({batch[i]}).front(), written, server);
      if (!what.empty()) failures.push_back(fmt::format("{}\n    {}", what, batch[i]));
    }
  }
  fmt::print("random statements (seed {}): {} accepted, {} refused by the server, {} differences\n",
             seed,
             accepted,
             refused,
             failures.size());
  for (auto i = std::size_t{0}; i < failures.size() && i < 400; ++i)
    fmt::print("  {}\n", failures[i]);
  CHECK(failures.empty());
}
