#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"
#include "query/row_bounds.hpp"

namespace ormc::query {

/// Why rows may be equal in all keys of an order, and what key would tell them apart.
struct Ties {
  std::string why;
  std::string missing;  // empty when it is not known
  std::string hint;     // what else to do; may be empty
};

/// What they are, if two rows of a select may be equal in all of these keys.
auto find_ties(RowCounter& counter, const Select& select, const std::vector<const Expr*>& keys)
    -> std::optional<Ties>;
/// The same for the results of a query, whose nullability is known.
auto find_ties(RowCounter& counter, const Query& query, const std::vector<ColumnIndex>& keys)
    -> std::optional<Ties>;

}  // namespace ormc::query
