#pragma once

#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/ir.hpp"

namespace orm_tests {

/// A program taken through parsing, resolving and binding; what was bound points into the rest.
struct BoundProgram {
  ormc::source::SourceSet sources;
  ormc::diagnostics::Diagnostics diagnostics;
  std::vector<ormc::syntax::Tree> trees;
  ormc::schema::Schema schema;
  ormc::query::Program program;

  /// All errors, a line each, as "CODE message".
  auto errors() const -> std::string;
};

/// The models that the tests of expressions query.
extern const std::string expr_models;

/// Binds `expr_models` with `text` behind them.
auto bind_program(const std::string& text) -> BoundProgram;

/// Binds one statement as the only query, which has the parameter list `parameters`, or none.
auto bind_one(const std::string& statement, const std::string& parameters = {}) -> BoundProgram;

/// The select list of the only query; the query must have bound.
auto items_of(const BoundProgram& bound) -> const std::vector<ormc::query::OutputColumn>&;

}  // namespace orm_tests
