#include "emit/cpp/unit.hpp"

#include <cstddef>

#include "emit/cpp/emit_shape.hpp"
#include "query/row_views.hpp"
#include "schema/overloaded.hpp"
#include "sql/text_form.hpp"

namespace ormc::emit::cpp {
namespace {

using schema::CompositeId;
using schema::EnumId;
using schema::ModelId;
using schema::ViewId;

auto types_of(const std::vector<query::ShapeField>& fields) -> std::vector<schema::TypeRef> {
  auto types = std::vector<schema::TypeRef>{};
  for_each_field(fields, [&](const query::ShapeField& field) {
    if (field.kind == query::ShapeField::Kind::column) types.push_back(field.expr->type);
  });
  return types;
}

auto types_of(const query::NamedQuery& query) -> std::vector<schema::TypeRef> {
  auto types = std::vector<schema::TypeRef>{};
  for (const auto& parameter : query.parameters) {
    if (parameter.is_sent()) types.push_back(parameter.type);
  }
  const auto& shape = query::shape_of(*query.statement);
  if (shape.empty()) {
    for (const auto& column : query.statement->columns) types.push_back(column.type);
  } else {
    const auto nested = types_of(shape);
    types.insert(types.end(), nested.begin(), nested.end());
  }
  return types;
}

}  // namespace

auto held_types(const schema::Schema& schema, const query::Program& program, const Unit& unit)
    -> std::vector<schema::TypeRef> {
  const auto types_of_all = [](const auto& members) {
    auto types = std::vector<schema::TypeRef>{};
    for (const auto& member : members) types.push_back(member.type);
    return types;
  };
  return std::visit(
      schema::Overloaded{[](EnumId) { return std::vector<schema::TypeRef>{}; },
                         [&](CompositeId id) { return types_of_all(schema.at(id).fields); },
                         [&](ViewId id) { return types_of_all(program.at(id).columns); },
                         [&](ModelId id) { return types_of_all(schema.at(id).columns); },
                         [&](query::ShapeId id) { return types_of(program.at(id).query->shape); },
                         [&](NamedRow row) { return types_of(program.queries[row.query]); },
                         [&](QueryIndex index) { return types_of(program.queries[index.query]); }},
      unit);
}

auto find_row_views(const schema::Schema& schema, const query::Program& program)
    -> std::set<ViewId> {
  auto found = std::set<ViewId>{};
  auto add = [&](const Unit& unit) {
    for (const auto& type : held_types(schema, program, unit)) {
      if (sql::travels_as_text(schema.catalog, type.oid)) continue;
      found.merge(query::views_of_rows(schema, type.oid));
    }
  };
  for (std::size_t i = 0; i < schema.composites.size(); ++i) {
    if (sql::travels_as_text(schema.catalog, schema.composites[i].type)) continue;
    add(static_cast<CompositeId>(i));
  }
  for (std::size_t i = 0; i < schema.models.size(); ++i) add(static_cast<ModelId>(i));
  for (std::size_t i = 0; i < program.shapes.size(); ++i) {
    if (program.shapes[i].query != nullptr) add(static_cast<query::ShapeId>(i));
  }
  for (std::size_t i = 0; i < program.queries.size(); ++i) add(QueryIndex{i});
  return found;
}

}  // namespace ormc::emit::cpp
