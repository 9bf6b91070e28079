#pragma once

#include <optional>
#include <span>

#include "catalog/catalog.hpp"

namespace ormc::catalog {

/// Whether arguments of types `actual` may be passed to parameters `declared`, of which some are
/// polymorphic: check_generic_type_consistency.
auto are_polymorphic_arguments_consistent(const Catalog& catalog,
                                          std::span<const Oid> actual,
                                          std::span<const Oid> declared) -> bool;

/// Replaces the polymorphic types among `declared` by what `actual` determines and says what a
/// result of type `result` then is: enforce_generic_type_consistency. Nothing if the types cannot
/// be determined or contradict each other.
auto bind_polymorphic_types(const Catalog& catalog,
                            std::span<const Oid> actual,
                            std::span<Oid> declared,
                            Oid result) -> std::optional<Oid>;

}  // namespace ormc::catalog
