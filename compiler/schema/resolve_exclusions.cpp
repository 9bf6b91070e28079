#include "catalog/resolve_operator.hpp"
#include "diagnostics/index_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/index_elements.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AccessMethodCannot;
using diagnostics::ExclusionOperator;

/// An `exclude using gist (room with =, during with &&)` of a model.
class ExclusionResolver {
 public:
  ExclusionResolver(Resolution& resolution, ModelId model, const syntax::Exclusion& node)
      : resolution_(resolution), model_(model), node_(node) {}

  void resolve() {
    check_attributes(node_.attributes, Place::exclusion, resolution_.diagnostics);
    const auto* method = node_.method ? find_access_method(resolution_, *node_.method)
                                      : resolution_.schema.catalog.find_access_method("gist");
    if (!method) return;
    if (!method->can_exclude) {
      resolution_.diagnostics.report(
          node_.method ? node_.method->span : node_.span,
          AccessMethodCannot{std::string{method->name}, "serve an exclusion constraint"});
      return;
    }
    auto elements = resolve_index_elements(resolution_, model_, *method, node_.elements);
    auto include = resolve_include(resolution_, model_, node_.include);
    if (!elements || !include || !operators_fit(*method, *elements)) return;
    auto result = Exclusion{};
    result.sql_name = node_.name ? node_.name->text : std::string{};
    result.method = method->name;
    result.elements = std::move(*elements);
    result.include = std::move(*include);
    result.where = resolve_predicate(resolution_, model_, node_.where);
    result.initially_deferred = has_attribute(node_.attributes, "initially_deferred");
    result.deferrable = result.initially_deferred || has_attribute(node_.attributes, "deferrable");
    result.tablespace = attribute_text(node_.attributes, "tablespace");
    if (const auto* with = find_attribute(node_.attributes, "with")) {
      result.options = option_arguments(*with).value_or(Options{});
    }
    result.doc = node_.doc;
    result.span = node_.name ? node_.name->span : node_.span;
    resolution_.at(model_).exclusions.push_back(std::move(result));
  }

 private:
  auto operators_fit(const catalog::AccessMethod& method, const std::vector<IndexElement>& elements)
      -> bool {
    auto sound = true;
    for (const auto& node : node_.elements) {
      if (node.exclude_with) continue;
      resolution_.diagnostics.report(node.span, ExclusionOperator{});
      sound = false;
    }
    if (!sound) return false;
    for (const auto& element : elements) {
      // The type of an expression is known once it is bound; the server checks it.
      const auto* column = std::get_if<ColumnIndex>(&element.value);
      if (column && !operator_fits(method, element, *column)) sound = false;
    }
    return sound;
  }

  auto operator_fits(const catalog::AccessMethod& method,
                     const IndexElement& element,
                     ColumnIndex index) -> bool {
    const auto& catalog = resolution_.schema.catalog;
    const auto& column = resolution_.at(model_).columns[index];
    const auto* used = element.opclass
                           ? catalog.find_operator_class(method.oid, {}, *element.opclass)
                           : catalog.default_operator_class(method.oid, column.type.oid);
    // What belongs to an operator class of the program's own only the server knows.
    if (used && used->oid >= catalog::first_user_oid) return true;
    const auto type = catalog.base_type(column.type.oid);
    const auto found =
        catalog::resolve_binary_operator(catalog, {{}, element.exclude_with}, type, type);
    const auto* op = std::get_if<catalog::ResolvedOperator>(&found);
    if (op && used && catalog.serves(*used, *op->op)) return true;
    resolution_.diagnostics.report(
        operator_span(element.exclude_with),
        ExclusionOperator{
            element.exclude_with, resolution_.type_name(column.type), std::string{method.name}});
    return false;
  }

  auto operator_span(const std::string& symbol) const -> Span {
    for (const auto& node : node_.elements) {
      if (node.exclude_with && node.exclude_with->symbol == symbol) return node.exclude_with->span;
    }
    return node_.span;
  }

  Resolution& resolution_;
  ModelId model_;
  const syntax::Exclusion& node_;
};

}  // namespace

void resolve_exclusions(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) {
    for (const auto* node : resolution.draft(model).exclusions) {
      ExclusionResolver{resolution, model, *node}.resolve();
    }
  }
}

}  // namespace ormc::schema
