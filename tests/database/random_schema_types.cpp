#include <fmt/format.h>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

constexpr auto any_text = ordered | hashed | collatable | toastable;

void add_builtin_kinds(Writer& writer) {
  writer.kinds = {
      {"int", "-3", "{} > 0", ordered | hashed},
      {"bigint", "12345678901", "{} between 1 and 1000", ordered | hashed},
      {"smallint", "7", "{} in (1, 2, 3)", ordered | hashed},
      {"text", "'it''s'", "length({}) > 2", any_text},
      {"text", "E'\\\\x\\n'", "{} ~ '^[a-z]+$' or {} ilike '%\\_%'", any_text},
      {"varchar(20)", "'x'", "{} in ('a', 'b')", any_text},
      {"varchar(5)", "null", "{} not in ('a', 'b', 'c') and {} <> ''", any_text},
      {"varchar", "'v'", "({} || 'x') collate \"C\" < 'y'", any_text},
      {"char(3)", "'abc'", "{} like 'a%'", any_text},
      {"name", "'n'", "{} <> 'x'", ordered | hashed},
      {"numeric(10, 2)", "1.50", "round({}, 1) >= 0.5", ordered | hashed | toastable},
      {"numeric", "'NaN'", "{} is distinct from 'NaN'", ordered | hashed | toastable},
      {"float8", "1e10", "{} is null or {} < 100", ordered | hashed},
      {"real", "0.1", "{}::numeric <> 0", ordered | hashed},
      {"bool", "true", "{} is not false", ordered | hashed},
      {"date", "current_date", "extract(year from {}) > 1900", ordered | hashed},
      {"timestamptz", "now()", "{} < '2100-01-01'", ordered | hashed},
      {"timestamp(3)", "localtimestamp", "{} + interval '1 day' > '2000-01-01'", ordered | hashed},
      {"time", "'10:00'", "{} > time '08:00'", ordered | hashed},
      {"timetz(0)", "'10:00+00'", "{} is not null", ordered | hashed},
      {"interval", "'1 day'", "{} > interval '1 hour'", ordered | hashed},
      {"interval day to second(2)", "'1 day'", "{} <> '0'", ordered | hashed},
      {"uuid", "gen_random_uuid()", "{} is not null", ordered | hashed},
      {"jsonb", "'{\"a\": 1}'", "{} ? 'a' or {} ->> 'b' = 'c'", composed | toastable | ordered},
      {"json", "'[1]'", "json_typeof({}) = 'array'", toastable},
      {"xml", "'<a/>'", "{} is document", toastable},
      {"text[]", "'{a,b}'", "array_length({}, 1) < 5", ordered | composed | toastable},
      {"int[]", "array[1, 2]", "1 = any ({}) or {} @> array[2]", ordered | composed | toastable},
      {"varchar(4)[][]", "'{}'", "cardinality({}) = 0", ordered | composed | toastable},
      {"bytea", "'\\x00ff'", "octet_length({}) < 100", ordered | hashed | toastable},
      {"bit(3)", "B'101'", "{} <> B'000'", ordered},
      {"varbit(8)", "B'1'", "length({}) < 9", ordered | toastable},
      {"inet", "'10.0.0.1'", "family({}) = 4", ordered | hashed},
      {"cidr", "'10.0.0.0/8'", "masklen({}) > 4", ordered | hashed},
      {"macaddr", "'08:00:2b:01:02:03'", "trunc({}) is not null", ordered | hashed},
      {"money", "'1.00'", "{} > '0'", ordered},
      {"point", "'(1,2)'", "{} <@ box '((0,0),(1,1))'", 0},
      {"box", "'(1,2),(0,0)'", "area({}) > 0", overlapping},
      {"int4range", "'[1,5)'", "not isempty({})", ordered | overlapping | toastable},
      {"tstzrange", "'empty'", "lower_inf({}) is not true", ordered | overlapping | toastable},
      {"datemultirange", "'{}'", "not {} @> date '2020-01-01'", ordered | overlapping | toastable},
      {"tsvector", "to_tsvector('simple', 'a b')", "{} @@ 'a'::tsquery", composed | toastable},
      {"oid", "0", "{} <> 1", ordered | hashed},
      {"regclass", "'pg_class'::regclass", "{} is not null", ordered | hashed},
      {"\"char\"", "'a'", "{} <> 'b'", ordered | hashed},
      {"pg_lsn", "'0/0'", "{} >= '0/0'", ordered | hashed},
  };
}

