#include "database/null_query_generator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

// From clauses and whole queries.
namespace orm_tests {

auto NullQueryGenerator::pick(std::initializer_list<std::string_view> of) -> std::string {
  return std::string(*(of.begin() + static_cast<std::ptrdiff_t>(below(of.size()))));
}

auto NullQueryGenerator::named_items(const std::vector<std::string>& items) -> std::string {
  auto text = std::string{};
  for (std::size_t i = 0; i < items.size(); ++i) {
    text += fmt::format("{}{} as c{}", i == 0 ? "" : ", ", items[i], i);
  }
  return text;
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

// ---- from

auto NullQueryGenerator::leaf(int depth) -> From {
  const auto alias = fresh();
  if (depth > 0 && chance(0.25)) {
    const auto kinds = std::vector<Kind>{any_kind(), any_kind()};
    const auto restore = Scope{scope_};
    scope_.clear();
    auto source = Source{alias, {{"p", kinds[0]}, {"q", kinds[1]}}, {}};
    return {fmt::format("({}) as {}(p, q)", query(kinds, depth - 1), alias), {std::move(source)}};
  }
  if (chance(0.08)) {
    auto source = Source{alias, {{"p", Kind::integer}, {"q", Kind::text}}, {}};
    return {fmt::format("(values (1, 'a'), ({}, null)) as {}(p, q)", pick({"null", "2"}), alias),
            {std::move(source)}};
  }
  const auto& table = null_tables()[below(null_tables().size())];
  auto source = Source{alias, {}, table.to_one};
  for (const auto& column : table.columns) {
    source.columns.emplace_back(std::string(column.name), column.kind);
  }
  return {fmt::format("{} {}", table.name, alias), {std::move(source)}};
}

auto NullQueryGenerator::join(From left, From right, int depth) -> From {
  auto result = From{{}, std::move(left.sources)};
  result.sources.insert(result.sources.end(), right.sources.begin(), right.sources.end());
  const auto kind =
      pick({"left join", "left join", "right join", "full join", "join", "cross join"});
  if (kind == "cross join") {
    result.text = fmt::format("{} cross join {}", left.text, right.text);
    return result;
  }
  auto on = std::string{"true"};
  const auto restore = Scope{scope_};
  scope_ = result.sources;
  if (kind == "full join" || chance(0.6)) {
    // A full join needs a condition that can be merged or hashed.
    on = fmt::format("{} = {}", column(Kind::integer), column(Kind::integer));
    if (kind == "full join") {
      const auto of = [&](const std::vector<Source>& sources, std::size_t from) {
        auto found = std::vector<std::string>{};
        for (auto i = from; i < sources.size(); ++i) {
          for (const auto& [name, type] : sources[i].columns) {
            if (type == Kind::integer) found.push_back(sources[i].alias + "." + name);
          }
        }
        return found.empty() ? std::string{"1"} : found[below(found.size())];
      };
      auto lefts = std::vector<Source>(
          result.sources.begin(),
          result.sources.end() - static_cast<std::ptrdiff_t>(right.sources.size()));
      on = fmt::format("{} = {}", of(lefts, 0), of(result.sources, lefts.size()));
    }
  } else if (chance(0.7)) {
    on = condition(depth - 1);
  }
  result.text = fmt::format("{} {} {} on {}", left.text, kind, right.text, on);
  return result;
}

auto NullQueryGenerator::from(int depth) -> From {
  auto result = leaf(depth);
  for (auto more = below(3); more > 0; --more) {
    auto right = leaf(depth);
    if (chance(0.25)) {
      right = join(std::move(right), leaf(depth), depth);
      right.text = "(" + right.text + ")";
    }
    result = join(std::move(result), std::move(right), depth);
  }
  return result;
}
// ---- queries

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
  const auto all = fmt::format("{}", fmt::join(keys, ", "));
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

}  // namespace orm_tests
