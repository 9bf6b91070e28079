#include "query/batch_columns.hpp"

#include <utility>

namespace ormc::query {
namespace {

/// The batch of a statement, which may stand in its `with` clause.
auto find_batch(const Unit& unit, const Statement& statement)
    -> std::pair<const Insert*, const Batch*> {
  const auto look = [](const Statement& at) -> std::pair<const Insert*, const Batch*> {
    const auto* insert = std::get_if<Insert>(&at.node);
    const auto* batch = insert != nullptr ? std::get_if<Batch>(&insert->source) : nullptr;
    return {batch != nullptr ? insert : nullptr, batch};
  };
  if (auto found = look(statement); found.first != nullptr) return found;
  for (const auto& cte : unit.ctes) {
    if (cte.statement == nullptr) continue;
    if (auto found = look(*cte.statement); found.first != nullptr) return found;
  }
  return {};
}

}  // namespace

/// An array that is made of its elements alone, or a domain over one.
auto is_flattened(const catalog::Catalog& catalog, Oid type) -> bool {
  const auto base = catalog.base_type(type);
  const auto element = catalog.element_of(base);
  return element != catalog::no_oid && catalog.array_of(element) == base;
}

auto batch_columns(const catalog::Catalog& catalog,
                   const Unit& unit,
                   const Insert& insert,
                   const Batch& batch) -> std::vector<BatchParameters> {
  auto columns = std::vector<BatchParameters>{};
  auto next = batch.parameters.begin();
  for (const auto& target : insert.columns) {
    const auto& column = unit.at(insert.target).columns[target.column];
    auto parameters = BatchParameters{*next++};
    if (is_flattened(catalog, column.type.oid)) {
      parameters.arrays.emplace();
      parameters.arrays->rows = *next++;
      parameters.arrays->filled = *next++;
    }
    columns.push_back(parameters);
  }
  return columns;
}

auto batch_parts(const catalog::Catalog& catalog, const NamedQuery& query)
    -> std::vector<BatchPart> {
  auto parts = std::vector<BatchPart>(query.parameters.size(), BatchPart::values);
  const auto add = [&](const Unit& unit, const Statement& statement, const auto& place) {
    const auto [insert, batch] = find_batch(unit, statement);
    if (insert == nullptr) return;
    for (const auto& column : batch_columns(catalog, unit, *insert, *batch)) {
      if (!column.arrays) continue;
      parts[place(column.values)] = BatchPart::elements;
      parts[place(column.arrays->rows)] = BatchPart::rows;
      parts[place(column.arrays->filled)] = BatchPart::filled;
    }
  };
  if (query.steps.empty()) {
    add(*query.unit, *query.statement, [](ParameterIndex index) { return index; });
  }
  for (const auto& step : query.steps) {
    add(*step.unit, *step.statement, [&](ParameterIndex index) { return step.places[index]; });
  }
  return parts;
}

}  // namespace ormc::query
