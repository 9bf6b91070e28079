#include <algorithm>
#include <array>
#include <type_traits>
#include <vector>

#include "catalog/coercion.hpp"
#include "query/cardinality.hpp"
#include "query/nullability_inference.hpp"

namespace ormc::query {

namespace {

/// The operand that a node continues to the right: chains of them are gone over by a loop.
auto left_operand(const Expr& expr) -> ExprPtr {
  return std::visit(
      [](const auto& node) -> ExprPtr {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, OperatorCall>) {
          return node.left;
        } else if constexpr (std::is_same_v<Node, AtTimeZone> || std::is_same_v<Node, Collate> ||
                             std::is_same_v<Node, Cast> || std::is_same_v<Node, Subscript> ||
                             std::is_same_v<Node, FieldSelection>) {
          return node.operand;
        } else {
          return nullptr;
        }
      },
      expr.node);
}

/// Whether a comparison with this operand can be NULL because of it: a row is never null itself,
/// its elements are compared.
auto compares_null(const Expr& operand) -> bool {
  const auto* row = std::get_if<Row>(&operand.node);
  if (!row) return operand.nullable;
  return std::any_of(
      row->elements.begin(), row->elements.end(), [](const Expr* e) { return compares_null(*e); });
}

auto any_compares_null(const std::vector<ExprPtr>& exprs) -> bool {
  return std::any_of(exprs.begin(), exprs.end(), [](const Expr* e) { return compares_null(*e); });
}

}  // namespace

/// Chains lean left; the operands that hang off them are looked at on the way up.
void Inference::spine(Expr& root) {
  auto links = std::vector<Expr*>{&root};
  while (auto* left = left_operand(*links.back())) links.push_back(left);
  expr(*links.back());
  links.pop_back();
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    auto nullable =
        std::visit([this](auto& alternative) { return node(alternative); }, (*link)->node);
    settle(**link, nullable);
  }
}

void Inference::expr(Expr& expr) {
  if (left_operand(expr)) return spine(expr);
  auto nullable = std::visit([this](auto& alternative) { return node(alternative); }, expr.node);
  settle(expr, nullable);
}

void Inference::settle(Expr& expr, bool nullable) {
  if (facts_.is_grouped_away(expr)) {
    expr.nullable = true;
  } else {
    expr.nullable = nullable && !facts_.is_known(expr);
  }
}

/// The result of a function by what the catalogue knows of it.
auto Inference::function_nullable(catalog::Oid function, bool argument_nullable) const -> bool {
  switch (schema_.catalog.function(function).nulls) {
    case catalog::NullBehavior::may_return_null:
      return true;
    case catalog::NullBehavior::null_for_null_only:
      return argument_nullable;
    case catalog::NullBehavior::never_null:
      return false;
  }
  return true;
}

// ---- operands

auto Inference::column_nullable(RangeId range, ColumnIndex column) -> bool {
  if (facts_.is_known(Atom{range, column})) return false;
  const auto* join = std::get_if<JoinSource>(&unit_.at(range).source);
  if (!join || is_never_empty(range, column)) {
    if (facts_.is_padded(range)) return true;
    return unit_.at(range).columns[column].nullable && generated_nullable(range, column);
  }
  auto side_nullable = [this](ExprPtr side) {
    expr(*side);
    return side->nullable;
  };
  const auto& [left, right] = join->merged[column];
  if (!right) return side_nullable(left);
  switch (facts_.join(range).value_or(syntax::Join::Kind::full)) {
    case syntax::Join::Kind::inner:
    case syntax::Join::Kind::cross:
    case syntax::Join::Kind::left:
      return side_nullable(left);
    case syntax::Join::Kind::right:
      return side_nullable(right);
    case syntax::Join::Kind::full:
      return side_nullable(left) && side_nullable(right);
  }
  return true;
}

/// A full join has one side in every row: where neither column is null by itself, the merged one is
/// not, unless an outer join further out pads all of it.
auto Inference::is_never_empty(RangeId range, ColumnIndex column) const -> bool {
  return facts_.join(range) == syntax::Join::Kind::full &&
         !unit_.at(range).columns[column].nullable;
}

