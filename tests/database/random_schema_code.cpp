#include <fmt/format.h>

#include "database/random_schema.hpp"

namespace random_schema {
namespace {

void set_state(Writer& writer,
               const Table& table,
               const std::string& kind,
               const std::string& name) {
  if (!writer.chance(15)) return;
  writer.say(fmt::format("alter table {} {} {} {}",
                         table.name,
                         writer.one_of({"disable", "enable replica", "enable always"}),
                         kind,
                         name));
}

/// What is otherwise of a trigger's copy in a partition, with its partitions or without.
void change_copy(Writer& writer, const Table& part, const std::string& name) {
  if (writer.chance(20)) {
    writer.say(fmt::format("alter table {}{} {} trigger {}",
                           writer.chance(50) ? "only " : "",
                           part.name,
                           writer.one_of({"disable", "enable", "enable replica", "enable always"}),
                           name));
  }
  writer.comment_on(fmt::format("trigger {} on {}", name, part.name), 5);
}

auto row_condition(Writer& writer, const Table& table) -> std::string {
  const auto& column = writer.any(table.columns);
  if (writer.chance(50)) return fmt::format("old.{0} is distinct from new.{0}", column.name);
  return conditions(writer, table.columns, "new.");
}

void add_trigger(Writer& writer, const Table& table) {
  if (writer.trigger_functions.empty() || table.columns.empty()) return;
  const auto name = writer.name("react");
  const auto call = fmt::format("execute function {}({})",
                                writer.any(writer.trigger_functions),
                                writer.one_of({"", "", "'a'", "'it''s', '1', 'b\\c'"}));
  auto text = std::string{};
  switch (writer.pick(6)) {
    case 0:
      text = fmt::format("trigger {} before insert or update of {} on {} for each row",
                         name,
                         writer.any(table.columns).name,
                         table.name);
      break;
    case 1:
      text = fmt::format("trigger {} after update on {} for each row when ({})",
                         name,
                         table.name,
                         row_condition(writer, table));
      break;
    case 2:
      text = fmt::format("trigger {} after insert or delete or truncate on {} for each statement",
                         name,
                         table.name);
      break;
    case 3:
      text = fmt::format(
          "trigger {} after update on {} referencing old table as gone new table as "
          "\"Come\" for each statement",
          name,
          table.name);
      break;
    case 4:
      text = fmt::format("constraint trigger {} after insert on {} {}for each row",
                         name,
                         table.name,
                         writer.one_of({"", "deferrable ", "deferrable initially deferred "}));
      break;
    default:
      text = fmt::format("trigger {} before delete on {} for each row", name, table.name);
  }
  if (!writer.say(fmt::format("create {} {}", text, call))) return;
  set_state(writer, table, "trigger", name);
  writer.comment_on(fmt::format("trigger {} on {}", name, table.name));
  if (text.ends_with("for each statement")) return;
  for (const auto& part : writer.tables) {
    if (part.root == table.name) change_copy(writer, part, name);
  }
}

void add_rule(Writer& writer, const Table& table) {
  if (table.columns.empty()) return;
  const auto name = writer.name("rewrite");
  const auto& column = writer.any(table.columns);
  auto of = column;
  of.name = "old." + column.name;
  const auto where = writer.chance(60) ? fmt::format(" where {}", condition(of)) : std::string{};
  const auto made = writer.say(fmt::format("create rule {} as on {} to {}{} do {}",
                                           name,
                                           writer.one_of({"delete", "update"}),
                                           table.name,
                                           where,
                                           writer.one_of({"instead nothing",
                                                          "also nothing",
                                                          "also notify changed",
                                                          "also select 1",
                                                          "also (select 1; select 'a;b')"})));
  if (!made) return;
  set_state(writer, table, "rule", name);
  writer.comment_on(fmt::format("rule {} on {}", name, table.name));
}

void add_policies(Writer& writer, const Table& table) {
  writer.say(fmt::format("alter table {} enable row level security", table.name));
  if (writer.chance(30))
    writer.say(fmt::format("alter table {} force row level security", table.name));
  for (auto i = 1 + writer.pick(2); i > 0; --i) {
    if (table.columns.empty()) return;
    const auto name = writer.name("allow");
    const auto command = writer.one_of({"all", "select", "update", "delete", "insert"});
    const auto visible = conditions(writer, table.columns);
    const auto deep = fmt::format("exists (select 1 from {} x where x.{} is not null)",
                                  table.name,
                                  writer.any(table.columns).name);
    auto text = fmt::format(
        "create policy {} on {}{} for {}{}",
        name,
        table.name,
        writer.chance(25) ? " as restrictive" : "",
        command,
        writer.one_of(
            {"", "", " to public", " to random_reader", " to random_reader, \"random Writer\""}));
    if (command != "insert") text += fmt::format(" using ({})", writer.chance(25) ? deep : visible);
    if (command == "insert" || (command == "all" && writer.chance(40))) {
      text += fmt::format(" with check ({})", conditions(writer, table.columns));
    }
    if (writer.say(text)) writer.comment_on(fmt::format("policy {} on {}", name, table.name));
  }
}

void add_statistics(Writer& writer, const Table& table) {
  const auto* first = find_column(writer, table, ordered);
  const auto* second = find_column(writer, table, ordered);
  if (first == nullptr || first == second) return;
  const auto name = writer.name("stats");
  const auto kinds = writer.one_of({"", "", " (ndistinct)", " (dependencies, mcv)", " (mcv)"});
  const auto elements = writer.chance(25) && kinds.empty()
                            ? fmt::format("({} is null), {}", first->name, second->name)
                            : fmt::format("{}, {}", first->name, second->name);
  const auto qualified = table.schema + "." + name;
  if (!writer.say(fmt::format(
          "create statistics {}{} on {} from {}", qualified, kinds, elements, table.name))) {
    return;
  }
  if (writer.chance(30))
    writer.say(fmt::format("alter statistics {} set statistics 55", qualified));
  writer.comment_on("statistics " + qualified);
}

}  // namespace

void add_table_code(Writer& writer) {
  for (const auto& table : writer.tables) {
    if (writer.chance(30)) add_trigger(writer, table);
    if (writer.chance(12)) add_trigger(writer, table);
    if (writer.chance(10)) add_rule(writer, table);
    if (writer.chance(15)) add_policies(writer, table);
    if (writer.chance(20)) add_statistics(writer, table);
    if (writer.chance(8)) {
      writer.say(fmt::format(
          "alter table {} replica identity {}", table.name, writer.one_of({"full", "nothing"})));
    }
  }
}

}  // namespace random_schema
