#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ddl.hpp"
#include "sql/ddl_text.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"
#include "sql/type_text.hpp"

namespace ormc::sql {

namespace {

auto type_name(const DdlContext& context, schema::ModuleId module, const std::string& name)
    -> std::string {
  return quote_name({context.schema.at(module).sql_schema, name});
}

/// A check that values which are there need not pass is added later.
auto not_valid_check(const DdlContext& context,
                     const std::string& domain,
                     const schema::Check& check) -> std::string {
  if (!check.not_valid) return {};
  return fmt::format("alter domain {} add constraint {} check ({}) not valid;\n",
                     domain,
                     quote_identifier(check.sql_name),
                     expr_text(context, check.expr));
}

}  // namespace

auto create_enum(const DdlContext& context, const schema::Enum& type) -> std::string {
  auto labels = std::vector<std::string>{};
  auto width = std::size_t{0};
  for (const auto& value : type.values) {
    labels.push_back(quote_string(value.label));
    width += labels.back().size() + 2;
  }
  auto name = type_name(context, type.module, type.sql_name);
  auto list = width < 60 ? fmt::format("({})", fmt::join(labels, ", ")) : block(labels);
  return fmt::format(
      "create type {} as enum {};\n{}", name, list, comment_on("type", name, type.doc));
}

auto create_domain(const DdlContext& context, const schema::Domain& type) -> std::string {
  auto name = type_name(context, type.module, type.sql_name);
  auto text =
      fmt::format("create domain {} as {}", name, type_text(context.schema.catalog, type.base));
  if (type.collation) text += fmt::format(" collate {}", *type.collation);
  if (type.default_value)
    text += fmt::format(" default {}", operand_text(context, *type.default_value));
  if (type.not_null) text += " not null";
  for (const auto& check : type.checks) {
    if (check.not_valid) continue;
    text += fmt::format("\n  constraint {} check ({})",
                        quote_identifier(check.sql_name),
                        expr_text(context, check.expr));
  }
  text += ";\n" + comment_on("domain", name, type.doc);
  for (const auto& check : type.checks) {
    text += not_valid_check(context, name, check);
    text += comment_on(
        "constraint", quote_identifier(check.sql_name) + " on domain " + name, check.doc);
  }
  return text;
}

auto create_range(const DdlContext& context, const schema::RangeType& type) -> std::string {
  auto name = type_name(context, type.module, type.sql_name);
  auto options =
      std::vector<std::string>{"subtype = " + type_text(context.schema.catalog, type.subtype)};
  for (const auto& [word, value] : type.options) options.push_back(word + " = " + value);
  if (!type.multirange_sql_name.empty()) {
    options.push_back("multirange_type_name = " +
                      (type.multirange_sql_schema.empty()
                           ? type_name(context, type.module, type.multirange_sql_name)
                           : quote_name({type.multirange_sql_schema, type.multirange_sql_name})));
  }
  return fmt::format(
      "create type {} as range {};\n{}", name, block(options), comment_on("type", name, type.doc));
}

namespace {

auto trimmed(std::string_view text) -> std::string_view {
  constexpr auto space = " \n\t\r";
  text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
  return text.substr(0, text.find_last_not_of(space) + 1);
}

}  // namespace

auto create_shell_type(const DdlContext& context, const schema::BaseType& type) -> std::string {
  auto name = type_name(context, type.module, type.sql_name);
  auto comment = trimmed(type.definition).empty() ? type.doc : std::string{};
  return fmt::format("create type {};\n{}", name, comment_on("type", name, comment));
}

auto create_shell_range(const DdlContext& context, const schema::RangeType& type) -> std::string {
  return fmt::format("create type {};\n", type_name(context, type.module, type.sql_name));
}

auto create_base_type(const DdlContext& context, const schema::BaseType& type) -> std::string {
  auto definition = trimmed(type.definition);
  if (definition.empty()) return {};
  auto name = type_name(context, type.module, type.sql_name);
  return fmt::format(
      "create type {} (\n  {}\n);\n{}", name, definition, comment_on("type", name, type.doc));
}

auto create_composite(const DdlContext& context, const schema::Composite& type) -> std::string {
  auto fields = std::vector<std::string>{};
  for (const auto& field : type.fields) {
    fields.push_back(fmt::format(
        "{} {}", quote_identifier(field.sql_name), type_text(context.schema.catalog, field.type)));
    if (field.collation) fields.back() += " collate " + *field.collation;
  }
  return fmt::format("create type {} as {};\n{}",
                     type_name(context, type.module, type.sql_name),
                     block(fields),
                     comments_on_composite(context, type));
}

auto comments_on_composite(const DdlContext& context, const schema::Composite& type)
    -> std::string {
  auto name = type_name(context, type.module, type.sql_name);
  auto text = comment_on("type", name, type.doc);
  for (const auto& field : type.fields) {
    text += comment_on("column", name + "." + quote_identifier(field.sql_name), field.doc);
  }
  return text;
}

auto create_extension(const schema::Extension& extension) -> std::string {
  auto schema =
      extension.schema ? fmt::format(" with schema {}", quote_identifier(*extension.schema)) : "";
  auto version =
      extension.version ? fmt::format(" version {}", quote_string(*extension.version)) : "";
  auto words = schema.empty() && !version.empty() ? " with" : "";
  return fmt::format("create extension if not exists {}{}{}{};\n{}",
                     quote_identifier(extension.name),
                     schema,
                     words,
                     version,
                     comment_on("extension", quote_identifier(extension.name), extension.doc));
}

}  // namespace ormc::sql
