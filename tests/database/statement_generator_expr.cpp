#include <fmt/format.h>

#include "database/statement_generator.hpp"

namespace orm_tests {

auto StatementGenerator::pick(std::initializer_list<std::string_view> of) -> std::string {
  return std::string(*(of.begin() + static_cast<std::ptrdiff_t>(below(of.size()))));
}

auto StatementGenerator::any_want() -> Want {
  return chance(0.6) ? static_cast<Want>(below(14)) : static_cast<Want>(below(25));
}

auto StatementGenerator::parameter() -> std::string {
  if (parameters_ == 0 || chance(0.7)) ++parameters_;
  return fmt::format("${}", 1 + below(parameters_));
}

auto StatementGenerator::column(Want want) -> std::string {
  auto found = std::vector<std::string>{};
  for (const auto& source : scope_) {
    for (const auto& column : source.columns) {
      if (want == Want::any || column.want == want) {
        found.push_back(fmt::format("{}.{}", source.alias, column.name));
      }
    }
  }
  return found.empty() ? literal(want) : found[below(found.size())];
}

auto StatementGenerator::literal(Want want) -> std::string {
  switch (want) {
    case Want::integer:
      return pick({"0", "1", "42", "-7", "'12'"});
    case Want::bigint:
      return pick({"1", "3000000000", "'5'", "7::bigint"});
    case Want::numeric:
      return pick({"1.5", "0.01", "100", "'2.5'::numeric", "1e3"});
    case Want::real:
      return pick({"0.5::float8", "1.25::real", "'3'::float8"});
    case Want::text:
      return pick({"'a'", "'%x%'", "''", "'b'::varchar(5)", "'abc'::text", "'z'::char(2)"});
    case Want::boolean:
      return pick({"true", "false", "'t'::bool"});
    case Want::timestamp:
      return pick({"now()",
                   "timestamp '2020-01-02 03:04'",
                   "timestamptz '2021-05-06 07:08+02'",
                   "current_timestamp",
                   "localtimestamp"});
    case Want::date:
      return pick({"date '2020-02-29'", "current_date", "'2001-01-01'::date"});
    case Want::interval:
      return pick({"interval '1 day'", "'2 hours'::interval", "interval '3' month"});
    case Want::jsonb:
      return pick({"'{}'::jsonb", "'[1, 2]'::jsonb", "jsonb_build_object('a', 1)"});
    case Want::uuid:
      return pick({"gen_random_uuid()", "'00000000-0000-0000-0000-000000000001'::uuid"});
    case Want::ints:
      return pick({"array[1, 2, 3]", "'{1,2}'::int[]", "array[]::int[]"});
    case Want::texts:
      return pick({"array['a', 'b']", "'{x}'::text[]", "string_to_array('a,b', ',')"});
    case Want::mood:
      return pick({"'sad'::mood", "'happy'::mood", "'ok'"});
    case Want::address:
      return pick({"row('a', 1, 'b')::address", "('(a,1,b)')::address", "null::address"});
    case Want::addresses:
      return pick({"array[row('a', 1, 'b')::address]", "'{}'::address[]"});
    case Want::mail:
      return pick({"'a@b'::mail", "null::mail"});
    case Want::range:
      return pick({"int4range(1, 5)", "'[1,3)'::int4range", "int4range(null, 3, '[]')"});
    case Want::moods:
      return pick({"array['sad', 'ok']::mood[]", "'{sad}'::mood[]", "enum_range(null::mood)"});
    case Want::xml:
      return pick({"'<a/>'::xml", "xml '<b>1</b>'"});
    case Want::inet:
      return pick({"'10.0.0.1'::inet", "inet '::1'", "'10.0.0.0/8'::cidr"});
    case Want::bytes:
      return pick({"'\\x00'::bytea", "decode('aa', 'hex')"});
    case Want::bits:
      return pick({"B'101'", "X'1F'", "'01'::varbit", "B'1'::bit(3)"});
    case Want::times:
      return pick({"tstzrange(now(), null)", "'empty'::tstzrange"});
    case Want::any:
      return pick({"null", "1", "'x'", "2.5", "true"});
  }
  return "null";
}

auto StatementGenerator::leaf(Want want) -> std::string {
  if (chance(0.12)) return parameter();
  if (chance(0.02)) return "null";
  if (chance(0.03)) return leaf(any_want());  // on purpose of another type
  return chance(0.65) ? column(want) : literal(want);
}

auto StatementGenerator::generic(Want want, int depth) -> std::string {
  switch (below(8)) {
    case 0:
      return fmt::format("coalesce({}, {})", expr(want, depth), expr(want, depth));
    case 1:
      return fmt::format("case when {} then {} else {} end",
                         expr(Want::boolean, depth),
                         expr(want, depth),
                         expr(want, depth));
    case 2:
      return fmt::format("nullif({}, {})", expr(want, depth), expr(want, depth));
    case 3:
      // What cannot be sorted fails when it runs, which ormc says before.
      return fmt::format("{}({}, {})",
                         want == Want::xml ? "coalesce" : pick({"greatest", "least"}),
                         expr(want, depth),
                         expr(want, depth));
    case 4:
      return fmt::format("case {} when {} then {} end",
                         expr(Want::integer, depth),
                         expr(Want::integer, depth),
                         expr(want, depth));
    case 5:
      return subquery(want, depth);
    case 6:
      return fmt::format(
          "(array[{}, {}])[{}]", expr(want, depth), expr(want, depth), expr(Want::integer, depth));
    default:
      return leaf(want);
  }
}

auto StatementGenerator::integer(int depth) -> std::string {
  switch (below(14)) {
    case 0:
    case 1:
      return fmt::format("{} {} {}",
                         expr(Want::integer, depth),
                         pick({"+", "-", "*", "%"}),
                         expr(Want::integer, depth));
    case 2:
      return fmt::format("length({})", expr(Want::text, depth));
    case 3:
      return fmt::format("({} {} {})",
                         expr(Want::integer, depth),
                         pick({"&", "|", "#", "<<"}),
                         expr(Want::integer, depth));
    case 4:
      return fmt::format(
          "cast({} as {})", expr(any_want(), depth), pick({"int", "bigint", "smallint"}));
    case 5:
      return fmt::format("abs({})", expr(Want::integer, depth));
    case 6:
      return fmt::format("- {}", expr(Want::integer, depth));
    case 7:
      return fmt::format("coalesce(array_length({}, 1), 0)", expr(Want::ints, depth));
    case 8:
      return fmt::format("position({} in {})", expr(Want::text, depth), expr(Want::text, depth));
    case 9:
      return fmt::format("mod({}, {})", expr(Want::integer, depth), expr(Want::integer, depth));
    case 10:
      return fmt::format("({})::int", expr(Want::numeric, depth));
    case 11:
      return fmt::format("cardinality({})", expr(Want::texts, depth));
    default:
      return generic(Want::integer, depth);
  }
}

auto StatementGenerator::text(int depth) -> std::string {
  switch (below(15)) {
    case 0:
      return fmt::format(
          "{} || {}", expr(Want::text, depth), expr(chance(0.7) ? Want::text : any_want(), depth));
    case 1:
      return fmt::format("{}({})",
                         pick({"lower", "upper", "trim", "initcap", "md5", "reverse"}),
                         expr(Want::text, depth));
    case 2:
      return fmt::format("substring({} from {} for {})",
                         expr(Want::text, depth),
                         expr(Want::integer, depth),
                         expr(Want::integer, depth));
    case 3:
      return fmt::format("replace({}, {}, {})",
                         expr(Want::text, depth),
                         expr(Want::text, depth),
                         expr(Want::text, depth));
    case 4:
      return fmt::format("({})::text", expr(any_want(), depth));
    case 5:
      return fmt::format("{} ->> {}", expr(Want::jsonb, depth), pick({"'a'", "0"}));
    case 6:
      return fmt::format("concat({}, {})", expr(any_want(), depth), expr(Want::text, depth));
    case 7:
      return fmt::format("to_char({}, 'YYYY-MM')", expr(Want::timestamp, depth));
    case 8:
      return fmt::format("({})[{}]", expr(Want::texts, depth), expr(Want::integer, depth));
    case 9:
      return fmt::format("left({}, {})", expr(Want::text, depth), expr(Want::integer, depth));
    case 10:
      return fmt::format(
          "split_part({}, ',', {})", expr(Want::text, depth), expr(Want::integer, depth));
    case 11:
      return fmt::format(
          "format('%s-%s', {}, {})", expr(any_want(), depth), expr(Want::text, depth));
    case 12:
      return fmt::format(
          "({} collate {})", expr(Want::text, depth), pick({"\"C\"", "\"POSIX\"", "\"default\""}));
    default:
      return generic(Want::text, depth);
  }
}

auto StatementGenerator::boolean(int depth) -> std::string {
  auto type = any_want();
  switch (below(18)) {
    case 0:
    case 1:
    case 2:
      return fmt::format("{} {} {}",
                         expr(type, depth),
                         pick({"=", "<>", "<", "<=", ">", ">="}),
                         expr(type, depth));
    case 3:
      return fmt::format("({} and {})", expr(Want::boolean, depth), expr(Want::boolean, depth));
    case 4:
      return fmt::format("({} or {})", expr(Want::boolean, depth), expr(Want::boolean, depth));
    case 5:
      return fmt::format("not {}", expr(Want::boolean, depth));
    case 6:
      return fmt::format("{} is {}null", expr(type, depth), pick({"", "not "}));
    case 7:
      return fmt::format("{} {}between {} and {}",
                         expr(type, depth),
                         pick({"", "not "}),
                         expr(type, depth),
                         expr(type, depth));
    case 8:
      return fmt::format("{} {}in ({}, {})",
                         expr(type, depth),
                         pick({"", "not "}),
                         expr(type, depth),
                         expr(type, depth));
    case 9:
      return fmt::format("{} {} {}",
                         expr(Want::text, depth),
                         pick({"like", "ilike", "not like", "~", "!~*"}),
                         expr(Want::text, depth));
    case 10:
      return fmt::format("{} in {}", expr(type, depth), subquery(type, depth));
    case 11:
      return fmt::format("exists {}", subquery(type, depth));
    case 12:
      return fmt::format(
          "{} = {}({})", expr(Want::integer, depth), pick({"any", "all"}), expr(Want::ints, depth));
    case 13:
      return fmt::format(
          "{} is {}distinct from {}", expr(type, depth), pick({"", "not "}), expr(type, depth));
    case 14:
      return fmt::format("({}, {}) {} ({}, {})",
                         expr(Want::integer, depth),
                         expr(Want::text, depth),
                         pick({"=", "<", "<>"}),
                         expr(Want::integer, depth),
                         expr(Want::text, depth));
    case 15:
      return fmt::format("{} {} {}",
                         expr(Want::jsonb, depth),
                         pick({"@>", "?", "<@"}),
                         chance(0.5) ? "'a'" : expr(Want::jsonb, depth));
    case 16:
      return fmt::format(
          "{} {} {}", expr(Want::ints, depth), pick({"@>", "&&", "="}), expr(Want::ints, depth));
    default:
      return generic(Want::boolean, depth);
  }
}

auto StatementGenerator::temporal(Want want, int depth) -> std::string {
  switch (below(9)) {
    case 0:
      return fmt::format(
          "{} {} {}", expr(want, depth), pick({"+", "-"}), expr(Want::interval, depth));
    case 1:
      return fmt::format("date_trunc('month', {})", expr(want, depth));
    case 2:
      return fmt::format("({})::{}", expr(want, depth), pick({"date", "timestamp", "timestamptz"}));
    case 3:
      return fmt::format("{} at time zone 'UTC'", expr(Want::timestamp, depth));
    case 4:
      return want == Want::date
                 ? fmt::format("{} + {}", expr(Want::date, depth), expr(Want::integer, depth))
                 : fmt::format("to_timestamp({})", expr(Want::real, depth));
    case 5:
      return want == Want::interval
                 ? fmt::format(
                       "{} - {}", expr(Want::timestamp, depth), expr(Want::timestamp, depth))
                 : fmt::format("make_date(2020, {}, 1)", expr(Want::integer, depth));
    case 6:
      return want == Want::interval
                 ? fmt::format("{} * {}", expr(Want::interval, depth), expr(Want::integer, depth))
                 : generic(want, depth);
    default:
      return generic(want, depth);
  }
}

auto StatementGenerator::other(Want want, int depth) -> std::string {
  switch (want) {
    case Want::numeric:
      return pick({"a", "b", "c"}) == "a"
                 ? fmt::format("{} {} {}",
                               expr(Want::numeric, depth),
                               pick({"+", "-", "*", "/", "^"}),
                               expr(chance(0.5) ? Want::numeric : Want::integer, depth))
                 : (chance(0.5)
                        ? fmt::format("round({}, {})",
                                      expr(Want::numeric, depth),
                                      expr(Want::integer, depth))
                        : fmt::format("extract({} from {})",
                                      pick({"year", "epoch", "dow"}),
                                      expr(chance(0.5) ? Want::timestamp : Want::date, depth)));
    case Want::real:
      return chance(0.5)
                 ? fmt::format("{} {} {}",
                               expr(Want::real, depth),
                               pick({"+", "-", "*"}),
                               expr(chance(0.6) ? Want::real : Want::integer, depth))
                 : fmt::format(
                       "{}({})", pick({"sqrt", "floor", "ln", "sign"}), expr(Want::real, depth));
    case Want::jsonb:
      return chance(0.5)
                 ? fmt::format(
                       "{} -> {}", expr(Want::jsonb, depth), pick({"'a'", "0", "'b'::text"}))
                 : fmt::format(
                       "{}({})", pick({"to_jsonb", "jsonb_build_array"}), expr(any_want(), depth));
    case Want::ints:
      return chance(0.5)
                 ? fmt::format("{} || {}",
                               expr(Want::ints, depth),
                               expr(chance(0.5) ? Want::ints : Want::integer, depth))
                 : fmt::format(
                       "array_append({}, {})", expr(Want::ints, depth), expr(Want::integer, depth));
    case Want::texts:
      return chance(0.5)
                 ? fmt::format("{} || {}", expr(Want::texts, depth), expr(Want::text, depth))
                 : fmt::format("array(select {} from visit)",
                               chance(0.5) ? "remark" : "remark || 'x'");
    case Want::bigint:
      return chance(0.5) ? fmt::format("{} {} {}",
                                       expr(Want::bigint, depth),
                                       pick({"+", "-", "/"}),
                                       expr(Want::integer, depth))
                         : fmt::format("({})::bigint", expr(Want::integer, depth));
    case Want::address:
    case Want::addresses:
    case Want::mail:
    case Want::range:
    case Want::moods:
    case Want::xml:
    case Want::inet:
    case Want::bytes:
    case Want::bits:
    case Want::times:
      return made(want, depth);
    case Want::uuid:
    case Want::mood:
    case Want::any:
    case Want::integer:
    case Want::text:
    case Want::boolean:
    case Want::timestamp:
    case Want::date:
    case Want::interval:
      return generic(want, depth);
  }
  return leaf(want);
}

/// Composites, domains, ranges, arrays of them, and the rarer types.
auto StatementGenerator::made(Want want, int depth) -> std::string {
  if (chance(0.4)) return generic(want, depth);
  switch (want) {
    case Want::address:
      return chance(0.5)
                 ? composite_value(depth)
                 : fmt::format("({})[{}]", expr(Want::addresses, depth), literal(Want::integer));
    case Want::addresses:
      return fmt::format("array[{}, {}]", expr(Want::address, depth), expr(Want::address, depth));
    case Want::mail:
      return fmt::format("({})::mail", expr(Want::text, depth));
    case Want::range:
      return range_value(depth);
    case Want::moods:
      return fmt::format("{} || {}", expr(Want::moods, depth), expr(Want::mood, depth));
    case Want::xml:
      return xml_value(depth);
    case Want::inet:
      return fmt::format("{} {} {}",
                         expr(Want::inet, depth),
                         pick({"+", "-", "&", "|"}),
                         expr(Want::integer, depth));
    case Want::bytes:
      return fmt::format("{} || {}", expr(Want::bytes, depth), expr(Want::bytes, depth));
    case Want::bits:
      return fmt::format("{} {} {}",
                         expr(Want::bits, depth),
                         pick({"&", "|", "#", "||"}),
                         expr(Want::bits, depth));
    case Want::times:
      return fmt::format(
          "{} {} {}", expr(Want::times, depth), pick({"+", "*", "-"}), expr(Want::times, depth));
    default:
      return generic(want, depth);
  }
}

auto StatementGenerator::expr(Want want, int depth) -> std::string {
  if (depth <= 0 || chance(0.25)) return leaf(want);
  --depth;
  if (chance(want == Want::any ? 0.6 : 0.06)) return exotic(depth);
  switch (want) {
    case Want::integer:
      return integer(depth);
    case Want::text:
      return text(depth);
    case Want::boolean:
      return boolean(depth);
    case Want::timestamp:
    case Want::date:
    case Want::interval:
      return temporal(want, depth);
    case Want::any:
      return expr(any_want(), depth);
    case Want::bigint:
    case Want::numeric:
    case Want::real:
    case Want::jsonb:
    case Want::uuid:
    case Want::ints:
    case Want::texts:
    case Want::mood:
    case Want::address:
    case Want::addresses:
    case Want::mail:
    case Want::range:
    case Want::moods:
    case Want::xml:
    case Want::inet:
    case Want::bytes:
    case Want::bits:
    case Want::times:
      return other(want, depth);
  }
  return leaf(want);
}

auto StatementGenerator::aggregate(Want want, int depth) -> std::string {
  auto filter =
      chance(0.2) ? fmt::format(" filter (where {})", expr(Want::boolean, depth)) : std::string{};
  switch (below(8)) {
    case 0:
      return "count(*)" + filter;
    case 1:
      return fmt::format("count({}{})", chance(0.3) ? "distinct " : "", expr(any_want(), depth)) +
             filter;
    case 2:
      return fmt::format("sum({})", expr(chance(0.5) ? Want::integer : Want::numeric, depth)) +
             filter;
    case 3:
      return fmt::format("avg({})", expr(chance(0.5) ? Want::integer : Want::real, depth)) + filter;
    case 4:
      return fmt::format("{}({})", pick({"min", "max"}), expr(want, depth)) + filter;
    case 5:
      return fmt::format("array_agg({} order by {})", expr(want, depth), expr(any_want(), depth)) +
             filter;
    case 6:
      return fmt::format("string_agg({}, ',')", expr(Want::text, depth)) + filter;
    default:
      return fmt::format(
                 "{}({})", pick({"bool_and", "bool_or", "every"}), expr(Want::boolean, depth)) +
             filter;
  }
}

}  // namespace orm_tests
