#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <variant>

#include "query/equal_pairs.hpp"
#include "query/walk.hpp"

namespace ormc::query {
namespace {

/// A cast to the type that its operand has leaves nothing behind: `'a'::text` is the constant.
auto without_idle_casts(const Expr* expr) -> const Expr* {
  const auto* cast = std::get_if<Cast>(&expr->node);
  while (cast != nullptr && cast->operand->type == expr->type) {
    expr = cast->operand;
    cast = std::get_if<Cast>(&expr->node);
  }
  return expr;
}

}  // namespace

auto EqualPairs::equal(const Expr& left, const Expr& right) -> bool {
  add(&left, &right);
  return drain();
}

/// Queries first: what stands for what is known from their from clauses.
auto EqualPairs::drain() -> bool {
  while (!queries_.empty() || !exprs_.empty()) {
    if (!queries_.empty()) {
      const auto [left, right] = queries_.back();
      queries_.pop_back();
      if (!queries(*left, *right)) return false;
      continue;
    }
    auto [left, right] = exprs_.back();
    exprs_.pop_back();
    if (left == right) continue;
    if (!same_presence(left, right)) return false;
    left = without_idle_casts(left);
    right = without_idle_casts(right);
    if (!(left->type == right->type) || !same_node(*this, *left, *right)) return false;
    if (!add_children(*left, *right)) return false;
  }
  return true;
}

auto EqualPairs::add_children(const Expr& left, const Expr& right) -> bool {
  auto place = exprs_.size();
  for_each_child(left, [&](const Expr& child) { exprs_.emplace_back(&child, nullptr); });
  auto fits = true;
  for_each_child(right, [&](const Expr& child) {
    fits = fits && place < exprs_.size();
    if (fits) exprs_[place++].second = &child;
  });
  return fits && place == exprs_.size();
}

auto EqualPairs::add_all(const std::vector<ExprPtr>& left, const std::vector<ExprPtr>& right)
    -> bool {
  if (left.size() != right.size()) return false;
  for (auto i = std::size_t{0}; i < left.size(); ++i) add(left[i], right[i]);
  return true;
}

auto EqualPairs::query(const Query* left, const Query* right) -> bool {
  if (left == right) return true;
  if (left == nullptr || right == nullptr || unit_ == nullptr) return false;
  queries_.emplace_back(left, right);
  return true;
}

/// A range that a path joins stands for that of the same path from what its parent stands for.
auto EqualPairs::same_range(RangeId left, RangeId right) const -> bool {
  while (true) {
    const auto found = ranges_.find(left);
    if (found != ranges_.end()) return found->second == right;
    if (left == right) return true;
    if (unit_ == nullptr) return false;
    const auto* a = std::get_if<PathSource>(&unit_->at(left).source);
    const auto* b = std::get_if<PathSource>(&unit_->at(right).source);
    if (a == nullptr || b == nullptr || a->relation != b->relation || a->model != b->model) {
      return false;
    }
    left = a->parent;
    right = b->parent;
  }
}

auto EqualPairs::queries(const Query& left, const Query& right) -> bool {
  if (left.with.has_value() != right.with.has_value()) return false;
  if (left.with && !with(*left.with, *right.with)) return false;
  const auto same_body = std::visit(
      [this](const auto& a, const auto& b) {
        if constexpr (std::is_same_v<decltype(a), decltype(b)>) {
          return bodies(a, b);
        } else {
          return false;
        }
      },
      left.body,
      right.body);
  if (!same_body || left.with_ties != right.with_ties) return false;
  add(left.limit, right.limit);
  add(left.offset, right.offset);
  return order(left.order_by, right.order_by) && locking(left.locking, right.locking);
}

auto EqualPairs::with(const With& left, const With& right) -> bool {
  if (left.recursive != right.recursive || left.ctes.size() != right.ctes.size()) return false;
  for (auto i = std::size_t{0}; i < left.ctes.size(); ++i) {
    const auto& a = unit_->at(left.ctes[i]);
    const auto& b = unit_->at(right.ctes[i]);
    ctes_[left.ctes[i]] = right.ctes[i];
    // What is rare is never taken for the same.
    if (a.search || a.cycle || b.search || b.cycle) return false;
    if (a.name != b.name || a.materialized != b.materialized || a.recursive != b.recursive ||
        a.column_aliases != b.column_aliases || !a.statement || !b.statement) {
      return false;
    }
    const auto* first = std::get_if<QueryPtr>(&a.statement->node);
    const auto* second = std::get_if<QueryPtr>(&b.statement->node);
    if (first == nullptr || second == nullptr || !query(*first, *second)) return false;
  }
  return true;
}

auto EqualPairs::bodies(const Select& left, const Select& right) -> bool {
  if (left.distinct != right.distinct || left.group_distinct != right.group_distinct) return false;
  if (!from(left.from, right.from)) return false;
  add(left.where, right.where);
  add(left.having, right.having);
  return outputs(left.items, right.items) && order(left.distinct_on, right.distinct_on) &&
         groups(left.group_by, right.group_by) && windows(left, right);
}

auto EqualPairs::bodies(const Values& left, const Values& right) -> bool {
  return std::equal(left.rows.begin(),
                    left.rows.end(),
                    right.rows.begin(),
                    right.rows.end(),
                    [this](const auto& a, const auto& b) { return add_all(a, b); });
}

auto EqualPairs::bodies(const SetOperation& left, const SetOperation& right) -> bool {
  return left.kind == right.kind && left.all == right.all && query(left.left, right.left) &&
         query(left.right, right.right);
}

auto EqualPairs::outputs(const std::vector<OutputColumn>& left,
                         const std::vector<OutputColumn>& right) -> bool {
  if (left.size() != right.size()) return false;
  for (auto i = std::size_t{0}; i < left.size(); ++i) {
    if (left[i].name != right[i].name) return false;
    add(left[i].expr, right[i].expr);
  }
  return true;
}

auto EqualPairs::order(const std::vector<OrderItem>& left, const std::vector<OrderItem>& right)
    -> bool {
  if (!same_order(left, right)) return false;
  for (auto i = std::size_t{0}; i < left.size(); ++i) add(left[i].expr, right[i].expr);
  return true;
}

auto EqualPairs::groups(const std::vector<GroupItem>& left, const std::vector<GroupItem>& right)
    -> bool {
  if (left.size() != right.size()) return false;
  for (auto i = std::size_t{0}; i < left.size(); ++i) {
    if (left[i].kind != right[i].kind || left[i].output != right[i].output) return false;
    add(left[i].expr, right[i].expr);
    if (!groups(left[i].items, right[i].items)) return false;
  }
  return true;
}

auto EqualPairs::windows(const Select& left, const Select& right) -> bool {
  if (left.windows.size() != right.windows.size()) return false;
  for (auto i = std::size_t{0}; i < left.windows.size(); ++i) {
    const auto& [a_name, a] = left.windows[i];
    const auto& [b_name, b] = right.windows[i];
    if (a_name != b_name || !same_window(a, b)) return false;
    auto a_parts = std::vector<const Expr*>{};
    auto b_parts = std::vector<const Expr*>{};
    for_each_child(a, [&](Expr& expr) { a_parts.push_back(&expr); });
    for_each_child(b, [&](Expr& expr) { b_parts.push_back(&expr); });
    if (a_parts.size() != b_parts.size()) return false;
    for (auto j = std::size_t{0}; j < a_parts.size(); ++j) add(a_parts[j], b_parts[j]);
  }
  return true;
}

auto EqualPairs::locking(const std::vector<LockingClause>& left,
                         const std::vector<LockingClause>& right) const -> bool {
  return std::equal(
      left.begin(), left.end(), right.begin(), right.end(), [this](const auto& a, const auto& b) {
        return a.strength == b.strength && a.wait == b.wait &&
               std::equal(a.ranges.begin(),
                          a.ranges.end(),
                          b.ranges.begin(),
                          b.ranges.end(),
                          [this](RangeId x, RangeId y) { return same_range(x, y); });
      });
}

// ---- from

auto EqualPairs::from(const std::vector<FromPtr>& left, const std::vector<FromPtr>& right) -> bool {
  return std::equal(
      left.begin(), left.end(), right.begin(), right.end(), [this](FromPtr a, FromPtr b) {
        return from_item(*a, *b);
      });
}

/// Joins lean left.
auto EqualPairs::from_item(const FromItem& left, const FromItem& right) -> bool {
  const auto* a = &left;
  const auto* b = &right;
  while (true) {
    const auto* first = std::get_if<FromJoin>(&a->node);
    const auto* second = std::get_if<FromJoin>(&b->node);
    if ((first == nullptr) != (second == nullptr)) return false;
    if (first == nullptr) {
      return ranges(std::get<FromRange>(a->node).range, std::get<FromRange>(b->node).range);
    }
    if (first->kind != second->kind || first->using_columns != second->using_columns ||
        first->using_alias != second->using_alias ||
        first->merged.has_value() != second->merged.has_value() ||
        first->alias.has_value() != second->alias.has_value()) {
      return false;
    }
    if (!from_item(*first->right, *second->right)) return false;
    add(first->on, second->on);
    if (first->merged && !ranges(*first->merged, *second->merged)) return false;
    if (first->alias && !ranges(*first->alias, *second->alias)) return false;
    a = first->left;
    b = second->left;
  }
}

/// Compares what two ranges are made from.
struct SameSource {
  EqualPairs& pairs;

