#pragma once

#include <vector>

#include "schema/schema.hpp"

namespace ormc::query {

/// The declaration of a function of the catalogue; null when the program has none.
auto declared_function(const schema::Schema& schema, const catalog::Function& function)
    -> const schema::Function*;

/// The parameters that a call passes values for.
auto inputs_of(const schema::Function& function) -> std::vector<const schema::FunctionParameter*>;

}  // namespace ormc::query
