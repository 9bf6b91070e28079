#include <type_traits>
#include <vector>

#include "catalog/coercion.hpp"
#include "query/nullability_inference.hpp"
#include "query/walk.hpp"

/// What conditions rule out: `where email = $1` leaves no row whose `email` is null.
namespace ormc::query {

namespace {

class Narrowing {
 public:
  explicit Narrowing(const schema::Schema& schema) : schema_(schema) {}

  auto of(const Expr& expr, Outcome outcome) -> Implied {
    if (outcome == Outcome::not_null) return not_null(expr);
    auto truth = outcome == Outcome::truth;
    return std::visit([&](const auto& node) { return came_out(node, expr, truth); }, expr.node);
  }

 private:
  /// What is not null when `expr` is not. Strict functions need all their arguments: chains of them
  /// are walked without recursion.
  auto not_null(const Expr& root) -> Implied {
    auto result = Implied{};
    auto pending = std::vector<const Expr*>{&root};
    while (!pending.empty()) {
      const auto& expr = *pending.back();
      pending.pop_back();
      std::visit([&](const auto& node) { needs(node, result, pending); }, expr.node);
    }
    return result;
  }

  using Pending = std::vector<const Expr*>;

  void both(Pending& pending, ExprPtr left, ExprPtr right) {
    if (left) pending.push_back(left);
    if (right) pending.push_back(right);
  }

  void needs(const ColumnRef& node, Implied& result, Pending&) {
    result.atoms.push_back({node.range, node.column});
    result.atoms.push_back({node.range});
  }
  void needs(const WholeRow& node, Implied& result, Pending&) {
    result.atoms.push_back({node.range});
  }
  void needs(const SystemColumn& node, Implied& result, Pending&) {
    result.atoms.push_back({node.range});
  }
  void needs(const Constant& node, Implied& result, Pending&) {
    if (node.kind == syntax::Literal::Kind::null) result.never = true;
  }
  void needs(const OperatorCall& node, Implied&, Pending& pending) {
    if (is_strict(node.op->function)) both(pending, node.left, node.right);
  }
  void needs(const Not& node, Implied&, Pending& pending) { pending.push_back(node.operand); }
  void needs(const Logical& node, Implied& result, Pending&) {
    // Not null as a whole may mean that one term alone decided.
    merge(result, any_of(node.terms, Outcome::not_null));
  }
  void needs(const Between& node, Implied&, Pending& pending) {
    if (is_scalar(*node.operand)) pending.push_back(node.operand);
  }
  void needs(const InList& node, Implied&, Pending& pending) {
    if (is_scalar(*node.operand)) pending.push_back(node.operand);
  }
  void needs(const Like& node, Implied&, Pending& pending) {
    both(pending, node.operand, node.pattern);
    if (node.escape) pending.push_back(node.escape);
  }
  void needs(const IsNormalized& node, Implied&, Pending& pending) {
    pending.push_back(node.operand);
  }
  void needs(const Quantified& node, Implied&, Pending& pending) {
    if (node.array) pending.push_back(node.array);
  }
  void needs(const AtTimeZone& node, Implied&, Pending& pending) {
    if (node.function->strict) both(pending, node.operand, node.zone);
  }
  void needs(const Collate& node, Implied&, Pending& pending) { pending.push_back(node.operand); }
  void needs(const Cast& node, Implied&, Pending& pending) {
    auto coercion = catalog::find_coercion(schema_.catalog,
                                           node.operand->type.oid,
                                           node.type.oid,
                                           catalog::CoercionContext::explicit_);
    if (coercion.function == catalog::no_oid || is_strict(coercion.function)) {
      pending.push_back(node.operand);
    }
  }
  void needs(const NonNull& node, Implied&, Pending& pending) { pending.push_back(node.operand); }
  void needs(const Subscript& node, Implied&, Pending& pending) {
    both(pending, node.lower, node.upper);
    if (node.operand) pending.push_back(node.operand);
  }
  void needs(const FieldSelection& node, Implied&, Pending& pending) {
    if (node.operand) pending.push_back(node.operand);
  }
  void needs(const SpecialCall& node, Implied& result, Pending& pending) {
    using Kind = syntax::SpecialCall::Kind;
    switch (node.kind) {
      case Kind::nullif:
        pending.push_back(node.arguments.front());
        break;
      case Kind::coalesce:
      case Kind::greatest:
      case Kind::least:
        merge(result, any_of(node.arguments, Outcome::not_null));
        break;
      case Kind::grouping:
        break;
    }
  }
  void needs(const Call& node, Implied&, Pending& pending) {
    if (!node.function->strict || node.over || node.star) return;
    if (node.function->kind != catalog::FunctionKind::function || node.function->returns_set)
      return;
    for (const auto& argument : node.arguments) pending.push_back(argument.value);
  }
  void needs(const OptionalTerm&, Implied&, Pending&) {}  // may not be there
  void needs(const DomainValue&, Implied&, Pending&) {}
  void needs(const Parameter&, Implied&, Pending&) {}
  void needs(const DefaultValue&, Implied&, Pending&) {}
  void needs(const Error&, Implied&, Pending&) {}
  void needs(const IsTest&, Implied&, Pending&) {}
  void needs(const IsDistinctFrom&, Implied&, Pending&) {}
  void needs(const InSubquery&, Implied&, Pending&) {}
  void needs(const RowComparison&, Implied&, Pending&) {}
  void needs(const Exists&, Implied&, Pending&) {}
  void needs(const ScalarSubquery&, Implied&, Pending&) {}
  void needs(const ArraySubquery&, Implied&, Pending&) {}
  void needs(const ArrayConstructor&, Implied&, Pending&) {}
  void needs(const Row&, Implied&, Pending&) {}
  void needs(const Case&, Implied&, Pending&) {}
  void needs(const KeywordValue&, Implied&, Pending&) {}

