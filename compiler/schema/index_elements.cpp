#include "schema/index_elements.hpp"

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/collation.hpp"
#include "schema/operator_class.hpp"

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
    auto element = common(node, std::nullopt);
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
    auto element = common(node, column.type);
    if (!element) return false;
    if (!node.opclass && !find_default_class(resolution_, method_, column, node.expr->span)) {
      return false;
    }
    element->value = index;
    elements_.push_back(std::move(*element));
    return true;
  }

  /// What columns and expressions have alike. The type of an expression is not known yet.
  auto common(const syntax::IndexElement& node, std::optional<TypeRef> type)
      -> std::optional<IndexElement> {
    auto result = IndexElement{};
    if (node.collation) {
      result.collation = resolve_collation(resolution_, *node.collation, type.value_or(TypeRef{}));
      if (!result.collation) return std::nullopt;
    }
    if (node.opclass) {
      const auto* written = find_written_class(resolution_, method_, *node.opclass, type);
      if (!written) return std::nullopt;
      result.opclass = spell_class(*written);
    }
    result.opclass_options = option_texts(resolution_.sources, node.opclass_options);
    result.direction = node.direction;
    result.nulls = node.nulls;
    if (node.exclude_with) result.exclude_with = node.exclude_with->symbol;
    return result;
  }

  Resolution& resolution_;
  ModelId model_;
  const catalog::AccessMethod& method_;
  std::vector<IndexElement> elements_;
};

}  // namespace

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
