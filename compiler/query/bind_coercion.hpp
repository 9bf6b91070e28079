#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/binder.hpp"

/// Giving bound expressions the types that their places need (bind_expr_coerce.cpp). No node is
/// added: the server finds implicit coercions again. What changes is the type of literals and
/// parameters that had none.
namespace ormc::query {

/// Gives what is still unknown in `expr` - a literal, a parameter, the fields of a row - the type
/// `target`, which it is known to coerce to. Reports literals that are no value of the type.
void adopt(Binder& binder,
           Expr& expr,
           TypeRef target,
           catalog::CoercionContext context = catalog::CoercionContext::assignment);

/// Whether `expr` becomes a value of `target` where `context` stands; if so, it has adopted the
/// type.
auto coerces(Binder& binder, Expr& expr, TypeRef target, catalog::CoercionContext context) -> bool;

/// Does away with the casts of declared parameters that the server would infer the type of by
/// itself. `targets` are the types that the operands have been coerced to; `still` says whether the
/// operands would be understood in the same way with other types (`unknown` for a parameter without
/// cast).
void uncast_parameters(std::span<const ExprPtr> operands,
                       std::span<const Oid> targets,
                       const std::function<bool(const std::vector<Oid>&)>& still);

/// The types of expressions, `unknown` for what has none yet.
auto types_of(std::span<const ExprPtr> exprs) -> std::vector<Oid>;

/// Whether one of the expressions failed to bind.
auto any_error(std::span<const ExprPtr> exprs) -> bool;

inline auto is_error(const Expr& expr) -> bool { return expr.type.oid == error_type; }
inline auto is_unknown(const Expr& expr) -> bool { return expr.type.oid == catalog::oid::unknown; }
/// `null` by itself, not cast.
auto is_null_literal(const Expr& expr) -> bool;

}  // namespace ormc::query
