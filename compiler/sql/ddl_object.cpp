#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/oids.hpp"
#include "sql/ddl.hpp"
#include "sql/ddl_text.hpp"
#include "sql/lower.hpp"
#include "sql/print.hpp"
#include "sql/readable_text.hpp"
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

namespace {

using Mode = schema::FunctionParameter::Mode;

auto is_input(const schema::FunctionParameter& parameter) -> bool {
  return parameter.mode != Mode::out && parameter.mode != Mode::table;
}

auto mode_word(Mode mode) -> std::string_view {
  switch (mode) {
    case Mode::in:
    case Mode::table:
      return "";
    case Mode::out:
      return "out ";
    case Mode::inout:
      return "inout ";
    case Mode::variadic:
      return "variadic ";
  }
  return "";
}

auto parameter_text(const DdlContext& context, const schema::FunctionParameter& parameter)
    -> std::string {
  auto text = std::string{mode_word(parameter.mode)};
  if (!parameter.name.empty()) text += quote_identifier(parameter.name) + " ";
  text += type_text(context.schema.catalog, parameter.type);
  if (parameter.default_value) text += " default " + expr_text(context, *parameter.default_value);
  return text;
}

auto parameter_list(const DdlContext& context,
                    const std::vector<schema::FunctionParameter>& parameters) -> std::string {
  auto texts = std::vector<std::string>{};
  for (const auto& parameter : parameters) {
    if (parameter.mode != Mode::table) texts.push_back(parameter_text(context, parameter));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

/// `returns text`, `returns table (a integer)`; what output parameters say needs no words.
auto result_text(const DdlContext& context, const schema::Function& function) -> std::string {
  auto columns = std::vector<std::string>{};
  auto has_outputs = false;
  for (const auto& parameter : function.parameters) {
    has_outputs = has_outputs || parameter.mode == Mode::out || parameter.mode == Mode::inout;
    if (parameter.mode == Mode::table) columns.push_back(parameter_text(context, parameter));
  }
  if (function.is_procedure) return {};
  if (!columns.empty()) return fmt::format(" returns table ({})", fmt::join(columns, ", "));
  if (has_outputs && !function.returns_set) return {};
  return fmt::format(" returns {}{}",
                     function.returns_set ? "setof " : "",
                     type_text(context.schema.catalog, function.result));
}

auto type_list(const DdlContext& context, const std::vector<schema::FunctionParameter>& parameters)
    -> std::string {
  auto types = std::vector<std::string>{};
  for (const auto& parameter : parameters) {
    if (is_input(parameter)) types.push_back(type_text(context.schema.catalog, parameter.type));
  }
  return fmt::format("{}", fmt::join(types, ", "));
}

auto trimmed(std::string text) -> std::string {
  constexpr auto space = " \n\t\r";
  text.erase(0, std::min(text.find_first_not_of(space), text.size()));
  text.resize(text.find_last_not_of(space) + 1);
  return text;
}

}  // namespace

auto function_signature(const DdlContext& context, const schema::Function& function)
    -> std::string {
  return fmt::format("{}({})",
                     quote_name({function.sql_schema, function.sql_name}),
                     type_list(context, function.parameters));
}

auto create_function(const DdlContext& context, const schema::Function& function) -> std::string {
  const auto kind = function.is_procedure ? "procedure" : "function";
  auto text = fmt::format("create {} {}({}){}\nlanguage {}",
                          kind,
                          quote_name({function.sql_schema, function.sql_name}),
                          parameter_list(context, function.parameters),
                          result_text(context, function),
                          quote_identifier(function.language));
  auto is_standard = false;
  for (const auto& property : function.properties) {
    is_standard = is_standard || property == "atomic";
    if (property != "atomic") text += " " + property;
  }
  auto types = std::vector<std::string>{};
  for (const auto type : function.transforms) {
    types.push_back("for type " + type_text(context.schema.catalog, type));
  }
  if (!types.empty()) text += fmt::format(" transform {}", fmt::join(types, ", "));
  for (const auto& setting : function.settings) text += " " + setting;
  // A body of the SQL standard is no text to the database.
  auto body =
      is_standard ? trimmed(function.body)
      : function.symbol.empty()
          ? "as " + dollar_quoted(function.body)
          : fmt::format("as {}, {}", quote_string(function.body), quote_string(function.symbol));
  while (is_standard && body.ends_with(';')) body.pop_back();
  return fmt::format("{}\n{};\n{}",
                     text,
                     body,
                     comment_on(kind, function_signature(context, function), function.doc));
}

auto create_aggregate(const DdlContext& context, const schema::Aggregate& aggregate)
    -> std::string {
  auto list = [&](auto print) {
    auto text = print(context, aggregate.parameters);
    if (!aggregate.ordered_set) return text.empty() ? std::string{"*"} : text;
    return fmt::format("{}{}order by {}",
                       text,
                       text.empty() ? "" : " ",
                       print(context, aggregate.ordered_parameters));
  };
  auto name = quote_name({aggregate.sql_schema, aggregate.sql_name});
  return fmt::format(
      "create aggregate {}({}) (\n  {}\n);\n{}",
      name,
      list(parameter_list),
      trimmed(aggregate.definition),
      comment_on("aggregate", fmt::format("{}({})", name, list(type_list)), aggregate.doc));
}

auto create_operator(const DdlContext& context, const schema::Operator& op) -> std::string {
  const auto& catalog = context.schema.catalog;
  const auto& function = catalog.function(op.function);
  auto name = fmt::format("{}.{}", quote_identifier(op.sql_schema), op.symbol);
  auto left = op.left ? type_text(catalog, *op.left) : std::string{"none"};
  auto right = type_text(catalog, op.right);
  auto clauses = std::vector<std::string>{
      "function = " + quote_name({std::string{function.schema}, std::string{function.name}})};
  if (op.left) clauses.push_back("leftarg = " + left);
  clauses.push_back("rightarg = " + right);
  if (auto more = trimmed(op.definition); !more.empty()) clauses.push_back(std::move(more));
  return fmt::format("create operator {} (\n  {}\n);\n{}",
                     name,
                     fmt::join(clauses, ",\n  "),
                     comment_on("operator", fmt::format("{} ({}, {})", name, left, right), op.doc));
}

auto create_placeholder(const DdlContext& context, schema::ViewId id) -> std::string {
  const auto& view = context.schema.at(id);
  auto columns = std::vector<std::string>{};
  for (const auto& column : context.program.at(id).columns) {
    columns.push_back(fmt::format("null::{} as {}",
                                  type_text(context.schema.catalog, column.type),
                                  quote_identifier(column.sql_name)));
  }
  return fmt::format("create view {} as\nselect {};\n",
                     quote_name({view.sql_schema, view.sql_name}),
                     fmt::join(columns, ", "));
}

auto create_view(const DdlContext& context, schema::ViewId id, ViewIs state) -> std::string {
  const auto& view = context.schema.at(id);
  const auto& bound = context.program.at(id);
  if (!bound.query) return {};  // reported when it was bound; nothing is written then
  auto arena = source::Arena{};
  auto name = quote_name({view.sql_schema, view.sql_name});
  auto kind = std::string{view.materialized ? "materialized view" : "view"};
  auto columns = std::vector<std::string>{};
  auto comments = comment_on(kind, name, view.doc);
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    columns.push_back(quote_identifier(bound.columns[i].sql_name));
    comments += comment_on("column", name + "." + columns.back(), view.columns[i].doc);
  }
  auto list = columns.empty() ? "" : fmt::format(" ({})", fmt::join(columns, ", "));
  auto options =
      view.options.empty() ? "" : fmt::format(" with ({})", quoted_options(view.options));
  if (view.access_method) options.insert(0, " using " + quote_identifier(*view.access_method));
  if (view.tablespace) options += " tablespace " + quote_identifier(*view.tablespace);
  auto tail = view.check_option.empty() ? std::string{}
                                        : fmt::format("\nwith {} check option", view.check_option);
  if (view.no_data) tail += "\nwith no data";
  auto lowering = Lowering{context.schema, *bound.unit, arena};
  if (context.constants == Constants::with_types) lowering.say_types();
  auto text = fmt::format("create {}{} {}{}{} as\n{}{};\n{}",
                          state == ViewIs::replaced ? "or replace " : "",
                          kind,
                          name,
                          list,
                          options,
                          print(*lowering.query(*bound.query)),
                          tail,
                          comments);
  for (auto i = std::size_t{0}; i < view.column_storage.size(); ++i) {
    text += alter_column_storage("materialized view " + name, columns[i], view.column_storage[i]);
  }
  for (const auto& index : view.indexes) {
    text += create_index(context, view, index) +
            comment_on("index", quote_name({view.sql_schema, index.sql_name}), index.doc);
    if (!index.clustered) continue;
    text += fmt::format(
        "alter materialized view {} cluster on {};\n", name, quote_identifier(index.sql_name));
  }
  return text;
}

auto create_sequence(const schema::Sequence& sequence) -> std::string {
  auto name = quote_name({sequence.sql_schema, sequence.sql_name});
  auto type = sequence.type == catalog::oid::int2   ? " as smallint"
              : sequence.type == catalog::oid::int4 ? " as integer"
                                                    : "";
  auto options = sequence_options(sequence.options);
  return fmt::format("create {}sequence {}{}{}{};\n{}",
                     sequence.unlogged ? "unlogged " : "",
                     name,
                     type,
                     options.empty() ? "" : " ",
                     options,
                     comment_on("sequence", name, sequence.doc));
}

auto own_sequence(const DdlContext& context, const schema::Sequence& sequence) -> std::string {
  if (!sequence.owner) return {};
  const auto& model = context.schema.at(sequence.owner->first);
  return fmt::format("alter sequence {} owned by {}.{};\n",
                     quote_name({sequence.sql_schema, sequence.sql_name}),
                     table_text(model),
                     quote_identifier(model.columns[sequence.owner->second].sql_name));
}

auto create_definition(const schema::Definition& definition) -> std::string {
  auto text = definition.text + ";\n";
  const auto& comment = definition.comment;
  if (comment.empty() || definition.doc.empty()) return text;
  return text + fmt::format("comment on {} is {};\n", comment, quote_string(definition.doc));
}

auto comment_on(std::string_view kind, std::string_view name, std::string_view doc) -> std::string {
  if (doc.empty()) return {};
  return fmt::format("comment on {} {} is {};\n", kind, name, readable_string(doc));
}

auto comments_on_table(const schema::Model& model) -> std::string {
  auto text = comment_on(model.server ? "foreign table" : "table", table_text(model), model.doc);
  for (const auto& column : model.columns) {
    if (!column.local) continue;
    text += comment_on(
        "column", table_text(model) + "." + quote_identifier(column.sql_name), column.doc);
  }
  return text;
}

}  // namespace ormc::sql
