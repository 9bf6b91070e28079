#include <algorithm>

#include "diagnostics/relation_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateName;
using diagnostics::InvalidSqlName;
using diagnostics::TargetWithoutKey;
using Kind = FieldDraft::Kind;

/// One of two lists that face each other.
struct Side {
  ModelId model;       // the list's own
  std::size_t field;   // the list
  std::string prefix;  // of the junction's columns for this model
};

/// What two lists that face each other go through: a declared model that looks like it, or a table
/// of the compiler's own with both keys.
class JunctionMaker {
 public:
  JunctionMaker(Resolution& resolution, Side first, Side second)
      : resolution_(resolution), first_(std::move(first)), second_(std::move(second)) {
    order_sides();
  }

  void make() {
    if (!has_key(first_, second_) || !has_key(second_, first_)) return fail();
    find_table_name();
    if (const auto declared = find_declared()) {
      set_through(*declared);
    } else if (name_is_free()) {
      set_through({add_model(), 0, 1});
    } else {
      fail();
    }
  }

 private:
  auto draft(const Side& side) -> FieldDraft& {
    return resolution_.draft(side.model).fields[side.field];
  }
  auto model(const Side& side) const -> const Model& { return resolution_.schema.at(side.model); }
  auto is_self() const -> bool { return first_.model == second_.model; }

  /// The sides in an order that does not depend on who declares what first: by model name. Of a
  /// model's relation to itself the list without `@inverse` comes first.
  void order_sides() {
    const auto swap = is_self() ? has_attribute(draft(first_).syntax->attributes, "inverse") &&
                                      !has_attribute(draft(second_).syntax->attributes, "inverse")
                                : model(second_).name < model(first_).name;
    if (swap) std::swap(first_, second_);
    first_.prefix = snake_case(model(first_).name);
    second_.prefix =
        is_self() ? snake_case(draft(first_).syntax->name.text) : snake_case(model(second_).name);
  }

  auto has_key(const Side& side, const Side& other) -> bool {
    if (model(side).primary_key) return true;
    const auto& draft_fields = resolution_.draft(side.model).fields;
    const auto failed = std::ranges::any_of(
        draft_fields, [](const FieldDraft& field) { return field.kind == Kind::failed; });
    if (!failed) {
      resolution_.diagnostics
          .report(draft(other).syntax->type.name.span, TargetWithoutKey{model(side).name})
          .label(model(side).span, TargetWithoutKey::declared);
    }
    return false;
  }

  void find_table_name() {
    sql_schema_ = model(first_).sql_schema;
    sql_name_ = first_.prefix + "_" + second_.prefix;
    for (const auto* side : {&second_, &first_}) {
      const auto* attribute = find_attribute(draft(*side).syntax->attributes, "table");
      if (!attribute) continue;
      const auto text = *text_argument(*attribute);
      const auto parts = split_sql_name(text);
      if (parts.empty() || parts.size() > 2) {
        resolution_.diagnostics.report(attribute->span, InvalidSqlName{text});
        continue;
      }
      sql_name_ = parts.back();
      if (parts.size() == 2) sql_schema_ = parts.front();
    }
  }

  /// A declared model with the junction's table and one relation to each side.
  auto find_declared() -> std::optional<ThroughDraft> {
    const auto& names = resolution_.schema.names.sql_names;
    const auto place = names.find(sql_name_);
    if (place == names.end()) return std::nullopt;
    for (const auto object : place->second) {
      const auto* id = std::get_if<ModelId>(&object);
      if (!id || resolution_.schema.at(*id).sql_schema != sql_schema_ || is_self()) continue;
      const auto to_first = relations_to(*id, first_.model);
      const auto to_second = relations_to(*id, second_.model);
      if (to_first.size() != 1 || to_second.size() != 1) continue;
      return ThroughDraft{*id, to_first.front(), to_second.front()};
    }
    return std::nullopt;
  }

  auto relations_to(ModelId from, ModelId target) const -> std::vector<std::size_t> {
    auto result = std::vector<std::size_t>{};
    const auto& fields = resolution_.draft(from).fields;
    for (auto i = std::size_t{0}; i < fields.size(); ++i) {
      if (fields[i].kind == Kind::to_one && fields[i].target == target) result.push_back(i);
    }
    return result;
  }

