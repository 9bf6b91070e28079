#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "query/expr_ir.hpp"

/// The typed form of queries: range variables, statements, and the program that they are in.
namespace ormc::query {

// ---- range variables

/// A column that a range variable offers.
struct RangeColumn {
  std::string name;      // the language's name where there is one, else the database's
  std::string sql_name;  // what SQL calls it
  TypeRef type;
  /// May be NULL in a row of the range itself, before any outer join pads it.
  bool nullable = true;
  /// What the server calls it where `sql_name` was made up, to tell it from others; else empty.
  std::string told_apart_from = {};
};

/// `tablesample bernoulli (10) repeatable (1)`.
struct TableSample {
  const catalog::Function* method;
  std::vector<ExprPtr> arguments;
  ExprPtr seed = nullptr;  // may be null
};
struct TableSource {
  schema::ModelId model;
  bool only = false;
  std::optional<TableSample> sample = {};
};
struct ViewSource {
  schema::ViewId view;
};
struct SubquerySource {
  QueryPtr query;
  bool lateral;
};
struct FunctionSource {
  std::vector<ExprPtr> calls;
  std::vector<std::vector<RangeColumn>> definitions;  // per call, where written
  bool rows_from;
  bool lateral;
  bool with_ordinality;
};
/// `xmltable(...)`.
struct XmlTableSource {
  struct Namespace {
    ExprPtr uri;
    std::optional<std::string> name;  // none for the default namespace
  };
  /// One for each column of the range.
  struct Column {
    bool ordinality = false;
    ExprPtr path = nullptr;           // may be null
    ExprPtr default_value = nullptr;  // may be null
    bool not_null = false;
  };
  std::vector<Namespace> namespaces;
  ExprPtr row;
  ExprPtr document;
  std::vector<Column> columns;
  std::vector<std::string> names;  // of the columns, before an alias renames them
  bool lateral = false;
};
struct CteSource {
  CteId cte;
};
/// A join made by a path: `parent.relation`. Printed right behind its parent, as an inner join when
/// neither the step nor anything before it can be missing, else as a left join.
struct PathSource {
  RangeId parent;
  schema::ModelId model;           // the model joined to
  schema::RelationIndex relation;  // of the parent's model
  bool left;                       // the step is nullable
  /// The part that alone uses it: the join is there only with that.
  std::optional<PartId> part = std::nullopt;
  /// A shape promises the step wherever its own row is there.
  bool promised = false;

