#pragma once

#include <vector>

#include "syntax/tree_statement.hpp"

namespace ormc::query {

/// Adds the expressions and the queries right below an expression of the syntax tree.
void add_parts(const syntax::Expr& expr,
               std::vector<syntax::ExprPtr>& exprs,
               std::vector<syntax::QueryPtr>& queries);

/// The expressions of a window.
void add_parts(const syntax::Window& window, std::vector<syntax::ExprPtr>& exprs);

}  // namespace ormc::query
