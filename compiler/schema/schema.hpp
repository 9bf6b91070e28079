#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"
#include "source/arena.hpp"
#include "source/source.hpp"
#include "syntax/tree.hpp"

/// The resolved schema: every name looked up, every type known, every implied column, key and
/// junction made explicit. Objects live in vectors and are named by typed ids. Two names stand side
/// by side everywhere: `name` is the language's (and C++'s), `sql_name` the database's.
///
/// Terminology: a *model* is declared, its *table* is what DDL makes of it. A *field* is what was
/// declared in a model: a *column* or a *relation*. A to-one relation owns its foreign key's
/// columns.
namespace ormc::schema {

using catalog::Oid;
using catalog::TypeRef;
using source::Span;

enum class ModuleId : std::uint32_t {};
enum class EnumId : std::uint32_t {};
enum class DomainId : std::uint32_t {};
enum class CompositeId : std::uint32_t {};
enum class ModelId : std::uint32_t {};
enum class ViewId : std::uint32_t {};
enum class FunctionId : std::uint32_t {};
enum class AggregateId : std::uint32_t {};
enum class OperatorId : std::uint32_t {};
enum class AliasId : std::uint32_t {};
enum class SequenceId : std::uint32_t {};
enum class RangeTypeId : std::uint32_t {};
enum class BaseTypeId : std::uint32_t {};
enum class DefinitionId : std::uint32_t {};
enum class OpaqueId : std::uint32_t {};

/// Names an expression of the schema (a default, check, generated column, index element, ...). What
/// it means, typed, is in `query::Program::schema_exprs` at the same index.
enum class ExprId : std::uint32_t {};

/// Index of a column in `Model::columns`.
using ColumnIndex = std::uint32_t;
/// Index of a relation in `Model::relations`.
using RelationIndex = std::uint32_t;

struct Module {
  std::string name;        // C++ namespace
  std::string sql_schema;  // `public` when not named
  std::string doc;
  source::FileId file{};
};

/// What an expression of the schema is for: decides its scope, and the type that it must have.
struct SchemaExpr {
  enum class Use : std::uint8_t {
    column_default,    // no columns in scope; assigned to the column's type
    generated_column,  // the table's columns in scope; immutable
    on_update,         // as a default
    table_check,       // the table's columns in scope; boolean
    domain_default,    // assigned to the domain's base type
    domain_check,      // `value` in scope; boolean
    index_element,     // the table's columns in scope; immutable
    predicate,         // the where of an index or an exclusion; boolean, immutable
    function_default,  // default of a function's parameter
    policy,            // the table's columns in scope, subqueries too; boolean
    trigger_when,      // rows `old` and `new` in scope; boolean
    rule_where,        // rows `old` and `new` in scope, subqueries too; boolean
    statistics,        // the table's columns in scope; immutable
    partition_key,     // as an index element
    partition_bound,   // no columns in scope; assigned to the key's type
  };
  Use use;
  syntax::ExprPtr syntax;
  std::optional<ModelId> model;     // whose columns are in scope
  std::optional<ViewId> view = {};  // the same of a view
  std::optional<DomainId> domain;   // of domain_default and domain_check
  TypeRef expected;                 // what it is assigned to; oid 0 when anything goes
};

struct EnumValue {
  std::string label;  // in the database
  std::string name;   // the enumerator, before C++ has its say
  std::string doc;
  std::optional<std::string> was;
};

struct Enum {
  ModuleId module;
  std::string name;
  std::string sql_name;
  std::vector<EnumValue> values;
  Oid type;
  std::string doc;
  std::optional<std::string> was;
  Span span;  // of the name
};

/// A storage parameter and the like: its name, dotted perhaps, and its value as PostgreSQL keeps
/// it.
using Options = std::vector<std::pair<std::string, std::string>>;

struct Check {
  std::string sql_name;
  ExprId expr;
  bool no_inherit = false;
  bool not_valid = false;
  bool inherited = false;  // a parent's: the database copies it by itself
  std::string doc = {};
  Span span;
};

struct Domain {
  ModuleId module;
  std::string name;
  std::string sql_name;
  TypeRef base;
  bool not_null = false;
  std::optional<std::string> collation;
  std::optional<ExprId> default_value;
  std::vector<Check> checks;
  Oid type;
  std::string doc;
  Span span;
};

struct CompositeField {
  std::string name;
  std::string sql_name;
  TypeRef type;
  std::optional<std::string> collation;
  std::string doc;
  Span span;
  bool nullable = false;  // `?` was written; the server itself never forbids NULL here
};

struct Composite {
  ModuleId module;
  std::string name;
  std::string sql_name;
  std::vector<CompositeField> fields;
  Oid type;
  std::string doc;
  Span span;
};

/// A range type over a type of the database, with its multirange.
struct RangeType {
  ModuleId module;
  std::string name;
  std::string sql_name;
  TypeRef subtype;
  std::string multirange_sql_name;
  std::string multirange_sql_schema = {};                    // empty: that of the range
  std::vector<std::pair<std::string, std::string>> options;  // in SQL: `subtype_diff`, ...
  Oid type;
  std::string doc;
  Span span;
};

/// A type of the database's own making, of which nothing is known but its text form.
struct BaseType {
  ModuleId module;
  std::string name;
  std::string sql_name;
  std::string definition;  // what stands between the parentheses of `create type`
  Oid type;
  std::string doc;
  Span span;
};

/// A type by another name, with the C++ type that stands for its values: `type Money =
/// numeric(12,2) as "acme::Money" from "acme/money.hpp"`. The database never sees the name.
struct Alias {
  ModuleId module;
  std::string name;
  TypeRef type;
  std::string cpp_type;
  std::string cpp_header;
  std::string doc;
  Span span;
};

/// How a sequence behind a column counts; unset members are PostgreSQL's defaults.
struct SequenceOptions {
  std::optional<std::int64_t> start, increment, minimum, maximum, cache;
  bool cycle = false;
};

/// How the values of a column are kept, and what is known of them.
struct ColumnStorage {
  std::string storage;      // "external", ...; empty: the type's own
  std::string compression;  // "lz4", ...; empty: the database's own
  std::optional<std::int32_t> statistics_target;
  Options options;  // `n_distinct`
};

struct Column {
  enum class Identity : std::uint8_t { none, always, by_default, serial };
  std::string name;  // the field's name, or `author_id` for a relation's column
  std::string sql_name;
  TypeRef type;
  std::optional<AliasId> alias;  // when the type was written as one
  bool nullable = false;
  Identity identity = Identity::none;
  SequenceOptions sequence;
  std::optional<ExprId> default_value;
  std::optional<ExprId> generated;       // stored
  std::optional<ExprId> on_update;       // set by every update that does not set the column itself
  bool version = false;                  // incremented by every update, compared by the model's own
  std::optional<std::string> collation;  // quoted, and qualified where it must be
  std::string sequence_name;             // of an identity or a serial; empty: PostgreSQL's own
  ColumnStorage kept;
  Options foreign_options;  // of a foreign table
  /// A trigger before inserts says what goes in: `new.slug := ...`.
  bool filled_by_trigger = false;
  /// Where a table gets the column from; both when it declares again what a parent has.
  bool local = true;
  bool inherited = false;
  bool altered = false;  // said again, but not declared again: the table changes what it inherits
  /// Rows of tables that inherit from this one may have NULL here, though its own may not.
  bool nullable_below = false;
  std::optional<RelationIndex> relation;  // the to-one relation whose key this column is part of
  std::optional<std::string> was;
  std::string doc;
  Span span;