  /// Behind a step that may be missing it is joined inside of the join to that: both are there or
  /// neither is. Not where only a part of the statement needs it, which changes nothing else.
  auto joins_inside() const -> bool { return promised && !left && !part; }
};
/// `excluded` of on conflict.
struct ExcludedSource {
  schema::ModelId model;
};
/// The merged columns of `join ... using` (its range has these alone), or all columns of an aliased
/// join. One pair for each column of the range: left and right of a merged column, or the column
/// that it passes on and null. The range of merged columns has an alias only when `using (...) as
/// x` gives one; without it they are printed bare.
struct JoinSource {
  std::vector<std::pair<ExprPtr, ExprPtr>> merged;
};
/// A relation that no model describes: one of the system's (pg_catalog, information_schema) or of
/// an extension, by the type of its rows, or a sequence, declared by itself or made with a column
/// of a model; what could not be bound has neither.
struct CatalogSource {
  std::string schema;
  std::string name;
  std::variant<std::monostate, schema::SequenceId, schema::ModelId> sequence = {};
  Oid row_type = error_type;
  bool only = false;
  std::optional<TableSample> sample = {};
};

struct Range {
  std::string alias;           // how SQL refers to it; unique where it is visible
  bool alias_written = false;  // the user wrote it (or it must be printed)
  std::vector<std::string> column_aliases;
  std::variant<TableSource,
               ViewSource,
               SubquerySource,
               FunctionSource,
               CteSource,
               PathSource,
               ExcludedSource,
               JoinSource,
               CatalogSource,
               XmlTableSource>
      source;
  std::vector<RangeColumn> columns;
  /// So many columns at the end a `*` does not give: those that search and cycle clauses add, below
  /// the level of their with clause.
  std::uint32_t unexpanded = 0;
  Span span;
};

struct FromItem;
using FromPtr = FromItem*;

struct FromRange {
  RangeId range;
};
struct FromJoin {
  syntax::Join::Kind kind;
  bool natural = false;  // never set: natural joins become joins with `using`
  FromPtr left;
  FromPtr right;
  ExprPtr on = nullptr;  // may be null
  std::vector<std::string> using_columns;
  std::optional<std::string> using_alias;
  std::optional<RangeId> merged;  // the range of the columns that `using` merges
  std::optional<RangeId> alias;   // the range of an aliased, parenthesised join
};
struct FromItem {
  Span span;
  std::variant<FromRange, FromJoin> node;
};

// ---- statements

struct OutputColumn {
  std::string name;      // what the language and C++ call it: an alias as written, a field's name
  std::string sql_name;  // what the server calls it
  bool name_written;     // print `as name`
  ExprPtr expr;
  Span span;
  bool nested = false;  // of a shape: no clause means it by its name
};

/// How the rows of a to-many shape belong to those that they are nested in: `child_columns` of
/// `child` equal `parent_columns` of `parent`, pairwise.
struct ShapeLink {
  RangeId parent;
  std::vector<schema::ColumnIndex> parent_columns;
  RangeId child;
  std::vector<schema::ColumnIndex> child_columns;
  ExprPtr where = nullptr;  // the rest of the condition; may be null
};

/// A member of a row's struct, where shapes nest some in others. In order, depth first, the members
/// that are no structs by themselves are the columns of the statement (or the elements of the
/// record).
struct ShapeField {
  enum class Kind : std::uint8_t {
    column,  // a value
    one,     // a struct, its members flattened among the columns around it
    record,  // a struct that is one column: a record
    many,    // a vector of structs that is one column: an array of records
  };
  std::string name;
  Span span;
  Kind kind = Kind::column;
  /// The column, of every kind but `one`.
  ExprPtr expr = nullptr;
  /// A column: may be NULL where the struct that it stands in is there. A struct: may be absent.
  /// Set by `infer_nullability`.
  bool nullable = true;
  /// Of `many`: elements of the array may be NULL.
  bool nullable_elements = false;
  /// A column of a record: NULLs of another type may stand in its place.
  bool mixed_types = false;
  /// Of `one`: the members. Of `record` and `many` too, where they are no shapes but values of the
  /// type `record` (see `nest_records`).
  std::vector<ShapeField> fields = {};
  /// Of `one`: the range whose row the struct is made of, absent where an outer join makes that row
  /// up.
  RangeId range = {};
  /// Of `one`: a column before those of the members that is NULL only where the struct is absent;
  /// null where the first of the members tells as much, or where it is always there.
  ExprPtr marker = nullptr;
  /// Of a shape that is `record` or `many`: what gives the records. Its only column is the row, its
  /// shape the members.
  QueryPtr query = nullptr;
  /// Of `many`.
  std::optional<ShapeLink> link = {};
  /// The struct is that of a declared shape.
  std::optional<ShapeId> shape = {};
};

struct GroupItem {
  syntax::GroupItem::Kind kind;
  ExprPtr expr = nullptr;
  std::optional<std::uint32_t> output;  // `group by 1` or an alias: printed as position
  std::vector<GroupItem> items;
};

struct Select {
  bool distinct = false;
  std::vector<OrderItem> distinct_on;
  std::vector<OutputColumn> items;
  std::vector<FromPtr> from;
  ExprPtr where = nullptr;
  bool group_distinct = false;
  std::vector<GroupItem> group_by;
  /// Keys of rows that paths lead to and that the groups determine, `group by p.author`: grouped by
  /// as well, so that the server sees that the columns of those rows are known.
  std::vector<ExprPtr> path_keys = {};
  ExprPtr having = nullptr;
  std::vector<std::pair<std::string, Window>> windows;
  bool aggregates = false;  // has aggregates, group by or having: rows are groups
};

struct Values {
  std::vector<std::vector<ExprPtr>> rows;
};

struct SetOperation {
  syntax::SetOperation::Kind kind;
  bool all;
  QueryPtr left;
  QueryPtr right;
};

/// `search depth first by a, b set path`: a column of `record[]`, or of `record` for breadth first.
struct CteSearch {
  bool depth_first = true;
  std::vector<std::string> columns;
  std::string set_column;
};

/// `cycle a, b set mark to x default y using path`.
struct CteCycle {
  std::vector<std::string> columns;
  std::string mark_column;
  ExprPtr mark = nullptr;  // null when it is not written, and the mark a bool
  ExprPtr mark_default = nullptr;
  TypeRef mark_type;
  std::string path_column;
};

struct Cte {
  std::string name;
  bool recursive = false;
  syntax::Cte::Materialized materialized;
  std::vector<std::string> column_aliases;
  StatementPtr statement;
  /// Those of the statement, then those of the search and cycle clauses.
  std::vector<RangeColumn> columns;
  std::optional<CteSearch> search = {};
  std::optional<CteCycle> cycle = {};
};

struct With {
  bool recursive = false;
  std::vector<CteId> ctes;
};

/// What a query gives: one for each column, in order. For a set operation or values the expression
/// is null and type and nullability stand here alone.
struct ResultColumn {
  std::string name;      // what the language and C++ call it
  std::string sql_name;  // what the server calls it
  TypeRef type;
  bool nullable = true;  // set by infer_nullability
};

struct LockingClause {
  syntax::Locking::Strength strength;
  std::vector<RangeId> ranges;
  syntax::Locking::Wait wait;
};

struct Query {
  Span span;
  std::optional<With> with;
  std::variant<Select, Values, SetOperation> body;
  std::vector<OrderItem> order_by;
  ExprPtr limit = nullptr;
  std::optional<PartId> limit_part = std::nullopt;
  bool with_ties = false;
  ExprPtr offset = nullptr;
  std::optional<PartId> offset_part = std::nullopt;
  std::vector<LockingClause> locking;
  std::vector<ResultColumn> columns;
  /// The members of its rows where some are nested (in shapes, or as records), and of the records
  /// of a shape; else empty.
  std::vector<ShapeField> shape;
  /// Where the rows of another query are cut into pages from outside: that query, the only range of
  /// this select. The shape is then that query's, and so are the expressions in it.
  QueryPtr paged = nullptr;
};

struct AssignmentTarget {
  schema::ColumnIndex column;
  std::vector<ExprPtr> indirection;  // Subscript and FieldSelection with a null operand
};

struct Assignment {
  std::vector<AssignmentTarget> targets;
  ExprPtr value;         // a Row, ScalarSubquery or plain expression
  bool implied = false;  // added by the compiler (@on_update, @version)
  std::optional<PartId> part = std::nullopt;
  bool row = false;  // the targets take the columns of the value, even if it is one
};

struct ConflictElement {
  ExprPtr expr;
  std::vector<std::string> collation = {};
  const catalog::OperatorClass* opclass = nullptr;  // may be null
  bool opclass_qualified = false;                   // print with its schema
};

struct OnConflict {
  std::vector<ConflictElement> target;
  ExprPtr target_where = nullptr;
  std::optional<std::string> constraint;
  bool update = false;
  std::vector<Assignment> assignments;
  ExprPtr where = nullptr;
};

/// `values $rows`: each column of the insert is a parameter array, unnested by the server.
struct Batch {
  std::vector<ParameterIndex> parameters;  // one array a column
};
struct DefaultValues {};

struct Insert {
  std::optional<With> with;
  RangeId target;
  std::vector<AssignmentTarget> columns;
  syntax::Insert::Overriding overriding = syntax::Insert::Overriding::none;
  std::variant<QueryPtr, Batch, DefaultValues> source;
  std::optional<RangeId> excluded;
  std::optional<OnConflict> on_conflict;
  std::vector<OutputColumn> returning;
};

struct Update {
  std::optional<With> with;
  RangeId target;
  bool only = false;
  std::vector<Assignment> assignments;
  std::vector<FromPtr> from;
  ExprPtr where = nullptr;
  std::optional<std::string> current_of = {};  // a cursor, instead of where
  std::vector<OutputColumn> returning;
};

struct Delete {
  std::optional<With> with;
  RangeId target;
  bool only = false;
  std::vector<FromPtr> using_items;
  ExprPtr where = nullptr;
  std::optional<std::string> current_of = {};
  std::vector<OutputColumn> returning;
};

struct MergeWhen {
  bool matched = true;
  ExprPtr condition = nullptr;  // may be null
  syntax::MergeWhen::Action action;
  std::vector<Assignment> assignments;    // of an update
  std::vector<AssignmentTarget> columns;  // of an insert
  syntax::Insert::Overriding overriding = syntax::Insert::Overriding::none;
  std::vector<ExprPtr> values;  // of an insert; empty for `default values`
};

struct Merge {
  std::optional<With> with;
  RangeId target;
  bool only = false;
  FromPtr source;
  ExprPtr on;
  std::vector<MergeWhen> whens;
};

struct RawSql {
  std::string text;  // parameters already written as $1, $2, ...
  /// As in `Effects`; what is not known for sure writes, and is volatile.
  bool reads_only = false;
  bool is_volatile = true;
  bool locks_rows = false;
};

struct Statement {
  Span span;
  std::variant<QueryPtr, Insert, Update, Delete, Merge, RawSql> node;
  /// What the statement returns; empty for a write without returning.
  std::vector<ResultColumn> columns;
  /// The members of a row where some are nested; else empty: then they are the columns. (Those of a
  /// query are its own, see `shape_of`.)
  std::vector<ShapeField> returned;
};

/// The members of a statement's rows where shapes nest some; empty where they are the columns.
inline auto shape_of(const Statement& statement) -> const std::vector<ShapeField>& {
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  return query != nullptr ? (*query)->shape : statement.returned;
}
/// The members of a struct that have their columns around them; empty for any other.
inline auto flattened_fields(const ShapeField& field) -> const std::vector<ShapeField>& {
  static const auto none = std::vector<ShapeField>{};
  return field.kind == ShapeField::Kind::one ? field.fields : none;
}
/// The members of a nested struct.
inline auto fields_of(const ShapeField& field) -> const std::vector<ShapeField>& {
  return field.query != nullptr ? field.query->shape : field.fields;
}

// ---- program

/// A state that a part of a statement needs a parameter to be in.
struct Requirement {
  enum class Kind : std::uint8_t {
    given,  // it is not absent; of a cursor: there is one
    absent,
    chosen,    // alternative `choice` of an order is chosen
    null,      // this key of a cursor is NULL
    not_null,  // it is not
  };
  Kind kind = Kind::given;
  ParameterIndex parameter = 0;
  std::uint32_t choice = 0;

