#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "query/ir.hpp"
#include "query/presence.hpp"
#include "sql/tree.hpp"

namespace ormc::sql {

namespace ir = ormc::query;

/// Lowers one bound unit to SQL: chooses aliases, qualifies names, turns paths into joins. It
/// cannot fail: whatever is bound has an SQL form. Expressions are lowered by `lower_expr.cpp`,
/// statements by `lower_<statement>.cpp`.
class Lowering {
 public:
  /// `parameters` are those of the statement; the arrays of a batch insert are looked up there.
  Lowering(const schema::Schema& schema,
           const ir::Unit& unit,
           source::Arena& arena,
           const std::vector<ir::QueryParameter>& parameters = {});

  /// From here on strings have casts to the types that they are taken for, and so have numbers that
  /// their place takes for another type: two texts can be compared by what they mean.
  void say_types() { says_types_ = true; }

  /// Makes only those joins of paths that lead to one of `ranges`.
  void keep_paths(const std::set<ir::RangeId>& ranges);

  auto expr(const ir::Expr& expr) -> tree::ExprPtr;
  /// An expression of the schema, with the rows that it speaks of named where they must be.
  auto schema_expr(const ir::Expr& expr) -> tree::ExprPtr;
  auto query(const ir::Query& query) -> tree::QueryPtr;
  auto statement(const ir::Statement& statement) -> tree::Statement;
  /// The statement whose rows a program reads: types without a binary form come as text.
  auto outermost(const ir::Statement& statement) -> tree::Statement;

 private:
  // lower_expr.cpp
  auto operand(ir::ExprPtr expr) -> tree::ExprPtr { return expr ? this->expr(*expr) : nullptr; }
  auto operands(const std::vector<ir::ExprPtr>& exprs) -> std::vector<tree::ExprPtr>;
  auto spine(const ir::Expr& expr) -> tree::ExprPtr;
  auto continued(const ir::Expr& expr, tree::ExprPtr left) -> tree::ExprPtr;
  auto node(const ir::ColumnRef& column) -> tree::ExprPtr;
  auto node(const ir::WholeRow& row) -> tree::ExprPtr;
  auto node(const ir::SystemColumn& column) -> tree::ExprPtr;
  auto node(const ir::DomainValue&) -> tree::ExprPtr;
  auto node(const ir::Parameter& parameter, const ir::Expr& expr) -> tree::ExprPtr;
  auto node(const ir::Constant& constant, const ir::Expr& expr) -> tree::ExprPtr;
  auto string(const ir::Constant& constant, catalog::Oid taken_for) -> tree::ExprPtr;
  /// A number is what its place takes it for, where types are said; 0 for a place that says
  /// nothing.
  auto taken_as(catalog::Oid taken_for, ir::ExprPtr operand, tree::ExprPtr lowered)
      -> tree::ExprPtr;
  auto operands_as(catalog::Oid taken_for, const std::vector<ir::ExprPtr>& exprs)
      -> std::vector<tree::ExprPtr>;
  auto operand_of(const ir::OperatorCall& call, ir::ExprPtr operand, tree::ExprPtr lowered)
      -> tree::ExprPtr;
  auto node(const ir::DefaultValue&) -> tree::ExprPtr;
  auto node(const ir::Error&) -> tree::ExprPtr;
  auto node(const ir::OperatorCall& call) -> tree::ExprPtr;
  auto node(const ir::Logical& logical) -> tree::ExprPtr;
  auto node(const ir::OptionalTerm& optional) -> tree::ExprPtr;
  auto node(const ir::Not& negation) -> tree::ExprPtr;
  auto node(const ir::IsTest& test) -> tree::ExprPtr;
  auto node(const ir::IsDistinctFrom& test) -> tree::ExprPtr;
  auto node(const ir::IsNormalized& test) -> tree::ExprPtr;
  auto node(const ir::Between& between) -> tree::ExprPtr;
  auto node(const ir::InList& in) -> tree::ExprPtr;
  auto node(const ir::InSubquery& in) -> tree::ExprPtr;
  auto node(const ir::Like& like) -> tree::ExprPtr;
  auto node(const ir::Quantified& quantified) -> tree::ExprPtr;
  auto node(const ir::RowComparison& comparison) -> tree::ExprPtr;
  auto node(const ir::NonNull& assertion) -> tree::ExprPtr;
  auto node(const ir::Exists& exists) -> tree::ExprPtr;
  auto node(const ir::ScalarSubquery& subquery) -> tree::ExprPtr;
  auto node(const ir::ArraySubquery& subquery) -> tree::ExprPtr;
  auto node(const ir::ArrayConstructor& array, const ir::Expr& expr) -> tree::ExprPtr;
  auto node(const ir::Row& row) -> tree::ExprPtr;
  auto node(const ir::Case& choice, const ir::Expr& expr) -> tree::ExprPtr;
  auto node(const ir::SpecialCall& call, const ir::Expr& expr) -> tree::ExprPtr;
  auto node(const ir::KeywordValue& value) -> tree::ExprPtr;
  struct MergedJoin;
  auto has_namesake(const MergedJoin& merged, ir::RangeId range, const std::string& name) const
      -> bool;
  auto merged(const ir::JoinSource& join, ir::RangeId range, ir::ColumnIndex column)
      -> tree::ExprPtr;