auto Inference::node(const WholeRow& row) -> bool {
  return std::holds_alternative<JoinSource>(unit_.at(row.range).source) ||
         facts_.is_padded(row.range);
}

auto Inference::node(const SystemColumn& column) -> bool {
  return !std::holds_alternative<TableSource>(unit_.at(column.range).source) ||
         facts_.is_padded(column.range);
}

auto Inference::node(const Parameter& parameter) -> bool {
  return !parameters_ || parameter.index >= parameters_->size() ||
         (*parameters_)[parameter.index].nullable;
}

auto Inference::node(const Constant& constant) -> bool {
  return constant.kind == syntax::Literal::Kind::null;
}

auto Inference::node(const KeywordValue& value) -> bool {
  operand(value.precision);
  // NULL when no schema of the search path exists.
  return value.keyword == "current_schema";
}

// ---- operators

auto Inference::node(const OperatorCall& call) -> bool {
  operand(call.right);
  auto argument = (call.left && call.left->nullable) || (call.right && call.right->nullable);
  return function_nullable(call.op->function, argument);
}

/// `x is not null and x > 3` is never NULL: what stands behind a term that cannot be NULL decides
/// only where that term held.
auto Inference::logical_nullable(const Logical& logical) -> bool {
  auto deciding = logical.kind == syntax::Logical::Kind::all ? Outcome::truth : Outcome::falsehood;
  auto mark = facts_.mark();
  auto nullable = false;
  for (auto* term : logical.terms) {
    operand(term);
    nullable = nullable || term->nullable;
    if (!term->nullable) assume(*term, deciding);
  }
  facts_.undo(mark);
  return nullable;
}

auto Inference::node(const Not& negation) -> bool {
  operand(negation.operand);
  return negation.operand->nullable;
}

auto Inference::node(const IsTest& test) -> bool {
  operand(test.operand);
  // All other tests have an answer for NULL.
  return test.kind == syntax::IsTest::Kind::document && test.operand->nullable;
}

auto Inference::node(const IsDistinctFrom& test) -> bool {
  operand(test.left);
  operand(test.right);
  return false;
}

auto Inference::node(const IsNormalized& test) -> bool {
  operand(test.operand);
  return test.operand->nullable;
}

auto Inference::node(const Between& between) -> bool {
  operand(between.operand);
  operand(between.low);
  operand(between.high);
  return compares_null(*between.operand) || compares_null(*between.low) ||
         compares_null(*between.high);
}

auto Inference::node(const InList& in) -> bool {
  operand(in.operand);
  operands(in.values);
  return compares_null(*in.operand) || any_compares_null(in.values);
}

auto Inference::query_nullable(Query& query) -> bool {
  this->query(query);
  return std::any_of(query.columns.begin(), query.columns.end(), [](const auto& column) {
    return column.nullable;
  });
}

auto Inference::node(const InSubquery& in) -> bool {
  operand(in.operand);
  auto found_null = query_nullable(*in.query);
  return found_null || compares_null(*in.operand);
}

auto Inference::node(const Like& like) -> bool {
  operand(like.operand);
  operand(like.pattern);
  operand(like.escape);
  return like.operand->nullable || like.pattern->nullable || (like.escape && like.escape->nullable);
}

auto Inference::node(const Quantified& quantified) -> bool {
  operand(quantified.operand);
  operand(quantified.array);
  auto argument = compares_null(*quantified.operand);
  if (quantified.query) {
    argument = query_nullable(*quantified.query) || argument;
  } else {
    // Any array may hold NULLs, unless its elements can be seen.
    argument = argument || quantified.array->nullable || !holds_only_values(*quantified.array);
  }
  return function_nullable(quantified.op->function, argument);
}

