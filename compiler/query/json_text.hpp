#pragma once

#include <string_view>
#include <vector>

namespace ormc::query {

/// Whether `text` is one JSON value as RFC 8259 has it, of any depth.
auto is_json(std::string_view text) -> bool;

/// Whether its strings can be kept as text: no `\u0000`, and surrogates in pairs only.
auto has_text_escapes(std::string_view json) -> bool;

/// Its numbers, as they are written.
auto json_numbers(std::string_view json) -> std::vector<std::string_view>;

}  // namespace ormc::query
