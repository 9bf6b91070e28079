#include "query/composite_fields.hpp"

#include <cstddef>
#include <variant>

#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

/// The fields of a composite or row type; those of this program have two names each.
auto fields_of_type(const Binder& binder, Oid type) -> std::vector<CompositeField> {
  const auto& schema = binder.schema();
  auto fields = std::vector<CompositeField>{};
  for (const auto& field : binder.catalog().fields(type)) {
    fields.push_back({std::string{field.name}, std::string{field.name}, field.type});
  }
  const auto object = schema::find_object(schema, binder.catalog().base_type(type));
  if (!object) return fields;
  const auto rename = [&](const auto& members) {
    if (members.size() != fields.size()) return;
    for (auto i = std::size_t{0}; i < fields.size(); ++i) fields[i].name = members[i].name;
  };
  if (const auto* composite = std::get_if<schema::CompositeId>(&*object)) {
    rename(schema.at(*composite).fields);
  }
  if (const auto* model = std::get_if<schema::ModelId>(&*object)) rename(schema.at(*model).columns);
  return fields;
}

auto fields_of_row(const Row& row) -> std::vector<CompositeField> {
  auto fields = std::vector<CompositeField>{};
  for (const auto* element : row.elements) {
    const auto name = "f" + std::to_string(fields.size() + 1);
    fields.push_back({name, name, element->type});
  }
  return fields;
}

auto fields_of_call(const Binder& binder, const Call& call) -> std::vector<CompositeField> {
  auto fields = std::vector<CompositeField>{};
  for (const auto& column : call.function->out_columns) {
    // What a polymorphic result is follows from the arguments; the catalogue does not say.
    if (binder.catalog().is_polymorphic(column.type)) return {};
    fields.push_back({std::string{column.name}, std::string{column.name}, {column.type, -1}});
  }
  return fields;
}

}  // namespace

auto composite_fields(const Binder& binder, const Expr& value) -> std::vector<CompositeField> {
  if (const auto* whole = std::get_if<WholeRow>(&value.node)) {
    auto fields = std::vector<CompositeField>{};
    for (const auto& column : binder.unit().at(whole->range).columns) {
      fields.push_back({column.name, column.sql_name, column.type});
    }
    return fields;
  }
  auto fields = fields_of_type(binder, value.type.oid);
  if (!fields.empty()) return fields;
  if (const auto* row = std::get_if<Row>(&value.node)) return fields_of_row(*row);
  if (const auto* call = std::get_if<Call>(&value.node)) return fields_of_call(binder, *call);
  return {};
}

}  // namespace ormc::query
