#pragma once

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/names.hpp"
#include "introspect/relations.hpp"

/// A database as `.orm` text, declaration by declaration, so that one of them can take the place of
/// an older one.
namespace ormc::introspect {

struct Declaration {
  std::string kind;  // `model`, `enum`, `function`, ...
  std::string name;  // of the database, without the schema; of a function with its arguments
  std::string text;  // with its doc comment, ending in a line break
};

/// What one namespace of the database becomes.
struct ModuleText {
  std::string sql_schema;
  std::string name;
  std::string doc;  // the lines before `module`
  std::vector<Declaration> declarations;
};

struct Printed {
  std::vector<ModuleText> modules;
  std::size_t opaque_objects = 0;
};

auto print_database(const Database& database, const Names& names, const Relations& relations)
    -> Printed;

/// What the parts of the printer share: the database by its numbers.
class PrintContext {
 public:
  PrintContext(const Database& database, const Names& names, const Relations& relations);

  const Database& database;
  const Names& names;
  const Relations& relations;

  auto relation(Oid id) const -> const Relation& { return *relations_.at(id); }
  auto has_relation(Oid id) const -> bool { return relations_.contains(id); }
  /// Where a column stands among those of its table.
  auto place_of(Oid table, int number) const -> std::size_t;
  /// What a column is called in lists: the relation that makes it, or the field.
  auto field_of(Oid table, std::size_t place) const -> const std::string&;
  auto fields_of(Oid table, const std::vector<int>& numbers) const -> std::string;
  auto relations_of(Oid table) const -> const TableRelations&;
  /// The model of a table as a module of the database's schema `from` names it.
  auto model_name(Oid table, const std::string& from) const -> std::string;
  /// Whether values of a type, or the elements of an array, are rows of a table or a view.
  auto is_row_type(Oid type) const -> bool;
  /// A type as that module names it.
  auto type_text(const TypeUse& type, const std::string& from) const -> std::string;

  /// Whether no other constraint of a schema of the database has this name: only then does the
  /// compiler find the same name by itself.
  auto is_only_constraint(const std::string& schema, const std::string& name) const -> bool;
  /// The index of a partitioned table that one of a partition is a part of; null of any other.
  auto parent_of(const Index& index) const -> const Index* {
    const auto place = indexes_by_id_.find(index.parent);
    return place == indexes_by_id_.end() ? nullptr : place->second;
  }
  /// The key that an index is made for; null of any other.
  auto key_of(const Index& index) const -> const Constraint*;
  auto constraints_of(Oid table) const { return of(constraints_, table); }
  auto indexes_of(Oid table) const { return of(indexes_, table); }
  auto owned_sequences_of(Oid table) const { return of(sequences_, table); }
  auto triggers_of(Oid table) const { return of(triggers_, table); }
  auto rules_of(Oid table) const { return of(rules_, table); }
  auto policies_of(Oid table) const { return of(policies_, table); }
  auto statistics_of(Oid table) const { return of(statistics_, table); }

 private:
  template <class T>
  using ByTable = std::unordered_map<Oid, std::vector<const T*>>;
  template <class T>
  static auto of(const ByTable<T>& all, Oid table) -> std::span<const T* const> {
    const auto place = all.find(table);
    if (place == all.end()) return {};
    return place->second;
  }
  auto type_name(Oid type, const std::string& from) const -> std::string;

  ByTable<Constraint> constraints_;
  ByTable<Index> indexes_;
  ByTable<Sequence> sequences_;
  ByTable<Trigger> triggers_;
  ByTable<Rule> rules_;
  ByTable<Policy> policies_;
  ByTable<Statistics> statistics_;
  std::unordered_map<Oid, const Relation*> relations_;
  std::unordered_map<Oid, const Index*> indexes_by_id_;
  std::unordered_map<Oid, std::string> type_schemas_;
  std::map<SqlName, int> constraint_counts_;
};

auto print_enum(const PrintContext& context, const EnumType& type) -> Declaration;
auto print_domain(const PrintContext& context, const DomainType& type) -> Declaration;
auto print_composite(const PrintContext& context, const Relation& type) -> Declaration;
auto print_model(const PrintContext& context, const Relation& table) -> Declaration;
auto print_view(const PrintContext& context, const Relation& view) -> Declaration;
auto print_routine(const PrintContext& context, const Routine& routine) -> Declaration;
auto print_operator(const PrintContext& context, const Operator& op) -> Declaration;

/// Comments on what no declaration is of, as `comment on` statements.
auto print_comments(const PrintContext& context, const std::string& schema, NameScope& names)
    -> std::vector<Declaration>;

/// How the values of a column are kept: ` @storage(external) @compression(lz4)`.
auto storage_attributes(const Column& column) -> std::string;

/// `@name("...")` where the rule does not give the database's name back.
auto name_attribute(std::string_view attribute,
                    const std::string& name,
                    const std::string& sql_name) -> std::string;
/// The same for a table or a view, `@table("...")`.
auto table_attribute(const std::string& name, const std::string& sql_name) -> std::string;
/// The doc comment of something.
auto doc_of(const std::string& comment, std::string_view indent = "") -> std::string;
/// A default as it is assigned to a column of a type: a literal does not repeat the type.
auto default_text(const std::string& expression, const TypeUse& type) -> std::string;
/// Whether `serial` says all of a column's sequence.
auto is_serial(const PrintContext& context, const Sequence& sequence, const Column& column) -> bool;
/// Whether a field says all of a key or an index: `@id`, `@unique`, `@index`.
auto is_said_by_field(const PrintContext& context, const Constraint& constraint) -> bool;
auto is_said_by_field(const PrintContext& context, const Index& index) -> bool;
/// What stands in the string of a regclass constant.
auto regclass_text(const SqlName& name) -> std::string;
/// Options of a sequence that are not the default of its type.
auto sequence_options(const Sequence& sequence) -> std::vector<std::string>;
/// ` partition of Event for values in ('a')`: where a table's columns and rows come from and go to.
auto print_table_kind(const PrintContext& context, const Relation& table) -> std::string;
/// How rows are kept: `@unlogged`, `@with(...)`, ...
auto print_table_attributes(const PrintContext& context, const Relation& table) -> std::string;
/// What stands on a view, with `on View`.
auto print_view_members(const PrintContext& context, const Relation& view)
    -> std::vector<Declaration>;
auto print_range(const PrintContext& context, const RangeType& type) -> Declaration;
auto print_base_type(const PrintContext& context, const BaseType& type) -> Declaration;
auto print_sequence(const PrintContext& context, const Sequence& sequence) -> Declaration;
/// Whether a column says all of a sequence: `serial`, `@identity`.
auto is_said_by_column(const PrintContext& context, const Sequence& sequence) -> bool;
/// `index name on View (...)`, of a table without `on`.
auto print_index(const PrintContext& context, const Index& index, const std::string& on)
    -> std::string;
/// Triggers, policies, rules and statistics of a table, each a line.
auto print_table_code(const PrintContext& context, const Relation& table, const std::string& on)
    -> std::vector<std::string>;
/// A line of a model for each of its keys, checks, indexes, ... that its fields do not say.
auto print_members(const PrintContext& context, const Relation& table) -> std::vector<std::string>;

}  // namespace ormc::introspect
