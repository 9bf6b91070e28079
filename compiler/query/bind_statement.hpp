#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "query/binder.hpp"
#include "query/view_writes.hpp"

/// What the files that bind statements owe each other. All of it follows the order in which
/// PostgreSQL analyses a statement, because the types of parameters are inferred along the way.
namespace ormc::query {

// ---- names (bind_names.cpp)

/// Whether a name as written means `candidate`: exactly, or as SQL folds it.
enum class Folding : std::uint8_t { exact, folded };
auto matches(const syntax::Name& name, std::string_view candidate, Folding folding) -> bool;

/// The index of the first of `names` that `name` means, exact matches first.
auto find_name(const syntax::Name& name, std::span<const std::string> names)
    -> std::optional<std::size_t>;

/// The name of what the schema does not know, as SQL folds it.
auto fold(const syntax::Name& name) -> std::string;

/// Gives a column another name, as an alias does.
void rename(RangeColumn& column, const syntax::Name& name);

/// A dotted name as it was written.
auto spell(const syntax::QualifiedName& name) -> std::string;

/// Whether an unqualified name finds a column or a relation in the ranges of this level alone.
auto finds_column(Binder& binder, const Scope& scope, const syntax::Name& name, Folding folding)
    -> bool;

/// The CTE that an unqualified table name means, looking outwards.
auto find_cte(const Scope& scope, const syntax::Name& name) -> std::optional<CteId>;

/// A scope for what may not see the ranges of `scope` but sees its CTEs and what lies further out.
auto without_ranges(const Scope& scope) -> Scope;

/// Whether a window is bound behind all other clauses: `Scope::pending_windows`.
auto must_wait(const Scope& scope, const syntax::Window& window) -> bool;

// ---- from (bind_from.cpp)

/// The from clause of a statement, and the conditions that tables written as paths add to `where`.
struct FromClause {
  std::vector<FromPtr> items;
  std::vector<ExprPtr> conditions;
};

/// Binds a from clause and makes its ranges visible in `scope`.
auto bind_from(Binder& binder, const std::vector<syntax::TableRefPtr>& tables, Scope& scope)
    -> FromClause;

/// The model or view that a write goes to, as a range that is not visible yet.
struct WriteTarget {
  std::variant<schema::ModelId, ViewWrites> relation;
  std::string name;  // what people call it
  RangeId range;
  VisibleRange visible;

