#include <algorithm>

#include "diagnostics/relation_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/foreign_key_action.hpp"
#include "schema/lookup.hpp"
#include "schema/mixin.hpp"
#include "schema/named_object.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AbstractTarget;
using diagnostics::ForeignKeyColumns;
using diagnostics::RelationToView;
using diagnostics::TargetWithoutKey;
using diagnostics::UnknownModel;

/// A `foreign key (a, b) references Model (x, y)` of a model.
class ForeignKeyResolver {
 public:
  ForeignKeyResolver(Resolution& resolution,
                     ModelId model,
                     const syntax::ForeignKey& node,
                     bool inherited)
      : resolution_(resolution), id_(model), node_(node), inherited_(inherited) {}

  void resolve() {
    check_attributes(node_.attributes, Place::foreign_key, resolution_.diagnostics);
    const auto columns = resolution_.columns_named(id_, node_.columns);
    const auto target = find_target();
    if (!target) return;
    const auto target_columns = find_target_columns(*target);
    if (!columns || !target_columns) return;
    if (columns->size() != target_columns->size()) {
      resolution_.diagnostics.report(
          node_.span,
          ForeignKeyColumns{
              columns->size(), target_columns->size(), resolution_.schema.at(*target).name});
      return;
    }
    add(make(*columns, *target, *target_columns));
  }

 private:
  auto find_target() -> std::optional<ModelId> {
    const auto& schema = resolution_.schema;
    const auto from = schema.at(id_).module;
    const auto& name = node_.target;
    const auto found = find_relation(schema, from, name);
    if (found && std::holds_alternative<ModelId>(*found)) return std::get<ModelId>(*found);
    if (found) {
      resolution_.diagnostics.report(name.span, RelationToView{spelled(name)})
          .label(schema.at(std::get<ViewId>(*found)).span, RelationToView::declared);
    } else if (const auto mixin = find_mixin(resolution_, from, name)) {
      resolution_.diagnostics.report(name.span, AbstractTarget{spelled(name)})
          .label(mixin->syntax->name.span, AbstractTarget::declared);
    } else {
      const auto names = candidate_names(schema, from, Wanted::relations);
      resolution_.diagnostics.report(
          name.span, UnknownModel{spelled(name), diagnostics::nearest(spelled(name), names)});
    }
    return std::nullopt;
  }

  auto find_target_columns(ModelId target) -> std::optional<std::vector<ColumnIndex>> {
    if (!node_.target_columns.empty()) {
      return resolution_.columns_named(target, node_.target_columns);
    }
    const auto& model = resolution_.schema.at(target);
    if (model.primary_key) return model.primary_key->columns;
    resolution_.diagnostics.report(node_.target.span, TargetWithoutKey{model.name})
        .label(model.span, TargetWithoutKey::declared);
    return std::nullopt;
  }

  auto make(const std::vector<ColumnIndex>& columns,
            ModelId target,
            const std::vector<ColumnIndex>& target_columns) -> ForeignKey {
    const auto action = [](const std::string& words) {
      // The grammar knows no other words.
      return action_of(words).value_or(Action::no_action);
    };
    auto result = ForeignKey{};
    result.sql_name = node_.name ? node_.name->text : std::string{};
    result.columns = columns;
    result.target = target;
    result.target_columns = target_columns;
    result.on_delete = action(node_.on_delete);
    result.on_update = action(node_.on_update);
    if (!node_.set_columns.empty()) {
      result.set_columns =
          resolution_.columns_named(id_, node_.set_columns).value_or(std::vector<ColumnIndex>{});
    }
    result.match_full = node_.match == "full";
    result.initially_deferred = has_attribute(node_.attributes, "initially_deferred");
    result.deferrable = result.initially_deferred || has_attribute(node_.attributes, "deferrable");
    result.not_valid = has_attribute(node_.attributes, "not_valid");
    result.inherited = inherited_;
    if (!inherited_) result.doc = node_.doc;
    result.span = node_.span;
    return result;
  }

  /// A relation `@fields` on the same columns does without a foreign key of its own, unless it
  /// names one.
  void add(ForeignKey key) {
    auto& keys = resolution_.at(id_).foreign_keys;
    const auto same = std::ranges::find_if(keys, [&](const ForeignKey& other) {
      return other.columns == key.columns && other.target == key.target &&
             other.target_columns == key.target_columns &&
             (other.sql_name.empty() || other.sql_name == key.sql_name);
    });
    if (same != keys.end() && key.inherited) return;
    if (same == keys.end()) {
      keys.push_back(std::move(key));
    } else {
      *same = std::move(key);
    }
  }

  Resolution& resolution_;
  ModelId id_;
  const syntax::ForeignKey& node_;
  bool inherited_;  // a partitioned parent's
};

}  // namespace

void resolve_foreign_keys(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) {
    for (const auto* node : resolution.draft(model).foreign_keys) {
      ForeignKeyResolver{resolution, model, *node, false}.resolve();
    }
    for (const auto* node : resolution.draft(model).inherited_foreign_keys) {
      ForeignKeyResolver{resolution, model, *node, true}.resolve();
    }
  }
}

}  // namespace ormc::schema
