#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// Where in a statement an expression stands: decides whether aggregates, windows, set-returning
/// functions and DEFAULT are allowed there, and what a message calls the place.
enum class Clause : std::uint8_t {
  select_list,
  from_function,
  join_condition,
  where,
  group_by,
  having,
  window,
  order_by,
  distinct_on,
  limit,
  offset,
  values,
  insert_value,
  update_value,
  returning,
  on_conflict_where,
  merge_when,
  filter,
  aggregate_argument,
  schema_default,
  schema_check,
  schema_generated,
  schema_index,
  schema_policy,
  schema_trigger,
  schema_rule,
  schema_partition,
  predicate,
};

/// A range variable that names may refer to. An empty name is found by no qualifier.
struct VisibleRange {
  RangeId range;
  std::string name;             // as the user may write it: the alias, or the model's name
  std::string sql_name;         // the table's name when no alias was written; may equal `name`
  bool columns_visible = true;  // unqualified columns and `*` are found here
  /// Columns that a `using` or `natural` join merged: found only behind the range's name, not
  /// unqualified and not by a bare `*`. The join's own range, which stands before this one, has
  /// them.
  std::vector<ColumnIndex> merged = {};

  /// Whether a name without a qualifier, or a bare `*`, finds this column.
  auto shows(ColumnIndex column) const -> bool {
    return columns_visible && std::find(merged.begin(), merged.end(), column) == merged.end();
  }
};

struct Scope;

/// What the value parameters of a predicate stand for while its body takes the place of a call. Row
/// parameters need no such thing: they are names for ranges of the scopes further out.
struct Expansion {
  struct Value {
    std::string name;
    TypeRef type;
    const syntax::Expr* argument;
    Span declared;
    /// The argument as it was bound for the first use; bound anew for each further one, since an
    /// expression has one place.
    ExprPtr first = nullptr;
  };
  std::string predicate;
  std::vector<Value> values;
  Scope* caller;                   // the scope of the arguments
  schema::ModuleId caller_module;  // whose names they see
};

/// One level of query nesting. Names are looked up here, then in `outer`.
struct Scope {
  Scope* outer = nullptr;
  std::vector<VisibleRange> ranges;
  /// A table of this level could not be resolved and was reported: names that are not found here or
  /// further out are errors without a diagnostic.
  bool incomplete = false;
  /// What the columns of the select list are called, once they are bound: no names for where and
  /// having, but a likely mistake.
  std::vector<std::string> output_names = {};
  Clause clause = Clause::select_list;
  /// Set while binding: the level has an aggregate or grouping; expressions of windows were seen.
  bool has_aggregates = false;
  bool has_windows = false;
  /// Inside an aggregate's argument or filter of this level: nested aggregates are errors.
  bool in_aggregate = false;
  bool in_window_call = false;
  /// Windows of the `window` clause by name.
  std::vector<std::pair<std::string, Window>> windows;
  /// Windows with parameters are bound behind all other clauses, as the server does it: the others
  /// give the parameters their types.
  struct PendingWindow {
    syntax::Window syntax;
    ExprPtr call;       // null for one of the `window` clause,
    std::size_t index;  // which is this one
  };
  std::vector<PendingWindow> pending_windows = {};
  /// CTEs that this level and those inside see.
  std::vector<std::pair<std::string, CteId>> ctes;
  /// Path joins made so far below a range of this level: the same path joins once.
  struct PathJoin {
    RangeId parent;
    schema::RelationIndex relation;
    RangeId range;
  };
  std::vector<PathJoin> paths;
  /// Paths cannot be joined to the target of an update or delete: there they become scalar
  /// subqueries.
  std::optional<RangeId> unjoinable;
  /// Inside a shape: the range whose row it is about. Names without a qualifier mean its members
  /// alone.
  std::optional<RangeId> shaped;
  /// While the items of a declared shape are bound here: the row that they are about. They were
  /// written for it alone: its model's name means it, and no name means what else is in scope.
  std::optional<RangeId> shape_row = {};
  /// To-many relations that are open here, as the argument of an aggregate or a shape's own: a path
  /// through one goes on in its range.
  struct OpenPath {
    RangeId parent;
    schema::RelationIndex relation;
    RangeId range;
  };
  std::vector<OpenPath> open;
  /// An outer join stands in the from clause of this level.
  bool has_outer_join = false;
  /// The members of the row so far, where a select or returning list may hold shapes; else nothing.
  std::optional<std::vector<ShapeField>> shape;
  /// In schema expressions of a domain: the type of `value`.
  std::optional<TypeRef> domain_value;
  /// Set in the scope of a predicate's body: it stands inside the scope of the call, whose names it
  /// does not see.
  Expansion* expansion = nullptr;

  /// Where names that are not found here are looked up.
  auto enclosing() const -> Scope* { return expansion == nullptr ? outer : nullptr; }
};

}  // namespace ormc::query
