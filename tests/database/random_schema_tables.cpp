#include <fmt/format.h>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

auto identity(Writer& writer) -> std::string {
  auto options = writer.one_of({"",
                                "",
                                "(start with 10 increment by 5)",
                                "(minvalue 0 maxvalue 1000 start 7 cycle cache 3)",
                                "(increment -1)",
                                "(start -5 minvalue -10 maxvalue 5)"});
  return fmt::format(
      "generated {} as identity {}", writer.one_of({"always", "by default"}), options);
}

auto id_definition(Writer& writer) -> std::string {
  switch (writer.pick(6)) {
    case 0:
      return "id serial";
    case 1:
      return "id bigserial";
    case 2:
      return "id smallint " + identity(writer);
    case 3:
      return "id int";
    default:
      return "id bigint " + identity(writer);
  }
}

auto table_options(Writer& writer) -> std::string {
  return writer.one_of({"",
                        "",
                        "",
                        " with (fillfactor = 70)",
                        " with (autovacuum_enabled = false, toast.autovacuum_enabled = off)",
                        " with (parallel_workers = 2, autovacuum_vacuum_scale_factor = 0.05)"});
}

/// Storage, compression and statistics of columns, which only `alter table` can say.
void alter_columns(Writer& writer, const Table& table) {
  const auto alter = [&](const Column& column, const std::string& words) {
    writer.say(
        fmt::format("alter table {} alter column {} set {}", table.name, column.name, words));
  };
  for (const auto& column : table.columns) {
    if (column.kind.has(toastable) && writer.chance(12)) {
      alter(column, "storage " + writer.one_of({"external", "main", "extended", "plain"}));
    }
    if (column.kind.has(toastable) && writer.chance(8)) {
      alter(column, "compression " + writer.one_of({"pglz", "lz4", "default"}));
    }
    if (writer.chance(8)) alter(column, "statistics " + writer.one_of({"0", "50", "10000"}));
    if (writer.chance(6)) alter(column, "(n_distinct = -0.5)");
    writer.comment_on(fmt::format("column {}.{}", table.name, column.name), 10);
  }
}

void add_checks(Writer& writer, const Table& table, std::vector<std::string>& parts) {
  if (table.columns.empty()) return;
  for (auto i = writer.pick(3); i > 0; --i) {
    const auto named = writer.chance(50);
    parts.push_back(
        fmt::format("{}check ({}){}",
                    named ? fmt::format("constraint {} ", writer.name("rule")) : "",
                    conditions(writer, table.columns),
                    writer.chance(10) && table.partition_column.empty() ? " no inherit" : ""));
  }
}

auto make_columns(Writer& writer, Table& table, std::vector<std::string>& parts) {
  auto taken = std::set<std::string>{"id", "doubled", "gone", "part", "ref_id"};
  for (auto i = 1 + writer.pick(6); i > 0; --i) {
    const auto& kind = writer.any(writer.kinds);
    auto column = Column{writer.name("c", 15, taken), kind};
    parts.push_back(column.name + " " + column_definition(writer, kind));
    table.columns.push_back(std::move(column));
  }
  if (writer.chance(20) && table.has_id) {
    parts.emplace_back("doubled int generated always as (twice(id::int) + 1) stored");
    table.columns.push_back({"doubled", writer.kinds.front(), true});
  }
}

/// A column that goes again, so that numbers have gaps, and one that comes late.
void reshape(Writer& writer, Table& table) {
  if (writer.chance(20)) {
    writer.say(fmt::format("alter table {} add column gone text", table.name));
    const auto& kind = writer.any(writer.kinds);
    const auto column = Column{"late", kind};
    if (writer.say(fmt::format(
            "alter table {} add column late {}", table.name, column_definition(writer, kind)))) {
      table.columns.push_back(column);
    }
    writer.say(fmt::format("alter table {} drop column gone", table.name));
  }
}

void add_plain_table(Writer& writer) {
  auto table = Table{};
  table.schema = writer.schema();
  table.name = table.schema + "." + writer.name("thing", 20);
  table.is_unlogged = writer.chance(8);
  auto parts = std::vector<std::string>{id_definition(writer)};
  if (writer.chance(85)) {
    parts.back() += writer.one_of({" primary key", " primary key", " unique", " not null unique"});
    table.keys.emplace_back("id");
  }
  make_columns(writer, table, parts);
  add_checks(writer, table, parts);
  if (!writer.say(fmt::format("create {}table {} ({}){}",
                              table.is_unlogged ? "unlogged " : "",
                              table.name,
                              fmt::join(parts, ", "),
                              table_options(writer)))) {
    return;
  }
  reshape(writer, table);
  alter_columns(writer, table);
  add_constraints(writer, table);
  writer.tables.push_back(std::move(table));
}

