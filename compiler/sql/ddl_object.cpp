#include <fmt/format.h>

#include <string>
#include <vector>

#include "sql/ddl.hpp"
#include "sql/ddl_text.hpp"
#include "sql/lower.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"
#include "sql/type_text.hpp"

namespace ormc::sql {

namespace {

/// A dollar quote that the body neither holds nor runs into.
auto dollar_quoted(const std::string& body) -> std::string {
  auto tag = std::string{"$$"};
  for (auto number = 0; body.find(tag) != std::string::npos || body.ends_with('$'); ++number) {
    tag = number == 0 ? "$body$" : fmt::format("$body{}$", number);
    if (body.find(tag) == std::string::npos) break;
  }
  return tag + body + tag;
}

}  // namespace

auto function_signature(const DdlContext& context, const schema::Function& function)
    -> std::string {
  auto types = std::vector<std::string>{};
  for (const auto& parameter : function.parameters) {
    types.push_back(type_text(context.schema.catalog, parameter.type));
  }
  return fmt::format(
      "{}({})", quote_name({function.sql_schema, function.sql_name}), fmt::join(types, ", "));
}

auto create_function(const DdlContext& context, const schema::Function& function) -> std::string {
  const auto& catalog = context.schema.catalog;
  auto parameters = std::vector<std::string>{};
  for (const auto& parameter : function.parameters) {
    auto text = parameter.name.empty() ? std::string{} : quote_identifier(parameter.name) + " ";
    text += type_text(catalog, parameter.type);
    if (parameter.default_value) text += " default " + expr_text(context, *parameter.default_value);
    parameters.push_back(std::move(text));
  }
  auto text = fmt::format("create function {}({}) returns {}{}\nlanguage {}",
                          quote_name({function.sql_schema, function.sql_name}),
                          fmt::join(parameters, ", "),
                          function.returns_set ? "setof " : "",
                          type_text(catalog, function.result),
                          quote_identifier(function.language));
  for (const auto& property : function.properties) text += " " + property;
  return fmt::format("{}\nas {};\n{}",
                     text,
                     dollar_quoted(function.body),
                     comment_on("function", function_signature(context, function), function.doc));
}

auto create_view(const DdlContext& context, schema::ViewId id) -> std::string {
  const auto& view = context.schema.at(id);
  const auto& bound = context.program.views[static_cast<std::size_t>(id)];
  if (!bound.query) return {};  // reported when it was bound; nothing is written then
  auto arena = source::Arena{};
  auto name = quote_name({view.sql_schema, view.sql_name});
  auto kind = std::string{view.materialized ? "materialized view" : "view"};
  return fmt::format("create {} {} as\n{};\n{}",
                     kind,
                     name,
                     print(*Lowering{context.schema, *bound.unit, arena}.query(*bound.query)),
                     comment_on(kind, name, view.doc));
}

auto comment_on(std::string_view kind, std::string_view name, std::string_view doc) -> std::string {
  if (doc.empty()) return {};
  return fmt::format("comment on {} {} is {};\n", kind, name, quote_string(doc));
}

auto comments_on_table(const schema::Model& model) -> std::string {
  auto text = comment_on("table", table_text(model), model.doc);
  for (const auto& column : model.columns) {
    text += comment_on(
        "column", table_text(model) + "." + quote_identifier(column.sql_name), column.doc);
  }
  return text;
}

}  // namespace ormc::sql
