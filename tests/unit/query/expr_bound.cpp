#include "unit/query/expr_bound.hpp"

#include <catch2/catch.hpp>

#include "query/bind.hpp"
#include "schema/resolve.hpp"
#include "syntax/parse.hpp"

namespace orm_tests {

using namespace ormc;

const std::string expr_models = R"(
enum Status { draft, published }
type Address { street: text; zip: varchar(10); }
model Company { id: bigint @id; name: text; }
model Author {
  id: bigint @id @identity;
  name: varchar(100);
  age: int?;
  company: Company @index;
  boss: Author? @index;
  home: Address?;
  posts: Post[] @inverse(author);
}
model Post {
  id: bigint @id @identity;
  title: text;
  words: int;
  price: numeric(10,2);
  tags: text[];
  meta: jsonb;
  status: Status;
  author: Author @index;
  created_at: timestamptz;
}
)";

auto BoundProgram::errors() const -> std::string {
  auto text = std::string{};
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.info.severity != diagnostics::Severity::error) continue;
    text += std::string{diagnostic.info.code} + " " + diagnostic.message + "\n";
  }
  return text;
}

auto bind_program(const std::string& text) -> BoundProgram {
  auto bound = BoundProgram{};
  bound.sources.add("test.orm", expr_models + text);
  for (const auto& file : bound.sources.files()) {
    bound.trees.push_back(syntax::parse(file, bound.diagnostics));
  }
  bound.schema = schema::resolve(bound.trees, bound.sources, bound.diagnostics);
  bound.program = query::bind(bound.schema, bound.trees, bound.diagnostics);
  return bound;
}

auto bind_one(const std::string& statement, const std::string& parameters) -> BoundProgram {
  return bind_program("query q" + parameters + " {\n" + statement + "\n}\n");
}

auto items_of(const BoundProgram& bound) -> const std::vector<query::OutputColumn>& {
  INFO(bound.errors());
  REQUIRE(bound.program.queries.size() == 1);
  const auto* query = std::get<query::QueryPtr>(bound.program.queries.front().statement->node);
  return std::get<query::Select>(query->body).items;
}

}  // namespace orm_tests
