#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_shape.hpp"
#include "query/bind_statement.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

/// Binds one query in a scope of its own.
class QueryBinder {
 public:
  QueryBinder(Binder& binder, const syntax::Query& syntax, Scope* outer, Unknowns unknowns)
      : binder_(binder), syntax_(syntax), unknowns_(unknowns) {
    scope_.outer = outer;
    if (binder.placement().shape_host == &syntax) scope_.shape.emplace();
  }

  QueryBinder(Binder& binder,
              const syntax::Query& syntax,
              Scope* outer,
              const RecursiveStart& recursive)
      : QueryBinder(binder, syntax, outer, Unknowns::become_text) {
    recursive_ = recursive;
  }

  auto bind() -> QueryPtr {
    query_.span = syntax_.span;
    if (syntax_.with) query_.with = bind_with(binder_, *syntax_.with, scope_);
    const auto* last_set = binder_.placement().last_set_returning;
    std::visit(*this, syntax_.body);
    binder_.placement().last_set_returning = last_set;  // its sets are its own affair
    return binder_.unit().arena.make(std::move(query_));
  }

  /// In the order in which the server analyses the clauses: where before having, order by before
  /// group by, limits after both, windows last.
  void operator()(const syntax::Select& syntax) {
    auto select = Select{};
    if (syntax.into) {
      binder_.diagnostics().report(syntax.into->span, diagnostics::SelectInto{spell(*syntax.into)});
    }
    auto from = bind_from(binder_, syntax.from, scope_);
    select.from = std::move(from.items);
    bind_windows(syntax);
    select.items = bind_items(binder_, syntax.items, scope_, Clause::select_list);
    for (const auto& item : select.items) scope_.output_names.push_back(item.name);
    query_.shape = take_shape(binder_, scope_);
    if (syntax.where != nullptr) {
      auto guard = ClauseGuard{scope_, Clause::where};
      from.conditions.push_back(binder_.bind_condition(*syntax.where, scope_, "where"));
    }
    select.where = conjunction(binder_, from.conditions, syntax_.span);
    if (syntax.having != nullptr) {
      auto guard = ClauseGuard{scope_, Clause::having};
      select.having = binder_.bind_condition(*syntax.having, scope_, "having");
    }
    query_.order_by = bind_order_by(binder_, syntax_, select.items, scope_);
    select.group_by = bind_group_by(binder_, syntax.group_by, select.items, scope_);
    select.group_distinct = syntax.group_distinct;
    bind_distinct(binder_, syntax, scope_, select, query_.order_by);
    bind_limits(binder_, syntax_, scope_, query_);
    bind_pending_windows();
    select.windows = scope_.windows;
    finish(std::move(select));
  }

  void operator()(const syntax::Values& syntax) {
    auto values = Values{};
    auto guard = ClauseGuard{scope_, Clause::values};
    for (const auto& row : syntax.rows) values.rows.push_back(bind_row(row));
    bind_value_columns(values);
    query_.body = std::move(values);
    query_.order_by = bind_result_order(binder_, syntax_, query_.columns);
    bind_limits(binder_, syntax_, scope_, query_);
    bind_locking(binder_, syntax_, scope_, query_);
  }

  /// `table Post` is `select * from Post`.
  void operator()(const syntax::TableCommand& command) {
    const auto star = syntax::Expr{command.name.span, command.name.span, syntax::Star{}};
    auto named = syntax::NamedTable{};
    named.name = command.name;
    named.only = command.only;
    const auto table = syntax::TableRef{command.name.span, std::move(named)};
    auto select = syntax::Select{};
    select.items.push_back({&star, std::nullopt, command.name.span});
    select.from.push_back(&table);
    (*this)(select);
  }

  void operator()(const syntax::SetOperation&) {
    bind_set_operation(binder_, syntax_, scope_, query_, recursive_);
  }

 private:
  void bind_windows(const syntax::Select& syntax) {
    auto guard = ClauseGuard{scope_, Clause::window};
    for (const auto& [name, window] : syntax.windows) {
      auto same = std::find_if(
          scope_.windows.begin(), scope_.windows.end(), [&name = name](const auto& other) {
            return other.first == fold(name);
          });
      if (same != scope_.windows.end()) {
        binder_.diagnostics().report(name.span,
                                     diagnostics::DuplicateDefinition{name.text, "window"});
        continue;
      }
      if (must_wait(scope_, window)) {
        scope_.pending_windows.push_back({window, nullptr, scope_.windows.size()});
        auto pending = Window{};
        pending.pending = scope_.pending_windows.size();
        scope_.windows.emplace_back(fold(name), std::move(pending));
      } else {
        scope_.windows.emplace_back(fold(name), binder_.bind_window(window, scope_));
      }
    }
  }