  // lower_call.cpp
  auto node(const ir::Call& call) -> tree::ExprPtr;
  auto spelled(const ir::Call& call) -> tree::Call;
  auto overlaps(const ir::Call& call) -> tree::ExprPtr;
  auto function_name(const catalog::Function& function, bool qualified) const -> tree::Name;
  auto op(const catalog::Operator& op, bool qualified) const -> tree::Operator;
  auto order_item(const ir::OrderItem& item, const std::vector<ir::OutputColumn>* items)
      -> tree::OrderItem;
  auto is_captured(const ir::Expr& expr, const std::vector<ir::OutputColumn>& items) const -> bool;
  auto window(const ir::Window& window) -> tree::Window;
  auto frame(const ir::Frame& frame) -> tree::Frame;

  // lower_query.cpp
  auto shell(const ir::Query& query) -> tree::Query;
  auto select_query(const ir::Query& query, const ir::Select& select) -> tree::Query;
  auto set_operation(const ir::Query& query) -> tree::QueryPtr;
  auto values(const ir::Values& values) -> tree::Values;
  auto items(const std::vector<ir::OutputColumn>& items) -> std::vector<tree::SelectItem>;
  auto text_items(std::vector<tree::SelectItem> lowered, const std::vector<ir::OutputColumn>& items)
      -> std::vector<tree::SelectItem>;
  auto order_of_text(const ir::OrderItem& item, const std::vector<ir::OutputColumn>& items)
      -> std::optional<tree::OrderItem>;
  auto group_item(const ir::GroupItem& item) -> tree::GroupItem;
  auto with(const ir::With& with) -> tree::With;
  auto cycle_words(const ir::CteCycle& cycle) -> std::string;
  auto locking(const ir::LockingClause& locking, const ir::Select& select) -> tree::Locking;
  void finish(const ir::Query& query, const std::vector<ir::OutputColumn>* items, tree::Query& out);

  // lower_from.cpp
  auto from(const std::vector<ir::FromPtr>& items) -> std::vector<tree::TableRefPtr>;
  auto from_item(const ir::FromItem& item) -> tree::TableRefPtr;
  auto join(const ir::FromJoin& join, tree::TableRefPtr left) -> tree::TableRefPtr;
  auto hoists_paths(const ir::FromJoin& join) const -> bool;
  auto leaf(ir::RangeId range) -> tree::TableRefPtr;
  auto plain_leaf(ir::RangeId range) -> tree::TableRefPtr;
  auto path_joins(ir::RangeId parent, tree::TableRefPtr left) -> tree::TableRefPtr;
  auto source(ir::RangeId range) -> tree::TableRef;
  auto functions(const ir::FunctionSource& source) -> tree::Functions;
  auto sample(const std::optional<ir::TableSample>& sample) -> std::optional<tree::Sample>;
  // lower_xml.cpp
  auto node(const ir::XmlCall& call, const ir::Expr& expr) -> tree::ExprPtr;
  auto xml_table(const ir::XmlTableSource& source, const ir::Range& range) -> tree::Functions;
  auto path_join(ir::RangeId path, tree::TableRefPtr left) -> tree::TableRefPtr;
  auto is_left(ir::RangeId path) const -> bool;
  /// Whether a path joins inside of the left join to the step before it, so that what is there of
  /// one is there of both.
  auto is_nested(ir::RangeId path) const -> bool;
  auto nested_joins(ir::RangeId parent, tree::TableRefPtr left) -> tree::TableRefPtr;
  auto brings_path_column(const ir::FromJoin& join) const -> bool;
  auto relation_of(const ir::PathSource& path) const -> const schema::Relation&;
  auto table_name(schema::ModelId model) const -> tree::Name;

