#pragma once

#include "syntax/tree_expr.hpp"

namespace ormc::syntax {

struct Statement;
using StatementPtr = const Statement*;
struct TableRef;
using TableRefPtr = const TableRef*;

/// `as alias (a, b)`, or `as t (a int, b text)` for functions that return records.
struct Alias {
  Name name;
  std::vector<Name> columns;
};

struct ColumnDefinition {
  Name name;
  TypeName type;
};

/// `from Post p`, `from auth.User`, and paths: `from p.comments c`.
struct NamedTable {
  QualifiedName name;
  bool only = false;
  bool is_path = false;  // `exists(p.comments)`: a relation, even of one name
  std::optional<Alias> alias = {};
  std::optional<QualifiedName> sample_method = {};  // tablesample
  std::vector<ExprPtr> sample_arguments = {};
  ExprPtr sample_seed = nullptr;  // may be null
};

struct SubqueryTable {
  QueryPtr query;
  bool lateral = false;
  std::optional<Alias> alias;
};

/// `generate_series(1, 3) with ordinality as g (n, i)`; several functions for `rows from (...)`.
struct FunctionTable {
  std::vector<ExprPtr> calls;
  std::vector<std::vector<ColumnDefinition>> definitions;  // per call, mostly empty
  bool rows_from = false;
  bool lateral = false;
  bool with_ordinality = false;
  std::optional<Alias> alias;
};

/// `xmltable(xmlnamespaces(...), row passing document columns ...)`.
struct XmlTable {
  struct Namespace {
    ExprPtr uri;
    std::optional<Name> name;  // absent for the default namespace
  };
  struct Column {
    Name name;
    std::optional<TypeName> type;     // absent: `for ordinality`
    ExprPtr path = nullptr;           // may be null
    ExprPtr default_value = nullptr;  // may be null
    bool not_null = false;
  };
  std::vector<Namespace> namespaces;
  ExprPtr row;
  ExprPtr document;
  std::vector<Column> columns;
  bool lateral = false;
  std::optional<Alias> alias;
};

struct Join {
  enum class Kind : std::uint8_t { inner, left, right, full, cross };
  Kind kind;
  bool natural = false;
  TableRefPtr left;
  TableRefPtr right;
  ExprPtr on = nullptr;  // may be null
  std::vector<Name> using_columns;
  std::optional<Name> using_alias;
  std::optional<Alias> alias;  // of a parenthesised join
};

struct TableRef {
  Span span;
  std::variant<NamedTable, SubqueryTable, FunctionTable, XmlTable, Join> node;
};

/// An element of `group by`: an expression, or a grouping set of them. `()` is an empty `set`.
struct GroupItem {
  enum class Kind : std::uint8_t { expr, set, rollup, cube, sets };
  Kind kind = Kind::expr;
  ExprPtr expr = nullptr;        // of `expr`
  std::vector<GroupItem> items;  // of the others
  Span span;
};

struct Select {
  bool distinct = false;
  std::vector<ExprPtr> distinct_on;
  std::vector<SelectItem> items;
  std::optional<QualifiedName> into;  // `select ... into t`: always an error
  std::vector<TableRefPtr> from;
  ExprPtr where = nullptr;  // may be null
  bool group_distinct = false;
  std::vector<GroupItem> group_by;
  ExprPtr having = nullptr;  // may be null
  std::vector<std::pair<Name, Window>> windows;
};

/// `values (1, 2), (3, 4)`. Rows may hold `DefaultValue` where they are inserted.
struct Values {
  std::vector<std::vector<ExprPtr>> rows;
};

/// `table Post`.
struct TableCommand {
  QualifiedName name;
  bool only = false;
};

struct SetOperation {
  enum class Kind : std::uint8_t { unite, intersect, except };
  Kind kind;
  bool all = false;
  QueryPtr left;
  QueryPtr right;
};

struct Cte {
  enum class Materialized : std::uint8_t { unspecified, yes, no };
  Name name;
  std::vector<Name> columns;
  Materialized materialized = Materialized::unspecified;
  StatementPtr statement;
  Span span;
  // search and cycle clauses
  struct Search {
    bool depth_first = true;
    std::vector<Name> columns;
    Name set_column;
  };
  struct Cycle {
    std::vector<Name> columns;
    Name mark_column;
    ExprPtr mark = nullptr;          // may be null
    ExprPtr mark_default = nullptr;  // may be null
    Name path_column;
  };
  std::optional<Search> search;
  std::optional<Cycle> cycle;
};

struct With {
  bool recursive = false;
  std::vector<Cte> ctes;
};

struct Locking {
  enum class Strength : std::uint8_t { update, no_key_update, share, key_share };
  enum class Wait : std::uint8_t { wait, nowait, skip_locked };
  Strength strength;
  std::vector<QualifiedName> tables;
  Wait wait = Wait::wait;
  Span span;
};

/// A query expression: a body with what may stand around it. Nested set operations are queries too.
struct Query {
  std::optional<With> with;
  std::variant<Select, Values, TableCommand, SetOperation> body;
  std::vector<OrderClauseItem> order_by;
  ExprPtr limit = nullptr;  // may be null
  bool limit_optional = false;
  bool with_ties = false;
  ExprPtr offset = nullptr;  // may be null
  bool offset_optional = false;
  std::vector<Locking> locking;
  ExprPtr page_after = nullptr;  // may be null: `page after $cursor`
  Span span;
};

/// What an INSERT or UPDATE assigns to: `name`, `address.city`, `tags[1]`.
struct AssignmentTarget {
  Name column;
  std::vector<ExprPtr> indirection;  // Subscript and FieldSelection whose operand is null
  Span span;
};

/// `a = 1`, `(a, b) = (1, 2)`, `(a, b) = (select ...)`, `[name = $name]`.
struct Assignment {
  std::vector<AssignmentTarget> targets;
  bool row = false;  // the targets stand in parentheses, even if it is one
  ExprPtr value;
  bool optional = false;
  Span span;
};

/// `lower(email) collate "C" text_pattern_ops` as an element of a conflict target.
struct ConflictElement {
  ExprPtr expr;
  std::optional<QualifiedName> collation;
  std::optional<QualifiedName> opclass;
  /// `asc`, `nulls first` or an operator: nothing that may stand here.
  bool has_order = false;
  Span span;
};

struct OnConflict {
  std::vector<ConflictElement>
      target;                      // columns or expressions; empty with a constraint or no target
  ExprPtr target_where = nullptr;  // may be null
  std::optional<Name> constraint;
  bool update = false;  // do update rather than do nothing
  std::vector<Assignment> assignments;
  ExprPtr where = nullptr;  // may be null
  Span span;
};

/// `values $rows`: the batch form.
struct BatchRows {
  Parameter parameter;
};
struct DefaultValues {};

struct Insert {
  enum class Overriding : std::uint8_t { none, user, system };
  std::optional<With> with;
  QualifiedName table;
  std::optional<Name> alias;
  std::vector<AssignmentTarget> columns;
  Overriding overriding = Overriding::none;
  std::variant<QueryPtr, BatchRows, DefaultValues> source;
  std::optional<OnConflict> on_conflict;
  std::vector<SelectItem> returning;
};

struct Update {
  std::optional<With> with;
  QualifiedName table;
  bool only = false;
  std::optional<Name> alias;
  std::vector<Assignment> assignments;
  std::vector<TableRefPtr> from;
  ExprPtr where = nullptr;  // may be null
  std::optional<Name> current_of;
  std::vector<SelectItem> returning;
};

struct Delete {
  std::optional<With> with;
  QualifiedName table;
  bool only = false;
  std::optional<Name> alias;
  std::vector<TableRefPtr> using_tables;
  ExprPtr where = nullptr;  // may be null
  std::optional<Name> current_of;
  std::vector<SelectItem> returning;
};

struct MergeWhen {
  enum class Action : std::uint8_t { update, erase, insert, nothing };
  bool matched = true;
  ExprPtr condition = nullptr;  // may be null
  Action action = Action::nothing;
  std::vector<Assignment> assignments;
  std::vector<AssignmentTarget> columns;
  Insert::Overriding overriding = Insert::Overriding::none;
  std::vector<ExprPtr> values;  // of an insert; empty with `default values`
  Span span;
};

struct Merge {
  std::optional<With> with;
  QualifiedName table;
  bool only = false;
  std::optional<Name> alias;
  TableRefPtr source;
  ExprPtr on;
  std::vector<MergeWhen> whens;
};

/// `sql """ ... """`.
struct RawSql {
  std::string text;
  Span text_span;  // with its quotes
  /// Where the text begins in the file; nothing when escapes make it another than what was written.
  std::optional<std::uint32_t> text_begin;
};

/// What stands where a statement did not parse.
struct MissingStatement {};

struct Statement {
  Span span;
  std::variant<QueryPtr, Insert, Update, Delete, Merge, RawSql, MissingStatement> node;
};

}  // namespace ormc::syntax
