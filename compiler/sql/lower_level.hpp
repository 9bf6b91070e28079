#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sql/lower.hpp"

namespace ormc::sql {

/// A level of queries while it is lowered: its ranges have names that nothing inside may take.
class Lowering::Level {
 public:
  Level(Lowering& lowering, const std::vector<ir::RangeId>& ranges) : lowering_(lowering) {
    lowering_.levels_.emplace_back();
    lowering_.level_ranges_.push_back(ranges);
    lowering_.name_ranges(ranges);
  }
  Level(const Level&) = delete;
  auto operator=(const Level&) -> Level& = delete;
  ~Level() {
    lowering_.levels_.pop_back();
    lowering_.level_ranges_.pop_back();
  }

 private:
  Lowering& lowering_;
};

}  // namespace ormc::sql
