// Raw SQL: where its parameters are, and what `orm.lock` does for it. A case has no file beside it.

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "driver/compile.hpp"
#include "query/lock.hpp"
#include "sql/statements.hpp"
#include "syntax/raw_parameters.hpp"

namespace {

using namespace ormc;

auto names_in(std::string_view text) -> std::vector<std::string> {
  auto names = std::vector<std::string>{};
  for (const auto& found : syntax::find_raw_parameters(text)) {
    CHECK(text[found.begin] == '$');
    CHECK(text.substr(found.begin + 1, found.end - found.begin - 1) == found.name);
    names.push_back(found.name);
  }
  return names;
}

using Names = std::vector<std::string>;

/// Compiles one file with an `orm.lock` beside it.
auto compile(const std::string& text, std::optional<std::string> lock) -> driver::Compilation {
  auto sources = source::SourceSet{};
  sources.add("models/blog.orm", text);
  return driver::compile(sources, [&](const std::filesystem::path& path) {
    CHECK(path == "models/orm.lock");
    return lock;
  });
}

auto codes(const driver::Compilation& compilation) -> Names {
  auto out = Names{};
  for (const auto& each : compilation.diagnostics.all()) out.emplace_back(each.info.code);
  return out;
}

constexpr auto raw = " select id from post where id = $id ";

auto locked(const std::string& hash) -> std::string {
  return query::write_lock(
      {{"blog.plan",
        {hash,
         {{"id", {"pg_catalog", "int8"}}},
         {{"id", {"pg_catalog", "int8"}, false}, {"name", {"pg_catalog", "varchar", 24}, true}}}}});
}

}  // namespace

TEST_CASE("parameters of raw SQL are found as PostgreSQL's lexer would", "[raw]") {
  CHECK(names_in("select $a, $b1_c + $2") == Names{"a", "b1_c", "2"});
  CHECK(names_in("'$a' E'\\'$b' \"$c\" $$ $d $$ $t$ $e $$ $t$ $f") == Names{"f"});
  CHECK(names_in("'it''s $a' $b") == Names{"b"});
  CHECK(names_in("-- $a\n$b /* $c /* $d */ $e */ $f") == Names{"b", "f"});
  CHECK(names_in("a$b $c") == Names{"c"});
  CHECK(names_in("$a::text = any($b::text[])") == Names{"a", "b"});
  CHECK(names_in("$a$not a parameter$a$ $b") == Names{"b"});
  CHECK(names_in("e'a\\' $a' || U&'$b' || n'$c' || $d") == Names{"d"});
  CHECK(names_in("1$a") == Names{"a"});
  CHECK(names_in("$ä") == Names{"ä"});
  CHECK(names_in("'open $a").empty());
  CHECK(names_in("$ $").empty());
}

TEST_CASE("orm.lock gives raw SQL its columns and parameters", "[raw]") {
  auto text = std::string("query plan -> row[] sql \"\"\"") + raw + "\"\"\"";
  auto compilation = compile(text, locked(query::text_hash(raw)));
  CHECK(codes(compilation) == Names{});
  REQUIRE(compilation.program.queries.size() == 1);
  const auto& plan = compilation.program.queries.front();
  REQUIRE(plan.parameters.size() == 1);
  CHECK(plan.parameters[0].type.oid == catalog::oid::int8);
  REQUIRE(plan.statement->columns.size() == 2);
  CHECK(plan.statement->columns[0].name == "id");
  CHECK_FALSE(plan.statement->columns[0].nullable);
  CHECK(plan.statement->columns[1].type == catalog::TypeRef{catalog::oid::varchar, 24});
  CHECK(plan.statement->columns[1].nullable);
  CHECK(sql::query_text(compilation.schema, compilation.program, plan).text ==
        "select id from post where id = $1");
  CHECK(compilation.program.raw_statements.size() == 1);
}

TEST_CASE("a missing, a stale and a broken orm.lock are told apart", "[raw]") {
  auto text = std::string("query plan -> row[] sql \"\"\"") + raw + "\"\"\"";
  CHECK(codes(compile(text, std::nullopt)) == Names{"ORM0543"});
  CHECK(codes(compile(text, locked("0"))) == Names{"ORM0544"});
  CHECK(codes(compile(text, "{")).front() == "ORM0545");
  CHECK(codes(compile(text, "{\"version\": 2, \"statements\": {}}")).front() == "ORM0545");
  // What is declared needs no lock, and is not asked about.
  auto declared =
      std::string("query plan(id: bigint) -> row(id: bigint)[] sql \"\"\"") + raw + "\"\"\"";
  auto compilation = compile(declared, std::nullopt);
  CHECK(codes(compilation) == Names{});
  CHECK(compilation.program.raw_statements.empty());
}

TEST_CASE("a lock is read back as it was written", "[raw]") {
  auto text = locked("abc");
  auto read = query::read_lock(text);
  REQUIRE(std::holds_alternative<query::Lock>(read));
  CHECK(query::write_lock(std::get<query::Lock>(read)) == text);
}
