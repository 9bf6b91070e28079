// What types can do, how they are spelled and indexed, against the server.

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "catalog/type_name.hpp"
#include "catalog_comparison.hpp"

using namespace ormc;
using namespace ormc::catalog;
using catalog_test::Comparison;
using catalog_test::Sample;
using catalog_test::sample_count;
using catalog_test::Server;

TEST_CASE("types are grouped and ordered where the server can", "[catalog]") {
  Comparison comparison{Comparison::Extensions::all};
  const Catalog& catalog = comparison.catalog();
  std::vector<Sample> samples;
  for (const auto& [_, type] : comparison.numbers()) {
    if (catalog.type(type).kind == TypeKind::pseudo) continue;
    const Oid element = catalog.type(type).element;
    if (element != no_oid && catalog.type(element).kind == TypeKind::pseudo) continue;
    const std::string value = comparison.spell(type);
    const std::optional<Oid> is_grouped =
        catalog.has_equality(type) ? std::optional{type} : std::nullopt;
    const std::optional<Oid> is_ordered =
        catalog.has_ordering(type) ? std::optional{type} : std::nullopt;
    samples.push_back({"select x from (select " + value + " as x) as t group by x", is_grouped});
    samples.push_back({"select x from (select " + value + " as x) as t order by x", is_ordered});
    const Oid subscript = catalog.subscript_result(type);
    const bool keyed = catalog.type(catalog.base_type(type)).subscripting == Subscripting::keyed;
    samples.push_back({fmt::format("select ({})[{}]", value, keyed ? "'a'" : "1"),
                       subscript == no_oid ? std::nullopt : std::optional{subscript}});
  }
  comparison.compare(samples);
}

TEST_CASE("indexes use the server's default operator classes", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  Server& server = comparison.server();
  std::string columns;
  std::vector<Oid> types;
  for (const Oid type : comparison.all_types()) {
    if (catalog.type(type).of_relation) continue;
    columns += fmt::format("{}c{} {}",
                           columns.empty() ? "" : ", ",
                           types.size(),
                           format_type(catalog, {type}, Qualification::always));
    types.push_back(type);
  }
  server.execute("create table catalog_probe.indexed (" + columns + ")");
  // The class of an index on each column with each method, empty where none can be made.
  const auto rows = server.rows("select * from catalog_probe.default_classes('indexed')");
  REQUIRE(rows.size() == types.size() * catalog.access_method_names().size());
  for (const auto& row : rows) {
    const Oid type = types[std::stoul(row[0].substr(1))];
    const AccessMethod* method = catalog.find_access_method(row[1]);
    REQUIRE(method != nullptr);
    const OperatorClass* found = catalog.default_operator_class(method->oid, type);
    INFO(format_type(catalog, {type}) << " using " << row[1]);
    if (row[2] == "?") continue;
    CHECK((found ? found->name : std::string_view{}) == row[2]);
    if (found) CHECK(catalog.accepts(*found, type));
  }
  server.execute("drop table catalog_probe.indexed");
}

TEST_CASE("types are spelled as the server spells them", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  // An interval's modifier has bits for its fields; others would not be understood.
  const auto rows = comparison.server().rows(
      "select oid, m, format_type(oid, m) from pg_type, unnest(array[-1, 0, 3, 5, 24, 104, 786438, "
      "655364, 327682]) as m where typname not like 'pg_toast%' and typname !~ '^_?interval$' "
      "and (m = -1 or typmodin <> 0) union all select oid, m, format_type(oid, m) from pg_type, "
      "unnest(array[-1, 65536 * 2 + 65535, 65536 * 6 + 65535, 65536 * 1032 + 65535, 65536 * "
      "7176 + 3, 65536 * 32767 + 3, 65536 * 4096 + 0, 65536 * 6144 + 6, 65536 * 3072 + 65535]) as "
      "m "
      "where typname ~ '^_?interval$'");
  for (const auto& row : rows) {
    const auto number = comparison.numbers().find(static_cast<std::uint32_t>(std::stoul(row[0])));
    if (number == comparison.numbers().end()) continue;
    INFO(row[0] << " with modifier " << row[1]);
    CHECK(format_type(catalog, {number->second, std::stoi(row[1])}) == row[2]);
  }
}

