#include <fmt/format.h>

#include <string>
#include <vector>

#include "sql/ddl.hpp"
#include "sql/ddl_text.hpp"
#include "sql/print.hpp"
#include "sql/statements.hpp"

/// What stands on tables and views: triggers, rules, policies, statistics, and comments on them.
namespace ormc::sql {

namespace {

using Enabled = schema::Trigger::Enabled;

auto time_text(syntax::Trigger::Time time) -> std::string_view {
  switch (time) {
    case syntax::Trigger::Time::before:
      return "before";
    case syntax::Trigger::Time::after:
      return "after";
    case syntax::Trigger::Time::instead_of:
      return "instead of";
  }
  return {};
}

auto quoted_list(const std::vector<std::string>& names) -> std::string {
  auto texts = std::vector<std::string>{};
  for (const auto& name : names) texts.push_back(quote_identifier(name));
  return fmt::format("{}", fmt::join(texts, ", "));
}

auto events_text(const schema::Trigger& trigger) -> std::string {
  auto events = std::vector<std::string>{};
  if (trigger.on_insert) events.emplace_back("insert");
  if (trigger.on_delete) events.emplace_back("delete");
  if (trigger.on_update) {
    events.push_back(trigger.update_columns.empty()
                         ? std::string{"update"}
                         : "update of " + quoted_list(trigger.update_columns));
  }
  if (trigger.on_truncate) events.emplace_back("truncate");
  return fmt::format("{}", fmt::join(events, " or "));
}

/// Before the deferral of a constraint trigger comes the table that it is about, too.
auto references_text(const DdlContext& context, const schema::Trigger& trigger) -> std::string {
  auto text = std::string{};
  if (trigger.from_table) text += " from " + table_text(context.schema.at(*trigger.from_table));
  if (trigger.deferrable) {
    text += trigger.initially_deferred ? " deferrable initially deferred" : " deferrable";
  }
  if (!trigger.old_table.empty() || !trigger.new_table.empty()) text += " referencing";
  if (!trigger.old_table.empty()) text += " old table as " + quote_identifier(trigger.old_table);
  if (!trigger.new_table.empty()) text += " new table as " + quote_identifier(trigger.new_table);
  return text;
}

auto enabled_words(Enabled enabled) -> std::string_view {
  switch (enabled) {
    case Enabled::origin:
      return "";
    case Enabled::disabled:
      return "disable";
    case Enabled::replica:
      return "enable replica";
    case Enabled::always:
      return "enable always";
  }
  return {};
}

/// `alter table t disable trigger x`.
auto enabled_text(const std::string& table,
                  std::string_view kind,
                  const std::string& name,
                  Enabled enabled) -> std::string {
  if (enabled == Enabled::origin) return {};
  return fmt::format(
      "alter table {} {} {} {};\n", table, enabled_words(enabled), kind, quote_identifier(name));
}

auto comment_on_member(std::string_view kind,
                       const std::string& name,
                       const std::string& table,
                       const std::string& doc) -> std::string {
  return comment_on(kind, quote_identifier(name) + " on " + table, doc);
}

auto create_trigger(const DdlContext& context,
                    const std::string& table,
                    const schema::Trigger& trigger) -> std::string {
  auto text = fmt::format("create {}trigger {} {} {} on {}{}\n  for each {}",
                          trigger.is_constraint ? "constraint " : "",
                          quote_identifier(trigger.sql_name),
                          time_text(trigger.time),
                          events_text(trigger),
                          table,
                          references_text(context, trigger),
                          trigger.each_row ? "row" : "statement");
  if (trigger.when) text += fmt::format("\n  when ({})", expr_text(context, *trigger.when));
  auto arguments = std::vector<std::string>{};
  for (const auto& argument : trigger.arguments) arguments.push_back(quote_string(argument));
  text +=
      fmt::format("\n  execute function {}({});\n", trigger.function, fmt::join(arguments, ", "));
  return text + enabled_text(table, "trigger", trigger.sql_name, trigger.enabled) +
         comment_on_member("trigger", trigger.sql_name, table, trigger.doc);
}

/// What is otherwise of a trigger that a partition has from its parent.
auto alter_trigger(const std::string& table, const schema::Trigger& trigger) -> std::string {
  auto text = std::string{};
  if (trigger.altered && trigger.enabled == Enabled::origin) {
    text = fmt::format(
        "alter table {} enable trigger {};\n", table, quote_identifier(trigger.sql_name));
  } else if (trigger.altered) {
    text = enabled_text(table, "trigger", trigger.sql_name, trigger.enabled);
  }
  return text + comment_on_member("trigger", trigger.sql_name, table, trigger.doc);
}

auto trimmed_statement(std::string text) -> std::string {
  constexpr auto space = " \n\t\r";
  text.erase(0, std::min(text.find_first_not_of(space), text.size()));
  text.resize(text.find_last_not_of(" \n\t\r;") + 1);
  return text;
}

auto create_rule(const DdlContext& context, const std::string& table, const schema::Rule& rule)
    -> std::string {
  auto text = fmt::format(
      "create rule {} as on {} to {}", quote_identifier(rule.sql_name), rule.event, table);
  if (rule.where) text += fmt::format("\n  where ({})", expr_text(context, *rule.where));
  const auto action = trimmed_statement(rule.action);
  const auto is_list = action.find(';') != std::string::npos && !action.starts_with('(');
  text += fmt::format("\n  do {}{};\n",
                      rule.instead ? "instead " : "",
                      action.empty() ? "nothing"
                      : is_list      ? "(" + action + ")"
                                     : action);
  return text + enabled_text(table, "rule", rule.sql_name, rule.enabled) +
         comment_on_member("rule", rule.sql_name, table, rule.doc);
}

auto create_policy(const DdlContext& context,
                   const std::string& table,
                   const schema::Policy& policy) -> std::string {
  auto text = fmt::format("create policy {} on {}", quote_identifier(policy.sql_name), table);
  if (policy.restrictive) text += " as restrictive";
  if (!policy.command.empty()) text += " for " + policy.command;
  if (!policy.roles.empty()) text += fmt::format(" to {}", fmt::join(policy.roles, ", "));
  if (policy.visible) text += fmt::format("\n  using ({})", expr_text(context, *policy.visible));
  if (policy.allowed) {
    text += fmt::format("\n  with check ({})", expr_text(context, *policy.allowed));
  }
  return text + ";\n" + comment_on_member("policy", policy.sql_name, table, policy.doc);
}

/// `model` is null for those of a materialized view, whose elements are expressions.
auto create_statistics(const DdlContext& context,
                       const std::string& table,
                       const schema::Model* model,
                       const schema::Statistics& statistics) -> std::string {
  auto name = quote_name({statistics.sql_schema, statistics.sql_name});
  auto elements = std::vector<std::string>{};
  for (const auto& element : statistics.elements) {
    const auto* column = std::get_if<schema::ColumnIndex>(&element);
    elements.push_back(column != nullptr
                           ? quote_identifier(model->columns[*column].sql_name)
                           : element_text(context, std::get<schema::ExprId>(element)));
  }
  auto kinds = statistics.kinds.empty() ? std::string{}
                                        : fmt::format(" ({})", fmt::join(statistics.kinds, ", "));
  auto text = fmt::format(
      "create statistics {}{} on {} from {};\n", name, kinds, fmt::join(elements, ", "), table);
  if (statistics.target) {
    text += fmt::format("alter statistics {} set statistics {};\n", name, *statistics.target);
  }
  return text + comment_on("statistics", name, statistics.doc);
}

auto replica_identity_text(const schema::Model& model) -> std::string {
  using Kind = schema::ReplicaIdentity::Kind;
  const auto say = [&](const std::string& words) {
    return fmt::format("alter table only {} replica identity {};\n", table_text(model), words);
  };
  switch (model.replica_identity.kind) {
    case Kind::by_default:
      return {};
    case Kind::nothing:
      return say("nothing");
    case Kind::full:
      return say("full");
    case Kind::index:
      return say("using index " + quote_identifier(model.replica_identity.index));
  }
  return {};
}

}  // namespace

auto finish_table(const schema::Model& model) -> std::string {
  const auto table = table_text(model);
  auto text = std::string{};
  const auto cluster = [&](const auto& key) {
    if (!key.clustered) return;
    text += fmt::format("alter table {} cluster on {};\n", table, quote_identifier(key.sql_name));
  };
  const auto comment = [&](const auto& constraint) {
    text += comment_on_member("constraint", constraint.sql_name, table, constraint.doc);
  };
  for (const auto* key : keys_of(model)) {
    cluster(*key);
    comment(*key);
  }
  for (const auto& check : model.checks) comment(check);
  for (const auto& exclusion : model.exclusions) {
    text +=
        alter_index_columns(quote_name({model.sql_schema, exclusion.sql_name}), exclusion.elements);
    comment(exclusion);
  }
  for (const auto& key : model.foreign_keys) {
    if (!key.inherited) comment(key);
  }
  for (const auto& index : model.indexes) {
    cluster(index);
    text += comment_on("index", quote_name({model.sql_schema, index.sql_name}), index.doc);
  }
  return text + replica_identity_text(model);
}

auto create_members(const DdlContext& context, const schema::Model& model) -> std::string {
  const auto table = table_text(model);
  auto text = std::string{};
  if (model.row_security) text += fmt::format("alter table {} enable row level security;\n", table);
  if (model.row_security_forced) {
    text += fmt::format("alter table only {} force row level security;\n", table);
  }
  for (const auto& each : model.statistics) {
    text += create_statistics(context, table, &model, each);
  }
  for (const auto& each : model.triggers) {
    if (!each.inherited) text += create_trigger(context, table, each);
  }
  for (const auto& each : model.rules) text += create_rule(context, table, each);
  for (const auto& each : model.policies) text += create_policy(context, table, each);
  return text;
}

auto alter_inherited_triggers(const schema::Model& model) -> std::string {
  auto text = std::string{};
  for (const auto& each : model.triggers) {
    if (each.inherited) text += alter_trigger(table_text(model), each);
  }
  return text;
}

auto create_members(const DdlContext& context, const schema::View& view) -> std::string {
  const auto table = quote_name({view.sql_schema, view.sql_name});
  auto text = std::string{};
  for (auto i = std::size_t{0}; i < view.column_defaults.size(); ++i) {
    if (!view.column_defaults[i]) continue;
    text += fmt::format("alter view {} alter column {} set default {};\n",
                        table,
                        quote_identifier(view.columns[i].name.text),
                        expr_text(context, *view.column_defaults[i]));
  }
  for (const auto& each : view.statistics) {
    text += create_statistics(context, table, nullptr, each);
  }
  for (const auto& each : view.triggers) text += create_trigger(context, table, each);
  for (const auto& each : view.rules) text += create_rule(context, table, each);
  return text;
}

}  // namespace ormc::sql
