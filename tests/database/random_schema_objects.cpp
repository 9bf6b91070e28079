#include <fmt/format.h>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

void add_sequence(Writer& writer) {
  const auto name = writer.schema() + "." + writer.name("counter");
  const auto made =
      writer.say(fmt::format("create {}sequence {} {}",
                             writer.chance(10) ? "unlogged " : "",
                             name,
                             writer.one_of({"",
                                            "as int start 5",
                                            "as smallint increment by -1 minvalue -100 maxvalue -1",
                                            "minvalue 10 maxvalue 20 start 15 cache 4 cycle",
                                            "increment 7"})));
  if (!made) return;
  writer.comment_on("sequence " + name);
  if (writer.tables.empty() || !writer.chance(50)) return;
  const auto& table = writer.any(writer.tables);
  if (table.columns.empty()) return;
  const auto column = writer.any(table.columns);
  if (writer.chance(50)) {
    writer.say(fmt::format("alter sequence {} owned by {}.{}", name, table.name, column.name));
  }
  if (column.kind.type == "int" || column.kind.type == "bigint") {
    writer.say(fmt::format(
        "alter table {} alter column {} set default nextval('{}')", table.name, column.name, name));
  }
}

void add_grants(Writer& writer) {
  for (const auto& table : writer.tables) {
    if (!writer.chance(15)) continue;
    writer.say(
        fmt::format("grant {} on {} to {}{}",
                    writer.one_of({"select", "all", "insert, update", "references, trigger"}),
                    table.name,
                    writer.one_of({"random_reader", "\"random Writer\"", "public"}),
                    ""));
    if (table.columns.empty()) continue;
    writer.say(fmt::format("grant select ({}) on {} to random_reader with grant option",
                           writer.any(table.columns).name,
                           table.name));
  }
  for (const auto& view : writer.views) {
    if (writer.chance(15)) writer.say(fmt::format("grant select on {} to public", view.name));
  }
  for (const auto& function : writer.trigger_functions) {
    if (writer.chance(15))
      writer.say(fmt::format("revoke execute on function {}() from public", function));
  }
  if (writer.chance(15)) {
    writer.say(fmt::format("grant usage on schema {} to random_reader", writer.schema()));
  }
  if (writer.chance(10)) {
    writer.say(
        fmt::format("alter default privileges in schema {} grant {} to random_reader",
                    writer.schema(),
                    writer.one_of({"select on tables", "execute on functions", "usage on types"})));
  }
}

void add_publication(Writer& writer) {
  if (writer.tables.empty()) return;
  const auto& table = writer.any(writer.tables);
  const auto name = writer.name("changes");
  const auto target = writer.one_of({"for all tables", "", "table"});
  if (writer.say(fmt::format("create publication {} {}{}",
                             name,
                             target == "table" ? "for table " + table.name : target,
                             writer.one_of({"", " with (publish = 'insert, delete')"})))) {
    writer.comment_on("publication " + name);
  }
}

void add_foreign_data(Writer& writer) {
  const auto wrapper = writer.name("wrapper");
  const auto server = writer.name("remote");
  const auto table = "public." + writer.name("far");
  if (!writer.say(fmt::format("create foreign data wrapper {}", wrapper))) return;
  writer.say(fmt::format(
      "create server {} type 't' version '1' foreign data wrapper {} options (host 'it''s')",
      server,
      wrapper));
  writer.say(fmt::format(
      "create foreign table {} (id int options (\"Col\" 'x') not null, body text default 'b', "
      "check (id > 0)) server {} options (table_name 'T')",
      table,
      server));
  writer.comment_on("foreign table " + table);
  writer.say(
      fmt::format("create user mapping for public server {} options (\"user\" 'u')", server));
}

void add_text_search(Writer& writer) {
  const auto dictionary = writer.name("words");
  const auto configuration = writer.name("speech");
  writer.say(fmt::format("create text search dictionary {} (template = simple, accept = false)",
                         dictionary));
  writer.say(fmt::format("create text search configuration {} (copy = simple)", configuration));
  writer.say(
      fmt::format("alter text search configuration {} alter mapping for asciiword with {}, simple",
                  configuration,
                  dictionary));
  writer.comment_on("text search configuration " + configuration, 50);
}

/// What is made of types and functions beside tables.
void add_definitions(Writer& writer) {
  const auto& kind = writer.kinds.back();
  if (kind.type.find('.') != std::string::npos && writer.chance(50)) {
    writer.say(fmt::format("create cast ({} as xml) with inout as assignment", kind.type));
    writer.comment_on(fmt::format("cast ({} as xml)", kind.type));
  }
  if (writer.chance(50)) {
    writer.say(
        "create function watch() returns event_trigger language plpgsql as 'begin null; end'");
    writer.say(fmt::format(
        "create event trigger {} on ddl_command_end when tag in ('CREATE AGGREGATE') execute "
        "function watch()",
        writer.name("guard")));
  }
  if (writer.chance(40)) {
    writer.say(
        fmt::format("create operator class {} for type int using hash as operator 1 =, function 1 "
                    "hashint4(int)",
                    writer.name("int_by_hash")));
  }
}

}  // namespace

void rename(Writer& writer) {
  for (auto& table : writer.tables) {
    if (writer.chance(8)) {
      const auto name = writer.name("renamed");
      if (writer.say(fmt::format("alter table {} rename to {}", table.name, name))) {
        table.name = table.schema + "." + name;
      }
    }
    if (writer.chance(8) && !table.is_partition && table.partition_column.empty() &&
        !table.columns.empty()) {
      writer.say(fmt::format("alter table {} rename column {} to {}",
                             table.name,
                             writer.any(table.columns).name,
                             writer.name("called")));
    }
    if (writer.chance(4)) {
      writer.say(fmt::format("alter table {} set schema {}", table.name, writer.schema()));
    }
  }
}

void add_objects(Writer& writer) {
  for (auto i = writer.pick(3); i > 0; --i) add_sequence(writer);
  if (writer.chance(10)) add_foreign_data(writer);
  if (writer.chance(8)) add_text_search(writer);
  if (writer.chance(15)) add_definitions(writer);
  if (writer.chance(8)) add_publication(writer);
  add_grants(writer);
}

}  // namespace random_schema
