#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/oids.hpp"
#include "schema/lookup.hpp"
#include "schema/naming.hpp"
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

/// A serial column whose sequence has a name of its own or counts in its own way is written out,
/// and that of a parent's column.
auto has_own_sequence(const Column& column) -> bool {
  return column.local && column.identity == Column::Identity::serial &&
         (!sequence_options(column.sequence).empty() || !column.sequence_name.empty() ||
          column.altered);
}

auto sequence_name(const schema::Model& model, const Column& column) -> std::string {
  return quote_name(schema::sequence_of(model, column));
}

auto next_value(const schema::Model& model, const Column& column) -> std::string {
  return fmt::format("nextval({}::regclass)", quote_string(sequence_name(model, column)));
}

/// The table whose serial column this one inherits its default from.
auto sequence_owner(const DdlContext& context, const schema::Model& model, const Column& column)
    -> const schema::Model& {
  const auto* at = &model;
  while (at->partition_of) {
    const auto& parent = context.schema.at(at->partition_of->parent);
    const auto place = std::ranges::find(parent.columns, column.name, &Column::name);
    at = &parent;
    if (place == parent.columns.end() || place->local) break;
  }
  return *at;
}

auto with_text(const schema::Options& options) -> std::string {
  return options.empty() ? "" : fmt::format(" with ({})", quoted_options(options));
}

auto index_tablespace(const std::optional<std::string>& name) -> std::string {
  return name ? " using index tablespace " + quote_identifier(*name) : std::string{};
}

auto deferral(bool deferrable, bool initially_deferred) -> std::string {
  if (!deferrable) return {};
  return initially_deferred ? " deferrable initially deferred" : " deferrable";
}

