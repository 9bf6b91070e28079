#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/object_name.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateField;
using diagnostics::InvalidSqlName;
using diagnostics::NameCollision;
using diagnostics::NameTooLong;

/// Every table has these already.
constexpr auto system_columns =
    std::to_array<std::string_view>({"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"});

/// What has a name, and where it stands.
struct Named {
  std::string what;
  Span span;
};

/// The names of one namespace of the database.
class Namespace {
 public:
  explicit Namespace(diagnostics::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const std::string& name, const std::string& what, Span span) {
    check_spelling(name, span);
    const auto [first, is_new] = taken_.emplace(name, Named{what, span});
    if (is_new) return;
    diagnostics_.report(span, NameCollision{name, what, first->second.what})
        .label(first->second.span, NameCollision::first);
  }

  void check_spelling(const std::string& name, Span span) {
    const auto is_control = [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    };
    if (name.empty() || std::ranges::any_of(name, is_control)) {
      diagnostics_.report(span, InvalidSqlName{name});
    } else if (name.size() > longest_name) {
      diagnostics_.report(span, NameTooLong{name});
    }
  }

 private:
  diagnostics::Diagnostics& diagnostics_;
  std::map<std::string, Named> taken_;
};

class NameChecker {
 public:
  explicit NameChecker(Resolution& resolution) : resolution_(resolution) {}

  void check() {
    check_types();
    const auto& schema = resolution_.schema;
    for (const auto& model : schema.models) add_relation(model, "table");
    for (const auto& view : schema.views) {
      add_relation(view, view.materialized ? "materialized view" : "view");
    }
    for (const auto& sequence : schema.sequences) {
      relations(sequence.sql_schema).add(sequence.sql_name, "sequence", sequence.span);
    }
    for (const auto& model : schema.models) {
      check_columns(model);
      check_sequences(model);
      check_indexes(model);
      check_constraints(model);
    }
    for (const auto& function : schema.functions) {
      loose().check_spelling(function.sql_name, function.span);
    }
    for (const auto& module : schema.modules) {
      loose().check_spelling(module.sql_schema, Span{module.file, 0, 0});
    }
  }

 private:
  auto in(std::map<std::string, Namespace>& spaces, const std::string& name) -> Namespace& {
    return spaces.try_emplace(name, resolution_.diagnostics).first->second;
  }
  auto relations(const std::string& sql_schema) -> Namespace& { return in(relations_, sql_schema); }
  auto loose() -> Namespace { return Namespace{resolution_.diagnostics}; }

  /// Types of the program. A table is a type too, so tables may not be called as one.
  void check_types() {
    const auto& schema = resolution_.schema;
    const auto add = [&](const auto& type, const std::string& what) {
      in(types_, schema.at(type.module).sql_schema).add(type.sql_name, what, type.span);
    };
    for (const auto& type : schema.enums) {
      add(type, "enum");
      for (const auto& value : type.values) check_length(value.label, type.span);
    }
    for (const auto& type : schema.domains) {
      add(type, "domain");
      auto checks = loose();
      for (const auto& check : type.checks) checks.add(check.sql_name, "constraint", check.span);
    }
    for (const auto& type : schema.range_types) add(type, "range type");
    for (const auto& type : schema.base_types) add(type, "base type");
    for (const auto& type : schema.composites) {
      add(type, "composite type");
      // A composite type is a relation without rows.
      relations(schema.at(type.module).sql_schema).add(type.sql_name, "composite type", type.span);
      auto fields = loose();
      for (const auto& field : type.fields) fields.add(field.sql_name, "column", field.span);
    }
  }

  /// Of a label: its bytes may be any, even none.
  void check_length(const std::string& label, Span span) {
    if (label.size() > longest_name) resolution_.diagnostics.report(span, NameTooLong{label});
  }

  /// Reported as a relation of the same name if it is one, else as a type.
  template <class Relation>
  void add_relation(const Relation& relation, const std::string& what) {
    const auto before = resolution_.diagnostics.error_count();
    relations(relation.sql_schema).add(relation.sql_name, what, relation.span);
    if (resolution_.diagnostics.error_count() > before) return;
    in(types_, relation.sql_schema).add(relation.sql_name, what, relation.span);
  }

  void check_columns(const Model& model) {
    auto by_name = std::map<std::string_view, Span>{};
    auto columns = loose();
    auto duplicated = std::set<std::string>{};
    for (const auto& relation : model.relations) by_name.emplace(relation.name, relation.span);
    for (const auto& column : model.columns) {
      const auto [first, is_new] = by_name.emplace(column.name, column.span);
      if (is_new) continue;
      // `author_id` beside a relation `author` that makes its own.
      duplicated.insert(column.name);
      resolution_.diagnostics.report(column.span, DuplicateField{column.name, model.name})
          .label(first->second, DuplicateField::first);
    }
    for (const auto& column : model.columns) {
      if (duplicated.contains(column.name)) continue;
      if (std::ranges::binary_search(system_columns, column.sql_name)) {
        resolution_.diagnostics.report(column.span,
                                       NameCollision{column.sql_name, "column", "system column"});
        continue;
      }
      columns.add(column.sql_name, "column", column.span);
    }
  }

  /// The name that PostgreSQL gives to the sequence of a column; it steps aside for what exists
  /// before, but what comes later cannot have it.
  void check_sequences(const Model& model) {
    for (const auto& column : model.columns) {
      if (column.identity == Column::Identity::none || !column.local) continue;
      if (!column.sequence_name.empty()) continue;
      const auto name = make_object_name(model.sql_name, column.sql_name, "seq");
      relations(model.sql_schema).add(name, "sequence", column.span);
    }
  }

  void check_indexes(const Model& model) {
    auto& names = relations(model.sql_schema);
    if (model.primary_key) {
      names.add(model.primary_key->sql_name, "index", model.primary_key->span);
    }
    for (const auto& key : model.unique_keys) names.add(key.sql_name, "index", key.span);
    for (const auto& key : model.only_keys) names.add(key.sql_name, "index", key.span);
    for (const auto& index : model.indexes) names.add(index.sql_name, "index", index.span);
    for (const auto& exclusion : model.exclusions) {
      names.add(exclusion.sql_name, "index", exclusion.span);
    }
  }

  /// Names of constraints are a table's own; those that are indexes have been checked as such.
  void check_constraints(const Model& model) {
    auto names = loose();
    for (const auto& check : model.checks) names.add(check.sql_name, "constraint", check.span);
    for (const auto& key : model.foreign_keys) {
      if (!key.inherited) names.add(key.sql_name, "constraint", key.span);
    }
  }

  Resolution& resolution_;
  std::map<std::string, Namespace> relations_;  // by schema of the database
  std::map<std::string, Namespace> types_;
};

}  // namespace

void check_names(Resolution& resolution) { NameChecker{resolution}.check(); }

}  // namespace ormc::schema
