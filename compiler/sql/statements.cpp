#include "sql/statements.hpp"

#include "sql/lower.hpp"
#include "sql/print.hpp"

namespace ormc::sql {

auto query_text(const schema::Schema& schema, const query::Program&, const query::NamedQuery& query)
    -> StatementText {
  auto arena = source::Arena{};
  auto lowering = Lowering{schema, *query.unit, arena, query.parameters};
  return {print(lowering.statement(*query.statement)), {}};
}

auto expression_text(const schema::Schema& schema, const query::BoundExpr& expr) -> std::string {
  if (!expr.expr) return {};
  auto arena = source::Arena{};
  return print(*Lowering{schema, *expr.unit, arena}.expr(*expr.expr));
}

}  // namespace ormc::sql
