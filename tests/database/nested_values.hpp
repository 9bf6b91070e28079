#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"

namespace orm_tests {

using Values = std::vector<std::optional<std::string>>;

/// The elements of an array as the server writes it.
auto array_elements(const std::string& text) -> Values;

/// The fields of a record as the server writes it.
auto record_fields(const std::string& text) -> Values;

/// What a row says against what was proven of its nested members, empty if nothing.
auto refute_members(const std::vector<ormc::query::ShapeField>& fields, const Values& row)
    -> std::string;

}  // namespace orm_tests
