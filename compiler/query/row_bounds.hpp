#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"
#include "query/range_keys.hpp"
#include "query/view_writes.hpp"

namespace ormc::query {

/// How many rows something gives, for each row of what is around it.
struct RowBounds {
  enum class Limit : std::uint8_t { none, one, many };
  bool at_least_one = false;
  Limit most = Limit::many;
  /// For people: what bounds it, or why nothing does.
  std::string why = {};
};

class SingleRows;

/// Counts the rows of the queries of one unit.
class RowCounter {
 public:
  /// Without the program, nothing is known of views and of partial indexes.
  RowCounter(const schema::Schema& schema, const Program* program, const Unit& unit)
      : schema_(schema), program_(program), unit_(unit) {}

  auto count(const Statement& statement) -> RowBounds;
  auto count(const Query& query) -> RowBounds;
  auto count(CteId cte) -> RowBounds;
  /// The rows that pass `where`, before they are grouped.
  auto ungrouped(const Select& select) -> RowBounds;
  /// The rows of a view.
  auto count(schema::ViewId view) -> RowBounds;

  /// The unique keys of a query's results, those that its tables' keys make included.
  auto keys(const Query& query) -> std::vector<UniqueKey>;
  auto keys(schema::ViewId view) -> std::vector<UniqueKey>;

  auto schema() const -> const schema::Schema& { return schema_; }
  auto unit() const -> const Unit& { return unit_; }
  /// The ranges that paths join to each range.
  auto paths() -> const std::map<RangeId, std::vector<RangeId>>&;
  /// An expression of the schema, if it is bound.
  auto schema_expr(schema::ExprId id) const -> const Expr*;

 private:
  auto count_anew(CteId cte) -> RowBounds;
  auto count(const Select& select) -> RowBounds;
  auto count(const Values& values) -> RowBounds;
  auto count(const Insert& insert) -> RowBounds;
  auto rows_of(const Select& select, const std::vector<ColumnRef>& fixed) -> SingleRows;
  auto view(schema::ViewId view) const -> const BoundView*;
  static auto bounds_of(const Select& select, const SingleRows& rows) -> RowBounds;
  auto grouped(const Select& select) -> RowBounds;
  auto find_count(const Query& query) -> RowBounds;
  auto find_keys(const Query& query) -> std::vector<UniqueKey>;
  auto keys_of_tables(const Select& select) -> std::vector<UniqueKey>;
  auto keys_of_groups(const Select& select) -> std::vector<UniqueKey>;
  static auto keys_of_grouping_sets(const Select& select) -> std::vector<UniqueKey>;
  auto keys_of_parts(const Query& query) -> std::vector<UniqueKey>;
  auto has_one_distinct_row(const Select& select) -> bool;
  auto set_operation(const Query& query) -> RowBounds;
  auto limited(const Query& query, RowBounds bounds) -> RowBounds;
  /// An update or delete.
  struct Written {
    WriteKind kind;
    RangeId target;
    const std::vector<FromPtr>& from;
    const Expr* where;
  };
  auto count(const Written& written) -> RowBounds;
  auto is_by_rule(RangeId target, WriteKind kind) const -> bool;

  const schema::Schema& schema_;
  const Program* program_;
  const Unit& unit_;
  std::map<const Query*, RowBounds> counts_;
  std::map<const Query*, std::vector<UniqueKey>> keys_;
  /// By CteId, of those that were counted.
  std::vector<std::optional<RowBounds>> ctes_ = {};
  std::size_t begun_ctes_ = 0;  // all before this one are counted, or being counted
  std::map<RangeId, std::vector<RangeId>> paths_ = {};
  std::size_t known_ranges_ = 0;  // whose paths are in `paths_`
};

}  // namespace ormc::query
