#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "source/arena.hpp"

/// SQL as a tree: what the server will read, before it is laid out as text. Every name is already
/// the database's, every alias chosen, every optional schema decided; quoting, parentheses and line
/// breaks are the printer's. Nodes live in an arena; pointers documented as optional may be null.
namespace ormc::sql::tree {

struct Expr;
struct Query;
struct Statement;
struct TableRef;
using ExprPtr = const Expr*;
using QueryPtr = const Query*;
using StatementPtr = const Statement*;
using TableRefPtr = const TableRef*;

/// When a part of a statement is in its text: if `(presence & mask) == value`, where `presence` has
/// the bits of `query::PresenceBits`. By default, always.
struct Presence {
  std::uint64_t mask = 0;
  std::uint64_t value = 0;

  friend auto operator==(const Presence&, const Presence&) -> bool = default;
};

/// A possibly qualified name, each part still unquoted.
using Name = std::vector<std::string>;

// ---- expressions

/// A column, or the alias of a range as a whole row.
struct Column {
  Name name = {};
};
/// Printed as it stands: a number, `null`, `current_date`, `value`, `default`.
struct Verbatim {
  std::string text = {};
};
/// A string literal; `prefix` is what stands before the quote (`B`, `X`, or a type and a space).
struct String {
  std::string value = {};
  std::string prefix = {};
};
struct Parameter {
  std::uint32_t index;  // 0-based
};

/// `schema` is empty unless it has to be printed as `operator(schema.symbol)`.
struct Operator {
  std::string symbol = {};
  std::string schema = {};
};
struct Prefix {
  Operator op;
  ExprPtr operand = nullptr;
};
struct Infix {
  Operator op;
  ExprPtr left = nullptr;
  ExprPtr right = nullptr;
};
struct Logical {
  enum class Kind : std::uint8_t { all, any };
  Kind kind;
  std::vector<ExprPtr> terms = {};
};
/// A term of a `Logical` that is not always there.
struct OptionalTerm {
  ExprPtr term = nullptr;
  Presence presence;
};
struct Not {
  ExprPtr operand = nullptr;
};
/// `x is not null`: everything that begins with `is` and has no right operand.
struct Is {
  ExprPtr operand = nullptr;
  std::string test = {};  // "not null"
};
struct IsDistinctFrom {
  ExprPtr left = nullptr;
  ExprPtr right = nullptr;
  bool negated;
};
struct Between {
  ExprPtr operand = nullptr;
  ExprPtr low = nullptr;
  ExprPtr high = nullptr;
  bool negated;
  bool symmetric;
};
struct In {
  ExprPtr operand = nullptr;
  std::vector<ExprPtr> values = {};
  QueryPtr query = nullptr;  // instead of values
  bool negated;
};
struct Like {
  ExprPtr operand = nullptr;
  std::string word = {};  // "like", "not ilike", "similar to"
  ExprPtr pattern = nullptr;
  ExprPtr escape = nullptr;  // may be null
};
struct Quantified {
  ExprPtr operand = nullptr;
  Operator op;
  std::string word = {};    // "any", "all"
  ExprPtr array = nullptr;  // one of the two is null
  QueryPtr query = nullptr;
};
struct AtTimeZone {
  ExprPtr operand = nullptr;
  ExprPtr zone = nullptr;
};
struct Collate {
  ExprPtr operand = nullptr;
  Name collation = {};
};
struct Cast {
  ExprPtr operand = nullptr;
  std::string type = {};  // as SQL spells it
};
/// `(select ...)`, `exists (...)`, `array(...)`.
struct Subquery {
  enum class Kind : std::uint8_t { scalar, exists, array };
  Kind kind;
  QueryPtr query = nullptr;
};
struct Array {
  std::vector<ExprPtr> elements = {};
};
struct Row {
  std::vector<ExprPtr> elements = {};
  bool is_explicit;
};
struct Subscript {
  ExprPtr operand = nullptr;  // null in an assignment's target
  bool slice;
  ExprPtr lower = nullptr;  // may be null for a slice
  ExprPtr upper = nullptr;  // may be null
  bool continues = false;   // one access with the subscript that is its operand
};
struct Field {
  ExprPtr operand = nullptr;
  std::string name = {};
};
struct When {
  ExprPtr condition = nullptr;
  ExprPtr result = nullptr;
};
struct Case {
  ExprPtr operand = nullptr;  // may be null
  std::vector<When> whens = {};
  ExprPtr otherwise = nullptr;  // may be null
};

struct OrderItem {
  ExprPtr expr = nullptr;
  std::string suffix = {};  // "desc nulls last", or empty
  std::optional<Operator> using_operator = {};
  Presence presence = {};
};
struct FrameBound {
  std::string words = {};  // "unbounded preceding", "preceding"
  ExprPtr offset = nullptr;
};
struct Frame {
  std::string mode = {};
  FrameBound start;
  std::optional<FrameBound> end = {};
  std::string exclude = {};  // "current row" or empty
};
struct Window {
  std::optional<std::string> name = {};
  bool is_reference = false;
  std::vector<ExprPtr> partition_by = {};
  std::vector<OrderItem> order_by = {};
  std::optional<Frame> frame = {};
};
/// An argument: an expression with the words before it (`variadic`, `from`, `placing`).
struct Argument {
  std::optional<std::string> name = {};
  std::string words = {};
  ExprPtr value = nullptr;
  bool operand = false;     // only what is closed in itself may be bare
  bool restricted = false;  // stands before `in` or `from`: only arithmetic may be bare
};
struct Call {
  Name function = {};
  bool keyword = false;  // the name is the grammar's own (`coalesce`, `extract`): never quoted
  bool words_separate = false;  // arguments are separated by their words, not by commas
  std::vector<Argument> arguments = {};
  bool star = false;
  bool distinct = false;
  std::vector<OrderItem> order_by = {};
  std::vector<OrderItem> within_group = {};
  ExprPtr filter = nullptr;  // may be null
  std::optional<Window> over = {};
};

/// Grammar of its own, as of `xmlelement(name x, ...)`: words, printed as they stand, and
/// expressions between them, in parentheses where `operand` says that the grammar takes nothing
/// loose.
struct Phrase {
  struct Part {
    std::string words = {};
    ExprPtr expr = nullptr;  // may be null
    bool operand = false;
  };
  std::vector<Part> parts = {};
};

struct Expr {
  std::variant<Column,
               Verbatim,
               String,
               Parameter,
               Prefix,
               Infix,
               Logical,
               OptionalTerm,
               Not,
               Is,
               IsDistinctFrom,
               Between,
               In,
               Like,
               Quantified,
               AtTimeZone,
               Collate,
               Cast,
               Subquery,
               Array,
               Row,
               Subscript,
               Field,
               Case,
               Call,
               Phrase>
      node;
};

// ---- from

struct Sample {
  Name method = {};
  std::vector<ExprPtr> arguments = {};
  ExprPtr seed = nullptr;  // may be null
};
struct Table {
  Name name = {};
  bool only = false;
  std::optional<Sample> sample = {};
};
struct Derived {
  QueryPtr query = nullptr;
  bool lateral = false;
};
struct ColumnDefinition {
  std::string name = {};
  std::string type = {};
};
struct Functions {
  std::vector<ExprPtr> calls = {};
  std::vector<std::vector<ColumnDefinition>> definitions = {};  // per call
  bool rows_from = false;
  bool lateral = false;
  bool with_ordinality = false;
};
struct Join {
  std::string words = {};  // "join", "left join", "cross join"
  TableRefPtr left = nullptr;
  TableRefPtr right = nullptr;
  ExprPtr on = nullptr;  // may be null
  std::vector<std::string> using_columns = {};
  std::optional<std::string> using_alias = {};
  Presence presence = {};
};
/// An element of `from`. A join with an alias is printed in parentheses.
struct TableRef {
  std::variant<Table, Derived, Functions, Join> node;
  std::optional<std::string> alias = {};
  std::vector<std::string> column_aliases = {};
};

// ---- statements

struct SelectItem {
  ExprPtr expr = nullptr;
  std::optional<std::string> label = {};
};
struct GroupItem {
  enum class Kind : std::uint8_t { expr, set, rollup, cube, sets };
  Kind kind;
  ExprPtr expr = nullptr;
  std::vector<GroupItem> items = {};
};
struct Select {
  bool distinct = false;
  std::vector<ExprPtr> distinct_on = {};
  std::vector<SelectItem> items = {};
  std::vector<TableRefPtr> from = {};
  ExprPtr where = nullptr;  // may be null
  bool group_distinct = false;
  std::vector<GroupItem> group_by = {};
  ExprPtr having = nullptr;  // may be null
  std::vector<std::pair<std::string, Window>> windows = {};
};
struct Values {
  std::vector<std::vector<ExprPtr>> rows = {};
};
struct SetOperation {
  std::string words = {};  // "union all"
  QueryPtr left = nullptr;
  QueryPtr right = nullptr;
};
struct Cte {
  std::string name = {};
  std::vector<std::string> columns = {};
  std::string materialized = {};  // "materialized", "not materialized" or empty
  StatementPtr statement = nullptr;
  std::string search = {};  // printed as it stands
  std::string cycle = {};
};
struct With {
  bool recursive = false;
  std::vector<Cte> ctes = {};
};
struct Locking {
  std::string strength = {};  // "for update"
  std::vector<std::string> ranges = {};
  std::string wait = {};  // "skip locked" or empty
};
struct Query {
  std::optional<With> with = {};
  std::variant<Select, Values, SetOperation> body;
  std::vector<OrderItem> order_by = {};
  ExprPtr limit = nullptr;  // may be null
  Presence limit_presence = {};
  bool with_ties = false;
  ExprPtr offset = nullptr;  // may be null
  Presence offset_presence = {};
  std::vector<Locking> locking = {};
};

/// `name`, `address.city`, `tags[1]`: subscripts and fields have a null operand.
struct Target {
  std::string column = {};
  std::vector<ExprPtr> indirection = {};
};
struct Assignment {
  std::vector<Target> targets = {};
  ExprPtr value = nullptr;
  Presence presence = {};
  bool otherwise = false;  // there only when no other assignment is
  bool row = false;        // the targets stand in parentheses
};
struct ConflictElement {
  ExprPtr expr = nullptr;
  std::string suffix = {};  // ` collate "C" text_pattern_ops`, or empty
};
struct OnConflict {
  std::vector<ConflictElement> target = {};
  ExprPtr target_where = nullptr;  // may be null
  std::optional<std::string> constraint = {};
  bool update = false;
  std::vector<Assignment> assignments = {};
  ExprPtr where = nullptr;  // may be null
};
struct Insert {
  std::optional<With> with = {};
  Name table = {};
  std::optional<std::string> alias = {};
  std::vector<Target> columns = {};
  std::string overriding = {};  // "overriding system value" or empty
  QueryPtr source = nullptr;    // null for default values
  std::optional<OnConflict> on_conflict = {};
  std::vector<SelectItem> returning = {};
};
struct Update {
  std::optional<With> with = {};
  Name table = {};
  bool only = false;
  std::optional<std::string> alias = {};
  std::vector<Assignment> assignments = {};
  std::vector<TableRefPtr> from = {};
  ExprPtr where = nullptr;  // may be null
  std::optional<std::string> current_of = {};
  std::vector<SelectItem> returning = {};
};
struct Delete {
  std::optional<With> with = {};
  Name table = {};
  bool only = false;
  std::optional<std::string> alias = {};
  std::vector<TableRefPtr> using_items = {};
  ExprPtr where = nullptr;  // may be null
  std::optional<std::string> current_of = {};
  std::vector<SelectItem> returning = {};
};
struct MergeWhen {
  enum class Action : std::uint8_t { update, erase, insert, nothing };
  bool matched = true;
  ExprPtr condition = nullptr;  // may be null
  Action action = Action::nothing;
  std::vector<Assignment> assignments = {};
  std::vector<Target> columns = {};
  std::string overriding = {};
  std::vector<ExprPtr> values = {};  // empty for default values
};
struct Merge {
  std::optional<With> with = {};
  Name table = {};
  bool only = false;
  std::optional<std::string> alias = {};
  TableRefPtr source = nullptr;
  ExprPtr on = nullptr;
  std::vector<MergeWhen> whens = {};
};
struct Raw {
  std::string text = {};
};
struct Statement {
  std::variant<QueryPtr, Insert, Update, Delete, Merge, Raw> node;
};

/// Makes a node in `arena`.
template <class Node>
auto expr(source::Arena& arena, Node node) -> ExprPtr {
  return arena.make(Expr{std::move(node)});
}

}  // namespace ormc::sql::tree