  /// None for a view.
  auto model() const -> std::optional<schema::ModelId> {
    const auto* id = std::get_if<schema::ModelId>(&relation);
    return id != nullptr ? std::optional{*id} : std::nullopt;
  }
  auto view() const -> const ViewWrites* { return std::get_if<ViewWrites>(&relation); }
  /// The table that the rows are stored in; none where a view's trigger or rule decides.
  auto table() const -> std::optional<schema::ModelId> {
    return view() != nullptr ? view()->table : model();
  }
  /// The column of that table which one of the target is.
  auto stored(ColumnIndex column) const -> std::optional<schema::ColumnIndex> {
    return view() != nullptr ? view()->columns[column] : std::optional{column};
  }
};
struct TargetName {
  const syntax::QualifiedName& name;
  const std::optional<syntax::Name>& alias;
  WriteKind kind;
  bool only = false;
};
/// The table's column that one of the target is; null where a view computes it, or has a trigger or
/// rule that does something else.
auto stored_column(const Binder& binder, const WriteTarget& target, ColumnIndex column)
    -> const schema::Column*;
/// Nothing when the name is no model, and no view that can be written to; that is reported.
auto bind_target(Binder& binder, const TargetName& target) -> std::optional<WriteTarget>;

/// Reports `returning` where a view's rule gives nothing back, and a cursor, which is over tables.
void check_returning(Binder& binder,
                     const std::vector<syntax::SelectItem>& items,
                     const WriteTarget& target);
void check_cursor(Binder& binder,
                  const std::optional<syntax::Name>& cursor,
                  const WriteTarget& target);

/// Reports ranges of `added` whose names `present` has already. Names in `scope` are then silently
/// errors where they are ambiguous.
void check_range_names(Binder& binder,
                       Scope& scope,
                       const std::vector<VisibleRange>& present,
                       const std::vector<VisibleRange>& added);

/// `left = right`, as the condition of a join along a foreign key.
auto make_equality(Binder& binder, ExprPtr left, ExprPtr right) -> ExprPtr;

/// The conjunction of conditions; null when there are none.
auto conjunction(Binder& binder, std::span<const ExprPtr> conditions, Span span) -> ExprPtr;

/// The columns of a call in from (function_columns.cpp).
struct FunctionTableCall {
  ExprPtr call;
  std::string name;  // that it would have as a column
  const std::vector<syntax::ColumnDefinition>* definitions = nullptr;  // null: none written
  std::optional<std::string> alias;  // names the column of a scalar function
};
/// Nothing when the columns cannot be known; that is reported.
auto function_columns(Binder& binder, const FunctionTableCall& call)
    -> std::optional<std::vector<RangeColumn>>;

/// The sample of a table, if one is written (bind_sample.cpp).
auto bind_sample(Binder& binder, const syntax::NamedTable& table, Scope& scope)
    -> std::optional<TableSample>;

/// The row type of a table or view of pg_catalog, information_schema or an extension by a name that
/// no model has (system_relations.cpp).
auto find_system_relation(const Binder& binder, const syntax::QualifiedName& name)
    -> std::optional<Oid>;

/// `xmltable(...)` (bind_xml_table.cpp). Nothing when its columns cannot be known; that is
/// reported.
struct BoundXmlTable {
  XmlTableSource source;
  std::vector<RangeColumn> columns;
};
auto bind_xml_table(Binder& binder, const syntax::XmlTable& table, Scope& scope)
    -> std::optional<BoundXmlTable>;

// ---- queries (bind_query.cpp)

/// What becomes of literals and parameters that nothing in a query gives a type: text, or left
/// open because what stands around the query decides.
enum class Unknowns : std::uint8_t { become_text, stay };

auto bind_query_part(Binder& binder, const syntax::Query& query, Scope* outer, Unknowns unknowns)
    -> QueryPtr;

/// The items of a select or returning list, stars expanded.
auto bind_items(Binder& binder,
                const std::vector<syntax::SelectItem>& items,
                Scope& scope,
                Clause clause) -> std::vector<OutputColumn>;

/// The result columns of a select or returning list; what is unknown becomes text.
auto result_columns(Binder& binder, std::vector<OutputColumn>& items) -> std::vector<ResultColumn>;

/// `limit` and `offset` of a query.
void bind_limits(Binder& binder, const syntax::Query& syntax, Scope& scope, Query& query);

/// The locking clauses of a query (bind_locking.cpp).
void bind_locking(Binder& binder, const syntax::Query& syntax, const Scope& scope, Query& query);

// ---- set operations (bind_set_operation.cpp)

/// The query of `with recursive` that selects from itself: its columns are those of the first part,
/// and it is visible from the second part on.
struct RecursiveStart {
  CteId cte;
  std::string name;
};
auto bind_recursive_query(Binder& binder,
                          const syntax::Query& query,
                          Scope* outer,
                          const RecursiveStart& start) -> QueryPtr;
void bind_set_operation(Binder& binder,
                        const syntax::Query& syntax,
                        Scope& scope,
                        Query& query,
                        const std::optional<RecursiveStart>& recursive);

/// A set operation that is no query of its own: nothing but the operation.
auto is_bare_set_operation(const syntax::Query& query) -> bool;

// ---- order by, group by, distinct (bind_order.cpp, bind_group.cpp)

/// What `order by`, `group by` and `distinct on` mean by a name or a number.
struct OutputTarget {
  ExprPtr expr = nullptr;
  std::optional<std::uint32_t> output;
};
/// Whether names mean columns of from before columns of the select list, as in `group by`.
enum class NamesFirst : std::uint8_t { outputs, columns };
struct OutputClause {
  std::string_view name;  // "order by"
  Clause clause;
  NamesFirst first = NamesFirst::outputs;
};
auto bind_output_target(Binder& binder,
                        const syntax::Expr& expr,
                        const OutputClause& clause,
                        std::vector<OutputColumn>& items,
                        Scope& scope) -> OutputTarget;

/// Calls `visit` for each item of an order by, those of all choices among them, in the part that it
/// stands in (bind_order_choice.cpp).
void for_each_order_item(Binder& binder,
                         const std::vector<syntax::OrderClauseItem>& items,
                         const std::function<void(const syntax::OrderItem&)>& visit);

/// The order by of a select.
auto bind_order_by(Binder& binder,
                   const syntax::Query& query,
                   std::vector<OutputColumn>& items,
                   Scope& scope) -> std::vector<OrderItem>;
/// The order by of a set operation or of values: names and positions of result columns alone.
auto bind_result_order(Binder& binder,
                       const syntax::Query& query,
                       const std::vector<ResultColumn>& columns) -> std::vector<OrderItem>;

/// `distinct` and `distinct on`, checked against the order by that is bound already.
void bind_distinct(Binder& binder,
                   const syntax::Select& syntax,
                   Scope& scope,
                   Select& select,
                   const std::vector<OrderItem>& order_by);

auto bind_group_by(Binder& binder,
                   const std::vector<syntax::GroupItem>& items,
                   std::vector<OutputColumn>& outputs,
                   Scope& scope) -> std::vector<GroupItem>;
/// Reports columns that are neither grouped nor aggregated.
void check_grouping(Binder& binder, Select& select, const Query& query, Scope& scope);

/// Reports values that cannot be compared or sorted.
enum class Comparison : std::uint8_t { equality, ordering };
void require_comparison(
    Binder& binder, TypeRef type, Comparison comparison, std::string_view clause, Span span);

// ---- with (bind_cte.cpp)

auto bind_with(Binder& binder, const syntax::With& with, Scope& scope) -> With;

/// The search and cycle clauses of a query of a with clause (bind_cte_traversal.cpp). The marks are
/// bound before the query, which may use them; the rest is checked against it.
void bind_traversal(Binder& binder, const syntax::Cte& syntax, Scope& scope, Cte& cte);
void check_traversal(Binder& binder, const syntax::Cte& syntax, CteId id);
/// The columns that the clauses add.
auto traversal_columns(const Cte& cte) -> std::vector<RangeColumn>;

// ---- writes (bind_insert.cpp, bind_update.cpp, bind_delete.cpp, bind_on_conflict.cpp): nothing
// when the target is no model

auto bind_insert(Binder& binder, const syntax::Insert& insert, Scope* outer)
    -> std::optional<Statement>;
auto bind_update(Binder& binder, const syntax::Update& update, Scope* outer)
    -> std::optional<Statement>;
auto bind_delete(Binder& binder, const syntax::Delete& erase, Scope* outer)
    -> std::optional<Statement>;
auto bind_merge(Binder& binder, const syntax::Merge& merge, Scope* outer)
    -> std::optional<Statement>;

/// The columns and values of an insert that is a branch of merge.
struct InsertedRow {
  std::vector<AssignmentTarget> columns;
  std::vector<ExprPtr> values;
};
/// `insert` has a row of values or the defaults; `scope` is what they see.
auto bind_inserted_row(Binder& binder,
                       const syntax::Insert& insert,
                       const WriteTarget& target,
                       Scope& scope) -> InsertedRow;

auto bind_on_conflict(Binder& binder,
                      const syntax::OnConflict& conflict,
                      const WriteTarget& target,
                      const Scope& statement,
                      Insert& insert) -> OnConflict;

// ---- assignments (bind_assignment.cpp)

/// A target of an insert or update, and the type of what is assigned to it.
struct BoundTarget {
  AssignmentTarget target;
  TypeRef type;
  std::string name;  // as the model or view calls the column
  Span span;
};
/// Nothing when the table has no such column, or computes it; that is reported.
auto bind_assignment_target(Binder& binder,
                            const syntax::AssignmentTarget& target,
                            const WriteTarget& table,
                            Scope& scope) -> std::optional<BoundTarget>;

/// A column as a target of its own.
auto column_target(const Binder& binder, const WriteTarget& table, ColumnIndex column, Span span)
    -> BoundTarget;

/// Reports targets that assign one column of the table twice.
void check_targets_once(Binder& binder,
                        const WriteTarget& table,
                        std::span<const BoundTarget> targets);

/// The values of an inserted or assigned row, where `default` is one.
auto bind_assigned(Binder& binder, const std::vector<syntax::ExprPtr>& exprs, Scope& scope)
    -> std::vector<ExprPtr>;
/// Whether a value is a written `default` that has not got the type of its column yet. (With a
/// type, the node stands in for the column of a subquery while types are checked.)
auto is_default(const Expr& value) -> bool;
/// Gives an assigned value the type of its target.
void coerce_to_target(Binder& binder, ExprPtr value, const BoundTarget& target);

/// Reports `default` for a column that is not null and has none.
void check_default(Binder& binder,
                   const WriteTarget& table,
                   const BoundTarget& target,
                   const Expr& value);
/// Whether an insert must give the column a value: it is not null and has no default. Of a view
/// none must: a trigger, a rule or a default of its own may.
auto is_required(const Binder& binder, const WriteTarget& table, ColumnIndex column) -> bool;
/// Required columns that get no value.
struct MissingColumns {
  schema::ModelId model;
  std::vector<schema::ColumnIndex> columns;
  std::vector<std::string> implied;  // those that values are for without a column list
};
void report_required(Binder& binder, const MissingColumns& missing, Span span);

/// The set clause of an update or of on conflict, with the assignments that `@on_update` and
/// `@version` imply.
auto bind_assignments(Binder& binder,
                      const std::vector<syntax::Assignment>& assignments,
                      const WriteTarget& target,
                      Scope& scope) -> std::vector<Assignment>;

/// One column of a batch: its parameter is an array.
struct BatchColumn {
  std::string name;
  TypeRef array;
  bool nullable = false;  // its elements may be NULL, as the column may
};
/// The parameters of `values $rows`, one for each column (batch_parameters.cpp).
auto use_batch(Binder& binder,
               const syntax::Parameter& parameter,
               const std::vector<BatchColumn>& columns) -> std::vector<ParameterIndex>;

/// Whether an insert that leaves the column out, or says `default`, gives it a value.
auto has_default(const schema::Schema& schema, const schema::Column& column) -> bool;

}  // namespace ormc::query