  auto name_is_free() -> bool {
    const auto& schema = resolution_.schema;
    const auto& module = schema.at(model(first_).module).name;
    const auto place = schema.names.names.find(pascal_case(sql_name_));
    if (place == schema.names.names.end()) return true;
    for (const auto object : place->second) {
      const auto [other, span] = std::visit(
          [&](auto id) {
            return std::pair{schema.at(schema.at(id).module).name, schema.at(id).span};
          },
          object);
      if (other != module) continue;
      resolution_.diagnostics
          .report(draft(first_).syntax->name.span, DuplicateName{place->first, module})
          .label(span, DuplicateName::first);
      return false;
    }
    return true;
  }

  auto add_model() -> ModelId {
    auto junction = Model{};
    junction.module = model(first_).module;
    junction.name = pascal_case(sql_name_);
    junction.sql_schema = sql_schema_;
    junction.sql_name = sql_name_;
    junction.junction = true;
    junction.span = draft(first_).syntax->name.span;
    auto& key = junction.primary_key.emplace();
    key.primary = true;
    key.span = junction.span;
    add_side(junction, first_);
    add_side(junction, second_);
    // The primary key serves look-ups from the first side; this one those from the second.
    auto& index = junction.indexes.emplace_back();
    index.span = junction.span;
    for (const auto column : junction.relations.back().local_columns) {
      index.elements.push_back({.value = column,
                                .collation = {},
                                .opclass = {},
                                .opclass_options = {},
                                .exclude_with = {}});
    }
    auto& schema = resolution_.schema;
    junction.row_type =
        schema.catalog.add_table_row_type(junction.sql_schema, junction.sql_name, {});
    const auto id = ModelId{static_cast<std::uint32_t>(schema.models.size())};
    schema.names.names[junction.name].emplace_back(id);
    schema.names.sql_names[junction.sql_name].emplace_back(id);
    schema.names.types.emplace(junction.row_type, id);
    schema.models.push_back(std::move(junction));
    resolution_.models.emplace_back();
    return id;
  }

  /// The columns, the foreign key and the relation that lead to one side.
  void add_side(Model& junction, const Side& side) {
    const auto& target = model(side);
    auto relation = Relation{};
    relation.name = side.prefix;
    relation.kind = Relation::Kind::to_one;
    relation.target = side.model;
    relation.span = junction.span;
    const auto relation_index = static_cast<RelationIndex>(junction.relations.size());
    for (const auto key_column : target.primary_key->columns) {
      const auto& key = target.columns[key_column];
      const auto index = static_cast<ColumnIndex>(junction.columns.size());
      auto& column = junction.columns.emplace_back();
      column.name = side.prefix + "_" + key.name;
      column.sql_name = snake_case(column.name);
      column.type = key.type;
      column.alias = key.alias;
      column.relation = relation_index;
      column.span = junction.span;
      relation.local_columns.push_back(index);
      relation.target_columns.push_back(key_column);
      junction.primary_key->columns.push_back(index);
    }
    auto& foreign_key = junction.foreign_keys.emplace_back();
    foreign_key.columns = relation.local_columns;
    foreign_key.target = side.model;
    foreign_key.target_columns = relation.target_columns;
    foreign_key.on_delete = Action::cascade;
    foreign_key.span = junction.span;
    junction.relations.push_back(std::move(relation));
  }

  /// `through` as the first side sees it; the second sees it mirrored.
  void set_through(ThroughDraft through) {
    draft(first_).through = through;
    draft(second_).through = ThroughDraft{through.junction, through.other_side, through.this_side};
  }

  void fail() {
    draft(first_).kind = Kind::failed;
    draft(second_).kind = Kind::failed;
  }

  Resolution& resolution_;
  Side first_;
  Side second_;
  std::string sql_schema_;
  std::string sql_name_;
};

}  // namespace

void make_junctions(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) {
    for (auto i = std::size_t{0}; i < resolution.draft(model).fields.size(); ++i) {
      const auto& field = resolution.draft(model).fields[i];
      if (field.kind != Kind::list || !field.partner || field.through) continue;
      const auto& partner = resolution.draft(*field.target).fields[*field.partner];
      if (partner.kind != Kind::list) continue;
      JunctionMaker{resolution, {model, i, {}}, {*field.target, *field.partner, {}}}.make();
    }
  }
}

}  // namespace ormc::schema
