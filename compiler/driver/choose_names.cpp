#include <algorithm>
#include <map>
#include <utility>

#include "catalog/type_name.hpp"
#include "driver/kept_models.hpp"

namespace ormc::driver {
namespace {

using introspect::ChosenNames;
using introspect::SqlName;
using schema::Relation;
using source::Span;

auto name_of(const schema::Model& model) -> SqlName { return {model.sql_schema, model.sql_name}; }

auto column_names(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::vector<std::string> {
  auto names = std::vector<std::string>{};
  for (const auto column : columns) names.push_back(model.columns[column].sql_name);
  return names;
}

/// Reads a program for what its author chose.
class NameReader {
 public:
  explicit NameReader(const Compilation& compilation)
      : compilation_(compilation), schema_(compilation.schema) {}

  auto read() -> ChosenNames {
    choose_modules();
    choose_types();
    choose_routines();
    for (const auto& view : schema_.views) {
      chosen_.objects[{view.sql_schema, view.sql_name}] = view.name;
    }
    for (const auto& sequence : schema_.sequences) {
      chosen_.objects[{sequence.sql_schema, sequence.sql_name}] = sequence.name;
    }
    find_others();
    find_fields();
    for (const auto& model : schema_.models) choose_model(model);
    return std::move(chosen_);
  }

 private:
  /// Of several modules of one schema that which declares most of it.
  void choose_modules() {
    auto sizes = std::map<std::string, std::size_t>{};
    for (auto i = std::size_t{0}; i < schema_.modules.size(); ++i) {
      const auto& module = schema_.modules[i];
      auto size = std::size_t{0};
      for (const auto& model : schema_.models) {
        if (model.module == static_cast<schema::ModuleId>(i)) ++size;
      }
      const auto [place, is_new] = sizes.emplace(module.sql_schema, size);
      if (!is_new && size <= place->second) continue;
      place->second = size;
      chosen_.modules[module.sql_schema] = module.name;
    }
  }

  template <class Type>
  auto name_in(const Type& type) const -> SqlName {
    return {schema_.at(type.module).sql_schema, type.sql_name};
  }

  void choose_types() {
    for (const auto& type : schema_.enums) {
      chosen_.objects[name_in(type)] = type.name;
      for (const auto& value : type.values) {
        chosen_.labels[{name_in(type), value.label}] = value.name;
      }
    }
    for (const auto& type : schema_.domains) chosen_.objects[name_in(type)] = type.name;
    for (const auto& type : schema_.range_types) chosen_.objects[name_in(type)] = type.name;
    for (const auto& type : schema_.base_types) chosen_.objects[name_in(type)] = type.name;
    for (const auto& type : schema_.composites) {
      chosen_.objects[name_in(type)] = type.name;
      for (const auto& field : type.fields) {
        chosen_.fields[{name_in(type), field.sql_name}] = field.name;
      }
    }
  }

  template <class Routine>
  void choose_routine(const Routine& routine) {
    using Mode = schema::FunctionParameter::Mode;
    auto types = std::vector<std::string>{};
    for (const auto& each : routine.parameters) {
      if (each.mode != Mode::out && each.mode != Mode::table) {
        types.push_back(catalog::format_type(
            schema_.catalog, {.oid = each.type.oid}, catalog::Qualification::always));
      }
    }
    chosen_.routines[{{routine.sql_schema, routine.sql_name}, types}] = routine.name;
  }

  void choose_routines() {
    for (const auto& each : schema_.functions) choose_routine(each);
    for (const auto& each : schema_.aggregates) choose_routine(each);
  }

  /// What the database knows nothing of.
  void find_others() {
    for (auto i = std::size_t{0}; i < compilation_.trees.size(); ++i) {
      const auto take = [&](const syntax::Name& name) {
        chosen_.others.insert({schema_.modules[i].sql_schema, name.text});
      };
      for (const auto& declaration : compilation_.trees[i].declarations) {
        const auto* model = std::get_if<syntax::Model>(&declaration.node);
        const auto* shape = std::get_if<syntax::NamedShape>(&declaration.node);
        const auto* alias = std::get_if<syntax::TypeAlias>(&declaration.node);
        const auto* query = std::get_if<syntax::NamedQuery>(&declaration.node);
        if (model != nullptr && model->is_abstract) take(model->name);
        if (shape != nullptr) take(shape->name);
        if (alias != nullptr) take(alias->name);
        if (query == nullptr) continue;
        take(query->name);
        // A named row is a struct, too.
        if (query->result && !query->result->type.name.parts.empty()) {
          take(query->result->type.name.parts.back());
        }
      }
    }
  }

  // -- models

  void find_fields() {
    for (const auto& tree : compilation_.trees) {
      for (const auto& declaration : tree.declarations) {
        const auto* model = std::get_if<syntax::Model>(&declaration.node);
        if (model == nullptr) continue;
        for (const auto& member : model->members) {
          const auto* field = std::get_if<syntax::Field>(&member);
          if (field == nullptr) continue;
          fields_[{field->span.file, field->span.begin}] = {field->span, model->is_abstract};
        }
      }
    }
  }

  struct FieldPlace {
    Span span;
    bool is_shared = false;
  };

  auto field_at(Span place) const -> const FieldPlace* {
    const auto after = fields_.upper_bound({place.file, place.begin});
    if (after == fields_.begin()) return nullptr;
    const auto& field = std::prev(after)->second;
    return field.span.file == place.file && place.end <= field.span.end ? &field : nullptr;
  }

  void choose_model(const schema::Model& model) {
    if (model.junction) return;
    chosen_.objects[name_of(model)] = model.name;
    for (const auto& column : model.columns) {
      chosen_.fields[{name_of(model), column.sql_name}] = column.name;
      const auto* field = field_at(column.span);
      if (field != nullptr && field->is_shared) {
        chosen_.shared_columns.insert({name_of(model), column.sql_name});
      }
    }
    choose_relations(model);
    for (const auto& key : model.foreign_keys) choose_key(model, key);
    if (model.primary_key) choose_place(model, *model.primary_key);
    for (const auto& key : model.unique_keys) choose_place(model, key);
    for (const auto& key : model.only_keys) choose_place(model, key);
    for (const auto& index : model.indexes) choose_place(model, index);
  }

  /// Whether a key or an index is said by a field, or stands by itself.
  template <class Thing>
  void choose_place(const schema::Model& model, const Thing& thing) {
    auto& places = field_at(thing.span) == nullptr ? chosen_.members : chosen_.said_by_fields;
    places.insert({name_of(model), thing.sql_name});
  }

  void choose_key(const schema::Model& model, const schema::ForeignKey& key) {
    const auto columns = column_names(model, key.columns);
    for (const auto& relation : model.relations) {
      const auto is_own = relation.kind == Relation::Kind::to_one &&
                          relation.local_columns == key.columns && relation.target == key.target;
      if (!is_own) continue;
      const auto makes_column = model.columns[key.columns.front()].span == relation.span;
      if (!makes_column) chosen_.on_fields.insert({name_of(model), columns});
      return;
    }
    chosen_.keys.insert({name_of(model), columns});
  }

  void choose_relations(const schema::Model& model) {
    for (const auto& relation : model.relations) {
      const auto& target = schema_.at(relation.target);
      switch (relation.kind) {
        case Relation::Kind::to_one:
          chosen_.relations[{name_of(model), column_names(model, relation.local_columns)}] =
              relation.name;
          break;
        case Relation::Kind::inverse_one:
        case Relation::Kind::inverse_many:
          chosen_.other_sides[{name_of(model),
                               {name_of(target), column_names(target, relation.target_columns)}}] =
              relation.name;
          break;
        case Relation::Kind::many_to_many:
          choose_list(model, relation);
          break;
      }
    }
  }

  void choose_list(const schema::Model& model, const Relation& relation) {
    const auto& junction = schema_.at(*relation.junction);
    chosen_.through[{name_of(model),
                     {name_of(junction), column_names(junction, relation.junction_local)}}] =
        relation.name;
  }

  const Compilation& compilation_;
  const schema::Schema& schema_;
  ChosenNames chosen_;
  std::map<std::pair<source::FileId, std::uint32_t>, FieldPlace> fields_;
};

}  // namespace

auto KeptModels::chosen_names() const -> ChosenNames { return NameReader{compilation_}.read(); }

}  // namespace ormc::driver
