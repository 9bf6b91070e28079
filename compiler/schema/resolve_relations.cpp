#include <algorithm>

#include "diagnostics/relation_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/foreign_key_action.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::AttributeArguments;
using diagnostics::ForeignKeyColumns;
using diagnostics::NullabilityMismatch;
using diagnostics::UnknownAction;
using Kind = FieldDraft::Kind;

/// Makes the relations of one model from drafts that know their other side.
class RelationMaker {
 public:
  RelationMaker(Resolution& resolution, ModelId model) : resolution_(resolution), id_(model) {}

  /// Relations that have not the columns of the key that they refer to fail.
  void check_columns() {
    for (auto& field : resolution_.draft(id_).fields) {
      if (field.kind == Kind::to_one && !has_matching_columns(field)) field.kind = Kind::failed;
    }
  }

  /// What is seen from the other side of a failed relation fails with it.
  void fail_other_sides() {
    for (auto& field : resolution_.draft(id_).fields) {
      if (field.kind != Kind::list && field.kind != Kind::inverse_one) continue;
      if ((field.partner && has_failed(*field.target, *field.partner)) ||
          (field.through && has_failed_side(*field.through))) {
        field.kind = Kind::failed;
      }
    }
  }

  /// Every relation gets its place, those with a foreign key all of it.
  void make_to_one() {
    for (auto& field : resolution_.draft(id_).fields) {
      if (field.kind == Kind::failed || field.kind == Kind::scalar) continue;
      auto& model = resolution_.at(id_);
      field.relation = static_cast<RelationIndex>(model.relations.size());
      auto& relation = model.relations.emplace_back();
      relation.name = field.syntax->name.text;
      relation.target = *field.target;
      relation.doc = field.syntax->doc;
      relation.span = field.syntax->name.span;
      if (field.kind == Kind::to_one) fill_to_one(field, relation);
    }
  }

  /// The others, from the relations that they are the other side of.
  void make_other_sides() {
    for (auto& field : resolution_.draft(id_).fields) {
      if (!field.relation || field.kind == Kind::failed) continue;
      auto& relation = resolution_.at(id_).relations[*field.relation];
      if (field.partner) {
        const auto& partner = resolution_.draft(*field.target).fields[*field.partner];
        if (partner.kind != Kind::failed) relation.inverse = partner.relation;
      }
      if (field.through) {
        fill_many_to_many(*field.through, relation);
      } else if (field.kind != Kind::to_one) {
        fill_inverse(field, relation);
      }
    }
  }

 private:
  auto has_failed(ModelId model, std::size_t field) const -> bool {
    return resolution_.draft(model).fields[field].kind == Kind::failed;
  }
  auto has_failed_side(const ThroughDraft& through) const -> bool {
    if (resolution_.schema.at(through.junction).junction) return false;
    return has_failed(through.junction, through.this_side) ||
           has_failed(through.junction, through.other_side);
  }

  auto target_columns(const FieldDraft& field) const -> std::vector<ColumnIndex> {
    const auto& target = resolution_.schema.at(*field.target);
    auto result = std::vector<ColumnIndex>{};
    for (const auto& part : field.references) {
      for (const auto index : resolution_.draft(*field.target).fields[part.field].indices) {
        const auto& column = target.columns[index];
        const auto meant =
            !part.column || column.name == *part.column || column.sql_name == *part.column;
        if (meant) result.push_back(index);
      }
    }
    return result;
  }

  auto has_matching_columns(const FieldDraft& field) -> bool {
    const auto expected = target_columns(field).size();
    if (field.indices.size() == expected) return true;
    if (!field.indices.empty() && expected > 0) {
      resolution_.diagnostics.report(
          field.syntax->name.span,
          ForeignKeyColumns{
              field.indices.size(), expected, resolution_.schema.at(*field.target).name});
    }
    return false;
  }

  void fill_to_one(FieldDraft& field, Relation& relation) {
    auto& model = resolution_.at(id_);
    relation.kind = Relation::Kind::to_one;
    relation.local_columns = field.indices;
    relation.target_columns = target_columns(field);
    for (const auto index : field.indices) {
      auto& column = model.columns[index];
      if (!column.relation) column.relation = field.relation;
      relation.nullable = relation.nullable || column.nullable;
    }
    if (!field.owns_columns) check_nullability(field, relation);
    model.foreign_keys.push_back(foreign_key(field, relation));
  }

