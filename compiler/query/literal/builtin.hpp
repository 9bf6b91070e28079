#pragma once

#include <optional>
#include <string_view>

#include "catalog/objects.hpp"
#include "query/literal/input.hpp"

namespace ormc::query {

/// Whether the input function of one of PostgreSQL's own types surely refuses `text`, by itself: of
/// types that are made of others, and of those whose input is not read, nothing is said.
auto find_builtin_fault(catalog::TypeRef type, std::string_view text)
    -> std::optional<LiteralFault>;

}  // namespace ormc::query