void add_enum(Writer& writer, const std::string& name) {
  if (!writer.say(fmt::format("create type {} as enum ('good', 'so so', 'it''s \"bad\"', 'Good', "
                              "'class', '1st')",
                              name))) {
    return;
  }
  writer.comment_on("type " + name);
  writer.kinds.push_back({name, "'so so'", "{} <> 'good'", ordered | hashed});
  writer.kinds.push_back({name + "[]",
                          fmt::format("array['good']::{}[]", name),
                          "{} is null or 'good' = any ({})",
                          ordered | composed | toastable});
}

void add_domain(Writer& writer, const std::string& name) {
  const auto text = writer.chance(50);
  const auto checks =
      text ? "check (value <> '') check (length(value) < 100)" : "check (value > 0)";
  const auto sql = fmt::format("create domain {} as {}{}{} {}",
                               name,
                               text ? "varchar(50)" : "int",
                               text && writer.chance(50) ? " collate \"C\"" : "",
                               writer.chance(40) ? (text ? " default 'd'" : " default 1") : "",
                               checks);
  if (!writer.say(sql)) return;
  if (writer.chance(20)) writer.say(fmt::format("alter domain {} set not null", name));
  if (writer.chance(20)) {
    const auto* check = text ? "value ~ 'x'" : "value < 1000";
    const auto constraint = writer.name("domain_rule");
    writer.say(fmt::format(
        "alter domain {} add constraint {} check ({}) not valid", name, constraint, check));
    writer.comment_on(fmt::format("constraint {} on domain {}", constraint, name), 40);
  }
  writer.comment_on("domain " + name);
  const auto traits = ordered | hashed;
  writer.kinds.push_back(text ? Kind{name, "'x'", "{} <> 'q'", any_text}
                              : Kind{name, "5", "{} < 100", traits});
}

void add_composite(Writer& writer, const std::string& name) {
  auto taken = std::set<std::string>{};
  const auto first = writer.name("x", 20, taken);
  const auto second = writer.name("y", 20, taken);
  if (!writer.say(
          fmt::format("create type {} as ({} text collate \"C\", {} numeric(8, 3), z int[])",
                      name,
                      first,
                      second))) {
    return;
  }
  writer.comment_on("type " + name);
  writer.comment_on(fmt::format("column {}.{}", name, first));
  writer.kinds.push_back({name,
                          fmt::format("row('a', 1, null)::{}", name),
                          fmt::format("({{}}).{} is not null", first),
                          toastable});
}

void add_range(Writer& writer, const std::string& name) {
  const auto multirange = writer.name("spans");
  if (!writer.say(fmt::format("create type {} as range (subtype = {}, multirange_type_name = {})",
                              name,
                              writer.one_of({"float8, subtype_diff = float8mi",
                                             "text, collation = \"C\"",
                                             "time",
                                             "varchar, subtype_opclass = varchar_ops"}),
                              multirange))) {
    return;
  }
  writer.comment_on("type " + name);
  writer.kinds.push_back({name, "'empty'", "not isempty({})", ordered | overlapping | toastable});
  writer.kinds.push_back({multirange, "'{}'", "isempty({})", ordered | overlapping | toastable});
}

}  // namespace

void add_types(Writer& writer) {
  writer.schemas = {"public"};
  if (writer.chance(40)) {
    const auto name = writer.name("other");
    if (writer.say("create schema " + name)) {
      writer.schemas.push_back(name);
      writer.comment_on("schema " + name, 50);
    }
  }
  add_builtin_kinds(writer);
  const auto add = [&](auto make, std::string_view hint, unsigned percent) {
    if (writer.chance(percent)) make(writer, writer.schema() + "." + writer.name(hint));
  };
  add(add_enum, "mood", 70);
  add(add_domain, "positive", 60);
  add(add_domain, "label", 40);
  add(add_composite, "spot", 60);
  add(add_range, "span", 40);
  if (writer.chance(20)) {
    const auto name = writer.name("german");
    writer.say(
        fmt::format("create collation {} (provider = icu, locale = 'de-u-co-phonebk')", name));
    writer.comment_on("collation " + name);
  }
}

}  // namespace random_schema
