#pragma once

#include <string_view>

namespace ormc::syntax {

/// Whether a word is a value by itself, without parentheses: `current_date`, `user`. As folded.
auto is_sql_value_function(std::string_view word) -> bool;

}  // namespace ormc::syntax
