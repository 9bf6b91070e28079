#include "catalog/coercion.hpp"

#include <cassert>
#include <vector>

#include "catalog/polymorphic.hpp"

namespace ormc::catalog {

namespace {

auto rank(CoercionContext context) -> int {
  switch (context) {
    case CoercionContext::implicit:
      return 0;
    case CoercionContext::assignment:
      return 1;
    case CoercionContext::explicit_:
      return 2;
  }
  return 0;
}

auto is_composite(const Catalog& catalog, Oid type) -> bool {
  return catalog.type(catalog.base_type(type)).kind == TypeKind::composite;
}

auto is_composite_array(const Catalog& catalog, Oid type) -> bool {
  const Oid element = catalog.element_of(type);
  return element != no_oid && is_composite(catalog, element);
}

/// A row of pg_cast as a coercion, if the context is strong enough for it.
auto by_cast(const Cast& cast, CoercionContext context) -> Coercion {
  if (rank(context) < rank(cast.context)) return {};
  switch (cast.method) {
    case CastMethod::function:
      return {CoercionKind::function, cast.function};
    case CastMethod::inout:
      return {CoercionKind::io};
    case CastMethod::binary:
      return {CoercionKind::relabel};
  }
  return {};
}

/// find_coercion_pathway: what pg_cast says, else arrays by their elements, else text conversion.
/// Arrays have no arrays as elements, so this goes one level deep; domains of arrays add theirs.
auto find_pathway(const Catalog& catalog, Oid from, Oid to, CoercionContext context) -> Coercion {
  const Oid source = catalog.base_type(from);
  const Oid target = catalog.base_type(to);
  if (source == target) return {CoercionKind::relabel};
  if (const Cast* cast = catalog.find_cast(source, target)) return by_cast(*cast, context);

  const Type& source_row = catalog.type(source);
  const Type& target_row = catalog.type(target);
  const bool into_vector = target == oid::oidvector || target == oid::int2vector;
  if (!into_vector && source_row.is_array() && target_row.is_array()) {
    const Coercion element = find_pathway(catalog, source_row.element, target_row.element, context);
    if (element) return {CoercionKind::array, element.function};
  }
  const bool assigns_to_text =
      rank(context) >= rank(CoercionContext::assignment) && target_row.category == category::string;
  const bool casts_from_text =
      context == CoercionContext::explicit_ && source_row.category == category::string;
  if (assigns_to_text || casts_from_text) return {CoercionKind::io};
  return {};
}

}  // namespace

auto find_coercion(const Catalog& catalog, Oid from, Oid to, CoercionContext context) -> Coercion {
  if (from == to) return {CoercionKind::identity};
  const bool to_domain = catalog.type(to).kind == TypeKind::domain;
  if (to == oid::any) return {CoercionKind::polymorphic};
  if (catalog.is_polymorphic(to)) {
    const bool fits = are_polymorphic_arguments_consistent(catalog, {&from, 1}, {&to, 1});
    return fits ? Coercion{CoercionKind::polymorphic} : Coercion{};
  }
  if (from == oid::unknown) return {CoercionKind::literal, no_oid, to_domain};
  if (Coercion pathway = find_pathway(catalog, from, to, context)) {
    pathway.to_domain = to_domain;
    return pathway;
  }
  if (from == oid::record && is_composite(catalog, to)) {
    return {CoercionKind::row, no_oid, to_domain};
  }
  if (to == oid::record && is_composite(catalog, from)) return {CoercionKind::row};
  if (to == oid::record_array && is_composite_array(catalog, from)) return {CoercionKind::row};
  if (catalog.inherits(catalog.base_type(from), to)) return {CoercionKind::inherit};
  return {};
}

auto can_coerce(const Catalog& catalog,
                std::span<const Oid> from,
                std::span<const Oid> to,
                CoercionContext context) -> bool {
  assert(from.size() == to.size());
  bool polymorphic = false;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] != to[i] && catalog.is_polymorphic(to[i])) {
      polymorphic = true;
    } else if (!find_coercion(catalog, from[i], to[i], context)) {
      return false;
    }
  }
  return !polymorphic || are_polymorphic_arguments_consistent(catalog, from, to);
}

auto is_binary_coercible(const Catalog& catalog, Oid from, Oid to) -> bool {
  if (from == to || to == oid::any || to == oid::anyelement || to == oid::anycompatible)
    return true;
  const Oid base = catalog.base_type(from);
  if (base == to) return true;
  const Type& row = catalog.type(base);
  switch (to) {
    case oid::anyarray:
    case oid::anycompatiblearray:
      return row.is_array();
    case oid::anynonarray:
    case oid::anycompatiblenonarray:
      return !row.is_array();
    case oid::anyenum:
      return row.kind == TypeKind::enumeration;
    case oid::anyrange:
    case oid::anycompatiblerange:
      return row.kind == TypeKind::range;
    case oid::anymultirange:
    case oid::anycompatiblemultirange:
      return row.kind == TypeKind::multirange;
    case oid::record:
      return row.kind == TypeKind::composite;
    case oid::record_array:
      return is_composite_array(catalog, base);
    default:
      break;
  }
  const Cast* cast = catalog.find_cast(base, to);
  return cast && cast->method == CastMethod::binary && cast->context == CoercionContext::implicit;
}

}  // namespace ormc::catalog
