#include "catalog/polymorphic.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "catalog/coercion.hpp"
#include "catalog/common_type.hpp"

namespace ormc::catalog {

namespace {

/// The two families of polymorphic types do not touch each other: in `anyelement`'s, all types must
/// fit exactly; in `anycompatible`'s, they are coerced to a common type.
enum class Role : std::uint8_t { none, element, array, range, multirange };

struct Pseudo {
  Role role = Role::none;
  bool compatible = false;  // of the second family
};

auto pseudo_of(Oid declared) -> Pseudo {
  switch (declared) {
    case oid::anyelement:
    case oid::anynonarray:
    case oid::anyenum:
      return {Role::element};
    case oid::anyarray:
      return {Role::array};
    case oid::anyrange:
      return {Role::range};
    case oid::anymultirange:
      return {Role::multirange};
    case oid::anycompatible:
    case oid::anycompatiblenonarray:
      return {Role::element, true};
    case oid::anycompatiblearray:
      return {Role::array, true};
    case oid::anycompatiblerange:
      return {Role::range, true};
    case oid::anycompatiblemultirange:
      return {Role::multirange, true};
    default:
      return {};
  }
}

/// What one family's types are bound to; 0 while unknown.
struct Binding {
  Oid element = no_oid;
  Oid array = no_oid;
  Oid range = no_oid;
  Oid multirange = no_oid;
};

/// What was seen of one family among the parameters.
struct Seen {
  bool any = false;
  bool known = false;  // an argument that is no unknown literal
  bool non_array = false;
  bool enumeration = false;
  bool range = false;
  bool multirange = false;
};

/// Goes over the arguments of one call and finds what the polymorphic types stand for.
class Binder {
 public:
  explicit Binder(const Catalog& catalog) : catalog_{catalog} {}

  /// Takes one argument in; false when it contradicts an earlier one.
  auto add(Oid actual, Oid declared) -> bool {
    const Pseudo pseudo = pseudo_of(declared);
    if (pseudo.role == Role::none) return true;
    note(declared, pseudo, actual);
    if (actual == oid::unknown) return true;
    return pseudo.compatible ? add_compatible(actual, pseudo.role) : add_exact(actual, pseudo.role);
  }

  /// What may be concluded once all arguments are in; false on a contradiction.
  auto conclude() -> bool { return conclude_exact() && conclude_compatible(); }

  /// Where literals alone decide nothing in the first family, there is no type to be had; in the
  /// second it is text, as for any common type.
  auto decide_unknowns() -> bool {
    if (exact_seen_.any && exact_.element == no_oid) return false;
    if (!compatible_seen_.any || !common_.empty()) return true;
    if (compatible_seen_.range || compatible_seen_.multirange) return false;
    compatible_.element = oid::text;
    return true;
  }

  /// What a declared type stands for; 0 when nothing determines it.
  auto bound(Oid declared) const -> Oid {
    const Pseudo pseudo = pseudo_of(declared);
    const Binding& binding = pseudo.compatible ? compatible_ : exact_;
    switch (pseudo.role) {
      case Role::none:
        return declared;
      case Role::element:
        return binding.element;
      case Role::array:
        if (binding.array != no_oid) return binding.array;
        return binding.element == no_oid ? no_oid : catalog_.type(binding.element).array;
      case Role::range:
        return binding.range;
      case Role::multirange:
        if (binding.multirange != no_oid) return binding.multirange;
        return binding.range == no_oid ? no_oid : catalog_.type(binding.range).multirange;
    }
    return no_oid;
  }

 private:
  auto note(Oid declared, Pseudo pseudo, Oid actual) -> void {
    Seen& seen = pseudo.compatible ? compatible_seen_ : exact_seen_;
    seen.any = true;
    seen.known |= actual != oid::unknown;
    seen.non_array |= declared == oid::anynonarray || declared == oid::anycompatiblenonarray;
    seen.enumeration |= declared == oid::anyenum;
    seen.range |= pseudo.role == Role::range;
    seen.multirange |= pseudo.role == Role::multirange;
  }

  static auto agree(Oid& bound, Oid actual) -> bool {
    if (bound == no_oid) bound = actual;
    return bound == actual;
  }

  auto add_exact(Oid actual, Role role) -> bool {
    switch (role) {
      case Role::none:
        return true;
      case Role::element:
        return agree(exact_.element, actual);
      case Role::array:
        return agree(exact_.array, catalog_.base_type(actual));
      case Role::range:
        return agree(exact_.range, catalog_.base_type(actual));
      case Role::multirange:
        return agree(exact_.multirange, catalog_.base_type(actual));
    }
    return false;
  }

