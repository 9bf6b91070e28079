#include <algorithm>
#include <string>
#include <utility>

#include "diagnostics/record_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "query/composite_fields.hpp"
#include "query/out_columns.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

auto defined_columns(Binder& binder, const std::vector<syntax::ColumnDefinition>& definitions)
    -> std::optional<std::vector<RangeColumn>> {
  auto columns = std::vector<RangeColumn>{};
  for (const auto& definition : definitions) {
    const auto is_taken = std::ranges::any_of(columns, [&](const RangeColumn& column) {
      return column.sql_name == fold(definition.name);
    });
    if (is_taken) {
      binder.diagnostics().report(
          definition.name.span,
          diagnostics::DuplicateDefinition{definition.name.text, "column definition"});
      return std::nullopt;
    }
    auto type = schema::resolve_type(
        binder.schema(), binder.module(), definition.type, binder.diagnostics());
    if (!type) return std::nullopt;
    columns.push_back({definition.name.text, fold(definition.name), *type});
  }
  return columns;
}

/// The name that the server gives the column of a function with a scalar result.
auto scalar_name(const FunctionTableCall& table) -> std::string {
  const auto* call = std::get_if<Call>(&table.call->node);
  if (call != nullptr && call->function->out_columns.size() == 1 &&
      !call->function->out_columns.front().name.empty()) {
    return std::string{call->function->out_columns.front().name};
  }
  return table.alias ? *table.alias : table.name;
}

/// Of the pseudo-types only these may be what a function in `from` returns: get_call_result_type.
auto makes_rows(const catalog::Catalog& catalog, Oid type) -> bool {
  return catalog.type(type).kind != catalog::TypeKind::pseudo || type == oid::record ||
         type == oid::void_ || type == oid::cstring;
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
  if (!makes_rows(catalog, type.oid)) {
    binder.diagnostics().report(table.call->span,
                                diagnostics::NoRowsOfFunction{name, binder.type_name(type)});
    return std::nullopt;
  }
  auto columns = std::vector<RangeColumn>{};
  if (has_out && type.oid == oid::record) {
    for (const auto& column : out_columns(catalog, *call)) {
      if (column.type.oid == error_type) {
        binder.diagnostics().report(table.call->span, diagnostics::UnknownRecord{column.name});
        return std::nullopt;
      }
      columns.push_back({column.name, column.name, column.type});
    }
    return columns;
  }
  for (auto& field : fields_of_type(binder, type.oid)) {
    columns.push_back({std::move(field.name), std::move(field.sql_name), field.type});
  }
  if (columns.empty()) {
    auto column = scalar_name(table);
    columns.push_back({column, column, type});
  }
  return columns;
}

}  // namespace ormc::query
