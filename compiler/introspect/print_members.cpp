#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "introspect/print.hpp"
#include "introspect/text.hpp"
#include "schema/object_name.hpp"
#include "sql/print.hpp"

namespace ormc::introspect {
namespace {

using Kind = Constraint::Kind;

/// Takes `ending` off a text that has it.
auto take_ending(std::string_view& text, std::string_view ending) -> bool {
  if (!text.ends_with(ending)) return false;
  text.remove_suffix(ending.size());
  return true;
}

/// `btree (a) INCLUDE (b) WHERE (c)`: what stands behind `USING` at the outermost level.
auto after_using(std::string_view definition) -> std::string_view {
  constexpr auto word = std::string_view{"USING "};
  return definition.substr(find_word(definition, word) + word.size());
}

/// An element of an index, without the second pair of parentheses that the server writes.
auto element_text(std::string_view element) -> std::string {
  if (!element.starts_with("((")) return std::string{element};
  const auto inner = without_parentheses(element);
  return inner.size() == element.size() ? std::string{element} : fmt::format("({})", inner);
}

/// `btree (a, lower(b))` with its elements as the language has them, and their statistics.
auto with_elements(std::string_view body, const std::map<int, int>& statistics) -> std::string {
  const auto open = body.find('(');
  if (open == std::string_view::npos) return std::string{body};
  auto elements = std::vector<std::string>{};
  auto begin = open + 1;
  auto depth = 1;
  for (auto at = begin; at < body.size();) {
    const auto c = body[at];
    if (depth == 1 && (c == ',' || c == ')')) {
      const auto number = static_cast<int>(elements.size()) + 1;
      elements.push_back(element_text(body.substr(begin, at - begin)));
      if (const auto target = statistics.find(number); target != statistics.end()) {
        elements.back() += fmt::format(" @statistics({})", target->second);
      }
      begin = at + 2;  // behind the space, too
    }
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) {
      return fmt::format(
          "{}({}){}", body.substr(0, open), fmt::join(elements, ", "), body.substr(at + 1));
    }
    at = c == '\'' || c == '"' ? end_of_quoted(body, at) : at + 1;
  }
  return std::string{body};
}

/// The same as `.orm` has it: the usual method is not said, conditions have no needless
/// parentheses.
auto index_body(std::string_view definition, const Index* index) -> std::string {
  const auto body = index ? with_elements(definition, index->statistics) : std::string{definition};
  constexpr auto where = std::string_view{" WHERE "};
  const auto place = find_word(body, where);
  auto text = sql_text(std::string_view{body}.substr(0, place));
  constexpr auto usual = std::string_view{"btree "};
  text = text.starts_with(usual) ? text.substr(usual.size()) : "using " + text;
  if (place == std::string_view::npos) return text;
  return text + " where " + condition_text(std::string_view{body}.substr(place + where.size()));
}

auto column_names_of(const PrintContext& context, Oid table, const std::vector<int>& numbers)
    -> std::vector<std::string> {
  auto names = std::vector<std::string>{};
  for (const auto number : numbers) {
    names.push_back(context.relation(table).columns[context.place_of(table, number)].name);
  }
  return names;
}

/// Whether an expression of an index would be called so now: what it was made of may have another
/// name since.
auto is_called_so(const std::string& definition, const std::string& name) -> bool {
  const auto stem = name.substr(0, name.find_last_not_of("0123456789") + 1);
  if (stem == "expr") return true;
  const auto is_in_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
  };
  for (const auto& word : {name, stem}) {
    if (word.empty()) continue;
    for (auto at = definition.find(word); at != std::string::npos;
         at = definition.find(word, at + 1)) {
      const auto end = at + word.size();
      const auto begins = at == 0 || !is_in_word(definition[at - 1]);
      if (begins && (end == definition.size() || !is_in_word(definition[end]))) return true;
    }
  }
  return false;
}

/// Whether PostgreSQL would call an index so. Expressions have names of their own there, which the
/// compiler finds in tables, not in views.
auto is_usual_name(const PrintContext& context, const Index& index) -> bool {
  const auto& table = context.relation(index.table);
  auto columns = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i < index.columns.size(); ++i) {
    const auto number = index.columns[i];
    if (number == 0 && table.kind == Relation::Kind::materialized) return false;
    if (number == 0 && !is_called_so(index.definition, index.element_names[i])) return false;
    columns.push_back(number == 0 ? index.element_names[i]
                                  : table.columns[context.place_of(index.table, number)].name);
  }
  return index.name.name ==
         schema::make_object_name(table.name.name,
                                  schema::join_column_names(schema::unique_column_names(columns)),
                                  "idx");
}

