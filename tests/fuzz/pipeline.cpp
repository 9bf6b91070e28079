#include "fuzz/pipeline.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "diagnostics/render.hpp"
#include "query/bind.hpp"
#include "schema/resolve.hpp"
#include "sql/statements.hpp"
#include "syntax/parse.hpp"

namespace orm_fuzz {

namespace {

using ormc::diagnostics::Color;
using ormc::diagnostics::Diagnostics;
using ormc::source::SourceSet;
using ormc::source::Span;

void check_span(const SourceSet& sources, Span span, std::string_view code) {
  auto known = static_cast<std::size_t>(span.file) < sources.files().size();
  if (known && span.begin <= span.end && span.end <= sources.file(span.file).text().size()) return;
  throw std::logic_error(
      fmt::format("{} has a span outside of its file: {}-{}", code, span.begin, span.end));
}

void check_findings(const SourceSet& sources, Diagnostics& diagnostics) {
  diagnostics.sort();
  for (const auto& found : diagnostics.all()) {
    check_span(sources, found.primary, found.info.code);
    for (const auto& label : found.labels) check_span(sources, label.span, found.info.code);
    for (const auto& fixit : found.fixits) check_span(sources, fixit.span, found.info.code);
    if (found.message.empty()) throw std::logic_error(std::string(found.info.code) + " is silent");
  }
  ormc::diagnostics::render_text(diagnostics, sources, Color::always);
  ormc::diagnostics::render_json(diagnostics, sources);
}

/// Statements of what is sound: also what `describe --keep-going` prints of a broken program.
void write_queries(const ormc::schema::Schema& schema, const ormc::query::Program& program) {
  for (const auto& query : program.queries) {
    auto sql = ormc::sql::query_text(schema, program, query);
    if (sql.text.empty() && sql.fragments.empty()) {
      throw std::logic_error(fmt::format("the SQL of `{}` is empty", query.name));
    }
  }
}

void write_schema(const ormc::schema::Schema& schema, const ormc::query::Program& program) {
  ormc::sql::schema_sql(schema, program);
  for (auto i = std::size_t{0}; i < schema.models.size(); ++i) {
    ormc::sql::model_statements(schema, program, static_cast<ormc::schema::ModelId>(i));
  }
}

}  // namespace

auto compile(const std::string& text) -> Outcome {
  auto sources = SourceSet{};
  const auto& file = sources.file(sources.add("fuzz.orm", text));
  auto diagnostics = Diagnostics{};
  auto trees = std::vector<ormc::syntax::Tree>{};
  trees.push_back(ormc::syntax::parse(file, diagnostics));
  auto parsed = !diagnostics.has_errors();
  auto schema = ormc::schema::resolve(trees, sources, diagnostics);
  auto program = ormc::query::bind(schema, trees, diagnostics);
  check_findings(sources, diagnostics);
  write_queries(schema, program);
  if (diagnostics.has_errors()) return parsed ? Outcome::not_accepted : Outcome::not_parsed;
  write_schema(schema, program);
  return Outcome::accepted;
}

}  // namespace orm_fuzz
