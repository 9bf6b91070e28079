#include "emit/cpp/emit_shape.hpp"

#include <fmt/format.h>

#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "emit/cpp/template.hpp"
#include "emit/result_columns.hpp"

namespace ormc::emit::cpp {
namespace {

using Kind = query::ShapeField::Kind;

/// The struct of a nested member: one of its own, or that of a declared shape.
auto struct_name(const Context& context,
                 const query::ShapeField& field,
                 const MemberNames& names,
                 const Place& place) -> std::string {
  if (!field.shape) return names.type;
  const auto& shape = context.program.at(*field.shape);
  return spell_name(context.namespace_of(shape.module), names.type, place);
}

/// Emits one struct.
class ShapeEmitter {
 public:
  ShapeEmitter(HeaderWriter& writer, const ShapeStruct& shape, Place place, std::size_t indentation)
      : writer_(writer),
        context_(writer.context()),
        shape_(shape),
        place_(std::move(place)),
        indentation_(indentation) {
    for (std::size_t i = 0; i < shape.names.size(); ++i) {
      place_.members.insert(shape.names[i].name);
      if (!shape.fields[i].shape) place_.members.insert(shape.names[i].type);
    }
  }

  auto emit() -> std::string {
    auto structs = std::vector<std::string>{};
    auto members = std::string{};
    for (std::size_t i = 0; i < shape_.fields.size(); ++i) {
      const auto& field = shape_.fields[i];
      const auto& names = shape_.names[i];
      if (field.kind != Kind::column && !field.shape) structs.push_back(emit_nested(field, names));
      members += emit_member(type_of(field, names), names.name, {}, place_, indentation_ + 2);
    }
    return fill(
        R"(
$doc$
struct $name$ {
  $structs$

  $members$

  $equality$

  $fields$
};
)",
        {{"doc", doc_comment(shape_.doc, indentation_)},
         {"name", shape_.name},
         {"structs", join_blocks(structs, "\n")},
         {"members", members},
         {"equality", emit_equality(shape_.name, indentation_ + 2)},
         {"fields",
          members_alias("fields", shape_columns(writer_, shape_, place_), indentation_ + 2)}});
  }

 private:
  auto emit_nested(const query::ShapeField& field, const MemberNames& names) -> std::string {
    return emit_shape_struct(writer_,
                             {shape_.unit, query::fields_of(field), names.members, names.type},
                             place_,
                             indentation_ + 2);
  }

  auto type_of(const query::ShapeField& field, const MemberNames& names) -> CppType {
    if (field.kind == Kind::column) {
      const auto* source = source_column(context_.schema, shape_.unit, *field.expr);
      auto has_alias =
          source != nullptr && source->alias && source->type.oid == field.expr->type.oid;
      const auto contents =
          query::array_contents({context_.schema, context_.program, shape_.unit}, field);
      auto type =
          has_alias ? writer_.type_of(*source) : writer_.type_of(field.expr->type, contents);
      return field.nullable ? type.optional() : type;
    }
    auto type = CppType{};
    type.text = struct_name(context_, field, names, place_);
    if (field.kind == Kind::many) {
      auto element = field.nullable_elements ? type.optional().text : type.text;
      type.text = fmt::format("std::vector<{}>", element);
    }
    return field.nullable ? type.optional() : type;
  }

  HeaderWriter& writer_;
  const Context& context_;
  const ShapeStruct& shape_;
  Place place_;
  std::size_t indentation_;
};

/// The types of the columns of a record, flattened structs included.
void add_types(const Context& context,
               const std::vector<query::ShapeField>& fields,
               std::vector<std::string>& types) {
  for (const auto& field : fields) {
    if (field.marker != nullptr) types.push_back(context.types.constant(field.marker->type.oid));
    if (field.expr != nullptr) {
      types.push_back(field.mixed_types ? "orm::types::any"
                                        : context.types.constant(field.expr->type.oid));
    }
    add_types(context, query::flattened_fields(field), types);
  }
}

/// The type of the records that a member is, or has as elements.
auto record_type(const Context& context, const query::ShapeField& field) -> schema::Oid {
  const auto& catalog = context.schema.catalog;
  const auto type = catalog.base_type(field.expr->type.oid);
  return field.kind == Kind::many ? catalog.element_of(type) : type;
}

}  // namespace

auto emit_shape_struct(HeaderWriter& writer,
                       const ShapeStruct& shape,
                       const Place& place,
                       std::size_t indentation) -> std::string {
  return ShapeEmitter(writer, shape, place, indentation).emit();
}

