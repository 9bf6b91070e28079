#include <algorithm>
#include <array>

#include "diagnostics/nearest.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::InheritanceCycle;
using diagnostics::InheritedType;
using diagnostics::UnknownTarget;
using diagnostics::Unsupported;
using Kind = FieldDraft::Kind;

/// What tables do not inherit: keys, indexes, how a parent counts, and what is kept of its values.
constexpr auto own_attributes = std::to_array<std::string_view>({"id",
                                                                 "unique",
                                                                 "index",
                                                                 "identity",
                                                                 "was",
                                                                 "constraint",
                                                                 "statistics",
                                                                 "with",
                                                                 "options",
                                                                 "inherited"});

/// Gives tables the fields of others, each after those that it gets them from.
class Inheritance {
 public:
  explicit Inheritance(Resolution& resolution)
      : resolution_(resolution), states_(resolution.models.size(), State::untouched) {}

  void resolve_all() {
    for (const auto id : resolution_.model_ids()) find_sources(id);
    for (const auto id : resolution_.model_ids()) resolve(id);
  }

 private:
  enum class State : std::uint8_t { untouched, open, done };

  auto syntax_of(ModelId id) const -> const syntax::Model& { return *resolution_.draft(id).syntax; }
  auto state(ModelId id) -> State& { return states_[static_cast<std::size_t>(id)]; }

  auto find_model(ModuleId from, const syntax::QualifiedName& name) -> std::optional<ModelId> {
    const auto found = find_relation(resolution_.schema, from, name);
    if (found && std::holds_alternative<ModelId>(*found)) return std::get<ModelId>(*found);
    resolution_.diagnostics.report(
        name.span,
        UnknownTarget{
            spelled(name),
            diagnostics::nearest(spelled(name),
                                 candidate_names(resolution_.schema, from, Wanted::relations))});
    return std::nullopt;
  }

  void find_sources(ModelId id) {
    auto& model = resolution_.at(id);
    if (model.junction) return;
    const auto& node = syntax_of(id);
    for (const auto& name : node.parents) {
      if (const auto parent = find_model(model.module, name)) model.parents.push_back(*parent);
    }
    if (node.partition_of) {
      if (const auto parent = find_model(model.module, node.partition_of->parent)) {
        model.partition_of = PartitionOf{};
        model.partition_of->parent = *parent;
        model.partition_of->bound = node.partition_of->bound;
      }
    }
    if (node.of_type) find_type(id, *node.of_type);
    const auto sources = int{!node.parents.empty()} + int{node.partition_of.has_value()} +
                         int{node.of_type.has_value()};
    if (sources < 2) return;
    resolution_.diagnostics.report(
        model.span,
        Unsupported{"a table",
                    "has its columns from one place",
                    "leave all but one of `inherits`, `partition of` and `of` out"});
  }

  void find_type(ModelId id, const syntax::QualifiedName& name) {
    auto& model = resolution_.at(id);
    const auto found =
        find_type_meaning(resolution_.schema, model.module, name, resolution_.diagnostics);
    const auto* object = std::get_if<NamedObject>(&found);
    if (object && std::holds_alternative<CompositeId>(*object)) {
      model.of_type = std::get<CompositeId>(*object);
    } else {
      resolution_.diagnostics.report(
          name.span,
          Unsupported{"`" + spelled(name) + "`",
                      "is no composite type",
                      "declare it: `type " + spelled(name) + " { ... }`"});
    }
  }

  /// The tables that `id` gets fields from.
  auto sources(ModelId id) const -> std::vector<ModelId> {
    const auto& model = resolution_.schema.at(id);
    if (model.partition_of) return {model.partition_of->parent};
    return model.parents;
  }

  void inherit_row_types(ModelId id) {
    const auto& model = resolution_.schema.at(id);
    auto parents = std::vector<Oid>{};
    for (const auto source : sources(id)) parents.push_back(resolution_.schema.at(source).row_type);
    if (model.of_type) parents.push_back(resolution_.schema.at(*model.of_type).type);
    resolution_.schema.catalog.set_parents(model.row_type, parents);
  }

