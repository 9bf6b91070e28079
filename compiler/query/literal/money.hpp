#pragma once

#include <string_view>

namespace ormc::query {

/// Whether a text may be an amount of money. Symbols, marks between digits and how many stand
/// behind the point are the server's locale: only what no locale has is refused.
auto is_money(std::string_view text) -> bool;

}  // namespace ormc::query
