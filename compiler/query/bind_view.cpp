#include "query/bind_view.hpp"

#include <cstddef>
#include <memory>
#include <set>
#include <utility>

#include "diagnostics/query_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "query/binder.hpp"
#include "query/cardinality.hpp"
#include "query/check_collations.hpp"
#include "query/nullability.hpp"
#include "query/row_bounds.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

void check_columns(const schema::View& view, const Query& query, diagnostics::Diagnostics& out) {
  auto names = std::set<std::string>{};
  if (view.columns.size() > query.columns.size()) {
    out.report(view.span,
               diagnostics::ViewColumnCount{view.name, view.columns.size(), query.columns.size()});
  }
  for (auto i = std::size_t{0}; i < query.columns.size(); ++i) {
    const auto name =
        i < view.columns.size() ? fold(view.columns[i].name) : query.columns[i].sql_name;
    if (names.insert(name).second) continue;
    const auto* select = std::get_if<Select>(&query.body);
    out.report(select != nullptr ? select->items[i].span : view.span,
               diagnostics::DuplicateViewColumn{name});
  }
}

}  // namespace

void bind_view(const schema::Schema& schema,
               schema::ViewId id,
               Program& program,
               diagnostics::Diagnostics& diagnostics) {
  const auto& view = schema.at(id);
  auto errors = diagnostics.error_count();
  auto unit = std::make_unique<Unit>();
  auto binder = Binder{schema, view.module, program, *unit, diagnostics};
  auto* query = binder.bind_query(*view.syntax, nullptr);
  for (const auto& parameter : binder.parameters()) {
    diagnostics.report(parameter.span, diagnostics::ViewParameter{parameter.name});
  }
  check_columns(view, *query, diagnostics);
  auto failed = diagnostics.error_count() != errors;
  walk_deep(*unit, *query, [&](const Expr& expr) {
    failed = failed || std::holds_alternative<Error>(expr.node);
  });
  auto& bound = program.views[static_cast<std::size_t>(id)];
  bound.unit = std::move(unit);
  if (failed) return;
  check_view_collations(schema, program, *bound.unit, *query, diagnostics);
  if (diagnostics.error_count() != errors) return;
  infer_nullability(schema, program, *bound.unit, *query);
  bound.query = query;
  bound.cardinality = prove_cardinality(schema, &program, *bound.unit, *query).cardinality;
  for (auto& key : RowCounter{schema, &program, *bound.unit}.keys(*query)) {
    bound.keys.push_back(std::move(key.columns));
  }
  for (auto i = std::size_t{0}; i < query->columns.size(); ++i) {
    const auto& column = query->columns[i];
    bound.columns.push_back({column.name, column.sql_name, column.type, column.nullable});
    if (i < view.columns.size()) rename(bound.columns.back(), view.columns[i].name);
  }
}

}  // namespace ormc::query