  auto operator()(const TableSource& a, const TableSource& b) const -> bool {
    return a.model == b.model && a.only == b.only && pairs.samples(a.sample, b.sample);
  }
  auto operator()(const ViewSource& a, const ViewSource& b) const -> bool {
    return a.view == b.view;
  }
  auto operator()(const SubquerySource& a, const SubquerySource& b) const -> bool {
    return a.lateral == b.lateral && pairs.query(a.query, b.query);
  }
  auto operator()(const FunctionSource& a, const FunctionSource& b) const -> bool {
    auto same_column = [](const RangeColumn& x, const RangeColumn& y) {
      return x.sql_name == y.sql_name && x.type == y.type;
    };
    auto same_columns = [&](const auto& x, const auto& y) {
      return std::equal(x.begin(), x.end(), y.begin(), y.end(), same_column);
    };
    return a.rows_from == b.rows_from && a.with_ordinality == b.with_ordinality &&
           std::equal(a.definitions.begin(),
                      a.definitions.end(),
                      b.definitions.begin(),
                      b.definitions.end(),
                      same_columns) &&
           pairs.add_all(a.calls, b.calls);
  }
  auto operator()(const CteSource& a, const CteSource& b) const -> bool {
    const auto found = pairs.ctes_.find(a.cte);
    return found != pairs.ctes_.end() ? found->second == b.cte : a.cte == b.cte;
  }
  auto operator()(const JoinSource& a, const JoinSource& b) const -> bool {
    if (a.merged.size() != b.merged.size()) return false;
    for (auto i = std::size_t{0}; i < a.merged.size(); ++i) {
      pairs.add(a.merged[i].first, b.merged[i].first);
      pairs.add(a.merged[i].second, b.merged[i].second);
    }
    return true;
  }
  auto operator()(const CatalogSource& a, const CatalogSource& b) const -> bool {
    return a.row_type == b.row_type && a.only == b.only && pairs.samples(a.sample, b.sample);
  }
  /// Paths are compared where columns refer to them; the others never stand in a subquery, or are
  /// so rare that they are never taken for the same.
  template <class A, class B>
  auto operator()(const A&, const B&) const -> bool {
    return false;
  }
};

auto EqualPairs::ranges(RangeId left, RangeId right) -> bool {
  const auto& a = unit_->at(left);
  const auto& b = unit_->at(right);
  if (a.alias != b.alias || a.column_aliases != b.column_aliases) return false;
  ranges_[left] = right;
  return std::visit(SameSource{*this}, a.source, b.source);
}

auto EqualPairs::samples(const std::optional<TableSample>& left,
                         const std::optional<TableSample>& right) -> bool {
  if (!left || !right) return left.has_value() == right.has_value();
  add(left->seed, right->seed);
  return left->method == right->method && add_all(left->arguments, right->arguments);
}

}  // namespace ormc::query
