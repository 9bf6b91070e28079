#include "schema/lookup.hpp"

#include <algorithm>

#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/object_name.hpp"

namespace ormc::schema {
namespace {

template <class Things>
auto index_where(const Things& things, auto matches) -> std::optional<std::uint32_t> {
  const auto place = std::ranges::find_if(things, matches);
  if (place == things.end()) return std::nullopt;
  return static_cast<std::uint32_t>(place - things.begin());
}

}  // namespace

auto find_relation(const Schema& schema, ModuleId from, const syntax::QualifiedName& name)
    -> std::optional<std::variant<ModelId, ViewId>> {
  auto found = find_by_name(schema, from, name, Wanted::relations);
  if (found.empty()) found = find_by_sql_name(schema, from, name, Wanted::relations);
  if (found.size() != 1) return std::nullopt;
  if (const auto* view = std::get_if<ViewId>(&found.front())) return *view;
  return std::get<ModelId>(found.front());
}

auto find_field(const Schema& schema, ModelId model_id, const syntax::Name& name)
    -> std::optional<FieldRef> {
  const auto& model = schema.at(model_id);
  const auto column = [&](ColumnIndex i) { return FieldRef{std::in_place_index<0>, model_id, i}; };
  const auto relation = [&](RelationIndex i) {
    return FieldRef{std::in_place_index<1>, model_id, i};
  };
  const auto as_relation = [&](std::string_view text) {
    return index_where(model.relations, [&](const Relation& r) { return r.name == text; });
  };
  const auto as_column = [&](auto member, std::string_view text) {
    return index_where(model.columns, [&](const Column& c) { return c.*member == text; });
  };
  if (const auto i = as_relation(name.text)) return relation(*i);
  if (const auto i = as_column(&Column::name, name.text)) return column(*i);
  if (const auto i = as_column(&Column::sql_name, name.text)) {
    return column(*i);
  }
  if (name.quoted) return std::nullopt;
  const auto folded = fold(name.text);
  if (const auto i = as_relation(folded)) return relation(*i);
  if (const auto i = as_column(&Column::sql_name, folded)) return column(*i);
  return std::nullopt;
}

auto field_names(const Schema& schema, ModelId model_id) -> std::vector<std::string> {
  const auto& model = schema.at(model_id);
  auto result = std::vector<std::string>{};
  for (const auto& column : model.columns) result.push_back(column.name);
  for (const auto& relation : model.relations) result.push_back(relation.name);
  return result;
}

auto is_failed_field(const Model& model, const syntax::Name& name) -> bool {
  const auto written = name.quoted ? name.text : fold(name.text);
  return std::ranges::any_of(model.failed_fields, [&](const std::string& field) {
    const auto sql_name = snake_case(field);
    return name.text == field || written == fold(field) || written.starts_with(sql_name + "_") ||
           written == sql_name;
  });
}

auto sequence_of(const Model& model, const Column& column) -> std::vector<std::string> {
  auto written = split_sql_name(column.sequence_name);
  if (written.size() == 2) return written;
  if (written.size() == 1) return {model.sql_schema, written.front()};
  return {model.sql_schema, make_object_name(model.sql_name, column.sql_name, "seq")};
}

auto find_object(const Schema& schema, Oid type) -> std::optional<ObjectRef> {
  const auto place = schema.names.types.find(type);
  if (place == schema.names.types.end()) return std::nullopt;
  return place->second;
}

}  // namespace ormc::schema
