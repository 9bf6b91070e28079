#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "introspect/print.hpp"
#include "introspect/text.hpp"
#include "schema/naming.hpp"
#include "schema/object_name.hpp"
#include "sql/print.hpp"

namespace ormc::introspect {
namespace {

using Kind = Constraint::Kind;

auto action_words(char action) -> std::string_view {
  switch (action) {
    case 'r':
      return "restrict";
    case 'c':
      return "cascade";
    case 'n':
      return "set null";
    case 'd':
      return "set default";
    default:
      return {};
  }
}

auto deferral(const Constraint& constraint) -> std::string {
  if (constraint.deferred) return " @initially_deferred";
  return constraint.deferrable ? " @deferrable" : "";
}

/// What `@collate` takes: the collation's name, qualified where it is not PostgreSQL's own.
auto collation_name(const std::string& qualified) -> std::string {
  auto parts = schema::split_sql_name(qualified);
  if (parts.size() == 2 && parts.front() == "pg_catalog") return parts.back();
  return qualified;
}

/// `minvalue -5` among the arguments of an attribute: `minvalue = -5`.
auto attribute_argument(const std::string& option) -> std::string {
  const auto space = option.find(' ');
  if (space == std::string::npos || option.find(' ', space + 1) != std::string::npos) return option;
  return option.substr(0, space) + " =" + option.substr(space);
}

/// A field among the arguments of an attribute, where some words are values.
auto argument_name(const std::string& name) -> std::string {
  const auto is_value = name == "null" || name == "true" || name == "false" || name == "default";
  return is_value ? fmt::format("\"{}\"", name) : name;
}

class ModelPrinter {
 public:
  ModelPrinter(const PrintContext& context, const Relation& table)
      : context_(context), table_(table), relations_(context.relations_of(table.id)) {}

  auto print() -> Declaration {
    const auto& name = context_.names.relations.at(table_.id);
    text_ = fmt::format("{}{}model {}{}{}{} {{\n",
                        doc_of(table_.comment),
                        table_.kind == Relation::Kind::foreign ? "foreign " : "",
                        name,
                        print_table_kind(context_, table_),
                        table_attribute(name, table_.name.name),
                        print_table_attributes(context_, table_));
    for (auto place = std::size_t{0}; place < table_.columns.size(); ++place) {
      if (is_said_by_source(place)) continue;
      print_column(place);
      for (const auto& each : relations_.to_one) {
        if (!each.own_column && last_place(*each.key) == place) print_relation_on_fields(each);
      }
    }
    for (const auto& each : relations_.other_sides) print_other_side(each);
    for (const auto& each : relations_.many_to_many) print_many_to_many(each);
    print_column_order();
    const auto members = print_members(context_, table_);
    if (!members.empty() && !text_.ends_with("{\n")) text_ += "\n";
    for (const auto& member : members) text_ += member;
    if (text_.ends_with(" {\n") && is_partition()) {
      text_.resize(text_.size() - 3);
      return {"model", table_.name.name, text_ + ";\n"};
    }
    return {"model", table_.name.name, text_ + "}\n"};
  }

 private:
  auto last_place(const Constraint& key) const -> std::size_t {
    auto last = std::size_t{0};
    for (const auto number : key.columns)
      last = std::max(last, context_.place_of(table_.id, number));
    return last;
  }

  // -- what comes from elsewhere

  auto is_partition() const -> bool { return !table_.partition_bound.empty(); }

  /// The column of a parent or a type that a column is.
  auto source_of(const Column& column) const -> const Column* {
    for (const auto parent : table_.parents) {
      if (!context_.has_relation(parent)) continue;
      const auto& columns = context_.relation(parent).columns;
      const auto place = std::ranges::find(columns, column.name, &Column::name);
      if (place != columns.end()) return &*place;
    }
    for (const auto& type : context_.database.relations) {
      if (table_.of_type.type == 0 || type.row_type != table_.of_type.type) continue;
      const auto place = std::ranges::find(type.columns, column.name, &Column::name);
      if (place != type.columns.end()) return &*place;
    }
    return nullptr;
  }

  /// Whether the column of some parent may not be NULL: then a child's may not, unless it says so.
  auto is_never_null_above(const Column& column) const -> bool {
    return std::ranges::any_of(table_.parents, [&](Oid parent) {
      if (!context_.has_relation(parent)) return false;
      const auto& columns = context_.relation(parent).columns;
      const auto place = std::ranges::find(columns, column.name, &Column::name);
      return place != columns.end() && place->not_null;
    });
  }

