#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "query/walk.hpp"

/// Going over the expressions of bound queries and statements.
namespace ormc::query {

namespace walk_detail {

/// What is still to be visited: expressions, and queries and statements that hold some.
struct Pending {
  std::vector<const Expr*> exprs;
  std::vector<const Query*> queries;
  std::vector<const Statement*> statements;
  std::vector<const FromItem*> from;
};

/// Adds what stands directly in a query, its parts and its from clause.
class Parts {
 public:
  Parts(const Unit& unit, Pending& pending) : unit_{unit}, pending_{pending} {}

  void add(const Query& query) {
    add(query.with);
    std::visit([this](const auto& body) { add(body); }, query.body);
    add(query.order_by);
    add(query.limit);
    add(query.offset);
  }

  void add(const Statement& statement) {
    std::visit([this](const auto& node) { add(node); }, statement.node);
  }

  void add(const FromItem& item) {
    if (const auto* join = std::get_if<FromJoin>(&item.node)) {
      pending_.from.push_back(join->left);
      pending_.from.push_back(join->right);
      add(join->on);
      return;
    }
    const auto& source = unit_.at(std::get<FromRange>(item.node).range).source;
    if (const auto* subquery = std::get_if<SubquerySource>(&source)) add(subquery->query);
    if (const auto* function = std::get_if<FunctionSource>(&source)) add(function->calls);
  }

 private:
  void add(const Select& select) {
    add(select.distinct_on);
    for (const auto& item : select.items) add(item.expr);
    for (const auto* item : select.from) pending_.from.push_back(item);
    add(select.where);
    for (const auto& item : select.group_by) add(item);
    add(select.having);
    for (const auto& [name, window] : select.windows) {
      for_each_child(window, [this](const Expr& expr) { add(&expr); });
    }
  }
  void add(const Values& values) {
    for (const auto& row : values.rows) add(row);
  }
  void add(const SetOperation& operation) {
    add(operation.left);
    add(operation.right);
  }
  void add(const Insert& insert) {
    add(insert.with);
    if (const auto* query = std::get_if<QueryPtr>(&insert.source)) add(*query);
    if (insert.on_conflict) {
      add(insert.on_conflict->target);
      add(insert.on_conflict->target_where);
      add(insert.on_conflict->assignments);
      add(insert.on_conflict->where);
    }
    for (const auto& item : insert.returning) add(item.expr);
  }
  void add(const Update& update) {
    add(update.with);
    add(update.assignments);
    for (const auto* item : update.from) pending_.from.push_back(item);
    add(update.where);
    for (const auto& item : update.returning) add(item.expr);
  }
  void add(const Delete& erase) {
    add(erase.with);
    for (const auto* item : erase.using_items) pending_.from.push_back(item);
    add(erase.where);
    for (const auto& item : erase.returning) add(item.expr);
  }
  void add(const RawSql&) {}

  void add(const std::optional<With>& with) {
    if (!with) return;
    for (const auto cte : with->ctes) {
      if (const auto* statement = unit_.at(cte).statement) pending_.statements.push_back(statement);
    }
  }
  void add(const std::vector<Assignment>& assignments) {
    for (const auto& assignment : assignments) add(assignment.value);
  }
  void add(const GroupItem& item) {
    add(item.expr);
    for (const auto& inner : item.items) add(inner);
  }
  void add(const std::vector<OrderItem>& items) {
    for (const auto& item : items) add(item.expr);
  }
  void add(const std::vector<ExprPtr>& exprs) {
    for (const auto* expr : exprs) add(expr);
  }
  void add(const Expr* expr) {
    if (expr != nullptr) pending_.exprs.push_back(expr);
  }
  void add(const Query* query) {
    if (query != nullptr) pending_.queries.push_back(query);
  }

  const Unit& unit_;
  Pending& pending_;
};

template <class Fn>
void drain(const Unit& unit, Pending& pending, Fn& fn) {
  auto parts = Parts{unit, pending};
  const auto visit = [&](const Expr& expr) {
    fn(expr);
    if (const auto* query = subquery_of(expr)) pending.queries.push_back(query);
  };
  const auto take = [](auto& stack) -> decltype(auto) {
    auto* top = stack.back();
    stack.pop_back();
    return *top;
  };
  while (true) {
    if (!pending.exprs.empty()) {
      query::walk(take(pending.exprs), visit);
    } else if (!pending.from.empty()) {
      parts.add(take(pending.from));
    } else if (!pending.queries.empty()) {
      parts.add(take(pending.queries));
    } else if (!pending.statements.empty()) {
      parts.add(take(pending.statements));
    } else {
      return;
    }
  }
}

}  // namespace walk_detail

/// Calls `fn(const Expr&)` for `root` and everything below it, subqueries included, in no particular
/// order. Expressions that occur in several places may be visited more than once.
template <class Fn>
void walk_deep(const Unit& unit, const Expr& root, Fn&& fn) {
  auto pending = walk_detail::Pending{{&root}, {}, {}, {}};
  walk_detail::drain(unit, pending, fn);
}

/// The same for every expression of a query.
template <class Fn>
void walk_deep(const Unit& unit, const Query& root, Fn&& fn) {
  auto pending = walk_detail::Pending{{}, {&root}, {}, {}};
  walk_detail::drain(unit, pending, fn);
}

}  // namespace ormc::query
