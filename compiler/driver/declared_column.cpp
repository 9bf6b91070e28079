#include "driver/declared_column.hpp"

#include <fmt/format.h>

#include "sql/print.hpp"
#include "sql/statements.hpp"

namespace ormc::driver {
namespace {

/// A column of which all but its name and type is as usual.
auto bare(const schema::Column& column) -> schema::Column {
  auto result = schema::Column{};
  result.sql_name = column.sql_name;
  result.type = column.type;
  result.nullable = true;
  return result;
}

/// A column of which nothing but a part is not as usual.
auto with_only(const schema::Column& column, ColumnPart part) -> schema::Column {
  auto one = bare(column);
  switch (part) {
    case ColumnPart::type:
    case ColumnPart::null:
      break;
    case ColumnPart::value:
      one.default_value = column.default_value;
      one.generated = column.generated;
      break;
    case ColumnPart::sequence:
      one.identity = column.identity;
      one.sequence = column.sequence;
      one.sequence_name = column.sequence_name;
      break;
    case ColumnPart::collate:
      one.collation = column.collation;
      break;
    case ColumnPart::storage:
      one.kept.storage = column.kept.storage;
      break;
    case ColumnPart::statistics:
      one.kept.statistics_target = column.kept.statistics_target;
      break;
    case ColumnPart::with:
      one.kept.options = column.kept.options;
      break;
    case ColumnPart::compression:
      one.kept.compression = column.kept.compression;
      break;
    case ColumnPart::options:
      one.foreign_options = column.foreign_options;
      break;
  }
  return one;
}

}  // namespace

auto column_part(const sql::DdlContext& context, DeclaredColumn of, ColumnPart part)
    -> std::string {
  if (of.column == nullptr) return {};
  const auto table = sql::quote_name({of.model->sql_schema, of.model->sql_name});
  if (part == ColumnPart::null) {
    const auto name = sql::quote_identifier(of.column->sql_name);
    return fmt::format(
        "alter table {} alter {} {} not null", table, name, of.column->nullable ? "drop" : "set");
  }
  const auto added = [&](const schema::Column& column) {
    return fmt::format(
        "alter table {} add {}", table, sql::column_definition(context, *of.model, column));
  };
  auto stub = schema::Model{};
  stub.sql_schema = of.model->sql_schema;
  stub.sql_name = of.model->sql_name;
  stub.columns = {with_only(*of.column, part)};
  auto text = added(stub.columns.front());
  if (part == ColumnPart::type) return text;
  auto behind = sql::alter_columns(context, stub);
  if (text == added(bare(*of.column))) return behind;
  return text + (part == ColumnPart::sequence ? sql::create_sequences(stub) : std::string{});
}

}  // namespace ormc::driver
