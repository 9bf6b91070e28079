#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace orm_tests {

/// Models whose rows may be NULL wherever rows can: checks, generated columns, keys that hold for
/// some rows or with NULLs, relations that may be missing.
extern const std::string_view null_models;

/// The types of their columns.
enum class NullKind : std::uint8_t { integer, text, boolean, state };

/// What queries may say of a table.
struct NullTable {
  struct Column {
    std::string_view name;
    NullKind kind;
  };
  std::string_view name;
  std::vector<Column> columns;
  std::vector<std::string_view> to_one;  // relations to a `node`
};

/// The table `node` first.
auto null_tables() -> const std::vector<NullTable>&;

}  // namespace orm_tests
