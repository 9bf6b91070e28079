#include "query/aggregate_level.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <variant>

#include "diagnostics/query_place_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/expr_traits.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

auto range_of(const Expr& expr) -> std::optional<RangeId> {
  if (const auto* column = std::get_if<ColumnRef>(&expr.node)) return column->range;
  if (const auto* row = std::get_if<WholeRow>(&expr.node)) return row->range;
  if (const auto* system = std::get_if<SystemColumn>(&expr.node)) return system->range;
  return std::nullopt;
}

/// Calls `fn` for an expression and everything below it, subqueries included.
void walk_all(Binder& binder, Expr& root, const std::function<void(Expr&)>& fn) {
  walk(root, [&](Expr& expr) {
    fn(expr);
    for_each_subquery(expr, [&](Query& query) { walk_deep(binder.unit(), query, fn); });
  });
}

auto holds(const Scope& scope, RangeId range) -> bool {
  // The rows of a predicate are of scopes around the call.
  if (scope.expansion != nullptr) return false;
  return std::any_of(scope.ranges.begin(),
                     scope.ranges.end(),
                     [&](const VisibleRange& visible) { return visible.range == range; }) ||
         std::any_of(scope.paths.begin(), scope.paths.end(), [&](const Scope::PathJoin& path) {
           return path.range == range;
         });
}

/// The depth of the scope that a column belongs to; nothing for columns of finished subqueries.
auto column_depth(const Expr& expr, const Scope& scope) -> std::optional<std::size_t> {
  const auto range = range_of(expr);
  if (!range) return std::nullopt;
  auto depth = depth_of(scope);
  for (const auto* level = &scope; level != nullptr; level = level->outer, --depth) {
    if (holds(*level, *range)) return depth;
  }
  return std::nullopt;
}

/// The innermost levels of what stands in the arguments of an aggregate.
struct Levels {
  std::optional<std::size_t> column;
  std::optional<std::size_t> aggregate;
  const Expr* nested = nullptr;  // the aggregate of level `aggregate`
};

auto levels_of(Binder& binder, const Scope& scope, const std::vector<ExprPtr>& exprs) -> Levels {
  auto levels = Levels{};
  const auto here = depth_of(scope);
  const auto& depths = binder.placement().aggregate_depths;
  const auto visit = [&](const Expr& expr) {
    if (const auto depth = column_depth(expr, scope)) {
      levels.column = std::max(levels.column.value_or(0), *depth);
    }
    const auto found = depths.find(&expr);
    // What belongs to a finished subquery lies deeper than this level.
    if (found == depths.end() || found->second > here) return;
    if (levels.aggregate && *levels.aggregate >= found->second) return;
    levels.aggregate = found->second;
    levels.nested = &expr;
  };
  for (auto* expr : exprs) walk_all(binder, *expr, visit);
  return levels;
}

auto level_at(Scope& scope, std::size_t depth) -> Scope& {
  auto* level = &scope;
  for (auto here = depth_of(scope); here > depth; --here) level = level->outer;
  return *level;
}

auto allows_aggregates(Clause clause) -> bool {
  return clause == Clause::select_list || clause == Clause::having || clause == Clause::order_by ||
         clause == Clause::distinct_on || clause == Clause::window ||
         clause == Clause::aggregate_argument;
}

auto name_of(const Expr& expr) -> std::string {
  const auto* call = std::get_if<Call>(&expr.node);
  return call == nullptr ? "grouping" : std::string{call->function->name};
}

/// A window call or a set within the arguments: neither can be aggregated.
auto unfit_argument(const std::vector<ExprPtr>& exprs) -> const Expr* {
  const Expr* unfit = nullptr;
  for (const auto* expr : exprs) {
    walk(*expr, [&](const Expr& inner) {
      if (unfit == nullptr && (is_window_call(inner) || is_set_returning(inner))) unfit = &inner;
    });
  }
  return unfit;
}

/// Direct arguments are constant for a group: they may not depend on rows of a level further in.
auto check_direct_arguments(Binder& binder,
                            const Scope& scope,
                            const AggregateParts& parts,
                            std::size_t depth) -> bool {
  const auto levels = levels_of(binder, scope, parts.direct);
  const auto deeper =
      (levels.column && *levels.column > depth) || (levels.aggregate && *levels.aggregate >= depth);
  if (!deeper) return true;
  const auto inner = levels.nested != nullptr ? name_of(*levels.nested) : std::string{"column"};
  binder.diagnostics().report(parts.direct.front()->span,
                              diagnostics::NestedAggregate{parts.name, inner});
  return false;
}

}  // namespace

auto place_aggregate(Binder& binder, Scope& scope, ExprPtr call, const AggregateParts& parts)
    -> ExprPtr {
  const auto fail = [&](Span span, const auto& what) {
    binder.diagnostics().report(span, what);
    return binder.error(call->span);
  };
  if (const auto* unfit = unfit_argument(parts.aggregated)) {
    return fail(unfit->span, diagnostics::NestedAggregate{parts.name, name_of(*unfit)});
  }
  const auto levels = levels_of(binder, scope, parts.aggregated);
  auto depth = depth_of(scope);
  if (levels.column || levels.aggregate) {
    depth = std::max(levels.column.value_or(0), levels.aggregate.value_or(0));
  }
  if (levels.aggregate == depth && levels.nested != nullptr) {
    return fail(levels.nested->span,
                diagnostics::NestedAggregate{parts.name, name_of(*levels.nested)});
  }
  if (!parts.direct.empty() && !check_direct_arguments(binder, scope, parts, depth)) {
    return binder.error(call->span);
  }
  auto& level = level_at(scope, depth);
  if (!allows_aggregates(level.clause)) {
    return fail(
        call->span,
        diagnostics::MisplacedAggregate{parts.name, std::string{clause_name(level.clause)}});
  }
  level.has_aggregates = true;
  binder.placement().aggregate_depths[call] = depth;
  return call;
}

auto place_grouping(Binder& binder, Scope& scope, ExprPtr call) -> ExprPtr {
  const auto& arguments = std::get<SpecialCall>(call->node).arguments;
  return place_aggregate(binder, scope, call, {"grouping", arguments, {}});
}

auto depends_on_level(Binder& binder, Expr& expr, const Scope& scope) -> bool {
  auto found = false;
  const auto here = depth_of(scope);
  walk_all(binder, expr, [&](const Expr& inner) {
    found = found || column_depth(inner, scope) == here;
  });
  return found;
}

auto Binder::belongs_to(const Expr& aggregate, const Scope& scope) const -> bool {
  const auto found = placement_.aggregate_depths.find(&aggregate);
  return found != placement_.aggregate_depths.end() && found->second == depth_of(scope);
}

auto Binder::is_local(const Expr& expr, const Scope& scope) const -> bool {
  const auto range = range_of(expr);
  return range && holds(scope, *range);
}

}  // namespace ormc::query
