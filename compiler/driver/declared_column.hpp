#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "sql/ddl.hpp"

namespace ormc::driver {

/// A column of a model, for those who ask which part of it differs. Both or neither are null.
struct DeclaredColumn {
  const schema::Model* model = nullptr;
  const schema::Column* column = nullptr;
};

/// What is so of a column beside its name.
enum class ColumnPart : std::uint8_t {
  type,
  null,
  value,
  sequence,
  collate,
  storage,
  statistics,
  with,
  compression,
  options,
};

inline constexpr auto column_parts = std::to_array<ColumnPart>({ColumnPart::type,
                                                                ColumnPart::null,
                                                                ColumnPart::value,
                                                                ColumnPart::sequence,
                                                                ColumnPart::collate,
                                                                ColumnPart::storage,
                                                                ColumnPart::statistics,
                                                                ColumnPart::with,
                                                                ColumnPart::compression,
                                                                ColumnPart::options});

/// A part of a column as SQL. Empty where it is as usual, and where there is no column.
auto column_part(const sql::DdlContext& context, DeclaredColumn of, ColumnPart part) -> std::string;

}  // namespace ormc::driver
