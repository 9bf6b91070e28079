#include "database/statement_generator.hpp"

#include <fmt/format.h>

#include <array>

namespace orm_tests {

const std::string_view generator_models = R"(
enum mood { sad, ok, happy }

model person {
  id: bigint @id @identity;
  name: text;
  email: varchar(100) @unique;
  age: int?;
  score: numeric(10, 2)?;
  ratio: double precision = 0;
  rank: smallint = 1;
  active: bool = true;
  born: date?;
  created_at: timestamptz = now();
  seen_at: timestamp?;
  pause: interval?;
  token: uuid?;
  data: jsonb = '{}';
  numbers: int[]?;
  words: text[] = '{}';
  state: mood = 'ok';
  code: char(3)?;
}

model item {
  id: int @id @identity;
  owner: person @on_delete(cascade);
  title: varchar(200);
  price: numeric;
  quantity: int = 1;
  weight: real?;
  sold_on: date?;
  made_at: timestamptz = now();
  kind: mood?;
  extra: jsonb?;
  note: text?;
}

model visit {
  person_id: bigint;
  item_id: int;
  at: timestamptz = now();
  stars: smallint?;
  remark: text?;
  primary key (person_id, item_id);
}
)";

namespace {

struct Column {
  std::string_view name;
  std::string_view type;
};
struct TableShape {
  std::string_view name;
  std::vector<Column> columns;
};

auto tables() -> const std::vector<TableShape>& {
  static const auto all = std::vector<TableShape>{
      {"person",
       {{"id", "bigint"},
        {"name", "text"},
        {"email", "text"},
        {"age", "integer"},
        {"score", "numeric"},
        {"ratio", "real"},
        {"rank", "integer"},
        {"active", "boolean"},
        {"born", "date"},
        {"created_at", "timestamp"},
        {"seen_at", "timestamp"},
        {"pause", "interval"},
        {"token", "uuid"},
        {"data", "jsonb"},
        {"numbers", "ints"},
        {"words", "texts"},
        {"state", "mood"},
        {"code", "text"}}},
      {"item",
       {{"id", "integer"},
        {"owner_id", "bigint"},
        {"title", "text"},
        {"price", "numeric"},
        {"quantity", "integer"},
        {"weight", "real"},
        {"sold_on", "date"},
        {"made_at", "timestamp"},
        {"kind", "mood"},
        {"extra", "jsonb"},
        {"note", "text"}}},
      {"visit",
       {{"person_id", "bigint"},
        {"item_id", "integer"},
        {"at", "timestamp"},
        {"stars", "integer"},
        {"remark", "text"}}},
  };
  return all;
}

constexpr auto want_names = std::array<std::string_view, 15>{"integer",
                                                             "bigint",
                                                             "numeric",
                                                             "real",
                                                             "text",
                                                             "boolean",
                                                             "timestamp",
                                                             "date",
                                                             "interval",
                                                             "jsonb",
                                                             "uuid",
                                                             "ints",
                                                             "texts",
                                                             "mood",
                                                             "any"};

}  // namespace

auto StatementGenerator::pick(std::initializer_list<std::string_view> of) -> std::string {
  return std::string(*(of.begin() + static_cast<std::ptrdiff_t>(below(of.size()))));
}

auto StatementGenerator::any_want() -> Want { return static_cast<Want>(below(14)); }

auto StatementGenerator::parameter() -> std::string {
  if (parameters_ == 0 || chance(0.7)) ++parameters_;
  return fmt::format("${}", 1 + below(parameters_));
}

