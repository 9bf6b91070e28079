#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// Whether no two rows of a select are equal in all of these keys. If they may be, why, and what
/// key would tell them apart.
struct Ties {
  std::string why;
  std::string missing;  // empty when it is not known
};
auto find_ties(const schema::Schema& schema,
               const Program& program,
               const Unit& unit,
               const Select& select,
               const std::vector<const Expr*>& keys) -> std::optional<Ties>;

}  // namespace ormc::query
