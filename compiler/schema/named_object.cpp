#include "schema/named_object.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "schema/naming.hpp"
#include "schema/overloaded.hpp"

namespace ormc::schema {
namespace {

using Names = std::map<std::string, std::vector<NamedObject>, std::less<>>;

auto is_wanted(NamedObject object, Wanted wanted) -> bool {
  const auto is_view = std::holds_alternative<ViewId>(object);
  if (wanted == Wanted::types) return !is_view;
  return is_view || std::holds_alternative<ModelId>(object);
}

auto sql_schema_of(const Schema& schema, NamedObject object) -> const std::string& {
  return std::visit(
      Overloaded{[&](ModelId id) -> const std::string& { return schema.at(id).sql_schema; },
                 [&](ViewId id) -> const std::string& { return schema.at(id).sql_schema; },
                 [&](auto id) -> const std::string& {
                   return schema.at(schema.at(id).module).sql_schema;
                 }},
      object);
}

/// Those of `names` called `text` that are wanted and fulfil `fits`.
template <class Fits>
auto select(const Names& names, std::string_view text, Wanted wanted, Fits fits)
    -> std::vector<NamedObject> {
  auto result = std::vector<NamedObject>{};
  const auto place = names.find(text);
  if (place == names.end()) return result;
  std::ranges::copy_if(place->second, std::back_inserter(result), [&](NamedObject object) {
    return is_wanted(object, wanted) && fits(object);
  });
  return result;
}

/// An unqualified name: in the module where it stands, else anywhere.
auto select_near(const Schema& schema,
                 const Names& names,
                 std::string_view text,
                 Wanted wanted,
                 ModuleId from) -> std::vector<NamedObject> {
  auto near = select(names, text, wanted, [&](NamedObject object) {
    return schema.at(module_of(schema, object)).name == schema.at(from).name;
  });
  if (!near.empty()) return near;
  return select(names, text, wanted, [](NamedObject) { return true; });
}

/// A qualified name: of the module or the schema of the database that comes before the dot.
auto select_in(const Schema& schema,
               const Names& names,
               std::string_view text,
               Wanted wanted,
               const syntax::Name& qualifier) -> std::vector<NamedObject> {
  return select(names, text, wanted, [&](NamedObject object) {
    const auto& sql_schema = sql_schema_of(schema, object);
    return schema.at(module_of(schema, object)).name == qualifier.text ||
           sql_schema == qualifier.text ||
           (!qualifier.quoted && sql_schema == fold(qualifier.text));
  });
}

auto find_in(const Schema& schema,
             const Names& names,
             ModuleId from,
             const syntax::QualifiedName& name,
             std::string_view text,
             Wanted wanted) -> std::vector<NamedObject> {
  if (name.parts.size() == 1) return select_near(schema, names, text, wanted, from);
  if (name.parts.size() == 2) return select_in(schema, names, text, wanted, name.parts.front());
  return {};
}

}  // namespace

auto find_by_name(const Schema& schema,
                  ModuleId from,
                  const syntax::QualifiedName& name,
                  Wanted wanted) -> std::vector<NamedObject> {
  if (name.parts.empty()) return {};
  return find_in(schema, schema.names.names, from, name, name.parts.back().text, wanted);
}

auto find_by_sql_name(const Schema& schema,
                      ModuleId from,
                      const syntax::QualifiedName& name,
                      Wanted wanted) -> std::vector<NamedObject> {
  if (name.parts.empty()) return {};
  const auto& last = name.parts.back();
  auto found = find_in(schema, schema.names.sql_names, from, name, last.text, wanted);
  if (!found.empty() || last.quoted) return found;
  const auto folded = fold(last.text);
  return find_in(schema, schema.names.sql_names, from, name, folded, wanted);
}

auto module_of(const Schema& schema, NamedObject object) -> ModuleId {
  return std::visit([&](auto id) { return schema.at(id).module; }, object);
}

auto name_of(const Schema& schema, NamedObject object) -> const std::string& {
  return std::visit([&](auto id) -> const std::string& { return schema.at(id).name; }, object);
}

auto span_of(const Schema& schema, NamedObject object) -> Span {
  return std::visit([&](auto id) { return schema.at(id).span; }, object);
}

auto qualified_name_of(const Schema& schema, NamedObject object) -> std::string {
  return fmt::format("{}.{}", schema.at(module_of(schema, object)).name, name_of(schema, object));
}

auto spelled(const syntax::QualifiedName& name) -> std::string {
  auto result = std::string{};
  for (const auto& part : name.parts) {
    if (!result.empty()) result += '.';
    result += part.text;
  }
  return result;
}

auto candidate_names(const Schema& schema, ModuleId from, Wanted wanted)
    -> std::vector<std::string> {
  auto result = std::vector<std::string>{};
  for (const auto& [name, objects] : schema.names.names) {
    for (const auto object : objects) {
      if (!is_wanted(object, wanted)) continue;
      const auto near = schema.at(module_of(schema, object)).name == schema.at(from).name;
      result.push_back(near || objects.size() == 1 ? name : qualified_name_of(schema, object));
    }
  }
  return result;
}

}  // namespace ormc::schema
