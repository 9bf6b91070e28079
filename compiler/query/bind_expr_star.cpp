#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"
#include "query/composite_fields.hpp"
#include "query/unknown_name.hpp"

namespace ormc::query {
namespace {

/// Whether SQL can give the columns of a range other names where it stands in from.
auto is_renamable(const Range& range) -> bool {
  return std::holds_alternative<SubquerySource>(range.source) ||
         std::holds_alternative<CteSource>(range.source) ||
         std::holds_alternative<FunctionSource>(range.source) ||
         (std::holds_alternative<JoinSource>(range.source) && !range.alias.empty());
}

/// `*` reaches columns that have one name, which nothing else can: the emitted SQL has to tell them
/// apart.
void tell_columns_apart(Range& range) {
  if (!is_renamable(range)) return;
  auto taken = std::set<std::string>{};
  for (const auto& column : range.columns) taken.insert(column.sql_name);
  if (taken.size() == range.columns.size()) return;
  auto met = std::set<std::string>{};
  range.column_aliases.clear();
  for (auto& column : range.columns) {
    const auto wanted = column.sql_name;
    for (auto number = 2; !met.insert(column.sql_name).second; ++number) {
      if (column.told_apart_from.empty()) column.told_apart_from = wanted;
      const auto name = wanted + "_" + std::to_string(number);
      if (!taken.contains(name)) column.sql_name = name;
    }
    range.column_aliases.push_back(column.sql_name);
  }
}

auto range_column(Binder& binder, RangeId range, ColumnIndex column, Span span) -> OutputColumn {
  tell_columns_apart(binder.unit().at(range));
  const auto& own = binder.unit().at(range).columns[column];
  const auto renamed = !own.told_apart_from.empty();
  return {own.name,
          renamed ? own.told_apart_from : own.sql_name,
          renamed,
          binder.column(range, column, span),
          span};
}

auto failed(Binder& binder, Span span) -> std::vector<OutputColumn> {
  return {{"?column?", "?column?", false, binder.error(span), span}};
}

/// For fields that failed: whoever uses the result knows that it lacks some.
void add_failed_fields(Binder& binder,
                       RangeId range,
                       Span span,
                       std::vector<OutputColumn>& columns) {
  const auto model = model_of(binder.unit().at(range));
  if (!model || binder.schema().at(*model).failed_fields.empty()) return;
  const auto missing = failed(binder, span);
  columns.insert(columns.end(), missing.begin(), missing.end());
}

/// How many columns a `*` gives.
auto expanded_columns(const Range& range) -> std::size_t {
  return range.columns.size() - range.unexpanded;
}

auto columns_of_range(Binder& binder, RangeId range, Span span) -> std::vector<OutputColumn> {
  auto columns = std::vector<OutputColumn>{};
  const auto count = expanded_columns(binder.unit().at(range));
  for (auto i = std::size_t{0}; i < count; ++i) {
    columns.push_back(range_column(binder, range, static_cast<ColumnIndex>(i), span));
  }
  add_failed_fields(binder, range, span, columns);
  return columns;
}

/// `p.author.*`: the columns behind a path, each as the path to it.
auto columns_behind_path(Binder& binder,
                         Scope& scope,
                         const syntax::QualifiedName& path,
                         const Binder::PathEnd& end) -> std::vector<OutputColumn> {
  const auto& relation = binder.schema().at(end.model).relations[end.relation];
  auto columns = std::vector<OutputColumn>{};
  for (const auto& column : binder.schema().at(relation.target).columns) {
    auto name = path;
    name.parts.push_back({column.name, true, path.span});
    auto* value = bind_name(binder, scope, name);
    columns.push_back({column.name, column.sql_name, false, value, path.span});
    if (is_error(*value)) break;  // a to-many relation: one report is enough
  }
  return columns;
}

}  // namespace

auto Binder::expand_star(const syntax::Star& star, Span span, Scope& scope)
    -> std::vector<OutputColumn> {
  auto columns = std::vector<OutputColumn>{};
  if (star.qualifier.empty() && scope.shaped) return columns_of_range(*this, *scope.shaped, span);
  if (star.qualifier.empty()) {
    for (const auto& visible : scope.ranges) {
      const auto count = expanded_columns(unit_.at(visible.range));
      for (auto i = std::size_t{0}; i < count; ++i) {
        const auto column = static_cast<ColumnIndex>(i);
        if (visible.shows(column))
          columns.push_back(range_column(*this, visible.range, column, span));
      }
      if (visible.columns_visible) add_failed_fields(*this, visible.range, span, columns);
    }
    if (scope.incomplete) {
      const auto missing = failed(*this, span);
      columns.insert(columns.end(), missing.begin(), missing.end());
    }
    if (!scope.ranges.empty() || scope.incomplete) return columns;
    diagnostics_.report(span, diagnostics::MisplacedStar{});
    return failed(*this, span);
  }
  const auto path = syntax::QualifiedName{star.qualifier, span};
  const auto range = find_range(*this, scope, star.qualifier);
  if (range && range->parts == star.qualifier.size()) {
    return columns_of_range(*this, range->range, span);
  }
  if (const auto end = find_path(path, scope)) {
    return columns_behind_path(*this, scope, path, *end);
  }
  if (!range && find_unqualified(*this, scope, star.qualifier.front()).all.empty()) {
    unknown_qualifier(*this, scope, path);
    return failed(*this, span);
  }
  // Neither a table nor a relation: bound as a value, it says what is wrong; a composite column has
  // fields.
  auto* value = bind_name(*this, scope, path);
  return ExprBinder{*this, scope}.expand_composite(value);
}

auto ExprBinder::expand_composite(ExprPtr value) -> std::vector<OutputColumn> {
  const auto span = value->span;
  if (is_error(*value)) return failed(binder_, span);
  if (const auto* whole = std::get_if<WholeRow>(&value->node)) {
    return columns_of_range(binder_, whole->range, span);
  }
  const auto fields = composite_fields(binder_, *value);
  if (fields.empty()) {
    binder_.diagnostics().report(
        span,
        diagnostics::UnknownCompositeField{"*", binder_.type_name(value->type), std::nullopt, {}});
    return failed(binder_, span);
  }
  auto columns = std::vector<OutputColumn>{};
  for (auto i = std::size_t{0}; i < fields.size(); ++i) {
    auto* field = binder_.make(
        {.span = span,
         .type = fields[i].type,
         .nullable = true,
         .node = FieldSelection{value, fields[i].sql_name, static_cast<ColumnIndex>(i)}});
    columns.push_back({fields[i].name, fields[i].sql_name, false, field, span});
  }
  return columns;
}

auto Binder::expand_composite(const syntax::FieldSelection& star, Span, Scope& scope)
    -> std::vector<OutputColumn> {
  auto binder = ExprBinder{*this, scope};
  return binder.expand_composite(binder.bind(*star.operand));
}

}  // namespace ormc::query
