#pragma once

#include <string_view>

namespace ormc::emit::cpp {

/// Whether a standard or a common system header makes `name` a macro, so that no member can have
/// it.
auto is_macro(std::string_view name) -> bool;

}  // namespace ormc::emit::cpp
