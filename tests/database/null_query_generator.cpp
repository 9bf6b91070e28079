#include "database/null_query_generator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace orm_tests {

const std::string_view null_models = R"(
enum state { draft, open, closed }
predicate lively(n: node) = n.alive and n.score is not null;
predicate above(n: node, least) = n.score > $least;

model node {
  id: int @id;
  name: text;
  note: text?;
  score: int?;
  alive: bool?;
  state: state = 'draft';
  parent: node?;
  friend: node?;
  opened: int?;
  image: text?;
  video: text?;
  width: int?;
  height: int?;
  doubled: int? @generated(score * 2);
  length: int? @generated(coalesce(length(note), 0));
  check state = 'draft' or opened is not null;
  check image is not null or video is not null or score is null;
  check (width is null) = (height is null);
  check note <> 'z' or score is not null;
}

model link {
  id: int @id;
  source: node;
  target: node?;
  weight: int?;
  label: text?;
  active: bool = true;
  a: int?;
  b: int?;
  c: int?;
  check num_nonnulls(a, b, c) >= 1;
  check not (label is null and weight is null);
  unique (source, target);
  unique nulls not distinct (weight, label);
  unique index (target) where active;
}

model loose {
  x: int?;
  y: text?;
  z: bool?;
  w: int? @unique;
}
)";

namespace {

/// Sets something for as long as it lives.
template <class T>
class Restore {
 public:
  explicit Restore(T& value) : value_(value), before_(value) {}
  Restore(const Restore&) = delete;
  auto operator=(const Restore&) -> Restore& = delete;
  ~Restore() { value_ = std::move(before_); }

