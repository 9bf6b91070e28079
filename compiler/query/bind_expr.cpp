#include "query/bind_expr.hpp"

#include <type_traits>
#include <variant>

#include "diagnostics/query_place_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/expr_traits.hpp"

namespace ormc::query {
namespace {

/// The operand that is bound before anything else of a node, as the server does it. These are the
/// nodes of which long chains are written without brackets. Comparisons with subqueries are not
/// among them: there the server analyses the subquery first.
struct LeftmostOperand {
  using Result = const syntax::Expr*;

  auto operator()(const syntax::Binary& node) const -> Result { return node.left; }
  auto operator()(const syntax::IsTest& node) const -> Result { return node.operand; }
  auto operator()(const syntax::IsDistinctFrom& node) const -> Result { return node.left; }
  auto operator()(const syntax::IsNormalized& node) const -> Result { return node.operand; }
  auto operator()(const syntax::Between& node) const -> Result { return node.operand; }
  auto operator()(const syntax::InList& node) const -> Result { return node.operand; }
  auto operator()(const syntax::Like& node) const -> Result { return node.operand; }
  auto operator()(const syntax::Quantified& node) const -> Result {
    return node.query == nullptr ? node.operand : nullptr;
  }
  auto operator()(const syntax::AtTimeZone& node) const -> Result { return node.operand; }
  auto operator()(const syntax::Collate& node) const -> Result { return node.operand; }
  auto operator()(const syntax::Cast& node) const -> Result {
    // An array constructor is bound with the type of the cast around it.
    const auto is_array = std::holds_alternative<syntax::ArrayConstructor>(node.operand->node);
    return is_array ? nullptr : node.operand;
  }
  auto operator()(const syntax::NonNull& node) const -> Result { return node.operand; }
  auto operator()(const syntax::Subscript& node) const -> Result { return node.operand; }
  auto operator()(const syntax::FieldSelection& node) const -> Result { return node.operand; }

