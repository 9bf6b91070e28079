#include <algorithm>
#include <map>

#include "catalog/type_name.hpp"
#include "diagnostics/nearest.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/enabled.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/partition_indexes.hpp"
#include "schema/passes.hpp"
#include "schema/routine_parameters.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateTableMember;
using diagnostics::UnknownTarget;
using diagnostics::UnknownTriggerFunction;
using diagnostics::Unsupported;
using Time = syntax::Trigger::Time;

/// The triggers of one table or view.
class TriggerResolver {
 public:
  TriggerResolver(Resolution& resolution,
                  ModuleId module,
                  std::string owner,
                  std::optional<ModelId> model,
                  std::optional<ViewId> view)
      : resolution_(resolution),
        module_(module),
        owner_(std::move(owner)),
        model_(model),
        view_(view) {}

  auto resolve(const syntax::Trigger& node) -> std::optional<Trigger> {
    check_attributes(node.attributes, Place::trigger, resolution_.diagnostics);
    const auto [first, is_new] = taken_.emplace(node.name.text, node.name.span);
    if (!is_new) {
      resolution_.diagnostics
          .report(node.name.span, DuplicateTableMember{"triggers", node.name.text, owner_})
          .label(first->second, DuplicateTableMember::first);
      return std::nullopt;
    }
    if (node.is_inherited) return resolve_inherited(node);
    if (const auto* attribute = find_attribute(node.attributes, "inherited")) {
      refuse(attribute->span,
             "`" + node.name.text + "`",
             "is declared here, not inherited",
             "leave either this out, or all but the name and attributes");
      return std::nullopt;
    }
    auto trigger = Trigger{};
    trigger.sql_name = node.name.text;
    trigger.is_constraint = node.is_constraint;
    trigger.time = node.time;
    trigger.on_insert = node.on_insert;
    trigger.on_update = node.on_update;
    trigger.on_delete = node.on_delete;
    trigger.on_truncate = node.on_truncate;
    trigger.each_row = node.each_row;
    trigger.arguments = node.arguments;
    trigger.doc = node.doc;
    trigger.span = node.name.span;
    trigger.initially_deferred = has_attribute(node.attributes, "initially_deferred");
    trigger.deferrable = trigger.initially_deferred || has_attribute(node.attributes, "deferrable");
    trigger.enabled = enabled_of(node.attributes, resolution_.diagnostics);
    add_transitions(node, trigger);
    if (!is_possible(node) || !add_columns(node, trigger) || !add_from(node, trigger) ||
        !add_function(node, trigger)) {
      return std::nullopt;
    }
    if (node.when != nullptr) {
      trigger.when = resolution_.add_expr({.use = SchemaExpr::Use::trigger_when,
                                           .syntax = node.when,
                                           .model = model_,
                                           .view = view_,
                                           .domain = {},
                                           .expected = TypeRef{catalog::oid::bool_}});
    }
    return trigger;
  }

 private:
  /// A trigger for each row that the database copies from what this table is a partition of.
  auto resolve_inherited(const syntax::Trigger& node) -> std::optional<Trigger> {
    const auto* above = inherited_trigger(node.name.text);
    const auto is_said = has_attribute(node.attributes, "inherited");
    if (above == nullptr || !is_said) {
      refuse(node.name.span,
             "`" + node.name.text + "`",
             above == nullptr ? "is no trigger for each row of what this is a partition of"
                              : "does not say when it fires",
             above == nullptr ? "" : "write `@inherited`: it is a trigger of the parent");
      return std::nullopt;
    }
    auto trigger = *above;
    trigger.inherited = true;
    trigger.doc = node.doc;
    trigger.span = node.name.span;
    if (has_attribute(node.attributes, "disabled") || has_attribute(node.attributes, "enabled")) {
      trigger.enabled = enabled_of(node.attributes, resolution_.diagnostics);
    }
    trigger.altered = trigger.enabled != above->enabled;
    return trigger;
  }

  auto inherited_trigger(const std::string& name) const -> const Trigger* {
    if (!model_) return nullptr;
    const auto* at = &resolution_.schema.at(*model_);
    while (at->partition_of) {
      at = &resolution_.schema.at(at->partition_of->parent);
      for (const auto& trigger : at->triggers) {
        if (trigger.sql_name == name && trigger.each_row) return &trigger;
      }
    }
    return nullptr;
  }

  static void add_transitions(const syntax::Trigger& node, Trigger& trigger) {
    for (const auto& transition : node.transitions) {
      (transition.is_new ? trigger.new_table : trigger.old_table) = transition.name.text;
    }
  }

