#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// A database as its catalogue has it: plain data, read once. Texts of expressions are the server's
/// own, with every name qualified, since they are read with an empty search path. Objects that
/// belong to extensions are left out.
namespace ormc::introspect {

/// The number of an object in this database: means something only beside the same catalogue.
using Oid = std::uint32_t;

/// Where an object stands in the database.
struct SqlName {
  std::string schema;
  std::string name;

  // clang-tidy 14 takes the comparison with zero that is made here for one with a pointer.
  auto operator<=>(const SqlName&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// A type as it is used: of a column, a parameter, ...
struct TypeUse {
  Oid type = 0;
  std::string text;  // as format_type spells it, with its modifier
};

struct Namespace {
  std::string name;
  std::string comment;
};

struct Extension {
  std::string name;
  std::string schema;
  std::string version;
  std::string comment;  // only where it is not the extension's own
  std::string file;     // beside the models, that describes what it brings; empty: ormc knows it
};

struct EnumType {
  Oid id = 0;
  SqlName name;
  std::vector<std::string> labels;
  std::string comment;
};

/// A constraint of a table or a domain.
struct Constraint {
  enum class Kind : char {
    check = 'c',
    foreign_key = 'f',
    primary_key = 'p',
    unique = 'u',
    trigger = 't',
    exclusion = 'x'
  };
  Oid id = 0;
  Kind kind = Kind::check;
  std::string name;
  Oid table = 0;
  Oid domain = 0;
  Oid index = 0;
  Oid target = 0;  // the table that a foreign key refers to
  SqlName target_name;
  std::vector<int> columns;         // by number, those of the table
  std::vector<int> target_columns;  // pairwise
  std::vector<int> set_columns;     // of `on delete set null (columns)`
  char on_update = 'a';
  char on_delete = 'a';
  bool match_full = false;
  bool deferrable = false;
  bool deferred = false;
  bool validated = true;
  bool no_inherit = false;
  bool is_local = true;    // declared here, not only inherited
  bool inherited = false;  // a parent has it too
  std::string expression;  // of a check
  std::string definition;  // as pg_get_constraintdef writes it
  std::string comment;
};

struct DomainType {
  Oid id = 0;
  SqlName name;
  TypeUse base;
  bool not_null = false;
  std::string default_value;  // empty for none
  std::string collation;      // only where it is not the base type's
  std::vector<Constraint> checks;
  std::string comment;
};

struct RangeType {
  Oid id = 0;
  SqlName name;
  TypeUse subtype;
  std::string multirange;
  std::string multirange_schema;  // only where it is not the range's
  std::string opclass;            // only where it is not the default
  std::string collation;          // only where it is not the subtype's
  std::string canonical;
  std::string difference;
  std::string comment;
};

/// A type of the database's own making; one that is only a name (a shell) has no clauses.
struct BaseType {
  Oid id = 0;
  SqlName name;
  std::vector<std::string> clauses;  // `input = tally_in`
  std::string comment;
};

/// How a sequence counts, and what it belongs to.
struct Sequence {
  Oid id = 0;
  SqlName name;
  std::string type;  // bigint, integer, smallint
  std::int64_t start = 1;
  std::int64_t increment = 1;
  std::int64_t minimum = 1;
  std::int64_t maximum = 1;
  std::int64_t cache = 1;
  bool cycle = false;
  bool unlogged = false;
  Oid owner = 0;          // the table that it is dropped with
  int owner_column = 0;   // its number
  bool internal = false;  // an identity's
  std::string comment;
};

struct Column {
  std::string name;
  int number = 0;
  TypeUse type;
  bool not_null = false;
  char identity = '\0';       // 'a' always, 'd' by default
  std::string default_value;  // or what generates it; empty for none
  bool generated = false;
  std::string collation;    // only where it is not the type's
  std::string storage;      // only where it is not the type's: `external`
  std::string compression;  // `pglz`, `lz4`
  std::optional<int> statistics;
  std::vector<std::string> options;          // `n_distinct=-0.5`
  std::vector<std::string> foreign_options;  // of a foreign table's column
  bool is_local = true;
  bool inherited = false;
  std::string comment;
};

struct Index {
  Oid id = 0;
  SqlName name;
  Oid table = 0;
  std::string definition;  // as pg_get_indexdef writes it
  std::string predicate;
  std::vector<int> columns;     // by number, 0 for an expression; those included come last
  std::size_t key_columns = 0;  // how many are not only included
  bool is_plain = false;        // btree of columns in their default order, without anything else
  bool is_unique = false;
  bool nulls_not_distinct = false;
  bool is_clustered = false;
  bool is_replica_identity = false;
  bool is_constraint = false;  // what a key or an exclusion is made of
  bool is_only = false;        // of a partitioned table, not of its partitions
  Oid parent = 0;              // the partitioned index that it is a part of
  std::vector<std::string> options;
  std::string tablespace;
  std::string comment;
  std::vector<std::string> element_names;  // what its columns are called, expressions too
  std::map<int, int> statistics;           // of its columns, by number
};

struct Trigger {
  std::string name;
  Oid table = 0;
  std::string definition;  // as pg_get_triggerdef writes it
  bool is_constraint = false;
  char enabled = 'O';
  Oid parent = 0;  // that a partition's is a copy of
  char parent_enabled = 'O';
  std::string comment;
};

struct Rule {
  std::string name;
  Oid table = 0;
  std::string definition;  // as pg_get_ruledef writes it
  char enabled = 'O';
  std::string comment;
};

struct Policy {
  std::string name;
  Oid table = 0;
  bool permissive = true;
  char command = '*';
  std::vector<std::string> roles;
  std::string using_condition;
  std::string check_condition;
  std::string comment;
};

struct Statistics {
  Oid id = 0;
  SqlName name;
  Oid table = 0;
  std::string definition;  // as pg_get_statisticsobjdef writes it
  std::optional<int> target;
  std::string comment;
};

/// A table, view, composite type, ...: all that has columns.
struct Relation {
  enum class Kind : char {
    table = 'r',
    partitioned = 'p',
    view = 'v',
    materialized = 'm',
    foreign = 'f',
    composite = 'c'
  };
  Oid id = 0;
  Kind kind = Kind::table;
  SqlName name;
  Oid row_type = 0;
  std::vector<Column> columns;
  bool unlogged = false;
  std::vector<std::string> options;
  std::vector<std::string> toast_options;
  std::string tablespace;
  std::string access_method;  // only where it is not `heap`
  char replica_identity = 'd';
  bool row_security = false;
  bool row_security_forced = false;
  std::vector<Oid> parents;
  std::string partition_key;
  std::string partition_bound;
  TypeUse of_type;         // of a typed table
  std::string definition;  // the query of a view
  bool is_populated = true;
  std::string server;  // of a foreign table
  std::vector<std::string> foreign_options;
  std::string comment;
};

struct Parameter {
  std::string mode;  // `i`, `o`, `b`, `v`, `t`
  std::string name;
  TypeUse type;
  std::string default_value;
};

struct Routine {
  enum class Kind : char { function = 'f', procedure = 'p', aggregate = 'a', window = 'w' };
  Oid id = 0;
  Kind kind = Kind::function;
  SqlName name;
  std::vector<Parameter> parameters;
  TypeUse result;
  bool returns_set = false;
  std::string language;
  std::string body;      // of prosrc
  std::string sql_body;  // of `begin atomic`
  std::string binary;    // probin
  char volatility = 'v';
  char parallel = 'u';
  bool strict = false;
  bool security_definer = false;
  bool leakproof = false;
  double cost = 0;  // 0 where it is the language's own
  double rows = 0;
  std::string support;
  std::vector<std::string> settings;    // `work_mem=1MB`
  std::vector<std::string> transforms;  // types
  std::vector<Oid> needs;               // relations and routines that a SQL-standard body names
  std::string identity;                 // its arguments as `drop function` names them
  std::string comment;
  std::vector<std::string> definition;  // of an aggregate: `sfunc = ...`
  std::size_t direct_arguments = 0;     // of an ordered-set aggregate
  char aggregate_kind = 'n';
};

struct Operator {
  Oid id = 0;
  SqlName name;
  TypeUse left;  // type 0 for none
  TypeUse right;
  SqlName function;
  std::vector<std::string> definition;  // `commutator = ...`
  std::string comment;
};

/// What is written as PostgreSQL's own statement without `create`: `collation german (...)`; what
/// the language has no words for (`opaque`) as a whole statement.
struct Statement {
  enum class Kind : std::uint8_t {
    collation,
    cast,
    operator_family,
    operator_class,
    text_search,
    event_trigger,
    publication,
    subscription,
    foreign_data,
    language,
    transform,
    conversion,
    access_method,
    grant,
    opaque,
  };
  Kind kind = Kind::opaque;
  SqlName name;  // no schema where the object has none
  std::string text;
  std::string needs;  // of an opaque one: what has to be there, as SQL names it; empty for nothing
  std::string comment;
  std::string comment_target;  // `comment on ...`
};

struct Database {
  std::string name;
  std::vector<Namespace> namespaces;
  std::vector<Extension> extensions;
  std::vector<EnumType> enums;
  std::vector<DomainType> domains;
  std::vector<RangeType> ranges;
  std::vector<BaseType> base_types;
  std::vector<Relation> relations;
  std::vector<Constraint> constraints;  // of tables
  std::vector<Sequence> sequences;
  std::vector<Index> indexes;
  std::vector<Trigger> triggers;
  std::vector<Rule> rules;
  std::vector<Policy> policies;
  std::vector<Statistics> statistics;
  std::vector<Routine> routines;
  std::vector<Operator> operators;
  std::vector<Statement> statements;
  /// The array types of the types above, and of what they are arrays.
  std::map<Oid, Oid> arrays;
};

}  // namespace ormc::introspect
