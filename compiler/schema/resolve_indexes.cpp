#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/index_elements.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"
#include "schema/storage_options.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AccessMethodCannot;
using Kind = FieldDraft::Kind;

auto default_method(const catalog::Catalog& catalog) -> const catalog::AccessMethod* {
  return catalog.find_access_method("btree");
}

auto has_order(const IndexElement& element) -> bool {
  return element.direction != syntax::OrderItem::Direction::unspecified ||
         element.nulls != syntax::OrderItem::Nulls::unspecified;
}

/// What the method would have to do for this index but cannot.
auto impossible(const catalog::AccessMethod& method, const Index& index)
    -> std::optional<std::string_view> {
  if (index.unique && !method.can_unique) return "be unique";
  if (index.elements.size() > 1 && !method.can_multi_column) return "have several columns";
  if (!index.include.empty() && !method.can_include) return "include columns";
  for (const auto& element : index.elements) {
    if (has_order(element) && !method.can_order) return "have an order";
  }
  return std::nullopt;
}

/// Options of an index are kept as they are written; what they mean has no quotes.
auto unquoted(Options options) -> Options {
  for (auto& [name, value] : options) {
    if (value.size() > 1 && value.front() == '\'') value = value.substr(1, value.size() - 2);
  }
  return options;
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
  auto index = Index{};
  index.sql_name = node.name ? node.name->text : std::string{};
  index.unique = node.unique;
  index.nulls_not_distinct = node.nulls_not_distinct;
  index.method = method->name;
  index.elements = std::move(*elements);
  index.include = std::move(*include);
  index.options = option_texts(resolution.sources, node.options);
  if (const auto of = storage_of_index(index.method)) {
    check_storage(unquoted(index.options), *of, node.span, resolution.diagnostics);
  }
  index.where = resolve_predicate(resolution, model, node.where);
  index.only = node.only;
  index.tablespace = attribute_text(node.attributes, "tablespace");
  index.clustered = has_attribute(node.attributes, "clustered");
  index.doc = node.doc;
  index.span = node.name ? node.name->span : node.span;
  if (const auto what = impossible(*method, index)) {
    resolution.diagnostics.report(node.method ? node.method->span : node.span,
                                  AccessMethodCannot{std::string{method->name}, *what});
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
  if (const auto what = impossible(*method, index)) {
    resolution.diagnostics.report(attribute->span,
                                  AccessMethodCannot{std::string{method->name}, *what});
    return;
  }
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