  /// A walk in depth, the path kept by hand.
  void resolve(ModelId first) {
    auto path = std::vector<ModelId>{first};
    while (!path.empty()) {
      const auto id = path.back();
      if (state(id) == State::done) {
        path.pop_back();
        continue;
      }
      state(id) = State::open;
      auto waits = false;
      for (const auto source : sources(id)) {
        if (state(source) == State::done) continue;
        if (state(source) == State::open) {
          report_cycle(id, source);
          break;
        }
        path.push_back(source);
        waits = true;
        break;
      }
      if (waits) continue;
      inherit(id);
      state(id) = State::done;
      path.pop_back();
    }
  }

  void report_cycle(ModelId id, ModelId source) {
    auto& model = resolution_.at(id);
    resolution_.diagnostics.report(model.span, InheritanceCycle{model.name});
    std::erase(model.parents, source);
    model.partition_of.reset();
  }

  void inherit(ModelId id) {
    auto& model = resolution_.at(id);
    auto& draft = resolution_.draft(id);
    if (model.parents.empty() && !model.partition_of && !model.of_type) {
      for (const auto& field : draft.fields) check_own(field);
      return;
    }
    inherit_row_types(id);
    auto own = std::move(draft.fields);
    draft.fields.clear();
    draft.field_places.clear();
    for (const auto source : sources(id)) inherit_from(id, source, own);
    if (model.of_type) inherit_from(id, *model.of_type, own);
    for (auto& field : own) {
      if (field.syntax == nullptr) continue;
      check_own(field);
      add(draft, std::move(field));
    }
    if (!draft.column_orders.empty()) reorder(id);
  }

  static void add(ModelDraft& draft, FieldDraft field) {
    draft.field_places.emplace(field.syntax->name.text, draft.fields.size());
    draft.fields.push_back(std::move(field));
  }

  void inherit_from(ModelId id, ModelId source, std::vector<FieldDraft>& own) {
    const auto is_partition = resolution_.schema.at(id).partition_of.has_value();
    // Copied: a model's draft may not be looked into while another's grows.
    const auto fields = resolution_.draft(source).fields;
    for (const auto& field : fields) {
      if (field.kind != Kind::scalar && field.kind != Kind::to_one) continue;
      take(resolution_.draft(id), field, copy_of(*field.syntax, is_partition), own);
    }
    auto& draft = resolution_.draft(id);
    const auto& parent = resolution_.draft(source);
    const auto append = [](auto& into, const auto& from) {
      into.insert(into.end(), from.begin(), from.end());
    };
    for (const auto* check : parent.checks) {
      if (!has_attribute(check->attributes, "no_inherit")) draft.inherited_checks.push_back(check);
    }
    append(draft.inherited_checks, parent.inherited_checks);
    if (draft.default_orders.empty()) draft.default_orders = parent.default_orders;
    if (!is_partition) return;
    for (const auto* key : parent.keys) {
      if (!key->only) draft.inherited_keys.push_back(key);
    }
    append(draft.inherited_keys, parent.inherited_keys);
    append(draft.inherited_foreign_keys, parent.foreign_keys);
    append(draft.inherited_foreign_keys, parent.inherited_foreign_keys);
  }

  /// A typed table's columns may be NULL unless they are declared again.
  void inherit_from(ModelId id, CompositeId source, std::vector<FieldDraft>& own) {
    const auto& composite = *resolution_.composites[static_cast<std::size_t>(source)];
    for (const auto& node : composite.fields) {
      auto written = node;
      written.nullable = true;
      std::erase_if(written.attributes, [](const auto& attribute) {
        return attribute.name.text != "column" && attribute.name.text != "collate";
      });
      const auto* copy = resolution_.schema.arena.make(std::move(written));
      auto field = FieldDraft{};
      field.module = resolution_.schema.at(source).module;
      field.syntax = copy;
      classify_field(resolution_, field);
      take(resolution_.draft(id), field, copy, own);
    }
  }