  friend auto operator==(const Requirement&, const Requirement&) -> bool = default;
};

/// A part of a statement that is in its text only when all requirements hold: its own, and those of
/// the part that it stands in.
struct Part {
  std::optional<PartId> outer = std::nullopt;
  std::vector<Requirement> requirements = {};
  Span span = {};
};

/// All range variables and CTEs of one named query, view or schema expression, subqueries included:
/// a `RangeId` or `CteId` is unique within its unit.
struct Unit {
  std::vector<Range> ranges;
  std::vector<Cte> ctes;
  std::vector<Part> parts;
  source::Arena arena;

  auto at(RangeId id) -> Range& { return ranges[static_cast<std::size_t>(id)]; }
  auto at(RangeId id) const -> const Range& { return ranges[static_cast<std::size_t>(id)]; }
  auto at(CteId id) -> Cte& { return ctes[static_cast<std::size_t>(id)]; }
  auto at(CteId id) const -> const Cte& { return ctes[static_cast<std::size_t>(id)]; }
  auto at(PartId id) -> Part& { return parts[static_cast<std::size_t>(id)]; }
  auto at(PartId id) const -> const Part& { return parts[static_cast<std::size_t>(id)]; }
};

struct QueryParameter {
  std::string name;  // as written; `p1` for `$1`
  TypeRef type;
  bool nullable = false;
  bool declared = false;            // its type was written
  bool optional = false;            // may be absent: `name?`, or has a default
  ExprPtr default_value = nullptr;  // a constant expression, or null
  /// Of `insert ... values $rows`: the name of the batch. This parameter is the array of one
  /// inserted column, `name` the column's; all of a batch stand side by side, in the order of
  /// `Insert::columns`. `nullable` says whether elements may be NULL: whether the column may.
  std::optional<std::string> batch;
  /// Of `order by $sort {...}`: the labels. Such a parameter is not sent, it selects parts; its
  /// type means nothing.
  std::vector<std::string> choices = {};
  std::optional<std::uint32_t> default_choice = std::nullopt;
  /// Of `page after $cursor`: the name of the cursor. This parameter is one key of the order,
  /// `name` the column's; all of a cursor stand side by side.
  std::optional<std::string> cursor = std::nullopt;
  std::uint32_t cursor_column = 0;  // the column of the result that has this key
  Span span;

