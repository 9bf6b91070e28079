#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "database/nested_values.hpp"
#include "query/ir.hpp"
#include "sql/split_shape.hpp"

namespace orm_tests {

auto shown(const std::optional<std::string>& value) -> std::string;

/// The rows of the parts of a split query, by the keys of the rows that they stand in.
class PartRows {
 public:
  /// `part` is to live as long as this.
  void add(const ormc::sql::ShapePart& part, const std::vector<Values>& rows);

  /// Those of a member that stand in the row with a key, each of which begins with that key;
  /// nothing when the member is no part.
  auto find(const ormc::query::ShapeField& field, const Values& row) const
      -> std::optional<std::vector<Values>>;

 private:
  std::map<const ormc::query::ShapeField*, std::vector<Values>> rows_;
};

/// Whether lists come in an order.
enum class ListOrder : std::uint8_t { kept, any };

/// A row as one text, by what the compiler says of its members. In the split form, `parts` holds
/// the rows of some of them, and the row ends with the key that they name.
auto shown_row(const std::vector<ormc::query::ShapeField>& fields,
               const Values& row,
               ListOrder order,
               const PartRows* parts) -> std::string;

}  // namespace orm_tests