/// `@partition_of(index)`: the index of the partitioned table that this one is a part of.
auto part_attribute(const PrintContext& context, const Index& index) -> std::string {
  const auto* parent = context.parent_of(index);
  if (parent == nullptr) return {};
  return fmt::format(" @partition_of({})", name_text(parent->name.name));
}

class MemberPrinter {
 public:
  MemberPrinter(const PrintContext& context, const Relation& table)
      : context_(context), table_(table) {}

  auto print() -> std::vector<std::string> {
    for (const auto kind : {Kind::primary_key, Kind::unique}) {
      for (const auto* key : context_.constraints_of(table_.id)) {
        if (key->kind == kind && !is_implied(*key) && !is_said_by_field(context_, *key)) {
          print_key(*key);
        }
      }
    }
    for (const auto* key : context_.relations_of(table_.id).others) print_foreign_key(*key);
    for (const auto* index : context_.indexes_of(table_.id)) {
      const auto is_other = index->is_constraint || is_implied(*index);
      if (is_other || is_said_by_field(context_, *index)) continue;
      line(index->comment, introspect::print_index(context_, *index, {}));
    }
    for (const auto* each : context_.constraints_of(table_.id)) {
      if (each->kind == Kind::exclusion && !each->inherited) print_exclusion(*each);
    }
    for (const auto* each : context_.constraints_of(table_.id)) {
      if (each->kind == Kind::check && each->is_local) print_check(*each);
    }
    for (auto& each : print_table_code(context_, table_, {})) lines_.push_back(std::move(each));
    return std::move(lines_);
  }

 private:
  void line(const std::string& comment, const std::string& text) {
    lines_.push_back(doc_of(comment, "  ") + "  " + text + ";\n");
  }

  auto column_names(const std::vector<int>& numbers) const -> std::vector<std::string> {
    return column_names_of(context_, table_.id, numbers);
  }

  /// A name behind a word, where it is not the one that PostgreSQL gives.
  auto own_name(const Constraint& constraint,
                const std::string& columns,
                std::string_view label) const -> std::string {
    const auto usual = schema::make_object_name(table_.name.name, columns, label);
    const auto is_usual = context_.is_only_constraint(table_.name.schema, constraint.name) &&
                          constraint.name == usual;
    return is_usual ? std::string{} : name_text(constraint.name);
  }

  static auto deferral(const Constraint& constraint) -> std::string {
    if (constraint.deferred) return " @initially_deferred";
    return constraint.deferrable ? " @deferrable" : "";
  }

  /// What the index of a partitioned table makes of itself here.
  auto is_implied(const Index& index) const -> bool {
    const auto* parent = context_.parent_of(index);
    return parent != nullptr && !parent->is_only && is_usual_name(context_, index) &&
           is_as_made(index, *parent) &&
           after_using(index.definition) == after_using(parent->definition);
  }

  /// The same of a key.
  auto is_implied(const Constraint& key) const -> bool {
    if (!key.inherited || key.is_local) return false;
    const auto* index = index_of(key);
    const auto* parent = index ? context_.parent_of(*index) : nullptr;
    const auto* above = parent ? context_.key_of(*parent) : nullptr;
    if (above == nullptr) return key.comment.empty() && own_key_name(key, index).empty();
    return key.kind == above->kind && key.deferrable == above->deferrable &&
           key.deferred == above->deferred && !parent->is_only && key.comment.empty() &&
           own_key_name(key, index).empty() && is_as_made(*index, *parent);
  }

  /// Of the keys of a partition its primary key is a part of its parent's, unless it says
  /// otherwise.
  auto key_part_attribute(const Constraint& key, const Index& index) const -> std::string {
    const auto* parent = context_.parent_of(index);
    const auto* above = parent ? context_.key_of(*parent) : nullptr;
    const auto are_primary = key.kind == Kind::primary_key && above && above->kind == key.kind;
    return are_primary && !parent->is_only ? std::string{} : part_attribute(context_, index);
  }

  /// Whether a part of an index is as the database makes it, but for its elements and its name.
  static auto is_as_made(const Index& index, const Index& parent) -> bool {
    return index.options == parent.options && index.tablespace == parent.tablespace &&
           !index.is_clustered && index.comment.empty() && index.statistics == parent.statistics;
  }

