#include <algorithm>
#include <deque>

#include "diagnostics/relation_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::CyclicKey;
using diagnostics::RelationColumns;
using diagnostics::TargetWithoutKey;
using diagnostics::UnknownField;
using Kind = FieldDraft::Kind;

/// A field of the whole program, by number.
using Node = std::size_t;

/// Gives every field its columns, each after the fields whose columns it takes its own from.
class FieldTypes {
 public:
  explicit FieldTypes(Resolution& resolution) : resolution_(resolution) {
    for (const auto model : resolution.model_ids()) {
      first_.push_back(places_.size());
      for (auto i = std::size_t{0}; i < resolution.draft(model).fields.size(); ++i) {
        places_.push_back({model, i});
      }
    }
    needs_.resize(places_.size());
    needed_by_.resize(places_.size());
    open_.resize(places_.size());
  }

  void resolve() {
    for (auto node = Node{0}; node < places_.size(); ++node) find_needs(node);
    auto ready = std::deque<Node>{};
    for (auto node = Node{0}; node < places_.size(); ++node) {
      open_[node] = needs_[node].size();
      if (open_[node] == 0) ready.push_back(node);
    }
    while (!ready.empty()) {
      const auto node = ready.front();
      ready.pop_front();
      finish(node);
      for (const auto other : needed_by_[node]) {
        if (--open_[other] == 0) ready.push_back(other);
      }
    }
    for (auto node = Node{0}; node < places_.size(); ++node) {
      if (open_[node] > 0) report_cycle(node);
    }
  }

 private:
  struct Place {
    ModelId model;
    std::size_t field;
  };

  auto draft(Node node) -> FieldDraft& {
    return resolution_.draft(places_[node].model).fields[places_[node].field];
  }
  auto node_of(ModelId model, std::size_t field) const -> Node {
    return first_[static_cast<std::size_t>(model)] + field;
  }

  void need(Node node, Node other) {
    needs_[node].push_back(other);
    needed_by_[other].push_back(node);
  }

  void find_needs(Node node) {
    auto& field = draft(node);
    if (field.kind == Kind::scalar && field.same_as) {
      find_field_needs(node, field);
    } else if (field.kind == Kind::to_one) {
      find_relation_needs(node, field);
    }
  }

  void find_field_needs(Node node, FieldDraft& field) {
    const auto& [model, name] = *field.same_as;
    const auto part = find_key_part(model, name);
    if (part) {
      need(node, node_of(model, part->field));
      field.references = {*part};
    } else {
      report_unknown(model, name);
      field.kind = Kind::failed;
    }
  }

  void find_relation_needs(Node node, FieldDraft& field) {
    const auto target = *field.target;
    field.references = find_references(field);
    if (field.references.empty()) {
      field.kind = Kind::failed;
      return;
    }
    for (const auto& part : field.references) need(node, node_of(target, part.field));
    const auto* fields = find_attribute(field.syntax->attributes, "fields");
    if (!fields) return;
    field.owns_columns = false;
    const auto own = places_[node].model;
    for (const auto& name : name_arguments(*fields)) {
      if (const auto part = find_key_part(own, name)) {
        need(node, node_of(own, part->field));
      } else {
        report_unknown(own, name);
        field.kind = Kind::failed;
      }
    }
  }

  /// What a relation refers to: as written, or the target's primary key. Empty if there is nothing.
  auto find_references(const FieldDraft& field) -> std::vector<KeyPart> {
    const auto target = *field.target;
    const auto* references = find_attribute(field.syntax->attributes, "references");
    if (!references) {
      auto parts = find_primary_key(target);
      if (parts.empty() && !has_primary_key(target)) {
        const auto& model = resolution_.schema.at(target);
        resolution_.diagnostics.report(field.syntax->type.name.span, TargetWithoutKey{model.name})
            .label(model.span, TargetWithoutKey::declared);
      }
      return parts;
    }
    auto parts = std::vector<KeyPart>{};
    for (const auto& name : name_arguments(*references)) {
      if (const auto part = find_key_part(target, name)) {
        parts.push_back(*part);
      } else {
        report_unknown(target, name);
        return {};
      }
    }
    return parts;
  }

