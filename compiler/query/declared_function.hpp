#pragma once

#include "schema/schema.hpp"

namespace ormc::query {

/// The declaration of a function of the catalogue; null when the program has none.
auto declared_function(const schema::Schema& schema, const catalog::Function& function)
    -> const schema::Function*;

}  // namespace ormc::query
