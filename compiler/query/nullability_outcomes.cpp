#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <variant>

#include "query/nullability_narrow.hpp"
#include "query/walk.hpp"

/// What conditions may come out as, given what is known: `status = 'draft'` cannot be true where
/// `status = 'published'` is.
namespace ormc::query {

namespace {

namespace oid = catalog::oid;

enum class Sameness : std::uint8_t { same, different, unknown };

/// Digits without leading zeros, if a text is but digits.
auto digits(std::string_view text) -> std::optional<std::string_view> {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
  return text;
}

/// Whether two constants are one value. Different texts may be: `'1.0'::numeric` and `1`.
auto compare(const schema::Schema& schema, const Expr& left, const Expr& right) -> Sameness {
  const auto* a = std::get_if<Constant>(&left.node);
  const auto* b = std::get_if<Constant>(&right.node);
  const auto type = schema.catalog.base_type(left.type.oid);
  if (a == nullptr || b == nullptr || type != schema.catalog.base_type(right.type.oid)) {
    return Sameness::unknown;
  }
  const auto is_enum = schema.catalog.type(type).kind == catalog::TypeKind::enumeration;
  const auto is_text = is_enum || type == oid::text || type == oid::varchar;
  const auto is_integer = type == oid::int2 || type == oid::int4 || type == oid::int8;
  // Of others even the same text may be another value tomorrow: `date 'today'`.
  if (!is_text && !is_integer) return Sameness::unknown;
  if (a->text == b->text) return Sameness::same;
  if (is_text) return Sameness::different;
  const auto x = digits(a->text);
  const auto y = digits(b->text);
  if (!x || !y) return Sameness::unknown;
  return *x == *y ? Sameness::same : Sameness::different;
}

/// A collation of one's own may find different texts equal.
auto has_collation(const Situation& situation, Atom column) -> bool {
  const auto& source = situation.unit.at(column.range).source;
  auto model = std::optional<schema::ModelId>{};
  if (const auto* table = std::get_if<TableSource>(&source)) model = table->model;
  if (const auto* path = std::get_if<PathSource>(&source)) model = path->model;
  if (!model) return true;  // unknown: what is selected may have one
  const auto& columns = situation.schema.at(*model).columns;
  return column.column >= columns.size() || columns[column.column].collation.has_value() ||
         situation.schema.catalog.type(columns[column.column].type.oid).kind ==
             catalog::TypeKind::domain;
}

auto only(bool truth) -> Outcomes { return {truth, !truth, false}; }

auto is_builtin_equality(const OperatorCall& call) -> bool {
  return call.left != nullptr && call.op->schema == "pg_catalog" &&
         (call.op->name == "=" || call.op->name == "<>");
}

class Possible {
 public:
  explicit Possible(const Situation& situation) : situation_(situation) {}

  auto of(const Expr& expr) const -> Outcomes {
    auto outcomes = std::visit([&](const auto& node) { return look(node, expr); }, expr.node);
    return outcomes;
  }

 private:
  template <class Node>
  auto look(const Node&, const Expr& expr) const -> Outcomes {
    return {true, true, expr.nullable};
  }

  auto look(const Constant& node, const Expr&) const -> Outcomes {
    if (node.kind == syntax::Literal::Kind::null) return {false, false, true};
    if (node.kind == syntax::Literal::Kind::boolean) return only(node.text == "true");
    return {true, true, false};
  }

  auto look(const ColumnRef& node, const Expr&) const -> Outcomes {
    const auto column = situation_.at(node);
    if (situation_.facts.is_null(column)) return {false, false, true};
    auto outcomes = Outcomes{true, true, !situation_.is_not_null(column)};
    for (const auto& value : situation_.facts.values()) {
      if (value.column != column) continue;
      if (value.kind == Value::Kind::truth) outcomes.falsehood = false;
      if (value.kind == Value::Kind::falsehood) outcomes.truth = false;
    }
    return outcomes;
  }

  auto look(const Not& node, const Expr&) const -> Outcomes {
    const auto operand = of(*node.operand);
    return {operand.falsehood, operand.truth, operand.null};
  }

  auto look(const Logical& node, const Expr&) const -> Outcomes {
    // `or` is `and` with truth and falsehood exchanged.
    const auto all = node.kind == syntax::Logical::Kind::all;
    auto every_neutral = true;
    auto some_deciding = false;
    auto some_null = false;
    auto decided = false;
    for (const auto* term : node.terms) {
      const auto outcomes = of(*term);
      const auto neutral = all ? outcomes.truth : outcomes.falsehood;
      const auto deciding = all ? outcomes.falsehood : outcomes.truth;
      every_neutral = every_neutral && neutral;
      some_deciding = some_deciding || deciding;
      some_null = some_null || outcomes.null;
      decided = decided || (deciding && !neutral && !outcomes.null);
    }
    if (decided) return only(!all);
    return all ? Outcomes{every_neutral, some_deciding, some_null}
               : Outcomes{some_deciding, every_neutral, some_null};
  }

  auto look(const IsTest& node, const Expr&) const -> Outcomes {
    auto holds = Outcomes{true, true, false};
    const auto operand = of(*node.operand);
    switch (node.kind) {
      case syntax::IsTest::Kind::null:
        holds = is_null(*node.operand);
        break;
      case syntax::IsTest::Kind::truth:
        holds = {operand.truth, operand.falsehood || operand.null, false};
        break;
      case syntax::IsTest::Kind::falsehood:
        holds = {operand.falsehood, operand.truth || operand.null, false};
        break;
      case syntax::IsTest::Kind::unknown:
        holds = {operand.null, operand.truth || operand.falsehood, false};
        break;
      case syntax::IsTest::Kind::document:
        return {true, true, node.operand->nullable};
    }
    if (node.negated) std::swap(holds.truth, holds.falsehood);
    return holds;
  }