  auto has_primary_key(ModelId model) const -> bool {
    const auto& draft = resolution_.draft(model);
    const auto is_id = [](const auto& attribute) { return attribute.name.text == "id"; };
    const auto is_whole = [](const syntax::Key* key) { return key->primary && !key->only; };
    return std::ranges::any_of(draft.keys, is_whole) ||
           std::ranges::any_of(draft.inherited_keys, &syntax::Key::primary) ||
           std::ranges::any_of(draft.fields, [&](const FieldDraft& field) {
             return std::ranges::any_of(field.syntax->attributes, is_id);
           });
  }

  auto find_primary_key(ModelId model) const -> std::vector<KeyPart> {
    const auto& draft = resolution_.draft(model);
    auto parts = std::vector<KeyPart>{};
    for (auto i = std::size_t{0}; i < draft.fields.size(); ++i) {
      const auto& field = draft.fields[i];
      if (!has_attribute(field.syntax->attributes, "id")) continue;
      if (field.kind == Kind::failed) return {};
      parts.push_back({i, std::nullopt});
    }
    if (!parts.empty()) return parts;
    auto keys = draft.keys;
    keys.insert(keys.end(), draft.inherited_keys.begin(), draft.inherited_keys.end());
    for (const auto* key : keys) {
      if (!key->primary || key->only) continue;
      for (const auto& name : key->columns) {
        const auto part = find_key_part(model, name);
        if (!part) return {};
        parts.push_back(*part);
      }
      return parts;
    }
    return {};
  }

  /// The field of a name, by the language's or the database's: perhaps a column of a relation,
  /// whose name begins with the field's.
  auto find_key_part(ModelId model, const syntax::Name& name) const -> std::optional<KeyPart> {
    if (const auto place = resolution_.find_field_draft(model, name.text)) {
      return KeyPart{*place, std::nullopt};
    }
    const auto& fields = resolution_.draft(model).fields;
    auto best = std::optional<std::size_t>{};
    for (auto i = std::size_t{0}; i < fields.size(); ++i) {
      const auto& field = fields[i];
      if (field.kind == Kind::scalar && !field.columns.empty() &&
          field.columns.front().sql_name == name.text) {
        return KeyPart{i, std::nullopt};
      }
      if (field.kind != Kind::to_one) continue;
      const auto& own = field.syntax->name.text;
      if (attribute_text(field.syntax->attributes, "column") == name.text) return KeyPart{i, {}};
      const auto begins =
          name.text.starts_with(own + "_") || name.text.starts_with(snake_case(own) + "_");
      if (begins && (!best || own.size() > fields[*best].syntax->name.text.size())) best = i;
    }
    if (!best) return std::nullopt;
    return KeyPart{*best, name.text};
  }

  void report_unknown(ModelId model, const syntax::Name& name) {
    auto names = std::vector<std::string>{};
    for (const auto& field : resolution_.draft(model).fields) {
      names.push_back(field.syntax->name.text);
    }
    resolution_.diagnostics.report(
        name.span, UnknownField{name.text, resolution_.schema.at(model).name, names});
  }

  /// The columns that a part of a key has, or none when it failed.
  auto columns_of(ModelId model, const KeyPart& part) -> std::vector<ColumnDraft> {
    const auto& columns = resolution_.draft(model).fields[part.field].columns;
    if (!part.column) return columns;
    for (const auto& column : columns) {
      if (column.name == *part.column || column.sql_name == *part.column) return {column};
    }
    return {};
  }

