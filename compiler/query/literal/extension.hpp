#pragma once

#include <optional>
#include <string_view>

#include "query/literal/input.hpp"

namespace ormc::query {

/// The same as `find_builtin_fault` for the types of the extensions that come with PostgreSQL, by
/// name. Of those that are not read nothing is said.
auto find_extension_fault(std::string_view type, std::string_view text)
    -> std::optional<LiteralFault>;

}  // namespace ormc::query
