#include <algorithm>

#include "schema/attributes.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

auto add_condition(Resolution& resolution, ModelId model, syntax::ExprPtr expr) -> ExprId {
  return resolution.add_expr({.use = SchemaExpr::Use::table_check,
                              .syntax = expr,
                              .model = model,
                              .domain = {},
                              .expected = TypeRef{catalog::oid::bool_}});
}

void resolve_field_check(Resolution& resolution, ModelId model, const FieldDraft& field) {
  if (field.kind != FieldDraft::Kind::scalar) return;
  const auto* attribute = find_attribute(field.syntax->attributes, "check");
  if (!attribute) return;
  resolution.at(model).checks.push_back(
      {.sql_name = {},
       .expr = add_condition(resolution, model, attribute->arguments.front()),
       .inherited = field.inherited && !field.local,
       .span = attribute->span});
}

auto make(Resolution& resolution, ModelId model, const syntax::Check& node) -> Check {
  return {.sql_name = node.name ? node.name->text : std::string{},
          .expr = add_condition(resolution, model, node.expr),
          .no_inherit = has_attribute(node.attributes, "no_inherit"),
          .not_valid = has_attribute(node.attributes, "not_valid"),
          .doc = node.doc,
          .span = node.name ? node.name->span : node.span};
}

void resolve_member(Resolution& resolution, ModelId model, const syntax::Check& node) {
  check_attributes(node.attributes, Place::check, resolution.diagnostics);
  resolution.at(model).checks.push_back(make(resolution, model, node));
}

/// Unless the table says it again, by its name.
void inherit(Resolution& resolution, ModelId model, const syntax::Check& node) {
  auto check = make(resolution, model, node);
  auto& checks = resolution.at(model).checks;
  const auto is_same = [&](const Check& own) { return own.sql_name == check.sql_name; };
  if (!check.sql_name.empty() && std::ranges::any_of(checks, is_same)) return;
  check.inherited = true;
  check.doc.clear();
  checks.push_back(std::move(check));
}

}  // namespace

void resolve_checks(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) {
    for (const auto& field : resolution.draft(model).fields) {
      resolve_field_check(resolution, model, field);
    }
    for (const auto* node : resolution.draft(model).checks) {
      resolve_member(resolution, model, *node);
    }
    for (const auto* node : resolution.draft(model).inherited_checks) {
      inherit(resolution, model, *node);
    }
  }
}

}  // namespace ormc::schema
