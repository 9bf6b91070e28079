#include "query/composite_fields.hpp"

#include <cstddef>
#include <variant>

#include "query/out_columns.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

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
  for (const auto& column : out_columns(binder.catalog(), call)) {
    if (column.type.oid == error_type) return {};
    fields.push_back({column.name, column.name, column.type});
  }
  return fields;
}

/// What a query gives as a column, as the server looks it up: of a set operation its first part
/// decides; of values nothing is known.
auto output_of(const Query& query, ColumnIndex column) -> const Expr* {
  const auto* at = &query;
  while (const auto* operation = std::get_if<SetOperation>(&at->body)) at = operation->left;
  const auto* select = std::get_if<Select>(&at->body);
  return select != nullptr && column < select->items.size() ? select->items[column].expr : nullptr;
}

auto output_of(const Statement& statement, ColumnIndex column) -> const Expr* {
  if (const auto* query = std::get_if<QueryPtr>(&statement.node)) return output_of(**query, column);
  const std::vector<OutputColumn>* items = nullptr;
  if (const auto* insert = std::get_if<Insert>(&statement.node)) items = &insert->returning;
  if (const auto* update = std::get_if<Update>(&statement.node)) items = &update->returning;
  if (const auto* erase = std::get_if<Delete>(&statement.node)) items = &erase->returning;
  return items != nullptr && column < items->size() ? (*items)[column].expr : nullptr;
}

/// Where a record that is a column of a subquery, a `with` query or a join was made; null if that
/// cannot be seen.
auto origin_of(const Binder& binder, const ColumnRef& column) -> const Expr* {
  const auto& source = binder.unit().at(column.range).source;
  if (const auto* subquery = std::get_if<SubquerySource>(&source)) {
    return output_of(*subquery->query, column.column);
  }
  if (const auto* cte = std::get_if<CteSource>(&source)) {
    const auto* statement = binder.unit().at(cte->cte).statement;
    return statement == nullptr ? nullptr : output_of(*statement, column.column);
  }
  if (const auto* join = std::get_if<JoinSource>(&source)) return join->merged[column.column].first;
  return nullptr;
}

}  // namespace

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
  if (const auto* view = std::get_if<schema::ViewId>(&*object)) {
    rename(binder.program().at(*view).columns);
  }
  return fields;
}

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
  const auto* column = std::get_if<ColumnRef>(&value.node);
  if (column != nullptr && value.type.oid == catalog::oid::record) {
    const auto* origin = origin_of(binder, *column);
    return origin == nullptr ? std::vector<CompositeField>{} : composite_fields(binder, *origin);
  }
  if (const auto* row = std::get_if<Row>(&value.node)) return fields_of_row(*row);
  if (const auto* call = std::get_if<Call>(&value.node)) return fields_of_call(binder, *call);
  return {};
}

}  // namespace ormc::query
