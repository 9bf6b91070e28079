#include <algorithm>

#include "diagnostics/relation_diagnostics.hpp"
#include "schema/passes.hpp"
#include "schema/unique_columns.hpp"

namespace ormc::schema {
namespace {

using diagnostics::ForeignKeyNotIndexed;

/// Whether the first of `columns` are those of the foreign key, in any order.
auto begins_with(const std::vector<ColumnIndex>& columns, const std::vector<ColumnIndex>& key)
    -> bool {
  if (columns.size() < key.size()) return false;
  const auto end = columns.begin() + static_cast<std::ptrdiff_t>(key.size());
  return std::ranges::all_of(
      key, [&](ColumnIndex column) { return std::find(columns.begin(), end, column) != end; });
}

/// `where author is not null`: such an index serves look-ups by a value all the same.
auto only_excludes_null(const Schema& schema, ExprId where) -> bool {
  const auto* test = std::get_if<syntax::IsTest>(&schema.at(where).syntax->node);
  return test && test->kind == syntax::IsTest::Kind::null && test->negated;
}

/// Whether the index finds rows by the values of the foreign key's columns.
auto serves(const Schema& schema, const Index& index, const ForeignKey& key) -> bool {
  if (index.where && !only_excludes_null(schema, *index.where)) return false;
  if (index.method != "hash" && index.method != "btree") return false;
  auto leading = std::vector<ColumnIndex>{};
  for (const auto& element : index.elements) {
    const auto* column = std::get_if<ColumnIndex>(&element.value);
    if (!column) break;
    leading.push_back(*column);
  }
  return begins_with(leading, key.columns);
}

/// The same of the index of an exclusion, whatever its method: what it excludes by `=` it can find.
auto serves(const Schema& schema, const Exclusion& exclusion, const ForeignKey& key) -> bool {
  if (exclusion.where && !only_excludes_null(schema, *exclusion.where)) return false;
  auto leading = std::vector<ColumnIndex>{};
  for (const auto& element : exclusion.elements) {
    const auto* column = std::get_if<ColumnIndex>(&element.value);
    if (!column || element.exclude_with != "=") break;
    leading.push_back(*column);
  }
  return begins_with(leading, key.columns);
}

auto is_served(const Schema& schema, const Model& model, const ForeignKey& key) -> bool {
  if (model.primary_key && begins_with(model.primary_key->columns, key.columns)) return true;
  const auto is_serving = [&](const auto& each) { return serves(schema, each, key); };
  return std::ranges::any_of(
             model.unique_keys,
             [&](const Key& unique) { return begins_with(unique.columns, key.columns); }) ||
         std::ranges::any_of(model.indexes, is_serving) ||
         std::ranges::any_of(model.exclusions, is_serving);
}

void report(Resolution& resolution, const Model& model, const ForeignKey& key) {
  auto what = ForeignKeyNotIndexed{};
  what.model = model.name;
  what.target = resolution.schema.at(key.target).name;
  const auto relation = std::ranges::find_if(model.relations, [&](const Relation& candidate) {
    return candidate.kind == Relation::Kind::to_one && candidate.local_columns == key.columns;
  });
  if (relation != model.relations.end()) {
    what.relation = relation->name;
    what.suggestion = "@index";
  } else {
    auto names = std::string{};
    for (const auto column : key.columns) {
      if (!names.empty()) names += ", ";
      names += model.columns[column].name;
    }
    what.relation = names;
    what.suggestion = "index (" + names + ")";
  }
  resolution.diagnostics.report(key.span, what);
}

}  // namespace

void check_foreign_key_indexes(Resolution& resolution) {
  for (const auto& model : resolution.schema.models) {
    for (const auto& key : model.foreign_keys) {
      if (!key.inherited && !is_served(resolution.schema, model, key))
        report(resolution, model, key);
    }
  }
}

}  // namespace ormc::schema
