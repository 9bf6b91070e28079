#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "source/source.hpp"

/// The syntax tree of `.orm`: what was written, with spans, nothing looked up. Nodes live in the
/// arena of their `Tree` and refer to each other by pointer; a pointer documented as optional may
/// be null, every other pointer never is. A part that did not parse is a `Missing` node.
namespace ormc::syntax {

using source::Span;

/// An identifier as written. `text` is what it means: quotes removed, `U&` escapes decoded, case
/// kept (folding is a matter of look-up).
struct Name {
  std::string text;
  bool quoted = false;
  Span span;
};

/// `a`, `schema.a`, `a.b.c`: one or more parts.
struct QualifiedName {
  std::vector<Name> parts;
  Span span;
};

struct Expr;
struct Query;
using ExprPtr = const Expr*;
using QueryPtr = const Query*;

/// A type as written: `varchar(100)`, `numeric(12, 2)[]`, `timestamp with time zone`, `Post`,
/// `Author.id`. SQL's multi-word names are one canonical part: `double precision`, `timestamp with
/// time zone`, `character varying`, `bit varying`, `time without time zone`, `interval`, ... in
/// lower case.
struct TypeName {
  QualifiedName name;
  std::vector<ExprPtr> modifiers;      // the arguments in parentheses
  std::string interval_fields;         // `day to second` of `interval day to second`, else empty
  std::uint32_t array_dimensions = 0;  // number of `[]` (or 1 for `array`)
  bool set_of = false;                 // `setof` of a function's result
  Span span;
};

// ---- operands

/// Literals. `text` is the value after decoding quotes and escapes; digits of numbers are kept as
/// written, without underscores.
struct Literal {
  enum class Kind : std::uint8_t {
    integer,
    numeric,
    string,
    bit_string,
    hex_string,
    boolean,
    null
  };
  Kind kind = Kind::null;
  std::string text;  // "true" or "false" for booleans
};

/// `date '2020-01-01'`, `interval '1 day'`.
struct TypedLiteral {
  TypeName type;
  std::string text;
};

/// `a`, `p.title`, `p.author.name`, `auth.User.id`: a dotted name, to be resolved by scope.
struct NameRef {
  QualifiedName name;
};

/// `*` or `p.*` (also `p.author.*`).
struct Star {
  std::vector<Name> qualifier;
};

/// `$name` or `$1`.
struct Parameter {
  Name name;  // for `$1`, the text is "1"
  bool numbered = false;
};

/// `default`, where an assignment or an inserted row allows it.
struct DefaultValue {};

/// What stands where an expression did not parse.
struct Missing {};

// ---- operators

/// An operator as written; keyword operators are nodes of their own. `schema` is set by
/// `operator(schema.+)`.
struct Operator {
  std::string symbol;
  std::optional<Name> schema;
  Span span;
};

struct Unary {
  Operator op;
  ExprPtr operand;
};

struct Binary {
  Operator op;
  ExprPtr left;
  ExprPtr right;
};

/// A chain `a and b and c`, flat however long.
struct Logical {
  enum class Kind : std::uint8_t { all, any };  // and, or
  Kind kind;
  std::vector<ExprPtr> terms;  // at least two
};

struct Not {
  ExprPtr operand;
};

/// `x is [not] null | true | false | unknown | document`, also `isnull` and `notnull`.
struct IsTest {
  enum class Kind : std::uint8_t { null, truth, falsehood, unknown, document };
  ExprPtr operand;
  Kind kind;
  bool negated = false;
};

/// `x is [not] distinct from y`.
struct IsDistinctFrom {
  ExprPtr left;
  ExprPtr right;
  bool negated = false;
};

/// `x is [not] [nfc|nfd|nfkc|nfkd] normalized`; `form` is empty for the default.
struct IsNormalized {
  ExprPtr operand;
  std::string form;
  bool negated = false;
};

struct Between {
  ExprPtr operand;
  ExprPtr low;
  ExprPtr high;
  bool negated = false;
  bool symmetric = false;
};

struct InList {
  ExprPtr operand;
  std::vector<ExprPtr> values;
  bool negated = false;
};

struct InSubquery {
  ExprPtr operand;
  QueryPtr query;
  bool negated = false;
};

struct Like {
  enum class Kind : std::uint8_t { like, ilike, similar_to };
  Kind kind;
  ExprPtr operand;
  ExprPtr pattern;
  ExprPtr escape;  // may be null
  bool negated = false;
};

/// `x = any (array or subquery)`, `x <> all (...)`; `some` is `any`. The operator may be a like.
struct Quantified {
  enum class Kind : std::uint8_t { any, all };
  Kind kind;
  ExprPtr operand;
  Operator op;    // `like` and its kin appear as ~~, !~~, ~~*, !~~*
  ExprPtr array;  // one of the two is null
  QueryPtr query;
};

struct AtTimeZone {
  ExprPtr operand;
  ExprPtr zone;
};

struct Collate {
  ExprPtr operand;
  QualifiedName collation;
};

/// `x::type` and `cast(x as type)`.
struct Cast {
  ExprPtr operand;
  TypeName type;
};

/// `expr!`: never null, proven or checked at run time.
struct NonNull {
  ExprPtr operand;
};

// ---- constructors and accessors

struct Exists {
  QueryPtr query;
};

struct ScalarSubquery {
  QueryPtr query;
};

struct ArraySubquery {
  QueryPtr query;
};

/// `array[a, b]`, nested for more dimensions.
struct ArrayConstructor {
  std::vector<ExprPtr> elements;
};

/// `row(a, b)` or `(a, b)`.
struct RowConstructor {
  std::vector<ExprPtr> elements;
  bool is_explicit = false;  // written with `row`
};

/// `x[i]` or `x[lower:upper]`; a missing bound of a slice is null.
struct Subscript {
  ExprPtr operand;
  bool slice = false;
  ExprPtr lower;  // the index, when not a slice
  ExprPtr upper;
  bool continues = false;  // `a[1][2]`: one access with the subscript before; not in `(a[1])[2]`
};

/// `(expr).field`; `(expr).*` has no field.
struct FieldSelection {
  ExprPtr operand;
  std::optional<Name> field;
};

struct When {
  ExprPtr condition;
  ExprPtr result;
};

struct Case {
  ExprPtr operand;  // null for a searched case
  std::vector<When> whens;
  ExprPtr otherwise;  // may be null
};

/// `coalesce`, `nullif`, `greatest`, `least`, `grouping`: spelled like calls, typed by rules of
/// their own.
struct SpecialCall {
  enum class Kind : std::uint8_t { coalesce, nullif, greatest, least, grouping };
  Kind kind;
  std::vector<ExprPtr> arguments;
};

/// `current_date`, `current_timestamp(3)`, `localtime`, `current_user`, ...: a keyword that is a
/// value.
struct KeywordValue {
  std::string keyword;  // lower case
  ExprPtr precision;    // may be null
};

struct OrderItem {
  enum class Direction : std::uint8_t { unspecified, ascending, descending };
  enum class Nulls : std::uint8_t { unspecified, first, last };
  ExprPtr expr;
  Direction direction = Direction::unspecified;
  Nulls nulls = Nulls::unspecified;
  std::optional<Operator> using_operator;
  Span span;
};

struct FrameBound {
  enum class Kind : std::uint8_t {
    unbounded_preceding,
    preceding,
    current_row,
    following,
    unbounded_following
  };
  Kind kind = Kind::current_row;
  ExprPtr offset = nullptr;  // of preceding and following
};

struct Frame {
  enum class Mode : std::uint8_t { rows, range, groups };
  enum class Exclude : std::uint8_t { none, current_row, group, ties, no_others };
  Mode mode = Mode::range;
  FrameBound start;
  std::optional<FrameBound> end;
  Exclude exclude = Exclude::none;
};

/// What stands behind `over` or in a `window` clause. A bare `over w` has only `name`, and
/// `is_reference` is true; `over (w order by x)` has `name` as the window it extends.
struct Window {
  std::optional<Name> name;
  bool is_reference = false;
  std::vector<ExprPtr> partition_by;
  std::vector<OrderItem> order_by;
  std::optional<Frame> frame;
  bool has_parameters = false;  // somewhere in it
  Span span;
};

struct Argument {
  std::optional<Name> name;  // `name => value`
  bool variadic = false;
  ExprPtr value;
};

/// A call. SQL-spelled functions (`extract(year from x)`, `substring(x from 1 for 2)`,
/// `position(a in b)`, `overlay`, `trim`, `normalize`, ...) come as calls of the function that
/// PostgreSQL's grammar turns them into, arguments in that function's order, and keep their
/// spelling: extract('year', x), substring(x, 1, 2), position(b, a) named "position",
/// btrim/ltrim/rtrim(x, chars), overlaps(a, b, c, d).
struct Call {
  enum class Spelling : std::uint8_t {
    plain,
    extract,
    substring,
    substring_similar,
    overlay,
    position,
    trim,
    normalize,
    collation_for,
    xml_exists,
    overlaps
  };
  QualifiedName function;
  std::vector<Argument> arguments;
  bool star = false;  // count(*)
  bool distinct = false;
  std::vector<OrderItem> order_by;
  std::vector<OrderItem> within_group;
  ExprPtr filter;  // may be null
  std::optional<Window> over;
  Spelling spelling = Spelling::plain;
};

/// `xmlelement`, `xmlforest` and the like: grammar of their own, typed by rules of their own.
struct XmlCall {
  enum class Kind : std::uint8_t { concat, element, forest, parse, pi, root, serialize };
  enum class Standalone : std::uint8_t { unspecified, yes, no, no_value };
  /// An attribute or an element of a forest: `value [as name]`.
  struct Value {
    ExprPtr value;
    std::optional<Name> name;
  };
  Kind kind;
  std::optional<Name> name;        // of an element or a processing instruction
  std::vector<Value> values;       // attributes, elements of a forest
  std::vector<ExprPtr> arguments;  // of `root`: the document, then the version unless `no value`
  bool document = false;           // rather than content: of `parse` and `serialize`
  std::optional<bool> preserves = {};  // `preserve` or `strip whitespace`
  std::optional<TypeName> type;        // of `serialize`
  Standalone standalone = Standalone::unspecified;
};

// ---- shapes (only as items of a select list or a returning list)

struct SelectItem {
  ExprPtr expr;
  std::optional<Name> alias;
  Span span;
};

/// One choice of `order by $sort { newest: p.created_at desc, title: p.title }`.
struct OrderChoice {
  Name label;
  std::vector<OrderItem> items;
};

/// An element of an `order by` of a statement or a shape: an item, or a closed choice made by a
/// parameter, or an optional part that holds items.
struct OrderClauseItem {
  std::optional<OrderItem> item;
  std::optional<Parameter> choice;  // with `choices`
  std::vector<OrderChoice> choices;
  bool optional = false;
  std::uint32_t clause = 0;  // items of one pair of brackets have the same number
  Span span;
};

/// `p.tags { name } where ... order by name limit 3`.
struct Shape {
  QualifiedName path;
  std::vector<SelectItem> items;
  ExprPtr where = nullptr;  // may be null
  std::vector<OrderClauseItem> order_by = {};
  ExprPtr limit = nullptr;  // may be null
  bool limit_optional = false;
  ExprPtr offset = nullptr;  // may be null
  bool offset_optional = false;
};

/// `[and cond]` and `[or cond]` as a term of a `Logical` chain: present when its parameters are.
struct OptionalTerm {
  ExprPtr term;
};

struct Expr {
  Span span;
  /// Where the operator or the deciding word stands; equals `span` where there is none.
  Span focus;
  std::variant<Literal,
               TypedLiteral,
               NameRef,
               Star,
               Parameter,
               DefaultValue,
               Missing,
               Unary,
               Binary,
               Logical,
               Not,
               IsTest,
               IsDistinctFrom,
               IsNormalized,
               Between,
               InList,
               InSubquery,
               Like,
               Quantified,
               AtTimeZone,
               Collate,
               Cast,
               NonNull,
               Exists,
               ScalarSubquery,
               ArraySubquery,
               ArrayConstructor,
               RowConstructor,
               Subscript,
               FieldSelection,
               Case,
               SpecialCall,
               KeywordValue,
               Call,
               XmlCall,
               Shape,
               OptionalTerm>
      node;
};

}  // namespace ormc::syntax