  /// A row is null when all its fields are: that is not what is known of its column.
  auto is_null(const Expr& operand) const -> Outcomes {
    const auto* column = std::get_if<ColumnRef>(&operand.node);
    const auto base = situation_.schema.catalog.base_type(operand.type.oid);
    if (column == nullptr || base == oid::record ||
        !situation_.schema.catalog.fields(base).empty()) {
      return {true, true, false};
    }
    const auto at = situation_.at(*column);
    if (situation_.facts.is_null(at)) return only(true);
    if (situation_.is_not_null(at)) return only(false);
    return {true, true, false};
  }

  auto look(const OperatorCall& node, const Expr& expr) const -> Outcomes {
    auto outcomes = Outcomes{true, true, expr.nullable};
    if (!is_builtin_equality(node)) return outcomes;
    const auto sides = column_and_constant(*node.left, *node.right);
    if (!sides) return outcomes;
    outcomes = equals(*sides->column, {sides->constant});
    if (node.op->name == "<>") std::swap(outcomes.truth, outcomes.falsehood);
    return outcomes;
  }

  auto look(const InList& node, const Expr& expr) const -> Outcomes {
    auto outcomes = Outcomes{true, true, expr.nullable};
    const auto* column = std::get_if<ColumnRef>(&node.operand->node);
    if (column == nullptr) return outcomes;
    auto constants = std::vector<const Expr*>{};
    for (const auto* value : node.values) {
      if (!std::holds_alternative<Constant>(value->node)) return outcomes;
      constants.push_back(value);
    }
    outcomes = equals(*column, constants);
    if (node.negated) std::swap(outcomes.truth, outcomes.falsehood);
    return outcomes;
  }

  /// The column is one of these.
  auto equals(const ColumnRef& ref, const std::vector<const Expr*>& constants) const -> Outcomes {
    const auto column = situation_.at(ref);
    if (situation_.facts.is_null(column)) return {false, false, true};
    auto outcomes = Outcomes{true, true, !situation_.is_not_null(column)};
    const auto distinct = !has_collation(situation_, column);
    const auto known = [&](const Expr* a, const Expr* b, Sameness sameness) {
      if (sameness == Sameness::different && !distinct) return false;
      return compare(situation_.schema, *a, *b) == sameness;
    };
    for (const auto& value : situation_.facts.values()) {
      if (value.column != column) continue;
      const auto all_of = [&](const auto& list, auto&& test) {
        return std::all_of(list.begin(), list.end(), test);
      };
      const auto any_same = [&](const Expr* constant, const auto& list) {
        return std::any_of(list.begin(), list.end(), [&](const Expr* other) {
          return known(constant, other, Sameness::same);
        });
      };
      if (value.kind == Value::Kind::none_of) {
        // Every constant is one of those that it is not.
        if (all_of(constants, [&](const Expr* c) { return any_same(c, value.constants); })) {
          outcomes.truth = false;
        }
      } else if (value.kind == Value::Kind::one_of) {
        if (all_of(value.constants, [&](const Expr* v) {
              return all_of(constants,
                            [&](const Expr* c) { return known(v, c, Sameness::different); });
            })) {
          outcomes.truth = false;
        }
        if (all_of(value.constants, [&](const Expr* v) { return any_same(v, constants); })) {
          outcomes.falsehood = false;
        }
      }
    }
    return outcomes;
  }

  const Situation& situation_;
};

}  // namespace

auto Situation::is_not_null(Atom column) const -> bool {
  if (facts.is_grouped_away(column)) return false;
  if (facts.is_known(column)) return true;
  const auto& range = unit.at(column.range);
  return !std::holds_alternative<JoinSource>(range.source) && !facts.is_padded(column.range) &&
         !range.columns[column.column].nullable;
}

auto column_and_constant(const Expr& left, const Expr& right) -> std::optional<ColumnConstant> {
  const auto is_value = [](const Expr& expr) {
    const auto* constant = std::get_if<Constant>(&expr.node);
    return constant != nullptr && constant->kind != syntax::Literal::Kind::null;
  };
  if (const auto* column = std::get_if<ColumnRef>(&left.node); column && is_value(right)) {
    return ColumnConstant{column, &right};
  }
  if (const auto* column = std::get_if<ColumnRef>(&right.node); column && is_value(left)) {
    return ColumnConstant{column, &left};
  }
  return std::nullopt;
}

auto possible_outcomes(const Situation& situation, const Expr& condition) -> Outcomes {
  return Possible{situation}.of(condition);
}

auto is_ruled_out(const Situation& situation, const Expr& condition, Outcome outcome) -> bool {
  const auto possible = possible_outcomes(situation, condition);
  switch (outcome) {
    case Outcome::truth:
      return !possible.truth;
    case Outcome::falsehood:
      return !possible.falsehood;
    case Outcome::not_null:
      return !possible.truth && !possible.falsehood;
    case Outcome::null:
      return !possible.null;
    case Outcome::not_true:
      return !possible.falsehood && !possible.null;
    case Outcome::not_false:
      return !possible.truth && !possible.null;
  }
  return false;
}

auto speaks_of_null(const Expr& check) -> bool {
  auto found = false;
  walk(check, [&](const Expr& expr) {
    const auto* call = std::get_if<Call>(&expr.node);
    found = found || std::holds_alternative<IsTest>(expr.node) ||
            std::holds_alternative<IsDistinctFrom>(expr.node) ||
            (call != nullptr &&
             (call->function->name == "num_nonnulls" || call->function->name == "num_nulls"));
  });
  return found;
}

}  // namespace ormc::query