  // lower_insert.cpp, lower_write.cpp, lower_merge.cpp
  auto merge(const ir::Merge& merge) -> tree::Merge;
  static auto overriding_words(syntax::Insert::Overriding overriding) -> std::string;
  auto conflict_element(const ir::ConflictElement& element) -> tree::ConflictElement;
  auto insert(const ir::Insert& insert) -> tree::Insert;
  // lower_batch.cpp
  auto batch(const ir::Insert& insert, const ir::Batch& batch) -> tree::QueryPtr;
  auto on_conflict(const ir::OnConflict& conflict, ir::RangeId target) -> tree::OnConflict;
  auto update(const ir::Update& update) -> tree::Update;
  auto erase(const ir::Delete& erase) -> tree::Delete;
  auto target_name(ir::RangeId range) const -> tree::Name;
  auto target(const ir::AssignmentTarget& target, ir::RangeId range) -> tree::Target;
  auto assignments(const std::vector<ir::Assignment>& assignments, ir::RangeId range)
      -> std::vector<tree::Assignment>;
  auto unchanged(const ir::Assignment& assignment, ir::RangeId range) -> tree::Assignment;
  auto written_alias(ir::RangeId range) const -> std::optional<std::string>;

  // lower_alias.cpp
  class Level;
  friend class Level;
  void name_ranges(const std::vector<ir::RangeId>& ranges);
  auto ranges_of(const std::vector<ir::FromPtr>& items) -> std::vector<ir::RangeId>;
  void add_paths(std::vector<ir::RangeId>& ranges) const;
  auto wanted_name(const ir::Range& range) const -> std::string;
  auto implicit_name(const ir::Range& range) const -> std::string;
  auto is_taken(const std::string& name) const -> bool;
  auto alias(ir::RangeId range) const -> const std::string& {
    return aliases_[static_cast<std::size_t>(range)];
  }

  /// When a part is in the text.
  auto presence(std::optional<ir::PartId> part) const -> tree::Presence;
  auto type(catalog::TypeRef type) const -> std::string;
  template <class Node>
  auto make(Node node) -> tree::ExprPtr {
    return tree::expr(arena_, std::move(node));
  }

  const schema::Schema& schema_;
  const ir::Unit& unit_;
  source::Arena& arena_;
  const std::vector<ir::QueryParameter>& parameters_;
  ir::PresenceBits presence_;
  /// By range: how SQL refers to it.
  std::vector<std::string> aliases_;
  /// Path joins by their parent, in the order in which they were made.
  std::map<ir::RangeId, std::vector<ir::RangeId>> paths_;
  /// The join that made a range of merged columns, and whether its conditions had to be written
  /// out.
  struct MergedJoin {
    const ir::FromJoin* join;
    bool written_out;
  };
  std::map<ir::RangeId, MergedJoin> merged_;
  /// The aliases in use, by level of queries, outermost first.
  std::vector<std::set<std::string>> levels_;
  /// The ranges of each of these levels.
  std::vector<std::vector<ir::RangeId>> level_ranges_;
  /// Columns are written without their range: the unit has one range only, or the place wants it.
  bool bare_ = false;
  bool says_types_ = false;
  /// Joins of paths may be optional: not in parentheses, which would be left with one table in
  /// them.
  bool optional_paths_ = true;
  /// The next select or returning list is what a program reads.
  bool outermost_ = false;
};

}  // namespace ormc::sql
