#pragma once

#include <cstdint>
#include <span>

#include "catalog/catalog.hpp"

namespace ormc::catalog {

/// How a value of one type becomes a value of another.
enum class CoercionKind : std::uint8_t {
  none,         // it does not
  identity,     // same type
  literal,      // an unknown literal, a parameter without type or NULL: the type's input function
  polymorphic,  // to "any", anyelement and the like: passed as it is
  relabel,      // binary compatible
  function,     // a cast function
  array,        // the cast of the elements, one by one
  io,           // output function, then input function
  row,          // between a composite and `record`; to a composite only a row constructor can be
                // coerced, field by field, which the caller has to do
  inherit,      // a row of a table to that of its parent
};

struct Coercion {
  CoercionKind kind = CoercionKind::none;
  Oid function = no_oid;   // of kind `function`, and of kind `array` the elements' (0: not by one)
  bool to_domain = false;  // checks of the target domain run after it

  explicit operator bool() const { return kind != CoercionKind::none; }
};

/// How `from` is coerced to `to` where the context allows no more than it says; `unknown` as `from`
/// means a literal. The rules of can_coerce_type and find_coercion_pathway.
auto find_coercion(const Catalog& catalog, Oid from, Oid to, CoercionContext context) -> Coercion;

/// Whether all of `from` coerce to `to`, one by one, agreeing on the polymorphic ones.
auto can_coerce(const Catalog& catalog,
                std::span<const Oid> from,
                std::span<const Oid> to,
                CoercionContext context) -> bool;

/// Whether a value of `from` may pass as one of `to` without any change of its bits.
auto is_binary_coercible(const Catalog& catalog, Oid from, Oid to) -> bool;

}  // namespace ormc::catalog