auto StatementGenerator::column(Want want) -> std::string {
  auto found = std::vector<std::string>{};
  for (const auto& [alias, table] : scope_) {
    for (const auto& column : tables()[table].columns) {
      if (want == Want::any || column.type == want_names[static_cast<std::size_t>(want)]) {
        found.push_back(fmt::format("{}.{}", alias, column.name));
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
    case Want::any:
      return pick({"null", "1", "'x'", "2.5", "true"});
  }
  return "null";
}

auto StatementGenerator::leaf(Want want) -> std::string {
  if (allow_parameters_ && chance(0.12)) return parameter();
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
      return fmt::format(
          "{}({}, {})", pick({"greatest", "least"}), expr(want, depth), expr(want, depth));
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
  switch (below(14)) {
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

auto StatementGenerator::expr(Want want, int depth) -> std::string {
  if (depth <= 0 || chance(0.25)) return leaf(want);
  --depth;
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
      return other(want, depth);
  }
  return leaf(want);
}

auto StatementGenerator::subquery(Want want, int depth) -> std::string {
  auto saved = scope_;
  auto alias = fresh_alias();
  auto table = below(tables().size());
  scope_.push_back({alias, table});
  auto item = expr(want, depth - 1);
  auto where = chance(0.6) ? " where " + expr(Want::boolean, depth - 1) : std::string{};
  scope_ = saved;
  return fmt::format("(select {} from {} {}{} limit 1)", item, tables()[table].name, alias, where);
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

auto StatementGenerator::window_call() -> std::string {
  auto over =
      fmt::format("over (partition by {} order by {})", column(Want::any), column(Want::any));
  switch (below(5)) {
    case 0:
      return "row_number() " + over;
    case 1:
      return fmt::format("lag({}) {}", expr(any_want(), 1), over);
    case 2:
      return fmt::format("sum({}) {}", expr(Want::integer, 1), over);
    case 3:
      return fmt::format("first_value({}) {}", expr(any_want(), 1), over);
    default:
      return "rank() " + over;
  }
}

auto StatementGenerator::from_clause(int depth) -> std::string {
  auto alias = fresh_alias();
  auto table = below(tables().size());
  scope_.push_back({alias, table});
  auto text = fmt::format("{} {}", tables()[table].name, alias);
  while (chance(0.35)) {
    auto kind = pick({"join", "left join", "right join", "full join", "cross join"});
    auto next = fresh_alias();
    auto other_table = below(tables().size());
    text += fmt::format(" {} {} {}", kind, tables()[other_table].name, next);
    scope_.push_back({next, other_table});
    if (kind != "cross join") {
      auto condition = kind == "full join" ? fmt::format("{}.id = {}.id", alias, next)
                                           : expr(Want::boolean, depth - 1);
      text += " on " + condition;
    }
  }
  return text;
}

auto StatementGenerator::select(int depth, std::size_t columns) -> std::string {
  auto saved = scope_;
  scope_.clear();
  auto from = from_clause(depth);
  auto items = std::string{};
  auto tail = std::string{};
  if (chance(0.3)) {
    auto key = chance(0.5) ? column(any_want()) : expr(any_want(), 1);
    // ormc does not compare subqueries: such a key is named by its position (docs/language.md).
    if (key.find("select") != std::string::npos) key = column(any_want());
    items = fmt::format("{} as k", key);
    for (auto i = std::size_t{0}; i < columns; ++i)
      items += fmt::format(", {} as c{}", aggregate(any_want(), depth - 1), i);
    tail += " group by " + (chance(0.6) ? key : "1");
    if (chance(0.3)) tail += " having " + fmt::format("{} > 1", pick({"count(*)", "max(1)"}));
  } else {
    for (auto i = std::size_t{0}; i < columns; ++i) {
      auto item = chance(0.08) ? window_call() : expr(any_want(), depth);
      items += fmt::format("{}{}", i == 0 ? "" : ", ", item);
      items += fmt::format(" as c{}", i);
    }
  }
  auto where = chance(0.6) ? " where " + expr(Want::boolean, depth) : std::string{};
  if (chance(0.4)) tail += " order by 1" + pick({"", " desc", " desc nulls last"});
  if (chance(0.3)) tail += " limit " + (chance(0.4) ? parameter() : "10");
  if (chance(0.1)) tail += " offset " + expr(Want::integer, 0);
  scope_ = saved;
  return fmt::format(
      "select {}{} from {}{}{}", chance(0.1) ? "distinct " : "", items, from, where, tail);
}

auto StatementGenerator::insert() -> std::string {
  scope_.clear();
  auto head =
      fmt::format("insert into item (owner_id, title, price{})", chance(0.5) ? ", kind, note" : "");
  auto extended = head.find("kind") != std::string::npos;
  auto source =
      fmt::format(" values ({}, {}, {}{})",
                  expr(Want::bigint, 1),
                  expr(Want::text, 1),
                  expr(Want::numeric, 1),
                  extended ? ", " + expr(Want::mood, 1) + ", " + expr(Want::text, 1) : "");
  if (chance(0.3)) {
    auto alias = fresh_alias();
    scope_ = {{alias, 0}};
    source = fmt::format(" select {}.id, {}, {}{} from person {} where {}",
                         alias,
                         expr(Want::text, 1),
                         expr(Want::numeric, 1),
                         extended ? ", " + expr(Want::mood, 1) + ", " + expr(Want::text, 1) : "",
                         alias,
                         expr(Want::boolean, 2));
  }
  if (chance(0.3))
    source += " on conflict (id) do update set quantity = item.quantity + excluded.quantity";
  scope_ = {{"item", 1}};
  if (chance(0.6)) source += " returning id, " + expr(any_want(), 1) + " as c";
  return head + source;
}

auto StatementGenerator::update() -> std::string {
  auto alias = fresh_alias();
  scope_ = {{alias, 0}};
  auto from = std::string{};
  if (chance(0.3)) {
    auto other_alias = fresh_alias();
    from = fmt::format(" from item {}", other_alias);
    scope_.push_back({other_alias, 1});
  }
  auto set = fmt::format("name = {}", expr(Want::text, 2));
  if (chance(0.5)) set += fmt::format(", age = {}", expr(Want::integer, 2));
  if (chance(0.4))
    set += fmt::format(", (score, state) = ({}, {})", expr(Want::numeric, 1), expr(Want::mood, 1));
  if (chance(0.3)) set += fmt::format(", data = {}", expr(Want::jsonb, 1));
  return fmt::format(
      "update person {} set {}{} where {}{}",
      alias,
      set,
      from,
      expr(Want::boolean, 2),
      chance(0.5) ? fmt::format(" returning {}.id, {} as c", alias, expr(any_want(), 1)) : "");
}

auto StatementGenerator::erase() -> std::string {
  auto alias = fresh_alias();
  scope_ = {{alias, 1}};
  auto using_clause = std::string{};
  if (chance(0.3)) {
    auto other_alias = fresh_alias();
    using_clause = fmt::format(" using person {}", other_alias);
    scope_.push_back({other_alias, 0});
  }
  return fmt::format("delete from item {}{} where {}{}",
                     alias,
                     using_clause,
                     expr(Want::boolean, 2),
                     chance(0.4) ? fmt::format(" returning {} as c", expr(any_want(), 1)) : "");
}

auto StatementGenerator::statement() -> std::string {
  scope_.clear();
  aliases_ = 0;
  parameters_ = 0;
  switch (below(10)) {
    case 0:
      return insert();
    case 1:
      return update();
    case 2:
      return erase();
    case 3: {
      auto kind = pick({"union", "union all", "intersect", "except"});
      scope_.clear();
      auto one = select(1, 1);
      auto other_one = select(1, 1);

      return fmt::format("({}) {} ({})", one, kind, other_one);
    }
    default:
      return select(3, 1 + below(4));
  }
}

}  // namespace orm_tests
