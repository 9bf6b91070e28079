#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "database/null_query_generator.hpp"

// Whole queries, records and writes.
namespace orm_tests {

namespace {

/// With names of their own: a result cannot have one twice.
auto named_items(const std::vector<std::string>& items) -> std::string {
  auto text = std::string{};
  for (std::size_t i = 0; i < items.size(); ++i) {
    text += fmt::format("{}{} as c{}", i == 0 ? "" : ", ", items[i], i);
  }
  return text;
}

auto join_texts(const std::vector<std::string>& parts, std::string_view separator) -> std::string {
  return fmt::format("{}", fmt::join(parts, separator));
}

}  // namespace

auto NullQueryGenerator::query(const std::vector<Kind>& kinds, int depth) -> std::string {
  if (depth > 0 && chance(0.12)) {
    return fmt::format("({}) {} ({})",
                       query(kinds, depth - 1),
                       pick({"union", "union all", "intersect", "except", "intersect all"}),
                       query(kinds, depth - 1));
  }
  return chance(0.3) ? grouped_select(kinds, depth) : plain_select(kinds, depth);
}

auto NullQueryGenerator::plain_select(const std::vector<Kind>& kinds, int depth) -> std::string {
  const auto restore = Scope{scope_};
  auto source = from(depth);
  scope_.insert(scope_.begin(), source.sources.begin(), source.sources.end());
  auto where = std::string{};
  if (chance(0.75)) where = " where " + condition(depth);
  if (chance(0.15)) where += (where.empty() ? " where " : " and ") + fixed_key();
  auto items = std::vector<std::string>{};
  for (auto kind : kinds) {
    const auto windowed = kind == Kind::integer && chance(0.15);
    items.push_back(windowed ? window(1) : value(kind, depth));
  }
  const auto limit = chance(0.08) ? pick({" limit 1", " limit 0", " fetch first row only"}) : "";
  return fmt::format("select {}{} from {}{}{}",
                     chance(0.08) ? "distinct " : "",
                     named_items(items),
                     source.text,
                     where,
                     limit);
}

auto NullQueryGenerator::grouping(const std::vector<std::string>& keys) -> std::string {
  const auto all = join_texts(keys, ", ");
  switch (below(6)) {
    case 0:
      return fmt::format(" group by rollup ({})", all);
    case 1:
      return fmt::format(" group by cube ({})", all);
    case 2:
      return fmt::format(" group by grouping sets (({}), ({}))", all, keys.front());
    case 3:
      return fmt::format(" group by {}, rollup ({})", keys.front(), keys.back());
    default:
      return " group by " + all;
  }
}

/// Columns stand outside of aggregates only where they are grouped by.
auto NullQueryGenerator::grouped_select(const std::vector<Kind>& kinds, int depth) -> std::string {
  const auto restore = Scope{scope_};
  auto source = from(depth);
  scope_.insert(scope_.begin(), source.sources.begin(), source.sources.end());
  const auto where = chance(0.7) ? " where " + condition(depth) : std::string{};
  auto key_kinds = std::vector<Kind>{};
  auto keys = std::vector<std::string>{};
  if (!chance(0.25)) {
    for (auto i = below(2) + 1; i > 0; --i) {
      const auto kind = any_kind();
      const auto key = column(kind);
      if (key.find('.') == std::string::npos) continue;
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      keys.push_back(key);
      key_kinds.push_back(kind);
    }
  }
  auto items = std::vector<std::string>{};
  for (auto kind : kinds) {
    auto found = std::find(key_kinds.begin(), key_kinds.end(), kind);
    if (found != key_kinds.end() && chance(0.5)) {
      const auto& key = keys[static_cast<std::size_t>(found - key_kinds.begin())];
      items.push_back(chance(0.6) ? key
                                  : fmt::format("case when {} is {}null then {} else {} end",
                                                keys.front(),
                                                pick({"", "not "}),
                                                key,
                                                chance(0.5) ? key : constant(kind)));
    } else if (chance(0.2)) {
      items.push_back(fmt::format("coalesce({}, {})", aggregate(kind, 1), constant(kind)));
    } else {
      items.push_back(aggregate(kind, 1));
    }
  }
  auto having = std::string{};
  if (chance(0.3)) {
    having = chance(0.5) || keys.empty()
                 ? fmt::format(" having {} {}",
                               aggregate(Kind::integer, 0),
                               pick({"> 0", "is not null", "is null", "= 1"}))
                 : fmt::format(" having {} is {}null", keys.front(), pick({"", "not "}));
  }
  return fmt::format("select {} from {}{}{}{}",
                     named_items(items),
                     source.text,
                     where,
                     keys.empty() ? "" : grouping(keys),
                     having);
}

auto NullQueryGenerator::with_query() -> std::string {
  const auto restore = Scope{scope_};
  scope_.clear();
  const auto kinds = std::vector<Kind>{Kind::integer, any_kind()};
  if (chance(0.3)) {
    return fmt::format(
        "with recursive t(p, q) as (select id, {} from node where {} union select n.id, {} from t "
        "{} "
        "node n on n.parent_id = t.p) select p, q from t where {}",
        pick({"score", "1", "parent_id"}),
        pick({"parent_id is null", "score is not null", "true"}),
        pick({"n.score", "t.q", "coalesce(t.q, n.score, 0)"}),
        pick({"join", "left join"}),
        pick({"true", "q is not null", "p = 1"}));
  }
  scope_.clear();
  const auto inner = query(kinds, 1);
  scope_ = {{"t", {{"p", kinds[0]}, {"q", kinds[1]}}, {}}};
  const auto other = leaf(0);
  scope_.insert(scope_.end(), other.sources.begin(), other.sources.end());
  return fmt::format(
      "with t(p, q) as ({}) select {} as c0, {} as c1 from t {} {} on {} where {}",
      inner,
      value(kinds[1], 1),
      value(Kind::integer, 1),
      pick({"left join", "join", "full join"}),
      other.text,
      "t.p = " +
          [&] {
            scope_.erase(scope_.begin());
            auto text = column(Kind::integer);
            scope_.insert(scope_.begin(), {"t", {{"p", kinds[0]}, {"q", kinds[1]}}, {}});
            return text;
          }(),
      condition(1));
}

// ---- records

/// Records whose fields have the same types, wherever they come from.
auto NullQueryGenerator::record(const std::vector<Kind>& kinds, int depth) -> std::string {
  static constexpr auto types = std::array{"int", "text", "bool", "state"};
  const auto row = [&](const std::function<std::string(Kind)>& value_of) {
    auto values = std::vector<std::string>{};
    for (const auto kind : kinds) {
      values.push_back(
          fmt::format("({})::{}", value_of(kind), types.at(static_cast<std::size_t>(kind))));
    }
    return fmt::format("row({})", join_texts(values, ", "));
  };
  if (depth <= 0) return row([&](Kind kind) { return value(kind, 0); });
  switch (below(7)) {
    case 0:
      return fmt::format("case when {} then {}{} end",
                         condition(depth - 1),
                         record(kinds, depth - 1),
                         chance(0.6) ? " else " + record(kinds, depth - 1) : "");
    case 1: {
      const auto restore = Scope{scope_};
      auto inner = leaf(0);
      scope_.insert(scope_.begin(), inner.sources.begin(), inner.sources.end());
      return fmt::format("(select {} from {} where {} limit 1)",
                         record(kinds, depth - 1),
                         inner.text,
                         condition(0));
    }
    case 2:
      return fmt::format("coalesce({}, {})", record(kinds, depth - 1), record(kinds, 0));
    case 3:
      return fmt::format("({})[{}]", record_array(kinds, depth - 1), pick({"1", "2"}));
    case 4:
      return fmt::format("{}({}) over (order by {})",
                         pick({"lag", "first_value"}),
                         record(kinds, 0),
                         column(Kind::integer));
    default:
      return row([&](Kind kind) { return value(kind, depth); });
  }
}

auto NullQueryGenerator::record_array(const std::vector<Kind>& kinds, int depth) -> std::string {
  if (chance(0.5)) {
    return fmt::format("array[{}, {}]", record(kinds, depth), record(kinds, 0));
  }
  const auto restore = Scope{scope_};
  auto inner = leaf(0);
  scope_.insert(scope_.begin(), inner.sources.begin(), inner.sources.end());
  return fmt::format(
      "array(select {} from {} where {})", record(kinds, depth), inner.text, condition(0));
}

/// Records as columns: made in place, carried through subqueries and `with`, whole rows, in arrays.
auto NullQueryGenerator::records() -> std::string {
  const auto restore = Scope{scope_};
  scope_.clear();
  const auto kinds = std::vector<Kind>{any_kind(), any_kind()};
  if (chance(0.2)) {
    const auto select = [&] {
      auto source = from(1);
      scope_ = source.sources;
      auto text = fmt::format(
          "select {} as c0 from {} where {}", record(kinds, 1), source.text, condition(1));
      scope_.clear();
      return text;
    };
    return fmt::format("{} {} {}", select(), pick({"union all", "intersect", "except"}), select());
  }
  const auto rows = query(kinds, 1);
  scope_.clear();
  const auto inner = from(0);
  scope_ = inner.sources;
  const auto made = fmt::format("select {} as x, {} as y from {} where {}",
                                record(kinds, 1),
                                column(Kind::integer),
                                inner.text,
                                condition(1));
  scope_ = {{"s", {{"p", kinds[0]}, {"q", kinds[1]}}, {}}, {"m", {{"y", Kind::integer}}, {}}};
  const auto from = fmt::format(
      "({}) as s(p, q) {} m on {}", rows, pick({"left join", "right join", "join"}), condition(0));
  const auto head = fmt::format("with m as ({}) select ", made);
  if (chance(0.3)) {
    return fmt::format("{}array_agg(s) as c0, array_agg(m.x){} as c1, array_agg({}) as c2 from {}",
                       head,
                       chance(0.4) ? " filter (where m.y > 1)" : "",
                       record(kinds, 0),
                       from);
  }
  return fmt::format("{}s as c0, m.x as c1, m as c2, {} as c3, {} as c4 from {} where {}",
                     head,
                     record(kinds, 2),
                     record_array(kinds, 1),
                     from,
                     condition(1));
}

// ---- writes

auto NullQueryGenerator::returning() -> std::string {
  auto items = std::vector<std::string>{};
  for (auto i = 0; i < 4; ++i) items.push_back(value(any_kind(), chance(0.6) ? 0 : 1));
  return " returning " + named_items(items);
}

auto NullQueryGenerator::write() -> std::string {
  const auto restore = Scope{scope_};
  scope_.clear();
  const auto& table = tables()[below(tables().size())];
  auto target = Source{"t", {}, {}};
  for (const auto& column : table.columns) {
    target.columns.emplace_back(std::string(column.name), column.kind);
  }
  scope_.push_back(target);
  const auto where = condition(1);
  if (chance(0.2)) {
    return fmt::format("delete from {} t where {}{}", table.name, where, returning());
  }
  auto settable = std::vector<Column>{};
  for (const auto& column : table.columns) {
    if (column.name != "doubled" && column.name != "length" && column.name != "id") {
      settable.push_back(column);
    }
  }
  auto sets = std::vector<std::string>{};
  auto names = std::vector<std::string>{};
  for (const auto& column : settable) {
    if (!chance(0.3)) continue;
    names.emplace_back(column.name);
    sets.push_back(fmt::format(
        "{} = {}", column.name, chance(0.4) ? constant(column.kind) : value(column.kind, 1)));
  }
  if (sets.empty()) sets.push_back(fmt::format("{} = null", settable.back().name));
  if (table.name != "loose" || chance(0.5)) {
    return fmt::format(
        "update {} t set {} where {}{}", table.name, join_texts(sets, ", "), where, returning());
  }
  const auto back = returning();
  scope_.clear();
  const auto source = chance(0.5)
                          ? "values (1, 'a', null, 3), (2, 'b', true, 4)"
                          : query({Kind::integer, Kind::text, Kind::boolean, Kind::integer}, 1);
  const auto conflict = chance(0.5) ? fmt::format(" on conflict (w) do update set x = {}, y = {}",
                                                  pick({"excluded.x", "1", "null"}),
                                                  pick({"'c'", "excluded.y", "t.y"}))
                                    : pick({"", " on conflict do nothing"});
  return fmt::format("insert into loose as t (x, y, z, w) {}{}{}", source, conflict, back);
}

auto NullQueryGenerator::statement() -> std::string {
  scope_.clear();
  aliases_ = 0;
  if (chance(0.15)) return write();
  if (chance(0.12)) return with_query();
  if (chance(0.15)) return records();
  auto kinds = std::vector<Kind>{};
  for (auto i = below(4) + 2; i > 0; --i) kinds.push_back(any_kind());
  return query(kinds, 2);
}

}  // namespace orm_tests
