#include <fmt/format.h>

#include <algorithm>

#include "database/null_query_generator.hpp"

// Values, conditions, aggregates and windows.
namespace orm_tests {

// ---- values

auto NullQueryGenerator::column(Kind kind) -> std::string {
  auto found = std::vector<std::string>{};
  for (const auto& source : scope_) {
    for (const auto& [name, of] : source.columns) {
      if (of == kind) found.push_back(source.alias + "." + name);
    }
    for (const auto relation : source.to_one) {
      if (!chance(0.15)) continue;
      for (const auto& [name, of] : null_tables().front().columns) {
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
  const auto restore = Scope{scope_};
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
  const auto restore = Scope{scope_};
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

}  // namespace orm_tests
