#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "syntax/tree_expr.hpp"

namespace ormc::syntax {

/// Whether a word is a value by itself, without parentheses: `current_date`, `user`. As folded.
auto is_sql_value_function(std::string_view word) -> bool;

/// Those of them that a misspelt name may have been meant to be: a model `User` is likelier than
/// the word.
auto likely_sql_value_functions() -> std::span<const std::string_view>;

/// The name that an expression is and nothing else. Such a word is one where only a row can be
/// meant: a relation may be called `user`.
auto name_of(const Expr& expr) -> std::optional<QualifiedName>;

}  // namespace ormc::syntax
