#include "query/page_order.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "query/equal.hpp"
#include "query/row_bounds.hpp"
#include "query/single_rows.hpp"

namespace ormc::query {
namespace {

/// The columns of a key of the range, as a query would name them.
auto key_of(const schema::Schema& schema, const Unit& unit, RangeId id) -> std::string {
  const auto& range = unit.at(id);
  const auto* table = std::get_if<TableSource>(&range.source);
  if (table == nullptr) return {};
  const auto& model = schema.at(table->model);
  const auto* key = model.primary_key ? &*model.primary_key : nullptr;
  if (key == nullptr) return {};
  auto text = std::string{};
  for (auto column : key->columns) {
    if (!text.empty()) text += ", ";
    if (range.alias_written) text += range.alias + ".";
    text += model.columns[column].name;
  }
  return text;
}

auto find_group_ties(const Select& select,
                     const SingleRows& rows,
                     const std::vector<const Expr*>& keys) -> std::optional<Ties> {
  for (const auto& item : select.group_by) {
    if (item.kind != syntax::GroupItem::Kind::expr) {
      return Ties{"grouping sets repeat their keys", {}};
    }
    const auto* expr = item.expr != nullptr ? item.expr : select.items[*item.output].expr;
    auto is_key =
        std::any_of(keys.begin(), keys.end(), [&](const Expr* key) { return equal(*key, *expr); });
    if (is_key || rows.is_determined(*expr)) continue;
    return Ties{"groups differ in what is not in it", {}};
  }
  return std::nullopt;
}

}  // namespace

auto find_ties(const schema::Schema& schema,
               const Program& program,
               const Unit& unit,
               const Select& select,
               const std::vector<const Expr*>& keys) -> std::optional<Ties> {
  auto counter = RowCounter{schema, &program, unit};
  auto rows = SingleRows{counter};
  for (const auto* item : select.from) rows.add(*item);
  if (select.where != nullptr) rows.add_condition(*select.where);
  // NULLs may repeat in a unique key.
  for (const auto* key : keys) {
    if (!key->nullable) rows.fix(*key);
  }
  rows.settle();
  if (select.aggregates) return find_group_ties(select, rows, keys);
  auto several = rows.first_of_many();
  if (!several) return std::nullopt;
  if (select.distinct) {
    auto all = std::all_of(select.items.begin(), select.items.end(), [&](const auto& item) {
      return std::any_of(
          keys.begin(), keys.end(), [&](const Expr* key) { return equal(*key, *item.expr); });
    });
    if (all) return std::nullopt;
  }
  auto alias = unit.at(*several).alias;
  return Ties{fmt::format("it has no unique key of `{}`", alias), key_of(schema, unit, *several)};
}

}  // namespace ormc::query