auto Inference::node(const RowComparison& comparison) -> bool {
  operand(comparison.left);
  operand(comparison.right);
  auto argument = compares_null(*comparison.left) || compares_null(*comparison.right);
  return std::any_of(comparison.ops.begin(), comparison.ops.end(), [&](const auto* op) {
    return function_nullable(op->function, argument);
  });
}

auto Inference::node(const AtTimeZone& zone) -> bool {
  operand(zone.zone);
  return function_nullable(zone.function->oid, zone.operand->nullable || zone.zone->nullable);
}

auto Inference::cast_nullable(const Cast& cast) const -> bool {
  auto from = cast.operand->type.oid;
  const auto& target = schema_.catalog.type(cast.type.oid);
  // A value that becomes one of a domain is checked; one that is of the domain already is not.
  if (target.kind == catalog::TypeKind::domain && target.not_null && from != cast.type.oid) {
    return false;
  }
  auto coercion = catalog::find_coercion(
      schema_.catalog, from, cast.type.oid, catalog::CoercionContext::explicit_);
  if (coercion.kind == catalog::CoercionKind::function && coercion.function != catalog::no_oid) {
    return function_nullable(coercion.function, cast.operand->nullable);
  }
  return cast.operand->nullable;
}

auto Inference::node(NonNull& assertion) -> bool {
  operand(assertion.operand);
  assertion.proven = !assertion.operand->nullable;
  return false;
}

// ---- constructors and accessors

auto Inference::node(const Exists& exists) -> bool {
  query(*exists.query);
  return false;
}

auto Inference::node(const ScalarSubquery& subquery) -> bool {
  auto nullable = query_nullable(*subquery.query);
  return nullable || prove_cardinality(schema_, program_, unit_, *subquery.query).cardinality !=
                         Cardinality::one;
}

auto Inference::node(const ArraySubquery& subquery) -> bool {
  query(*subquery.query);
  return false;
}

auto Inference::node(const ArrayConstructor& array) -> bool {
  operands(array.elements);
  return false;
}

auto Inference::node(const Row& row) -> bool {
  operands(row.elements);
  return false;
}

/// An index may be out of bounds. A slice is then empty.
auto Inference::node(const Subscript& subscript) -> bool {
  operand(subscript.lower);
  operand(subscript.upper);
  if (!subscript.slice) return true;
  const auto may_be_null = [](ExprPtr part) { return part != nullptr && part->nullable; };
  return may_be_null(subscript.operand) || may_be_null(subscript.lower) ||
         may_be_null(subscript.upper);
}

/// A field of a table's whole row is as good as the column, that of `row(...)` as what was put in;
/// those of other composites may be NULL.
auto Inference::field_nullable(const FieldSelection& selection) -> bool {
  const auto* made = selection.operand ? std::get_if<Row>(&selection.operand->node) : nullptr;
  if (made && selection.field < made->elements.size()) {
    return made->elements[selection.field]->nullable;
  }
  const auto* row = selection.operand ? std::get_if<WholeRow>(&selection.operand->node) : nullptr;
  if (!row || !std::holds_alternative<TableSource>(unit_.at(row->range).source)) return true;
  const auto& columns = unit_.at(row->range).columns;
  auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
    return column.sql_name == selection.sql_name;
  });
  if (found == columns.end()) return true;
  return column_nullable(row->range, static_cast<ColumnIndex>(found - columns.begin()));
}

/// What a condition that came out so tells, and what that tells of conditions known before.
void Inference::assume(const Expr& condition, Outcome outcome) {
  if (facts_.assume(implied_by({schema_, unit_, facts_}, condition, outcome))) follow();
}

/// Conditions that leave several possibilities, and checks, tell more when some are ruled out. What
/// they say is about rows: where groups have lost columns, nothing follows for those.
void Inference::follow() {
  if (facts_.has_grouped_away()) return;
  constexpr auto most_rounds = 8;
  for (auto round = 0; round < most_rounds; ++round) {
    auto conditions = facts_.open();
    for (const auto& check : checks_) {
      if (!facts_.is_padded(*check.row)) conditions.push_back(check);
    }
    auto changed = false;
    for (const auto& condition : conditions) {
      const auto situation = Situation{schema_, unit_, facts_, condition.row};
      auto told = implied_by(situation, *condition.expr, condition.outcome);
      changed = facts_.assume({.never = false,
                               .atoms = std::move(told.atoms),
                               .exprs = {},
                               .nulls = std::move(told.nulls),
                               .values = {},
                               .open = {}}) ||
                changed;
    }
    if (!changed) return;
  }
}

