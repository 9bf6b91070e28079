#pragma once

#include <map>

#include "source/arena.hpp"
#include "syntax/tree_statement.hpp"

namespace ormc::syntax {

/// The lines of `///` comments before a declaration or a member, joined by newlines, each without
/// its marker and one leading space. Empty when there are none.
using Doc = std::string;

/// One `@name(...)`. Arguments are expressions; those that name columns or actions
/// (`@on_delete(set null)`, `@inverse(author)`) come as words or names.
struct Attribute {
  Name name;
  std::vector<ExprPtr> arguments;
  /// The argument text of word-like attributes, in lower case, single spaces: "cascade", "set
  /// null", "no action"; empty for others. Filled for `@on_delete`, `@on_update` when it is an
  /// action, `@match`.
  std::string words;
  Span span;
};

struct EnumValue {
  Name name;  // a name or a string
  Doc doc;
  std::vector<Attribute> attributes;
};

struct Enum {
  Name name;
  std::vector<EnumValue> values;
  std::vector<Attribute> attributes;
};

/// `check [name]: expr` or `check (expr)`.
struct Check {
  std::optional<Name> name;
  ExprPtr expr;
  bool not_valid = false;  // of a domain
  std::vector<Attribute> attributes;
  Doc doc = {};
  Span span;
};

struct Domain {
  Name name;
  TypeName type;
  bool not_null = false;
  std::optional<QualifiedName> collation;
  ExprPtr default_value = nullptr;  // may be null
  std::vector<Check> checks;
  std::vector<Attribute> attributes;
};

/// A member of a model, an abstract model or a composite: a column or a relation, told apart later.
struct Field {
  Name name;
  TypeName type;
  bool nullable = false;
  ExprPtr default_value = nullptr;  // may be null
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

struct Composite {
  Name name;
  std::vector<Field> fields;
  std::vector<Attribute> attributes;
};

/// An element of an index, a unique or a primary key, or an exclusion constraint.
struct IndexElement {
  ExprPtr expr;  // a NameRef for a column
  std::optional<QualifiedName> collation;
  std::optional<QualifiedName> opclass;
  std::vector<std::pair<Name, ExprPtr>> opclass_options;
  OrderItem::Direction direction = OrderItem::Direction::unspecified;
  OrderItem::Nulls nulls = OrderItem::Nulls::unspecified;
  std::optional<Operator> exclude_with;  // `with &&` of an exclusion element
  std::vector<Attribute> attributes;     // of indexes and exclusions: @statistics
  Span span;
};

/// `index [name] [using method] (elements) [include (...)] [nulls not distinct] [with (...)] [where
/// ...]`; also `unique index`.
struct Index {
  std::optional<Name> name;
  bool unique = false;
  bool nulls_not_distinct = false;
  std::optional<Name> method;
  std::vector<IndexElement> elements;
  std::vector<Name> include;
  std::vector<std::pair<Name, ExprPtr>> options;
  ExprPtr where = nullptr;             // may be null
  bool only = false;                   // on a partitioned table alone
  std::optional<QualifiedName> table;  // outside of a model: what it is on
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

/// `primary key [only] [name] (a, b)`, `unique [only] [name] [nulls not distinct] (a, b) [include
/// (c)]`.
struct Key {
  bool primary = false;
  bool only = false;  // on a partitioned table alone
  std::optional<Name> name;
  bool nulls_not_distinct = false;
  std::vector<Name> columns;
  std::vector<Name> include;
  std::vector<Attribute> attributes;  // @deferrable, @initially_deferred
  Doc doc;
  Span span;
};

/// `foreign key [name] (a, b) references Model (x, y) [match full] [on delete ...] [on update
/// ...]`.
struct ForeignKey {
  std::optional<Name> name;
  std::vector<Name> columns;
  QualifiedName target;
  std::vector<Name> target_columns;  // empty: the primary key
  std::string match;                 // "full", "simple" or empty
  std::string on_delete;             // "cascade", "set null", ...; empty if absent
  std::string on_update;
  std::vector<Name> set_columns;  // of `on delete set null (columns)`
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

/// `exclude [name] [using gist] (room with =, during with &&) [where ...]`.
struct Exclusion {
  std::optional<Name> name;
  std::optional<Name> method;
  std::vector<IndexElement> elements;
  std::vector<Name> include;
  ExprPtr where = nullptr;  // may be null
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

/// `order by name, -price`: the default order of generated reads.
struct DefaultOrder {
  std::vector<OrderItem> items;
  std::vector<Attribute> attributes;
  Span span;
};

/// `trigger touch before update of title for each row when (...) execute touch('a')`.
struct Trigger {
  enum class Time : std::uint8_t { before, after, instead_of };
  struct Transition {
    bool is_new = false;  // `new table as`, else `old table as`
    Name name;
  };
  Name name;
  bool is_inherited = false;  // `trigger name @inherited ...`: a parent's, with what is said here
  bool is_constraint = false;
  Time time = Time::before;
  bool on_insert = false;
  bool on_update = false;
  bool on_delete = false;
  bool on_truncate = false;
  std::vector<Name> update_columns;         // of `update of`
  std::optional<QualifiedName> table;       // outside of a model: what it is on
  std::optional<QualifiedName> from_table;  // of a constraint trigger
  std::vector<Transition> transitions;
  bool each_row = false;
  ExprPtr when = nullptr;  // may be null
  QualifiedName function;
  std::vector<std::string> arguments;  // all are texts to the function
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

/// `policy own for select to reader using (...) with check (...)`.
struct Policy {
  Name name;
  std::optional<QualifiedName> table;  // outside of a model: what it is on
  bool restrictive = false;
  std::string command;  // "select", ...; empty for all
  std::vector<Name> roles;
  ExprPtr visible = nullptr;  // of `using`; may be null
  ExprPtr allowed = nullptr;  // of `with check`; may be null
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

/// `rule protect on delete where (...) do instead nothing`.
struct Rule {
  Name name;
  std::string event;                   // "select", "insert", ...
  std::optional<QualifiedName> table;  // outside of a model: what it is on
  ExprPtr where = nullptr;             // may be null
  bool instead = false;
  std::string action;  // SQL; empty for `nothing`
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

/// `statistics s (mcv) on a, b, lower(c)`.
struct Statistics {
  std::optional<Name> name;
  std::vector<Name> kinds;
  std::vector<ExprPtr> elements;
  std::optional<QualifiedName> table;  // outside of a model: what it is of
  std::vector<Attribute> attributes;
  Doc doc;
  Span span;
};

/// `columns (b, a)`: the order of columns that come from elsewhere.
struct ColumnOrder {
  std::vector<Name> names;
  Span span;
};

using ModelMember = std::variant<Field,
                                 Check,
                                 Index,
                                 Key,
                                 ForeignKey,
                                 Exclusion,
                                 DefaultOrder,
                                 Trigger,
                                 Policy,
                                 Rule,
                                 Statistics,
                                 ColumnOrder>;

/// `partition by range (created_at)`.
struct PartitionBy {
  Name method;
  std::vector<IndexElement> elements;
  Span span;
};

/// `partition of Event for values ...`.
struct PartitionOf {
  enum class Bound : std::uint8_t { by_default, in, range, hash };
  QualifiedName parent;
  Bound bound = Bound::by_default;
  std::vector<ExprPtr> values;              // of `in`, and of `from`
  std::vector<ExprPtr> upper;               // of `to`
  std::map<std::string, std::string> hash;  // "modulus", "remainder"
  Span span;
};

/// An option of foreign data: `schema_name 'public'`.
struct ForeignOption {
  Name name;
  std::string value;
};

struct Model {
  Name name;
  bool is_abstract = false;
  bool is_foreign = false;
  std::vector<QualifiedName> bases;    // abstract models
  std::vector<QualifiedName> parents;  // of `inherits`
  std::optional<QualifiedName> of_type;
  std::optional<PartitionBy> partition_by;
  std::optional<PartitionOf> partition_of;
  std::optional<Name> server;
  std::vector<ForeignOption> options;
  std::vector<ModelMember> members;
  std::vector<Attribute> attributes;
};

struct ViewColumn {
  Name name;
  Doc doc;
  ExprPtr default_value = nullptr;  // may be null
  std::vector<Attribute> attributes = {};
};

struct View {
  Name name;
  bool materialized = false;
  std::vector<ViewColumn> columns;  // empty: the query's own names
  QueryPtr query;
  std::vector<Attribute> attributes;
};

/// `sequence numbers as int start with 100 owned by Post.number`.
struct Sequence {
  struct Option {
    std::string name;                   // "start", "increment", "cycle", "no minvalue", ...
    std::optional<std::string> number;  // with its sign
    Span span;
  };
  Name name;
  std::optional<TypeName> type;
  std::vector<Option> options;
  std::optional<QualifiedName> owner;  // a column: `Post.number`
  std::vector<Attribute> attributes;
};

/// `type FloatRange = range of float8 (subtype_diff = float8mi)`.
struct RangeType {
  Name name;
  TypeName subtype;
  std::vector<std::pair<Name, ExprPtr>> options;
  std::vector<Attribute> attributes;
};

/// `type Complex = sql """ input = complex_in, output = complex_out """`; a shell when it is empty.
struct BaseType {
  Name name;
  std::string definition;
  std::vector<Attribute> attributes;
};

/// `cast (Email as text) with function f(Email) as assignment`.
struct CastDeclaration {
  enum class Method : std::uint8_t { function, binary, inout };
  enum class Context : std::uint8_t { explicitly, assignment, implicit };
  TypeName source;
  TypeName target;
  Method method = Method::function;
  Context context = Context::explicitly;
  QualifiedName function;
  std::vector<TypeName> arguments;  // empty: the source
  Span span;
};

/// A declaration in PostgreSQL's own words: `collation`, `cast`, `grant`, ... What stands between
/// the first words and the semicolon, token by token.
struct DefinitionWords {
  struct Token {
    std::string text;
    Span span;
    bool is_name = false;  // may be part of a name
    bool is_dot = false;
    bool after_space = false;
  };
  std::vector<Token> tokens;
};

/// A declaration in PostgreSQL's own words: `collation`, `grant`, ...; `words` are what stands
/// between the first ones and the semicolon.
struct Definition {
  std::string kind;  // "text search configuration", "grant", ...
  DefinitionWords words;
  Span span;
};

/// `operator class c default for type T using btree as operator 1 <, function 1 f(T, T)`.
struct OperatorClass {
  QualifiedName name;
  bool is_default = false;
  TypeName type;
  Name method;
  std::optional<QualifiedName> family;
  DefinitionWords words;  // behind `as`
  Span span;
};

/// A parameter of a function: `a: int`, `out total: bigint`, `variadic rest: text[]`.
struct FunctionParameter {
  std::optional<Name> mode;  // `in`, `out`, `inout`, `variadic`, as written
  Name name;                 // empty when it has none
  TypeName type;
  ExprPtr default_value = nullptr;  // may be null
};

/// `function slugify(value: text) -> text language sql immutable """..."""`.
struct Function {
  Name name;
  bool is_procedure = false;
  std::vector<FunctionParameter> parameters = {};
  std::optional<TypeName> result = {};
  std::vector<FunctionParameter> table_columns = {};  // of `-> table(a: int, b: text)`
  std::string language = {};
  std::vector<std::string> properties =
      {};  // "immutable", "strict", "security definer", ... lower case
  std::vector<std::string> settings = {};  // "set work_mem to '1MB'", as SQL
  std::vector<TypeName> transforms = {};   // of `transform for type`
  std::vector<QualifiedName> depends_on = {};
  std::string body = {};
  std::string symbol = {};  // of a function in C
  std::vector<Attribute> attributes = {};
};

/// `aggregate product(value: numeric) -> numeric """ sfunc = numeric_mul, stype = numeric """`.
struct Aggregate {
  Name name;
  std::vector<FunctionParameter> parameters;  // those before `order by`, if that stands there
  bool ordered_set = false;
  std::vector<FunctionParameter> ordered_parameters;  // those behind `order by`
  TypeName result;
  std::string definition;
  std::vector<Attribute> attributes;
};

/// `operator === (left: text, right: text) = same_text;`
struct OperatorDeclaration {
  std::string symbol;
  Span symbol_span;
  std::vector<FunctionParameter> parameters;  // one of a prefix operator
  QualifiedName function;
  std::string definition;  // further clauses of `create operator`; may be empty
  std::vector<Attribute> attributes;
};

/// `extension hstore @schema("tools");`, `extension vector from "vector.catalog.json";`
struct Extension {
  Name name;
  std::vector<Attribute> attributes;
  std::string file;  // what describes it; empty: what ships with the compiler
  Span file_span;
};

/// `sql name """ ... """` with what it depends on.
struct OpaqueObject {
  Name name;
  std::vector<QualifiedName> depends_on;
  std::string text;
};

/// A parameter of a query: `email: text`, `status?: Status`, `since?`, `bio?: text?`, `limit = 20`.
struct QueryParameter {
  Name name;
  bool may_be_absent = false;  // `?` after the name
  std::optional<TypeName> type;
  bool nullable = false;            // `?` after the type
  bool is_row_batch = false;        // `row[]`
  ExprPtr default_value = nullptr;  // may be null
  Span span;
};

/// What a query says it returns, behind `->`.
struct ResultType {
  enum class Kind : std::uint8_t { count, row, type };
  enum class Cardinality : std::uint8_t { one, optional, many };
  Kind kind = Kind::row;
  Cardinality cardinality = Cardinality::one;
  TypeName type;                          // of kind `type`: a model, a named row or a scalar
  std::vector<ColumnDefinition> columns;  // of `row(a: int, b: text?)`
  std::vector<bool> column_nullable;      // one for each of `columns`
  Span span;
};

struct NamedQuery {
  Name name;
  bool has_parameter_list = false;
  std::vector<QueryParameter> parameters;
  std::optional<ResultType> result;
  std::vector<StatementPtr> statements;  // one, or several for one transaction
  std::vector<Attribute> attributes;
};

/// `predicate recent(p: Post) = expr;`
struct Predicate {
  Name name;
  std::vector<QueryParameter> parameters;
  ExprPtr body;
  std::vector<Attribute> attributes;
};

/// `shape PostCard of Post { ... }`
struct NamedShape {
  Name name;
  QualifiedName model;
  std::vector<SelectItem> items;
  std::vector<Attribute> attributes;
};

/// `type Money = numeric(12,2) as "acme::Money" from "acme/money.hpp";`
struct TypeAlias {
  Name name;
  TypeName type;
  std::string cpp_type;
  std::string cpp_header;
  std::vector<Attribute> attributes;
};

struct Declaration {
  Doc doc;
  Span span;
  std::variant<Enum,
               Domain,
               Composite,
               Model,
               View,
               Function,
               Aggregate,
               OperatorDeclaration,
               Extension,
               OpaqueObject,
               Sequence,
               RangeType,
               BaseType,
               Index,
               Trigger,
               Policy,
               Rule,
               Statistics,
               CastDeclaration,
               OperatorClass,
               Definition,
               NamedQuery,
               Predicate,
               NamedShape,
               TypeAlias>
      node;
};

/// `module blog schema "auth";`
struct Module {
  Name name;
  std::optional<Name> schema;
  Doc doc;
  std::vector<Attribute> attributes;
};

/// One parsed file. `module` is absent when the file does not name it.
struct Tree {
  source::FileId file{};
  std::optional<Module> module;
  std::vector<Declaration> declarations;
  source::Arena arena;
};

}  // namespace ormc::syntax
