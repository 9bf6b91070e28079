#include "emit/cpp/header.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "emit/cpp/layout.hpp"
#include "emit/cpp/literal.hpp"
#include "emit/cpp/template.hpp"

namespace ormc::emit::cpp {

auto HeaderWriter::note(const CppType& type) -> void {
  for (const auto& header : type.headers) runtime_headers_.insert("orm/" + header);
}

auto HeaderWriter::type_of(schema::TypeRef type, Use use) -> CppType {
  auto found = context_.types.find(type, use);
  if (!found) throw std::logic_error("emit: a type without a C++ type came through check_types");
  note(*found);
  return *found;
}

auto HeaderWriter::type_of(schema::TypeRef type, const query::ArrayContents& contents) -> CppType {
  const auto& catalog = context_.schema.catalog;
  const auto base = catalog.base_type(type.oid);
  const auto says_more = contents.nullable_elements || contents.several_dimensions;
  if (!says_more || catalog.text_form(base) != catalog::no_oid) return type_of(type, Use::value);
  auto array = type_of({catalog.element_of(base), type.modifier}, Use::value);
  if (contents.nullable_elements) array = array.optional();
  if (contents.several_dimensions) need("orm/array.hpp");
  array.text =
      fmt::format("{}<{}>", contents.several_dimensions ? "orm::array" : "std::vector", array.text);
  array.has_default_value = true;
  array.is_container = !contents.several_dimensions;
  return array;
}

auto HeaderWriter::type_of(const schema::Column& column, Use use) -> CppType {
  if (!column.alias) return type_of(column.type, use);
  const auto& alias = context_.schema.at(*column.alias);
  if (alias.cpp_type.empty()) return type_of(column.type, use);
  if (!alias.cpp_header.empty()) user_headers_.insert(alias.cpp_header);
  // Without knowing the type: `= {}` is right for every one.
  return CppType{.text = alias.cpp_type, .has_default_value = false};
}

auto emit_member(const CppType& type,
                 std::string_view name,
                 std::string_view doc,
                 const Place& place,
                 std::size_t indentation) -> std::string {
  auto rest = fmt::format("{}{}", name, type.has_default_value ? "" : " = {}");
  return doc_comment(doc, indentation) + declaration(type.spelled(place), rest, indentation);
}

auto emit_types(std::string_view name,
                const std::vector<std::string>& constants,
                std::size_t indentation) -> std::string {
  if (constants.empty()) return {};
  auto head = fmt::format("static constexpr orm::type {}[]", name);
  return braced_list(head, constants, indentation);
}

auto emit_equality(std::string_view name, std::size_t indentation) -> std::string {
  auto head = fmt::format("auto operator==(const {}&) const", name);
  return signature(head, "bool = default;", indentation);
}

auto member_pointers(std::string_view of, const std::vector<std::string>& members)
    -> std::vector<std::string> {
  auto pointers = std::vector<std::string>{};
  for (const auto& member : members) pointers.push_back(fmt::format("&{}::{}", of, member));
  return pointers;
}

auto emit_composite_trait(std::string_view qualified,
                          const std::vector<std::string>& members,
                          std::string_view type,
                          const std::vector<std::string>& member_types) -> std::string {
  // Inside of the trait a module called `parts` would be the runtime's.
  const auto members_of = fmt::format("::{}", qualified);
  return fill(R"(
template <>
struct orm::composite<$type$> {
  $members$
  $constant$
  $member_types$
};
)",
              {{"type", std::string(qualified)},
               {"members", members_alias("members", member_pointers(members_of, members), 2)},
               {"constant", std::string(type)},
               {"member_types", emit_types("member_types", member_types, 2)}});
}

}  // namespace ormc::emit::cpp
