#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
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
    for (const auto& attribute : attributes) add_options(attribute);
    if (const auto* check = find_attribute(attributes, "check_option")) {
      view_.check_option = fold(text_argument(*check).value_or("cascaded"));
      if (view_.check_option != "local" && view_.check_option != "cascaded") {
        resolution_.diagnostics.report(
            check->span, UnknownWord{"check option", view_.check_option, {"local", "cascaded"}});
      }
    }
    view_.no_data = has_attribute(attributes, "no_data");
    view_.tablespace = attribute_text(attributes, "tablespace");
    view_.access_method = attribute_text(attributes, "access_method");
    if (!view_.materialized && (view_.no_data || view_.tablespace || view_.access_method)) {
      report_no_rows(view_.span, "leave `@no_data` and where rows are kept to materialized views");
    }
    for (const auto* node : draft_.indexes) add_index(*node);
    for (const auto& column : view_.columns) add_column(column);
  }

 private:
  /// In the order in which they are written: so the database keeps them.
  void add_options(const syntax::Attribute& attribute) {
    const auto& name = attribute.name.text;
    if (name == "security_barrier" || name == "security_invoker") {
      view_.options.emplace_back(name, "true");
    } else if (name == "with") {
      const auto options = option_arguments(attribute).value_or(Options{});
      check_storage(options,
                    view_.materialized ? StorageOf::materialized_view : StorageOf::view,
                    attribute.span,
                    resolution_.diagnostics);
      view_.options.insert(view_.options.end(), options.begin(), options.end());
    }
  }

  void report_no_rows(Span span, std::string help) {
    resolution_.diagnostics.report(span, Unsupported{"a view", "keeps no rows", std::move(help)});
  }

  void add_column(const syntax::ViewColumn& column) {
    add_default(column);
    check_attributes(column.attributes, Place::view_column, resolution_.diagnostics);
    view_.column_storage.push_back(
        resolve_column_storage(column.attributes, resolution_.diagnostics));
    if (!view_.materialized && !column.attributes.empty()) {
      report_no_rows(column.attributes.front().span, "leave it to materialized views");
    }
  }

  /// What an insert into the view puts where it says nothing. Its type is known with the query.
  void add_default(const syntax::ViewColumn& column) {
    auto& value = view_.column_defaults.emplace_back();
    if (column.default_value == nullptr) return;
    if (view_.materialized) {
      resolution_.diagnostics.report(column.name.span,
                                     Unsupported{"a column of a materialized view",
                                                 "has no default: nothing is inserted into it",
                                                 "leave it out"});
      return;
    }
    value = add_expr(SchemaExpr::Use::column_default, column.default_value);
  }

  /// The columns of a view are known when its query is: every element is an expression until then.
  void add_index(const syntax::Index& node) {
    check_attributes(node.attributes, Place::index, resolution_.diagnostics);
    const auto* method = node.method ? find_access_method(resolution_, *node.method)
                                     : resolution_.schema.catalog.find_access_method("btree");
    if (!method) return;
    auto index = resolve_index_options(resolution_, node, *method);
    for (const auto& element : node.elements) {
      auto made = resolve_element_options(resolution_, *method, element, std::nullopt);
      if (!made) return;
      made->value = add_expr(SchemaExpr::Use::index_element, element.expr);
      index.elements.push_back(std::move(*made));
    }
    if (!index.parent.empty()) {
      resolution_.diagnostics.report(
          index.span,
          diagnostics::PartOfIndex{
              index.parent, view_.name, diagnostics::PartOfIndex::Problem::no_partition});
    }
    for (const auto& name : node.include) index.include.emplace_back(add_column(name));
    if (node.where != nullptr) index.where = add_expr(SchemaExpr::Use::predicate, node.where);
    if (check_possible(resolution_, *method, index, node.method ? node.method->span : node.span)) {
      view_.indexes.push_back(std::move(index));
    }
  }

  auto add_column(const syntax::Name& name) -> ExprId {
    return add_expr(SchemaExpr::Use::index_element,
                    resolution_.schema.arena.make(
                        syntax::Expr{name.span, name.span, syntax::NameRef{{{name}, name.span}}}));
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