  void check_nullability(const FieldDraft& field, const Relation& relation) {
    if (relation.nullable == field.syntax->nullable) return;
    const auto& columns = resolution_.at(id_).columns;
    const auto place = std::ranges::find_if(relation.local_columns, [&](ColumnIndex index) {
      return columns[index].nullable == relation.nullable;
    });
    const auto& column = columns[*place];
    resolution_.diagnostics
        .report(field.syntax->type.span,
                NullabilityMismatch{relation.name, column.name, field.syntax->nullable})
        .label(column.span, NullabilityMismatch::declared);
  }

  auto foreign_key(const FieldDraft& field, const Relation& relation) -> ForeignKey {
    const auto& attributes = field.syntax->attributes;
    auto result = ForeignKey{};
    result.sql_name = attribute_text(attributes, "constraint").value_or("");
    result.columns = relation.local_columns;
    result.target = relation.target;
    result.target_columns = relation.target_columns;
    result.on_delete = action(attributes, "on_delete");
    result.on_update = action(attributes, "on_update");
    const auto* match = find_attribute(attributes, "match");
    result.match_full = match && words_argument(*match) == "full";
    if (match && !result.match_full && words_argument(*match) != "simple") {
      resolution_.diagnostics.report(match->span, AttributeArguments{"match", "@match(full)"});
    }
    result.initially_deferred = has_attribute(attributes, "initially_deferred");
    result.deferrable = result.initially_deferred || has_attribute(attributes, "deferrable");
    result.not_valid = has_attribute(attributes, "not_valid");
    result.inherited = field.inherited && !field.local;
    // The doc comment of a relation that makes its column is that of the column.
    const auto makes_column = !has_attribute(attributes, "fields");
    if (!makes_column && !result.inherited) result.doc = field.syntax->doc;
    result.span = relation.span;
    return result;
  }

  auto action(const Attributes& attributes, std::string_view name) -> Action {
    const auto* attribute = find_attribute(attributes, name);
    if (!attribute) return Action::no_action;
    const auto words = words_argument(*attribute);
    if (const auto found = action_of(words)) return *found;
    if (words.empty()) {
      resolution_.diagnostics.report(
          attribute->span,
          AttributeArguments{std::string{name}, "@" + std::string{name} + "(cascade)"});
    } else {
      const auto span =
          attribute->arguments.empty() ? attribute->span : attribute->arguments.front()->span;
      resolution_.diagnostics.report(span, UnknownAction{words});
    }
    return Action::no_action;
  }

  void fill_inverse(const FieldDraft& field, Relation& relation) {
    const auto is_list = field.kind == Kind::list;
    relation.kind = is_list ? Relation::Kind::inverse_many : Relation::Kind::inverse_one;
    relation.nullable = !is_list;
    if (!relation.inverse) return;
    const auto& owner = resolution_.schema.at(*field.target).relations[*relation.inverse];
    relation.local_columns = owner.target_columns;
    relation.target_columns = owner.local_columns;
  }

  /// The relation of a junction that leads to one side: of a declared one it is a field's.
  auto junction_relation(ModelId junction, std::size_t side) const -> const Relation* {
    const auto& model = resolution_.schema.at(junction);
    if (model.junction) return &model.relations[side];
    const auto& field = resolution_.draft(junction).fields[side];
    return field.relation ? &model.relations[*field.relation] : nullptr;
  }

  void fill_many_to_many(const ThroughDraft& through, Relation& relation) {
    relation.kind = Relation::Kind::many_to_many;
    relation.junction = through.junction;
    const auto* here = junction_relation(through.junction, through.this_side);
    const auto* there = junction_relation(through.junction, through.other_side);
    if (!here || !there) return;
    relation.local_columns = here->target_columns;
    relation.junction_local = here->local_columns;
    relation.junction_target = there->local_columns;
    relation.target_columns = there->target_columns;
  }

  Resolution& resolution_;
  ModelId id_;
};

}  // namespace

void resolve_relations(Resolution& resolution) {
  const auto models = resolution.model_ids();
  for (const auto model : models) RelationMaker{resolution, model}.check_columns();
  for (const auto model : models) RelationMaker{resolution, model}.fail_other_sides();
  // Once more for lists whose partner is a list that just failed.
  for (const auto model : models) RelationMaker{resolution, model}.fail_other_sides();
  for (const auto model : models) RelationMaker{resolution, model}.make_to_one();
  for (const auto model : models) RelationMaker{resolution, model}.make_other_sides();
}

}  // namespace ormc::schema
