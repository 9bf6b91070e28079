#include "query/grouping_sets.hpp"

#include <algorithm>
#include <utility>

#include "query/equal.hpp"

namespace ormc::query {
namespace {

constexpr auto most_sets = std::size_t{256};

auto contains(const std::vector<const Expr*>& set, const Expr& expr) -> bool {
  return std::any_of(
      set.begin(), set.end(), [&](const Expr* other) { return equal(*other, expr); });
}

auto joined(std::vector<const Expr*> set, const std::vector<const Expr*>& more)
    -> std::vector<const Expr*> {
  for (const auto* expr : more) {
    if (!contains(set, *expr)) set.push_back(expr);
  }
  return set;
}

class Expansion {
 public:
  explicit Expansion(const Select& select) : select_(select) {}

  auto of(const GroupItem& item) -> GroupingSets {
    using Kind = syntax::GroupItem::Kind;
    switch (item.kind) {
      case Kind::expr:
        return {{item.expr != nullptr ? item.expr : select_.items[*item.output].expr}};
      case Kind::set:
        return {whole(item)};
      case Kind::rollup:
        return rollup(item);
      case Kind::cube:
        return cube(item);
      case Kind::sets:
        break;
    }
    auto sets = GroupingSets{};
    for (const auto& each : item.items) {
      auto more = of(each);
      sets.insert(sets.end(), more.begin(), more.end());
      if (sets.size() > most_sets) return sets;
    }
    return sets;
  }

 private:
  /// What stands in parentheses is one set.
  auto whole(const GroupItem& item) -> std::vector<const Expr*> {
    auto set = std::vector<const Expr*>{};
    for (const auto& each : item.items) {
      for (const auto& part : of(each)) set = joined(std::move(set), part);
    }
    return set;
  }

  auto rollup(const GroupItem& item) -> GroupingSets {
    auto sets = GroupingSets{{}};
    for (const auto& each : item.items) {
      sets.push_back(joined(sets.back(), of(each).front()));
    }
    return sets;
  }

  auto cube(const GroupItem& item) -> GroupingSets {
    auto sets = GroupingSets{{}};
    for (const auto& each : item.items) {
      const auto more = of(each).front();
      const auto count = sets.size();
      if (count > most_sets) return sets;
      for (std::size_t i = 0; i < count; ++i) sets.push_back(joined(sets[i], more));
    }
    return sets;
  }

  const Select& select_;
};

}  // namespace

/// Several elements are multiplied.
auto grouping_sets(const Select& select) -> std::optional<GroupingSets> {
  auto expansion = Expansion{select};
  auto sets = GroupingSets{{}};
  for (const auto& item : select.group_by) {
    const auto more = expansion.of(item);
    if (sets.size() * more.size() > most_sets) return std::nullopt;
    auto product = GroupingSets{};
    for (const auto& set : sets) {
      for (const auto& each : more) product.push_back(joined(set, each));
    }
    sets = std::move(product);
  }
  return sets;
}

auto expressions_of(const GroupingSets& sets) -> std::vector<const Expr*> {
  auto exprs = std::vector<const Expr*>{};
  for (const auto& set : sets) exprs = joined(std::move(exprs), set);
  return exprs;
}

auto is_in_all(const GroupingSets& sets, const Expr& expr) -> bool {
  return std::all_of(
      sets.begin(), sets.end(), [&](const auto& set) { return contains(set, expr); });
}

auto has_equal_sets(const GroupingSets& sets) -> bool {
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto same = sets[i].size() == sets[j].size() &&
                        std::all_of(sets[i].begin(), sets[i].end(), [&](const Expr* expr) {
                          return contains(sets[j], *expr);
                        });
      if (same) return true;
    }
  }
  return false;
}

}  // namespace ormc::query
