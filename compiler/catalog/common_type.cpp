#include "catalog/common_type.hpp"

#include <algorithm>
#include <cassert>

#include "catalog/coercion.hpp"

namespace ormc::catalog {

namespace {

auto coerces(const Catalog& catalog, Oid from, Oid to) -> bool {
  return static_cast<bool>(find_coercion(catalog, from, to, CoercionContext::implicit));
}

}  // namespace

auto select_common_type(const Catalog& catalog, std::span<const Oid> types) -> CommonType {
  assert(!types.empty());
  // A domain is the common type only of itself.
  const Oid first = types.front();
  if (first != oid::unknown && std::ranges::count(types, first) == std::ssize(types)) {
    return {.type = first};
  }
  Oid common = catalog.base_type(first);
  for (std::size_t i = 1; i < types.size(); ++i) {
    const Oid next = catalog.base_type(types[i]);
    if (next == oid::unknown || next == common) continue;
    if (common == oid::unknown) {
      common = next;
      continue;
    }
    const Type& so_far = catalog.type(common);
    const Type& row = catalog.type(next);
    if (row.category != so_far.category) {
      return {.conflict = i, .conflicting_with = common};
    }
    if (!so_far.preferred && coerces(catalog, common, next) && !coerces(catalog, next, common)) {
      common = next;
    }
  }
  if (common == oid::unknown) common = oid::text;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (!coerces(catalog, types[i], common)) {
      return {.type = common, .conflict = i, .conflicting_with = common};
    }
  }
  return {.type = common};
}

auto select_common_modifier(std::span<const TypeRef> types, Oid common) -> std::int32_t {
  if (types.empty()) return -1;
  const TypeRef wanted{common, types.front().modifier};
  return std::ranges::all_of(types, [&](const TypeRef& type) { return type == wanted; })
             ? wanted.modifier
             : -1;
}

}  // namespace ormc::catalog
