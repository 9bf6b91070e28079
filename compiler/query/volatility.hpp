#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// A part of an expression whose value is not the same at all times.
struct MutablePart {
  Span span;
  std::string what;         // for people: "`now`", "the cast from `text` to `date`"
  bool of_program = false;  // a call of a function that is not the server's
};

/// The first part of an expression that the server does not take for immutable: a function, an
/// operator, a cast written or implied. Subqueries are not looked into. Functions of which
/// `is_inlined` is true are none.
auto find_mutable(const catalog::Catalog& catalog,
                  const Expr& root,
                  const std::function<bool(const catalog::Function&)>& is_inlined = {})
    -> std::optional<MutablePart>;

/// The functions that one node calls: by name, and those of its operators and of the casts of its
/// operands, written or implied.
auto called_functions(const catalog::Catalog& catalog, const Expr& expr)
    -> std::vector<const catalog::Function*>;

/// Whether a volatile function changes nothing and works on a replica.
auto is_harmless(const catalog::Function& function) -> bool;

}  // namespace ormc::query
