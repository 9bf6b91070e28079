#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "query/binder.hpp"

/// Shapes: members of a row that are structs and vectors of structs (bind_shape.cpp).
namespace ormc::query {

/// Adds the columns of `p.author { ... }` or `p.tags { ... }` to a list, and its member to the
/// scope's shape.
void bind_shape(Binder& binder,
                const syntax::SelectItem& item,
                Scope& scope,
                std::vector<OutputColumn>& columns);

/// The name of a declared shape as an item, `PostCard` or `p.PostCard`: stands for the shape's
/// items. False when the item is none.
auto bind_shape_name(Binder& binder,
                     const syntax::SelectItem& item,
                     Scope& scope,
                     std::vector<OutputColumn>& columns) -> bool;

/// The declared shape that an item's name ends with, and how many of its parts it is: one, or two
/// with the module before it. Without one it is the shape of this module, else of the only other
/// that has one.
struct FoundShape {
  ShapeId shape;
  std::size_t parts;
  std::vector<std::string> other_modules = {};  // those that it may be of as well
};
auto find_shape(const Binder& binder, const syntax::QualifiedName& name)
    -> std::optional<FoundShape>;

/// The members of a row, when some of them are nested or it is a declared shape's; else nothing.
auto take_shape(Binder& binder, Scope& scope) -> std::vector<ShapeField>;

/// `limit` or `offset`, and the part that it is if it may be absent (bind_query.cpp).
using RowLimit = std::pair<ExprPtr, std::optional<PartId>>;
auto bind_limit(Binder& binder,
                const syntax::Expr& expr,
                bool optional,
                Clause clause,
                Scope& scope) -> RowLimit;

/// An aggregate whose argument goes through a relation to many, `count(p.comments)`: a subquery
/// over the rows of the path, so that no other aggregate counts them (bind_path_aggregate.cpp).
/// Null when the call is none.
auto bind_path_aggregate(Binder& binder, const syntax::Call& call, Span span, Scope& scope)
    -> ExprPtr;

}  // namespace ormc::query