  /// Whether what is read of the table, with those that inherit from it, may be NULL.
  auto may_be_null() const -> bool { return nullable || nullable_below; }

  /// The database gives a value when an insert leaves the column out, or the column may be NULL.
  auto has_default() const -> bool {
    return identity != Identity::none || default_value || generated || version || filled_by_trigger;
  }
};

struct Relation {
  enum class Kind : std::uint8_t {
    to_one,        // owns a foreign key: local_columns -> target_columns
    inverse_one,   // the other side of a foreign key on a unique key: at most one
    inverse_many,  // the other side of any other foreign key
    many_to_many,  // through `junction`
  };
  std::string name;
  Kind kind;
  ModelId target;
  bool nullable = false;  // to_one whose columns may be NULL; always true for inverse_one
  std::vector<ColumnIndex> local_columns;   // of this model
  std::vector<ColumnIndex> target_columns;  // of the target model, pairwise
  std::optional<RelationIndex> inverse;     // in the target model
  // many_to_many: this.local_columns = junction.junction_local, junction.junction_target =
  // target.target_columns
  std::optional<ModelId> junction;
  std::vector<ColumnIndex> junction_local;
  std::vector<ColumnIndex> junction_target;
  std::string doc;
  Span span;
};

struct Key {
  std::string sql_name;
  std::vector<ColumnIndex> columns;
  std::vector<ColumnIndex> include;
  bool nulls_not_distinct = false;
  bool deferrable = false;
  bool initially_deferred = false;
  Options options = {};
  std::optional<std::string> tablespace;
  bool clustered = false;
  bool primary = false;
  bool inherited = false;  // a partitioned parent's: the database makes it by itself
  std::string parent;      // of a partition: the key, or the index, that this is a part of
  std::string doc;
  Span span;
};

enum class Action : std::uint8_t { no_action, restrict_, cascade, set_null, set_default };

struct ForeignKey {
  std::string sql_name;
  std::vector<ColumnIndex> columns;
  ModelId target;
  std::vector<ColumnIndex> target_columns;
  Action on_delete = Action::no_action;
  Action on_update = Action::no_action;
  std::vector<ColumnIndex> set_columns;  // of on delete set null (columns)
  bool match_full = false;
  bool deferrable = false;
  bool initially_deferred = false;
  bool not_valid = false;
  bool inherited = false;  // a parent's: not a constraint of this table, or made by the database
  std::string doc;
  Span span;
};

struct IndexElement {
  std::variant<ColumnIndex, ExprId> value;
  std::optional<std::string> collation;
  std::optional<std::string> opclass;  // as printed, qualified where it must be
  std::vector<std::pair<std::string, std::string>> opclass_options;
  syntax::OrderItem::Direction direction = syntax::OrderItem::Direction::unspecified;
  syntax::OrderItem::Nulls nulls = syntax::OrderItem::Nulls::unspecified;
  std::string exclude_with;  // the operator of an exclusion's element
  std::optional<std::int32_t> statistics_target = {};
};

struct Index {
  std::string sql_name;
  bool unique = false;
  bool nulls_not_distinct = false;
  std::string method = "btree";
  std::vector<IndexElement> elements;
  std::vector<std::variant<ColumnIndex, ExprId>> include;
  Options options;
  std::optional<ExprId> where;
  std::optional<std::string> tablespace;
  bool only = false;       // on a partitioned table, without its partitions
  bool clustered = false;  // the table was last clustered by it
  bool inherited = false;  // a partitioned parent's: the database makes it by itself
  std::string parent;      // of a partition: the index that this is a part of
  std::string doc;
  Span span;
};

struct Exclusion {
  std::string sql_name;
  std::string method = "gist";
  std::vector<IndexElement> elements;
  std::vector<ColumnIndex> include;
  std::optional<ExprId> where;
  bool deferrable = false;
  bool initially_deferred = false;
  Options options;
  std::optional<std::string> tablespace;
  std::string doc;
  Span span;
};

struct Trigger {
  enum class Enabled : std::uint8_t { origin, disabled, replica, always };
  std::string sql_name;
  bool is_constraint = false;
  syntax::Trigger::Time time = syntax::Trigger::Time::before;
  bool on_insert = false;
  bool on_update = false;
  bool on_delete = false;
  bool on_truncate = false;
  std::vector<std::string> update_columns;  // in the database
  std::optional<ModelId> from_table;
  std::string old_table;
  std::string new_table;
  bool each_row = false;
  std::optional<ExprId> when;
  std::string function;  // quoted and qualified
  std::vector<std::string> arguments;
  bool deferrable = false;
  bool initially_deferred = false;
  Enabled enabled = Enabled::origin;
  bool inherited = false;  // a partitioned parent's: the database makes it by itself
  bool altered = false;    // such a one fires at other times than the parent's
  std::string doc;
  Span span;
};

struct Policy {
  std::string sql_name;
  bool restrictive = false;
  std::string command;             // "select", ...; empty for all
  std::vector<std::string> roles;  // in SQL; empty for everybody
  std::optional<ExprId> visible;   // `using`
  std::optional<ExprId> allowed;   // `with check`
  std::string doc;
  Span span;
};

struct Rule {
  std::string sql_name;
  std::string event;
  std::optional<ExprId> where;
  bool instead = false;
  std::string action;  // SQL; empty for `nothing`
  Trigger::Enabled enabled = Trigger::Enabled::origin;
  std::string doc;
  Span span;
};

/// Extended statistics.
struct Statistics {
  std::string sql_schema;  // the table's, unless it says another
  std::string sql_name;
  std::vector<std::string> kinds;
  std::vector<std::variant<ColumnIndex, ExprId>> elements;
  std::optional<std::int32_t> target;
  std::string doc;
  Span span;
};

struct PartitionBy {
  std::string method;  // "range", "list", "hash"
  std::vector<IndexElement> elements;
};

struct PartitionOf {
  enum class Edge : std::uint8_t { minimum, maximum };
  using Value = std::variant<Edge, ExprId>;
  ModelId parent;
  syntax::PartitionOf::Bound bound = syntax::PartitionOf::Bound::by_default;
  std::vector<Value> values;
  std::vector<Value> upper;
  std::string modulus;
  std::string remainder;
};

/// What identifies a row of a table where changes are replicated.
struct ReplicaIdentity {
  enum class Kind : std::uint8_t { by_default, nothing, full, index };
  Kind kind = Kind::by_default;
  std::string index;  // in the database
};

struct OrderColumn {
  ColumnIndex column;
  syntax::OrderItem::Direction direction = syntax::OrderItem::Direction::unspecified;
  syntax::OrderItem::Nulls nulls = syntax::OrderItem::Nulls::unspecified;
};

struct Model {
  ModuleId module;
  std::string name;
  std::string sql_schema;
  std::string sql_name;
  std::vector<Column> columns;      // in declaration order, mixins first
  std::vector<Relation> relations;  // in declaration order
  std::optional<Key> primary_key;
  std::vector<Key> unique_keys;
  /// Keys of a partitioned table alone: that some of its partitions do not have them. They say
  /// nothing of its rows.
  std::vector<Key> only_keys;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;
  std::vector<Index> indexes;
  std::vector<Exclusion> exclusions;
  std::vector<Trigger> triggers;
  std::vector<Policy> policies;
  std::vector<Rule> rules;
  std::vector<Statistics> statistics;
  std::vector<OrderColumn> default_order;
  bool unlogged = false;
  std::optional<std::string> tablespace;
  std::optional<std::string> access_method;
  Options options;
  ReplicaIdentity replica_identity;
  bool row_security = false;
  bool row_security_forced = false;
  std::vector<ModelId> parents;  // of inheritance
  std::optional<CompositeId> of_type;
  std::optional<PartitionBy> partition_by;
  std::optional<PartitionOf> partition_of;
  std::optional<std::string> server;  // of a foreign table
  Options foreign_options;
  /// Fields that were declared but could not be resolved: reported, so their users stay silent.
  std::vector<std::string> failed_fields;
  bool junction =
      false;     // made by the compiler for a many-to-many relation without a declared model
  Oid row_type;  // the table's composite type
  std::optional<std::string> was;
  std::string doc;
  Span span;  // of the name
};

struct View {
  ModuleId module;
  std::string name;
  std::string sql_schema;
  std::string sql_name;
  bool materialized = false;
  syntax::QueryPtr syntax;
  std::string doc;
  Span span;
  bool recursive = false;
  std::vector<syntax::ViewColumn>
      columns;  // names for those of the query; fewer than it has, perhaps
  std::vector<std::optional<ExprId>> column_defaults = {};  // of `columns`, pairwise
  std::string check_option = {};                            // "local", "cascaded" or empty
  Options options = {};  // storage parameters, `security_barrier`, ...
  bool no_data = false;  // of a materialized view
  std::optional<std::string> tablespace = {};
  std::optional<std::string> access_method = {};
  std::vector<ColumnStorage> column_storage = {};  // of `columns`, pairwise
  std::vector<Index> indexes = {};  // of a materialized view; their elements are expressions
  std::vector<Statistics> statistics = {};  // so are those of a materialized view
  std::vector<Trigger> triggers = {};
  std::vector<Rule> rules = {};
  Oid row_type = 0;  // the view's composite type; its fields are the columns of the bound query
};

/// A sequence that somebody made by hand.
struct Sequence {
  ModuleId module;
  std::string name;
  std::string sql_schema;
  std::string sql_name;
  Oid type;
  SequenceOptions options;
  bool unlogged = false;
  std::optional<std::pair<ModelId, ColumnIndex>> owner;
  std::string doc;
  Span span;
};

struct FunctionParameter {
  enum class Mode : std::uint8_t { in, out, inout, variadic, table };
  Mode mode = Mode::in;
  std::string name;
  TypeRef type;
  std::optional<ExprId> default_value;
};

struct Function {
  ModuleId module;
  std::string name;
  std::string sql_schema;
  std::string sql_name;
  std::vector<FunctionParameter> parameters;  // of all modes, columns of a table last
  TypeRef result;                             // `record` when there are several output columns
  bool returns_set = false;
  std::string language;
  std::vector<std::string> properties;
  std::string body;
  std::string doc;
  Span span;
  bool is_procedure = false;
  std::vector<std::string> settings;  // `set work_mem to '1MB'`
  std::vector<TypeRef> transforms;
  std::vector<std::string> depends_on;  // names as written
  std::string symbol;                   // of a function in C
};

/// An aggregate of the program. What it is made of is PostgreSQL's text, checked by the server
/// only.
struct Aggregate {
  ModuleId module;
  std::string name;
  std::string sql_schema;
  std::string sql_name;
  std::vector<FunctionParameter> parameters;  // of an ordered-set aggregate, the direct ones
  std::vector<FunctionParameter> ordered_parameters;  // those behind `within group (order by`
  bool ordered_set = false;
  TypeRef result;
  std::string definition;
  Oid function;  // in the catalogue
  std::string doc;
  Span span;
};

/// An operator of the program: another way to call a function.
struct Operator {
  ModuleId module;
  std::string sql_schema;
  std::string symbol;
  std::optional<TypeRef> left;  // none of a prefix operator
  TypeRef right;
  Oid function;            // in the catalogue
  std::string definition;  // further clauses, as written
  Oid op;                  // in the catalogue
  std::string doc;
  Span span;
};

struct Extension {
  std::string name;
  std::optional<std::string> schema;
  std::optional<std::string> version;
  std::string doc;
  Span span;
};

/// An object of `sql name """..."""`: created after what it depends on.
struct OpaqueObject {
  ModuleId module;
  std::string name;
  std::string text;
  std::vector<std::string> depends_on;  // names as written
  Span span;
};

/// What is declared in PostgreSQL's own words.
struct Definition {
  ModuleId module;
  std::string kind;     // "collation", "text search configuration", "grant", ...
  std::string name;     // what it defines, in SQL; empty of those that define nothing
  std::string text;     // the whole statement, without its semicolon
  std::string comment;  // what `comment on` calls it; empty when it cannot have one
  std::vector<std::string> depends_on;  // names as written in it
  std::string doc;
  Span span;
};

/// What a name of the language names.
using ObjectRef = std::
    variant<EnumId, DomainId, CompositeId, RangeTypeId, BaseTypeId, ModelId, ViewId, FunctionId>;

/// What a name may lead to without saying its kind.
using NamedObject =
    std::variant<EnumId, DomainId, CompositeId, RangeTypeId, BaseTypeId, ModelId, ViewId, AliasId>;

/// Where names lead, in order of declaration: what `lookup.hpp` reads.
struct NameTable {
  std::map<std::string, std::vector<NamedObject>, std::less<>> names;      // the language's
  std::map<std::string, std::vector<NamedObject>, std::less<>> sql_names;  // the database's
  std::map<Oid, ObjectRef> types;
};

struct Schema {
  /// PostgreSQL's catalogue with this program's types and functions added.
  catalog::Catalog catalog;
  std::vector<Module> modules;
  std::vector<Enum> enums;
  std::vector<Domain> domains;
  std::vector<Composite> composites;
  std::vector<RangeType> range_types;
  std::vector<BaseType> base_types;
  std::vector<Alias> aliases;
  std::vector<Sequence> sequences;
  std::vector<Model> models;
  std::vector<View> views;
  std::vector<Function> functions;
  std::vector<Aggregate> aggregates;
  std::vector<Operator> operators;
  std::vector<Extension> extensions;
  std::vector<OpaqueObject> opaque_objects;
  std::vector<Definition> definitions;
  std::vector<SchemaExpr> exprs;
  NameTable names;
  /// Owns the expressions that nobody wrote, such as the default of a version.
  source::Arena arena;

