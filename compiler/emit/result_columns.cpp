#include "emit/result_columns.hpp"

#include <optional>
#include <variant>

namespace ormc::emit {
namespace {

/// The written columns of what a statement returns; null when there are none.
auto written_columns(const query::Statement& statement) -> const std::vector<query::OutputColumn>* {
  if (const auto* insert = std::get_if<query::Insert>(&statement.node)) return &insert->returning;
  if (const auto* update = std::get_if<query::Update>(&statement.node)) return &update->returning;
  if (const auto* erase = std::get_if<query::Delete>(&statement.node)) return &erase->returning;
  if (const auto* read = std::get_if<query::QueryPtr>(&statement.node)) {
    const auto* select = std::get_if<query::Select>(&(*read)->body);
    return select == nullptr ? nullptr : &select->items;
  }
  return nullptr;
}

}  // namespace

auto column_spans(const query::NamedQuery& query) -> std::vector<source::Span> {
  auto spans = std::vector<source::Span>(query.statement->columns.size(), query.span);
  const auto* columns = written_columns(*query.statement);
  for (std::size_t i = 0; columns != nullptr && i < columns->size() && i < spans.size(); ++i) {
    spans[i] = (*columns)[i].span;
  }
  return spans;
}

auto source_column(const schema::Schema& schema, const query::NamedQuery& query, std::size_t column)
    -> const schema::Column* {
  const auto* columns = written_columns(*query.statement);
  if (columns == nullptr || column >= columns->size()) return nullptr;
  return source_column(schema, *query.unit, *(*columns)[column].expr);
}

auto source_column(const schema::Schema& schema, const query::Unit& unit, const query::Expr& expr)
    -> const schema::Column* {
  const auto* ref = std::get_if<query::ColumnRef>(&expr.node);
  if (ref == nullptr) return nullptr;
  const auto& source = unit.at(ref->range).source;
  auto model = std::optional<schema::ModelId>{};
  if (const auto* table = std::get_if<query::TableSource>(&source)) model = table->model;
  if (const auto* path = std::get_if<query::PathSource>(&source)) model = path->model;
  if (!model || ref->column >= schema.at(*model).columns.size()) return nullptr;
  return &schema.at(*model).columns[ref->column];
}

}  // namespace ormc::emit
