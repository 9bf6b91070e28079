#include "sql/statements.hpp"

#include "query/presence.hpp"
#include "sql/fragments.hpp"
#include "sql/lower.hpp"
#include "sql/print.hpp"
#include "sql/printer.hpp"

namespace ormc::sql {

namespace {

/// One statement and the parameters that it has by itself.
struct Sent {
  const query::Unit& unit;
  const query::Statement& statement;
  const std::vector<query::QueryParameter>& parameters;
};

auto text_of(const schema::Schema& schema, const Sent& sent) -> StatementText {
  auto arena = source::Arena{};
  auto lowering = Lowering{schema, sent.unit, arena, sent.parameters};
  auto layout = Layout{};
  auto statement = lowering.outermost(sent.statement);
  Printer{layout}.statement(statement);
  auto bits = query::PresenceBits{sent.parameters};
  if (bits.switches().empty()) return {.text = layout.finish(), .fragments = {}};
  auto text = StatementText{.text = {}, .fragments = cut_fragments(layout.finish_marked())};
  for (const auto& each : bits.switches()) text.switches.push_back({each.states, each.given});
  return text;
}

}  // namespace

auto query_text(const schema::Schema& schema, const query::Program&, const query::NamedQuery& query)
    -> StatementText {
  if (!query.steps.empty()) return step_text(schema, query.steps[query.result_step]);
  return text_of(schema, {*query.unit, *query.statement, query.parameters});
}

auto step_text(const schema::Schema& schema, const query::Step& step) -> StatementText {
  return text_of(schema, {*step.unit, *step.statement, step.parameters});
}

auto expression_text(const schema::Schema& schema, const query::BoundExpr& expr) -> std::string {
  if (!expr.expr) return {};
  auto arena = source::Arena{};
  return print(*Lowering{schema, *expr.unit, arena}.expr(*expr.expr));
}

}  // namespace ormc::sql
