// What the catalogue knows about indexes: methods, operator classes, and what follows from them
// about a type: whether its values can be compared, sorted, grouped.

#include <algorithm>
#include <ranges>

#include "catalog/catalog.hpp"
#include "catalog/coercion.hpp"
#include "catalog/tables.hpp"

namespace ormc::catalog {

namespace {

/// The parts that an equality or an ordering of a container rests on: an array's elements, a row's
/// fields. Empty for what stands by itself.
auto compared_parts(const Catalog& catalog, Oid type) -> std::vector<Oid> {
  const Type& row = catalog.type(type);
  if (row.is_array()) return {row.element};
  std::vector<Oid> parts;
  if (row.kind == TypeKind::composite) {
    for (const TypeField& field : catalog.fields(type)) parts.push_back(field.type.oid);
  }
  return parts;
}

enum class Comparison : std::uint8_t { equality, ordering };

/// Whether the type itself, leaving its parts aside, has an operator class for the comparison.
auto has_operator_class(const Catalog& catalog, Oid type, Comparison comparison) -> bool {
  const AccessMethod* btree = catalog.find_access_method("btree");
  if (btree && catalog.default_operator_class(btree->oid, type)) return true;
  const AccessMethod* hash = catalog.find_access_method("hash");
  return comparison == Comparison::equality && hash &&
         catalog.default_operator_class(hash->oid, type);
}

/// Types may contain each other (through arrays of their own row type), so this is a search over a
/// graph; a type that is being looked at counts as comparable, as PostgreSQL finds out at run time.
auto is_comparable(const Catalog& catalog, Oid type, Comparison comparison) -> bool {
  std::vector<Oid> open{catalog.base_type(type)};
  std::vector<Oid> seen;
  while (!open.empty()) {
    const Oid next = open.back();
    open.pop_back();
    if (std::ranges::find(seen, next) != seen.end()) continue;
    seen.push_back(next);
    // Columns of statistics views are of type anyarray: of what, only the values know.
    if (catalog.is_polymorphic(next)) return false;
    if (!has_operator_class(catalog, next, comparison)) return false;
    for (const Oid part : compared_parts(catalog, next)) open.push_back(catalog.base_type(part));
  }
  return true;
}

}  // namespace

auto Catalog::has_equality(Oid oid) const -> bool {
  return is_comparable(*this, oid, Comparison::equality);
}

auto Catalog::has_ordering(Oid oid) const -> bool {
  return is_comparable(*this, oid, Comparison::ordering);
}

auto Catalog::find_access_method(std::string_view name) const -> const AccessMethod* {
  for (const AccessMethod& row : tables::access_methods()) {
    if (row.name == name) return &row;
  }
  for (const AccessMethod& row : extension_methods_) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

auto Catalog::operator_classes(Oid method) const -> std::vector<const OperatorClass*> {
  std::vector<const OperatorClass*> found;
  for (const OperatorClass& row :
       std::ranges::equal_range(tables::operator_classes(), method, {}, &OperatorClass::method)) {
    found.push_back(&row);
  }
  for (const OperatorClass& row : extension_classes_) {
    if (row.method == method) found.push_back(&row);
  }
  return found;
}

auto Catalog::find_operator_class(Oid method, std::string_view schema, std::string_view name) const
    -> const OperatorClass* {
  for (const OperatorClass* row : operator_classes(method)) {
    if (row->name != name) continue;
    if (schema.empty() || row->schema == schema) return row;
  }
  return nullptr;
}

auto Catalog::default_operator_class(Oid method, Oid type) const -> const OperatorClass* {
  const Oid base = base_type(type);
  const char category = this->type(base).category;
  const OperatorClass* preferred = nullptr;
  const OperatorClass* compatible = nullptr;
  int preferred_count = 0;
  int compatible_count = 0;
  for (const OperatorClass* row : operator_classes(method)) {
    if (!row->is_default) continue;
    if (row->input == base) return row;
    if (!is_binary_coercible(*this, base, row->input)) continue;
    const Type& input = this->type(row->input);
    if (input.preferred && input.category == category) {
      preferred = row;
      ++preferred_count;
    } else {
      compatible = row;
      ++compatible_count;
    }
  }
  if (preferred_count == 1) return preferred;
  return preferred_count == 0 && compatible_count == 1 ? compatible : nullptr;
}

auto Catalog::serves(const OperatorClass& operator_class, const Operator& op) const -> bool {
  const auto is_it = [&](const FamilyOperator& row) {
    return row.family == operator_class.family && row.op == op.oid && !row.for_ordering;
  };
  return std::ranges::any_of(tables::family_operators(), is_it) ||
         std::ranges::any_of(extension_family_operators_, is_it);
}

auto Catalog::orders(const Operator& op) const -> bool {
  const auto* btree = find_access_method("btree");
  const auto classes = operator_classes(btree->oid);
  constexpr auto equality = std::int16_t{3};  // BTEqualStrategyNumber
  const auto is_it = [&](const FamilyOperator& row) {
    const auto negated = op.negator != no_oid && row.op == op.negator && row.strategy == equality;
    return (row.op == op.oid || negated) && !row.for_ordering &&
           std::ranges::any_of(
               classes, [&](const OperatorClass* each) { return each->family == row.family; });
  };
  return std::ranges::any_of(tables::family_operators(), is_it) ||
         std::ranges::any_of(extension_family_operators_, is_it);
}

auto Catalog::accepts(const OperatorClass& operator_class, Oid type) const -> bool {
  return is_binary_coercible(*this, type, operator_class.input);
}

auto Catalog::access_method_names() const -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const AccessMethod& row : tables::access_methods()) names.push_back(row.name);
  for (const AccessMethod& row : extension_methods_) names.push_back(row.name);
  std::ranges::sort(names);
  return names;
}

auto Catalog::operator_class_names(Oid method) const -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const OperatorClass* row : operator_classes(method)) names.push_back(row->name);
  std::ranges::sort(names);
  return names;
}

}  // namespace ormc::catalog