  auto refuse(Span span, std::string what, std::string reason, std::string remedy) -> bool {
    resolution_.diagnostics.report(
        span, Unsupported{std::move(what), std::move(reason), std::move(remedy)});
    return false;
  }

  auto is_possible(const syntax::Trigger& node) -> bool {
    const auto span = node.name.span;
    if (node.time == Time::instead_of && !view_) {
      return refuse(span,
                    "a trigger `instead of`",
                    "is for views",
                    "write `before`, and return null to leave the row out");
    }
    if (view_ && node.time != Time::instead_of && node.each_row) {
      return refuse(span,
                    "a trigger for each row of a view",
                    "stands instead of what happens",
                    "write `instead of`");
    }
    if (node.time == Time::instead_of && !node.each_row) {
      return refuse(span, "a trigger `instead of`", "is for each row", "write `for each row`");
    }
    if (node.time == Time::instead_of && node.when != nullptr) {
      return refuse(
          node.when->span, "a trigger `instead of`", "has no condition", "ask in the function");
    }
    if (node.on_truncate && node.each_row) {
      return refuse(span, "`truncate`", "removes no single rows", "write `for each statement`");
    }
    if (node.is_constraint && (node.time != Time::after || !node.each_row)) {
      return refuse(
          span, "a constraint trigger", "comes after each row", "write `after ... for each row`");
    }
    if (!node.transitions.empty() && node.time != Time::after) {
      return refuse(span, "`referencing`", "is for triggers that come after", "write `after`");
    }
    return true;
  }

  auto add_columns(const syntax::Trigger& node, Trigger& trigger) -> bool {
    if (!model_) {
      for (const auto& name : node.update_columns)
        trigger.update_columns.push_back(sql_name_of(name));
      return true;
    }
    auto sound = true;
    for (const auto& name : node.update_columns) {
      const auto columns = resolution_.columns_named(*model_, name);
      sound = sound && !columns.empty();
      for (const auto column : columns) {
        trigger.update_columns.push_back(resolution_.at(*model_).columns[column].sql_name);
      }
    }
    return sound;
  }

  auto add_from(const syntax::Trigger& node, Trigger& trigger) -> bool {
    if (!node.from_table) return true;
    const auto found = find_relation(resolution_.schema, module_, *node.from_table);
    if (found && std::holds_alternative<ModelId>(*found)) {
      trigger.from_table = std::get<ModelId>(*found);
      return true;
    }
    resolution_.diagnostics.report(node.from_table->span,
                                   UnknownTarget{spelled(*node.from_table), std::nullopt});
    return false;
  }

  /// A function of the program by its own or its SQL name, else one of the catalogue that returns
  /// `trigger`.
  auto add_function(const syntax::Trigger& node, Trigger& trigger) -> bool {
    const auto& schema = resolution_.schema;
    for (const auto* function : functions_named(schema, module_, node.function)) {
      if (function->result != catalog::oid::trigger) continue;
      trigger.function = quoted(function->schema, function->name);
      return true;
    }
    auto names = std::vector<std::string>{};
    for (const auto& function : schema.functions) {
      if (function.result.oid == catalog::oid::trigger) names.push_back(function.name);
    }
    resolution_.diagnostics.report(
        node.function.span,
        UnknownTriggerFunction{spelled(node.function),
                               diagnostics::nearest(node.function.parts.back().text, names)});
    return false;
  }

  static auto quoted(std::string_view sql_schema, std::string_view name) -> std::string {
    return catalog::quote_identifier(sql_schema) + "." + catalog::quote_identifier(name);
  }

  Resolution& resolution_;
  ModuleId module_;
  std::string owner_;
  std::optional<ModelId> model_;
  std::optional<ViewId> view_;
  std::map<std::string, Span> taken_;
};

}  // namespace

void resolve_triggers(Resolution& resolution) {
  for (const auto id : parents_first(resolution)) {
    const auto& model = resolution.schema.at(id);
    auto resolver = TriggerResolver{resolution, model.module, model.name, id, std::nullopt};
    for (const auto* node : resolution.draft(id).triggers) {
      if (auto trigger = resolver.resolve(*node)) {
        resolution.at(id).triggers.push_back(std::move(*trigger));
      }
    }
  }
  for (auto i = std::uint32_t{0}; i < resolution.views.size(); ++i) {
    auto& view = resolution.schema.views[i];
    auto resolver = TriggerResolver{resolution, view.module, view.name, std::nullopt, ViewId{i}};
    for (const auto* node : resolution.views[i].triggers) {
      if (auto trigger = resolver.resolve(*node)) view.triggers.push_back(std::move(*trigger));
    }
  }
}

}  // namespace ormc::schema
