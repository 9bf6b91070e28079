// The server is the judge: random statements are compiled and prepared. Both sides must accept or
// both refuse, and where they accept, column names, column types and parameter types must be the
// same. What the server refuses because a literal is malformed (class 22) is left to it.
//
// ORM_RANDOM_STATEMENTS and ORM_RANDOM_SEED set how many and which; a run that fails prints the
// seed.

#include <fmt/format.h>
#include <libpq-fe.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "catalog/type_name.hpp"
#include "database/statement_generator.hpp"
#include "driver/compile.hpp"
#include "sql/statements.hpp"
#include "support/postgres_server.hpp"

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// What one side says of a statement.
struct Verdict {
  bool accepted = false;
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
    auto prepared = Result(PQprepare(connection_.get(), "", sql.c_str(), 0, nullptr), PQclear);
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) {
      const auto* state = PQresultErrorField(prepared.get(), PG_DIAG_SQLSTATE);
      verdict.sqlstate = state == nullptr ? "" : state;
      verdict.message = PQresultErrorField(prepared.get(), PG_DIAG_MESSAGE_PRIMARY);
      return verdict;
    }
    auto described = Result(PQdescribePrepared(connection_.get(), ""), PQclear);
    verdict.accepted = true;
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
  auto execute(const char* sql) -> Result {
    return {PQexecParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0),
            PQclear};
  }

  Connection connection_;
  std::map<std::string, std::string> names_;
};

struct Compiled {
  Verdict verdict;
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
  auto type = [&](ormc::catalog::TypeRef ref) {
    return ormc::catalog::format_type(compilation.schema.catalog, {ref.oid, -1});
  };
  for (const auto& query : compilation.program.queries) {
    auto& entry = result[std::stoull(query.name.substr(1))];
    entry.verdict.accepted = entry.verdict.message.empty();
    entry.sql = ormc::sql::query_text(compilation.schema, compilation.program, query).text;
    for (const auto& parameter : query.parameters)
      entry.verdict.parameters.push_back(type(parameter.type));
    for (const auto& column : query.statement->columns) {
      // A column of a domain is described as one of the type below it.
      auto base = compilation.schema.catalog.base_type(column.type.oid);
      entry.verdict.columns.push_back(fmt::format("{} {}", column.name, type({base, -1})));
    }
  }
  return result;
}

auto difference(const Compiled& ours, const Verdict& written, Server& server) -> std::string {
  auto literal = written.sqlstate.starts_with("22");
  if (literal) return {};
  if (ours.verdict.accepted != written.accepted) {
    return ours.verdict.accepted ? "only ormc accepts; the server: " + written.message
                                 : "only the server accepts; ormc: " + ours.verdict.message;
  }
  if (!ours.verdict.accepted) return {};
  auto emitted = server.prepare(ours.sql);
  if (!emitted.accepted)
    return fmt::format("the emitted SQL: {}\n    {}", emitted.message, ours.sql);
  for (const Verdict* theirs : {&written, static_cast<const Verdict*>(&emitted)}) {
    if (ours.verdict.columns != theirs->columns) {
      return fmt::format("columns: ormc [{}], server [{}]",
                         fmt::join(ours.verdict.columns, ", "),
                         fmt::join(theirs->columns, ", "));
    }
    if (ours.verdict.parameters != theirs->parameters) {
      return fmt::format("parameters: ormc [{}], server [{}]",
                         fmt::join(ours.verdict.parameters, ", "),
                         fmt::join(theirs->parameters, ", "));
    }
  }
  return {};
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
  auto count = number_from("ORM_RANDOM_STATEMENTS", 4000);
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