void add_child(Writer& writer) {
  const auto parent = writer.any(writer.tables);
  if (!parent.partition_column.empty() || parent.is_partition || parent.is_unlogged) return;
  auto table = Table{};
  table.schema = writer.schema();
  table.name = table.schema + "." + writer.name("child", 20);
  table.has_id = parent.has_id;
  auto parts = std::vector<std::string>{};
  auto own = Column{"own", writer.any(writer.kinds)};
  parts.push_back("own " + column_definition(writer, own.kind));
  for (const auto& column : parent.columns) {
    if (!writer.chance(15) || column.is_generated) continue;
    parts.push_back(
        fmt::format("{} {} default {}", column.name, column.kind.type, column.kind.value));
  }
  table.columns = parent.columns;
  table.columns.push_back(own);
  if (!writer.say(fmt::format(
          "create table {} ({}) inherits ({})", table.name, fmt::join(parts, ", "), parent.name))) {
    return;
  }
  if (writer.chance(30))
    writer.say(fmt::format("alter table {} alter column own set not null", table.name));
  // A child's column may be NULL where its parent's may not, and the other way round.
  if (writer.chance(50)) {
    const auto& column = writer.any(table.columns);
    writer.say(fmt::format("alter table {} alter column {} {} not null",
                           writer.one_of({table.name, "only " + parent.name}),
                           column.name,
                           writer.one_of({"drop", "drop", "set"})));
  }
  if (table.has_id && writer.chance(40)) {
    if (writer.say(fmt::format("alter table {} add primary key (id)", table.name))) {
      table.keys.emplace_back("id");
    }
  }
  add_constraints(writer, table);
  writer.tables.push_back(std::move(table));
}

void add_typed_table(Writer& writer) {
  const auto type = writer.name("entry");
  if (!writer.say(fmt::format("create type {} as (code int, word text, at timestamptz)", type)))
    return;
  auto table = Table{};
  table.schema = "public";
  table.name = table.schema + "." + writer.name("typed");
  table.has_id = false;
  table.is_typed = true;
  const auto parts = writer.one_of({"",
                                    " (primary key (code))",
                                    " (word with options not null default 'x', check (code > 0))",
                                    " (code with options unique, at default now())"});
  if (!writer.say(fmt::format("create table {} of {}{}", table.name, type, parts))) return;
  table.columns = {{"code", writer.kinds.front()}};
  if (parts.find("unique") != std::string::npos || parts.find("primary") != std::string::npos) {
    table.keys.emplace_back("code");
  }
  add_constraints(writer, table);
  writer.tables.push_back(std::move(table));
}

void add_unique(Writer& writer, Table& table) {
  const auto* column = find_column(writer, table, ordered);
  if (column == nullptr) return;
  const auto& needed = table.partition_column;
  auto columns = column->name;
  if (!needed.empty() && needed != columns) columns += ", " + needed;
  if (table.has_id && writer.chance(40)) columns += ", id";
  const auto deferral =
      writer.one_of({"", "", "", " deferrable", " deferrable initially deferred"});
  const auto sql = fmt::format(
      "alter table {} add {}unique {}({}){}{}{}",
      table.name,
      writer.chance(50) ? fmt::format("constraint {} ", writer.name("only_one")) : "",
      writer.one_of({"", "", "nulls not distinct "}),
      columns,
      table.has_id && writer.chance(20) && !columns.ends_with("id") ? " include (id)" : "",
      writer.chance(15) ? " with (fillfactor = 80)" : "",
      deferral);
  if (writer.say(sql) && deferral.empty()) table.keys.push_back(columns);
}

void add_exclusion(Writer& writer, const Table& table) {
  const auto* column = find_column(writer, table, overlapping);
  if (column == nullptr || !table.partition_column.empty()) return;
  writer.say(
      fmt::format("alter table {} add {}exclude using gist ({} with &&){}{}",
                  table.name,
                  writer.chance(50) ? fmt::format("constraint {} ", writer.name("apart")) : "",
                  column->name,
                  writer.chance(40) ? fmt::format(" where ({})", condition(*column)) : "",
                  writer.one_of({"", "", " deferrable initially deferred"})));
}

}  // namespace

auto column_definition(Writer& writer, const Kind& kind) -> std::string {
  auto text = kind.type;
  if (kind.has(collatable) && writer.chance(15)) {
    text +=
        " collate " + writer.one_of({"\"C\"", "\"POSIX\"", "\"und-x-icu\"", "pg_catalog.\"C\""});
  }
  if (writer.chance(30)) text += " not null";
  if (writer.chance(35)) text += " default " + kind.value;
  return text;
}

void add_constraints(Writer& writer, Table& table) {
  if (writer.chance(30)) add_unique(writer, table);
  if (writer.chance(10)) add_unique(writer, table);
  if (writer.chance(40)) add_exclusion(writer, table);
  if (!table.columns.empty() && writer.chance(15)) {
    const auto name = writer.name("later");
    writer.say(fmt::format("alter table {} add constraint {} check ({}) not valid",
                           table.name,
                           name,
                           conditions(writer, table.columns)));
    writer.comment_on(fmt::format("constraint {} on {}", name, table.name), 40);
  }
  writer.comment_on("table " + table.name);
}

void add_tables(Writer& writer) {
  for (auto i = 1 + writer.pick(5); i > 0; --i) add_plain_table(writer);
  if (writer.tables.empty()) return;
  if (writer.chance(30)) add_child(writer);
  if (writer.chance(15)) add_child(writer);
  if (writer.chance(15)) add_typed_table(writer);
}

}  // namespace random_schema