/// In a branch of `case x when y`, the two are equal.
void Inference::assume_equal(const Expr& operand, const Expr& value) {
  assume(operand, Outcome::not_null);
  const auto sides = column_and_constant(operand, value);
  if (!sides) return;
  const auto column = Atom{sides->column->range, sides->column->column};
  assume_value({column, Value::Kind::one_of, {sides->constant}});
}

void Inference::assume_value(Value value) {
  auto implied = Implied{};
  implied.values.push_back(std::move(value));
  if (facts_.assume(implied)) follow();
}

/// Each branch is looked at where its condition holds and those before it do not. One that is never
/// reached is looked at all the same, but gives no value.
auto Inference::case_nullable(const Case& choice) -> bool {
  auto mark = facts_.mark();
  operand(choice.operand);
  auto nullable = false;
  auto is_reached = true;
  for (const auto& when : choice.whens) {
    operand(when.condition);
    const auto situation = Situation{schema_, unit_, facts_};
    const auto is_tested = choice.operand != nullptr;
    const auto never = !is_tested && is_ruled_out(situation, *when.condition, Outcome::truth);
    const auto always = !is_tested && is_ruled_out(situation, *when.condition, Outcome::not_true);
    auto branch = facts_.mark();
    if (is_tested) {
      assume_equal(*choice.operand, *when.condition);
    } else {
      assume(*when.condition, Outcome::truth);
    }
    operand(when.result);
    nullable = nullable || (is_reached && !never && when.result->nullable);
    is_reached = is_reached && !always;
    facts_.undo(branch);
    if (!is_tested) assume(*when.condition, Outcome::not_true);
  }
  operand(choice.otherwise);
  nullable = nullable || (is_reached && (!choice.otherwise || choice.otherwise->nullable));
  facts_.undo(mark);
  return nullable;
}

/// Null only if all arguments are: each is looked at where those before it are.
auto Inference::coalesce_nullable(const SpecialCall& call) -> bool {
  auto mark = facts_.mark();
  auto nullable = true;
  for (auto* argument : call.arguments) {
    operand(argument);
    nullable = nullable && argument->nullable;
    assume(*argument, Outcome::null);
  }
  facts_.undo(mark);
  return nullable;
}

auto Inference::node(const SpecialCall& call) -> bool {
  using Kind = syntax::SpecialCall::Kind;
  switch (call.kind) {
    case Kind::coalesce:
    case Kind::greatest:
    case Kind::least:
      return coalesce_nullable(call);
    case Kind::nullif:
      operands(call.arguments);
      return true;
    case Kind::grouping:
      operands(call.arguments);
      return false;
  }
  return true;
}

auto Inference::node(const XmlCall& call) -> bool {
  using Kind = syntax::XmlCall::Kind;
  for (const auto& value : call.values) operand(value.value);
  operands(call.arguments);
  auto all_nullable = [](const auto& nodes, auto value_of) {
    return std::all_of(
        nodes.begin(), nodes.end(), [&](const auto& each) { return value_of(each)->nullable; });
  };
  switch (call.kind) {
    case Kind::element:
      return false;
    case Kind::concat:  // NULLs are left out
      return all_nullable(call.arguments, [](const Expr* each) { return each; });
    case Kind::forest:
      return all_nullable(call.values, [](const XmlCall::Value& each) { return each.value; });
    case Kind::pi:
    case Kind::parse:
    case Kind::root:
    case Kind::serialize:
      return !call.arguments.empty() && call.arguments.front()->nullable;
  }
  return true;
}

}  // namespace ormc::query