namespace {

struct Spelled {
  std::string sql;
  TypeSpelling spelling;
};

// A type each, as SQL spells it; views of these lines are what the spellings point into.
constexpr std::string_view type_words =
    "int,integer,int4,smallint,bigint,real,float,float8,double precision,decimal,dec,numeric,bool,"
    "boolean,char,character,varchar,character varying,char varying,nchar,national character,"
    "national char varying,bpchar,\"char\",text,name,bit,bit varying,varbit,date,time,timetz,"
    "time with time zone,timestamp,timestamptz,timestamp with time zone,"
    "timestamp without time zone,interval,json,regclass,int4range,nothing,email,code,"
    "sql_identifier,pg_catalog.char,pg_catalog.int8,pg_catalog.integer,pg_catalog.bpchar,"
    "pg_catalog.bit,catalog_probe.mood,information_schema.sql_identifier";
constexpr std::string_view interval_words =
    "year,month,day,hour,minute,second,year to month,day to hour,day to minute,day to second,"
    "hour to minute,hour to second,minute to second,second to day";
const std::vector<std::vector<std::int64_t>> modifier_lists{{},
                                                            {0},
                                                            {1},
                                                            {3},
                                                            {20},
                                                            {25},
                                                            {54},
                                                            {100},
                                                            {1001},
                                                            {20000000},
                                                            {12, 2},
                                                            {5, -2},
                                                            {5, 7},
                                                            {2, 2000},
                                                            {1, 2, 3}};
const std::vector<std::int64_t> three_digits{3};

auto split(std::string_view list) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    parts.push_back(list.substr(from, comma - from));
    from = comma + 1;
  }
  return parts;
}

auto spell_type(std::string_view words, std::span<const std::int64_t> modifiers) -> Spelled {
  TypeSpelling spelling{.name = words, .modifiers = modifiers};
  if (const auto dot = words.find('.'); dot != std::string_view::npos) {
    spelling.schema = words.substr(0, dot);
    spelling.name = words.substr(dot + 1);
  }
  if (words.front() == '"') {
    spelling.name = words.substr(1, words.size() - 2);
    spelling.quoting = Quoting::quoted;
  }
  std::string sql{words};
  if (!modifiers.empty()) {
    const auto place = std::min(sql.find(" with"), sql.size());  // `timestamp(3) with time zone`
    sql.insert(place, fmt::format("({})", fmt::join(modifiers, ",")));
  }
  return {sql, spelling};
}

auto spelled_types() -> std::vector<Spelled> {
  std::vector<Spelled> spelled;
  for (const std::string_view words : split(type_words)) {
    for (const auto& modifiers : modifier_lists) {
      Spelled one = spell_type(words, modifiers);
      spelled.push_back(one);
      one.spelling.array_dimensions = 1;
      one.sql += "[]";
      spelled.push_back(one);
    }
  }
  for (const std::string_view fields : split(interval_words)) {
    TypeSpelling spelling{.name = "interval", .interval_fields = fields};
    spelled.push_back({fmt::format("interval {}", fields), spelling});
    spelling.modifiers = three_digits;
    spelled.push_back({fmt::format("interval {}(3)", fields), spelling});
  }
  return spelled;
}

}  // namespace

TEST_CASE("type names mean what they mean to the server", "[catalog]") {
  Comparison comparison;
  const std::vector<Spelled> spelled = spelled_types();
  std::vector<std::string> statements;
  for (const Spelled& one : spelled) statements.push_back("select null::" + one.sql);
  const auto answers = comparison.server().prepare(statements);
  const Catalog& catalog = comparison.catalog();
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    INFO(statements[i] << " " << answers[i].error);
    const auto resolved = resolve_type_name(catalog, spelled[i].spelling);
    const auto* type = std::get_if<TypeRef>(&resolved);
    CHECK(answers[i].accepted == (type != nullptr));
    if (!answers[i].accepted || !type) continue;
    const TypeRef base = catalog.base_type(*type);
    CHECK(comparison.numbers().at(answers[i].columns.front()) == base.oid);
    CHECK(answers[i].modifiers.front() == base.modifier);
  }
}
