#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "catalog/catalog.hpp"

namespace ormc::catalog {

/// The common type of several expressions, or which of them does not fit.
struct CommonType {
  Oid type = no_oid;                         // 0 when there is none
  std::optional<std::size_t> conflict = {};  // the first that contradicts those before it
  Oid conflicting_with = no_oid;             // the type that those before it had agreed on
};

/// The type of `union`, `case`, `coalesce`, `greatest`, `array[...]`, `values`, `in (...)` over
/// expressions of these types (`unknown` for literals without one; all unknown gives text). The
/// order matters: `case` puts its `else` first.
auto select_common_type(const Catalog& catalog, std::span<const Oid> types) -> CommonType;

/// The modifier that all of `types` agree on, after `common` was selected; else -1.
auto select_common_modifier(std::span<const TypeRef> types, Oid common) -> std::int32_t;

}  // namespace ormc::catalog