  // -- what came out true or false

  /// By default all that is known is that the value is not null.
  template <class Node>
  auto came_out(const Node&, const Expr& expr, bool) -> Implied {
    return not_null(expr);
  }
  auto came_out(const Constant& node, const Expr&, bool truth) -> Implied {
    auto result = Implied{};
    result.never = node.kind == syntax::Literal::Kind::null ||
                   (node.kind == syntax::Literal::Kind::boolean && (node.text == "true") != truth);
    return result;
  }
  auto came_out(const Not& node, const Expr&, bool truth) -> Implied {
    return of(*node.operand, truth ? Outcome::falsehood : Outcome::truth);
  }
  auto came_out(const Logical& node, const Expr&, bool truth) -> Implied {
    auto all = (node.kind == syntax::Logical::Kind::all) == truth;
    auto outcome = truth ? Outcome::truth : Outcome::falsehood;
    return all ? all_of(node.terms, outcome) : any_of(node.terms, outcome);
  }
  /// What may not be there says nothing.
  auto came_out(const OptionalTerm&, const Expr&, bool) -> Implied { return {}; }
  auto came_out(const IsTest& node, const Expr&, bool truth) -> Implied {
    auto holds = truth != node.negated;
    switch (node.kind) {
      case syntax::IsTest::Kind::null:
        return holds ? Implied{} : filled(*node.operand, truth);
      case syntax::IsTest::Kind::truth:
        return holds ? of(*node.operand, Outcome::truth) : Implied{};
      case syntax::IsTest::Kind::falsehood:
        return holds ? of(*node.operand, Outcome::falsehood) : Implied{};
      case syntax::IsTest::Kind::unknown:
        return holds ? Implied{} : not_null(*node.operand);
    }
    return {};
  }
  auto came_out(const IsDistinctFrom& node, const Expr&, bool truth) -> Implied {
    auto differ = truth != node.negated;
    auto result = Implied{};
    if (std::holds_alternative<Row>(node.left->node)) return result;
    auto side = [&](const Expr& expr, const Expr& other) {
      // Equal to what is never null, or different from NULL itself.
      if (differ ? is_null(other) : !other.nullable) merge(result, not_null(expr));
    };
    side(*node.left, *node.right);
    side(*node.right, *node.left);
    return result;
  }
  auto came_out(const Between& node, const Expr& expr, bool truth) -> Implied {
    if (truth == node.negated || !is_scalar(*node.operand)) return not_null(expr);
    auto result = not_null(*node.operand);
    merge(result, not_null(*node.low));
    merge(result, not_null(*node.high));
    return result;
  }
  auto came_out(const InList& node, const Expr& expr, bool truth) -> Implied {
    if (truth == node.negated) {
      if (!is_scalar(*node.operand)) return {};
      // Different from all of them: each comparison came out.
      auto result = not_null(expr);
      for (const auto* value : node.values) merge(result, not_null(*value));
      return result;
    }
    auto result = elements(*node.operand);
    if (node.values.size() == 1) merge(result, elements(*node.values.front()));
    return result;
  }
  auto came_out(const InSubquery& node, const Expr&, bool truth) -> Implied {
    // Not in an empty result, even NULL is not.
    return truth == node.negated ? Implied{} : elements(*node.operand);
  }
  auto came_out(const Quantified& node, const Expr& expr, bool truth) -> Implied {
    auto result = not_null(expr);
    // Some comparison came out; of none, `any` is false and `all` is true.
    auto any = node.kind == syntax::Quantified::Kind::any;
    if (any == truth && is_scalar(*node.operand) && is_strict(node.op->function)) {
      merge(result, not_null(*node.operand));
    }
    return result;
  }
  auto came_out(const RowComparison& node, const Expr&, bool truth) -> Implied {
    auto equal = node.symbol == "=" || node.symbol == "<>" || node.symbol == "!=";
    if (equal) {
      // Only when all pairs were equal, each of them came out.
      if ((node.symbol == "=") != truth) return {};
      auto result = elements(*node.left);
      merge(result, elements(*node.right));
      return result;
    }
    // An order is decided by the first pair that differs; the first pair is always compared.
    auto result = first_element(*node.left);
    merge(result, first_element(*node.right));
    return result;
  }
  auto came_out(const SpecialCall& node, const Expr& expr, bool truth) -> Implied {
    if (node.kind != syntax::SpecialCall::Kind::coalesce) return not_null(expr);
    return any_of(node.arguments, truth ? Outcome::truth : Outcome::falsehood);
  }

