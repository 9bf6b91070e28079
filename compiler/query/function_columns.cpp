#include <algorithm>
#include <string>
#include <utility>

#include "diagnostics/query_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

/// What a polymorphic type stands for in one call: an element, or the array or range around it.
auto is_element(Oid type) -> bool {
  return type == oid::anyelement || type == oid::anynonarray || type == oid::anyenum ||
         type == oid::anycompatible || type == oid::anycompatiblenonarray;
}
auto is_array(Oid type) -> bool { return type == oid::anyarray || type == oid::anycompatiblearray; }
auto is_range(Oid type) -> bool { return type == oid::anyrange || type == oid::anycompatiblerange; }

/// The element type that the arguments of a call give to its polymorphic parameters.
auto element_type(const catalog::Catalog& catalog, const Call& call) -> Oid {
  const auto& parameters = call.function->arguments;
  for (auto i = std::size_t{0}; i < call.arguments.size(); ++i) {
    auto place = i;
    if (call.arguments[i].name) {
      const auto& names = call.function->argument_names;
      auto named = std::find(names.begin(), names.end(), *call.arguments[i].name);
      place = static_cast<std::size_t>(named - names.begin());
    }
    if (place >= parameters.size()) continue;
    auto given = catalog.base_type(call.arguments[i].value->type.oid);
    if (is_element(parameters[place])) return given;
    if (is_array(parameters[place])) return catalog.element_of(given);
    if (is_range(parameters[place])) return catalog.type(given).subtype;
  }
  return catalog::no_oid;
}

auto column_type(const catalog::Catalog& catalog, const Call& call, Oid declared) -> TypeRef {
  if (!catalog.is_polymorphic(declared)) return {declared};
  auto element = element_type(catalog, call);
  if (element == catalog::no_oid || is_element(declared)) return {element};
  if (is_array(declared)) return {catalog.array_of(element)};
  if (is_range(declared)) return {catalog.range_of(element)};
  return {element};
}

auto defined_columns(Binder& binder, const std::vector<syntax::ColumnDefinition>& definitions)
    -> std::optional<std::vector<RangeColumn>> {
  auto columns = std::vector<RangeColumn>{};
  for (const auto& definition : definitions) {
    auto type = schema::resolve_type(
        binder.schema(), binder.module(), definition.type, binder.diagnostics());
    if (!type) return std::nullopt;
    columns.push_back({definition.name.text, fold(definition.name), *type});
  }
  return columns;
}

/// The name that the server gives the column of a function with a scalar result.
auto scalar_name(Binder& binder, const FunctionTableCall& table) -> std::string {
  const auto* call = std::get_if<Call>(&table.call->node);
  if (call != nullptr && call->function->out_columns.size() == 1 &&
      !call->function->out_columns.front().name.empty()) {
    return std::string{call->function->out_columns.front().name};
  }
  if (table.alias) return *table.alias;
  if (call != nullptr) return std::string{call->function->name};
  return std::string{binder.catalog().type(table.call->type.oid).name};
}

}  // namespace

auto function_columns(Binder& binder, const FunctionTableCall& table)
    -> std::optional<std::vector<RangeColumn>> {
  const auto& catalog = binder.catalog();
  auto type = table.call->type;
  if (type.oid == error_type) return std::nullopt;
  const auto* call = std::get_if<Call>(&table.call->node);
  auto name = call != nullptr ? std::string{call->function->name} : binder.type_name(type);
  auto has_out = call != nullptr && !call->function->out_columns.empty();
  auto is_record = type.oid == oid::record && !has_out;
  if (table.definitions != nullptr && !is_record) {
    binder.diagnostics().report(table.definitions->front().name.span,
                                diagnostics::RedundantColumnDefinitions{name});
    return std::nullopt;
  }
  if (table.definitions != nullptr) return defined_columns(binder, *table.definitions);
  if (is_record) {
    binder.diagnostics().report(table.call->span, diagnostics::MissingColumnDefinitions{name});
    return std::nullopt;
  }
  auto columns = std::vector<RangeColumn>{};
  if (has_out && type.oid == oid::record) {
    for (const auto& column : call->function->out_columns) {
      columns.push_back({std::string{column.name},
                         std::string{column.name},
                         column_type(catalog, *call, column.type)});
    }
    return columns;
  }
  for (const auto& field : catalog.fields(type.oid)) {
    columns.push_back({std::string{field.name}, std::string{field.name}, field.type});
  }
  if (columns.empty()) {
    auto column = scalar_name(binder, table);
    columns.push_back({column, column, type});
  }
  return columns;
}

}  // namespace ormc::query
