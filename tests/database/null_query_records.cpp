#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "database/null_query_generator.hpp"

// Records and writes.
namespace orm_tests {

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
    return fmt::format("row({})", fmt::join(values, ", "));
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
  const auto& table = null_tables()[below(null_tables().size())];
  auto target = Source{"t", {}, {}};
  for (const auto& column : table.columns) {
    target.columns.emplace_back(std::string(column.name), column.kind);
  }
  scope_.push_back(target);
  const auto where = condition(1);
  if (chance(0.2)) {
    return fmt::format("delete from {} t where {}{}", table.name, where, returning());
  }
  auto settable = std::vector<NullTable::Column>{};
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
        "update {} t set {} where {}{}", table.name, fmt::join(sets, ", "), where, returning());
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

}  // namespace orm_tests
