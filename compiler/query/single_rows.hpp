#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/row_bounds.hpp"

namespace ormc::query {

/// Which ranges of one from clause have at most one row: those with a unique key all of whose
/// columns are equal to something fixed - a constant, a parameter, an outer column, a column of a
/// range that has one row itself. A path's join is an equality like others, on a key of its target.
class SingleRows {
 public:
  explicit SingleRows(RowCounter& counter);

  /// A range by itself: the target of a write.
  void add(RangeId range);
  void add(const FromItem& item);
  /// A condition that every row passes.
  void add_condition(const Expr& condition) { collect(condition, nullptr); }
  /// Takes the value of an expression as given.
  void fix(const Expr& expr) {
    if (auto column = column_of(expr)) fixed_.insert(*column);
  }
  /// Looks at rows that agree in an expression: all have one value, or all have NULL. That says as
  /// much as a value where only an outer join makes it NULL: then the whole row is not there.
  void fix_same(const Expr& expr) {
    const auto column = column_of(expr);
    if (!column) return;
    const auto nullable = expr.nullable && unit_.at(column->first).columns[column->second].nullable;
    (nullable ? fixed_or_null_ : fixed_).insert(*column);
  }
  /// A column that every row has one value in.
  void fix(ColumnRef column) { fixed_.insert({column.range, column.column}); }
  /// Follows the equalities until nothing new is fixed.
  void settle();

  /// Of all ranges together.
  auto bounds() const -> RowBounds;
  auto bounds_of(RangeId range) const -> RowBounds;
  /// The first range that may have several rows.
  auto first_of_many() const -> std::optional<RangeId> {
    for (auto range : ranges_) {
      if (!single_.contains(range)) return range;
    }
    return std::nullopt;
  }
  /// Whether an expression has one value for all rows.
  auto is_determined(const Expr& expr) const -> bool;
  /// The unique keys of each range.
  auto all_keys() const -> std::vector<std::pair<RangeId, std::vector<UniqueKey>>>;

 private:
  using Column = std::pair<RangeId, ColumnIndex>;
  using Ranges = std::set<RangeId>;

  /// A side of an equality. `column` is set when equal values of it are equal in a key too.
  struct Side {
    const Expr* expr = nullptr;  // null when it is but a column
    std::optional<Column> column;
  };
  /// `targets` are the ranges whose columns it can fix, null for all: where an outer join may leave
  /// a side out, its condition says nothing about the other one.
  struct Equality {
    Side left;
    Side right;
    const Ranges* targets;
    /// Two NULLs pass it too: it fixes nothing for keys in which they may repeat.
    bool finds_null = false;
  };
  /// A condition, and the ranges of whose rows it holds, null for all.
  struct Condition {
    const Expr* expr;
    const Ranges* targets;
  };
  struct Part {
    Ranges ranges;
    bool at_least_one;
  };

  auto part(const FromItem& item, const Ranges* targets) -> Part;
  auto join(const FromJoin& join, Part left, const Ranges* targets) -> Part;
  auto leaf(RangeId range, const Ranges* targets) -> Part;
  auto referred(RangeId range) const -> Ranges;
  auto is_single(RangeId range) const -> bool;
  void path(RangeId path, const Ranges* targets, Part& part);
  auto ranges_of(const FromItem& item) const -> Ranges;

  void collect(const Expr& condition, const Ranges* targets);
  void collect(const RowComparison& comparison, const Ranges* targets);
  void collect(const IsTest& test, const Ranges* targets);
  void collect(const InList& in, const Ranges* targets);
  void collect(const Quantified& any, const Ranges* targets);
  void pair(const Equality& equality);
  auto side(const Expr& expr, catalog::Oid compared_as) const -> Side;
  auto column_of(const Expr& expr) const -> std::optional<Column>;
  auto keeps_identity(catalog::Oid type, catalog::Oid compared_as) const -> bool;

  auto is_fixed(Column column) const -> bool;
  auto is_determined(const Side& side) const -> bool;
  auto fix(const Side& side, const Side& other, const Equality& equality) -> bool;
  auto fits(RangeId range, const UniqueKey& key) const -> bool;
  auto holds(RangeId range, schema::ExprId predicate) const -> bool;
  auto fixed_key(RangeId range) const -> const UniqueKey*;
  auto keys(RangeId range) const -> const std::vector<UniqueKey>&;
  auto find_keys(RangeId range) const -> std::vector<UniqueKey>;
  auto ordinality(RangeId range) const -> std::optional<ColumnIndex>;
  auto model_of(RangeId range) const -> std::optional<schema::ModelId>;
  auto range_name(RangeId range) const -> std::string;
  auto names(RangeId range, const std::vector<ColumnIndex>& columns) const -> std::string;
  auto why_one(RangeId range) const -> std::string;
  auto why_many(RangeId range) const -> std::string;

  RowCounter& counter_;
  const schema::Schema& schema_;
  const Unit& unit_;
  const std::map<RangeId, std::vector<RangeId>>& paths_;
  std::map<RangeId, syntax::Join::Kind> merged_;
  std::vector<RangeId> ranges_;       // in the order of from
  std::map<RangeId, RowBounds> own_;  // the rows of a range by itself
  std::map<RangeId, Ranges> depends_on_;
  Ranges left_paths_;  // path joins that are left joins
  Ranges padded_;      // what an outer join gives a row of NULL for where it has none
  Ranges single_;
  std::set<Column> fixed_;
  std::set<Column> fixed_or_null_;  // one value or NULL
  std::vector<Equality> equalities_;
  std::vector<Condition> conditions_;
  mutable std::map<RangeId, std::vector<UniqueKey>> keys_;
  std::deque<Ranges> target_sets_;  // equalities point to them
  bool full_join_ = false;
  bool at_least_one_ = true;
};

}  // namespace ormc::query
