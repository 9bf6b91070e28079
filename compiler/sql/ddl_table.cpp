#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/oids.hpp"
#include "schema/object_name.hpp"
#include "sql/ddl.hpp"
#include "sql/ddl_text.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"
#include "sql/type_text.hpp"

namespace ormc::sql {

namespace {

using schema::Column;

auto serial_name(catalog::Oid type) -> std::string {
  if (type == catalog::oid::int2) return "smallserial";
  return type == catalog::oid::int8 ? "bigserial" : "serial";
}

/// A serial column whose sequence counts in its own way is written out: `serial` takes no options.
auto has_own_sequence(const Column& column) -> bool {
  return column.identity == Column::Identity::serial && !sequence_options(column.sequence).empty();
}

auto sequence_name(const schema::Model& model, const Column& column) -> std::string {
  return quote_name(
      {model.sql_schema, schema::make_object_name(model.sql_name, column.sql_name, "seq")});
}

auto deferral(bool deferrable, bool initially_deferred) -> std::string {
  if (!deferrable) return {};
  return initially_deferred ? " deferrable initially deferred" : " deferrable";
}

auto include_text(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::string {
  return columns.empty() ? "" : fmt::format(" include ({})", column_list(model, columns));
}

auto key_text(const schema::Model& model, const schema::Key& key, std::string_view words)
    -> std::string {
  return fmt::format("constraint {} {}{} ({}){}{}",
                     quote_identifier(key.sql_name),
                     words,
                     key.nulls_not_distinct ? " nulls not distinct" : "",
                     column_list(model, key.columns),
                     include_text(model, key.include),
                     deferral(key.deferrable, key.initially_deferred));
}

auto check_text(const DdlContext& context, const schema::Check& check) -> std::string {
  return fmt::format("constraint {} check ({}){}{}",
                     quote_identifier(check.sql_name),
                     expr_text(context, check.expr),
                     check.no_inherit ? " no inherit" : "",
                     check.not_valid ? " not valid" : "");
}

auto action_text(schema::Action action) -> std::string_view {
  switch (action) {
    case schema::Action::no_action:
      return "";
    case schema::Action::restrict_:
      return "restrict";
    case schema::Action::cascade:
      return "cascade";
    case schema::Action::set_null:
      return "set null";
    case schema::Action::set_default:
      return "set default";
  }
  return "";
}

auto foreign_key_text(const DdlContext& context,
                      const schema::Model& model,
                      const schema::ForeignKey& key) -> std::string {
  const auto& target = context.schema.at(key.target);
  auto text = fmt::format("constraint {} foreign key ({}) references {} ({})",
                          quote_identifier(key.sql_name),
                          column_list(model, key.columns),
                          table_text(target),
                          column_list(target, key.target_columns));
  if (key.match_full) text += " match full";
  if (key.on_delete != schema::Action::no_action) {
    text += fmt::format(" on delete {}", action_text(key.on_delete));
    if (!key.set_columns.empty()) {
      text += fmt::format(" ({})", column_list(model, key.set_columns));
    }
  }
  if (key.on_update != schema::Action::no_action) {
    text += fmt::format(" on update {}", action_text(key.on_update));
  }
  return text + deferral(key.deferrable, key.initially_deferred) +
         (key.not_valid ? " not valid" : "");
}

auto option_list(const std::vector<std::pair<std::string, std::string>>& options) -> std::string {
  auto words = std::vector<std::string>{};
  for (const auto& [name, value] : options) {
    words.push_back(value.empty() ? quote_identifier(name)
                                  : fmt::format("{} = {}", quote_identifier(name), value));
  }
  return fmt::format("({})", fmt::join(words, ", "));
}

auto element(const DdlContext& context,
             const schema::Model& model,
             const schema::IndexElement& element) -> std::string {
  const auto* column = std::get_if<schema::ColumnIndex>(&element.value);
  auto text = column ? quote_identifier(model.columns[*column].sql_name)
                     : element_text(context, std::get<schema::ExprId>(element.value));
  if (element.collation) text += " collate " + quote_identifier(*element.collation);
  if (element.opclass) text += " " + *element.opclass;
  if (!element.opclass_options.empty()) text += " " + option_list(element.opclass_options);
  if (element.direction == syntax::OrderItem::Direction::ascending) text += " asc";
  if (element.direction == syntax::OrderItem::Direction::descending) text += " desc";
  if (element.nulls == syntax::OrderItem::Nulls::first) text += " nulls first";
  if (element.nulls == syntax::OrderItem::Nulls::last) text += " nulls last";
  if (!element.exclude_with.empty()) text += " with " + element.exclude_with;
  return text;
}

auto elements(const DdlContext& context,
              const schema::Model& model,
              const std::vector<schema::IndexElement>& list) -> std::string {
  auto texts = std::vector<std::string>{};
  for (const auto& each : list) texts.push_back(element(context, model, each));
  return fmt::format("({})", fmt::join(texts, ", "));
}

auto exclusion_text(const DdlContext& context,
                    const schema::Model& model,
                    const schema::Exclusion& exclusion) -> std::string {
  auto text = fmt::format("constraint {} exclude using {} {}{}",
                          quote_identifier(exclusion.sql_name),
                          quote_identifier(exclusion.method),
                          elements(context, model, exclusion.elements),
                          include_text(model, exclusion.include));
  if (exclusion.where) text += fmt::format(" where ({})", expr_text(context, *exclusion.where));
  return text + deferral(exclusion.deferrable, exclusion.initially_deferred);
}

}  // namespace

auto column_definition(const DdlContext& context, const schema::Model& model, const Column& column)
    -> std::string {
  auto plain_serial = column.identity == Column::Identity::serial && !has_own_sequence(column);
  auto text = fmt::format(
      "{} {}",
      quote_identifier(column.sql_name),
      plain_serial ? serial_name(column.type.oid) : type_text(context.schema.catalog, column.type));
  if (column.collation) text += " collate " + quote_identifier(*column.collation);
  if (!column.nullable) text += " not null";
  if (has_own_sequence(column)) {
    text +=
        fmt::format(" default nextval({}::regclass)", quote_string(sequence_name(model, column)));
  } else if (column.identity == Column::Identity::always ||
             column.identity == Column::Identity::by_default) {
    auto always = column.identity == Column::Identity::always;
    text += always ? " generated always as identity" : " generated by default as identity";
    auto options = sequence_options(column.sequence);
    if (!options.empty()) text += fmt::format(" ({})", options);
  } else if (column.generated) {
    text += fmt::format(" generated always as ({}) stored", expr_text(context, *column.generated));
  } else if (column.default_value) {
    text += " default " + operand_text(context, *column.default_value);
  }
  return text;
}

auto create_table(const DdlContext& context,
                  const schema::Model& model,
                  const std::vector<const schema::ForeignKey*>& foreign_keys) -> std::string {
  auto lines = std::vector<std::string>{};
  for (const auto& column : model.columns) {
    lines.push_back(column_definition(context, model, column));
  }
  if (model.primary_key) lines.push_back(key_text(model, *model.primary_key, "primary key"));
  for (const auto& key : model.unique_keys) lines.push_back(key_text(model, key, "unique"));
  for (const auto& check : model.checks) {
    if (!check.not_valid) lines.push_back(check_text(context, check));
  }
  for (const auto* key : foreign_keys) lines.push_back(foreign_key_text(context, model, *key));
  for (const auto& exclusion : model.exclusions) {
    lines.push_back(exclusion_text(context, model, exclusion));
  }
  return fmt::format("create table {} {};\n", table_text(model), block(lines));
}

auto create_sequences(const schema::Model& model) -> std::string {
  auto text = std::string{};
  for (const auto& column : model.columns) {
    if (!has_own_sequence(column)) continue;
    auto type = column.type.oid == catalog::oid::int8   ? "bigint"
                : column.type.oid == catalog::oid::int2 ? "smallint"
                                                        : "integer";
    text += fmt::format("create sequence {} as {} {};\n",
                        sequence_name(model, column),
                        type,
                        sequence_options(column.sequence));
  }
  return text;
}

auto own_sequences(const schema::Model& model) -> std::string {
  auto text = std::string{};
  for (const auto& column : model.columns) {
    if (!has_own_sequence(column)) continue;
    text += fmt::format("alter sequence {} owned by {}.{};\n",
                        sequence_name(model, column),
                        table_text(model),
                        quote_identifier(column.sql_name));
  }
  return text;
}

auto add_foreign_key(const DdlContext& context,
                     const schema::Model& model,
                     const schema::ForeignKey& key) -> std::string {
  return fmt::format(
      "alter table {}\n  add {};\n", table_text(model), foreign_key_text(context, model, key));
}

auto add_check(const DdlContext& context, const schema::Model& model, const schema::Check& check)
    -> std::string {
  return fmt::format("alter table {}\n  add {};\n", table_text(model), check_text(context, check));
}

auto create_index(const DdlContext& context, const schema::Model& model, const schema::Index& index)
    -> std::string {
  auto text = fmt::format("create {}index {} on {}",
                          index.unique ? "unique " : "",
                          quote_identifier(index.sql_name),
                          table_text(model));
  if (index.method != "btree") text += " using " + quote_identifier(index.method);
  text += " " + elements(context, model, index.elements) + include_text(model, index.include);
  if (index.nulls_not_distinct) text += " nulls not distinct";
  if (!index.options.empty()) text += " with " + option_list(index.options);
  if (index.where) text += "\n  where " + expr_text(context, *index.where);
  return text + ";\n";
}

}  // namespace ormc::sql