  void check_own(const FieldDraft& field) {
    const auto* attribute = find_attribute(field.syntax->attributes, "inherited");
    if (attribute == nullptr) return;
    resolution_.diagnostics.report(attribute->span,
                                   Unsupported{"`" + field.syntax->name.text + "`",
                                               "is in no table that this one inherits from",
                                               "leave `@inherited` out"});
  }

  auto copy_of(const syntax::Field& node, bool is_partition) -> const syntax::Field* {
    auto copy = node;
    std::erase_if(copy.attributes, [&](const syntax::Attribute& attribute) {
      const auto& name = attribute.name.text;
      // A partition has its parent's keys.
      if (is_partition && (name == "id" || name == "unique")) return false;
      return std::ranges::find(own_attributes, name) != own_attributes.end();
    });
    return resolution_.schema.arena.make(std::move(copy));
  }

  /// Puts an inherited field into the draft; one of its own takes its place, and one that is there
  /// already, from another parent, stays.
  void take(ModelDraft& draft,
            const FieldDraft& inherited,
            const syntax::Field* copy,
            std::vector<FieldDraft>& own) {
    if (const auto first = draft.field_places.find(copy->name.text);
        first != draft.field_places.end()) {
      return merge(draft.fields[first->second], *copy);
    }
    const auto place = std::ranges::find_if(own, [&](const FieldDraft& field) {
      return field.syntax != nullptr && field.syntax->name.text == copy->name.text;
    });
    if (place == own.end()) {
      auto field = inherited;
      field.syntax = copy;
      field.partner.reset();
      field.local = false;
      field.inherited = true;
      add(draft, std::move(field));
      return;
    }
    check_type(inherited, *place);
    place->inherited = true;
    place->altered = has_attribute(place->syntax->attributes, "inherited");
    auto field = std::move(*place);
    place->syntax = nullptr;
    add(draft, std::move(field));
  }

  /// What no parent may lack, a child may not, unless it says so itself.
  void merge(FieldDraft& field, const syntax::Field& other) {
    if (field.local || other.nullable || !field.syntax->nullable) return;
    auto copy = *field.syntax;
    copy.nullable = false;
    field.syntax = resolution_.schema.arena.make(std::move(copy));
  }

  void check_type(const FieldDraft& inherited, const FieldDraft& declared) {
    if (inherited.kind != Kind::scalar || declared.kind != Kind::scalar) return;
    if (inherited.columns.empty() || declared.columns.empty()) return;
    const auto was = inherited.columns.front().type;
    const auto is = declared.columns.front().type;
    if (was == is) return;
    resolution_.diagnostics
        .report(
            declared.syntax->type.span,
            InheritedType{
                declared.syntax->name.text, resolution_.type_name(was), resolution_.type_name(is)})
        .label(inherited.syntax->type.span, InheritedType::first);
  }

  /// `columns (b, a)`: these in this order, then the others.
  void reorder(ModelId id) {
    auto& draft = resolution_.draft(id);
    auto ordered = std::vector<FieldDraft>{};
    for (const auto& name : draft.column_orders.front()->names) {
      const auto place = resolution_.find_field_draft(id, name.text);
      if (!place) {
        resolution_.diagnostics.report(
            name.span, diagnostics::UnknownField{name.text, resolution_.at(id).name, {}});
        continue;
      }
      auto& field = draft.fields[*place];
      if (field.syntax != nullptr) ordered.push_back(field);
      field.syntax = nullptr;
    }
    for (auto& field : draft.fields) {
      if (field.syntax != nullptr) ordered.push_back(std::move(field));
    }
    draft.fields.clear();
    draft.field_places.clear();
    for (auto& field : ordered) add(draft, std::move(field));
  }

  Resolution& resolution_;
  std::vector<State> states_;
};

}  // namespace

void inherit_fields(Resolution& resolution) { Inheritance{resolution}.resolve_all(); }

}  // namespace ormc::schema