  // -- parts

  auto all_of(const std::vector<ExprPtr>& terms, Outcome outcome) -> Implied {
    auto result = Implied{};
    for (const auto* term : terms) merge(result, of(*term, outcome));
    return result;
  }
  auto any_of(const std::vector<ExprPtr>& terms, Outcome outcome) -> Implied {
    auto result = Implied{};
    result.never = true;
    for (const auto* term : terms) {
      // One that may not be there may be the one, too.
      const auto* optional = std::get_if<OptionalTerm>(&term->node);
      keep_common(result, of(optional != nullptr ? *optional->term : *term, outcome));
    }
    return result;
  }

  /// `x is not null` came out true, or `x is null` false. Of a row the first means that all its
  /// fields are not null, the second that one of them is not.
  auto filled(const Expr& operand, bool every) -> Implied {
    if (const auto* row = std::get_if<Row>(&operand.node)) {
      return every ? all_of(row->elements, Outcome::not_null)
                   : any_of(row->elements, Outcome::not_null);
    }
    auto result = not_null(operand);
    if (is_repeatable(operand)) result.exprs.push_back(&operand);
    return result;
  }
  /// The operands of a comparison that came out: those of a row one by one.
  auto elements(const Expr& operand) -> Implied {
    if (const auto* row = std::get_if<Row>(&operand.node)) {
      return all_of(row->elements, Outcome::not_null);
    }
    return not_null(operand);
  }
  auto first_element(const Expr& operand) -> Implied {
    const auto* row = std::get_if<Row>(&operand.node);
    if (!row) return not_null(operand);
    return row->elements.empty() ? Implied{} : not_null(*row->elements.front());
  }

  auto is_strict(catalog::Oid function) const -> bool {
    return schema_.catalog.function(function).strict;
  }
  static auto is_scalar(const Expr& expr) -> bool {
    return !std::holds_alternative<Row>(expr.node);
  }
  static auto is_null(const Expr& expr) -> bool {
    const auto* constant = std::get_if<Constant>(&expr.node);
    return constant && constant->kind == syntax::Literal::Kind::null;
  }

  /// Whether the same expression elsewhere has the same value in the same row.
  static auto is_repeatable(const Expr& root) -> bool {
    if (std::holds_alternative<ColumnRef>(root.node) ||
        std::holds_alternative<Constant>(root.node)) {
      return false;  // known by other means
    }
    auto repeatable = true;
    walk(root, [&](const Expr& expr) {
      if (subquery_of(expr)) repeatable = false;
      const auto* call = std::get_if<Call>(&expr.node);
      if (call && (call->function->volatility == catalog::Volatility::volatile_ ||
                   call->function->returns_set || call->over)) {
        repeatable = false;
      }
    });
    return repeatable;
  }

  const schema::Schema& schema_;
};

}  // namespace

auto implied_by(const schema::Schema& schema, const Expr& condition, Outcome outcome) -> Implied {
  return Narrowing{schema}.of(condition, outcome);
}

}  // namespace ormc::query
