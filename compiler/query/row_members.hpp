#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

/// What a struct of a row holds, with what is nested in it, to be compared (row_members.cpp).
namespace ormc::query {

/// One member: a value, a struct or a vector of structs.
struct RowMember {
  enum class Kind : std::uint8_t { value, one, many };
  std::string name;
  Kind kind = Kind::value;
  TypeRef type = {};  // of a value
  bool nullable = true;
  bool nullable_elements = false;       // of a vector, of a value that is an array
  std::vector<RowMember> members = {};  // of a struct
};

/// The members of what a statement returns.
auto members(const Statement& statement) -> std::vector<RowMember>;
auto flat_members(const std::vector<ResultColumn>& columns) -> std::vector<RowMember>;
auto shape_members(const std::vector<ShapeField>& fields) -> std::vector<RowMember>;
/// The members of what a query returns, nested or not.
auto shape_members(const Query& query) -> std::vector<RowMember>;

/// Whether a member was written as a shape, and is not a record that a column is.
auto is_shape(const ShapeField& field) -> bool;

/// Reports members of one struct that have the same name, nested shapes included. Columns may have
/// one name in SQL, and so may the fields of its records: those get other names in C++.
void check_member_names(diagnostics::Diagnostics& diagnostics,
                        const std::vector<ShapeField>& fields);

/// The first difference between what a struct must hold and what is found, for people; nothing when
/// they agree. A member that is never null may stand where it could be, if `nulls` says so.
struct RowMemberLists {
  const std::vector<RowMember>& expected;
  const std::vector<RowMember>& found;
};
enum class Nulls : std::uint8_t { same, narrower };
auto find_difference(const schema::Schema& schema, const RowMemberLists& lists, Nulls nulls)
    -> std::optional<std::string>;

}  // namespace ormc::query
