#include <fmt/format.h>

#include <algorithm>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

auto count_columns(const std::string& key) -> long { return std::ranges::count(key, ',') + 1; }

auto action(Writer& writer, const std::string& column) -> std::string {
  if (writer.chance(8)) return fmt::format(" on delete set null ({})", column);
  return writer.one_of({"",
                        "",
                        " on delete cascade",
                        " on delete set null",
                        " on delete restrict on update cascade",
                        " on delete set default",
                        " on update set null"});
}

auto type_of(const Table& table, std::string_view column) -> std::string {
  if (column == table.partition_column) return table.partition_type;
  const auto place = std::ranges::find(table.columns, column, &Column::name);
  return place == table.columns.end() ? "bigint" : place->kind.type;
}

/// A foreign key on columns that are added for it.
void add_foreign_key(Writer& writer, Table& table) {
  const auto& target = writer.any(writer.tables);
  if (table.is_typed || target.keys.empty() || target.is_unlogged != table.is_unlogged) return;
  const auto& key = writer.any(target.keys);
  auto columns = std::vector<std::string>{};
  auto taken = std::set<std::string>{};
  for (const auto& column : table.columns) taken.insert(column.name);
  for (auto i = count_columns(key); i > 0; --i) {
    const auto name = writer.name(writer.one_of({"ref_id", "owner_id", "parent"}), 0, taken);
    columns.push_back(name);
  }
  auto types = std::vector<std::string>{};
  for (auto rest = std::string_view{key}; !rest.empty();) {
    const auto comma = std::min(rest.find(", "), rest.size());
    types.push_back(type_of(target, rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  for (auto i = std::size_t{0}; i < columns.size(); ++i) {
    if (!writer.say(fmt::format("alter table {} add column {} {}{}",
                                table.name,
                                columns[i],
                                types[i],
                                writer.chance(30) ? " not null" : ""))) {
      return;
    }
  }
  const auto name = writer.chance(30) ? fmt::format("constraint {} ", writer.name("link")) : "";
  writer.say(
      fmt::format("alter table {} add {}foreign key ({}) references {} ({}){}{}{}{}",
                  table.name,
                  name,
                  fmt::join(columns, ", "),
                  target.name,
                  key,
                  writer.chance(15) ? " match full" : "",
                  action(writer, columns.front()),
                  writer.one_of({"", "", "", " deferrable", " deferrable initially deferred"}),
                  writer.chance(10) ? " not valid" : ""));
}

/// An element of an index over one column, for a method.
auto element(Writer& writer, const Table& table, const std::string& method) -> std::string {
  const auto trait = method == "hash"                         ? hashed
                     : method == "gist" || method == "spgist" ? overlapping
                     : method == "gin"                        ? composed
                                                              : ordered;
  const auto* column = find_column(writer, table, trait);
  if (column == nullptr) return {};
  const auto& kind = column->kind;
  if (method == "gin" && kind.type == "jsonb") {
    return column->name + writer.one_of({"", " jsonb_path_ops"});
  }
  if (method == "gin" && kind.type == "tsvector") return column->name;
  if (method == "gist" && kind.type == "tsvector")
    return column->name + " tsvector_ops (siglen = 100)";
  if (method == "btree" || method == "brin") {
    auto text = column->name;
    if (kind.has(collatable) && writer.chance(20)) text += " collate \"C\"";
    if (kind.type == "text" && writer.chance(20)) text += " text_pattern_ops";
    if (method == "btree" && kind.type != "text" && kind.has(collatable) && writer.chance(20)) {
      text = fmt::format("lower({}::text)", column->name);
    }
    if (method == "btree") {
      text += writer.one_of({"", "", "", " desc", " nulls first", " desc nulls last"});
    }
    return text;
  }
  return column->name;
}

auto expression(Writer& writer, const Table& table) -> std::string {
  if (!table.has_id) return {};
  const auto& column = writer.any(table.columns);
  switch (writer.pick(5)) {
    case 0:
      return "twice(id::int)";
    case 1:
      return fmt::format("({} is null)", column.name);
    case 2:
      return "(id + 1)";
    case 3:
      return "coalesce(id, 0)";
    default:
      return "(case when id > 3 then 'a' else 'b' end)";
  }
}

void alter_index(Writer& writer,
                 const Table& table,
                 const std::string& index,
                 bool has_expression) {
  const auto qualified = table.schema + "." + index;
  if (has_expression && writer.chance(50)) {
    writer.say(fmt::format("alter index {} alter column 1 set statistics {}",
                           qualified,
                           writer.one_of({"0", "7", "1000"})));
  }
  writer.comment_on("index " + qualified, 25);
  if (writer.chance(6)) writer.say(fmt::format("alter table {} cluster on {}", table.name, index));
  if (writer.chance(5)) {
    writer.say(fmt::format("alter table {} replica identity using index {}", table.name, index));
  }
}

void add_index(Writer& writer, const Table& table) {
  const auto method =
      writer.one_of({"btree", "btree", "btree", "btree", "hash", "gist", "gin", "brin", "spgist"});
  const auto is_tree = method == "btree";
  const auto is_expression = is_tree && writer.chance(25);
  auto elements = std::vector<std::string>{};
  elements.push_back(is_expression ? expression(writer, table) : element(writer, table, method));
  if (elements.front().empty()) return;
  if (is_tree && writer.chance(30)) elements.push_back(element(writer, table, method));
  if (elements.back().empty()) elements.pop_back();
  const auto is_unique = is_tree && writer.chance(20);
  if (is_unique && !table.partition_column.empty()) elements.push_back(table.partition_column);
  const auto is_named = writer.chance(50);
  const auto name = is_named ? writer.name("by") : std::string{};
  const auto where =
      writer.chance(20) ? fmt::format(" where {}", conditions(writer, table.columns)) : "";
  const auto options = !writer.chance(12) ? ""
                       : method == "gin"  ? " with (fastupdate = off)"
                       : method == "brin" ? " with (pages_per_range = 64, autosummarize = on)"
                       : method == "gist" ? " with (buffering = off)"
                                          : " with (fillfactor = 90)";
  const auto is_only = !table.partition_column.empty() && writer.chance(10);
  const auto made = writer.say(fmt::format(
      "create {}index {} on {}{} using {} ({}){}{}{}{}",
      is_unique ? "unique " : "",
      name,
      is_only ? "only " : "",
      table.name,
      method,
      fmt::join(elements, ", "),
      is_tree && writer.chance(15) ? " include (" + writer.any(table.columns).name + ")" : "",
      is_unique && writer.chance(30) ? " nulls not distinct" : "",
      options,
      where));
  if (made && is_named) alter_index(writer, table, name, is_expression);
}

}  // namespace

void add_foreign_keys(Writer& writer) {
  for (auto& table : writer.tables) {
    if (table.is_partition) continue;
    if (writer.chance(45)) add_foreign_key(writer, table);
    if (writer.chance(15)) add_foreign_key(writer, table);
  }
}

void add_indexes(Writer& writer) {
  for (const auto& table : writer.tables) {
    for (auto i = writer.pick(table.is_partition ? 3 : 4); i > 0; --i) add_index(writer, table);
  }
}

}  // namespace random_schema
