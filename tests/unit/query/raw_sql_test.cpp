// Raw SQL: where its parameters are, and what `orm.lock` does for it. A case has no file beside it.

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "driver/compile.hpp"
#include "query/effects.hpp"
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
  // One cause, one finding.
  CHECK(codes(compile(text, "{")) == Names{"ORM0545"});
  CHECK(compile(text, "{\n<<<<<<<").diagnostics.all().front().message ==
        "`models/orm.lock` is not JSON: line 2");
  CHECK(codes(compile(text, "{\"version\": 2, \"statements\": {}}")) == Names{"ORM0545"});
  CHECK(codes(compile(text, "[1]")) == Names{"ORM0545"});
  // What is declared needs no lock, and is not asked about.
  auto declared =
      std::string("query plan(id: bigint) -> row(id: bigint)[] sql \"\"\"") + raw + "\"\"\"";
  auto compilation = compile(declared, std::nullopt);
  CHECK(codes(compilation) == Names{});
  CHECK(compilation.program.raw_statements.empty());
}

TEST_CASE("raw SQL says what it does where PostgreSQL's parser shows it", "[raw]") {
  auto effects = [](const std::string& sql) {
    auto compilation = compile(
        "module blog; model Post @table(\"post\") { id: bigint @id; }\n"
        "view Recent as select id from Post;\n"
        "function mine(value: int) -> int language sql \"\"\" select value \"\"\";\n"
        "query q -> row(id: bigint?)[] sql \"\"\"" +
            sql + "\"\"\"",
        std::nullopt);
    REQUIRE(codes(compilation) == Names{});
    auto of =
        query::effects_of(compilation.schema, compilation.program, compilation.program.queries[0]);
    return std::string(of.reads_only ? "reads" : "") + (of.is_volatile ? " volatile" : "") +
           (of.locks_rows ? " locks" : "");
  };
  auto schema = std::string(compile("module blog; model Post { id: bigint @id; }", std::nullopt)
                                .schema.models[0]
                                .sql_schema);
  auto post = schema + ".post";
  CHECK(effects("select id from " + post + " where id > 1 + abs(-2) and now() > current_date") ==
        "reads");
  CHECK(effects("select oid::bigint from pg_class where relname like 'a%'") == "reads");
  CHECK(effects("with a as (select 1::bigint as b) select b from a where b between 1 and 2") ==
        "reads");
  CHECK(effects("select pg_catalog.random()::bigint") == "reads volatile");
  CHECK(effects("select id from " + post + " tablesample system (10)") == "reads volatile");
  CHECK(effects("select id from " + post + " for update") == " locks");
  CHECK(effects("select nextval('s')") == " volatile");
  // What a name means that PostgreSQL does not define is not known.
  CHECK(effects("select mine(1)::bigint") == " volatile");
  CHECK(effects("select other.abs(1)::bigint") == " volatile");
  CHECK(effects("select id from " + schema + ".recent") == " volatile");
  CHECK(effects("select id from elsewhere") == " volatile");
  CHECK(effects("select id from " + post + " where id operator(other.=) 1") == " volatile");
  CHECK(effects("with a as (delete from " + post + " returning id) select id from a") == "");
  CHECK(effects("delete from " + post + " returning id") == " volatile");
  CHECK(effects("explain select 1") == " volatile");
}

TEST_CASE("no raw SQL is too deep", "[raw]") {
  auto raw_codes = [](const std::string& sql) {
    return codes(compile("query q -> bigint sql \"\"\"" + sql + "\"\"\"", std::nullopt));
  };
  auto chain = std::string("select 1");
  for (auto i = 0; i < 250'000; ++i) chain += "+1";
  CHECK(raw_codes(chain) == Names{});
  CHECK(raw_codes("select " + std::string(250'000, '(')) == Names{"ORM0540"});
  CHECK(raw_codes("select '" + std::string(1'500'000, 'x') + "'") == Names{"ORM0540"});
}

TEST_CASE("a lock is read back as it was written", "[raw]") {
  auto text = locked("abc");
  auto read = query::read_lock(text);
  REQUIRE(std::holds_alternative<query::Lock>(read));
  CHECK(query::write_lock(std::get<query::Lock>(read)) == text);
}
