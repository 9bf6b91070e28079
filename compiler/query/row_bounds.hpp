#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// How many rows something gives, for each row of what is around it.
struct RowBounds {
  enum class Limit : std::uint8_t { none, one, many };
  bool at_least_one = false;
  Limit most = Limit::many;
  /// For people: what bounds it, or why nothing does.
  std::string why = {};
};

/// Counts the rows of the queries of one unit.
class RowCounter {
 public:
  RowCounter(const schema::Schema& schema, const Unit& unit) : schema_(schema), unit_(unit) {}

  auto count(const Statement& statement) -> RowBounds;
  auto count(const Query& query) -> RowBounds;
  auto count(CteId cte) -> RowBounds;

 private:
  auto count(const Select& select) -> RowBounds;
  auto count(const Values& values) -> RowBounds;
  auto count(const Insert& insert) -> RowBounds;
  auto grouped(const Select& select) -> RowBounds;
  auto set_operation(const Query& query) -> RowBounds;
  auto limited(const Query& query, RowBounds bounds) -> RowBounds;
  auto written(RangeId target, const std::vector<FromPtr>& from, const Expr* where) -> RowBounds;

  const schema::Schema& schema_;
  const Unit& unit_;
};

}  // namespace ormc::query
