#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "query/ir.hpp"
#include "query/nullability_facts.hpp"
#include "query/nullability_narrow.hpp"
#include "query/view_writes.hpp"

namespace ormc::query {

/// Whether the elements of an array are seen, and none of them is NULL.
auto holds_only_values(const Expr& array) -> bool;

/// Whether all rows of a set-returning call hold a value.
auto gives_only_values(const Call& call) -> bool;

/// Goes over a bound unit in the order in which SQL evaluates it and sets what may be NULL, under
/// the facts known at each place. Expressions are in `nullability_expr.cpp` and
/// `nullability_call.cpp`, from clauses in `nullability_from.cpp`, queries and writes in
/// `nullability_query.cpp`.
class Inference {
 public:
  /// `program` may be null: then checks and generated columns tell nothing.
  Inference(const schema::Schema& schema,
            const Program* program,
            Unit& unit,
            const std::vector<QueryParameter>* parameters);

  void statement(Statement& statement);
  void query(Query& query);
  void expr(Expr& expr);
  /// Gives a range that stands for a table by itself the table's columns.
  void table(RangeId range) { source(range); }

 private:
  /// A select while its expressions are looked at.
  struct Level {
    const Select* select = nullptr;
    std::vector<RangeId> ranges;
    /// Every group has a row: there is a `group by`, and none of its sets is empty.
    bool groups_have_rows = false;
    /// What from and where know, where that holds inside aggregates only.
    Facts::Entries inside_aggregates;
    std::size_t grouped_mark = 0;
    /// More than one set-returning call in the select list: the shorter ones are padded.
    bool sets_are_padded = false;
  };

  // nullability_expr.cpp
  void operand(ExprPtr operand) {
    if (operand) expr(*operand);
  }
  void operands(const std::vector<ExprPtr>& operands) {
    for (auto* each : operands) operand(each);
  }
  void spine(Expr& root);
  void settle(Expr& expr, bool nullable);
  void assume(const Expr& condition, Outcome outcome);
  void follow();
  auto coalesce_nullable(const SpecialCall& call) -> bool;
  auto function_nullable(catalog::Oid function, bool argument_nullable) const -> bool;
  auto column_nullable(RangeId range, ColumnIndex column) -> bool;
  auto is_never_empty(RangeId range, ColumnIndex column) const -> bool;
  auto cast_nullable(const Cast& cast) const -> bool;
  auto field_nullable(const FieldSelection& selection) -> bool;
  auto logical_nullable(const Logical& logical) -> bool;
  auto case_nullable(const Case& choice) -> bool;
  void assume_equal(const Expr& operand, const Expr& value);
  void assume_value(Value value);
  auto generated_nullable(RangeId range, ColumnIndex column) const -> bool;
  auto query_nullable(Query& query) -> bool;

  auto node(const ColumnRef& column) -> bool {
    return column_nullable(column.range, column.column);
  }
  auto node(const WholeRow& row) -> bool;
  auto node(const SystemColumn& column) -> bool;
  auto node(const DomainValue&) -> bool { return true; }
  auto node(const Parameter& parameter) -> bool;
  auto node(const Constant& constant) -> bool;
  auto node(const DefaultValue&) -> bool { return true; }
  auto node(const Error&) -> bool { return true; }
  auto node(const OperatorCall& call) -> bool;
  auto node(const Logical& logical) -> bool { return logical_nullable(logical); }
  auto node(const OptionalTerm& optional) -> bool {
    operand(optional.term);
    return optional.term->nullable;
  }
  auto node(const Not& negation) -> bool;
  auto node(const IsTest& test) -> bool;
  auto node(const IsDistinctFrom& test) -> bool;
  auto node(const IsNormalized& test) -> bool;
  auto node(const Between& between) -> bool;
  auto node(const InList& in) -> bool;
  auto node(const InSubquery& in) -> bool;
  auto node(const Like& like) -> bool;
  auto node(const Quantified& quantified) -> bool;
  auto node(const RowComparison& comparison) -> bool;
  auto node(const AtTimeZone& zone) -> bool;
  auto node(const Collate& collate) -> bool { return collate.operand->nullable; }
  auto node(const Cast& cast) -> bool { return cast_nullable(cast); }
  auto node(NonNull& assertion) -> bool;
  auto node(const Exists& exists) -> bool;
  auto node(const ScalarSubquery& subquery) -> bool;
  auto node(const ArraySubquery& subquery) -> bool;
  auto node(const ArrayConstructor& array) -> bool;
  auto node(const Row& row) -> bool;
  auto node(const Subscript& subscript) -> bool;
  auto node(const FieldSelection& selection) -> bool { return field_nullable(selection); }
  auto node(const Case& choice) -> bool { return case_nullable(choice); }
  auto node(const SpecialCall& call) -> bool;
  auto node(const KeywordValue& value) -> bool;
  auto node(const XmlCall& call) -> bool;

