#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/oids.hpp"

namespace ormc::emit::cpp {

auto is_geometric(catalog::Oid type) -> bool;

/// A text of a geometric type as an initializer of its struct, `orm::point{1, 2}`; nothing where
/// numbers in it have no literal in C++ (infinity).
auto geometric_value(catalog::Oid type, std::string_view text, std::string_view cpp)
    -> std::optional<std::string>;

}  // namespace ormc::emit::cpp
