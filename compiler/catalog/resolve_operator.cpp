#include "catalog/resolve_operator.hpp"

#include <algorithm>
#include <optional>

#include "catalog/candidates.hpp"
#include "catalog/coercion.hpp"
#include "catalog/polymorphic.hpp"

namespace ormc::catalog {

namespace {

enum class Arity : std::uint8_t { prefix, binary };

/// The operators of a name and an arity that are visible: of those with the same operands, the
/// first on the search path.
auto visible_operators(const Catalog& catalog, OperatorName name, Arity arity)
    -> std::vector<const Operator*> {
  std::vector<const Operator*> visible;
  for (const Operator* op : catalog.operators(name.schema, name.name)) {
    if ((op->left == no_oid) != (arity == Arity::prefix)) continue;
    const bool hidden = std::ranges::any_of(visible, [&](const Operator* earlier) {
      return earlier->left == op->left && earlier->right == op->right;
    });
    if (!hidden) visible.push_back(op);
  }
  return visible;
}

auto find_exact(std::span<const Operator* const> operators, Oid left, Oid right)
    -> const Operator* {
  const auto place = std::ranges::find_if(
      operators, [&](const Operator* op) { return op->left == left && op->right == right; });
  return place == operators.end() ? nullptr : *place;
}

/// binary_oper_exact: a literal beside a typed operand is first taken to be of the same type, or of
/// what is under that type if it is a domain.
auto find_exact_binary(const Catalog& catalog,
                       std::span<const Operator* const> operators,
                       Oid left,
                       Oid right) -> const Operator* {
  const bool one_unknown = (left == oid::unknown) != (right == oid::unknown);
  if (left == oid::unknown) left = right;
  if (right == oid::unknown) right = left;
  if (const Operator* found = find_exact(operators, left, right)) return found;
  if (!one_unknown) return nullptr;
  const Oid base = catalog.base_type(left);
  return base == left ? nullptr : find_exact(operators, base, base);
}

auto failure(OperatorFailure::Kind kind, std::vector<const Operator*> candidates)
    -> OperatorFailure {
  return {.kind = kind, .candidates = std::move(candidates)};
}

/// The one operator that fits best, or why there is none.
auto choose(const Catalog& catalog,
            std::vector<const Operator*> operators,
            std::span<const Oid> operands) -> std::variant<const Operator*, OperatorFailure> {
  if (operators.empty()) return failure(OperatorFailure::Kind::unknown_name, {});
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < operators.size(); ++i) {
    const Operator& op = *operators[i];
    candidates.push_back(
        {.arguments = operands.size() == 1 ? std::vector{op.right} : std::vector{op.left, op.right},
         .index = i});
  }
  const auto selected = select_candidate(catalog, operands, std::move(candidates));
  if (const auto* index = std::get_if<std::size_t>(&selected)) return operators[*index];
  const bool ambiguous = std::get<SelectionFailure>(selected) == SelectionFailure::ambiguous;
  return failure(ambiguous ? OperatorFailure::Kind::ambiguous : OperatorFailure::Kind::no_match,
                 std::move(operators));
}

/// Gives the polymorphic operands of the chosen operator their types.
auto bind_operands(const Catalog& catalog, const Operator& op, std::span<const Oid> operands)
    -> OperatorResolution {
  std::vector<Oid> declared =
      operands.size() == 1 ? std::vector{op.right} : std::vector{op.left, op.right};
  const auto result = bind_polymorphic_types(catalog, operands, declared, op.result);
  if (!result) return failure(OperatorFailure::Kind::inconsistent, {&op});
  return ResolvedOperator{.op = &op,
                          .left = operands.size() == 1 ? no_oid : declared.front(),
                          .right = declared.back(),
                          .result = *result};
}

}  // namespace

auto resolve_binary_operator(const Catalog& catalog, OperatorName name, Oid left, Oid right)
    -> OperatorResolution {
  std::vector<const Operator*> operators = visible_operators(catalog, name, Arity::binary);
  const Oid operands[] = {left, right};
  if (const Operator* exact = find_exact_binary(catalog, operators, left, right)) {
    return bind_operands(catalog, *exact, operands);
  }
  auto chosen = choose(catalog, std::move(operators), operands);
  if (auto* failed = std::get_if<OperatorFailure>(&chosen)) return std::move(*failed);
  return bind_operands(catalog, *std::get<const Operator*>(chosen), operands);
}

auto resolve_prefix_operator(const Catalog& catalog, OperatorName name, Oid operand)
    -> OperatorResolution {
  std::vector<const Operator*> operators = visible_operators(catalog, name, Arity::prefix);
  const Oid operands[] = {operand};
  if (const Operator* exact = find_exact(operators, no_oid, operand)) {
    return bind_operands(catalog, *exact, operands);
  }
  auto chosen = choose(catalog, std::move(operators), operands);
  if (auto* failed = std::get_if<OperatorFailure>(&chosen)) return std::move(*failed);
  return bind_operands(catalog, *std::get<const Operator*>(chosen), operands);
}

auto resolve_array_operator(const Catalog& catalog, OperatorName name, Oid left, Oid right)
    -> OperatorResolution {
  // An untyped literal stays one: the operator decides what it is an array of.
  const Oid element = right == oid::unknown ? right : catalog.element_of(right);
  if (element == no_oid) {
    return failure(OperatorFailure::Kind::no_match, catalog.operators(name.schema, name.name));
  }
  auto resolution = resolve_binary_operator(catalog, name, left, element);
  auto* resolved = std::get_if<ResolvedOperator>(&resolution);
  if (!resolved) return resolution;
  const Function& implementation = catalog.function(resolved->op->function);
  const bool polymorphic = catalog.is_polymorphic(resolved->op->right);
  // With a polymorphic operator the array that was given is believed to be the right one.
  const Oid array = polymorphic && right != oid::unknown ? catalog.base_type(right)
                                                         : catalog.type(resolved->right).array;
  const bool usable =
      resolved->result == oid::bool_ && !implementation.returns_set && array != no_oid;
  if (!usable || !find_coercion(catalog, right, array, CoercionContext::implicit)) {
    return failure(OperatorFailure::Kind::no_match, {resolved->op});
  }
  resolved->right = array;
  return resolution;
}

}  // namespace ormc::catalog
