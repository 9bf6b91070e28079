#pragma once

#include <string_view>

namespace ormc::query {

/// Whether `text` is one JSON value as RFC 8259 has it, of any depth.
auto is_json(std::string_view text) -> bool;

}  // namespace ormc::query
