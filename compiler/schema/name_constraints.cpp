#include <algorithm>
#include <initializer_list>
#include <set>

#include "schema/expr_columns.hpp"
#include "schema/naming.hpp"
#include "schema/object_name.hpp"
#include "schema/partition_indexes.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

/// The names of one schema of the database that are taken. PostgreSQL looks for a free name among
/// the relations (tables, indexes, sequences, ...) and among the constraints of the whole schema.
struct TakenNames {
  std::set<std::string> relations;
  std::set<std::string> constraints;
};

class Namer {
 public:
  explicit Namer(Resolution& resolution) : resolution_(resolution) {}

  void name_all() {
    take_written_names();
    name_domain_checks();
    // As the server does: sequences and checks with the table, then indexes, then foreign keys.
    const auto models = parents_first(resolution_);
    for (const auto id : models) {
      take_sequence_names(resolution_.at(id));
      name_checks(id);
      inherit_keys(resolution_, id);
      name_keys(resolution_.at(id));
      name_exclusions(id);
    }
    for (const auto id : resolution_.model_ids()) name_inherited_checks(resolution_.at(id));
    for (const auto id : resolution_.model_ids()) name_foreign_keys(resolution_.at(id));
    for (const auto id : models) {
      inherit_indexes(resolution_, id);
      name_indexes(id);
    }
    for (const auto id : resolution_.model_ids()) name_statistics(id);
    for (auto& view : resolution_.schema.views) {
      name_indexes(view);
      for (auto& statistics : view.statistics) {
        auto columns = std::vector<std::string>{};
        for (const auto& element : statistics.elements) {
          columns.push_back(view_column(std::get<ExprId>(element)));
        }
        name_statistics(statistics, view.sql_name, join_column_names(unique_column_names(columns)));
      }
    }
  }

 private:
  auto taken(const Model& model) -> TakenNames& { return taken_[model.sql_schema]; }

  /// Names that somebody wrote come before those that are made up.
  void take_written_names() {
    const auto& schema = resolution_.schema;
    for (const auto& view : schema.views) {
      taken_[view.sql_schema].relations.insert(view.sql_name);
      for (const auto& index : view.indexes) {
        taken_[view.sql_schema].relations.insert(index.sql_name);
      }
    }
    for (const auto& sequence : schema.sequences) {
      taken_[sequence.sql_schema].relations.insert(sequence.sql_name);
    }
    for (const auto& composite : schema.composites) {
      taken_[schema.at(composite.module).sql_schema].relations.insert(composite.sql_name);
    }
    for (const auto& domain : schema.domains) {
      auto& names = taken_[schema.at(domain.module).sql_schema];
      for (const auto& check : domain.checks) names.constraints.insert(check.sql_name);
    }
    for (const auto& model : schema.models) {
      auto& names = taken(model);
      names.relations.insert(model.sql_name);
      for (const auto& index : model.indexes) names.relations.insert(index.sql_name);
      for (const auto& key : model.unique_keys) take_both(names, key.sql_name);
      for (const auto& key : model.only_keys) take_both(names, key.sql_name);
      if (model.primary_key) take_both(names, model.primary_key->sql_name);
      for (const auto& exclusion : model.exclusions) take_both(names, exclusion.sql_name);
      for (const auto& check : model.checks) names.constraints.insert(check.sql_name);
      for (const auto& key : model.foreign_keys) names.constraints.insert(key.sql_name);
    }
  }

  static void take_both(TakenNames& names, const std::string& name) {
    names.relations.insert(name);
    names.constraints.insert(name);
  }

  void take_sequence_names(const Model& model) {
    for (const auto& column : model.columns) {
      if (column.identity == Column::Identity::none || !column.local) continue;
      if (!column.sequence_name.empty()) continue;
      auto name = std::string{};
      choose_relation(name, taken(model), {model.sql_name, column.sql_name, "seq"});
    }
  }

  /// What a name is made of: `post_author_id_fkey`.
  struct NameParts {
    std::string first;
    std::string second;
    std::string_view label;
  };

  /// Names what has no name yet, by one that is in none of the sets.
  static void choose(std::string& name,
                     const NameParts& parts,
                     std::initializer_list<std::set<std::string>*> taken) {
    if (!name.empty()) return;
    name = choose_name(parts.first, parts.second, parts.label, [&](const std::string& candidate) {
      return std::ranges::any_of(taken,
                                 [&](const auto* names) { return names->contains(candidate); });
    });
    for (auto* names : taken) names->insert(name);
  }

  /// As an index or a sequence.
  static void choose_relation(std::string& name, TakenNames& names, const NameParts& parts) {
    choose(name, parts, {&names.relations});
  }
  /// As an index that is a constraint too.
  static void choose_key(std::string& name, TakenNames& names, const NameParts& parts) {
    choose(name, parts, {&names.relations, &names.constraints});
  }
  static void choose_constraint(std::string& name, TakenNames& names, const NameParts& parts) {
    choose(name, parts, {&names.constraints});
  }

  void name_domain_checks() {
    for (auto& domain : resolution_.schema.domains) {
      auto& names = taken_[resolution_.schema.at(domain.module).sql_schema];
      for (auto& check : domain.checks) {
        choose_constraint(check.sql_name, names, {domain.sql_name, {}, "check"});
      }
    }
  }

