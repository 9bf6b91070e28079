#include "sql/statements.hpp"

#include "query/presence.hpp"
#include "sql/fragments.hpp"
#include "sql/lower.hpp"
#include "sql/print.hpp"
#include "sql/printer.hpp"

namespace ormc::sql {

auto query_text(const schema::Schema& schema, const query::Program&, const query::NamedQuery& query)
    -> StatementText {
  auto arena = source::Arena{};
  auto lowering = Lowering{schema, *query.unit, arena, query.parameters};
  auto layout = Layout{};
  auto statement = lowering.statement(*query.statement);
  Printer{layout}.statement(statement);
  auto bits = query::PresenceBits{query.parameters};
  if (bits.switches().empty()) return {.text = layout.finish(), .fragments = {}};
  auto text = StatementText{.text = {}, .fragments = cut_fragments(layout.finish_marked())};
  for (const auto& each : bits.switches()) text.switches.push_back({each.states, each.given});
  return text;
}

auto expression_text(const schema::Schema& schema, const query::BoundExpr& expr) -> std::string {
  if (!expr.expr) return {};
  auto arena = source::Arena{};
  return print(*Lowering{schema, *expr.unit, arena}.expr(*expr.expr));
}

}  // namespace ormc::sql
