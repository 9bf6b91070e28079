#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "query/collation.hpp"
#include "query/ir.hpp"

namespace ormc::query {

using Collations = std::vector<Collation>;

/// What another level sees of an expression: a written collation is one like others there, and of a
/// conflict nothing is left.
auto as_column(Collation collation) -> Collation;

/// Derives the collations of one unit, and of the views that it reads.
class CollationCheck {
 public:
  /// Without diagnostics nothing is reported.
  CollationCheck(const schema::Schema& schema,
                 const Program& program,
                 const Unit& unit,
                 diagnostics::Diagnostics* diagnostics)
      : schema_{schema}, program_{program}, unit_{unit}, diagnostics_{diagnostics} {}

  /// The columns that a statement returns.
  auto statement(const Statement& statement) -> Collations;
  /// The columns of a query, as a set operation around it sees them: as they were made.
  auto query(const Query& query) -> const Collations&;

  /// An expression by itself. Its parts are done from below: chains may be 100,000 deep.
  auto of(const Expr& root) -> const Collation&;

 private:
  auto derive(const Expr& expr) -> Collation;
  auto makes_domain(const Expr& expr) const -> bool;
  auto by_type(Oid type, Span span) const -> Collation;
  static auto named(std::string name, Span span) -> Collation;
  /// Of operands taken together; reports two written ones that differ.
  auto merged(std::initializer_list<const Expr*> operands) -> Collation;
  auto merged(const std::vector<ExprPtr>& operands) -> Collation;
  void add(Collation& into, const Expr* operand);
  void add(Collation& into, const Collation& operand, Span span);

  // ---- what an expression takes from its parts, before its type decides; one for each node

  struct Parts;  // collation_expr.cpp

  void window(const Window& window);
  void items(const std::vector<OrderItem>& order);
  /// What is sorted or grouped by has one collation, or none.
  void target(const Expr& expr, std::string_view place);
  void report_conflict(const Collation& collation, Span span, std::string_view place);

  // ---- ranges (collation_from.cpp)

  auto column(RangeId id, ColumnIndex index, Span span) -> Collation;
  auto function_column(const FunctionSource& source, const Range& range, ColumnIndex index)
      -> Collation;
  auto merged_column(RangeId range, const JoinSource& join, ColumnIndex index) -> Collation;
  auto model_column(schema::ModelId model, ColumnIndex index, Span span) const -> Collation;
  auto view_column(schema::ViewId view, ColumnIndex index) -> Collation;

  // ---- statements and queries

  void assign(const std::vector<Assignment>& assignments, const std::vector<ExprPtr>& values);
  void with(const With& with);
  /// Until a recursive query is whole, its columns are those that it begins with.
  void cte(CteId id);
  void from(const std::vector<FromPtr>& items);
  void order(const std::vector<OrderItem>& order, const Select* select);
  void output_target(std::uint32_t output, const Select* select, std::string_view place);
  void select(const Select& select, Collations& columns);
  void values(const Values& values, Collations& columns);
  void chain(const Query& root, Collations& columns);
  void combine(const SetOperation& operation, const Collations& right, Collations& columns);
  void group(const std::vector<GroupItem>& items, const Select& select);

  const schema::Schema& schema_;
  const Program& program_;
  const Unit& unit_;
  diagnostics::Diagnostics* diagnostics_;
  std::unordered_map<const Expr*, Collation> known_;
  std::map<const Query*, Collations> queries_;
  std::map<CteId, Collations> ctes_;
  std::map<RangeId, syntax::Join::Kind> joins_;  // that merge columns
  std::map<schema::ViewId, Collations> views_;
};

}  // namespace ormc::query