auto include_text(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::string {
  return columns.empty() ? "" : fmt::format(" include ({})", column_list(model, columns));
}

auto key_text(const schema::Model& model, const schema::Key& key) -> std::string {
  return fmt::format("constraint {} {}{} ({}){}{}{}{}",
                     quote_identifier(key.sql_name),
                     key.primary ? "primary key" : "unique",
                     key.nulls_not_distinct ? " nulls not distinct" : "",
                     column_list(model, key.columns),
                     include_text(model, key.include),
                     with_text(key.options),
                     index_tablespace(key.tablespace),
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

/// `model` may be null when no element is a column by its place.
auto element(const DdlContext& context,
             const schema::Model* model,
             const schema::IndexElement& element) -> std::string {
  const auto* column = std::get_if<schema::ColumnIndex>(&element.value);
  auto text = column ? quote_identifier(model->columns[*column].sql_name)
                     : element_text(context, std::get<schema::ExprId>(element.value));
  if (element.collation) text += " collate " + *element.collation;
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
              const schema::Model* model,
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
                          elements(context, &model, exclusion.elements),
                          include_text(model, exclusion.include)) +
              with_text(exclusion.options) + index_tablespace(exclusion.tablespace);
  if (exclusion.where) text += fmt::format(" where ({})", expr_text(context, *exclusion.where));
  return text + deferral(exclusion.deferrable, exclusion.initially_deferred);
}

auto partition_key(const DdlContext& context, const schema::Model& model) -> std::string {
  if (!model.partition_by) return {};
  return fmt::format("\npartition by {} {}",
                     model.partition_by->method,
                     elements(context, &model, model.partition_by->elements));
}

/// Whether a table has its parents' columns in another order than the database would give it: then
/// it is made with all of them and inherits afterwards.
auto has_own_order(const DdlContext& context, const schema::Model& model) -> bool {
  auto place = std::size_t{0};
  auto seen = std::vector<std::string>{};
  for (const auto parent : model.parents) {
    for (const auto& column : context.schema.at(parent).columns) {
      if (std::ranges::find(seen, column.sql_name) != seen.end()) continue;
      seen.push_back(column.sql_name);
      if (place < model.columns.size() && model.columns[place].sql_name != column.sql_name) {
        return true;
      }
      ++place;
    }
  }
  return false;
}

/// What stands behind the columns.
auto table_options(const DdlContext& context, const schema::Model& model) -> std::string {
  auto text = std::string{};
  auto parents = std::vector<std::string>{};
  for (const auto parent : model.parents) parents.push_back(table_text(context.schema.at(parent)));
  if (!parents.empty() && !has_own_order(context, model)) {
    text += fmt::format("\ninherits ({})", fmt::join(parents, ", "));
  }
  text += partition_key(context, model);
  if (model.server) {
    text += "\nserver " + quote_identifier(*model.server);
    if (!model.foreign_options.empty()) {
      text += fmt::format("\noptions ({})", foreign_options(model.foreign_options));
    }
  }
  if (model.access_method) text += "\nusing " + quote_identifier(*model.access_method);
  if (!model.options.empty()) text += "\n" + with_text(model.options).substr(1);
  if (model.tablespace) text += "\ntablespace " + quote_identifier(*model.tablespace);
  return text;
}

auto bound_values(const DdlContext& context, const std::vector<schema::PartitionOf::Value>& values)
    -> std::string {
  using Edge = schema::PartitionOf::Edge;
  auto texts = std::vector<std::string>{};
  for (const auto& value : values) {
    const auto* edge = std::get_if<Edge>(&value);
    texts.emplace_back(edge == nullptr ? expr_text(context, std::get<schema::ExprId>(value))
                       : *edge == Edge::minimum ? "minvalue"
                                                : "maxvalue");
  }
  return fmt::format("({})", fmt::join(texts, ", "));
}

auto bound_text(const DdlContext& context, const schema::PartitionOf& partition) -> std::string {
  using Bound = syntax::PartitionOf::Bound;
  switch (partition.bound) {
    case Bound::by_default:
      return "default";
    case Bound::in:
      return "for values in " + bound_values(context, partition.values);
    case Bound::range:
      return "for values from " + bound_values(context, partition.values) + " to " +
             bound_values(context, partition.upper);
    case Bound::hash:
      return fmt::format(
          "for values with (modulus {}, remainder {})", partition.modulus, partition.remainder);
  }
  return {};
}

/// `model` may be null when no column is named by its place.
auto included_columns(const DdlContext& context,
                      const schema::Model* model,
                      const schema::Index& index) -> std::string {
  auto texts = std::vector<std::string>{};
  for (const auto& each : index.include) {
    const auto* column = std::get_if<schema::ColumnIndex>(&each);
    texts.push_back(column ? quote_identifier(model->columns[*column].sql_name)
                           : element_text(context, std::get<schema::ExprId>(each)));
  }
  return texts.empty() ? "" : fmt::format(" include ({})", fmt::join(texts, ", "));
}

struct IndexedTable {
  std::string schema;
  std::string name;            // qualified
  const schema::Model* model;  // null of a view
  IndexIs extent = IndexIs::whole;
};

auto index_text(const DdlContext& context, const IndexedTable& table, const schema::Index& index)
    -> std::string {
  auto text = fmt::format("create {}index {} on {}{}",
                          index.unique ? "unique " : "",
                          quote_identifier(index.sql_name),
                          table.extent == IndexIs::only ? "only " : "",
                          table.name);
  if (index.method != "btree") text += " using " + quote_identifier(index.method);
  text += " " + elements(context, table.model, index.elements) +
          included_columns(context, table.model, index);
  if (index.nulls_not_distinct) text += " nulls not distinct";
  if (!index.options.empty()) text += " with " + option_list(index.options);
  if (index.tablespace) text += " tablespace " + quote_identifier(*index.tablespace);
  if (index.where) text += "\n  where " + expr_text(context, *index.where);
  return text + ";\n" +
         alter_index_columns(quote_name({table.schema, index.sql_name}), index.elements);
}

auto column_constraints(const DdlContext& context, const schema::Model& model, const Column& column)
    -> std::string;

}  // namespace

auto column_definition(const DdlContext& context, const schema::Model& model, const Column& column)
    -> std::string {
  auto plain_serial =
      column.local && column.identity == Column::Identity::serial && !has_own_sequence(column);
  auto text = fmt::format(
      "{} {}",
      quote_identifier(column.sql_name),
      plain_serial ? serial_name(column.type.oid) : type_text(context.schema.catalog, column.type));
  if (!column.kept.compression.empty()) text += " compression " + column.kept.compression;
  if (!column.foreign_options.empty()) {
    text += fmt::format(" options ({})", foreign_options(column.foreign_options));
  }
  if (column.collation) text += " collate " + *column.collation;
  return text + column_constraints(context, model, column);
}

namespace {

/// What the columns of all parents make of a column.
struct InheritedColumn {
  bool nullable = true;
  bool has_default = false;
  bool is_generated = false;
};
auto inherited_column(const DdlContext& context, const schema::Model& model, const Column& column)
    -> std::optional<InheritedColumn> {
  auto result = std::optional<InheritedColumn>{};
  for (const auto parent : model.parents) {
    const auto& columns = context.schema.at(parent).columns;
    const auto place = std::ranges::find(columns, column.sql_name, &Column::sql_name);
    if (place == columns.end()) continue;
    if (!result) result = InheritedColumn{};
    if (!place->nullable) result->nullable = false;
    if (place->default_value) result->has_default = true;
    if (place->generated) result->is_generated = true;
  }
  return result;
}

/// A table that inherits afterwards must have what its parents' columns have.
auto must_be_marked(const DdlContext& context, const schema::Model& model, const Column& column)
    -> bool {
  const auto above = inherited_column(context, model, column);
  return above && !above->nullable && has_own_order(context, model);
}

/// Generated columns of parents are inherited as they are, unless the table is made before.
auto is_generated_above(const DdlContext& context, const schema::Model& model, const Column& column)
    -> bool {
  const auto above = inherited_column(context, model, column);
  return above && above->is_generated && !has_own_order(context, model);
}

auto has_identity(const Column& column) -> bool {
  return column.identity == Column::Identity::always ||
         column.identity == Column::Identity::by_default;
}

/// A column that a table has itself and a parent too takes the parent's default when it is made,
/// unless it has one.
auto takes_default_from_above(const DdlContext& context,
                              const schema::Model& model,
                              const Column& column) -> bool {
  const auto above = inherited_column(context, model, column);
  return above && above->has_default && !column.default_value && !column.generated &&
         !has_identity(column) && !has_own_sequence(column) && !model.partition_of &&
         !has_own_order(context, model);
}

auto identity_text(const schema::Model& model, const Column& column) -> std::string {
  const auto always = column.identity == Column::Identity::always;
  auto text = std::string{always ? "generated always" : "generated by default"} + " as identity";
  auto options = sequence_options(column.sequence);
  if (!column.sequence_name.empty()) {
    options = fmt::format(
        "sequence name {}{}{}", sequence_name(model, column), options.empty() ? "" : " ", options);
  }
  if (!options.empty()) text += fmt::format(" ({})", options);
  return text;
}

auto column_constraints(const DdlContext& context, const schema::Model& model, const Column& column)
    -> std::string {
  auto text = std::string{};
  if (!column.nullable || must_be_marked(context, model, column)) text += " not null";
  if (column.identity == Column::Identity::serial && !column.local) {
    text += " default " + next_value(sequence_owner(context, model, column), column);
  } else if (has_own_sequence(column)) {
    text += " default " + next_value(model, column);
  } else if (has_identity(column)) {
    text += " " + identity_text(model, column);
  } else if (column.generated && !is_generated_above(context, model, column)) {
    text += fmt::format(" generated always as ({}) stored", expr_text(context, *column.generated));
  } else if (column.default_value) {
    text += " default " + operand_text(context, *column.default_value);
  }
  return text;
}

/// A primary key has no word for it, but takes an index that counts NULL as a value.
auto is_made_of_index(const schema::Key& key) -> bool {
  return key.primary && key.nulls_not_distinct;
}

/// The keys that stand in `create table`, and those that must be added behind it: of equal ones the
/// database would make one.
struct KeyLines {
  std::vector<std::string> inside;
  std::vector<std::string> behind;
};
auto keys_of_table(const schema::Model& model, const std::vector<const schema::Key*>& late)
    -> KeyLines {
  auto lines = KeyLines{};
  auto seen = std::vector<const schema::Key*>{};
  for (const auto* key : keys_of(model)) {
    if (key->inherited || std::ranges::find(late, key) != late.end()) continue;
    const auto is_second = std::ranges::any_of(
        seen, [&](const schema::Key* other) { return other->columns == key->columns; });
    if (is_second || is_made_of_index(*key)) {
      lines.behind.push_back(add_key(model, *key));
    } else {
      lines.inside.push_back(key_text(model, *key));
    }
    seen.push_back(key);
  }
  return lines;
}

}  // namespace

auto create_table(const DdlContext& context,
                  const schema::Model& model,
                  const std::vector<const schema::ForeignKey*>& foreign_keys,
                  const std::vector<const schema::Key*>& late) -> std::string {
  auto lines = std::vector<std::string>{};
  const auto comes_whole = model.partition_of || has_own_order(context, model);
  for (const auto& column : model.columns) {
    if (model.of_type) {
      auto rest = column.local ? column_constraints(context, model, column) : std::string{};
      if (!rest.empty()) {
        lines.push_back(quote_identifier(column.sql_name) + " with options" + rest);
      }
    } else if ((column.local && !column.altered) || comes_whole) {
      lines.push_back(column_definition(context, model, column));
    }
  }
  auto [keys, equal_keys] = keys_of_table(model, late);
  lines.insert(lines.end(), keys.begin(), keys.end());
  for (const auto& check : model.checks) {
    const auto is_copied = check.inherited && !comes_whole;
    if (!check.not_valid && !is_copied) lines.push_back(check_text(context, check));
  }
  for (const auto* key : foreign_keys) lines.push_back(foreign_key_text(context, model, *key));
  for (const auto& exclusion : model.exclusions) {
    lines.push_back(exclusion_text(context, model, exclusion));
  }
  const auto* kind = model.server ? "foreign " : model.unlogged ? "unlogged " : "";
  auto body = lines.empty() && model.of_type ? std::string{} : " " + block(lines);
  auto type = std::string{};
  if (model.of_type) {
    const auto& composite = context.schema.at(*model.of_type);
    type =
        " of " + quote_name({context.schema.at(composite.module).sql_schema, composite.sql_name});
  }
  auto text = fmt::format("create {}table {}{}{}{};\n",
                          kind,
                          table_text(model),
                          type,
                          body,
                          table_options(context, model));
  for (const auto& key : equal_keys) text += key;
  return text;
}

auto attach_table(const DdlContext& context, const schema::Model& model) -> std::string {
  if (has_own_order(context, model)) {
    auto text = std::string{};
    for (const auto parent : model.parents) {
      text += fmt::format(
          "alter table {} inherit {};\n", table_text(model), table_text(context.schema.at(parent)));
    }
    return text;
  }
  if (!model.partition_of) return {};
  return fmt::format("alter table only {} attach partition {} {};\n",
                     table_text(context.schema.at(model.partition_of->parent)),
                     table_text(model),
                     bound_text(context, *model.partition_of));
}

auto alter_columns(const DdlContext& context, const schema::Model& model) -> std::string {
  auto text = std::string{};
  const auto table =
      fmt::format("{}table only {}", model.server ? "foreign " : "", table_text(model));
  for (const auto& column : model.columns) {
    auto alter = [&](const std::string& words) {
      text += fmt::format(
          "alter {} alter column {} {};\n", table, quote_identifier(column.sql_name), words);
    };
    if (!column.local && !model.partition_of) continue;
    const auto above = inherited_column(context, model, column);
    if (above && column.nullable && !above->nullable) alter("drop not null");
    if (column.altered && !model.partition_of) {
      if (!column.nullable && above && above->nullable) alter("set not null");
      if (column.default_value) {
        alter("set default " + operand_text(context, *column.default_value));
      } else if (has_own_sequence(column)) {
        alter("set default " + next_value(model, column));
      } else if (above && above->has_default) {
        alter("drop default");
      }
      if (has_identity(column)) alter("add " + identity_text(model, column));
    } else if (takes_default_from_above(context, model, column)) {
      alter("drop default");
    }
    auto kept = column.kept;
    // Said where the column was made.
    if (!column.altered || model.partition_of) kept.compression.clear();
    text += alter_column_storage(table, quote_identifier(column.sql_name), kept);
  }
  return text;
}

auto create_sequences(const schema::Model& model) -> std::string {
  auto text = std::string{};
  for (const auto& column : model.columns) {
    if (!has_own_sequence(column)) continue;
    const auto* type = column.type.oid == catalog::oid::int8   ? "bigint"
                       : column.type.oid == catalog::oid::int2 ? "smallint"
                                                               : "integer";
    auto options = sequence_options(column.sequence);
    text += fmt::format("create {}sequence {} as {}{}{};\n",
                        model.unlogged ? "unlogged " : "",
                        sequence_name(model, column),
                        type,
                        options.empty() ? "" : " ",
                        options);
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

namespace {
auto is_late_check(const schema::Check& check) -> bool {
  return !check.inherited && !check.not_valid;
}
auto has_late_default(const Column& column) -> bool {
  return column.local && column.default_value && column.identity == Column::Identity::none;
}
}  // namespace

auto without_late_exprs(const schema::Model& model) -> schema::Model {
  auto bare = model;
  std::erase_if(bare.checks, is_late_check);
  for (auto& column : bare.columns) {
    if (has_late_default(column)) column.default_value.reset();
  }
  return bare;
}

auto add_late_exprs(const DdlContext& context, const schema::Model& model) -> std::string {
  auto text = std::string{};
  for (const auto& column : model.columns) {
    if (!has_late_default(column)) continue;
    text += fmt::format("alter table only {} alter column {} set default {};\n",
                        table_text(model),
                        quote_identifier(column.sql_name),
                        operand_text(context, *column.default_value));
  }
  for (const auto& check : model.checks) {
    if (is_late_check(check)) text += add_check(context, model, check);
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

auto add_key(const schema::Model& model, const schema::Key& key, IndexIs extent) -> std::string {
  if (is_made_of_index(key)) {
    const auto name = quote_identifier(key.sql_name);
    return fmt::format(
        "create unique index {} on {} ({}){} nulls not distinct{}{};\n"
        "alter table {}\n  add constraint {} primary key using index {}{};\n",
        name,
        table_text(model),
        column_list(model, key.columns),
        include_text(model, key.include),
        with_text(key.options),
        key.tablespace ? " tablespace " + quote_identifier(*key.tablespace) : std::string{},
        table_text(model),
        name,
        name,
        deferral(key.deferrable, key.initially_deferred));
  }
  return fmt::format("alter table {}{}\n  add {};\n",
                     extent == IndexIs::only ? "only " : "",
                     table_text(model),
                     key_text(model, key));
}

auto alter_index_columns(const std::string& relation,
                         const std::vector<schema::IndexElement>& elements) -> std::string {
  auto text = std::string{};
  for (auto i = std::size_t{0}; i < elements.size(); ++i) {
    if (!elements[i].statistics_target) continue;
    text += fmt::format("alter index {} alter column {} set statistics {};\n",
                        relation,
                        i + 1,
                        *elements[i].statistics_target);
  }
  return text;
}

auto create_index(const DdlContext& context,
                  const schema::Model& model,
                  const schema::Index& index,
                  IndexIs extent) -> std::string {
  return index_text(context, {model.sql_schema, table_text(model), &model, extent}, index);
}

auto create_index(const DdlContext& context, const schema::View& view, const schema::Index& index)
    -> std::string {
  const auto name = quote_name({view.sql_schema, view.sql_name});
  return index_text(context, {view.sql_schema, name, nullptr}, index);
}

}  // namespace ormc::sql
