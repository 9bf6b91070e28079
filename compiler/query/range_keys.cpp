#include "query/range_keys.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "query/equal.hpp"
#include "query/expr_traits.hpp"

namespace ormc::query {

namespace {

using Key = std::vector<ColumnIndex>;

/// The columns of a unique index if it is as good as a key.
auto index_key(const schema::Index& index) -> std::optional<UniqueKey> {
  if (!index.unique || index.only) return std::nullopt;
  auto key = UniqueKey{{}, index.nulls_not_distinct, index.where};
  for (const auto& element : index.elements) {
    const auto* column = std::get_if<schema::ColumnIndex>(&element.value);
    if (!column || element.opclass || element.collation) return std::nullopt;
    key.columns.push_back(*column);
  }
  return key;
}

auto distinct_key(const Select& select) -> std::optional<Key> {
  if (select.distinct_on.empty()) return std::nullopt;
  auto key = Key{};
  for (const auto& item : select.distinct_on) {
    auto place = item.output ? item.output : find_item(select, *item.expr);
    if (!place) return std::nullopt;
    key.push_back(*place);
  }
  return key;
}

}  // namespace

auto all_columns(const Query& query) -> std::vector<ColumnIndex> {
  auto key = Key(query.columns.size());
  std::iota(key.begin(), key.end(), ColumnIndex{0});
  return key;
}

auto find_item(const Select& select, const Expr& expr) -> std::optional<ColumnIndex> {
  for (std::size_t i = 0; i < select.items.size(); ++i) {
    if (equal(*select.items[i].expr, expr)) return static_cast<ColumnIndex>(i);
  }
  return std::nullopt;
}

auto has_children(const schema::Schema& schema, schema::ModelId model) -> bool {
  return std::any_of(schema.models.begin(), schema.models.end(), [&](const schema::Model& other) {
    return std::find(other.parents.begin(), other.parents.end(), model) != other.parents.end();
  });
}

auto unique_keys(const schema::Model& model) -> std::vector<UniqueKey> {
  auto keys = std::vector<UniqueKey>{};
  auto add = [&](const schema::Key& key) {
    // A deferred key may be violated until the transaction ends.
    if (!key.deferrable) keys.push_back({key.columns, key.nulls_not_distinct});
  };
  if (model.primary_key) add(*model.primary_key);
  for (const auto& key : model.unique_keys) add(key);
  for (const auto& index : model.indexes) {
    if (auto key = index_key(index)) keys.push_back(*key);
  }
  return keys;
}

auto unique_keys(const Query& query) -> std::vector<UniqueKey> {
  auto keys = std::vector<UniqueKey>{};
  const auto* select = std::get_if<Select>(&query.body);
  if (!select) return keys;
  if (select->distinct && select->distinct_on.empty()) keys.push_back({all_columns(query), true});
  auto sets = std::any_of(select->items.begin(), select->items.end(), [](const auto& item) {
    return returns_set(*item.expr);
  });
  if (sets) return keys;
  if (auto key = distinct_key(*select)) keys.push_back({std::move(*key), true});
  return keys;
}

}  // namespace ormc::query
