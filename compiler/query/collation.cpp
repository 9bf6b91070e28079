#include "query/collation.hpp"

#include <algorithm>

#include "schema/naming.hpp"

namespace ormc::query {
namespace {

constexpr auto database_default = std::string_view{"default"};

auto domain_of(const schema::Schema& schema, Oid type) -> const schema::Domain* {
  if (schema.catalog.type(type).kind != catalog::TypeKind::domain) return nullptr;
  const auto found = std::ranges::find(schema.domains, type, &schema::Domain::type);
  return found == schema.domains.end() ? nullptr : &*found;
}

/// A column or field: its own, else its type's.
auto own_or_types(const schema::Schema& schema, const auto& member) -> std::string {
  return member.collation ? collation_name(*member.collation)
                          : collation_of(schema, member.type.oid);
}

void merge_implicit(Collation& into, const Collation& operand) {
  if (into.name == operand.name || operand.name == database_default) return;
  if (into.name == database_default) {
    into = operand;
    return;
  }
  into.strength = CollationStrength::conflict;
  into.other = operand.name;
  into.span = operand.span;
}

}  // namespace

auto collation_name(const std::string& printed) -> std::string {
  auto parts = schema::split_sql_name(printed);
  return parts.empty() ? printed : parts.back();
}

auto merge(Collation& into, const Collation& operand) -> bool {
  const auto is_unknown = into.unknown || operand.unknown;
  const auto same_strength = operand.strength == into.strength;
  if (operand.strength > into.strength) into = operand;
  if (same_strength && into.strength == CollationStrength::implicit) merge_implicit(into, operand);
  into.unknown = is_unknown && into.strength != CollationStrength::explicit_;
  return !same_strength || into.strength != CollationStrength::explicit_ ||
         into.name == operand.name;
}

auto collation_of(const schema::Schema& schema, Oid type) -> std::string {
  const auto& catalog = schema.catalog;
  while (true) {
    const auto& row = catalog.type(type);
    const auto* domain = domain_of(schema, type);
    if (domain != nullptr && domain->collation) return collation_name(*domain->collation);
    // The domains of the information schema say so; of the other types only `name` does.
    if (row.collatable && (row.schema == "information_schema" || type == catalog::oid::name)) {
      return "C";
    }
    if (row.kind == catalog::TypeKind::domain) {
      type = row.base.oid;
    } else if (row.is_array()) {
      type = row.element;
    } else {
      return row.collatable ? std::string{database_default} : std::string{};
    }
  }
}

auto collation_of(const schema::Schema& schema, const schema::Column& column) -> std::string {
  return own_or_types(schema, column);
}

auto collation_of(const schema::Schema& schema, const schema::CompositeField& field)
    -> std::string {
  return own_or_types(schema, field);
}

}  // namespace ormc::query
