#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/suspicion_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_statement.hpp"
#include "query/equal.hpp"

namespace ormc::query {
namespace {

/// The name that an expression consists of, if it is nothing more.
auto bare_name(const syntax::Expr& expr) -> const syntax::Name* {
  const auto* name = std::get_if<syntax::NameRef>(&expr.node);
  return name != nullptr && name->name.parts.size() == 1 ? &name->name.parts.front() : nullptr;
}

/// The constant that an expression is, with its sign; numbers that do not fit an int are no
/// integers to SQL.
struct WrittenConstant {
  std::optional<std::int32_t> integer;
  std::string text;
};
auto written_constant(const syntax::Expr& expr) -> std::optional<WrittenConstant> {
  const auto* literal = std::get_if<syntax::Literal>(&expr.node);
  auto sign = std::string{};
  if (const auto* unary = std::get_if<syntax::Unary>(&expr.node)) {
    if (unary->op.symbol != "-" || unary->op.schema) return std::nullopt;
    literal = std::get_if<syntax::Literal>(&unary->operand->node);
    sign = "-";
    using Kind = syntax::Literal::Kind;
    if (literal != nullptr && literal->kind != Kind::integer && literal->kind != Kind::numeric) {
      return std::nullopt;
    }
  }
  if (literal == nullptr) return std::nullopt;
  auto constant = WrittenConstant{std::nullopt, sign + literal->text};
  if (literal->kind != syntax::Literal::Kind::integer) return constant;
  auto value = std::int32_t{};
  const auto* end = constant.text.data() + constant.text.size();
  auto read = std::from_chars(constant.text.data(), end, value);
  if (read.ec == std::errc{} && read.ptr == end) constant.integer = value;
  return constant;
}

auto has_failed(const OutputColumn& column) -> bool { return column.expr->type.oid == error_type; }
auto has_failed(const ResultColumn& column) -> bool { return column.type.oid == error_type; }

template <class Column>
auto any_failed(const std::vector<Column>& columns) -> bool {
  return std::any_of(
      columns.begin(), columns.end(), [](const Column& column) { return has_failed(column); });
}

/// A column that failed may stand for any number of them.
template <class Column>
auto find_position(Binder& binder,
                   const WrittenConstant& constant,
                   Span span,
                   const OutputClause& clause,
                   const std::vector<Column>& columns) -> std::optional<std::uint32_t> {
  if (!constant.integer) {
    binder.diagnostics().report(span, diagnostics::ConstantInClause{std::string{clause.name}});
    return std::nullopt;
  }
  if (*constant.integer < 1 || static_cast<std::size_t>(*constant.integer) > columns.size()) {
    if (!any_failed(columns)) {
      binder.diagnostics().report(
          span,
          diagnostics::OutputPosition{std::string{clause.name}, constant.text, columns.size()});
    }
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*constant.integer - 1);
}

/// The select item that a name means: the first of those that are the same expression.
auto find_named_output(Binder& binder,
                       const syntax::Name& name,
                       Folding folding,
                       const OutputClause& clause,
                       const std::vector<OutputColumn>& items) -> std::optional<std::uint32_t> {
  auto found = std::optional<std::uint32_t>{};
  for (auto i = std::uint32_t{0}; i < items.size(); ++i) {
    if (items[i].nested ||
        !(matches(name, items[i].name, folding) || matches(name, items[i].sql_name, folding))) {
      continue;
    }
    if (!found) {
      found = i;
    } else if (!equal(binder.unit(), *items[*found].expr, *items[i].expr)) {
      binder.diagnostics()
          .report(name.span, diagnostics::AmbiguousOutputName{std::string{clause.name}, name.text})
          .label(items[*found].span, "one is here")
          .label(items[i].span, "another is here");
      return found;
    }
  }
  return found;
}

/// The select item that a clause names; nothing when it means an expression of its own.
auto find_output(Binder& binder,
                 const syntax::Expr& expr,
                 const OutputClause& clause,
                 std::vector<OutputColumn>& items,
                 Scope& scope) -> std::optional<OutputTarget> {
  if (const auto* name = bare_name(expr)) {
    for (auto folding : {Folding::exact, Folding::folded}) {
      auto is_column = finds_column(binder, scope, *name, folding);
      if (is_column && clause.first == NamesFirst::columns) return std::nullopt;
      if (auto output = find_named_output(binder, *name, folding, clause, items)) {
        return OutputTarget{items[*output].expr, output};
      }
      if (is_column) return std::nullopt;
    }
    return std::nullopt;
  }
  auto constant = written_constant(expr);
  if (!constant) return std::nullopt;
  auto output = find_position(binder, *constant, expr.span, clause, items);
  if (!output) return OutputTarget{binder.error(expr.span), std::nullopt};
  return OutputTarget{items[*output].expr, output};
}

auto bind_output_item(Binder& binder,
                      const syntax::OrderItem& item,
                      std::vector<OutputColumn>& outputs,
                      Scope& scope) -> OrderItem {
  const auto clause = OutputClause{"order by", Clause::order_by};
  if (const auto* parameter = std::get_if<syntax::Parameter>(&item.expr->node)) {
    binder.diagnostics().report(item.expr->span,
                                diagnostics::OrderByParameter{parameter->name.text});
  }
  auto output = find_output(binder, *item.expr, clause, outputs, scope);
  if (!output) return binder.bind_order_item(item, scope);
  binder.resolve_unknown(output->expr);
  if (!item.using_operator) {
    require_comparison(binder, output->expr->type, Comparison::ordering, "order by", item.span);
  }
  ExprBinder{binder, scope}.check_using(item.using_operator, output->expr);
  return {output->expr, output->output, item.direction, item.nulls, item.using_operator};
}

/// The column of the select list that an item sorts by, if it does.
auto output_of(const Binder& binder, const Select& select, const OrderItem& item)
    -> std::optional<std::size_t> {
  if (item.output) return *item.output;
  for (auto i = std::size_t{0}; i < select.items.size(); ++i) {
    if (equal(binder.unit(), *select.items[i].expr, *item.expr)) return i;
  }
  return std::nullopt;
}

/// Two columns of a select list are different even when they say the same.
auto sort_alike(const Binder& binder,
                const Select& select,
                const OrderItem& left,
                const OrderItem& right) -> bool {
  const auto output = output_of(binder, select, left);
  if (output != output_of(binder, select, right)) return false;
  return output || equal(binder.unit(), *left.expr, *right.expr);
}

/// Whether every expression of `distinct on` comes before all others in order by. What may not be
/// there cannot be one of those.
void check_distinct_on(Binder& binder, const Select& select, const std::vector<OrderItem>& order) {
  const auto failed = [](const OrderItem& item) { return item.expr->type.oid == error_type; };
  if (std::any_of(select.distinct_on.begin(), select.distinct_on.end(), failed)) return;
  auto skipped = std::optional<Span>{};
  for (const auto& item : order) {
    const auto is_distinct = std::any_of(
        select.distinct_on.begin(), select.distinct_on.end(), [&](const OrderItem& other) {
          return sort_alike(binder, select, item, other);
        });
    if (item.part || !is_distinct) {
      if (!skipped) skipped = item.expr->span;
    } else if (skipped) {
      binder.diagnostics().report(*skipped, diagnostics::DistinctOrder{true});
      return;
    }
  }
  if (!skipped) return;
  for (const auto& item : select.distinct_on) {
    auto sorted = std::any_of(order.begin(), order.end(), [&](const OrderItem& other) {
      return !other.part && sort_alike(binder, select, other, item);
    });
    if (sorted) continue;
    binder.diagnostics().report(*skipped, diagnostics::DistinctOrder{true});
    return;
  }
}

}  // namespace

auto bind_output_target(Binder& binder,
                        const syntax::Expr& expr,
                        const OutputClause& clause,
                        std::vector<OutputColumn>& items,
                        Scope& scope) -> OutputTarget {
  auto target = find_output(binder, expr, clause, items, scope);
  if (!target) {
    auto outside = std::exchange(scope.clause, clause.clause);
    target = OutputTarget{binder.bind_expr(expr, scope), std::nullopt};
    scope.clause = outside;
  }
  binder.resolve_unknown(target->expr);
  require_comparison(binder, target->expr->type, Comparison::equality, clause.name, expr.span);
  return *target;
}

auto bind_order_by(Binder& binder,
                   const syntax::Query& query,
                   std::vector<OutputColumn>& items,
                   Scope& scope) -> std::vector<OrderItem> {
  auto bound = std::vector<OrderItem>{};
  auto clause = std::exchange(scope.clause, Clause::order_by);
  for_each_order_item(binder, query.order_by, [&](const syntax::OrderItem& item) {
    bound.push_back(bind_output_item(binder, item, items, scope));
    bound.back().part = binder.part();
  });
  scope.clause = clause;
  return bound;
}

auto bind_result_order(Binder& binder,
                       const syntax::Query& query,
                       const std::vector<ResultColumn>& columns) -> std::vector<OrderItem> {
  auto bound = std::vector<OrderItem>{};
  auto names = std::vector<std::string>{};
  for (const auto& column : columns) names.push_back(column.name);
  for_each_order_item(binder, query.order_by, [&](const syntax::OrderItem& item) {
    auto output = std::optional<std::uint32_t>{};
    if (const auto* name = bare_name(*item.expr)) {
      if (auto found = find_name(*name, names)) output = static_cast<std::uint32_t>(*found);
      if (output && std::count(names.begin(), names.end(), names[*output]) > 1) {
        binder.diagnostics().report(name->span,
                                    diagnostics::AmbiguousOutputName{"order by", name->text});
        return;
      }
    } else if (auto constant = written_constant(*item.expr)) {
      output = find_position(
          binder, *constant, item.expr->span, {"order by", Clause::order_by}, columns);
      if (!output) return;
    }
    if (!output) {
      // A column that failed may have had this name.
      if (!any_failed(columns)) {
        binder.diagnostics().report(item.expr->span, diagnostics::OutputNameOnly{});
      }
      return;
    }
    require_comparison(binder, columns[*output].type, Comparison::ordering, "order by", item.span);
    bound.push_back(
        {nullptr, output, item.direction, item.nulls, item.using_operator, binder.part()});
  });
  return bound;
}

void bind_distinct(Binder& binder,
                   const syntax::Select& syntax,
                   Scope& scope,
                   Select& select,
                   const std::vector<OrderItem>& order_by) {
  for (const auto* expr : syntax.distinct_on) {
    auto target = bind_output_target(
        binder, *expr, {"distinct on", Clause::distinct_on}, select.items, scope);
    auto item = OrderItem{};
    item.expr = target.expr;
    item.output = target.output;
    select.distinct_on.push_back(std::move(item));
  }
  if (!select.distinct_on.empty()) return check_distinct_on(binder, select, order_by);
  select.distinct = syntax.distinct;
  if (!select.distinct) return;
  for (const auto& item : select.items) {
    binder.resolve_unknown(item.expr);
    require_comparison(binder, item.expr->type, Comparison::equality, "distinct", item.span);
  }
  for (const auto& order : order_by) {
    auto selected =
        std::any_of(select.items.begin(), select.items.end(), [&](const OutputColumn& item) {
          return equal(binder.unit(), *item.expr, *order.expr);
        });
    if (!selected && order.expr->type.oid != error_type) {
      binder.diagnostics().report(order.expr->span, diagnostics::DistinctOrder{});
    }
  }
}

void require_comparison(
    Binder& binder, TypeRef type, Comparison comparison, std::string_view clause, Span span) {
  if (type.oid == error_type || type.oid == catalog::oid::unknown) return;
  auto equality = comparison == Comparison::equality;
  const auto& catalog = binder.catalog();
  if (equality ? catalog.has_equality(type.oid) : catalog.has_ordering(type.oid)) return;
  binder.diagnostics().report(
      span, diagnostics::NoOrdering{binder.type_name(type), std::string{clause}, equality});
}

}  // namespace ormc::query
