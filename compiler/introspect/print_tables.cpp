#include <fmt/format.h>

#include <algorithm>

#include "introspect/print.hpp"
#include "introspect/text.hpp"
#include "sql/print.hpp"

namespace ormc::introspect {
namespace {

/// `schema_name=public` of a foreign table or server: `schema_name 'public'`.
auto foreign_options(const std::vector<std::string>& options) -> std::string {
  auto list = std::vector<std::string>{};
  for (const auto& option : options) {
    const auto equals = std::min(option.find('='), option.size());
    const auto value = equals == option.size() ? std::string{} : option.substr(equals + 1);
    list.push_back(fmt::format("{} {}", name_text(option.substr(0, equals)), string_text(value)));
  }
  return fmt::format("{}", fmt::join(list, ", "));
}

}  // namespace

auto print_table_kind(const PrintContext& context, const Relation& table) -> std::string {
  const auto& schema = table.name.schema;
  auto text = std::string{};
  auto parents = std::vector<std::string>{};
  for (const auto parent : table.parents) {
    if (context.has_relation(parent)) parents.push_back(context.model_name(parent, schema));
  }
  if (!table.partition_bound.empty() && !parents.empty()) {
    text += fmt::format(" partition of {} {}", parents.front(), sql_text(table.partition_bound));
  } else if (!parents.empty()) {
    text += fmt::format(" inherits {}", fmt::join(parents, ", "));
  }
  if (table.of_type.type != 0) text += " of " + context.type_text(table.of_type, schema);
  if (!table.partition_key.empty()) text += " partition by " + sql_text(table.partition_key);
  if (!table.server.empty()) text += " server " + name_text(table.server);
  if (!table.foreign_options.empty()) {
    text += fmt::format(" options ({})", foreign_options(table.foreign_options));
  }
  return text;
}

auto print_table_attributes(const PrintContext& context, const Relation& table) -> std::string {
  auto text = std::string{};
  if (table.unlogged) text += " @unlogged";
  if (!table.tablespace.empty()) {
    text += fmt::format(" @tablespace({})", quoted_text(table.tablespace));
  }
  if (!table.access_method.empty()) {
    text += fmt::format(" @access_method({})", quoted_text(table.access_method));
  }
  auto options = option_list(table.options);
  for (const auto& option : table.toast_options) {
    options += fmt::format("{}toast.{}", options.empty() ? "" : ", ", option_text(option));
  }
  if (!options.empty()) text += fmt::format(" @with({})", options);
  const auto is_foreign = table.kind == Relation::Kind::foreign;
  if (table.replica_identity == 'f') text += " @replica_identity(full)";
  if (table.replica_identity == 'n' && !is_foreign) text += " @replica_identity(nothing)";
  for (const auto* index : context.indexes_of(table.id)) {
    if (table.replica_identity == 'i' && index->is_replica_identity) {
      text += fmt::format(" @replica_identity({})", quoted_text(index->name.name));
    }
  }
  if (table.row_security && !table.row_security_forced) text += " @row_security";
  if (table.row_security_forced) {
    text += table.row_security ? " @row_security(forced)" : " @row_security(forced_once_enabled)";
  }
  return text;
}

auto print_range(const PrintContext& context, const RangeType& type) -> Declaration {
  const auto& name = context.names.types.at(type.id);
  auto options = std::vector<std::string>{};
  const auto add = [&](std::string_view word, const std::string& value) {
    if (!value.empty()) options.push_back(fmt::format("{} = {}", word, sql_text(value)));
  };
  add("subtype_opclass", type.opclass);
  add("collation", type.collation);
  add("canonical", type.canonical);
  add("subtype_diff", type.difference);
  add("multirange_type_name",
      type.multirange_schema.empty() ? sql::quote_name({type.multirange})
                                     : sql::quote_name({type.multirange_schema, type.multirange}));
  return {"type",
          type.name.name,
          fmt::format("{}type {} = range of {} with ({}){};\n",
                      doc_of(type.comment),
                      name,
                      context.type_text(type.subtype, type.name.schema),
                      fmt::join(options, ", "),
                      name_attribute("name", name, type.name.name))};
}

auto is_said_by_column(const PrintContext& context, const Sequence& sequence) -> bool {
  if (sequence.internal) return true;
  if (sequence.owner == 0 || !context.has_relation(sequence.owner)) return false;
  const auto& column = context.relation(sequence.owner)
                           .columns[context.place_of(sequence.owner, sequence.owner_column)];
  return column.not_null && is_serial(context, sequence, column);
}

auto print_sequence(const PrintContext& context, const Sequence& sequence) -> Declaration {
  const auto& name = context.names.sequences.at(sequence.id);
  auto text = fmt::format("{}sequence {}", doc_of(sequence.comment), name);
  if (sequence.type != "bigint")
    text += fmt::format(" as {}", sequence.type == "integer" ? "int" : "smallint");
  for (const auto& option : sequence_options(sequence)) text += " " + option;
  if (sequence.owner != 0 && context.has_relation(sequence.owner)) {
    text +=
        fmt::format(" owned by {}.{}",
                    context.model_name(sequence.owner, sequence.name.schema),
                    context.names.columns.at(
                        sequence.owner)[context.place_of(sequence.owner, sequence.owner_column)]);
  }
  if (sequence.unlogged) text += " @unlogged";
  text += name_attribute("name", name, sequence.name.name);
  return {"sequence", sequence.name.name, text + ";\n"};
}

}  // namespace ormc::introspect
