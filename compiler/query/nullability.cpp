#include "query/nullability.hpp"

#include "query/nullability_inference.hpp"

namespace ormc::query {

Inference::Inference(const schema::Schema& schema,
                     const Program* program,
                     Unit& unit,
                     const std::vector<QueryParameter>* parameters)
    : schema_(schema), program_(program), unit_(unit), parameters_(parameters), facts_(unit) {
  for (std::size_t i = 0; i < unit.ranges.size(); ++i) {
    const auto* path = std::get_if<PathSource>(&unit.ranges[i].source);
    if (path) paths_[path->parent].push_back(static_cast<RangeId>(i));
  }
}

void infer_nullability(const schema::Schema& schema,
                       const Program& program,
                       Unit& unit,
                       Statement& statement,
                       const std::vector<QueryParameter>& parameters) {
  Inference{schema, &program, unit, &parameters}.statement(statement);
}

void infer_nullability(const schema::Schema& schema,
                       const Program& program,
                       Unit& unit,
                       Query& query) {
  Inference{schema, &program, unit, nullptr}.query(query);
}

void infer_nullability(const schema::Schema& schema, Unit& unit, Expr& expr) {
  // Without the program: an expression of a table cannot rest on others that are not bound yet.
  auto inference = Inference{schema, nullptr, unit, nullptr};
  // The model's table is the only range there is, and no from clause names it.
  for (std::size_t i = 0; i < unit.ranges.size(); ++i) {
    inference.table(static_cast<RangeId>(i));
  }
  inference.expr(expr);
}

}  // namespace ormc::query
