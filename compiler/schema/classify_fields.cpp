#include "diagnostics/column_diagnostics.hpp"
#include "diagnostics/relation_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/lookup.hpp"
#include "schema/mixin.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/overloaded.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AbstractTarget;
using diagnostics::FieldWithoutColumn;
using diagnostics::InverseNotNullable;
using diagnostics::ListShape;
using diagnostics::PseudoType;
using diagnostics::RelationToView;
using diagnostics::SerialNotAllowed;
using diagnostics::TypeModifier;
using Kind = FieldDraft::Kind;

/// Whether an attribute was written, with whatever arguments.
auto is_written(const Attributes& attributes, std::string_view name) -> bool {
  for (const auto& attribute : attributes) {
    if (attribute.name.text == name) return true;
  }
  return false;
}

class Classifier {
 public:
  Classifier(Resolution& resolution, FieldDraft& field)
      : resolution_(resolution), field_(field), node_(*field.syntax) {}

  void classify() {
    if (const auto mixin = find_mixin(resolution_, field_.module, node_.type.name)) {
      resolution_.diagnostics.report(node_.type.name.span, AbstractTarget{spelled(node_.type.name)})
          .label(mixin->syntax->name.span, AbstractTarget::declared);
      return;
    }
    const auto meaning = find_type_meaning(
        resolution_.schema, field_.module, node_.type.name, resolution_.diagnostics);
    std::visit(Overloaded{[&](NoType) { classify_unknown(); },
                          [](AmbiguousType) {},
                          [&](NamedObject object) { classify_object(object); },
                          [&](const TypeOfField& other) {
                            field_.same_as = other;
                            classify_scalar();
                          },
                          [&](CatalogType) { classify_column(std::nullopt); },
                          [&](ImpliedType) { classify_column(std::nullopt); }},
               meaning);
  }

 private:
  /// What the catalogue does not know as a type: `serial`, a view, or nothing.
  void classify_unknown() {
    auto& schema = resolution_.schema;
    const auto& name = node_.type.name;
    const auto serial = name.parts.size() == 1 && !name.parts.front().quoted
                            ? catalog::Catalog::find_serial(fold(name.parts.front().text))
                            : std::nullopt;
    if (serial && !node_.nullable && node_.type.array_dimensions == 0) {
      field_.serial = true;
      add_column(TypeRef{*serial}, std::nullopt);
    } else if (serial) {
      resolution_.diagnostics.report(node_.type.span, SerialNotAllowed{spelled(name)});
    } else if (const auto view = find_relation(schema, field_.module, name); view && is_row()) {
      classify_column(std::nullopt);
    } else if (view) {
      resolution_.diagnostics.report(name.span, RelationToView{spelled(name)})
          .label(schema.at(std::get<ViewId>(*view)).span, RelationToView::declared);
    } else {
      report_unknown_type(schema, field_.module, node_.type, resolution_.diagnostics);
    }
  }

  void classify_object(NamedObject object) {
    if (const auto* model = std::get_if<ModelId>(&object); model && !is_row()) {
      classify_relation(*model);
    } else if (const auto* alias = std::get_if<AliasId>(&object)) {
      classify_column(node_.type.array_dimensions == 0 ? std::optional{*alias} : std::nullopt);
    } else {
      classify_column(std::nullopt);
    }
  }

  /// `address: Address @row`: a column that holds rows of a model, no relation.
  auto is_row() const -> bool { return has_attribute(node_.attributes, "row"); }

  void classify_column(std::optional<AliasId> alias) {
    const auto type =
        resolve_type(resolution_.schema, field_.module, node_.type, resolution_.diagnostics);
    if (!type) return;
    if (resolution_.schema.catalog.type(type->oid).kind == catalog::TypeKind::pseudo) {
      resolution_.diagnostics.report(node_.type.span, PseudoType{spelled(node_.type.name)});
      return;
    }
    add_column(*type, alias);
  }

  void add_column(TypeRef type, std::optional<AliasId> alias) {
    classify_scalar();
    field_.columns.push_back(
        {.name = node_.name.text,
         .sql_name = attribute_text(node_.attributes, "column").value_or(sql_name_of(node_.name)),
         .type = type,
         .alias = alias});
  }

  void classify_scalar() {
    field_.kind = Kind::scalar;
    check_attributes(node_.attributes, Place::column, resolution_.diagnostics);
  }

  void classify_relation(ModelId target) {
    const auto& type = node_.type;
    const auto& target_name = resolution_.schema.at(target).name;
    if (!type.modifiers.empty()) {
      resolution_.diagnostics.report(type.span,
                                     TypeModifier{target_name, TypeModifier::Problem::takes_none});
    }
    field_.target = target;
    const auto is_list = type.array_dimensions > 0;
    const auto is_other_side = is_list || is_written(node_.attributes, "inverse");
    field_.kind = is_list ? Kind::list : is_other_side ? Kind::inverse_one : Kind::to_one;
    check_attributes(node_.attributes,
                     is_other_side ? Place::other_side : Place::to_one,
                     resolution_.diagnostics);
    if (is_list && (type.array_dimensions > 1 || node_.nullable)) {
      resolution_.diagnostics.report(type.span, ListShape{node_.name.text, target_name});
    } else if (field_.kind == Kind::inverse_one && !node_.nullable) {
      resolution_.diagnostics.report(type.span, InverseNotNullable{node_.name.text, target_name});
    }
    if (is_other_side && node_.default_value) {
      resolution_.diagnostics.report(node_.default_value->span,
                                     FieldWithoutColumn{node_.name.text});
    }
  }

  Resolution& resolution_;
  FieldDraft& field_;
  const syntax::Field& node_;
};

}  // namespace

void classify_field(Resolution& resolution, FieldDraft& field) {
  Classifier{resolution, field}.classify();
}

void classify_fields(Resolution& resolution) {
  for (auto& model : resolution.models) {
    for (auto& field : model.fields) classify_field(resolution, field);
  }
}

}  // namespace ormc::schema
