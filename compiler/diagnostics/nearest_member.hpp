#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ormc::diagnostics {

/// `nearest` of the members of a row, where one that differs by `_id` alone comes first: a relation
/// and its column, or a column that is called like one.
auto nearest_member(std::string_view name, std::span<const std::string> candidates)
    -> std::optional<std::string>;

}  // namespace ormc::diagnostics