  auto add_compatible(Oid actual, Role role) -> bool {
    if (role == Role::none) return true;
    if (role == Role::element) {
      common_.push_back(actual);
      return true;
    }
    const Type& base = catalog_.type(catalog_.base_type(actual));
    if (role == Role::array) {
      if (!base.is_array()) return false;
      common_.push_back(base.element);
      return true;
    }
    const TypeKind wanted = role == Role::range ? TypeKind::range : TypeKind::multirange;
    if (base.kind != wanted) return false;
    common_.push_back(base.subtype);
    return agree(role == Role::range ? compatible_.range : compatible_.multirange, base.oid);
  }

  /// An array's element, a multirange's range and a range's subtype must be what the others say.
  auto conclude_exact() -> bool {
    if (exact_.array != no_oid) {
      // The statistics views have columns of type anyarray: such an array fits where it is alone.
      if (exact_.array == oid::anyarray) return agree(exact_.element, oid::anyelement);
      const Type& array = catalog_.type(exact_.array);
      if (!array.is_array() || !agree(exact_.element, array.element)) return false;
    }
    if (exact_.multirange != no_oid) {
      const Type& multirange = catalog_.type(exact_.multirange);
      if (multirange.kind != TypeKind::multirange) return false;
      if (!agree(exact_.range, multirange.range)) return false;
    }
    if (exact_.range != no_oid) {
      const Type& range = catalog_.type(exact_.range);
      if (range.kind != TypeKind::range || !agree(exact_.element, range.subtype)) return false;
    }
    if (exact_seen_.non_array && is_array_or_domain(exact_.element)) return false;
    return !exact_seen_.enumeration ||
           (exact_.element != no_oid &&
            catalog_.type(exact_.element).kind == TypeKind::enumeration);
  }

  auto conclude_compatible() -> bool {
    if (common_.empty()) return true;
    const CommonType common = select_common_type(catalog_, common_);
    if (common.type == no_oid || common.conflict) return false;
    compatible_.element = common.type;
    if (compatible_seen_.non_array && is_array_or_domain(common.type)) return false;
    // A range cannot be made from the others' common type: it has to fit as it is.
    if (compatible_.multirange != no_oid) {
      const Type& multirange = catalog_.type(compatible_.multirange);
      if (multirange.subtype != common.type) return false;
      if (!agree(compatible_.range, multirange.range)) return false;
    }
    if (compatible_.range != no_oid && catalog_.type(compatible_.range).subtype != common.type) {
      return false;
    }
    return true;
  }

  auto is_array_or_domain(Oid oid) const -> bool {
    return oid != no_oid && catalog_.element_of(oid) != no_oid;
  }

  const Catalog& catalog_;
  Binding exact_;
  Binding compatible_;
  Seen exact_seen_;
  Seen compatible_seen_;
  std::vector<Oid> common_;  // what the second family's arguments must have in common
};

}  // namespace

auto are_polymorphic_arguments_consistent(const Catalog& catalog,
                                          std::span<const Oid> actual,
                                          std::span<const Oid> declared) -> bool {
  assert(actual.size() == declared.size());
  Binder binder{catalog};
  for (std::size_t i = 0; i < actual.size(); ++i) {
    if (!binder.add(actual[i], declared[i])) return false;
  }
  return binder.conclude();
}

auto bind_polymorphic_types(const Catalog& catalog,
                            std::span<const Oid> actual,
                            std::span<Oid> declared,
                            Oid result) -> std::optional<Oid> {
  assert(actual.size() == declared.size());
  const auto is_polymorphic = [&](Oid type) { return catalog.is_polymorphic(type); };
  // `array_in` and the like: nothing says of what the array is.
  if (std::ranges::none_of(declared, is_polymorphic)) return result;
  Binder binder{catalog};
  for (std::size_t i = 0; i < actual.size(); ++i) {
    if (!binder.add(actual[i], declared[i])) return std::nullopt;
  }
  if (!binder.conclude() || !binder.decide_unknowns()) return std::nullopt;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    if (!catalog.is_polymorphic(declared[i])) continue;
    declared[i] = binder.bound(declared[i]);
    if (declared[i] == no_oid) return std::nullopt;
    // An array of a child table's rows has a common type with the parent's, but becomes no such
    // array.
    if (!find_coercion(catalog, actual[i], declared[i], CoercionContext::implicit)) {
      return std::nullopt;
    }
  }
  const Oid bound_result = binder.bound(result);
  if (bound_result == no_oid) return std::nullopt;
  return bound_result;
}

}  // namespace ormc::catalog
