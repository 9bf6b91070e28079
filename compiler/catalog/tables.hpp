#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/objects.hpp"

/// The generated tables as they are; `Catalog` is the way to use them.
namespace ormc::catalog::tables {

/// The columns of a system table or view, by its row type.
struct CompositeFields {
  Oid type = no_oid;
  std::span<const TypeField> fields = {};
};

/// What one extension creates. The schema of a row is empty where `create extension` may choose it.
struct Extension {
  std::string_view name = {};
  std::span<const std::string_view> required = {};  // other extensions
  std::span<const CompositeFields> composite_fields = {};
  std::span<const Type> types = {};
  std::span<const Cast> casts = {};
  std::span<const Function> functions = {};
  std::span<const Operator> operators = {};
  std::span<const AccessMethod> access_methods = {};
  std::span<const OperatorClass> operator_classes = {};
  std::span<const FamilyOperator> family_operators = {};
};

auto types() -> std::span<const Type>;                        // by oid
auto types_by_name() -> std::span<const std::uint16_t>;       // places in types()
auto composite_fields() -> std::span<const CompositeFields>;  // by type
auto casts() -> std::span<const Cast>;                        // by source, target
auto functions() -> std::span<const Function>;                // by name
auto functions_by_oid() -> std::span<const std::uint16_t>;    // places in functions()
auto operators() -> std::span<const Operator>;                // by name
auto operators_by_oid() -> std::span<const std::uint16_t>;    // places in operators()
auto access_methods() -> std::span<const AccessMethod>;
auto operator_classes() -> std::span<const OperatorClass>;   // by method, name
auto family_operators() -> std::span<const FamilyOperator>;  // by family
auto collations() -> std::span<const Collation>;             // by name
auto keywords() -> std::span<const Keyword>;                 // by word
auto extensions() -> std::span<const Extension>;             // by name

}  // namespace ormc::catalog::tables