  void bind_pending_windows() {
    for (const auto& [window, call, index] : std::exchange(scope_.pending_windows, {})) {
      auto bound = binder_.bind_window(window, scope_);
      auto* target = call == nullptr ? nullptr : std::get_if<Call>(&call->node);
      if (target != nullptr) {
        target->over = std::move(bound);
      } else if (call == nullptr) {
        scope_.windows[index].second = std::move(bound);
      }
    }
  }

  void finish(Select select) {
    if (unknowns_ == Unknowns::become_text) {
      query_.columns = result_columns(binder_, select.items);
    } else {
      for (const auto& item : select.items) {
        query_.columns.push_back({item.name, item.sql_name, item.expr->type});
      }
    }
    select.aggregates =
        scope_.has_aggregates || !select.group_by.empty() || select.having != nullptr;
    if (select.aggregates) check_grouping(binder_, select, query_, scope_);
    query_.body = std::move(select);
    bind_locking(binder_, syntax_, scope_, query_);
  }

  // ---- values

  auto bind_row(const std::vector<syntax::ExprPtr>& row) -> std::vector<ExprPtr> {
    return ExprBinder{binder_, scope_}.bind_list(row);
  }

  void bind_value_columns(Values& values) {
    auto width = values.rows.empty() ? std::size_t{0} : values.rows.front().size();
    for (auto& row : values.rows) {
      if (row.size() != width) {
        auto span = row.empty() ? syntax_.span : row.front()->span.to(row.back()->span);
        binder_.diagnostics().report(
            span, diagnostics::ColumnCountMismatch{"each row of values", width, row.size()});
        width = std::min(width, row.size());
      }
    }
    for (auto column = std::size_t{0}; column < width; ++column) {
      auto exprs = std::vector<ExprPtr>{};
      for (const auto& row : values.rows) exprs.push_back(row[column]);
      auto type = binder_.unify(exprs, "values");
      const auto name = "column" + std::to_string(column + 1);
      query_.columns.push_back({name, name, type});
    }
  }

  Binder& binder_;
  const syntax::Query& syntax_;
  Unknowns unknowns_;
  std::optional<RecursiveStart> recursive_;
  Scope scope_;
  Query query_;
};

/// Whether an expression depends on the rows of this very level.
auto depends_on_row(Binder& binder, Expr& expr, const Scope& scope) -> bool {
  auto depends = false;
  auto look = [&](const Expr& each) { depends = depends || binder.is_local(each, scope); };
  walk(expr, [&](Expr& each) {
    look(each);
    for_each_subquery(each, [&](Query& query) { walk_deep(binder.unit(), query, look); });
  });
  return depends;
}

}  // namespace

auto bind_limit(Binder& binder,
                const syntax::Expr& expr,
                bool optional,
                Clause clause,
                Scope& scope) -> RowLimit {
  const auto part = optional ? std::optional{binder.add_part(expr.span)} : std::nullopt;
  auto part_guard = PartGuard{binder, part ? part : binder.part()};
  auto guard = ClauseGuard{scope, clause};
  auto name = clause_name(clause);
  auto* limit = binder.coerce(binder.bind_expr(expr, scope),
                              {catalog::oid::int8},
                              catalog::CoercionContext::assignment,
                              name);
  if (depends_on_row(binder, *limit, scope)) {
    binder.diagnostics().report(expr.span, diagnostics::VariableLimit{std::string{name}});
  }
  if (part && limit->type.oid != error_type) binder.check_part(*part);
  return {limit, part};
}

