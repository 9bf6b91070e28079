#pragma once

#include <string_view>

#include "query/ir.hpp"

namespace ormc::query {

/// How SQL writes `coalesce` and its like.
auto special_name(syntax::SpecialCall::Kind kind) -> std::string_view;

/// An aggregate call: of an aggregate function and without `over`. `grouping(...)` is none.
auto is_aggregate(const Expr& expr) -> bool;

/// A call with `over`, of an aggregate or of a window function.
auto is_window_call(const Expr& expr) -> bool;

/// A call of a set-returning function by itself.
auto is_set_returning(const Expr& expr) -> bool;

/// Whether the value is a set: a set-returning call stands in it, not counting subqueries.
auto returns_set(const Expr& expr) -> bool;

/// Whether an aggregate stands in it, not counting subqueries.
auto contains_aggregate(const Expr& expr) -> bool;

/// Whether a window call stands in it, not counting subqueries.
auto contains_window_call(const Expr& expr) -> bool;

}  // namespace ormc::query
