#include <algorithm>
#include <map>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/mixin.hpp"
#include "schema/named_object.hpp"
#include "schema/overloaded.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::BaseNotAbstract;
using diagnostics::DuplicateField;
using diagnostics::MixinCycle;
using diagnostics::UnknownModel;

/// Puts the members of a model and of all that it includes into its draft.
class Expander {
 public:
  Expander(Resolution& resolution, ModelId model)
      : resolution_(resolution), model_(model), draft_(resolution.draft(model)) {}

  void expand() {
    for (const auto& source : lineage()) {
      for (const auto& member : source.syntax->members) add(member, source);
    }
  }

 private:
  /// One step of the walk through the bases: a model, and which of its bases comes next.
  struct Step {
    const syntax::Model* model;
    ModuleId module;
    std::size_t next = 0;
  };

  /// What the model includes, each once and after its own bases, and at last the model itself.
  auto lineage() -> std::vector<Mixin> {
    auto result = std::vector<Mixin>{};
    auto path = std::vector<Step>{{draft_.syntax, resolution_.schema.at(model_).module}};
    while (!path.empty()) {
      auto& step = path.back();
      if (step.next == step.model->bases.size()) {
        result.push_back({step.module, step.model});
        path.pop_back();
        continue;
      }
      const auto& written = step.model->bases[step.next++];
      const auto base = find_base(written, step.module);
      if (!base || std::ranges::find(result, base->syntax, &Mixin::syntax) != result.end())
        continue;
      const auto above = std::ranges::find(path, base->syntax, &Step::model);
      if (above == path.end()) {
        path.push_back({base->syntax, base->module});
      } else {
        report_cycle(written, {above, path.end()});
      }
    }
    return result;
  }

  auto find_base(const syntax::QualifiedName& written, ModuleId from) -> std::optional<Mixin> {
    auto& schema = resolution_.schema;
    if (const auto mixin = find_mixin(resolution_, from, written)) return mixin;
    const auto found = find_by_name(schema, from, written, Wanted::relations);
    if (!found.empty()) {
      resolution_.diagnostics.report(written.span, BaseNotAbstract{spelled(written)})
          .label(span_of(schema, found.front()), BaseNotAbstract::declared);
      return std::nullopt;
    }
    auto names = std::vector<std::string>{};
    for (const auto& [name, places] : resolution_.mixin_places) names.push_back(name);
    const auto name = spelled(written);
    resolution_.diagnostics.report(written.span,
                                   UnknownModel{name, diagnostics::nearest(name, names)});
    return std::nullopt;
  }

  void report_cycle(const syntax::QualifiedName& written, const std::vector<Step>& cycle) {
    auto what = MixinCycle{};
    for (const auto& step : cycle) what.names.push_back(step.model->name.text);
    what.names.push_back(cycle.front().model->name.text);
    resolution_.diagnostics.report(written.span, what);
  }

  void add(const syntax::ModelMember& member, const Mixin& source) {
    std::visit(
        Overloaded{
            [&](const syntax::Field& node) { add_field(node, source.module); },
            [&](const syntax::Check& node) { draft_.checks.push_back(&node); },
            [&](const syntax::Index& node) { draft_.indexes.push_back(&node); },
            [&](const syntax::Key& node) { draft_.keys.push_back(&node); },
            [&](const syntax::ForeignKey& node) { draft_.foreign_keys.push_back(&node); },
            [&](const syntax::Exclusion& node) { draft_.exclusions.push_back(&node); },
            [&](const syntax::DefaultOrder& node) { add_default_order(node, *source.syntax); },
            [&](const syntax::Trigger& node) { draft_.triggers.push_back(&node); },
            [&](const syntax::Policy& node) { draft_.policies.push_back(&node); },
            [&](const syntax::Rule& node) { draft_.rules.push_back(&node); },
            [&](const syntax::Statistics& node) { draft_.statistics.push_back(&node); },
            [&](const syntax::ColumnOrder& node) { draft_.column_orders.push_back(&node); }},
        member);
  }

  void add_field(const syntax::Field& node, ModuleId module) {
    const auto [place, is_new] = draft_.field_places.emplace(node.name.text, draft_.fields.size());
    if (is_new) {
      auto& field = draft_.fields.emplace_back();
      field.syntax = &node;
      field.module = module;
      return;
    }
    resolution_.diagnostics
        .report(node.name.span, DuplicateField{node.name.text, resolution_.schema.at(model_).name})
        .label(draft_.fields[place->second].syntax->name.span, DuplicateField::first);
  }

  /// A model's own order takes the place of one that it includes.
  void add_default_order(const syntax::DefaultOrder& node, const syntax::Model& source) {
    if (order_source_ != &source) draft_.default_orders.clear();
    order_source_ = &source;
    draft_.default_orders.push_back(&node);
  }

  Resolution& resolution_;
  ModelId model_;
  ModelDraft& draft_;
  const syntax::Model* order_source_ = nullptr;
};

}  // namespace

auto find_mixin(const Resolution& resolution, ModuleId from, const syntax::QualifiedName& name)
    -> std::optional<Mixin> {
  if (name.parts.empty() || name.parts.size() > 2) return std::nullopt;
  const auto places = resolution.mixin_places.find(name.parts.back().text);
  if (places == resolution.mixin_places.end()) return std::nullopt;
  const auto& schema = resolution.schema;
  const auto& module = name.parts.size() == 2 ? name.parts.front().text : schema.at(from).name;
  for (const auto place : places->second) {
    const auto& mixin = resolution.mixins[place];
    if (schema.at(mixin.module).name == module) return mixin;
  }
  if (name.parts.size() == 2 || places->second.size() > 1) return std::nullopt;
  return resolution.mixins[places->second.front()];
}

void expand_mixins(Resolution& resolution) {
  for (const auto id : resolution.model_ids()) Expander{resolution, id}.expand();
}

}  // namespace ormc::schema
