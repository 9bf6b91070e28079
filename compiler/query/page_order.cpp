#include "query/page_order.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "query/equal.hpp"
#include "query/expr_traits.hpp"
#include "query/grouping_sets.hpp"
#include "query/range_keys.hpp"
#include "query/single_rows.hpp"

namespace ormc::query {
namespace {

auto contains(const std::vector<const Expr*>& keys, const Expr& expr) -> bool {
  return std::any_of(keys.begin(), keys.end(), [&](const Expr* key) { return equal(*key, expr); });
}

/// The columns of a key of the range, as a query would name them: the primary key of a table, else
/// the shortest of all.
auto key_of(const SingleRows& rows, const RowCounter& counter, RangeId id) -> std::string {
  const auto& range = counter.unit().at(id);
  auto best = std::vector<ColumnIndex>{};
  const auto* table = std::get_if<TableSource>(&range.source);
  if (table != nullptr && counter.schema().at(table->model).primary_key) {
    best = counter.schema().at(table->model).primary_key->columns;
  } else {
    for (const auto& [of, keys] : rows.all_keys()) {
      for (const auto& key : keys) {
        const auto fits = of == id && !key.where && !key.columns.empty();
        if (fits && (best.empty() || key.columns.size() < best.size())) best = key.columns;
      }
    }
  }
  auto names = std::vector<std::string>{};
  for (auto column : best) {
    const auto qualifier = range.alias_written ? range.alias + "." : std::string{};
    names.push_back(qualifier + range.columns[column].name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// How a query names a column, if the expression is one.
auto column_name(const Unit& unit, const Expr& expr) -> std::string {
  const auto* column = std::get_if<ColumnRef>(&expr.node);
  if (column == nullptr) return {};
  const auto& range = unit.at(column->range);
  const auto qualifier = range.alias_written ? range.alias + "." : std::string{};
  return qualifier + range.columns[column->column].name;
}

auto find_group_ties(const RowCounter& counter,
                     const Select& select,
                     const SingleRows& rows,
                     const std::vector<const Expr*>& keys) -> std::optional<Ties> {
  for (const auto& item : select.group_by) {
    if (item.kind != syntax::GroupItem::Kind::expr) {
      return Ties{"grouping sets repeat their keys", {}, {}};
    }
    const auto* expr = item.expr != nullptr ? item.expr : select.items[*item.output].expr;
    if (contains(keys, *expr) || rows.is_determined(*expr)) continue;
    return Ties{"groups differ in what is not in it", column_name(counter.unit(), *expr), {}};
  }
  return std::nullopt;
}

/// Why nothing tells the rows of a query apart.
auto without_key(const Query& query) -> Ties {
  if (std::holds_alternative<Values>(query.body)) {
    return {"rows of `values` may be equal",
            {},
            "make them distinct: `select distinct ... from (values ...) v`"};
  }
  if (std::holds_alternative<SetOperation>(query.body)) {
    return {
        "an operation with `all` keeps rows that are equal",
        {},
        "leave `all` out and order by all columns; or select another constant in each part, and "
        "order by that and a unique key of each part"};
  }
  const auto& select = std::get<Select>(query.body);
  const auto sets = std::any_of(select.items.begin(), select.items.end(), [](const auto& item) {
    return returns_set(*item.expr);
  });
  if (sets) {
    return {
        "a set in the select list makes several rows of one",
        {},
        "say `select distinct` and order by all columns; or call it in `from`, `with ordinality`, "
        "and order by that number, too"};
  }
  return {"the rows of different grouping sets may be equal in it",
          {},
          "select `grouping(...)` of all that is grouped by, and order by it and by all of that"};
}

/// Whether what a select returns is as many rows as it finds or groups, each told by its tables.
auto is_plain(const Query& query) -> bool {
  const auto* select = std::get_if<Select>(&query.body);
  if (select == nullptr) return false;
  const auto is_set = [](const GroupItem& item) {
    return item.kind != syntax::GroupItem::Kind::expr;
  };
  if (std::any_of(select->group_by.begin(), select->group_by.end(), is_set)) return false;
  return std::none_of(select->items.begin(), select->items.end(), [](const auto& item) {
    return returns_set(*item.expr);
  });
}

}  // namespace

auto find_ties(RowCounter& counter, const Select& select, const std::vector<const Expr*>& keys)
    -> std::optional<Ties> {
  if (select.distinct) {
    const auto all = std::all_of(select.items.begin(), select.items.end(), [&](const auto& item) {
      return contains(keys, *item.expr);
    });
    if (all) return std::nullopt;
  }
  auto rows = SingleRows{counter};
  for (const auto* item : select.from) rows.add(*item);
  if (select.where != nullptr) rows.add_condition(*select.where);
  for (const auto* key : keys) rows.fix_same(*key);
  rows.settle();
  if (select.aggregates) return find_group_ties(counter, select, rows, keys);
  auto several = rows.first_of_many();
  if (!several) return std::nullopt;
  auto alias = counter.unit().at(*several).alias;
  return Ties{
      fmt::format("it has no unique key of `{}`", alias), key_of(rows, counter, *several), {}};
}

auto find_ties(RowCounter& counter, const Query& query, const std::vector<ColumnIndex>& keys)
    -> std::optional<Ties> {
  if (counter.count(query).most != RowBounds::Limit::many) return std::nullopt;
  const auto has = [&](ColumnIndex column) {
    return std::find(keys.begin(), keys.end(), column) != keys.end();
  };
  const auto is_filled = [&](ColumnIndex column) { return !query.columns[column].nullable; };
  auto nearest = std::optional<std::vector<ColumnIndex>>{};  // what it lacks of that key
  for (const auto& key : counter.keys(query)) {
    if (key.where) continue;
    if (!key.nulls_not_distinct &&
        !std::all_of(key.columns.begin(), key.columns.end(), is_filled)) {
      continue;
    }
    auto missing = key.columns;
    std::erase_if(missing, has);
    if (missing.empty()) return std::nullopt;
    if (!nearest || missing.size() < nearest->size()) nearest = std::move(missing);
  }
  auto of_tables = std::optional<Ties>{};
  if (is_plain(query)) {
    const auto& select = std::get<Select>(query.body);
    auto exprs = std::vector<const Expr*>{};
    for (auto column : keys) exprs.push_back(select.items[column].expr);
    of_tables = find_ties(counter, select, exprs);
    if (!of_tables) return std::nullopt;
  }
  if (!nearest) return of_tables ? of_tables : without_key(query);
  auto names = std::vector<std::string>{};
  for (auto column : *nearest) names.push_back(query.columns[column].name);
  return Ties{"rows differ in what is not in it", fmt::format("{}", fmt::join(names, ", ")), {}};
}

}  // namespace ormc::query
