#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "query/nest_records.hpp"

namespace ormc::query {

/// What is known of the records that an expression gives, or of those in the arrays that it gives.
struct RecordMembers {
  std::vector<ShapeField> fields;
  bool nullable_elements = false;  // of the arrays
  bool as_view_says = false;       // nothing but a view's type says it: its struct holds them
};
/// No record has been seen, NULL at most.
struct NoRecord {};
/// Nothing says what they hold.
struct UnknownMembers {
  Span span;
};
/// They hold one thing or another.
struct UnequalMembers {
  Span span;
  std::string first;
  std::string second;
};
using FoundMembersOfRecord = std::variant<NoRecord, RecordMembers, UnknownMembers, UnequalMembers>;

/// Finds out what the records of a bound unit hold: wherever a record comes from, it was made by a
/// row constructor, is the row of something, or has a type that says what it holds.
class RecordReader {
 public:
  using Found = FoundMembersOfRecord;

  explicit RecordReader(const RecordContext& context) : context_(context) {}

  /// Whether a type is one of records, or an array of them, that no struct stands for already.
  auto is_open(Oid type) const -> bool;
  auto is_array(Oid type) const -> bool;

  auto members(const Expr& expr) -> Found;
  /// Those of a column of a query, which may be a set operation or `values`.
  auto members(const Query& query, std::size_t column) -> Found;

  /// Turns a column of records into a struct, unless one stands for them already; what is wrong, if
  /// it cannot.
  auto nest(ShapeField& field, Found found) -> Found;

 private:
  auto is_open_element(Oid type) const -> bool;
  auto merge(Found left, Found right) const -> Found;
  auto merge(RecordMembers left, const RecordMembers& right) const -> Found;
  auto merge_field(ShapeField& left, const ShapeField& right) const -> bool;
  auto spelling(const RecordMembers& members) const -> std::string;
  auto add(RecordMembers& to, std::string name, ExprPtr value, bool nullable) -> Found;
  auto placeholder(Span span, TypeRef type) -> ExprPtr;

  auto of_type(Oid type, Span span) -> Found;
  auto of_untyped(const Expr& expr) -> Found;
  auto of_row(const Row& row) -> Found;
  auto of_elements(const ArrayConstructor& array) -> Found;
  auto of_range(RangeId range) -> Found;
  auto of_column(const ColumnRef& column, const Expr& expr) -> Found;
  auto of_cte(CteId cte, std::size_t column, Span span) -> Found;
  auto of_cte_statement(const Cte& cte, std::size_t column) -> Found;
  auto of_traversal(const Cte& cte, std::size_t column) -> Found;
  auto of_call(const Call& call, const Expr& expr) -> Found;
  auto of_out_columns(const Call& call, const Expr& expr) -> Found;
  auto of_function(const catalog::Function& function,
                   const std::vector<ExprPtr>& arguments,
                   const Expr& expr) -> Found;
  auto of_arguments(const std::vector<ExprPtr>& arguments) -> Found;
  auto of_field(const FieldSelection& selection, const Expr& expr) -> Found;

  RecordContext context_;
  std::map<std::pair<CteId, std::size_t>, Found> ctes_;
};

}  // namespace ormc::query