  /// Whether a column is just what the parent or the type has.
  auto is_said_by_source(std::size_t place) const -> bool {
    const auto& column = table_.columns[place];
    const auto* source = source_of(column);
    if (!source) return false;
    const auto is_here_too = column.inherited && column.is_local && !is_partition();
    // A child takes columns as they are, and does not count by itself.
    const auto counts_alike = column.identity == (is_child() ? '\0' : source->identity);
    return !is_here_too && column.default_value == source->default_value &&
           column.not_null == is_never_null_above(column) && counts_alike &&
           column.collation == source->collation && column.storage == source->storage &&
           column.compression == source->compression && column.options.empty() &&
           column.foreign_options.empty() && !column.statistics && column.comment.empty();
  }

  /// Whether the table inherits, but is no partition.
  auto is_child() const -> bool { return !table_.parents.empty() && !is_partition(); }

  /// The columns of all parents, in the order in which a table gets them, as fields.
  struct ColumnAbove {
    std::string name;
    std::string field;
  };
  auto columns_above() const -> std::vector<ColumnAbove> {
    auto result = std::vector<ColumnAbove>{};
    for (const auto parent : table_.parents) {
      if (!context_.has_relation(parent)) continue;
      const auto& columns = context_.relation(parent).columns;
      for (auto place = std::size_t{0}; place < columns.size(); ++place) {
        const auto& name = columns[place].name;
        if (std::ranges::find(result, name, &ColumnAbove::name) != result.end()) continue;
        result.push_back({name, context_.field_of(parent, place)});
      }
    }
    return result;
  }

  /// `columns (b, a)`, where a partition has its parent's columns in another order, or a table that
  /// was there before it inherited. Those that a table only has of its parents come in their order.
  void print_column_order() {
    const auto above = columns_above();
    const auto is_only_above = [](const Column& column) {
      return column.inherited && !column.is_local;
    };
    if (!is_partition() && std::ranges::any_of(table_.columns, is_only_above)) return;
    auto fields = std::vector<std::string>{};
    auto is_other = false;
    for (auto place = std::size_t{0}; place < table_.columns.size(); ++place) {
      const auto& name = table_.columns[place].name;
      const auto column = std::ranges::find(above, name, &ColumnAbove::name);
      const auto place_above = static_cast<std::size_t>(column - above.begin());
      is_other = is_other || (column != above.end() && place_above != place);
      if (column != above.end()) {
        fields.push_back(column->field);
      } else if (!is_partition()) {
        fields.push_back(context_.field_of(table_.id, place));
      }
    }
    if (is_other) line(fmt::format("columns ({})", fmt::join(fields, ", ")));
  }

  void line(const std::string& text) { text_ += "  " + text + ";\n"; }

  // -- columns

  void print_column(std::size_t place) {
    const auto& column = table_.columns[place];
    const auto own = std::ranges::find(relations_.to_one, std::optional{place}, &ToOne::own_column);
    text_ += doc_of(column.comment, "  ");
    if (own != relations_.to_one.end()) {
      print_own_relation(*own, place);
    } else {
      print_scalar(place);
    }
  }

  void print_scalar(std::size_t place) {
    const auto& column = table_.columns[place];
    const auto& name = context_.names.columns.at(table_.id)[place];
    const auto* serial = serial_of(column);
    auto type = serial ? serial_type(*serial) : context_.type_text(column.type, table_.name.schema);
    auto text = fmt::format("{}: {}{}", name, type, column.not_null ? "" : "?");
    const auto has_default = !column.default_value.empty() && !column.generated && !serial;
    if (has_default) text += " = " + default_text(column.default_value, column.type);
    if (context_.is_row_type(column.type.type)) text += " @row";
    text += key_attributes(column);
    if (column.identity != '\0') text += identity_text(column);
    if (serial) text += sequence_attribute(*serial, column);
    if (column.generated) {
      text += fmt::format(" @generated({})", condition_text(column.default_value));
    }
    text += name_attribute("column", name, column.name);
    if (!column.collation.empty()) {
      text += fmt::format(" @collate({})", quoted_text(collation_name(column.collation)));
    }
    line(text + kept_attributes(column) + index_attributes(column));
  }

  auto kept_attributes(const Column& column) const -> std::string {
    auto text = storage_attributes(column);
    if (!column.foreign_options.empty()) {
      text += fmt::format(" @options({})", option_list(column.foreign_options));
    }
    if (is_child() && column.inherited && !column.is_local) text += " @inherited";
    return text;
  }

  /// `@id`, `@unique`: what one column alone is.
  auto key_attributes(const Column& column) const -> std::string {
    auto text = std::string{};
    for (const auto* key : context_.constraints_of(table_.id)) {
      if (!is_said_by_field(context_, *key) || key->columns.front() != column.number) continue;
      const auto is_primary = key->kind == Kind::primary_key;
      const auto second = is_primary ? std::string{} : column.name;
      text += is_primary ? " @id" : " @unique";
      const auto usual =
          schema::make_object_name(table_.name.name, second, is_primary ? "pkey" : "key");
      const auto is_usual =
          key->name == usual && context_.is_only_constraint(table_.name.schema, key->name);
      if (!is_usual) text += fmt::format("({})", quoted_text(key->name));
    }
    return text;
  }

