#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/collation.hpp"
#include "schema/index_elements.hpp"
#include "schema/naming.hpp"
#include "schema/operator_class.hpp"
#include "schema/passes.hpp"
#include "schema/storage_options.hpp"

namespace ormc::schema {
namespace {

using diagnostics::UnknownWord;
using diagnostics::Unsupported;

/// The options of one view, and the indexes of a materialized one.
class ViewResolver {
 public:
  ViewResolver(Resolution& resolution, ViewId id)
      : resolution_(resolution),
        id_(id),
        view_(resolution.schema.views[static_cast<std::size_t>(id)]),
        draft_(resolution.views[static_cast<std::size_t>(id)]) {}

  void resolve() {
    const auto& attributes = draft_.syntax->attributes;
    if (const auto* with = find_attribute(attributes, "with")) {
      view_.options = option_arguments(*with).value_or(Options{});
      check_storage(view_.options,
                    view_.materialized ? StorageOf::materialized_view : StorageOf::view,
                    with->span,
                    resolution_.diagnostics);
    }
    for (const auto* name : {"security_barrier", "security_invoker"}) {
      if (has_attribute(attributes, name)) view_.options.emplace_back(name, "true");
    }
    if (const auto* check = find_attribute(attributes, "check_option")) {
      view_.check_option = fold(text_argument(*check).value_or("cascaded"));
      if (view_.check_option != "local" && view_.check_option != "cascaded") {
        resolution_.diagnostics.report(
            check->span, UnknownWord{"check option", view_.check_option, {"local", "cascaded"}});
      }
    }
    view_.no_data = has_attribute(attributes, "no_data");
    view_.tablespace = attribute_text(attributes, "tablespace");
    if (!view_.materialized && (view_.no_data || view_.tablespace)) {
      resolution_.diagnostics.report(
          view_.span,
          Unsupported{"a view",
                      "keeps no rows",
                      "leave `@no_data` and `@tablespace` to materialized views"});
    }
    for (const auto* node : draft_.indexes) add_index(*node);
  }

 private:
  /// The columns of a view are known when its query is: every element is an expression until then.
  void add_index(const syntax::Index& node) {
    check_attributes(node.attributes, Place::index, resolution_.diagnostics);
    const auto* method = node.method ? find_access_method(resolution_, *node.method)
                                     : resolution_.schema.catalog.find_access_method("btree");
    if (!method) return;
    auto index = Index{};
    index.sql_name = node.name ? node.name->text : std::string{};
    index.unique = node.unique;
    index.nulls_not_distinct = node.nulls_not_distinct;
    index.method = method->name;
    index.options = option_texts(resolution_.sources, node.options);
    index.tablespace = attribute_text(node.attributes, "tablespace");
    index.clustered = has_attribute(node.attributes, "clustered");
    index.doc = node.doc;
    index.span = node.name ? node.name->span : node.span;
    for (const auto& element : node.elements) {
      auto made = IndexElement{};
      made.value = add_expr(SchemaExpr::Use::index_element, element.expr);
      if (element.collation) {
        made.collation = resolve_collation(resolution_, *element.collation, TypeRef{});
      }
      if (element.opclass) {
        const auto* written =
            find_written_class(resolution_, *method, *element.opclass, std::nullopt);
        if (!written) return;
        made.opclass = spell_class(*written);
      }
      made.opclass_options = option_texts(resolution_.sources, element.opclass_options);
      made.direction = element.direction;
      made.nulls = element.nulls;
      index.elements.push_back(std::move(made));
    }
    if (node.where != nullptr) index.where = add_expr(SchemaExpr::Use::predicate, node.where);
    view_.indexes.push_back(std::move(index));
  }

  auto add_expr(SchemaExpr::Use use, syntax::ExprPtr expr) -> ExprId {
    const auto is_condition = use == SchemaExpr::Use::predicate;
    return resolution_.add_expr(
        {.use = use,
         .syntax = expr,
         .model = {},
         .view = id_,
         .domain = {},
         .expected = is_condition ? TypeRef{catalog::oid::bool_} : TypeRef{}});
  }

  Resolution& resolution_;
  ViewId id_;
  View& view_;
  const ViewDraft& draft_;
};

}  // namespace

void resolve_views(Resolution& resolution) {
  for (auto i = std::uint32_t{0}; i < resolution.views.size(); ++i) {
    ViewResolver{resolution, ViewId{i}}.resolve();
  }
}

}  // namespace ormc::schema
