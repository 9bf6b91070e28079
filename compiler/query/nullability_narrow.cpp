#include "query/nullability_narrow.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "catalog/coercion.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

/// What conditions rule out: `where email = $1` leaves no row whose `email` is null.
namespace ormc::query {

namespace {

/// The whole number that an expression is.
auto constant_number(const Expr& expr) -> std::optional<int> {
  const auto* constant = std::get_if<Constant>(&expr.node);
  if (constant == nullptr || constant->kind != syntax::Literal::Kind::integer) return std::nullopt;
  auto value = 0;
  const auto& text = constant->text;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} ? std::optional{value} : std::nullopt;
}

/// The ranges inside of a query, joins by paths included.
auto ranges_within(const Unit& unit, const Select& select) -> std::set<RangeId> {
  auto ranges = std::set<RangeId>{};
  for (const auto* item : select.from) {
    for_each_range(*item, [&](RangeId range) { ranges.insert(range); });
    for_each_join(*item, [&](const FromJoin& join) {
      for (auto joined : {join.merged, join.alias}) {
        if (joined) ranges.insert(*joined);
      }
    });
  }
  // A path's range stands behind its parent's.
  for (std::size_t i = 0; i < unit.ranges.size(); ++i) {
    const auto* path = std::get_if<PathSource>(&unit.ranges[i].source);
    if (path != nullptr && ranges.contains(path->parent)) ranges.insert(static_cast<RangeId>(i));
  }
  return ranges;
}

class Narrowing {
 public:
  explicit Narrowing(const Situation& situation)
      : situation_(situation), schema_(situation.schema) {}

