#include "fuzz/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "diagnostics/allow_diagnostics.hpp"
#include "diagnostics/render.hpp"
#include "diagnostics/syntax_diagnostics.hpp"
#include "driver/compile.hpp"
#include "driver/program_statements.hpp"
#include "emit/cpp/emit_cpp.hpp"
#include "emit/json/describe.hpp"
#include "sql/statements.hpp"
#include "syntax/format.hpp"

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

/// Whether a finding is about the text as such: later stages did not look at the file then.
auto is_syntax_error(const ormc::diagnostics::Diagnostic& found) -> bool {
  return found.info.code.starts_with("ORM01");
}

/// What `ormc describe --json --keep-going` prints: all that is sound of a broken program.
auto describe(const SourceSet& sources, const ormc::driver::Compilation& compiled) -> std::string {
  using ormc::emit::json::FileNames;
  auto text = ormc::emit::json::describe(
      sources, compiled.schema, compiled.program, compiled.names, FileNames::as_given);
  if (text.empty()) throw std::logic_error("the description is empty");
  return text;
}

void drop_lines(nlohmann::json& json) {
  if (json.is_object()) json.erase("line");
  for (auto& each : json) {
    if (each.is_structured()) drop_lines(each);
  }
}

/// What a program means and what is wrong with it, wherever that stands.
auto meaning_of(const std::string& description, const Diagnostics& diagnostics) -> nlohmann::json {
  auto json = nlohmann::json::parse(description);
  drop_lines(json);
  auto codes = std::vector<std::string>{};
  for (const auto& found : diagnostics.all()) {
    // That `@x` is an operator is said until the formatter sets it apart; allowing it is stale
    // then.
    if (found.info.code == ormc::diagnostics::AttributeAsOperator::info.code) continue;
    if (found.info.code == ormc::diagnostics::NothingToAllow::info.code) continue;
    codes.emplace_back(found.info.code);
  }
  std::ranges::sort(codes);
  json["findings"] = codes;
  return json;
}

/// What `ormc fmt` makes of the file means the same, and is formatted.
void check_format(const std::string& text,
                  const std::string& description,
                  const Diagnostics& diagnostics) {
  auto ignored = Diagnostics{};
  auto sources = SourceSet{};
  auto formatted = ormc::syntax::format(sources.file(sources.add("fuzz.orm", text)), ignored);
  if (!formatted) {
    if (ignored.has_errors()) return;
    throw std::logic_error("a file is not formatted, and nothing says why");
  }
  auto again = SourceSet{};
  const auto& file = again.file(again.add("fuzz.orm", *formatted));
  if (ormc::syntax::format(file, ignored) != formatted)
    throw std::logic_error("what is formatted is formatted otherwise again");
  auto compiled = ormc::driver::compile(again);
  auto before = meaning_of(description, diagnostics);
  if (meaning_of(describe(again, compiled), compiled.diagnostics) != before)
    throw std::logic_error("formatting changes what a file means");
}

/// What `ormc build` writes.
void emit(const SourceSet& sources, const ormc::driver::Compilation& compiled) {
  ormc::sql::schema_sql(compiled.schema, compiled.program);
  for (const auto& statement : ormc::driver::program_statements(compiled)) {
    if (statement.sql.empty()) {
      throw std::logic_error(fmt::format("the SQL of `{}` is empty", statement.name));
    }
  }
  ormc::emit::cpp::emit_cpp(sources, compiled.schema, compiled.program, compiled.names);
}

}  // namespace

auto compile(const std::string& text) -> Outcome {
  auto sources = SourceSet{};
  sources.add("fuzz.orm", text);
  auto compiled = ormc::driver::compile(sources);
  check_findings(sources, compiled.diagnostics);
  check_format(text, describe(sources, compiled), compiled.diagnostics);
  if (!compiled.diagnostics.has_errors()) {
    emit(sources, compiled);
    return Outcome::accepted;
  }
  const auto& found = compiled.diagnostics.all();
  return std::ranges::any_of(found, is_syntax_error) ? Outcome::not_parsed : Outcome::not_accepted;
}

}  // namespace orm_fuzz
