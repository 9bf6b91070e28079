#pragma once

#include <optional>
#include <vector>

#include "schema/schema.hpp"

namespace ormc::schema {

/// Whether at most one row has given values of `columns`: some key or unique index, not partial, is
/// made of no other columns.
auto identifies_row(const Model& model, const std::vector<ColumnIndex>& columns) -> bool;

/// Whether a foreign key may refer to `columns`: a key or unique index, neither partial nor
/// deferrable, is made of exactly these.
auto may_be_referenced(const Model& model, const std::vector<ColumnIndex>& columns) -> bool;

/// The plain columns of an index; nothing when it has an expression.
auto plain_columns(const Index& index) -> std::optional<std::vector<ColumnIndex>>;

}  // namespace ormc::schema
