#include "query/check_full_joins.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "diagnostics/sql_diagnostics.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

/// What one term of a condition is to a full join.
enum class Term : std::uint8_t {
  hashed,    // equates the sides, and can be hashed
  merged,    // equates the sides, and can be sorted and merged alone
  constant,  // says the same of all rows
  other,     // needs each pair of rows
  unsure,    // the server may make something else of it
};

class JoinCondition {
 public:
  explicit JoinCondition(const FromJoin& join) {
    for_each_range(*join.left, [&](RangeId range) { left_.insert(range); });
    for_each_range(*join.right, [&](RangeId range) { right_.insert(range); });
  }

  auto is_impossible(const Expr& condition) const -> bool {
    auto terms = std::vector<Term>{};
    add(condition, terms);
    const auto has = [&](Term wanted) {
      return std::find(terms.begin(), terms.end(), wanted) != terms.end();
    };
    return has(Term::other) && !has(Term::hashed) && !has(Term::unsure);
  }

 private:
  enum class Side : std::uint8_t { none, left, right, both, outside };

  void add(const Expr& condition, std::vector<Term>& terms) const {
    const auto* logical = std::get_if<Logical>(&condition.node);
    if (logical == nullptr || logical->kind != syntax::Logical::Kind::all) {
      terms.push_back(kind_of(condition));
      return;
    }
    for (const auto* term : logical->terms) add(*term, terms);
  }

  auto kind_of(const Expr& term) const -> Term {
    const auto side = side_of(term);
    if (side == Side::none) return Term::constant;
    if (side == Side::outside) return Term::unsure;
    // `and` was taken apart: this is an `or`.
    if (std::holds_alternative<Logical>(term.node) ||
        std::holds_alternative<ColumnRef>(term.node) ||
        std::holds_alternative<IsDistinctFrom>(term.node) ||
        std::holds_alternative<IsTest>(term.node)) {
      return Term::other;
    }
    const auto* call = std::get_if<OperatorCall>(&term.node);
    if (call == nullptr) return Term::unsure;
    const auto equates = call->left != nullptr && call->right != nullptr &&
                         is_across(side_of(*call->left), side_of(*call->right));
    if (equates && call->op->can_hash) return Term::hashed;
    return equates && call->op->can_merge ? Term::merged : Term::other;
  }

  static auto is_across(Side first, Side second) -> bool {
    return (first == Side::left && second == Side::right) ||
           (first == Side::right && second == Side::left);
  }

  auto side_of(const Expr& expr) const -> Side {
    auto sees_left = false;
    auto sees_right = false;
    auto sees_more = false;
    walk(expr, [&](const Expr& inner) {
      auto range = std::optional<RangeId>{};
      if (const auto* column = std::get_if<ColumnRef>(&inner.node)) range = column->range;
      if (const auto* row = std::get_if<WholeRow>(&inner.node)) range = row->range;
      if (const auto* system = std::get_if<SystemColumn>(&inner.node)) range = system->range;
      sees_more = sees_more || subquery_of(inner) != nullptr;
      if (!range) return;
      sees_left = sees_left || left_.contains(*range);
      sees_right = sees_right || right_.contains(*range);
      sees_more = sees_more || (!left_.contains(*range) && !right_.contains(*range));
    });
    if (sees_more) return Side::outside;
    if (sees_left && sees_right) return Side::both;
    return sees_left ? Side::left : sees_right ? Side::right : Side::none;
  }

  std::set<RangeId> left_;
  std::set<RangeId> right_;
};

}  // namespace

void check_full_joins(const Statement& statement, diagnostics::Diagnostics& out) {
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  const auto* select = query == nullptr ? nullptr : std::get_if<Select>(&(*query)->body);
  // What where and having rule out makes other joins of full ones.
  if (select == nullptr || select->where != nullptr || select->having != nullptr) return;
  for (const auto* item : select->from) {
    const auto* join = std::get_if<FromJoin>(&item->node);
    while (join != nullptr && join->kind == syntax::Join::Kind::left) {
      item = join->left;
      join = std::get_if<FromJoin>(&item->node);
    }
    if (join == nullptr || join->kind != syntax::Join::Kind::full || join->on == nullptr) continue;
    if (JoinCondition{*join}.is_impossible(*join->on)) {
      out.report(join->on->span, diagnostics::FullJoinCondition{});
    }
  }
}

}  // namespace ormc::query
