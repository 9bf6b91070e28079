#include "database/statement_generator.hpp"

#include <fmt/format.h>

namespace orm_tests {

auto StatementGenerator::wants(std::size_t count) -> std::vector<Want> {
  auto all = std::vector<Want>{};
  for (auto i = std::size_t{0}; i < count; ++i) all.push_back(any_want());
  return all;
}

auto StatementGenerator::subquery(Want want, int depth) -> std::string {
  auto saved = scope_;
  if (chance(0.25)) {
    auto text = fmt::format("({})", query(depth - 1, {want}));
    scope_ = saved;
    return text;
  }
  auto alias = fresh_alias();
  const auto& table = tables()[below(tables().size())];
  scope_.push_back({alias, table.columns});
  auto item = expr(want, depth - 1);
  auto where = chance(0.6) ? " where " + expr(Want::boolean, depth - 1) : std::string{};
  scope_ = saved;
  return fmt::format("(select {} from {} {}{} limit 1)", item, table.name, alias, where);
}

// ---- from

auto StatementGenerator::from_function(int depth) -> std::string {
  auto alias = fresh_alias();
  auto ordinality = chance(0.2);
  auto add = [&](std::vector<Column> columns) {
    if (ordinality) columns.push_back({"ordinality", Want::bigint});
    scope_.push_back({alias, std::move(columns)});
  };
  auto with = ordinality ? " with ordinality" : "";
  switch (below(9)) {
    case 0: {
      auto call =
          fmt::format("generate_series({}, {})", expr(Want::integer, 0), expr(Want::integer, 0));
      add({{alias, Want::integer}});
      return fmt::format("{}{} {}", call, with, alias);
    }
    case 1: {
      auto call = fmt::format("unnest({}, {})", expr(Want::ints, depth), expr(Want::texts, depth));
      scope_.push_back({alias, {{"a", Want::integer}, {"b", Want::text}}});
      return fmt::format("{}{} {}(a, b{})", call, with, alias, ordinality ? ", c" : "");
    }
    case 2: {
      auto call = fmt::format("jsonb_each({})", expr(Want::jsonb, 0));
      add({{"key", Want::text}, {"value", Want::jsonb}});
      return fmt::format("{}{} as {}", call, with, alias);
    }
    case 3: {
      auto call = fmt::format("jsonb_to_recordset({})", expr(Want::jsonb, 0));
      scope_.push_back({alias, {{"a", Want::integer}, {"b", Want::text}, {"c", Want::moods}}});
      return fmt::format("{} as {}(a int, b varchar(4), c mood[])", call, alias);
    }
    case 4: {
      auto rows = fmt::format(
          "rows from (generate_series(1, {}), unnest({}), json_to_record('{{}}') as (x int, y "
          "address))",
          expr(Want::integer, 0),
          expr(Want::addresses, 0));
      scope_.push_back({alias,
                        {{"a", Want::integer},
                         {"street", Want::text},
                         {"x", Want::integer},
                         {"y", Want::address}}});
      return fmt::format("{}{} as {}(a)", rows, with, alias);
    }
    case 5: {
      auto value = fmt::format("{}({})", pick({"unnest", "unnest"}), expr(any_want(), 0));
      add({{alias, Want::any}});
      return fmt::format("{}{} as {}", value, with, alias);
    }
    case 6: {
      auto document = expr(Want::xml, 0);
      auto more = fmt::format("d text default {}", expr(Want::text, 0));
      scope_.push_back(
          {alias, {{"n", Want::integer}, {"b", Want::text}, {"c", Want::mood}, {"d", Want::text}}});
      return fmt::format(
          "xmltable({}'/r/i' passing {} columns n for ordinality, b text path '@b' not null, c "
          "mood path 'c', {}) as {}",
          chance(0.2) ? "xmlnamespaces('u' as x), " : "",
          document,
          more,
          alias);
    }
    case 7: {
      auto call = pick({"lower('a')",
                        "int4(3)",
                        "json_object_keys('{}')",
                        "regexp_matches('a', 'b')",
                        "regexp_split_to_table('a', 'b')",
                        "aclexplode(null)",
                        "pg_get_keywords()"});
      if (chance(0.6)) call = value_table(depth);
      auto written = fmt::format("{}{} as {}", call, with, alias);
      add({});
      return written;
    }
    default: {
      auto column = fmt::format("{}", column_alias());
      add({{column, Want::text}});
      return fmt::format(
          "string_to_table({}, ','){} as {}({})", expr(Want::text, 0), with, alias, column);
    }
  }
}

/// What is no call, or spelled otherwise, and gives a row all the same.
auto StatementGenerator::value_table(int depth) -> std::string {
  switch (below(6)) {
    case 0:
      return pick({"current_date", "localtimestamp(2)", "user", "current_schema", "session_user"});
    case 1:
      return fmt::format("{}({}, {})",
                         pick({"coalesce", "nullif", "greatest", "least"}),
                         expr(any_want(), depth - 1),
                         expr(any_want(), 0));
    case 2:
      return fmt::format("cast({} as {})",
                         expr(any_want(), 0),
                         pick({"int", "text", "varchar(3)", "address", "numeric(5,1)", "mood[]"}));
    case 3:
      return fmt::format("{}({} from {})",
                         pick({"substring", "trim", "extract"}),
                         pick({"year", "'x'", "b"}),
                         expr(any_want(), 0));
    case 4:
      return fmt::format("collation for ({})", expr(any_want(), 0));
    default:
      return fmt::format("xmlelement(name a, {})", expr(any_want(), 0));
  }
}

auto StatementGenerator::from_table(int depth, bool lateral) -> std::string {
  auto kind = below(20);
  if (kind < 2) return fmt::format("{}{}", chance(0.2) ? "lateral " : "", from_function(depth));
  auto alias = fresh_alias();
  if (kind < 5 && depth > 0) {
    auto list = wants(1 + below(2));
    auto saved = scope_;
    if (!lateral) scope_.clear();
    auto text = chance(0.7) ? query(depth - 1, list) : values(depth - 1, list);
    scope_ = saved;
    auto renamed = chance(0.3) || text.starts_with("values");
    auto source = Source{alias, {}};
    for (auto i = std::size_t{0}; i < list.size(); ++i) {
      source.columns.push_back({fmt::format("{}{}", renamed ? "d" : "c", i), list[i]});
    }
    scope_.push_back(source);
    auto names = std::string{};
    for (const auto& column : source.columns) names += (names.empty() ? "" : ", ") + column.name;
    return fmt::format(
        "{}({}) as {}{}", lateral ? "lateral " : "", text, alias, renamed ? "(" + names + ")" : "");
  }
  if (kind < 8 && !ctes_.empty()) {
    const auto& cte = ctes_[below(ctes_.size())];
    scope_.push_back({alias, cte.columns});
    return fmt::format("{} {}", cte.name, alias);
  }
  if (kind == 8) {
    auto system = below(3);
    scope_.push_back({alias,
                      system == 0   ? std::vector<Column>{{"relname", Want::text},
                                                          {"relnatts", Want::integer},
                                                          {"reltuples", Want::real}}
                      : system == 1 ? std::vector<Column>{{"table_name", Want::text},
                                                          {"ordinal_position", Want::integer},
                                                          {"is_nullable", Want::text}}
                                    : std::vector<Column>{{"typname", Want::text},
                                                          {"typlen", Want::integer},
                                                          {"typbyval", Want::boolean}}});
    return fmt::format("{} {}",
                       system == 0   ? pick({"pg_class", "pg_catalog.pg_class"})
                       : system == 1 ? "information_schema.columns"
                                     : "pg_type",
                       alias);
  }
  const auto& table = tables()[below(tables().size())];
  auto written = fmt::format("{}{} {}", chance(0.05) ? "only " : "", table.name, alias);
  if (chance(0.06)) {
    written +=
        fmt::format(" tablesample {} ({}){}",
                    pick({"bernoulli", "system", "system", "nothing"}),
                    expr(Want::integer, 0),
                    chance(0.4) ? fmt::format(" repeatable ({})", expr(Want::integer, 0)) : "");
  }
  scope_.push_back({alias, table.columns});
  return written;
}

auto StatementGenerator::from_clause(int depth) -> std::string {
  auto text = from_table(depth, false);
  auto joins = 0;
  while (chance(0.35) && joins++ < 4) {
    if (chance(0.2)) {
      text += ", " + from_table(depth, chance(0.5));
      continue;
    }
    auto kind =
        pick({"join", "left join", "right join", "full join", "cross join", "join", "left join"});
    auto left = scope_;
    auto lateral = (kind == "join" || kind == "left join" || kind == "cross join") && chance(0.3);
    if (kind == "right join" || kind == "full join") scope_.clear();
    auto right = from_table(depth, lateral);
    if (kind == "right join" || kind == "full join")
      scope_.insert(scope_.begin(), left.begin(), left.end());
    text += fmt::format(" {} {}", kind, right);
    if (kind == "cross join") continue;
    if (chance(0.1)) {
      text += fmt::format(" using ({})", pick({"id", "name", "state", "c0"}));
    } else if (kind == "full join") {
      text += fmt::format(" on {} = {}", column(Want::integer), column(Want::integer));
    } else {
      text += " on " + expr(Want::boolean, depth - 1);
    }
  }
  if (chance(0.03)) {
    auto alias = fresh_alias();
    scope_.push_back({alias, tables()[2].columns});
    text += fmt::format(" natural join visit {}", alias);
  }
  return text;
}

// ---- select

auto StatementGenerator::grouped_items(int depth, const std::vector<Want>& list, std::string& tail)
    -> std::string {
  auto key = chance(0.5) ? column(any_want()) : expr(any_want(), 1);
  auto second = column(any_want());
  auto items = std::string{};
  for (auto i = std::size_t{0}; i < list.size(); ++i) {
    auto item = chance(0.2)   ? key
                : chance(0.1) ? fmt::format("grouping({}, {})", key, second)
                : chance(0.3) ? catalog_aggregate(depth - 1)
                : chance(0.1) ? fmt::format("sum(sum({})) over ({})",
                                            column(Want::integer),
                                            key.size() < 12 ? "order by " + key : "")
                : chance(0.1) ? expr(list[i], 1)
                              : aggregate(list[i], depth - 1);
    items += fmt::format("{}{} as c{}", i == 0 ? "" : ", ", item, i);
  }
  switch (below(8)) {
    case 0:
      tail += fmt::format(" group by rollup ({}, {})", key, second);
      break;
    case 1:
      tail += fmt::format(" group by cube ({}), {}", key, second);
      break;
    case 2:
      tail += fmt::format(" group by grouping sets (({}, {}), ({}), ())", key, second, key);
      break;
    case 3:
      tail += fmt::format(" group by distinct {}, ({}, {})", key, second, key);
      break;
    case 4:
      tail += " group by ()";
      break;
    case 5:
      break;
    default:
      tail += fmt::format(" group by {}{}", key, chance(0.4) ? ", " + second : "");
  }
  if (chance(0.25)) {
    tail += " having " + (chance(0.5) ? std::string{"count(*) > 1"}
                                      : fmt::format("{} is not null", aggregate(any_want(), 0)));
  }
  return items;
}

auto StatementGenerator::select(int depth, const std::vector<Want>& list) -> std::string {
  auto outer = scope_;
  auto inner = std::vector<Source>{};
  std::swap(scope_, inner);
  auto from = from_clause(depth);
  // Outer columns can be named too.
  auto own = scope_;
  if (!outer.empty() && chance(0.4)) scope_.insert(scope_.begin(), outer.begin(), outer.end());
  auto tail = std::string{};
  auto items = std::string{};
  auto where = chance(0.5) ? " where " + expr(Want::boolean, depth) : std::string{};
  auto grouped = chance(0.3);
  if (grouped) {
    items = grouped_items(depth, list, tail);
  } else {
    auto windows = chance(0.15);
    for (auto i = std::size_t{0}; i < list.size(); ++i) {
      auto item = windows && chance(0.5) ? window_call() : expr(list[i], depth);
      // Its name is the server's.
      const auto unnamed = i + 1 == list.size() && chance(0.15);
      items += (i == 0 ? "" : ", ") + item;
      if (!unnamed) items += fmt::format(" as c{}", i);
    }
    if (windows && chance(0.7)) tail += fmt::format(" window w as ({})", window_body());
  }
  auto distinct = chance(0.08) ? std::string{"distinct "}
                  : chance(0.04)
                      ? fmt::format("distinct on ({}) ", chance(0.5) ? "c0" : column(any_want()))
                      : std::string{};
  if (chance(0.1)) {
    tail += " order by " + (grouped ? std::string{"1"} : expr(any_want(), 1)) +
            pick({"", " desc", " using <"});
    if (chance(0.4)) tail += ", " + pick({"1", "c0", "2 desc"});
  } else {
    tail += query_tail(list.size());
  }
  tail += locking();
  scope_ = outer;
  return fmt::format("select {}{} from {}{}{}", distinct, items, from, where, tail);
}

auto StatementGenerator::query_tail(std::size_t columns) -> std::string {
  auto text = std::string{};
  if (chance(0.35)) {
    text += fmt::format(" order by {}{}",
                        chance(0.5) ? "c0" : std::to_string(1 + below(columns)),
                        pick({"", " desc", " desc nulls last"}));
    if (chance(0.15)) {
      return text + fmt::format(" fetch first {} rows with ties", chance(0.5) ? "3" : "(1 + 2)");
    }
  }
  if (chance(0.25))
    text +=
        " limit " + (chance(0.4) ? parameter() : pick({"10", "all", "null", "1.5", "(select 1)"}));
  if (chance(0.08)) text += " offset " + (chance(0.5) ? parameter() : "2 rows");
  return text;
}

auto StatementGenerator::locking() -> std::string {
  if (!chance(0.04)) return {};
  auto text = " for " + pick({"update", "no key update", "share", "key share"});
  if (chance(0.5)) text += fmt::format(" of t{}", 1 + below(aliases_ + 1));
  return text + pick({"", " nowait", " skip locked"});
}

auto StatementGenerator::values(int depth, const std::vector<Want>& list) -> std::string {
  auto text = std::string{"values "};
  auto rows = 1 + below(3);
  for (auto row = std::size_t{0}; row < rows; ++row) {
    text += row == 0 ? "(" : ", (";
    for (auto i = std::size_t{0}; i < list.size(); ++i) {
      text += (i == 0 ? "" : ", ") + (chance(0.6) ? literal(list[i]) : expr(list[i], depth));
    }
    text += ")";
  }
  if (chance(0.1)) text += " order by 1";
  return text;
}

auto StatementGenerator::set_operation(int depth, const std::vector<Want>& list) -> std::string {
  auto kind = pick({"union", "union all", "intersect", "except", "except all", "intersect all"});
  auto part = [&] {
    auto text = chance(0.2) ? values(depth, list) : query(depth, list);
    return chance(0.9) || text.find(" order by ") != std::string::npos ||
                   text.find(" limit ") != std::string::npos ||
                   text.find(" for ") != std::string::npos ||
                   text.find(" offset ") != std::string::npos ||
                   text.find(" fetch ") != std::string::npos
               ? fmt::format("({})", text)
               : text;
  };
  auto first = part();
  auto text = fmt::format("{} {} {}", first, kind, part());
  if (chance(0.2)) text += fmt::format(" {} {}", pick({"union", "intersect", "union all"}), part());
  if (chance(0.3)) text += " order by " + pick({"1", "c0", "1 desc nulls first", "column1"});
  if (chance(0.2)) text += " limit " + pick({"3", "all"});
  return text;
}

auto StatementGenerator::query(int depth, const std::vector<Want>& list) -> std::string {
  if (depth > 0 && chance(0.08)) return set_operation(depth - 1, list);
  return select(depth, list);
}

// ---- with

auto StatementGenerator::recursive_cte(std::vector<Shape>& added) -> std::string {
  auto name = fmt::format("r{}", added.size() + ctes_.size());
  auto columns = std::vector<Column>{{"a", Want::integer}, {"b", Want::text}};
  auto step = pick({"select r.a + 1, r.b || 'x' from # r where r.a < 5",
                    "select i.quantity, i.title from item i, # r where i.id = r.a",
                    "select i.id, r.b from # r join item i on i.quantity = r.a",
                    "select count(*)::int, 'x' from # r",
                    "select r.a, r.b from item i left join # r on true",
                    "select i.id, i.note from item i where i.id in (select a from #)",
                    "select r.a, r.b from (select * from #) r"});
  for (auto place = step.find('#'); place != std::string::npos; place = step.find('#'))
    step.replace(place, 1, name);
  auto start = pick({"select 1, 'a'",
                     "select id, title from item",
                     "select 1, 'a'::text",
                     "values (1, 'a'::text)",
                     "select id, note from item where id = 1"});
  auto text =
      fmt::format("{}(a, b) as ({} union {}{})", name, start, pick({"all ", "", "all "}), step);
  if (chance(0.35)) {
    text += fmt::format(" search {} first by {} set {}",
                        pick({"depth", "breadth"}),
                        pick({"a", "a, b", "c"}),
                        pick({"ord", "ord", "b"}));
    columns.push_back({"ord", Want::any});
  }
  if (chance(0.35)) {
    text += fmt::format(" cycle {} set {}{} using {}",
                        pick({"a", "a, b", "b, b"}),
                        pick({"mark", "mark", "a"}),
                        pick({"",
                              " to 'Y' default 'N'",
                              " to 1 default 2.5",
                              " to true default null",
                              " to point '(1,2)' default null"}),
                        pick({"path", "path", "mark"}));
    columns.push_back({"mark", Want::boolean});
    columns.push_back({"path", Want::any});
  }
  added.push_back({name, columns});
  return text;
}

auto StatementGenerator::with_clause(int depth, std::vector<Shape>& added) -> std::string {
  auto recursive = chance(0.3);
  auto text = std::string{recursive ? "with recursive " : "with "};
  auto count = 1 + below(2);
  for (auto i = std::size_t{0}; i < count; ++i) {
    if (i > 0) text += ", ";
    if (recursive && chance(0.8)) {
      text += recursive_cte(added);
      ctes_.push_back(added.back());
      continue;
    }
    auto name = fmt::format("w{}", ctes_.size());
    auto list = wants(1 + below(3));
    auto shape = Shape{name, {}};
    scope_.clear();
    auto body = std::string{};
    if (chance(0.2)) {
      body = chance(0.5)
                 ? fmt::format(
                       "update item set quantity = {} where {} returning id as c0, title as c1",
                       expr(Want::integer, 1),
                       pick({"id = 1", "true"}))
                 : "delete from visit where item_id = 3 returning item_id as c0, remark as c1";
      shape.columns = {{"c0", Want::integer}, {"c1", Want::text}};
    } else {
      body = query(depth - 1, list);
      for (auto j = std::size_t{0}; j < list.size(); ++j)
        shape.columns.push_back({fmt::format("c{}", j), list[j]});
    }
    auto renamed = chance(0.2);
    auto names = std::string{};
    if (renamed) {
      for (auto j = std::size_t{0}; j < shape.columns.size(); ++j) {
        shape.columns[j].name = fmt::format("z{}", j);
        names += (j == 0 ? "" : ", ") + shape.columns[j].name;
      }
      names = "(" + names + ")";
    }
    text += fmt::format(
        "{}{} as {}({})", name, names, pick({"", "", "materialized ", "not materialized "}), body);
    added.push_back(shape);
    ctes_.push_back(shape);
  }
  return text + " ";
}

auto StatementGenerator::statement_with_ctes() -> std::string {
  auto added = std::vector<Shape>{};
  auto text = with_clause(2, added);
  scope_.clear();
  auto body = chance(0.75)  ? query(2, wants(1 + below(3)))
              : chance(0.3) ? update()
              : chance(0.3)
                  ? merge()
                  : fmt::format("select {}.* from {}", added.back().name, added.back().name);
  ctes_.clear();
  return text + body;
}

auto StatementGenerator::column_alias() -> std::string { return "x" + std::to_string(below(3)); }

auto StatementGenerator::statement() -> std::string {
  scope_.clear();
  ctes_.clear();
  aliases_ = 0;
  parameters_ = 0;
  sets_ = chance(0.2) ? 2 : 0;
  switch (below(20)) {
    case 0:
    case 1:
      return insert();
    case 2:
    case 3:
      return update();
    case 4:
      return erase();
    case 5:
      return merge();
    case 6:
    case 7:
      return set_operation(1, wants(1 + below(2)));
    case 8:
    case 9:
    case 10:
      return statement_with_ctes();
    case 11:
      return values(2, wants(1 + below(3)));
    case 12: {
      auto table = tables()[below(tables().size())].name;
      return pick({"table ", "select * from ", "table only "}) + table;
    }
    default:
      return select(3, wants(1 + below(4)));
  }
}

}  // namespace orm_tests