namespace {

/// The name of a function in from that stands for its value, `select x from unnest(...) x`: printed
/// as a column, it keeps the name that the server would give it.
auto scalar_function_name(Binder& binder, const syntax::Expr& expr, const Expr& bound)
    -> const std::string* {
  const auto* name = std::get_if<syntax::NameRef>(&expr.node);
  const auto* column = std::get_if<ColumnRef>(&bound.node);
  if (name == nullptr || column == nullptr || name->name.parts.size() != 1) return nullptr;
  const auto& range = binder.unit().at(column->range);
  const auto& part = name->name.parts.front();
  auto is_value =
      std::holds_alternative<FunctionSource>(range.source) &&
      range.columns[column->column].sql_name != range.alias &&
      (matches(part, range.alias, Folding::exact) || matches(part, range.alias, Folding::folded));
  return is_value ? &range.alias : nullptr;
}

/// The language's name of a column that is written by it, and not by the database's.
auto field_name(const Binder& binder, const syntax::Expr& written, const Expr& bound)
    -> std::optional<std::string> {
  const auto* name = std::get_if<syntax::NameRef>(&written.node);
  const auto* ref = std::get_if<ColumnRef>(&bound.node);
  if (name == nullptr || ref == nullptr) return std::nullopt;
  const auto& column = binder.unit().at(ref->range).columns[ref->column];
  return name->name.parts.back().text == column.name ? std::optional{column.name} : std::nullopt;
}

/// A plain star, or that of a composite value.
auto bind_star(Binder& binder, const syntax::Expr& expr, Scope& scope)
    -> std::optional<std::vector<OutputColumn>> {
  if (const auto* star = std::get_if<syntax::Star>(&expr.node)) {
    return binder.expand_star(*star, expr.span, scope);
  }
  const auto* field = std::get_if<syntax::FieldSelection>(&expr.node);
  if (field != nullptr && !field->field) return binder.expand_composite(*field, expr.span, scope);
  return std::nullopt;
}

}  // namespace

auto Binder::bind_query(const syntax::Query& query, Scope* outer) -> QueryPtr {
  return bind_query_part(*this, query, outer, Unknowns::become_text);
}

auto bind_query_part(Binder& binder, const syntax::Query& query, Scope* outer, Unknowns unknowns)
    -> QueryPtr {
  return QueryBinder{binder, query, outer, unknowns}.bind();
}

auto bind_recursive_query(Binder& binder,
                          const syntax::Query& query,
                          Scope* outer,
                          const RecursiveStart& start) -> QueryPtr {
  return QueryBinder{binder, query, outer, start}.bind();
}

auto bind_items(Binder& binder,
                const std::vector<syntax::SelectItem>& items,
                Scope& scope,
                Clause clause) -> std::vector<OutputColumn> {
  auto guard = ClauseGuard{scope, clause};
  auto bound = std::vector<OutputColumn>{};
  auto add = [&](OutputColumn column) {
    if (scope.shape) {
      scope.shape->push_back({column.name, column.span, ShapeField::Kind::column, column.expr});
    }
    bound.push_back(std::move(column));
  };
  for (const auto& item : items) {
    if (std::holds_alternative<syntax::Shape>(item.expr->node)) {
      bind_shape(binder, item, scope, bound);
      continue;
    }
    if (bind_shape_name(binder, item, scope, bound)) continue;
    if (auto columns = bind_star(binder, *item.expr, scope)) {
      for (auto& column : *columns) add(std::move(column));
      continue;
    }
    auto* expr = binder.bind_expr(*item.expr, scope);
    if (item.alias) {
      add({item.alias->text, fold(*item.alias), true, expr, item.span});
    } else if (const auto* name = scalar_function_name(binder, *item.expr, *expr)) {
      add({*name, *name, true, expr, item.span});
    } else {
      const auto sql_name = binder.output_name(*item.expr, *expr);
      auto member = field_name(binder, *item.expr, *expr).value_or(sql_name);
      add({std::move(member), sql_name, false, expr, item.span});
    }
  }
  return bound;
}

auto result_columns(Binder& binder, std::vector<OutputColumn>& items) -> std::vector<ResultColumn> {
  auto columns = std::vector<ResultColumn>{};
  for (const auto& item : items) {
    binder.resolve_unknown(item.expr);
    columns.push_back({item.name, item.sql_name, item.expr->type});
  }
  return columns;
}

void bind_limits(Binder& binder, const syntax::Query& syntax, Scope& scope, Query& query) {
  if (syntax.page_after != nullptr) binder.add_page(syntax);
  if (syntax.offset != nullptr) {
    std::tie(query.offset, query.offset_part) =
        bind_limit(binder, *syntax.offset, syntax.offset_optional, Clause::offset, scope);
  }
  if (syntax.limit != nullptr) {
    std::tie(query.limit, query.limit_part) =
        bind_limit(binder, *syntax.limit, syntax.limit_optional, Clause::limit, scope);
  }
  query.with_ties = syntax.with_ties;
  auto ordered = std::any_of(syntax.order_by.begin(), syntax.order_by.end(), [](const auto& item) {
    return !item.optional;
  });
  if (query.with_ties && !ordered) {
    binder.diagnostics().report(syntax.limit != nullptr ? syntax.limit->span : syntax.span,
                                diagnostics::TiesWithoutOrder{});
  }
}

}  // namespace ormc::query