  auto of(const Expr& expr, Outcome outcome) -> Implied {
    switch (outcome) {
      case Outcome::not_null:
        return not_null(expr);
      case Outcome::null:
        return null(expr);
      case Outcome::truth:
        return came_out(expr, true);
      case Outcome::falsehood:
        return came_out(expr, false);
      case Outcome::not_true:
        return did_not_come_out(expr, true);
      case Outcome::not_false:
        return did_not_come_out(expr, false);
    }
    return {};
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
      if (is_worth_keeping(expr)) result.exprs.push_back(&expr);
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
    const auto column = situation_.at(node);
    result.atoms.push_back(column);
    result.atoms.push_back({column.range});
  }
  void needs(const WholeRow& node, Implied& result, Pending&) {
    result.atoms.push_back({situation_.row.value_or(node.range)});
  }
  void needs(const SystemColumn& node, Implied& result, Pending&) {
    result.atoms.push_back({situation_.row.value_or(node.range)});
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
  void needs(const XmlCall& node, Implied& result, Pending& pending) {
    using Kind = syntax::XmlCall::Kind;
    switch (node.kind) {
      case Kind::element:
      case Kind::forest:
        break;
      case Kind::concat:
        merge(result, any_of(node.arguments, Outcome::not_null));
        break;
      case Kind::pi:
      case Kind::parse:
      case Kind::root:
      case Kind::serialize:
        if (!node.arguments.empty()) pending.push_back(node.arguments.front());
        break;
    }
  }
  void needs(const DomainValue&, Implied&, Pending&) {}
  void needs(const Parameter&, Implied&, Pending&) {}
  void needs(const DefaultValue&, Implied&, Pending&) {}
  void needs(const Error&, Implied&, Pending&) {}
  void needs(const IsTest&, Implied&, Pending&) {}
  void needs(const IsDistinctFrom&, Implied&, Pending&) {}
  void needs(const InSubquery&, Implied&, Pending&) {}
  void needs(const RowComparison&, Implied&, Pending&) {}
  void needs(const Exists&, Implied&, Pending&) {}
  void needs(const ScalarSubquery& node, Implied& result, Pending&) {
    merge(result, has_row(*node.query));
  }
  void needs(const ArraySubquery&, Implied&, Pending&) {}
  void needs(const ArrayConstructor&, Implied&, Pending&) {}
  void needs(const Row&, Implied&, Pending&) {}
  void needs(const Case& node, Implied& result, Pending&) {
    merge(result, some_branch(node, Outcome::not_null));
  }
  void needs(const KeywordValue&, Implied&, Pending&) {}

  // -- what is null

  auto null(const Expr& expr) -> Implied {
    auto result = Implied{};
    if (!expr.nullable) result.never = true;
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    if (column != nullptr) result.nulls.push_back(situation_.at(*column));
    const auto* call = std::get_if<SpecialCall>(&expr.node);
    if (call != nullptr && call->kind != syntax::SpecialCall::Kind::nullif &&
        call->kind != syntax::SpecialCall::Kind::grouping) {
      return all_of(call->arguments, Outcome::null);
    }
    return result;
  }

  // -- what came out true or false

  auto came_out(const Expr& expr, bool truth) -> Implied {
    return std::visit([&](const auto& node) { return came_out(node, expr, truth); }, expr.node);
  }

  /// By default all that is known is that the value is not null.
  template <class Node>
  auto came_out(const Node&, const Expr& expr, bool) -> Implied {
    return not_null(expr);
  }
  auto came_out(const ColumnRef& node, const Expr& expr, bool truth) -> Implied {
    auto result = not_null(expr);
    result.values.push_back(
        {situation_.at(node), truth ? Value::Kind::truth : Value::Kind::falsehood, {}});
    return result;
  }
  auto came_out(const OperatorCall& node, const Expr& expr, bool truth) -> Implied {
    auto result = not_null(expr);
    if (node.left == nullptr || node.op->schema != "pg_catalog") return result;
    merge(result, enough_values(node, expr, truth));
    if (node.op->name != "=" && node.op->name != "<>") return result;
    const auto equal = (node.op->name == "=") == truth;
    if (const auto sides = column_and_constant(*node.left, *node.right)) {
      result.values.push_back({situation_.at(*sides->column),
                               equal ? Value::Kind::one_of : Value::Kind::none_of,
                               {sides->constant}});
    }
    if (node.left->type.oid == catalog::oid::bool_ && node.right->type.oid == catalog::oid::bool_) {
      merge(result, same_truth(node, expr, equal, truth));
    }
    return result;
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
  auto came_out(const Logical& node, const Expr& expr, bool truth) -> Implied {
    auto all = (node.kind == syntax::Logical::Kind::all) == truth;
    auto outcome = truth ? Outcome::truth : Outcome::falsehood;
    if (all) return all_of(node.terms, outcome);
    auto result = any_of(node.terms, outcome);
    result.open.push_back({&expr, outcome, situation_.row});
    return result;
  }
  /// What may not be there says nothing.
  auto came_out(const OptionalTerm&, const Expr&, bool) -> Implied { return {}; }
  auto came_out(const IsTest& node, const Expr&, bool truth) -> Implied {
    auto holds = truth != node.negated;
    switch (node.kind) {
      case syntax::IsTest::Kind::null:
        return holds ? empty(*node.operand) : filled(*node.operand, truth);
      case syntax::IsTest::Kind::truth:
        return of(*node.operand, holds ? Outcome::truth : Outcome::not_true);
      case syntax::IsTest::Kind::falsehood:
        return of(*node.operand, holds ? Outcome::falsehood : Outcome::not_false);
      case syntax::IsTest::Kind::unknown:
        return of(*node.operand, holds ? Outcome::null : Outcome::not_null);
      case syntax::IsTest::Kind::document:
        return not_null(*node.operand);
    }
    return {};
  }
  auto came_out(const Case& node, const Expr&, bool truth) -> Implied {
    return some_branch(node, truth ? Outcome::truth : Outcome::falsehood);
  }
  auto came_out(const Exists& node, const Expr&, bool truth) -> Implied {
    return truth ? has_row(*node.query) : Implied{};
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
      add_values(node, Value::Kind::none_of, result);
      return result;
    }
    auto result = elements(*node.operand);
    if (node.values.size() == 1) merge(result, elements(*node.values.front()));
    add_values(node, Value::Kind::one_of, result);
    return result;
  }
  auto came_out(const InSubquery& node, const Expr&, bool truth) -> Implied {
    // Not in an empty result, even NULL is not.
    if (truth == node.negated) return {};
    auto result = elements(*node.operand);
    merge(result, has_row(*node.query));
    return result;
  }
  auto came_out(const Quantified& node, const Expr& expr, bool truth) -> Implied {
    auto result = not_null(expr);
    // Some comparison came out; of none, `any` is false and `all` is true.
    auto any = node.kind == syntax::Quantified::Kind::any;
    const auto came_out = any == truth || has_elements(node.array);
    if (came_out && is_scalar(*node.operand) && is_strict(node.op->function)) {
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

  // -- what did not come out true, or not false: it may be null as well

  auto did_not_come_out(const Expr& expr, bool truth) -> Implied {
    const auto outcome = truth ? Outcome::not_true : Outcome::not_false;
    if (const auto* negation = std::get_if<Not>(&expr.node)) {
      return did_not_come_out(*negation->operand, !truth);
    }
    if (const auto* logical = std::get_if<Logical>(&expr.node)) {
      const auto all = (logical->kind == syntax::Logical::Kind::all) != truth;
      if (all) return all_of(logical->terms, outcome);
      auto result = any_of(logical->terms, outcome);
      result.open.push_back({&expr, outcome, situation_.row});
      return result;
    }
    return expr.nullable ? Implied{} : came_out(expr, !truth);
  }

  // -- parts

  /// An array that is seen not to be empty. One of arrays may be.
  static auto has_elements(const Expr* array) -> bool {
    const auto* elements = array ? std::get_if<ArrayConstructor>(&array->node) : nullptr;
    return elements != nullptr && !elements->elements.empty() &&
           elements->elements.front()->type.oid != array->type.oid;
  }

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
      const auto& alternative = optional != nullptr ? *optional->term : *term;
      if (is_ruled_out(situation_, alternative, outcome)) continue;
      keep_common(result, of(alternative, outcome));
    }
    return result;
  }

  /// One of the branches of a `case` gave a value that came out so.
  auto some_branch(const Case& node, Outcome outcome) -> Implied {
    auto result = Implied{};
    result.never = true;
    auto before = Implied{};  // the conditions of the branches before
    for (const auto& when : node.whens) {
      auto branch = before;
      merge(branch, node.operand ? not_null(*node.operand) : of(*when.condition, Outcome::truth));
      merge(branch, of(*when.result, outcome));
      keep_common(result, std::move(branch));
      if (!node.operand) merge(before, of(*when.condition, Outcome::not_true));
    }
    if (node.otherwise) {
      merge(before, of(*node.otherwise, outcome));
      keep_common(result, std::move(before));
    }
    return result;
  }

  /// The query gave a row: its `where` held for one, which may tell about columns around it.
  auto has_row(const Query& query) -> Implied {
    const auto* select = std::get_if<Select>(&query.body);
    auto result = Implied{};
    if (!select || !select->where || select->aggregates) return result;
    const auto inner = ranges_within(situation_.unit, *select);
    const auto is_inner = [&](Atom atom) { return inner.contains(atom.range); };
    auto held = of(*select->where, Outcome::truth);
    std::erase_if(held.atoms, is_inner);
    std::erase_if(held.nulls, is_inner);
    result.atoms = std::move(held.atoms);
    result.nulls = std::move(held.nulls);
    return result;
  }

  /// `num_nonnulls(a, b) >= 1` and the like.
  auto enough_values(const OperatorCall& node, const Expr& expr, bool truth) -> Implied {
    const auto* call = std::get_if<Call>(&node.left->node);
    const auto number = constant_number(*node.right);
    if (!truth || !call || !number || call->function->schema != "pg_catalog") return {};
    const auto& arguments = call->arguments;
    if (std::any_of(arguments.begin(), arguments.end(), [](const auto& a) { return a.variadic; })) {
      return {};
    }
    const auto total = static_cast<int>(arguments.size());
    const auto& symbol = node.op->name;
    auto least = 0;  // values that are there
    if (call->function->name == "num_nonnulls") {
      if (symbol == "=" || symbol == ">=") least = *number;
      if (symbol == ">") least = *number + 1;
    } else if (call->function->name == "num_nulls") {
      if (symbol == "=" || symbol == "<=") least = total - *number;
      if (symbol == "<") least = total - *number + 1;
    }
    auto result = Implied{};
    if (least <= 0) return result;
    auto possible = std::vector<const Expr*>{};
    for (const auto& argument : arguments) {
      if (!is_ruled_out(situation_, *argument.value, Outcome::not_null)) {
        possible.push_back(argument.value);
      }
    }
    if (static_cast<int>(possible.size()) == least) {
      for (const auto* value : possible) merge(result, not_null(*value));
    } else {
      result.open.push_back({&expr, Outcome::truth, situation_.row});
    }
    return result;
  }

  /// `(a is null) = (b is null)`: what is known of one side tells of the other.
  auto same_truth(const OperatorCall& node, const Expr& expr, bool equal, bool truth) -> Implied {
    auto result = Implied{};
    const auto tell = [&](const Expr& known, const Expr& other) {
      const auto outcomes = possible_outcomes(situation_, known);
      if (outcomes.truth == outcomes.falsehood) return;
      merge(result, came_out(other, outcomes.truth == equal));
    };
    tell(*node.left, *node.right);
    tell(*node.right, *node.left);
    result.open.push_back({&expr, truth ? Outcome::truth : Outcome::falsehood, situation_.row});
    return result;
  }

  void add_values(const InList& node, Value::Kind kind, Implied& result) {
    const auto* column = std::get_if<ColumnRef>(&node.operand->node);
    if (column == nullptr) return;
    auto value = Value{situation_.at(*column), kind, {}};
    for (const auto* each : node.values) {
      if (!std::holds_alternative<Constant>(each->node)) return;
      value.constants.push_back(each);
    }
    result.values.push_back(std::move(value));
  }

  /// `x is null` came out true, or `x is not null` false. Of a row it means something else.
  auto empty(const Expr& operand) -> Implied {
    const auto base = schema_.catalog.base_type(operand.type.oid);
    const auto is_row = std::holds_alternative<Row>(operand.node) || base == catalog::oid::record ||
                        !schema_.catalog.fields(base).empty();
    return is_row ? Implied{} : null(operand);
  }

  /// `x is not null` came out true, or `x is null` false. Of a row the first means that all its
  /// fields are not null, the second that one of them is not.
  auto filled(const Expr& operand, bool every) -> Implied {
    if (const auto* row = std::get_if<Row>(&operand.node)) {
      return every ? all_of(row->elements, Outcome::not_null)
                   : any_of(row->elements, Outcome::not_null);
    }
    auto result = not_null(operand);
    if (!situation_.row && is_repeatable(operand)) result.exprs.push_back(&operand);
    // One of its arguments is not null.
    if (std::holds_alternative<SpecialCall>(operand.node)) {
      result.open.push_back({&operand, Outcome::not_null, situation_.row});
    }
    return result;
  }
  /// Values that are not null here though what they are made of does not say so: `data ->> 'a'`,
  /// `max(x)`.
  auto is_worth_keeping(const Expr& expr) const -> bool {
    if (situation_.row || !expr.nullable) return false;
    const auto* op = std::get_if<OperatorCall>(&expr.node);
    const auto* call = std::get_if<Call>(&expr.node);
    if (op == nullptr && call == nullptr) return false;
    const auto function = op != nullptr ? op->op->function : call->function->oid;
    const auto& called = schema_.catalog.function(function);
    return (called.nulls == catalog::NullBehavior::may_return_null ||
            called.kind == catalog::FunctionKind::aggregate) &&
           is_repeatable(expr);
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

  const Situation& situation_;
  const schema::Schema& schema_;
};

}  // namespace

auto implied_by(const Situation& situation, const Expr& condition, Outcome outcome) -> Implied {
  return Narrowing{situation}.of(condition, outcome);
}

}  // namespace ormc::query
