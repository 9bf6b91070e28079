#pragma once

#include <map>
#include <utility>
#include <vector>

#include "query/ir.hpp"

/// How `equal` goes over two expressions side by side: pairs of parts that must be the same wait on
/// lists, so that no chain recurses.
namespace ormc::query {

class EqualPairs {
 public:
  /// Without a unit, subqueries are equal only if they are one node.
  explicit EqualPairs(const Unit* unit) : unit_{unit} {}

  auto equal(const Expr& left, const Expr& right) -> bool;

  /// Whether two ranges are one, or stand for each other.
  auto same_range(RangeId left, RangeId right) const -> bool;
  /// Whether two queries may be the same; if so, their parts are compared later. Both may be null.
  auto query(const Query* left, const Query* right) -> bool;

 private:
  auto drain() -> bool;
  void add(const Expr* left, const Expr* right) { exprs_.emplace_back(left, right); }
  auto add_all(const std::vector<ExprPtr>& left, const std::vector<ExprPtr>& right) -> bool;
  auto add_children(const Expr& left, const Expr& right) -> bool;

  // equal_query.cpp
  auto queries(const Query& left, const Query& right) -> bool;
  auto bodies(const Select& left, const Select& right) -> bool;
  auto bodies(const Values& left, const Values& right) -> bool;
  auto bodies(const SetOperation& left, const SetOperation& right) -> bool;
  auto with(const With& left, const With& right) -> bool;
  auto outputs(const std::vector<OutputColumn>& left, const std::vector<OutputColumn>& right)
      -> bool;
  auto order(const std::vector<OrderItem>& left, const std::vector<OrderItem>& right) -> bool;
  auto groups(const std::vector<GroupItem>& left, const std::vector<GroupItem>& right) -> bool;
  auto windows(const Select& left, const Select& right) -> bool;
  auto locking(const std::vector<LockingClause>& left,
               const std::vector<LockingClause>& right) const -> bool;
  auto from(const std::vector<FromPtr>& left, const std::vector<FromPtr>& right) -> bool;
  auto from_item(const FromItem& left, const FromItem& right) -> bool;
  auto ranges(RangeId left, RangeId right) -> bool;
  auto samples(const std::optional<TableSample>& left, const std::optional<TableSample>& right)
      -> bool;

  friend struct SameSource;

  const Unit* unit_;
  std::vector<std::pair<const Expr*, const Expr*>> exprs_ = {};
  std::vector<std::pair<const Query*, const Query*>> queries_ = {};
  std::map<RangeId, RangeId> ranges_ = {};  // left to right
  std::map<CteId, CteId> ctes_ = {};
};

/// Whether two nodes say the same by themselves; queries below them are left to `pairs`.
auto same_node(EqualPairs& pairs, const Expr& left, const Expr& right) -> bool;

// ---- parts without expressions of their own

inline auto same_presence(const Expr* left, const Expr* right) -> bool {
  return (left == nullptr) == (right == nullptr);
}
auto same_order(const std::vector<OrderItem>& left, const std::vector<OrderItem>& right) -> bool;
auto same_window(const std::optional<Window>& left, const std::optional<Window>& right) -> bool;

}  // namespace ormc::query
