#include "schema/index_elements.hpp"

#include "diagnostics/index_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/collation.hpp"
#include "schema/operator_class.hpp"
#include "schema/storage_options.hpp"

namespace ormc::schema {
namespace {

/// The one name that an element is, if it is no expression.
auto plain_name(const syntax::IndexElement& node) -> const syntax::Name* {
  const auto* ref = std::get_if<syntax::NameRef>(&node.expr->node);
  return ref && ref->name.parts.size() == 1 ? &ref->name.parts.front() : nullptr;
}

class ElementResolver {
 public:
  ElementResolver(Resolution& resolution, ModelId model, const catalog::AccessMethod& method)
      : resolution_(resolution), model_(model), method_(method) {}

  auto resolve(const syntax::IndexElement& node) -> bool {
    const auto* name = plain_name(node);
    if (!name) return add_expression(node);
    const auto columns = resolution_.columns_named(model_, *name);
    auto sound = !columns.empty();
    for (const auto column : columns) sound = add_column(node, column) && sound;
    return sound;
  }

  auto take() -> std::vector<IndexElement> { return std::move(elements_); }

 private:
  auto add_expression(const syntax::IndexElement& node) -> bool {
    auto element = resolve_element_options(resolution_, method_, node, std::nullopt);
    if (!element) return false;
    element->value = resolution_.add_expr({.use = SchemaExpr::Use::index_element,
                                           .syntax = node.expr,
                                           .model = model_,
                                           .domain = {},
                                           .expected = {}});
    elements_.push_back(std::move(*element));
    return true;
  }

  auto add_column(const syntax::IndexElement& node, ColumnIndex index) -> bool {
    const auto& column = resolution_.at(model_).columns[index];
    auto element = resolve_element_options(resolution_, method_, node, column.type);
    if (!element) return false;
    if (element->statistics_target) {
      resolution_.diagnostics.report(
          node.span,
          diagnostics::Unsupported{"the statistics of an index",
                                   "are of its expressions",
                                   "write `@statistics` on the column itself"});
      return false;
    }
    if (!node.opclass && !find_default_class(resolution_, method_, column, node.expr->span)) {
      return false;
    }
    element->value = index;
    elements_.push_back(std::move(*element));
    return true;
  }

  Resolution& resolution_;
  ModelId model_;
  const catalog::AccessMethod& method_;
  std::vector<IndexElement> elements_;
};

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

}  // namespace

auto resolve_element_options(Resolution& resolution,
                             const catalog::AccessMethod& method,
                             const syntax::IndexElement& node,
                             std::optional<TypeRef> type) -> std::optional<IndexElement> {
  check_attributes(node.attributes, Place::index_element, resolution.diagnostics);
  auto result = IndexElement{};
  if (node.collation) {
    result.collation = resolve_collation(resolution, *node.collation, type.value_or(TypeRef{}));
    if (!result.collation) return std::nullopt;
  }
  if (node.opclass) {
    const auto* written = find_written_class(resolution, method, *node.opclass, type);
    if (!written) return std::nullopt;
    result.opclass = spell_class(*written);
  }
  result.opclass_options = option_texts(resolution.sources, node.opclass_options);
  result.direction = node.direction;
  result.nulls = node.nulls;
  if (node.exclude_with) result.exclude_with = node.exclude_with->symbol;
  if (const auto* statistics = find_attribute(node.attributes, "statistics")) {
    result.statistics_target = number_argument(*statistics);
  }
  return result;
}

auto resolve_index_options(Resolution& resolution,
                           const syntax::Index& node,
                           const catalog::AccessMethod& method) -> Index {
  auto index = Index{};
  index.sql_name = node.name ? node.name->text : std::string{};
  index.unique = node.unique;
  index.nulls_not_distinct = node.nulls_not_distinct;
  index.method = method.name;
  index.options = option_texts(resolution.sources, node.options);
  if (const auto of = storage_of_index(index.method)) {
    check_storage(unquoted(index.options), *of, node.span, resolution.diagnostics);
  }
  index.only = node.only;
  index.tablespace = attribute_text(node.attributes, "tablespace");
  index.clustered = has_attribute(node.attributes, "clustered");
  index.parent = attribute_text(node.attributes, "partition_of").value_or("");
  index.doc = node.doc;
  index.span = node.name ? node.name->span : node.span;
  return index;
}

auto check_possible(Resolution& resolution,
                    const catalog::AccessMethod& method,
                    const Index& index,
                    Span span) -> bool {
  const auto what = impossible(method, index);
  if (!what) return true;
  resolution.diagnostics.report(span,
                                diagnostics::AccessMethodCannot{std::string{method.name}, *what});
  return false;
}

auto resolve_index_elements(Resolution& resolution,
                            ModelId model,
                            const catalog::AccessMethod& method,
                            const std::vector<syntax::IndexElement>& elements)
    -> std::optional<std::vector<IndexElement>> {
  auto resolver = ElementResolver{resolution, model, method};
  auto sound = true;
  for (const auto& node : elements) sound = resolver.resolve(node) && sound;
  if (!sound) return std::nullopt;
  return resolver.take();
}

auto resolve_include(Resolution& resolution, ModelId model, const std::vector<syntax::Name>& names)
    -> std::optional<std::vector<ColumnIndex>> {
  if (names.empty()) return std::vector<ColumnIndex>{};
  return resolution.columns_named(model, names);
}

auto resolve_predicate(Resolution& resolution, ModelId model, syntax::ExprPtr where)
    -> std::optional<ExprId> {
  if (!where) return std::nullopt;
  return resolution.add_expr({.use = SchemaExpr::Use::predicate,
                              .syntax = where,
                              .model = model,
                              .domain = {},
                              .expected = TypeRef{catalog::oid::bool_}});
}

auto option_texts(const source::SourceSet& sources,
                  const std::vector<std::pair<syntax::Name, syntax::ExprPtr>>& options)
    -> std::vector<std::pair<std::string, std::string>> {
  auto result = std::vector<std::pair<std::string, std::string>>{};
  for (const auto& [name, value] : options) {
    // A storage parameter without a value is true, as in SQL.
    result.emplace_back(name.text, value ? std::string{sources.text(value->span)} : "true");
  }
  return result;
}

}  // namespace ormc::schema