  // nullability_call.cpp
  auto node(Call& call) -> bool;
  auto filter(const Call& call) -> bool;
  auto arguments_nullable(const Call& call) -> bool;
  auto aggregate_nullable(const Call& call) -> bool;
  auto window_nullable(const Call& call) -> bool;
  auto has_current_row(const Window& window) const -> bool;
  auto is_of_level(const Call& call) const -> bool;
  void window(const Window& window);

  // nullability_from.cpp
  void from(const std::vector<FromPtr>& items);
  auto from_item(const FromItem& item) -> std::vector<RangeId>;
  void join(const FromJoin& join, std::vector<RangeId>& left, Facts::Mark left_mark);
  auto leaf(RangeId range) -> std::vector<RangeId>;
  void path(RangeId path, std::vector<RangeId>& ranges);
  void source(RangeId range);
  void functions(const FunctionSource& source, std::vector<RangeColumn>& columns);
  void xml_table(const XmlTableSource& source, std::vector<RangeColumn>& columns);
  void sample(const std::optional<TableSample>& sample);
  /// Of a table alone, or with those of tables that inherit from it.
  enum class Rows : std::uint8_t { of_the_table, with_children };
  void table_columns(schema::ModelId model, std::vector<RangeColumn>& columns, Rows rows);
  void table_checks(schema::ModelId model, RangeId range);
  auto schema_expr(schema::ExprId id) const -> const Expr*;

  // nullability_query.cpp
  void with(const With& with);
  void cte(Cte& cte);
  void recursive(Cte& cte, Query& query, const SetOperation& operation);
  void select(Query& query, Select& select);
  void grouped(const Select& select, Facts::Mark mark);
  void set_operation(Query& query);
  void tail(Query& query);
  void outputs(const std::vector<OutputColumn>& items, std::vector<ResultColumn>& columns);
  void shape(std::vector<ShapeField>& fields);
  // nullability_write.cpp
  void write(Insert& insert, Statement& statement);
  void write(Update& update, Statement& statement);
  void write(Delete& erase, Statement& statement);
  void write(Merge& merge);
  void assignments(const std::vector<Assignment>& assignments);
  auto is_by_rule(RangeId target, WriteKind kind) const -> bool;
  void returned(const Insert& insert);
  void returned(const Update& update, const Facts::Entries& learned);
  auto stores_what_is_given(schema::ModelId model) const -> bool;
  auto default_nullable(const schema::Column& column) const -> bool;
  auto inserted_values(const Insert& insert) const -> std::vector<ColumnIndex>;
  auto assigned_values(const std::vector<Assignment>& assignments, schema::ModelId model) const
      -> std::map<ColumnIndex, bool>;
  auto given_nullable(const Query& query, std::size_t place, const schema::Column& column) const
      -> bool;
  auto stays_filled(TypeRef type, const schema::Column& column) const -> bool;

  const schema::Schema& schema_;
  const Program* program_;
  Unit& unit_;
  const std::vector<QueryParameter>* parameters_;
  Facts facts_;
  /// The checks of the tables that were gone over: they hold in every row that is really there.
  std::vector<Condition> checks_;
  Level* level_ = nullptr;
  /// Path joins by their parent, in the order in which they were made.
  std::map<RangeId, std::vector<RangeId>> paths_;
  /// Path joins that are left joins.
  std::set<RangeId> left_paths_;
};

}  // namespace ormc::query