  auto index_of(const Constraint& constraint) const -> const Index* {
    for (const auto* index : context_.indexes_of(table_.id)) {
      if (index->id == constraint.index) return index;
    }
    return nullptr;
  }

  static auto included_columns(const Index* index) -> std::vector<int> {
    if (index == nullptr) return {};
    return {index->columns.begin() + static_cast<std::ptrdiff_t>(index->key_columns),
            index->columns.end()};
  }

  /// The name of a key, where it is not the one that PostgreSQL gives.
  auto own_key_name(const Constraint& key, const Index* index) const -> std::string {
    if (key.kind == Kind::primary_key) return own_name(key, {}, "pkey");
    auto columns = key.columns;
    for (const auto number : included_columns(index)) columns.push_back(number);
    return own_name(
        key, schema::join_column_names(schema::unique_column_names(column_names(columns))), "key");
  }

  void print_key(const Constraint& key) {
    const auto is_primary = key.kind == Kind::primary_key;
    const auto* index = index_of(key);
    const auto columns = key.columns;
    const auto include = included_columns(index);
    auto name = own_key_name(key, index);
    auto text = std::string{is_primary ? "primary key" : "unique"};
    if (index && index->is_only) text += " only";
    if (index && index->nulls_not_distinct) text += " nulls not distinct";
    if (!name.empty()) text += " " + key_name_text(name);
    text += fmt::format(" ({})", context_.fields_of(table_.id, columns));
    if (!include.empty())
      text += fmt::format(" include ({})", context_.fields_of(table_.id, include));
    if (index) text += index_attributes(*index);
    if (index) text += key_part_attribute(key, *index);
    line(key.comment, text + deferral(key));
  }

  /// Behind `unique` some words say what it is.
  static auto key_name_text(const std::string& name) -> std::string {
    const auto is_word = name == "index" || name == "only" || name == "nulls";
    return is_word ? fmt::format("\"{}\"", name) : name;
  }

  static auto index_attributes(const Index& index) -> std::string {
    auto text = std::string{};
    if (!index.options.empty()) text += fmt::format(" @with({})", option_list(index.options));
    if (!index.tablespace.empty()) {
      text += fmt::format(" @tablespace({})", quoted_text(index.tablespace));
    }
    if (index.is_clustered) text += " @clustered";
    return text;
  }

  void print_foreign_key(const Constraint& key) {
    auto name = own_name(key, schema::join_column_names(column_names(key.columns)), "fkey");
    auto text = fmt::format("foreign key{}{} ({}) references {}",
                            name.empty() ? "" : " ",
                            name,
                            context_.fields_of(table_.id, key.columns),
                            context_.model_name(key.target, table_.name.schema));
    text += fmt::format(" ({})", context_.fields_of(key.target, key.target_columns));
    if (key.match_full) text += " match full";
    text += action("delete", key.on_delete, key.set_columns);
    text += action("update", key.on_update, {});
    text += deferral(key);
    if (!key.validated) text += " @not_valid";
    line(key.comment, text);
  }

  auto action(std::string_view event, char letter, const std::vector<int>& columns) const
      -> std::string {
    const auto* words = letter == 'r'   ? "restrict"
                        : letter == 'c' ? "cascade"
                        : letter == 'n' ? "set null"
                        : letter == 'd' ? "set default"
                                        : "";
    if (*words == '\0') return {};
    auto text = fmt::format(" on {} {}", event, words);
    if (!columns.empty()) text += fmt::format(" ({})", context_.fields_of(table_.id, columns));
    return text;
  }

  void print_exclusion(const Constraint& exclusion) {
    auto definition = std::string_view{exclusion.definition};
    take_ending(definition, " INITIALLY DEFERRED");
    take_ending(definition, " DEFERRABLE");
    const auto* index = index_of(exclusion);
    auto body = index_body(after_using(definition), index);
    if (!body.starts_with("using ")) body = "using btree " + body;
    const auto attributes = index ? index_attributes(*index) : std::string{};
    if (const auto with = find_word(body, " with ("); with != std::string::npos) {
      const auto end = body.find(')', with);
      body.erase(with, end == std::string::npos ? end : end + 1 - with);
    }
    line(
        exclusion.comment,
        fmt::format(
            "exclude {} {}{}{}", name_text(exclusion.name), body, attributes, deferral(exclusion)));
  }

