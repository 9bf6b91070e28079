#pragma once

#include <string>
#include <vector>

#include "query/bind.hpp"
#include "schema/schema.hpp"
#include "syntax/tree.hpp"

namespace ormc::query_test {

/// A program of one file, bound. What it points into lives as long as it does.
struct Bound {
  explicit Bound(const std::string& text);

  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  std::vector<syntax::Tree> trees;
  schema::Schema schema;
  query::Program program;
};

/// Binds one query over `models` and fails the test when there is a diagnostic.
auto bind_query(const std::string& models, const std::string& query) -> Bound;

/// The columns of a query's result, those that may be NULL with `?`: "id name?".
auto nullability(const std::string& models, const std::string& query) -> std::string;

/// What was proven of a query's rows: "none", "one", "at most one", "many".
auto cardinality(const std::string& models, const std::string& query) -> std::string;

/// The emitted SQL.
auto emitted(const std::string& models, const std::string& query) -> std::string;

}  // namespace ormc::query_test
