#pragma once

#include <optional>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// Columns of which no two rows have the same values. NULLs may repeat in them unless
/// `nulls_not_distinct`; an `=` never finds those.
struct UniqueKey {
  std::vector<ColumnIndex> columns;
  bool nulls_not_distinct = false;
  /// Of a partial index: only rows for which this holds are kept apart.
  std::optional<schema::ExprId> where = std::nullopt;
};

/// Whether tables inherit from a model's: their rows stand for its, and its keys do not hold for
/// them. A partition's do.
auto has_children(const schema::Schema& schema, schema::ModelId model) -> bool;

/// The keys and unique indexes of a table that hold at any time.
auto unique_keys(const schema::Model& model) -> std::vector<UniqueKey>;

/// The same for the results of a select: what it makes distinct. Those that come with its tables,
/// groups or parts are found by `RowCounter::keys`.
auto unique_keys(const Query& query) -> std::vector<UniqueKey>;

/// All results of a query: they are a key where it makes them distinct.
auto all_columns(const Query& query) -> std::vector<ColumnIndex>;

/// Where the select list has an expression.
auto find_item(const Select& select, const Expr& expr) -> std::optional<ColumnIndex>;

}  // namespace ormc::query
