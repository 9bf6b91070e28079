#include "schema/attributes.hpp"
#include "schema/index_elements.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using Kind = FieldDraft::Kind;

auto default_method(const catalog::Catalog& catalog) -> const catalog::AccessMethod* {
  return catalog.find_access_method("btree");
}

void resolve_member(Resolution& resolution, ModelId model, const syntax::Index& node) {
  check_attributes(node.attributes, Place::index, resolution.diagnostics);
  const auto* method = node.method ? find_access_method(resolution, *node.method)
                                   : default_method(resolution.schema.catalog);
  if (!method) return;
  auto elements = resolve_index_elements(resolution, model, *method, node.elements);
  auto include = resolve_include(resolution, model, node.include);
  if (!elements || !include) return;
  if (!check_column_count(
          resolution, resolution.at(model), elements->size() + include->size(), node.span))
    return;
  auto index = resolve_index_options(resolution, node, *method);
  index.elements = std::move(*elements);
  index.include.assign(include->begin(), include->end());
  index.where = resolve_predicate(resolution, model, node.where);
  if (!check_possible(resolution, *method, index, node.method ? node.method->span : node.span)) {
    return;
  }
  resolution.at(model).indexes.push_back(std::move(index));
}

/// `@index` on a field: `@index(hash)` names the method.
void resolve_attribute(Resolution& resolution, ModelId id, const FieldDraft& field) {
  if (field.kind != Kind::scalar && field.kind != Kind::to_one) return;
  const auto* attribute = find_attribute(field.syntax->attributes, "index");
  if (!attribute) return;
  // A bare name is the method, one in quotes the index's own.
  const auto names = name_arguments(*attribute);
  const auto is_method = !names.empty() && !names.front().quoted;
  const auto* method = is_method ? find_access_method(resolution, names.front())
                                 : default_method(resolution.schema.catalog);
  if (!method) return;
  auto& model = resolution.at(id);
  auto index = Index{};
  if (!is_method) index.sql_name = text_argument(*attribute).value_or("");
  index.method = method->name;
  index.span = attribute->name.span;
  for (const auto column : field.indices) {
    if (!find_default_class(resolution, *method, model.columns[column], index.span)) return;
    auto& element = index.elements.emplace_back();
    element.value = column;
  }
  if (!check_possible(resolution, *method, index, attribute->span)) return;
  model.indexes.push_back(std::move(index));
}

}  // namespace

void resolve_indexes(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) {
    for (const auto& field : resolution.draft(model).fields) {
      resolve_attribute(resolution, model, field);
    }
    for (const auto* node : resolution.draft(model).indexes) {
      resolve_member(resolution, model, *node);
    }
  }
}

}  // namespace ormc::schema
