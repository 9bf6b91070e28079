#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// Tells values whose NULLs are in plain sight: `null`, columns and parameters that may be NULL by
/// what the program says of them, columns of rows that an outer join may lack, and what is NULL
/// because one of these is. That a function may return NULL, or a subquery find no row, is not
/// plain: who writes that knows better.
class PlainNulls {
 public:
  PlainNulls(const schema::Schema& schema, const Program& program, const Unit& unit)
      : schema_(schema), program_(program), unit_(unit) {}

  auto may_be(const Expr& expr) const -> bool;

  /// The expressions that give a column of a query its value, those of which `may_be`.
  auto of_column(const Query& query, std::size_t column) const -> std::vector<const Expr*>;

 private:
  auto is_plain(const ColumnRef& column) const -> bool;
  auto look_into(const Range& range, ColumnIndex column) const -> bool;
  auto is_strict(Oid function) const -> bool;

  const schema::Schema& schema_;
  const Program& program_;
  const Unit& unit_;
  /// Of the columns that were asked about: subqueries over subqueries are looked into once.
  mutable std::map<std::pair<RangeId, ColumnIndex>, bool> known_;
  /// The same of the columns of views, which views over them share.
  std::shared_ptr<std::map<std::pair<schema::ViewId, ColumnIndex>, bool>> views_ =
      std::make_shared<std::map<std::pair<schema::ViewId, ColumnIndex>, bool>>();
};

}  // namespace ormc::query
