#include <algorithm>
#include <cstddef>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "query/aggregate_level.hpp"
#include "query/bind_call.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_statement.hpp"
#include "query/equal.hpp"
#include "query/expr_traits.hpp"

namespace ormc::query {

using catalog::AggregateKind;
using catalog::FunctionKind;

namespace {

auto allows_windows(Clause clause) -> bool {
  return clause == Clause::select_list || clause == Clause::order_by ||
         clause == Clause::distinct_on;
}

/// Where a set may stand: the server then makes a row of each of its values.
auto allows_sets(Clause clause) -> bool {
  switch (clause) {
    case Clause::select_list:
    case Clause::from_function:
    case Clause::group_by:
    case Clause::window:
    case Clause::order_by:
    case Clause::distinct_on:
    case Clause::insert_value:
      return true;
    case Clause::join_condition:
    case Clause::where:
    case Clause::having:
    case Clause::limit:
    case Clause::offset:
    case Clause::values:
    case Clause::update_value:
    case Clause::returning:
    case Clause::on_conflict_where:
    case Clause::merge_when:
    case Clause::filter:
    case Clause::aggregate_argument:
    case Clause::schema_default:
    case Clause::schema_check:
    case Clause::schema_generated:
    case Clause::schema_index:
    case Clause::schema_policy:
    case Clause::schema_trigger:
    case Clause::schema_rule:
    case Clause::schema_partition:
    case Clause::predicate:
      return false;
  }
  return false;
}

auto find_inner(const std::vector<ExprPtr>& exprs, bool (*test)(const Expr&)) -> const Expr* {
  for (const auto* expr : exprs) {
    if (test(*expr)) return expr;
  }
  return nullptr;
}

}  // namespace

auto CallBinder::misplaced(std::string modifier, std::string reason) -> bool {
  binder_.diagnostics().report(
      site_.span,
      diagnostics::MisplacedModifier{std::move(modifier), function_name(), std::move(reason)});
  return false;
}

auto CallBinder::check_modifiers() -> bool {
  const auto& function = *call_.function;
  switch (function.kind) {
    case FunctionKind::procedure:
      return misplaced("()", "it is a procedure and has no value");
    case FunctionKind::function:
      return check_plain_function();
    case FunctionKind::window:
      return check_window_function();
    case FunctionKind::aggregate:
      return function.aggregate_kind == AggregateKind::normal ? check_aggregate()
                                                              : check_ordered_set();
  }
  return true;
}

auto CallBinder::check_plain_function() -> bool {
  const auto reason = std::string{"it is not an aggregate"};
  if (call_.star) return misplaced("*", reason);
  if (call_.distinct) return misplaced("distinct", reason);
  if (!call_.within_group.empty()) return misplaced("within group", reason);
  if (!syntax_.order_by.empty()) return misplaced("order by", reason);
  if (call_.filter != nullptr) return misplaced("filter", reason);
  if (syntax_.over) return misplaced("over", "it is neither a window function nor an aggregate");
  return true;
}

auto CallBinder::check_window_function() -> bool {
  if (!call_.within_group.empty()) return misplaced("within group", "it is a window function");
  if (!syntax_.over) {
    binder_.diagnostics().report(
        site_.span,
        diagnostics::MissingModifier{function_name(), "a window function", "over (...)"});
    return false;
  }
  if (call_.distinct) return misplaced("distinct", "window functions do not have it");
  if (!syntax_.order_by.empty()) {
    return misplaced("order by", "the order of a window function stands in `over (...)`");
  }
  if (call_.filter != nullptr) return misplaced("filter", "only aggregates can be filtered");
  return true;
}

auto CallBinder::check_aggregate() -> bool {
  if (!call_.within_group.empty()) {
    return misplaced("within group", "it is not an ordered-set aggregate");
  }
  if (call_.arguments.empty() && !call_.star) {
    binder_.diagnostics().report(
        site_.span, diagnostics::MissingModifier{function_name(), "an aggregate over rows", "*"});
    return false;
  }
  if (!syntax_.over) return true;
  if (call_.distinct) return misplaced("distinct", "PostgreSQL has no distinct over windows");
  if (!syntax_.order_by.empty()) {
    return misplaced("order by", "the order of a window stands in `over (...)`");
  }
  return true;
}

auto CallBinder::check_ordered_set() -> bool {
  if (call_.within_group.empty()) {
    binder_.diagnostics().report(
        site_.span,
        diagnostics::MissingModifier{
            function_name(), "an ordered-set aggregate", "within group (order by ...)"});
    return false;
  }
  const auto reason = std::string{"it is an ordered-set aggregate"};
  if (call_.distinct) return misplaced("distinct", reason);
  if (!syntax_.order_by.empty()) return misplaced("order by", reason);
  if (syntax_.over) return misplaced("over", reason);
  return true;
}

auto CallBinder::bind_aggregate_order() -> bool {
  auto exprs = ExprBinder{binder_, scope_};
  for (const auto& item : syntax_.order_by) {
    call_.order_by.push_back(exprs.bind_order_item(item));
    if (is_error(*call_.order_by.back().expr)) return false;
  }
  for (const auto& item : call_.within_group) {
    binder_.resolve_unknown(item.expr);
    if (binder_.catalog().has_ordering(item.expr->type.oid)) continue;
    binder_.diagnostics().report(
        item.expr->span,
        diagnostics::NoOrdering{binder_.type_name(item.expr->type), "within group", false});
    return false;
  }
  if (!call_.distinct) return true;
  for (const auto& argument : call_.arguments) {
    binder_.resolve_unknown(argument.value);
    if (binder_.catalog().has_ordering(argument.value->type.oid)) continue;
    binder_.diagnostics().report(
        argument.value->span,
        diagnostics::NoOrdering{binder_.type_name(argument.value->type), "distinct", false});
    return false;
  }
  for (const auto& item : call_.order_by) {
    const auto is_argument = [&](const Argument& argument) {
      return equal(binder_.unit(), *argument.value, *item.expr);
    };
    if (std::any_of(call_.arguments.begin(), call_.arguments.end(), is_argument)) continue;
    binder_.diagnostics().report(item.expr->span,
                                 diagnostics::AggregateDistinctOrder{function_name()});
    return false;
  }
  return true;
}

auto CallBinder::finish(Oid result) -> ExprPtr {
  const auto& function = *call_.function;
  const auto aggregate = function.kind == FunctionKind::aggregate;
  if (aggregate && !bind_aggregate_order()) return binder_.error(site_.span);
  const auto waits = syntax_.over && must_wait(scope_, *syntax_.over);
  if (waits) {
    call_.over.emplace().pending = scope_.pending_windows.size() + 1;
  } else if (syntax_.over) {
    call_.over = ExprBinder{binder_, scope_}.bind_window(*syntax_.over);
  }
  auto* call = binder_.make(
      {.span = site_.span, .type = {result, -1}, .nullable = true, .node = std::move(call_)});
  if (waits) scope_.pending_windows.push_back({*syntax_.over, call, 0});
  call_.function = &function;
  if (syntax_.over) return finish_window_call(call);
  if (aggregate) return finish_aggregate(call);
  if (function.returns_set) return finish_set_returning(call);
  return call;
}

auto CallBinder::finish_aggregate(ExprPtr call) -> ExprPtr {
  const auto& bound = std::get<Call>(call->node);
  auto parts = AggregateParts{function_name(), {}, {}};
  auto& arguments =
      bound.function->aggregate_kind == AggregateKind::normal ? parts.aggregated : parts.direct;
  for (const auto& argument : bound.arguments) arguments.push_back(argument.value);
  for (const auto& item : bound.within_group) parts.aggregated.push_back(item.expr);
  for (const auto& item : bound.order_by) parts.aggregated.push_back(item.expr);
  if (bound.filter != nullptr) parts.aggregated.push_back(bound.filter);
  return place_aggregate(binder_, scope_, call, parts);
}

auto CallBinder::finish_window_call(ExprPtr call) -> ExprPtr {
  const auto& bound = std::get<Call>(call->node);
  if (!allows_windows(scope_.clause)) {
    return fail(
        site_.span,
        diagnostics::MisplacedWindowCall{function_name(), std::string{clause_name(scope_.clause)}});
  }
  auto inner = std::vector<ExprPtr>{};
  for (const auto& argument : bound.arguments) inner.push_back(argument.value);
  if (bound.filter != nullptr) inner.push_back(bound.filter);
  const auto* nested = find_inner(inner, contains_window_call);
  const auto* set = find_inner(inner, returns_set);
  if (nested != nullptr || set != nullptr) {
    const auto* where = nested != nullptr ? nested : set;
    const auto what = nested != nullptr ? "over" : "a set";
    return fail(where->span, diagnostics::NestedAggregate{function_name(), what});
  }
  scope_.has_windows = true;
  return call;
}

auto CallBinder::finish_set_returning(ExprPtr call) -> ExprPtr {
  const auto place = std::string{clause_name(scope_.clause)};
  auto& last = binder_.placement().last_set_returning;
  if (!allows_sets(scope_.clause)) {
    return fail(syntax_.function.span, diagnostics::MisplacedSetReturning{function_name(), place});
  }
  if (scope_.clause == Clause::from_function && last != set_before_) {
    return fail(syntax_.function.span,
                diagnostics::MisplacedSetReturning{function_name(), "from around another set"});
  }
  last = call;
  return call;
}

}  // namespace ormc::query