  auto index_attributes(const Column& column) const -> std::string {
    auto text = std::string{};
    for (const auto* index : context_.indexes_of(table_.id)) {
      if (!is_said_by_field(context_, *index) || index->columns.front() != column.number) continue;
      text += " @index";
      const auto usual = schema::make_object_name(table_.name.name, column.name, "idx");
      if (index->name.name != usual) text += fmt::format("({})", quoted_text(index->name.name));
    }
    return text;
  }

  /// The sequence of a serial column: of its own name and type, counting as `serial` does.
  auto serial_of(const Column& column) const -> const Sequence* {
    if (!column.not_null || column.generated) return nullptr;
    for (const auto* sequence : context_.owned_sequences_of(table_.id)) {
      if (sequence->internal || sequence->owner_column != column.number) continue;
      if (is_serial(context_, *sequence, column)) return sequence;
    }
    return nullptr;
  }

  static auto serial_type(const Sequence& sequence) -> std::string {
    if (sequence.type == "smallint") return "smallserial";
    return sequence.type == "bigint" ? "bigserial" : "serial";
  }

  auto identity_text(const Column& column) const -> std::string {
    auto options = std::vector<std::string>{};
    if (column.identity == 'a') options.emplace_back("always");
    auto name = std::string{};
    for (const auto* sequence : context_.owned_sequences_of(table_.id)) {
      if (!sequence->internal || sequence->owner_column != column.number) continue;
      for (const auto& option : sequence_options(*sequence)) {
        options.push_back(attribute_argument(option));
      }
      name = sequence_attribute(*sequence, column);
    }
    if (options.empty()) return " @identity" + name;
    return fmt::format(" @identity({}){}", fmt::join(options, ", "), name);
  }

  /// `@sequence("name")`, where it is not the name that PostgreSQL gives.
  auto sequence_attribute(const Sequence& sequence, const Column& column) const -> std::string {
    const auto usual = schema::make_object_name(table_.name.name, column.name, "seq");
    if (sequence.name == SqlName{table_.name.schema, usual}) return {};
    auto name = sql::quote_name({sequence.name.name});
    if (sequence.name.schema != table_.name.schema) {
      name = sql::quote_name({sequence.name.schema, sequence.name.name});
    }
    return fmt::format(" @sequence({})", quoted_text(name));
  }

  // -- relations

  auto foreign_key_attributes(const ToOne& relation, const std::string& usual_columns) const
      -> std::string {
    const auto& key = *relation.key;
    auto text = std::string{};
    if (auto words = action_words(key.on_delete); !words.empty()) {
      text += fmt::format(" @on_delete({})", words);
    }
    if (auto words = action_words(key.on_update); !words.empty()) {
      text += fmt::format(" @on_update({})", words);
    }
    if (key.match_full) text += " @match(full)";
    text += deferral(key);
    if (!key.validated) text += " @not_valid";
    const auto usual = schema::make_object_name(table_.name.name, usual_columns, "fkey");
    const auto is_usual =
        key.name == usual && context_.is_only_constraint(table_.name.schema, key.name);
    if (!is_usual || has_twin(key)) {
      text += fmt::format(" @constraint({})", quoted_text(key.name));
    }
    return text;
  }

  /// Whether another foreign key says the same in another way: without a name the relation would be
  /// taken for that one.
  auto has_twin(const Constraint& key) const -> bool {
    return std::ranges::any_of(context_.constraints_of(key.table), [&](const Constraint* other) {
      return other != &key && other->kind == Constraint::Kind::foreign_key &&
             other->columns == key.columns && other->target == key.target;
    });
  }

  auto usual_columns(const Constraint& key) const -> std::string {
    auto columns = std::vector<std::string>{};
    for (const auto number : key.columns) {
      columns.push_back(table_.columns[context_.place_of(table_.id, number)].name);
    }
    return schema::join_column_names(columns);
  }

  void print_own_relation(const ToOne& relation, std::size_t place) {
    const auto& column = table_.columns[place];
    auto text = fmt::format("{}: {}{}",
                            relation.name,
                            context_.model_name(relation.key->target, table_.name.schema),
                            column.not_null ? "" : "?");
    if (!column.default_value.empty()) {
      text += " = " + default_text(column.default_value, column.type);
    }
    text += key_attributes(column);
    text += foreign_key_attributes(relation, column.name);
    text += index_attributes(column);
    text += name_attribute("column", context_.names.columns.at(table_.id)[place], column.name);
    line(text);
  }

