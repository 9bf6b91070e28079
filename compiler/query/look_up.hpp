#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/binder.hpp"
#include "query/scope.hpp"

namespace ormc::query {

/// Whether a row of the model may be without one behind a relation to one.
auto may_lack_row(const schema::Model& model, const schema::Relation& relation) -> bool;

/// A value over rows that nothing can be joined to - what is written, `excluded` - and those that
/// their relations to one lead to: a subquery, `(select a.active from author a where a.id =
/// post.author_id)`.
class RowLookUp {
 public:
  /// What becomes of the value where a nullable relation leads to no row.
  enum class Missing : std::uint8_t {
    gives_null,  // the value is NULL, as that of a column is
    is_null,     // the value is that of a row of NULLs, as behind a left join
  };
  /// `outer` has the rows that relations start from.
  RowLookUp(Binder& binder, Scope& outer, Missing missing);

  /// The scope of the value: that of the subquery.
  auto scope() -> Scope& { return scope_; }
  /// The row behind a relation to one of `parent`; the same relation gives the same row.
  auto row(RangeId parent, schema::RelationIndex relation, Span span) -> RangeId;
  /// The subquery that computes `value`, called `name`; `value` itself where no row was looked up.
  auto value(ExprPtr value, const std::string& name, Span span) -> ExprPtr;

 private:
  struct Row {
    RangeId parent;
    schema::RelationIndex relation;
    RangeId range;
    ExprPtr tie;
    bool may_be_missing;
  };
  auto from(Select& select, Span span) -> std::vector<FromPtr>;
  auto one_row(Span span) -> FromPtr;

  Binder& binder_;
  Missing missing_;
  Scope scope_;
  std::vector<Row> rows_;
};

}  // namespace ormc::query
