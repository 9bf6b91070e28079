#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"

namespace ormc::catalog {

struct ResolvedOperator {
  const Operator* op = nullptr;
  Oid left =
      no_oid;  // what the operands are coerced to, polymorphic types replaced; 0 for a prefix's
  Oid right = no_oid;
  Oid result = no_oid;
};

/// Why no operator was chosen; `candidates` are those of the name, for a message.
struct OperatorFailure {
  enum class Kind : std::uint8_t {
    unknown_name,  // no operator of this name at all
    no_match,      // none takes these operands
    ambiguous,     // several do, none best
    inconsistent,  // the chosen one is polymorphic and the operands do not agree on a type
  };
  Kind kind = Kind::unknown_name;
  std::vector<const Operator*> candidates = {};
};

using OperatorResolution = std::variant<ResolvedOperator, OperatorFailure>;

/// An operator as written; `schema` is empty unless `operator(schema.name)` was.
struct OperatorName {
  std::string_view schema = {};
  std::string_view name = {};
};

/// The operator for two operands; `unknown` is a literal without type.
auto resolve_binary_operator(const Catalog& catalog, OperatorName name, Oid left, Oid right)
    -> OperatorResolution;

auto resolve_prefix_operator(const Catalog& catalog, OperatorName name, Oid operand)
    -> OperatorResolution;

/// `left op any(right)`, `left op all(right)`: the operator between the operand and an element, as
/// make_scalar_array_op chooses it. In the result `right` is the array type to coerce to.
/// Fails as `no_match` when `right` is no array or the operator does not yield boolean.
auto resolve_array_operator(const Catalog& catalog, OperatorName name, Oid left, Oid right)
    -> OperatorResolution;

}  // namespace ormc::catalog
