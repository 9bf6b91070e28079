// Enums, composites and rows of views.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "emit/cpp/header.hpp"
#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "emit/cpp/template.hpp"

namespace ormc::emit::cpp {
namespace {

auto enumerators(const schema::Enum& definition,
                 const std::string& name,
                 const std::vector<std::string>& values) -> std::string {
  auto has_docs = std::ranges::any_of(
      definition.values, [](const schema::EnumValue& value) { return !value.doc.empty(); });
  auto line = fmt::format("enum class {} {{ {} }};", name, fmt::join(values, ", "));
  if (values.empty()) return fmt::format("enum class {} {{}};\n", name);
  if (!has_docs && line.size() <= column_limit) return line + '\n';
  auto body = std::string{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    body += doc_comment(definition.values[i].doc, 2) + values[i] + ",\n";
  }
  return fill(R"(
enum class $name$ {
  $body$
};
)",
              {{"name", name}, {"body", body}});
}

}  // namespace

auto HeaderWriter::emit_enum(schema::EnumId id) -> Block {
  const auto& definition = context_.schema.at(id);
  const auto& name = context_.names.enums[static_cast<std::size_t>(id)];
  const auto& values = context_.names.enum_values[static_cast<std::size_t>(id)];
  auto cases = std::string{};
  auto labels = std::vector<std::string>{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    labels.push_back(string_literal(definition.values[i].label));
    cases += fill(R"(
case $name$::$value$:
  return $label$;
)",
                  {{"name", name}, {"value", values[i]}, {"label", labels.back()}});
  }
  auto body = values.empty() ? std::string("static_cast<void>(value);\n")
                             : fill("switch (value) {\n  $cases$\n}\n", {{"cases", cases}});
  auto head = fmt::format("constexpr auto to_string({} value) noexcept", name);
  auto text = fill(R"(
$doc$
$enum$

$signature$
  $body$
  return {};
}
)",
                   {{"doc", doc_comment(definition.doc, 0)},
                    {"enum", enumerators(definition, name, values)},
                    {"signature", signature(head, "std::string_view {", 0)},
                    {"body", body}});
  const auto& cpp_namespace = context_.namespace_of(definition.module);
  // An array cannot be empty; the one label of an enum without values names no value.
  if (labels.empty()) labels.emplace_back("\"\"");
  auto trait =
      fill(R"(
template <>
struct orm::enumeration<$qualified$> {
  $type$
  $labels$
};
)",
           {{"qualified", fmt::format("{}::{}", cpp_namespace, name)},
            {"type", context_.types.type_member(definition.type, 2)},
            {"labels", braced_list("static constexpr std::string_view labels[]", labels, 2)}});
  return {cpp_namespace, text, trait};
}

auto HeaderWriter::emit_composite(const CompositeStruct& composite) -> Block {
  const auto& members = composite.members;
  const auto cpp_namespace = std::string{composite.cpp_namespace};
  const auto place = Place{cpp_namespace, {members.begin(), members.end()}};
  auto declarations = std::string{};
  auto types = std::vector<std::string>{};
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto& field = composite.fields[i];
    auto type = type_of(field.type, Use::value);
    if (field.nullable) type = type.optional();
    declarations += emit_member(type, members[i], field.doc, place, 2);
    types.push_back(context_.types.constant(field.type.oid));
  }
  auto text = fill(R"(
$doc$
struct $name$ {
  $members$

  $equality$
};
)",
                   {{"doc", doc_comment(composite.doc, 0)},
                    {"name", std::string{composite.name}},
                    {"members", declarations},
                    {"equality", emit_equality(composite.name, 2)}});
  auto trait = emit_composite_trait(fmt::format("{}::{}", cpp_namespace, composite.name),
                                    members,
                                    context_.types.type_member(composite.type, 2),
                                    types);
  return {cpp_namespace, text, trait};
}

auto HeaderWriter::emit_composite(schema::CompositeId id) -> Block {
  const auto& definition = context_.schema.at(id);
  auto fields = std::vector<CompositeStruct::Field>{};
  for (const auto& field : definition.fields) {
    fields.push_back({field.type, field.nullable, field.doc});
  }
  return emit_composite({.cpp_namespace = context_.namespace_of(definition.module),
                         .name = context_.names.composites[static_cast<std::size_t>(id)],
                         .members = context_.names.composite_fields[static_cast<std::size_t>(id)],
                         .doc = definition.doc,
                         .type = definition.type,
                         .fields = std::move(fields)});
}

auto HeaderWriter::emit_view_row(schema::ViewId id) -> Block {
  const auto& view = context_.schema.at(id);
  auto fields = std::vector<CompositeStruct::Field>{};
  for (const auto& column : context_.program.at(id).columns) {
    // The view's query says what it returns, and nothing of rows that were made otherwise.
    fields.push_back({column.type, true, {}});
  }
  return emit_composite({.cpp_namespace = context_.namespace_of(view.module),
                         .name = context_.names.views[static_cast<std::size_t>(id)],
                         .members = context_.names.view_fields[static_cast<std::size_t>(id)],
                         .doc = view.doc,
                         .type = view.row_type,
                         .fields = std::move(fields)});
}

}  // namespace ormc::emit::cpp
