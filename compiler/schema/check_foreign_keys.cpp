#include <algorithm>

#include "catalog/coercion.hpp"
#include "catalog/resolve_operator.hpp"
#include "diagnostics/relation_diagnostics.hpp"
#include "schema/foreign_key_action.hpp"
#include "schema/passes.hpp"
#include "schema/unique_columns.hpp"

namespace ormc::schema {
namespace {

using diagnostics::ActionNotPossible;
using diagnostics::ForeignKeyType;
using diagnostics::ReferencesNotUnique;

/// Whether a foreign key may compare a column with the one that it refers to: as the server, by an
/// operator `=` between the two, or after an implicit cast to the type referred to.
auto are_comparable(const catalog::Catalog& catalog, Oid own, Oid target) -> bool {
  const auto from = catalog.base_type(own);
  const auto to = catalog.base_type(target);
  if (from == to) return true;
  if (!catalog::find_coercion(catalog, from, to, catalog::CoercionContext::implicit) &&
      !catalog::find_coercion(catalog, to, from, catalog::CoercionContext::implicit)) {
    return false;
  }
  const auto equality = catalog::resolve_binary_operator(catalog, {{}, "="}, from, to);
  return std::holds_alternative<catalog::ResolvedOperator>(equality);
}

void check_types(Resolution& resolution, const Model& model, const ForeignKey& key) {
  const auto& target = resolution.schema.at(key.target);
  for (auto i = std::size_t{0}; i < key.columns.size(); ++i) {
    const auto& own = model.columns[key.columns[i]];
    const auto& other = target.columns[key.target_columns[i]];
    if (are_comparable(resolution.schema.catalog, own.type.oid, other.type.oid)) continue;
    resolution.diagnostics
        .report(key.span,
                ForeignKeyType{own.name,
                               resolution.type_name(own.type),
                               other.name,
                               resolution.type_name(other.type)})
        .label(other.span, ForeignKeyType::declared);
  }
}

void check_target(Resolution& resolution, const ForeignKey& key) {
  const auto& target = resolution.schema.at(key.target);
  if (may_be_referenced(target, key.target_columns)) return;
  auto what = ReferencesNotUnique{target.name, {}};
  for (const auto column : key.target_columns) what.fields.push_back(target.columns[column].name);
  resolution.diagnostics.report(key.span, what).label(target.span, ReferencesNotUnique::declared);
}

void check_action(Resolution& resolution,
                  const Model& model,
                  const ForeignKey& key,
                  Action action) {
  const auto fails = [&](ColumnIndex index) {
    const auto& column = model.columns[index];
    if (action == Action::set_null) return !column.nullable;
    return action == Action::set_default && !column.nullable && !column.has_default();
  };
  const auto& columns = key.set_columns.empty() ? key.columns : key.set_columns;
  const auto place = std::ranges::find_if(columns, fails);
  if (place == columns.end()) return;
  const auto& column = model.columns[*place];
  resolution.diagnostics
      .report(key.span, ActionNotPossible{std::string{words_of(action)}, column.name})
      .label(column.span, ActionNotPossible::declared);
}

}  // namespace

void check_foreign_keys(Resolution& resolution) {
  for (const auto& model : resolution.schema.models) {
    for (const auto& key : model.foreign_keys) {
      check_types(resolution, model, key);
      check_target(resolution, key);
      check_action(resolution, model, key, key.on_delete);
      check_action(resolution, model, key, key.on_update);
    }
  }
}

}  // namespace ormc::schema