  void print_check(const Constraint& check) {
    const auto columns = column_names(check.columns);
    const auto second = columns.size() == 1 ? columns.front() : std::string{};
    auto name = own_name(check, second, "check");
    auto text = fmt::format(
        "check {}{}{}", name, name.empty() ? "" : ": ", condition_text(check.expression));
    if (check.no_inherit) text += " @no_inherit";
    if (!check.validated) text += " @not_valid";
    line(check.comment, text);
  }

  const PrintContext& context_;
  const Relation& table_;
  std::vector<std::string> lines_;
};

}  // namespace

auto print_index(const PrintContext& context, const Index& index, const std::string& on)
    -> std::string {
  auto text = std::string{index.is_unique ? "unique index" : "index"};
  if (index.is_only) text += " only";
  if (!is_usual_name(context, index)) {
    const auto is_word = index.name.name == "only";
    text += " " + (is_word ? "\"only\"" : name_text(index.name.name));
  }
  if (!on.empty()) text += " on " + on;
  text += " " + index_body(after_using(index.definition), &index);
  if (!index.tablespace.empty()) {
    text += fmt::format(" @tablespace({})", quoted_text(index.tablespace));
  }
  if (index.is_clustered) text += " @clustered";
  return text + part_attribute(context, index);
}

namespace {

/// Whether nothing but its columns has to be said of an index.
auto is_bare(const Index& index) -> bool {
  return index.is_plain && index.columns.size() == 1 && !index.is_only &&
         index.tablespace.empty() && !index.is_clustered && index.comment.empty();
}

/// Whether a table has a field for each of its columns.
auto has_fields(const Relation& table) -> bool {
  return table.parents.empty() && table.of_type.type == 0 &&
         table.kind != Relation::Kind::materialized;
}

auto could_be_said(const PrintContext& context, const Constraint& constraint) -> bool {
  const auto is_key = constraint.kind == Kind::primary_key || constraint.kind == Kind::unique;
  if (!is_key || constraint.columns.size() != 1 || constraint.deferrable) return false;
  if (!constraint.comment.empty() || constraint.inherited) return false;
  if (!has_fields(context.relation(constraint.table))) return false;
  const auto indexes = context.indexes_of(constraint.table);
  const auto index = std::ranges::find(indexes, constraint.index, &Index::id);
  return index != indexes.end() && is_bare(**index);
}

auto could_be_said(const PrintContext& context, const Index& index) -> bool {
  return is_bare(index) && !index.is_constraint && !index.is_unique && index.parent == 0 &&
         has_fields(context.relation(index.table));
}

auto name_of(const Constraint& constraint) -> const std::string& { return constraint.name; }
auto name_of(const Index& index) -> const std::string& { return index.name.name; }

/// Whether an older file says it by itself, or has its column from a mixin.
template <class Thing>
auto stands_alone(const PrintContext& context, const Thing& thing) -> bool {
  const auto& chosen = context.names.chosen;
  const auto& table = context.relation(thing.table);
  if (chosen.members.contains({table.name, name_of(thing)})) return true;
  const auto& column = table.columns[context.place_of(thing.table, thing.columns.front())];
  return chosen.shared_columns.contains({table.name, column.name}) &&
         !chosen.said_by_fields.contains({table.name, name_of(thing)});
}

/// A field takes each attribute once: the first that could be said.
template <class Things, class Thing>
auto is_first(const PrintContext& context, const Things& things, const Thing& thing) -> bool {
  const auto could_be = [&](const Thing& each) {
    return could_be_said(context, each) && !stands_alone(context, each);
  };
  if (!could_be(thing)) return false;
  const auto first = std::ranges::find_if(things, [&](const Thing* each) {
    return could_be_said(context, *each) && each->columns == thing.columns && could_be(*each);
  });
  return *first == &thing;
}

}  // namespace

auto is_said_by_field(const PrintContext& context, const Constraint& constraint) -> bool {
  auto alike = std::vector<const Constraint*>{};
  for (const auto* each : context.constraints_of(constraint.table)) {
    if (each->kind == constraint.kind) alike.push_back(each);
  }
  return is_first(context, alike, constraint);
}

auto is_said_by_field(const PrintContext& context, const Index& index) -> bool {
  return is_first(context, context.indexes_of(index.table), index);
}

auto print_members(const PrintContext& context, const Relation& table) -> std::vector<std::string> {
  return MemberPrinter{context, table}.print();
}

}  // namespace ormc::introspect
