#include "cases/dump.hpp"

#include <fmt/format.h>

#include <vector>

#include "catalog/type_name.hpp"
#include "emit/cpp/emit_cpp.hpp"
#include "emit/variants.hpp"
#include "query/bind.hpp"
#include "query/presence.hpp"
#include "schema/resolve.hpp"
#include "sql/split_shape.hpp"
#include "sql/statements.hpp"
#include "syntax/format.hpp"
#include "syntax/parse.hpp"

namespace orm_tests {

namespace query = ormc::query;

namespace {

auto suffix(query::Result::Cardinality cardinality) -> std::string_view {
  switch (cardinality) {
    case query::Result::Cardinality::one:
      return "";
    case query::Result::Cardinality::optional:
      return "?";
    case query::Result::Cardinality::many:
      return "[]";
  }
  return "";
}

auto result_name(const ormc::schema::Schema& schema, const query::NamedQuery& named)
    -> std::string {
  const auto& result = named.result;
  switch (result.kind) {
    case query::Result::Kind::count:
      return "count";
    case query::Result::Kind::model:
      return fmt::format("{}{}", schema.at(*result.model).name, suffix(result.cardinality));
    case query::Result::Kind::row:
      return fmt::format("{}{}", result.row_name.value_or("row"), suffix(result.cardinality));
    case query::Result::Kind::scalar:
      return fmt::format("scalar{}", suffix(result.cardinality));
  }
  return "";
}

auto proven_name(query::Cardinality cardinality) -> std::string_view {
  switch (cardinality) {
    case query::Cardinality::zero:
      return "no rows";
    case query::Cardinality::one:
      return "exactly one";
    case query::Cardinality::at_most_one:
      return "at most one";
    case query::Cardinality::many:
      return "many";
  }
  return "";
}

/// What a variant of a statement is for: `status, sort = title`.
auto state_names(const query::NamedQuery& named, std::uint64_t presence) -> std::string {
  auto bits = query::PresenceBits{named.parameters};
  auto names = std::vector<std::string>{};
  for (std::size_t i = 0; i < named.parameters.size(); ++i) {
    const auto& parameter = named.parameters[i];
    auto state = bits.state_of(static_cast<query::ParameterIndex>(i), presence);
    if (state.choice) {
      names.push_back(fmt::format("{} = {}", parameter.name, parameter.choices[*state.choice]));
    } else if (state.null) {
      names.push_back(parameter.name + " is null");
    } else if (state.given) {
      names.push_back(parameter.name);
    }
  }
  return names.empty() ? "nothing given" : fmt::format("{}", fmt::join(names, ", "));
}

auto type_name(const ormc::schema::Schema& schema, const query::QueryParameter& parameter)
    -> std::string {
  if (parameter.choices.empty()) return ormc::catalog::format_type(schema.catalog, parameter.type);
  return fmt::format("{}", fmt::join(parameter.choices, " | "));
}

auto dump_parts(const std::vector<ormc::sql::ShapePart>& parts) -> std::string {
  auto text = std::string{};
  for (const auto& part : parts) {
    text += fmt::format("{}:\n{}\n{}", part.field->name, part.text, dump_parts(part.parts));
  }
  return text;
}

/// The members that nest others, one a line.
auto dump_members(const ormc::schema::Schema& schema,
                  const std::vector<query::ShapeField>& fields,
                  const std::string& indentation) -> std::string {
  using Kind = query::ShapeField::Kind;
  auto text = std::string{};
  for (const auto& field : fields) {
    if (field.kind == Kind::column) {
      text += fmt::format("{}{}: {}{}{}\n",
                          indentation,
                          field.name,
                          ormc::catalog::format_type(schema.catalog, field.expr->type),
                          field.nullable ? "?" : "",
                          field.nullable_elements ? " of NULLs" : "");
      continue;
    }
    auto mark = fmt::format("{}{}{}",
                            field.nullable_elements ? "?" : "",
                            field.kind == Kind::many ? "[]" : "",
                            field.nullable ? "?" : "");
    text += fmt::format(
        "{}{}{{}}{}{}\n", indentation, field.name, mark, field.marker != nullptr ? " marked" : "");
    text += dump_members(schema, query::fields_of(field), indentation + "  ");
  }
  return text;
}

auto dump_query(const ormc::schema::Schema& schema,
                const query::Program& program,
                const query::NamedQuery& named) -> std::string {
  auto parameters = std::vector<std::string>{};
  for (const auto& parameter : named.parameters) {
    parameters.push_back(fmt::format("{}{}: {}{}",
                                     parameter.name,
                                     parameter.optional ? "?" : "",
                                     type_name(schema, parameter),
                                     parameter.nullable ? "?" : ""));
  }
  auto text = fmt::format("{}({}) -> {}  proven: {}\n",
                          named.name,
                          fmt::join(parameters, ", "),
                          result_name(schema, named),
                          proven_name(named.cardinality));
  const auto& shape = query::shape_of(*named.statement);
  text += dump_members(schema, shape, "  ");
  for (const auto& column : named.statement->columns) {
    if (!shape.empty()) break;
    text += fmt::format("  {}: {}{}\n",
                        column.name,
                        ormc::catalog::format_type(schema.catalog, column.type),
                        column.nullable ? "?" : "");
  }
  for (const auto& step : named.steps) {
    auto sql = ormc::sql::step_text(schema, step);
    if (sql.fragments.empty()) {
      text += sql.text + ";\n";
      continue;
    }
    for (const auto& variant : ormc::emit::variants(sql)) text += variant.sql + ";\n";
  }
  if (!named.steps.empty()) return text;
  auto sql = ormc::sql::query_text(schema, program, named);
  if (sql.fragments.empty()) {
    text += sql.text + "\n";
    if (auto split = ormc::sql::split_query(schema, program, named)) {
      text += "split:\n" + split->text + "\n" + dump_parts(split->parts);
    }
    return text;
  }
  for (const auto& variant : ormc::emit::variants(sql)) {
    text += fmt::format("-- {}\n{}\n", state_names(named, variant.presence), variant.sql);
  }
  return text;
}

auto dump_headers(const ormc::source::SourceSet& sources,
                  const ormc::schema::Schema& schema,
                  const query::Program& program,
                  ormc::diagnostics::Diagnostics& diagnostics) -> std::string {
  namespace cpp = ormc::emit::cpp;
  auto names = cpp::settle_names(schema, program, diagnostics);
  cpp::check_types(schema, program, names, diagnostics);
  if (diagnostics.has_errors()) return {};
  auto text = std::string{};
  for (const auto& file : cpp::emit_cpp(sources, schema, program, names)) text += file.text;
  return text;
}

/// The first file as the formatter lays it out.
auto dump_format(const ormc::source::SourceSet& sources,
                 ormc::diagnostics::Diagnostics& diagnostics) -> std::string {
  return ormc::syntax::format(sources.files().front(), diagnostics).value_or("");
}

auto dump_stages(const std::string& stage,
                 const ormc::source::SourceSet& sources,
                 ormc::diagnostics::Diagnostics& diagnostics) -> std::string {
  if (stage == "format") return dump_format(sources, diagnostics);
  auto trees = std::vector<ormc::syntax::Tree>{};
  for (const auto& file : sources.files()) {
    trees.push_back(ormc::syntax::parse(file, diagnostics));
  }
  if (stage == "syntax" || diagnostics.has_errors()) return {};
  auto schema = ormc::schema::resolve(trees, sources, diagnostics);
  auto program = query::bind(schema, trees, diagnostics);
  if (diagnostics.has_errors()) return {};
  if (stage == "cpp") return dump_headers(sources, schema, program, diagnostics);
  if (stage == "schema") return ormc::sql::schema_sql(schema, program);
  auto text = std::string{};
  for (const auto& named : program.queries) text += dump_query(schema, program, named);
  return text;
}

}  // namespace

auto dump_stage(const std::string& stage,
                const ormc::source::SourceSet& sources,
                ormc::diagnostics::Diagnostics& diagnostics) -> std::string {
  auto text = dump_stages(stage, sources, diagnostics);
  // What allows nothing is known when all stages have run.
  if (stage != "format" && stage != "syntax") diagnostics.settle();
  return text;
}

}  // namespace orm_tests