  auto at(ModuleId id) const -> const Module& { return modules[static_cast<std::size_t>(id)]; }
  auto at(EnumId id) const -> const Enum& { return enums[static_cast<std::size_t>(id)]; }
  auto at(DomainId id) const -> const Domain& { return domains[static_cast<std::size_t>(id)]; }
  auto at(CompositeId id) const -> const Composite& {
    return composites[static_cast<std::size_t>(id)];
  }
  auto at(RangeTypeId id) const -> const RangeType& {
    return range_types[static_cast<std::size_t>(id)];
  }
  auto at(BaseTypeId id) const -> const BaseType& {
    return base_types[static_cast<std::size_t>(id)];
  }
  auto at(SequenceId id) const -> const Sequence& {
    return sequences[static_cast<std::size_t>(id)];
  }
  auto at(DefinitionId id) const -> const Definition& {
    return definitions[static_cast<std::size_t>(id)];
  }
  auto at(OpaqueId id) const -> const OpaqueObject& {
    return opaque_objects[static_cast<std::size_t>(id)];
  }
  auto at(ModelId id) const -> const Model& { return models[static_cast<std::size_t>(id)]; }
  auto at(ViewId id) const -> const View& { return views[static_cast<std::size_t>(id)]; }
  auto at(AliasId id) const -> const Alias& { return aliases[static_cast<std::size_t>(id)]; }
  auto at(FunctionId id) const -> const Function& {
    return functions[static_cast<std::size_t>(id)];
  }
  auto at(AggregateId id) const -> const Aggregate& {
    return aggregates[static_cast<std::size_t>(id)];
  }
  auto at(OperatorId id) const -> const Operator& {
    return operators[static_cast<std::size_t>(id)];
  }
  auto at(ExprId id) const -> const SchemaExpr& { return exprs[static_cast<std::size_t>(id)]; }
};

}  // namespace ormc::schema