 private:
  T& value_;
  T before_;
};

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

auto NullQueryGenerator::tables() -> const std::vector<Table>& {
  static const auto all = std::vector<Table>{
      {"node",
       {{"id", Kind::integer},
        {"name", Kind::text},
        {"note", Kind::text},
        {"score", Kind::integer},
        {"alive", Kind::boolean},
        {"state", Kind::state},
        {"parent_id", Kind::integer},
        {"friend_id", Kind::integer},
        {"opened", Kind::integer},
        {"image", Kind::text},
        {"video", Kind::text},
        {"width", Kind::integer},
        {"height", Kind::integer},
        {"doubled", Kind::integer},
        {"length", Kind::integer}},
       {"parent", "friend"}},
      {"link",
       {{"id", Kind::integer},
        {"source_id", Kind::integer},
        {"target_id", Kind::integer},
        {"weight", Kind::integer},
        {"label", Kind::text},
        {"active", Kind::boolean},
        {"a", Kind::integer},
        {"b", Kind::integer},
        {"c", Kind::integer}},
       {"source", "target"}},
      {"loose",
       {{"x", Kind::integer}, {"y", Kind::text}, {"z", Kind::boolean}, {"w", Kind::integer}},
       {}},
  };
  return all;
}

auto NullQueryGenerator::pick(std::initializer_list<std::string_view> of) -> std::string {
  return std::string(*(of.begin() + static_cast<std::ptrdiff_t>(below(of.size()))));
}

// ---- from

auto NullQueryGenerator::leaf(int depth) -> From {
  const auto alias = fresh();
  if (depth > 0 && chance(0.25)) {
    const auto kinds = std::vector<Kind>{any_kind(), any_kind()};
    const auto restore = Restore{scope_};
    scope_.clear();
    auto source = Source{alias, {{"p", kinds[0]}, {"q", kinds[1]}}, {}};
    return {fmt::format("({}) as {}(p, q)", query(kinds, depth - 1), alias), {std::move(source)}};
  }
  if (chance(0.08)) {
    auto source = Source{alias, {{"p", Kind::integer}, {"q", Kind::text}}, {}};
    return {fmt::format("(values (1, 'a'), ({}, null)) as {}(p, q)", pick({"null", "2"}), alias),
            {std::move(source)}};
  }
  const auto& table = tables()[below(tables().size())];
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
  const auto restore = Restore{scope_};
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

// ---- values

auto NullQueryGenerator::column(Kind kind) -> std::string {
  auto found = std::vector<std::string>{};
  for (const auto& source : scope_) {
    for (const auto& [name, of] : source.columns) {
      if (of == kind) found.push_back(source.alias + "." + name);
    }
    for (const auto relation : source.to_one) {
      if (!chance(0.15)) continue;
      for (const auto& [name, of] : tables().front().columns) {
        if (of == kind) found.push_back(fmt::format("{}.{}.{}", source.alias, relation, name));
      }
    }
  }
  return found.empty() ? constant(kind) : found[below(found.size())];
}

auto NullQueryGenerator::constant(Kind kind) -> std::string {
  switch (kind) {
    case Kind::integer:
      return pick({"0", "1", "2", "3"});
    case Kind::text:
      return pick({"'a'::text", "'b'::text", "'z'::text", "''::text"});
    case Kind::boolean:
      return pick({"true", "false"});
    case Kind::state:
      return pick({"'draft'::state", "'open'::state", "'closed'::state"});
  }
  return "null";
}

auto NullQueryGenerator::branches(Kind kind, int depth) -> std::string {
  auto text = std::string{"case"};
  const auto simple = chance(0.25);
  const auto tested = any_kind();
  if (simple) text += " " + value(tested, depth - 1);
  for (auto i = below(2) + 1; i > 0; --i) {
    text += fmt::format(
        " when {} then {}",
        simple ? (chance(0.7) ? constant(tested) : value(tested, depth - 1)) : condition(depth - 1),
        value(kind, depth - 1));
  }
  if (chance(0.8)) text += " else " + value(kind, depth - 1);
  return text + " end";
}

auto NullQueryGenerator::value(Kind kind, int depth) -> std::string {
  if (depth <= 0) return chance(0.85) ? column(kind) : constant(kind);
  switch (below(12)) {
    case 0:
    case 1:
      return branches(kind, depth);
    case 2:
      return fmt::format("coalesce({}, {})", value(kind, depth - 1), value(kind, depth - 1));
    case 3:
      return fmt::format("nullif({}, {})", value(kind, depth - 1), value(kind, depth - 1));
    case 4:
      if (kind == Kind::boolean) return "(" + condition(depth - 1) + ")";
      return fmt::format("{}({}, {})",
                         pick({"greatest", "least"}),
                         value(kind, depth - 1),
                         value(kind, depth - 1));
    case 5:
      return scalar_subquery(kind, depth - 1);
    case 6:
      if (kind == Kind::integer) {
        return fmt::format("({} + {})", value(kind, depth - 1), value(kind, depth - 1));
      }
      if (kind == Kind::text) {
        return fmt::format("({} || {})", value(kind, depth - 1), value(kind, depth - 1));
      }
      return column(kind);
    case 7:
      if (kind != Kind::integer) return column(kind);
      return fmt::format("num_nonnulls({}, {})", value(any_kind(), 0), value(any_kind(), 0));
    case 8:
      return fmt::format(
          "(array[{}, {}])[{}]", column(kind), constant(kind), pick({"1", "2", "3"}));
    default:
      return column(kind);
  }
}

auto NullQueryGenerator::scalar_subquery(Kind kind, int depth) -> std::string {
  const auto restore = Restore{scope_};
  auto inner = from(0);
  scope_.insert(scope_.begin(), inner.sources.begin(), inner.sources.end());
  if (kind == Kind::integer && chance(0.5)) {
    return fmt::format("(select {}({}) from {} where {})",
                       pick({"max", "count", "sum"}),
                       column(Kind::integer),
                       inner.text,
                       condition(depth));
  }
  return fmt::format(
      "(select {} from {} where {} limit 1)", column(kind), inner.text, condition(depth));
}

auto NullQueryGenerator::exists(int depth) -> std::string {
  const auto restore = Restore{scope_};
  auto inner = leaf(0);
  scope_.insert(scope_.begin(), inner.sources.begin(), inner.sources.end());
  if (chance(0.4)) {
    const auto kind = any_kind();
    const auto operand = column(kind);
    return fmt::format("{} {}in (select {} from {} where {})",
                       operand,
                       pick({"", "not "}),
                       column(kind),
                       inner.text,
                       condition(depth - 1));
  }
  return fmt::format("exists (select {} from {} where {})",
                     pick({"1", "count(*)"}),
                     inner.text,
                     condition(depth - 1));
}

// ---- conditions

auto NullQueryGenerator::null_test(int depth) -> std::string {
  const auto kind = any_kind();
  switch (below(7)) {
    case 0:
      return fmt::format(
          "({}, {}) is {}null", value(kind, 0), value(any_kind(), 0), pick({"", "not "}));
    case 1:
      return fmt::format(
          "({} is null) {} ({} is null)", value(kind, 0), pick({"=", "<>"}), value(any_kind(), 0));
    case 2:
      return fmt::format("{}({}, {}) {} {}",
                         pick({"num_nulls", "num_nonnulls"}),
                         value(kind, 0),
                         value(any_kind(), 0),
                         pick({"=", ">=", "<", ">", "<="}),
                         pick({"0", "1", "2"}));
    case 3:
      return fmt::format("{} is {}distinct from {}",
                         value(kind, depth - 1),
                         pick({"", "not "}),
                         chance(0.3) ? "null" : value(kind, 0));
    default:
      return fmt::format("{} is {}null", value(kind, depth - 1), pick({"", "not "}));
  }
}

/// What may leave one row.
auto NullQueryGenerator::fixed_key() -> std::string {
  auto found = std::vector<std::string>{};
  for (const auto& source : scope_) {
    const auto& a = source.alias;
    const auto has = [&](std::string_view name) {
      return std::any_of(source.columns.begin(), source.columns.end(), [&](const auto& column) {
        return column.first == name;
      });
    };
    if (has("id")) found.push_back(fmt::format("{}.id = {}", a, value(Kind::integer, 0)));
    if (has("id")) found.push_back(fmt::format("{}.id in ({})", a, constant(Kind::integer)));
    if (has("w")) found.push_back(fmt::format("{}.w = {}", a, constant(Kind::integer)));
    if (has("w"))
      found.push_back(fmt::format("{}.w is {}", a, pick({"null", "not distinct from 1"})));
    if (!has("weight")) continue;
    found.push_back(fmt::format("{}.target_id = 1 and {}.active", a, a));
    found.push_back(fmt::format("{}.source_id = 1 and {}.target_id = {}", a, a, pick({"1", "2"})));
    found.push_back(fmt::format("{}.weight is null and {}.label = 'a'", a, a));
    found.push_back(fmt::format(
        "{}.weight is not distinct from {} and {}.label is null", a, pick({"1", "null::int"}), a));
  }
  return found.empty() ? "true" : found[below(found.size())];
}

auto NullQueryGenerator::condition(int depth) -> std::string {
  const auto kind = any_kind();
  if (depth <= 0) {
    switch (below(4)) {
      case 0:
        return fmt::format("{} is {}null", column(kind), pick({"", "not "}));
      case 1:
        return column(Kind::boolean);
      case 2:
        return fmt::format("{} {} {}", column(kind), pick({"=", "<>"}), constant(kind));
      default:
        return fmt::format("{} {} {}", column(kind), pick({"=", "<>", "<"}), column(kind));
    }
  }
  switch (below(16)) {
    case 0:
    case 1:
      return fmt::format("({} and {})", condition(depth - 1), condition(depth - 1));
    case 2:
    case 3:
      return fmt::format("({} or {})", condition(depth - 1), condition(depth - 1));
    case 4:
      return fmt::format("not ({})", condition(depth - 1));
    case 5:
      return fmt::format("({}) is {}{}",
                         condition(depth - 1),
                         pick({"", "not "}),
                         pick({"true", "false", "unknown"}));
    case 6:
      return fmt::format("{} {}in ({}, {})",
                         value(kind, 0),
                         pick({"", "not "}),
                         constant(kind),
                         chance(0.3) ? column(kind) : constant(kind));
    case 7:
      return fmt::format("{} {}between {} and {}",
                         value(kind, 0),
                         pick({"", "not "}),
                         column(kind),
                         chance(0.5) ? column(kind) : constant(kind));
    case 8:
      return exists(depth);
    case 9:
      return fmt::format("({}, {}) {} ({}, {})",
                         column(kind),
                         column(Kind::integer),
                         pick({"=", "<>", "<", ">="}),
                         column(kind),
                         constant(Kind::integer));
    case 10:
      return fmt::format("{} {} (array[{}, {}])",
                         column(kind),
                         pick({"= any", "<> all", "= all", "<> any"}),
                         constant(kind),
                         column(kind));
    case 11:
      return branches(Kind::boolean, depth);
    case 12:
      return fmt::format("coalesce({}, {})", condition(depth - 1), pick({"true", "false"}));
    case 13:
      return "(" + fixed_key() + ")";
    case 14:
      for (const auto& source : scope_) {
        if (source.to_one.size() == 2 && source.to_one.front() == "parent" && chance(0.5)) {
          return chance(0.5)
                     ? fmt::format("lively({})", source.alias)
                     : fmt::format("above({}.friend, {})", source.alias, value(Kind::integer, 0));
        }
      }
      return null_test(depth);
    default:
      return null_test(depth);
  }
}

// ---- aggregates and windows

auto NullQueryGenerator::aggregate(Kind kind, int depth) -> std::string {
  const auto filter =
      chance(0.3) ? fmt::format(" filter (where {})", condition(depth)) : std::string{};
  const auto distinct = chance(0.1) ? "distinct " : "";
  switch (kind) {
    case Kind::integer:
      if (chance(0.2)) return "count(*)" + filter;
      return fmt::format("{}({}{}){}",
                         pick({"max", "min", "sum", "count"}),
                         distinct,
                         value(Kind::integer, depth),
                         filter) +
             "";
    case Kind::text:
      if (chance(0.3))
        return fmt::format("string_agg({}, ','){}", value(Kind::text, depth), filter);
      return fmt::format("max({}){}", value(Kind::text, depth), filter);
    case Kind::boolean:
      return fmt::format(
          "{}({}){}", pick({"bool_and", "bool_or", "every"}), value(Kind::boolean, depth), filter);
    case Kind::state:
      return fmt::format("max({}){}", value(Kind::state, depth), filter);
  }
  return "count(*)";
}

auto NullQueryGenerator::frame() -> std::string {
  if (chance(0.4)) return "";
  auto text =
      fmt::format(" {} between {} and {}",
                  pick({"rows", "groups"}),
                  pick({"unbounded preceding", "2 preceding", "1 preceding", "current row"}),
                  pick({"current row", "1 following", "unbounded following"}));
  if (chance(0.3))
    text = fmt::format(" rows between {}",
                       pick({"2 preceding and 1 preceding",
                             "1 following and 2 following",
                             "unbounded preceding and 1 preceding"}));
  return text + pick({"", "", " exclude current row", " exclude ties", " exclude group"});
}

auto NullQueryGenerator::window(int depth) -> std::string {
  const auto over = fmt::format("over ({}order by {}{})",
                                chance(0.4) ? "partition by " + value(any_kind(), 0) + " " : "",
                                column(Kind::integer),
                                frame());
  switch (below(6)) {
    case 0:
      return fmt::format("{}({}) {}", pick({"lag", "lead"}), value(Kind::integer, depth), over);
    case 1:
      return fmt::format("{}({}, 1, {}) {}",
                         pick({"lag", "lead"}),
                         column(Kind::integer),
                         value(Kind::integer, 0),
                         over);
    case 2:
      return fmt::format(
          "{}({}) {}", pick({"first_value", "last_value"}), value(Kind::integer, depth), over);
    case 3:
      return fmt::format("{}() {}", pick({"row_number", "rank", "dense_rank"}), over);
    case 4:
      return fmt::format("{}({}) filter (where {}) {}",
                         pick({"sum", "count", "max"}),
                         value(Kind::integer, 0),
                         condition(0),
                         over);
    default:
      return fmt::format(
          "{}({}) {}", pick({"sum", "max", "count", "min"}), value(Kind::integer, depth), over);
  }
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
  const auto restore = Restore{scope_};
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
  const auto restore = Restore{scope_};
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
  const auto restore = Restore{scope_};
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
      const auto restore = Restore{scope_};
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
  const auto restore = Restore{scope_};
  auto inner = leaf(0);
  scope_.insert(scope_.begin(), inner.sources.begin(), inner.sources.end());
  return fmt::format(
      "array(select {} from {} where {})", record(kinds, depth), inner.text, condition(0));
}

/// Records as columns: made in place, carried through subqueries and `with`, whole rows, in arrays.
auto NullQueryGenerator::records() -> std::string {
  const auto restore = Restore{scope_};
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
  const auto restore = Restore{scope_};
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
