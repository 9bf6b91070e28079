#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The names that PostgreSQL gives to what is created without one, byte for byte.
namespace ormc::schema {

/// NAMEDATALEN - 1.
inline constexpr std::size_t longest_name = 63;

/// makeObjectName: `table_columns_label`, cut to 63 bytes by taking from the longer of the first
/// two and never from the middle of a character. `second` may be empty.
auto make_object_name(std::string_view first, std::string_view second, std::string_view label)
    -> std::string;

/// ChooseRelationName and ChooseConstraintName: the first of `label`, `label1`, `label2`, ... whose
/// name is not taken.
auto choose_name(std::string_view first,
                 std::string_view second,
                 std::string_view label,
                 const std::function<bool(const std::string&)>& is_taken) -> std::string;

/// ChooseIndexNameAddition: the columns' names joined by `_`, up to about 64 bytes.
auto join_column_names(const std::vector<std::string>& columns) -> std::string;

/// ChooseIndexColumnNames: `expr`, `expr1`, ... for elements of the same name; an element without
/// a name is `expr`.
auto unique_column_names(const std::vector<std::string>& names) -> std::vector<std::string>;

}  // namespace ormc::schema