  void finish(Node node) {
    auto& field = draft(node);
    if (field.kind == Kind::scalar && field.same_as) {
      finish_same_type(field);
    } else if (field.kind == Kind::to_one && field.owns_columns) {
      finish_relation(field);
    } else if (field.kind == Kind::to_one) {
      finish_relation_on_fields(places_[node].model, field);
    }
  }

  /// A field of type `Author.id`.
  void finish_same_type(FieldDraft& field) {
    const auto columns = columns_of(field.same_as->model, field.references.front());
    const auto& node = *field.syntax;
    if (columns.size() != 1) {
      if (!columns.empty()) report_unknown(field.same_as->model, field.same_as->field);
      field.kind = Kind::failed;
      return;
    }
    const auto type =
        spell_type(resolution_.schema, node.type, columns.front().type, resolution_.diagnostics);
    if (!type) {
      field.kind = Kind::failed;
      return;
    }
    field.columns.push_back(
        {.name = node.name.text,
         .sql_name = attribute_text(node.attributes, "column").value_or(sql_name_of(node.name)),
         .type = *type,
         .alias = node.type.array_dimensions == 0 ? columns.front().alias : std::nullopt});
  }

  /// `author` gets `author_id`: its own name, and that of what it refers to.
  void finish_relation(FieldDraft& field) {
    const auto& own = field.syntax->name;
    for (const auto& part : field.references) {
      auto columns = columns_of(*field.target, part);
      if (columns.empty()) field.kind = Kind::failed;
      for (auto& column : columns) {
        column.name = own.text + "_" + column.name;
        column.sql_name = own.quoted ? column.name : snake_case(column.name);
        field.columns.push_back(std::move(column));
      }
    }
    if (field.kind == Kind::failed) {
      field.columns.clear();
      return;
    }
    const auto* written = find_attribute(field.syntax->attributes, "column");
    if (!written) return;
    if (field.columns.size() == 1) {
      field.columns.front().sql_name = *text_argument(*written);
    } else {
      resolution_.diagnostics
          .report(written->name.span, RelationColumns{"`@column`", own.text, field.columns.size()})
          .label(resolution_.schema.at(*field.target).span, RelationColumns::declared);
    }
  }

  void finish_relation_on_fields(ModelId model, FieldDraft& field) {
    const auto names = name_arguments(*find_attribute(field.syntax->attributes, "fields"));
    for (const auto& name : names) {
      const auto columns = columns_of(model, *find_key_part(model, name));
      if (columns.empty()) field.kind = Kind::failed;
      field.columns.insert(field.columns.end(), columns.begin(), columns.end());
    }
  }

  /// Follows what is open from `node` until a field comes again.
  void report_cycle(Node node) {
    auto path = std::vector<Node>{};
    while (std::ranges::find(path, node) == path.end()) {
      path.push_back(node);
      if (draft(node).kind == Kind::failed) break;
      node = *std::ranges::find_if(needs_[node], [&](Node other) { return open_[other] > 0; });
    }
    const auto start = std::ranges::find(path, node);
    const auto is_new = draft(path.back()).kind != Kind::failed;
    if (is_new) {
      auto what = CyclicKey{};
      for (auto i = start; i != path.end(); ++i) what.fields.push_back(name_of(*i));
      what.fields.push_back(what.fields.front());
      resolution_.diagnostics.report(draft(*start).syntax->name.span, what);
    }
    for (const auto member : path) draft(member).kind = Kind::failed;
  }

  auto name_of(Node node) -> std::string {
    return resolution_.schema.at(places_[node].model).name + "." + draft(node).syntax->name.text;
  }

  Resolution& resolution_;
  std::vector<Place> places_;
  std::vector<Node> first_;  // by model
  std::vector<std::vector<Node>> needs_;
  std::vector<std::vector<Node>> needed_by_;
  std::vector<std::size_t> open_;
};

}  // namespace

void resolve_field_types(Resolution& resolution) { FieldTypes{resolution}.resolve(); }

}  // namespace ormc::schema
