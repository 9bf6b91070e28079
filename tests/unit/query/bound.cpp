#include "unit/query/bound.hpp"

#include <catch2/catch.hpp>

#include "schema/resolve.hpp"
#include "sql/statements.hpp"
#include "syntax/parse.hpp"

namespace ormc::query_test {

Bound::Bound(const std::string& text) {
  sources.add("test.orm", text);
  trees.push_back(syntax::parse(sources.files().front(), diagnostics));
  schema = schema::resolve(trees, sources, diagnostics);
  program = query::bind(schema, trees, diagnostics);
}

auto bind_query(const std::string& models, const std::string& query) -> Bound {
  // A body by itself, or a whole query with its parameters.
  auto whole = query.starts_with("query ") ? query : "query q { " + query + " }";
  auto bound = Bound{models + "\n" + whole};
  INFO(query);
  for (const auto& diagnostic : bound.diagnostics.all()) {
    if (diagnostic.info.severity == diagnostics::Severity::error) FAIL(diagnostic.message);
  }
  REQUIRE(bound.program.queries.size() == 1);
  return bound;
}

auto nullability(const std::string& models, const std::string& query) -> std::string {
  auto bound = bind_query(models, query);
  auto text = std::string{};
  for (const auto& column : bound.program.queries.front().statement->columns) {
    text += (text.empty() ? "" : " ") + column.name + (column.nullable ? "?" : "");
  }
  return text;
}

auto cardinality(const std::string& models, const std::string& query) -> std::string {
  switch (bind_query(models, query).program.queries.front().cardinality) {
    case query::Cardinality::zero:
      return "none";
    case query::Cardinality::one:
      return "one";
    case query::Cardinality::at_most_one:
      return "at most one";
    case query::Cardinality::many:
      return "many";
  }
  return "";
}

auto emitted(const std::string& models, const std::string& query) -> std::string {
  auto bound = bind_query(models, query);
  return sql::query_text(bound.schema, bound.program, bound.program.queries.front()).text;
}

}  // namespace ormc::query_test
