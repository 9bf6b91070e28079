#pragma once

#include <optional>
#include <vector>

#include "query/ir.hpp"

/// How the rows of `values $rows` travel: as one array for each column, unnested by the server.
/// There are no arrays of arrays, so a column of arrays is three: the elements of all rows, one
/// after the other, the row of each, counted from 1, and for each row whether it has an array.
namespace ormc::query {

/// Whether a column of this type is sent as the elements of its arrays.
auto is_flattened(const catalog::Catalog& catalog, Oid type) -> bool;

/// The parameters that stand for one column of a batch.
struct BatchParameters {
  ParameterIndex values = 0;  // or the elements
  struct Arrays {
    ParameterIndex rows = 0;
    ParameterIndex filled = 0;
  };
  std::optional<Arrays> arrays = std::nullopt;
};
/// By column of the insert.
auto batch_columns(const catalog::Catalog& catalog,
                   const Unit& unit,
                   const Insert& insert,
                   const Batch& batch) -> std::vector<BatchParameters>;

/// What a parameter of a batch holds of its column.
enum class BatchPart : std::uint8_t { values, elements, rows, filled };
/// For each parameter of a query; those of no batch count as values.
auto batch_parts(const catalog::Catalog& catalog, const NamedQuery& query)
    -> std::vector<BatchPart>;

}  // namespace ormc::query