  void print_relation_on_fields(const ToOne& relation) {
    const auto& key = *relation.key;
    const auto is_nullable = std::ranges::any_of(key.columns, [&](int number) {
      return !table_.columns[context_.place_of(table_.id, number)].not_null;
    });
    auto text = fmt::format("{}: {}{} @fields({})",
                            relation.name,
                            context_.model_name(key.target, table_.name.schema),
                            is_nullable ? "?" : "",
                            argument_fields(table_.id, key.columns));
    if (!refers_to_key(key)) {
      text += fmt::format(" @references({})", argument_fields(key.target, key.target_columns));
    }
    text_ += doc_of(key.comment, "  ");
    line(text + foreign_key_attributes(relation, usual_columns(key)));
  }

  auto argument_fields(Oid table, const std::vector<int>& numbers) const -> std::string {
    auto list = std::vector<std::string>{};
    for (const auto number : numbers) {
      list.push_back(argument_name(context_.field_of(table, context_.place_of(table, number))));
    }
    return fmt::format("{}", fmt::join(list, ", "));
  }

  auto refers_to_key(const Constraint& key) const -> bool {
    const auto& indexes = context_.indexes_of(key.target);
    return std::ranges::any_of(context_.constraints_of(key.target), [&](const auto* each) {
      const auto index = std::ranges::find(indexes, each->index, &Index::id);
      // A key of the table alone is none that others could refer to.
      const auto is_whole = index == indexes.end() || !(*index)->is_only;
      return each->kind == Kind::primary_key && each->columns == key.target_columns && is_whole;
    });
  }

  void print_other_side(const OtherSide& side) {
    line(fmt::format("{}: {}{} @inverse({})",
                     side.name,
                     context_.model_name(side.table, table_.name.schema),
                     side.is_list ? "[]" : "?",
                     argument_name(side.inverse)));
  }

  void print_many_to_many(const ManyToMany& relation) {
    line(fmt::format("{}: {}[] @through({}, {}, {})",
                     relation.name,
                     context_.model_name(relation.target, table_.name.schema),
                     context_.model_name(relation.junction, table_.name.schema),
                     argument_name(relation.this_side),
                     argument_name(relation.other_side)));
  }

  const PrintContext& context_;
  const Relation& table_;
  const TableRelations& relations_;
  std::string text_;
};

}  // namespace

auto is_serial(const PrintContext& context, const Sequence& sequence, const Column& column)
    -> bool {
  const auto& table = context.relation(sequence.owner);
  const auto next = fmt::format("nextval('{}'::regclass)", regclass_text(sequence.name));
  return sequence.type == column.type.text && column.default_value == next &&
         sequence_options(sequence).empty() && table.parents.empty() &&
         sequence.unlogged == table.unlogged && sequence.comment.empty();
}

auto storage_attributes(const Column& column) -> std::string {
  auto text = std::string{};
  if (!column.storage.empty()) text += fmt::format(" @storage({})", column.storage);
  if (!column.compression.empty()) text += fmt::format(" @compression({})", column.compression);
  if (column.statistics) text += fmt::format(" @statistics({})", *column.statistics);
  if (!column.options.empty()) text += fmt::format(" @with({})", option_list(column.options));
  return text;
}

auto regclass_text(const SqlName& name) -> std::string {
  auto text = sql::quote_name({name.schema, name.name});
  auto result = std::string{};
  for (const auto c : text) result += c == '\'' ? std::string{"''"} : std::string{c};
  return result;
}

auto sequence_options(const Sequence& sequence) -> std::vector<std::string> {
  const auto largest = sequence.type == "smallint"  ? std::numeric_limits<std::int16_t>::max()
                       : sequence.type == "integer" ? std::numeric_limits<std::int32_t>::max()
                                                    : std::numeric_limits<std::int64_t>::max();
  const auto goes_up = sequence.increment > 0;
  const auto usual_minimum = goes_up ? std::int64_t{1} : -static_cast<std::int64_t>(largest) - 1;
  const auto usual_maximum = goes_up ? static_cast<std::int64_t>(largest) : std::int64_t{-1};
  const auto usual_start = goes_up ? sequence.minimum : sequence.maximum;
  auto options = std::vector<std::string>{};
  const auto add = [&](std::string_view word, std::int64_t value, std::int64_t usual) {
    if (value != usual) options.push_back(fmt::format("{} {}", word, value));
  };
  add("start with", sequence.start, usual_start);
  add("increment by", sequence.increment, 1);
  add("minvalue", sequence.minimum, usual_minimum);
  add("maxvalue", sequence.maximum, usual_maximum);
  add("cache", sequence.cache, 1);
  if (sequence.cycle) options.emplace_back("cycle");
  return options;
}

auto print_model(const PrintContext& context, const Relation& table) -> Declaration {
  return ModelPrinter{context, table}.print();
}

}  // namespace ormc::introspect