  auto operator()(const syntax::Literal&) const -> Result { return nullptr; }
  auto operator()(const syntax::TypedLiteral&) const -> Result { return nullptr; }
  auto operator()(const syntax::NameRef&) const -> Result { return nullptr; }
  auto operator()(const syntax::Star&) const -> Result { return nullptr; }
  auto operator()(const syntax::Parameter&) const -> Result { return nullptr; }
  auto operator()(const syntax::DefaultValue&) const -> Result { return nullptr; }
  auto operator()(const syntax::Missing&) const -> Result { return nullptr; }
  auto operator()(const syntax::Unary&) const -> Result { return nullptr; }
  auto operator()(const syntax::Logical&) const -> Result { return nullptr; }
  auto operator()(const syntax::Not&) const -> Result { return nullptr; }
  auto operator()(const syntax::InSubquery&) const -> Result { return nullptr; }
  auto operator()(const syntax::Exists&) const -> Result { return nullptr; }
  auto operator()(const syntax::ScalarSubquery&) const -> Result { return nullptr; }
  auto operator()(const syntax::ArraySubquery&) const -> Result { return nullptr; }
  auto operator()(const syntax::ArrayConstructor&) const -> Result { return nullptr; }
  auto operator()(const syntax::RowConstructor&) const -> Result { return nullptr; }
  auto operator()(const syntax::Case&) const -> Result { return nullptr; }
  auto operator()(const syntax::SpecialCall&) const -> Result { return nullptr; }
  auto operator()(const syntax::KeywordValue&) const -> Result { return nullptr; }
  auto operator()(const syntax::Call&) const -> Result { return nullptr; }
  auto operator()(const syntax::XmlCall&) const -> Result { return nullptr; }
  auto operator()(const syntax::Shape&) const -> Result { return nullptr; }
  auto operator()(const syntax::OptionalTerm&) const -> Result { return nullptr; }
};

}  // namespace

auto ExprBinder::bind(const syntax::Expr& expr) -> ExprPtr {
  auto spine = std::vector<const syntax::Expr*>{&expr};
  while (const auto* operand = std::visit(LeftmostOperand{}, spine.back()->node)) {
    spine.push_back(operand);
  }
  auto* bound = ExprPtr{nullptr};
  for (auto place = spine.rbegin(); place != spine.rend(); ++place) {
    const auto site = Site{**place, (*place)->span, (*place)->focus, bound};
    bound = std::visit([&](const auto& node) { return bind_node(node, site); }, (*place)->node);
  }
  return bound;
}

auto depth_of(const Scope& scope) -> std::size_t {
  auto depth = std::size_t{0};
  for (const auto* outer = scope.outer; outer != nullptr; outer = outer->outer) ++depth;
  return depth;
}

auto clause_name(Clause clause) -> std::string_view {
  switch (clause) {
    case Clause::select_list:
      return "the select list";
    case Clause::from_function:
      return "from";
    case Clause::join_condition:
      return "the condition of a join";
    case Clause::where:
      return "where";
    case Clause::group_by:
      return "group by";
    case Clause::having:
      return "having";
    case Clause::window:
      return "the definition of a window";
    case Clause::order_by:
      return "order by";
    case Clause::distinct_on:
      return "distinct on";
    case Clause::limit:
      return "limit";
    case Clause::offset:
      return "offset";
    case Clause::values:
    case Clause::insert_value:
      return "values";
    case Clause::update_value:
      return "set";
    case Clause::returning:
      return "returning";
    case Clause::on_conflict_where:
      return "on conflict";
    case Clause::merge_when:
      return "when";
    case Clause::filter:
      return "filter";
    case Clause::aggregate_argument:
      return "the argument of an aggregate";
    case Clause::schema_default:
      return "a default";
    case Clause::schema_check:
      return "a check";
    case Clause::schema_generated:
      return "a generated column";
    case Clause::schema_index:
      return "an index";
    case Clause::schema_policy:
      return "a policy";
    case Clause::schema_trigger:
      return "the condition of a trigger";
    case Clause::schema_rule:
      return "the condition of a rule";
    case Clause::schema_partition:
      return "the bound of a partition";
    case Clause::predicate:
      return "a predicate";
  }
  return {};
}

auto is_schema_clause(Clause clause) -> bool {
  return clause == Clause::schema_default || clause == Clause::schema_check ||
         clause == Clause::schema_generated || clause == Clause::schema_index ||
         clause == Clause::schema_trigger || clause == Clause::schema_partition;
}

auto Binder::bind_expr(const syntax::Expr& expr, Scope& scope) -> ExprPtr {
  if (std::holds_alternative<syntax::DefaultValue>(expr.node) &&
      (scope.clause == Clause::insert_value || scope.clause == Clause::update_value)) {
    return make({.span = expr.span,
                 .type = {catalog::oid::unknown, -1},
                 .nullable = true,
                 .node = DefaultValue{}});
  }
  return ExprBinder{*this, scope}.bind(expr);
}

auto Binder::bind_condition(const syntax::Expr& expr, Scope& scope, std::string_view place)
    -> ExprPtr {
  auto* condition = bind_expr(expr, scope);
  const auto what = "the condition of " + std::string{place};
  condition =
      coerce(condition, {catalog::oid::bool_, -1}, catalog::CoercionContext::assignment, what);
  if (!returns_set(*condition)) return condition;
  diagnostics_.report(condition->span,
                      diagnostics::MisplacedSetReturning{"this condition", std::string{place}});
  return error(condition->span);
}

auto Binder::bind_window(const syntax::Window& window, Scope& scope) -> Window {
  return ExprBinder{*this, scope}.bind_window(window);
}

auto Binder::bind_order_item(const syntax::OrderItem& item, Scope& scope) -> OrderItem {
  return ExprBinder{*this, scope}.bind_order_item(item);
}

}  // namespace ormc::query
