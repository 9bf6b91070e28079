#include "schema/unique_columns.hpp"

#include <algorithm>

namespace ormc::schema {
namespace {

auto all_in(const std::vector<ColumnIndex>& some, const std::vector<ColumnIndex>& all) -> bool {
  return std::ranges::all_of(
      some, [&](ColumnIndex column) { return std::ranges::find(all, column) != all.end(); });
}

/// Whether `matches` holds for the columns of some key or unique index.
template <class Matches>
auto any_unique(const Model& model, Matches matches) -> bool {
  if (model.primary_key && matches(model.primary_key->columns, model.primary_key->deferrable)) {
    return true;
  }
  for (const auto& key : model.unique_keys) {
    if (matches(key.columns, key.deferrable)) return true;
  }
  for (const auto& index : model.indexes) {
    if (!index.unique || index.where || index.only) continue;
    if (const auto columns = plain_columns(index); columns && matches(*columns, false)) return true;
  }
  return false;
}

}  // namespace

auto identifies_row(const Model& model, const std::vector<ColumnIndex>& columns) -> bool {
  return any_unique(model, [&](const std::vector<ColumnIndex>& key, bool) {
    return !key.empty() && all_in(key, columns);
  });
}

auto may_be_referenced(const Model& model, const std::vector<ColumnIndex>& columns) -> bool {
  return any_unique(model, [&](const std::vector<ColumnIndex>& key, bool deferrable) {
    return !deferrable && key.size() == columns.size() && all_in(key, columns) &&
           all_in(columns, key);
  });
}

auto plain_columns(const Index& index) -> std::optional<std::vector<ColumnIndex>> {
  auto result = std::vector<ColumnIndex>{};
  for (const auto& element : index.elements) {
    const auto* column = std::get_if<ColumnIndex>(&element.value);
    if (!column) return std::nullopt;
    result.push_back(*column);
  }
  return result;
}

}  // namespace ormc::schema
