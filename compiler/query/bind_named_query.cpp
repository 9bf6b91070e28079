#include "query/bind_named_query.hpp"

#include <memory>
#include <utility>

#include "diagnostics/query_diagnostics.hpp"
#include "query/bind_page.hpp"
#include "query/cardinality.hpp"
#include "query/nullability.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

/// Whether a statement gives values to a model some of whose fields failed: among its targets may
/// be one that is not there.
auto writes_failed_model(const schema::Schema& schema, const Unit& unit, const Statement& statement)
    -> bool {
  auto target = std::optional<RangeId>{};
  if (const auto* insert = std::get_if<Insert>(&statement.node)) target = insert->target;
  if (const auto* update = std::get_if<Update>(&statement.node)) target = update->target;
  if (!target) return false;
  const auto* table = std::get_if<TableSource>(&unit.at(*target).source);
  return table != nullptr && !schema.at(table->model).failed_fields.empty();
}

/// What failed without a diagnostic of its own: parts that did not parse, or whose error is
/// reported at another place.
auto has_failed_part(const schema::Schema& schema, const Unit& unit, const Statement& statement)
    -> bool {
  auto failed = writes_failed_model(schema, unit, statement);
  walk_deep(unit, statement, [&](const Expr& expr) {
    failed = failed || std::holds_alternative<Error>(expr.node);
  });
  for (const auto& cte : unit.ctes) {
    failed =
        failed || cte.statement == nullptr || writes_failed_model(schema, unit, *cte.statement);
  }
  return failed;
}

}  // namespace

auto bind_named_query(const QueryContext& context,
                      const syntax::NamedQuery& syntax,
                      const std::string& doc) -> std::optional<NamedQuery> {
  auto& diagnostics = context.diagnostics;
  auto errors = diagnostics.error_count();
  if (syntax.statements.size() != 1) {
    if (!syntax.statements.empty()) {
      diagnostics.report(syntax.statements[1]->span,
                         diagnostics::NotAvailable{"a query of several statements"});
    }
    return std::nullopt;
  }
  auto query = NamedQuery{};
  query.module = context.module;
  query.name = syntax.name.text;
  query.doc = doc;
  query.span = syntax.name.span;
  query.unit = std::make_unique<Unit>();
  auto binder = Binder{context.schema, context.module, context.program, *query.unit, diagnostics};
  declare_parameters(binder, syntax);
  if (const auto* host = std::get_if<syntax::QueryPtr>(&syntax.statements.front()->node)) {
    binder.placement().shape_host = *host;
  }
  query.statement = binder.bind_statement(*syntax.statements.front(), nullptr);
  if (query.statement == nullptr ||
      has_failed_part(context.schema, *query.unit, *query.statement)) {
    return std::nullopt;
  }
  if (diagnostics.error_count() != errors) return std::nullopt;
  bind_pages(binder, *syntax.statements.front(), *query.statement);
  if (diagnostics.error_count() != errors) return std::nullopt;
  query.parameters = finish_parameters(binder, syntax, *query.statement);
  if (diagnostics.error_count() != errors) return std::nullopt;
  infer_nullability(
      context.schema, context.program, *query.unit, *query.statement, query.parameters);
  auto proven = prove_cardinality(context.schema, context.program, *query.unit, *query.statement);
  query.cardinality = proven.cardinality;
  query.result = bind_result(context, syntax, query, proven.why);
  if (diagnostics.error_count() != errors) return std::nullopt;
  return query;
}

}  // namespace ormc::query
