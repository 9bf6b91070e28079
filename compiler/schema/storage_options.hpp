#pragma once

#include "diagnostics/diagnostic.hpp"
#include "schema/attributes.hpp"
#include "schema/schema.hpp"

/// Storage parameters: which there are, of what, and between which bounds they lie.
namespace ormc::schema {

/// What has storage parameters. Of an index, its access method.
enum class StorageOf : std::uint8_t {
  table,
  view,
  materialized_view,
  column,
  btree,
  hash,
  gist,
  spgist,
  gin,
  brin
};

/// Of an index by its access method; nothing of methods that extensions bring.
auto storage_of_index(std::string_view method) -> std::optional<StorageOf>;

/// Reports parameters that do not exist there, or have values that the database does not take.
void check_storage(const Options& options,
                   StorageOf of,
                   Span span,
                   diagnostics::Diagnostics& diagnostics);

/// How the attributes of a column say that its values are kept.
auto resolve_column_storage(const Attributes& attributes, diagnostics::Diagnostics& diagnostics)
    -> ColumnStorage;

}  // namespace ormc::schema