  /// Whether it is one of the statement's `$1`, `$2`, ...
  auto is_sent() const -> bool { return choices.empty(); }
  /// Whether parts of the statement may depend on its being given.
  auto may_be_absent() const -> bool {
    return optional && default_value == nullptr && !default_choice;
  }
};

/// At most or exactly how many rows, as proven from keys, limits and aggregates.
enum class Cardinality : std::uint8_t { zero, one, at_most_one, many };

/// The C++ result of a query.
struct Result {
  enum class Kind : std::uint8_t {
    count,   // rows affected
    model,   // a model's struct, column for column
    row,     // a struct of its own, or a named row
    scalar,  // the only column
  };
  enum class Cardinality : std::uint8_t { one, optional, many };
  Kind kind = Kind::row;
  Cardinality cardinality = Cardinality::many;  // of everything but count
  std::optional<schema::ModelId> model;         // of kind model
  std::optional<std::string> row_name;  // a named row; else the struct is named `row` in the query
  std::optional<ShapeId> shape;         // the row is a declared shape's struct, `row_name` its name
};

/// One statement of a query that has several. Each is a unit of its own, with parameters of its
/// own.
struct Step {
  std::shared_ptr<Unit> unit;
  StatementPtr statement = nullptr;
  std::vector<QueryParameter> parameters = {};  // in the order of its own $1, $2, ...
  std::vector<ParameterIndex> places = {};      // which of the query's parameters each of them is
};

struct NamedQuery {
  schema::ModuleId module;
  std::string name;
  std::string doc;
  Span span;                               // of the name
  std::shared_ptr<Unit> unit;              // of `statement`
  std::vector<QueryParameter> parameters;  // of one statement: in the order of $1, $2, ...
  StatementPtr statement = nullptr;        // of several: the one that gives the result
  /// The statements of a query of several, in order, run as one transaction; empty for a query of
  /// one.
  std::vector<Step> steps = {};
  std::size_t result_step = 0;  // which of `steps` gives the result
  Cardinality cardinality = Cardinality::many;
  Result result;
};

/// A condition with a name. Its body takes the place of each call, so that no call is left.
struct Predicate {
  struct Parameter {
    std::string name;
    /// A row of a model or view, or a value.
    std::variant<schema::ModelId, schema::ViewId, TypeRef> kind;
    bool repeated = false;  // a value that the body uses more than once
    Span span;
  };
  schema::ModuleId module;
  std::string name;
  std::string doc;
  Span span;  // of the name
  const syntax::Predicate* syntax = nullptr;
  std::vector<Parameter> parameters;
  /// It has been bound and nothing was wrong; calls of others are errors without a diagnostic.
  bool sound = false;
};

struct BoundView {
  std::unique_ptr<Unit> unit;
  QueryPtr query = nullptr;
  std::vector<RangeColumn> columns;
  Cardinality cardinality = Cardinality::many;
  std::vector<std::vector<ColumnIndex>> keys;  // columns of which no two rows have the same values
};

struct BoundExpr {
  std::unique_ptr<Unit> unit;  // its only range, if any, is the model's table, with alias empty
  ExprPtr expr = nullptr;      // null when it did not bind
};

/// `shape PostCard of Post { ... }`: bound by itself, it says what its struct holds.
struct NamedShape {
  schema::ModuleId module;
  std::string name;
  std::string doc;
  Span span;  // of the name
  schema::ModelId model;
  const syntax::NamedShape* syntax = nullptr;  // bound anew wherever it is used
  std::unique_ptr<Unit> unit;
  QueryPtr query = nullptr;  // all rows of the model in that shape; null when it has errors
  bool failed = false;       // its errors are reported: what uses it fails silently
};

/// A raw statement, known whether or not what it takes and returns is: what `check --lock` asks a
/// server about.
struct RawStatement {
  std::string key;                      // in `orm.lock`
  std::string text;                     // as written
  std::string sql;                      // with `$1`, `$2`, ...
  std::vector<std::string> parameters;  // in that order
  bool pads_rows = false;               // may put NULL where a column of a table has none
  bool needs_lock = false;
  Span span;
};

struct Program {
  std::vector<BoundExpr> schema_exprs;  // by schema::ExprId
  std::vector<BoundView> views;         // by schema::ViewId
  std::vector<NamedShape> shapes;       // by ShapeId; in the order of files and places
  std::vector<Predicate> predicates;    // in the order of files and places
  std::vector<NamedQuery> queries;      // in the order of files and places
  std::vector<RawStatement> raw_statements;

  auto at(ShapeId id) const -> const NamedShape& { return shapes[static_cast<std::size_t>(id)]; }
  auto at(schema::ViewId id) const -> const BoundView& {
    return views[static_cast<std::size_t>(id)];
  }
};

}  // namespace ormc::query
