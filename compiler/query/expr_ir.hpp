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

/// The typed form of expressions, of queries and of the schema: names are resolved, operators and
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
/// Names a declared shape: an index into `Program::shapes`.
enum class ShapeId : std::uint32_t {};
using ColumnIndex = std::uint32_t;
using ParameterIndex = std::uint32_t;  // 0-based; printed as $index+1
/// Names an optional part: an index into `parts` of the unit.
enum class PartId : std::uint32_t {};

/// The type of what failed to bind. Anything may be done with it without a further diagnostic.
inline constexpr Oid error_type = 0;

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
  ExprPtr lower;           // may be null for a slice
  ExprPtr upper;           // may be null
  bool continues = false;  // one access with the subscript that is its operand
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

/// `xmlelement`, `xmlforest` and the like; see `syntax::XmlCall`.
struct XmlCall {
  struct Value {
    ExprPtr value;
    std::string name;  // of the attribute or element
    bool name_written;
  };
  syntax::XmlCall::Kind kind;
  std::string name;           // of an element or a processing instruction
  std::vector<Value> values;  // attributes, elements of a forest
  std::vector<ExprPtr> arguments;
  bool document = false;
  std::optional<bool> preserves = {};
  syntax::XmlCall::Standalone standalone = syntax::XmlCall::Standalone::unspecified;
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
  std::size_t pending = 0;  // while it waits to be bound: its number
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
               Call,
               XmlCall>
      node;
};

}  // namespace ormc::query