auto shape_columns(const HeaderWriter& writer,
                   const ShapeStruct& shape,
                   const Place& place,
                   const std::set<std::size_t>& left_out) -> std::vector<std::string> {
  auto columns = std::vector<std::string>{};
  for (std::size_t i = 0; i < shape.fields.size(); ++i) {
    if (left_out.contains(i)) continue;
    const auto& field = shape.fields[i];
    auto column = fmt::format("&{}::{}", shape.name, shape.names[i].name);
    if (field.kind == Kind::one) {
      auto type = struct_name(writer.context(), field, shape.names[i], place);
      // Outside of the struct, those in it are named by it.
      if (!field.shape && !place.members.contains(type)) type = shape.name + "::" + type;
      auto fields = fmt::format("{}::fields", type);
      if (field.marker != nullptr) fields = fmt::format("orm::marked<{}>", fields);
      column = fmt::format("orm::nested<{}, {}>", column, fields);
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

namespace {

/// `present` are the structs around a column that may be absent.
void add_accesses(const Context& context,
                  const ShapeStruct& shape,
                  const std::string& base,
                  const std::vector<std::string>& present,
                  std::vector<std::string>& accesses) {
  for (std::size_t i = 0; i < shape.fields.size(); ++i) {
    const auto& field = shape.fields[i];
    const auto member = base + shape.names[i].name;
    if (field.kind != Kind::one) {
      accesses.push_back(present.empty() ? member
                                         : fmt::format("{} ? std::optional{{{}}} : std::nullopt",
                                                       fmt::join(present, " && "),
                                                       member));
      continue;
    }
    if (field.marker != nullptr) accesses.emplace_back();
    const auto& names = field.shape
                            ? context.names.shapes[static_cast<std::size_t>(*field.shape)].members
                            : shape.names[i].members;
    auto around = present;
    if (field.nullable) around.push_back(member);
    add_accesses(context,
                 {shape.unit, field.fields, names, {}},
                 member + (field.nullable ? "->" : "."),
                 around,
                 accesses);
  }
}

}  // namespace

auto column_accesses(const Context& context, const ShapeStruct& shape) -> std::vector<std::string> {
  auto accesses = std::vector<std::string>{};
  add_accesses(context, shape, "from.", {}, accesses);
  return accesses;
}

auto emit_record_trait(const HeaderWriter& writer,
                       const std::vector<query::ShapeField>& fields,
                       const std::string& qualified,
                       schema::Oid type) -> std::string {
  auto types = std::vector<std::string>{};
  add_types(writer.context(), fields, types);
  auto constant = writer.context().types.constant(type);
  return fill(R"(
template <>
struct orm::composite<$type$> {
  $members$
  static constexpr orm::type type$type_constant$;
  $member_types$
};
)",
              {{"type", qualified},
               {"members", type_alias("members", "::" + qualified + "::fields", 2)},
               {"type_constant", constant.starts_with('{') ? constant : " = " + constant},
               {"member_types",
                types.empty() ? "static constexpr const orm::type* member_types = nullptr;\n"
                              : emit_types("member_types", types, 2)}});
}

auto emit_shape_traits(const HeaderWriter& writer,
                       const std::vector<query::ShapeField>& fields,
                       const std::vector<MemberNames>& names,
                       const std::string& qualified) -> std::string {
  auto traits = std::vector<std::string>{};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& field = fields[i];
    if (field.kind == Kind::column || field.shape) continue;
    auto inner = fmt::format("{}::{}", qualified, names[i].type);
    const auto& members = query::fields_of(field);
    traits.push_back(emit_shape_traits(writer, members, names[i].members, inner));
    if (field.kind == Kind::one) continue;
    traits.push_back(
        emit_record_trait(writer, members, inner, record_type(writer.context(), field)));
  }
  return join_blocks(traits, "\n");
}

auto HeaderWriter::emit_shape(query::ShapeId id) -> Block {
  const auto& shape = context_.program.at(id);
  const auto& names = context_.names.shapes[static_cast<std::size_t>(id)];
  const auto& cpp_namespace = context_.namespace_of(shape.module);
  auto qualified = fmt::format("{}::{}", cpp_namespace, names.name);
  auto text =
      emit_shape_struct(*this,
                        {*shape.unit, shape.query->shape, names.members, names.name, shape.doc},
                        Place{cpp_namespace},
                        0);
  auto traits =
      join_blocks({emit_shape_traits(*this, shape.query->shape, names.members, qualified),
                   emit_record_trait(*this, shape.query->shape, qualified, catalog::oid::record)},
                  "\n");
  return {cpp_namespace, text, traits};
}

}  // namespace ormc::emit::cpp
