#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "schema/schema.hpp"
#include "source/arena.hpp"

/// The typed form of queries and of the schema's expressions: names are resolved, operators and
/// functions chosen, types and nullability known. Every emitter reads this and nothing before it.
namespace ormc::query {

using catalog::Oid;
using catalog::TypeRef;
using source::Span;

struct Expr;
struct Query;
struct Statement;
using ExprPtr = Expr*;
using QueryPtr = Query*;
using StatementPtr = Statement*;

/// Names a range variable: an index into `Ranges` of the program unit (named query, view) it is
/// part of.
enum class RangeId : std::uint32_t {};
enum class CteId : std::uint32_t {};
using ColumnIndex = std::uint32_t;
using ParameterIndex = std::uint32_t;  // 0-based; printed as $index+1
/// Names an optional part: an index into `parts` of the unit.
enum class PartId : std::uint32_t {};

// ---- operands

struct ColumnRef {
  RangeId range;
  ColumnIndex column;
};

/// The whole row of a range variable.
struct WholeRow {
  RangeId range;
};

/// One of the system columns (ctid, xmin, tableoid, ...) of a table.
struct SystemColumn {
  RangeId range;
  std::string name;
};

/// The value that a domain's check speaks of.
struct DomainValue {};

struct Parameter {
  ParameterIndex index;
  /// Print as `$1::type`: the server alone would infer another type here.
  bool cast = false;
};

struct Constant {
  syntax::Literal::Kind kind;
  std::string text;
  /// `date '2020-01-01'`: the written type. Without one, a string stays untyped in the SQL and the
  /// server coerces it to `Expr::type` by itself.
  std::optional<TypeRef> written_type;
};

struct DefaultValue {};

/// What stands where binding failed; its type is `error_type`, which absorbs later errors.
struct Error {};

// ---- operators

struct OperatorCall {
  const catalog::Operator* op;
  bool qualified = false;  // print as operator(schema.op)
  ExprPtr left;            // null for a prefix operator
  ExprPtr right;
};

struct Logical {
  syntax::Logical::Kind kind;
  std::vector<ExprPtr> terms;
};

/// A term of a `Logical` that is there only with its part: `[and x = $x]`.
struct OptionalTerm {
  ExprPtr term;
  PartId part;
};

struct Not {
  ExprPtr operand;
};

struct IsTest {
  ExprPtr operand;
  syntax::IsTest::Kind kind;
  bool negated;
};

struct IsDistinctFrom {
  const catalog::Operator* op;  // the `=` that compares; null for row comparison
  ExprPtr left;
  ExprPtr right;
  bool negated;
};

struct IsNormalized {
  ExprPtr operand;
  std::string form;
  bool negated;
};

struct Between {
  ExprPtr operand;
  ExprPtr low;
  ExprPtr high;
  bool negated;
  bool symmetric;
};

struct InList {
  ExprPtr operand;
  std::vector<ExprPtr> values;
  bool negated;
};

struct InSubquery {
  ExprPtr operand;  // a Row for several columns
  QueryPtr query;
  bool negated;
};

/// like, ilike, similar to; also with escape.
struct Like {
  syntax::Like::Kind kind;
  ExprPtr operand;
  ExprPtr pattern;
  ExprPtr escape;  // may be null
  bool negated;
};

struct Quantified {
  syntax::Quantified::Kind kind;
  const catalog::Operator* op;
  ExprPtr operand;
  ExprPtr array;  // one of the two is null
  QueryPtr query;
};

struct RowComparison {
  std::string symbol;
  std::vector<const catalog::Operator*> ops;
  ExprPtr left;
  ExprPtr right;
};

struct AtTimeZone {
  const catalog::Function* function;
  ExprPtr operand;
  ExprPtr zone;
};

struct Collate {
  ExprPtr operand;
  std::vector<std::string> collation;
};

/// A cast that was written. Implicit coercions are not nodes: the server finds them again.
struct Cast {
  ExprPtr operand;
  TypeRef type;
};

/// `expr!`. `proven` when the compiler knows it cannot be NULL; else the runtime checks.
struct NonNull {
  ExprPtr operand;
  bool proven = false;
};

struct Exists {
  QueryPtr query;
};
struct ScalarSubquery {
  QueryPtr query;
};
struct ArraySubquery {
  QueryPtr query;
};

struct ArrayConstructor {
  std::vector<ExprPtr> elements;
};

struct Row {
  std::vector<ExprPtr> elements;
  bool is_explicit;
};

struct Subscript {
  ExprPtr operand;
  bool slice;
  ExprPtr lower;  // may be null for a slice
  ExprPtr upper;  // may be null
};

struct FieldSelection {
  ExprPtr operand;
  std::string sql_name;
  ColumnIndex field;
};

struct When {
  ExprPtr condition;
  ExprPtr result;
};

struct Case {
  ExprPtr operand;  // may be null
  std::vector<When> whens;
  ExprPtr otherwise;  // may be null
};

struct SpecialCall {
  syntax::SpecialCall::Kind kind;
  std::vector<ExprPtr> arguments;
};

struct KeywordValue {
  std::string keyword;
  ExprPtr precision;  // may be null
};

struct OrderItem {
  ExprPtr expr;  // null behind a set operation or values, where only outputs can be named
  /// `order by 1` and `order by alias`: the select item it names, printed as its position.
  std::optional<std::uint32_t> output;
  syntax::OrderItem::Direction direction = syntax::OrderItem::Direction::unspecified;
  syntax::OrderItem::Nulls nulls = syntax::OrderItem::Nulls::unspecified;
  std::optional<syntax::Operator> using_operator;
  /// Of an optional order by, or of one choice of `order by $sort {...}`.
  std::optional<PartId> part = std::nullopt;
};

struct FrameBound {
  syntax::FrameBound::Kind kind = syntax::FrameBound::Kind::current_row;
  ExprPtr offset = nullptr;
};

struct Frame {
  syntax::Frame::Mode mode;
  FrameBound start;
  std::optional<FrameBound> end;
  syntax::Frame::Exclude exclude;
};

struct Window {
  std::optional<std::string> name;
  bool is_reference = false;
  std::vector<ExprPtr> partition_by;
  std::vector<OrderItem> order_by;
  std::optional<Frame> frame;
};

struct Argument {
  std::optional<std::string> name;
  bool variadic = false;
  ExprPtr value;
};

struct Call {
  const catalog::Function* function;
  bool qualified = false;  // print with its schema
  std::vector<Argument> arguments;
  bool star = false;
  bool distinct = false;
  std::vector<OrderItem> order_by;
  std::vector<OrderItem> within_group;
  ExprPtr filter = nullptr;  // may be null
  std::optional<Window> over;
  syntax::Call::Spelling spelling = syntax::Call::Spelling::plain;
};

struct Expr {
  Span span;
  TypeRef type;
  /// May be NULL. Sound: when false, never NULL. Set by `infer_nullability`, true before it.
  bool nullable = true;
  std::variant<ColumnRef,
               WholeRow,
               SystemColumn,
               DomainValue,
               Parameter,
               Constant,
               DefaultValue,
               Error,
               OperatorCall,
               Logical,
               OptionalTerm,
               Not,
               IsTest,
               IsDistinctFrom,
               IsNormalized,
               Between,
               InList,
               InSubquery,
               Like,
               Quantified,
               RowComparison,
               AtTimeZone,
               Collate,
               Cast,
               NonNull,
               Exists,
               ScalarSubquery,
               ArraySubquery,
               ArrayConstructor,
               Row,
               Subscript,
               FieldSelection,
               Case,
               SpecialCall,
               KeywordValue,
               Call>
      node;
};

/// The type of what failed to bind. Anything may be done with it without a further diagnostic.
inline constexpr Oid error_type = 0;

// ---- range variables

/// A column that a range variable offers.
struct RangeColumn {
  std::string name;      // the language's name where there is one, else the database's
  std::string sql_name;  // what SQL calls it
  TypeRef type;
  /// May be NULL in a row of the range itself, before any outer join pads it.
  bool nullable = true;
};

struct TableSource {
  schema::ModelId model;
  bool only = false;
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
/// A system relation that no model describes (pg_catalog, information_schema).
struct CatalogSource {
  std::string schema;
  std::string name;
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
               CatalogSource>
      source;
  std::vector<RangeColumn> columns;
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
  std::string name;   // what the server calls it
  bool name_written;  // print `as name`
  ExprPtr expr;
  Span span;
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

struct Cte {
  std::string name;
  bool recursive = false;
  syntax::Cte::Materialized materialized;
  std::vector<std::string> column_aliases;
  StatementPtr statement;
  std::vector<RangeColumn> columns;
  const syntax::Cte* syntax = nullptr;  // for search and cycle
};

struct With {
  bool recursive = false;
  std::vector<CteId> ctes;
};

/// What a query gives: one for each column, in order. For a set operation or values the expression
/// is null and type and nullability stand here alone.
struct ResultColumn {
  std::string name;
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
};

struct OnConflict {
  std::vector<ExprPtr> target;
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
  std::vector<OutputColumn> returning;
};

struct Delete {
  std::optional<With> with;
  RangeId target;
  bool only = false;
  std::vector<FromPtr> using_items;
  ExprPtr where = nullptr;
  std::vector<OutputColumn> returning;
};

struct RawSql {
  std::string text;  // parameters already written as $1, $2, ...
};

struct Statement {
  Span span;
  std::variant<QueryPtr, Insert, Update, Delete, RawSql> node;
  /// What the statement returns; empty for a write without returning.
  std::vector<ResultColumn> columns;
};

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

struct BoundView {
  std::unique_ptr<Unit> unit;
  QueryPtr query = nullptr;
  std::vector<RangeColumn> columns;
};

struct BoundExpr {
  std::unique_ptr<Unit> unit;  // its only range, if any, is the model's table, with alias empty
  ExprPtr expr = nullptr;      // null when it did not bind
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
  std::vector<NamedQuery> queries;      // in the order of files and places
  std::vector<RawStatement> raw_statements;
};

}  // namespace ormc::query
