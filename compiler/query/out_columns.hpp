#pragma once

#include <string>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// A column of what a function with output parameters returns.
struct OutColumn {
  std::string name;  // `column2` of a parameter without a name
  TypeRef type;
};

/// The columns of a call whose function has output parameters, polymorphic ones as the arguments
/// determine them; those that nothing determines have `error_type`.
auto out_columns(const catalog::Catalog& catalog, const Call& call) -> std::vector<OutColumn>;

}  // namespace ormc::query
