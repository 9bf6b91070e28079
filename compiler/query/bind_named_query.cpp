#include "query/bind_named_query.hpp"

#include <memory>
#include <utility>

#include "query/array_contents.hpp"
#include "query/bind_page.hpp"
#include "query/bind_raw_sql.hpp"
#include "query/cardinality.hpp"
#include "query/check_collations.hpp"
#include "query/check_full_joins.hpp"
#include "query/check_nulls.hpp"
#include "query/nest_records.hpp"
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

/// Binds the statements of one query, each as a unit of its own.
class QueryBinder {
 public:
  QueryBinder(const QueryContext& context, const syntax::NamedQuery& syntax)
      : context_(context), syntax_(syntax) {}

  /// Nothing when it has errors, which are reported.
  auto bind_step(std::size_t index, Sent sent) -> std::optional<Step> {
    const auto& statement = *syntax_.statements[index];
    if (const auto* raw = std::get_if<syntax::RawSql>(&statement.node)) {
      return bind_raw_step(*raw, index, sent);
    }
    auto errors = context_.diagnostics.error_count();
    auto step = Step{.unit = std::make_shared<Unit>()};
    auto binder = Binder{
        context_.schema, context_.module, context_.program, *step.unit, context_.diagnostics};
    declare_parameters(binder, syntax_);
    if (const auto* host = std::get_if<syntax::QueryPtr>(&statement.node)) {
      binder.placement().shape_host = *host;
    }
    step.statement = binder.bind_statement(statement, nullptr);
    if (step.statement == nullptr ||
        has_failed_part(context_.schema, *step.unit, *step.statement)) {
      return std::nullopt;
    }
    if (context_.diagnostics.error_count() != errors) return std::nullopt;
    bind_pages(binder, statement, *step.statement);
    if (context_.diagnostics.error_count() != errors) return std::nullopt;
    step.parameters = finish_parameters(binder, syntax_, *step.statement, sent);
    if (context_.diagnostics.error_count() != errors) return std::nullopt;
    infer_nullability(
        context_.schema, context_.program, *step.unit, *step.statement, step.parameters);
    check_full_joins(*step.statement, context_.diagnostics);
    check_collations(
        context_.schema, context_.program, *step.unit, *step.statement, context_.diagnostics);
    if (context_.diagnostics.error_count() != errors) return std::nullopt;
    check_nulls(
        context_.schema, context_.program, *step.unit, *step.statement, context_.diagnostics);
    return step;
  }

  auto bind_raw_step(const syntax::RawSql& raw, std::size_t index, Sent sent)
      -> std::optional<Step> {
    auto errors = context_.diagnostics.error_count();
    auto step = Step{.unit = std::make_shared<Unit>()};
    auto binder = Binder{
        context_.schema, context_.module, context_.program, *step.unit, context_.diagnostics};
    declare_parameters(binder, syntax_);
    // Of several statements, only the last can be raw and give the result.
    auto is_last = index + 1 == syntax_.statements.size();
    auto returned = is_last ? Returned::read : Returned::ignored;
    auto raw_binder = RawSqlBinder{context_, syntax_, raw, raw_key(index), returned};
    if (!raw_binder.check_text()) return std::nullopt;
    auto statement = raw_binder.bind(binder);
    if (!statement) return std::nullopt;
    step.statement = step.unit->arena.make(std::move(*statement));
    step.parameters = finish_parameters(binder, syntax_, *step.statement, sent);
    if (context_.diagnostics.error_count() != errors) return std::nullopt;
    raw_binder.number(binder, *step.statement);
    return step;
  }

  /// What `orm.lock` calls a raw statement.
  auto raw_key(std::size_t index) const -> std::string {
    auto key = context_.schema.at(context_.module).name + "." + syntax_.name.text;
    return syntax_.statements.size() == 1 ? key : key + "#" + std::to_string(index + 1);
  }

  /// All statements of a query of several; the errors of each are found.
  auto bind_steps() -> std::vector<Step> {
    auto steps = std::vector<Step>{};
    for (auto i = std::size_t{0}; i < syntax_.statements.size(); ++i) {
      if (auto step = bind_step(i, Sent::used)) steps.push_back(std::move(*step));
    }
    return steps;
  }

  /// The statement whose result is the query's: the last that returns rows, if the query does not
  /// say that it counts; else the last.
  auto result_step(const std::vector<Step>& steps) const -> std::size_t {
    auto counts = syntax_.result && syntax_.result->kind == syntax::ResultType::Kind::count;
    for (auto i = steps.size(); !counts && i-- > 0;) {
      if (returns_values(*steps[i].statement)) return i;
    }
    return steps.size() - 1;
  }

 private:
  const QueryContext& context_;
  const syntax::NamedQuery& syntax_;
};

}  // namespace

auto bind_named_query(const QueryContext& context,
                      const syntax::NamedQuery& syntax,
                      const std::string& doc) -> std::optional<NamedQuery> {
  auto& diagnostics = context.diagnostics;
  auto errors = diagnostics.error_count();
  if (syntax.statements.empty()) return std::nullopt;
  auto query = NamedQuery{};
  query.module = context.module;
  query.name = syntax.name.text;
  query.doc = doc;
  query.span = syntax.name.span;
  auto binder = QueryBinder{context, syntax};
  if (syntax.statements.size() == 1) {
    auto step = binder.bind_step(0, Sent::all);
    if (!step) return std::nullopt;
    query.unit = std::move(step->unit);
    query.statement = step->statement;
    query.parameters = std::move(step->parameters);
  } else {
    query.steps = binder.bind_steps();
    if (query.steps.size() != syntax.statements.size()) return std::nullopt;
    share_parameters(context, syntax, query);
    query.result_step = binder.result_step(query.steps);
    query.unit = query.steps[query.result_step].unit;
    query.statement = query.steps[query.result_step].statement;
  }
  if (diagnostics.error_count() != errors) return std::nullopt;
  auto proven = prove_cardinality(context.schema, context.program, *query.unit, *query.statement);
  query.cardinality = proven.cardinality;
  const auto place = RecordContext{context.schema, context.program, *query.unit};
  nest_records(place, *query.statement, diagnostics);
  if (!std::holds_alternative<RawSql>(query.statement->node)) {
    find_null_elements(place, *query.statement);
  }
  if (diagnostics.error_count() != errors) return std::nullopt;
  query.result = bind_result(context, syntax, query, proven.why);
  if (diagnostics.error_count() != errors) return std::nullopt;
  return query;
}

}  // namespace ormc::query