  /// A check is named for the column that it reads, if it is one.
  void name_checks(ModelId id) {
    auto& model = resolution_.at(id);
    for (auto& check : model.checks) {
      if (check.inherited) continue;
      const auto& expr = *resolution_.schema.at(check.expr).syntax;
      const auto columns = columns_in(resolution_.schema, id, expr);
      const auto second =
          columns.size() == 1 ? model.columns[*columns.begin()].sql_name : std::string{};
      choose_constraint(check.sql_name, taken(model), {model.sql_name, second, "check"});
    }
  }

  /// An inherited check is called as the parent's.
  void name_inherited_checks(Model& model) {
    for (auto& check : model.checks) {
      if (!check.inherited || !check.sql_name.empty()) continue;
      auto origins = model.parents;
      if (model.partition_of) origins.push_back(model.partition_of->parent);
      while (!origins.empty() && check.sql_name.empty()) {
        const auto& parent = resolution_.schema.at(origins.back());
        origins.pop_back();
        for (const auto& other : parent.checks) {
          const auto& schema = resolution_.schema;
          if (schema.at(other.expr).syntax != schema.at(check.expr).syntax) continue;
          if (!other.inherited) check.sql_name = other.sql_name;
        }
        origins.insert(origins.end(), parent.parents.begin(), parent.parents.end());
        if (parent.partition_of) origins.push_back(parent.partition_of->parent);
      }
    }
  }

  static auto column_names(const Model& model, const std::vector<ColumnIndex>& columns)
      -> std::vector<std::string> {
    auto result = std::vector<std::string>{};
    for (const auto column : columns) result.push_back(model.columns[column].sql_name);
    return result;
  }

  void name_keys(Model& model) {
    if (model.primary_key) name_key(model, *model.primary_key);
    for (auto& key : model.unique_keys) name_key(model, key);
    for (auto& key : model.only_keys) name_key(model, key);
  }

  void name_key(const Model& model, Key& key) {
    auto& names = taken(model);
    if (key.primary) {
      choose_key(key.sql_name, names, {model.sql_name, {}, "pkey"});
    } else {
      auto columns = column_names(model, key.columns);
      for (auto& name : column_names(model, key.include)) columns.push_back(std::move(name));
      choose_key(key.sql_name,
                 names,
                 {model.sql_name, join_column_names(unique_column_names(columns)), "key"});
    }
  }

  /// What an index's own columns would be called, those that it includes too.
  auto element_names(ModelId id, std::vector<IndexElement> elements, const auto& include) const
      -> std::string {
    for (const auto& column : include) elements.emplace_back().value = column;
    const auto& schema = resolution_.schema;
    const auto& model = schema.at(id);
    auto result = std::vector<std::string>{};
    for (const auto& element : elements) {
      if (const auto* column = std::get_if<ColumnIndex>(&element.value)) {
        result.push_back(model.columns[*column].sql_name);
      } else {
        result.push_back(figure_column_name(schema, schema.at(std::get<ExprId>(element.value))));
      }
    }
    return join_column_names(unique_column_names(result));
  }

  void name_exclusions(ModelId id) {
    auto& model = resolution_.at(id);
    for (auto& exclusion : model.exclusions) {
      const auto columns = element_names(id, exclusion.elements, exclusion.include);
      choose_key(exclusion.sql_name, taken(model), {model.sql_name, columns, "excl"});
    }
  }

  void name_indexes(ModelId id) {
    auto& model = resolution_.at(id);
    for (auto& index : model.indexes) {
      const auto columns = element_names(id, index.elements, index.include);
      choose_relation(index.sql_name, taken(model), {model.sql_name, columns, "idx"});
    }
  }

  auto view_column(ExprId id) const -> std::string {
    return figure_column_name(resolution_.schema, resolution_.schema.at(id));
  }

  void name_indexes(View& view) {
    auto& names = taken_[view.sql_schema];
    for (auto& index : view.indexes) {
      auto columns = std::vector<std::string>{};
      for (const auto& element : index.elements) {
        columns.push_back(view_column(std::get<ExprId>(element.value)));
      }
      for (const auto& column : index.include) {
        columns.push_back(view_column(std::get<ExprId>(column)));
      }
      choose_relation(index.sql_name,
                      names,
                      {view.sql_name, join_column_names(unique_column_names(columns)), "idx"});
    }
  }

  void name_statistics(ModelId id) {
    auto& model = resolution_.at(id);
    for (auto& statistics : model.statistics) {
      auto elements = std::vector<IndexElement>{};
      for (const auto& element : statistics.elements) elements.emplace_back().value = element;
      auto names = element_names(id, elements, std::vector<ColumnIndex>{});
      name_statistics(statistics, model.sql_name, names);
    }
  }

  void name_statistics(Statistics& statistics, const std::string& table, const std::string& names) {
    if (!statistics.sql_name.empty()) return;
    statistics.sql_name = choose_name(table, names, "stat", [&](const auto& candidate) {
      return !statistics_names_[statistics.sql_schema].insert(candidate).second;
    });
  }

  void name_foreign_keys(Model& model) {
    for (auto& key : model.foreign_keys) {
      const auto columns = join_column_names(column_names(model, key.columns));
      choose_constraint(key.sql_name, taken(model), {model.sql_name, columns, "fkey"});
    }
  }

  Resolution& resolution_;
  std::map<std::string, TakenNames> taken_;
  std::map<std::string, std::set<std::string>> statistics_names_;
};

}  // namespace

void name_constraints(Resolution& resolution) { Namer{resolution}.name_all(); }

}  // namespace ormc::schema
