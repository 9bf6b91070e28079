#include "query/walk_query.hpp"

#include <variant>
#include <vector>

#include "query/walk.hpp"

namespace ormc::query {
namespace {

using ExprFn = std::function<void(Expr&)>;
using QueryFn = std::function<void(Query&)>;

void visit(ExprPtr expr, const ExprFn& fn) {
  if (expr != nullptr) fn(*expr);
}

void visit(const std::vector<OrderItem>& items, const ExprFn& fn) {
  for (const auto& item : items) visit(item.expr, fn);
}

void visit(const std::vector<OutputColumn>& items, const ExprFn& fn) {
  for (const auto& item : items) visit(item.expr, fn);
}

void visit(const std::vector<GroupItem>& items, const ExprFn& fn) {
  for (const auto& item : items) {
    visit(item.expr, fn);
    visit(item.items, fn);
  }
}

void visit(const std::optional<TableSample>& sample, const ExprFn& fn) {
  if (!sample) return;
  for (auto* argument : sample->arguments) visit(argument, fn);
  visit(sample->seed, fn);
}

/// The expressions that a range is made from.
void visit_source(const Range& range, const ExprFn& fn) {
  if (const auto* function = std::get_if<FunctionSource>(&range.source)) {
    for (auto* call : function->calls) visit(call, fn);
  }
  if (const auto* table = std::get_if<TableSource>(&range.source)) visit(table->sample, fn);
  if (const auto* table = std::get_if<CatalogSource>(&range.source)) visit(table->sample, fn);
  if (const auto* table = std::get_if<XmlTableSource>(&range.source)) {
    for (const auto& space : table->namespaces) visit(space.uri, fn);
    visit(table->row, fn);
    visit(table->document, fn);
    for (const auto& column : table->columns) {
      visit(column.path, fn);
      visit(column.default_value, fn);
    }
  }
}

void visit_from(const Unit& unit, const std::vector<FromPtr>& items, const ExprFn& fn) {
  for (const auto* item : items) {
    for_each_range(*item, [&](RangeId id) { visit_source(unit.at(id), fn); });
    for_each_join(*item, [&](const FromJoin& join) { visit(join.on, fn); });
  }
}

struct BodyExprs {
  const Unit& unit;
  const ExprFn& fn;
  void operator()(const Select& select) const {
    visit(select.distinct_on, fn);
    visit(select.items, fn);
    visit_from(unit, select.from, fn);
    visit(select.where, fn);
    visit(select.group_by, fn);
    visit(select.having, fn);
    for (const auto& [name, window] : select.windows) {
      for_each_child(window, [&](Expr& expr) { fn(expr); });
    }
  }
  void operator()(const Values& values) const {
    for (const auto& row : values.rows) {
      for (auto* value : row) visit(value, fn);
    }
  }
  void operator()(const SetOperation&) const {}
};

void visit_from_queries(const Unit& unit, const std::vector<FromPtr>& items, const QueryFn& fn) {
  for (const auto* item : items) {
    for_each_range(*item, [&](RangeId id) {
      const auto* subquery = std::get_if<SubquerySource>(&unit.at(id).source);
      if (subquery != nullptr) fn(*subquery->query);
    });
  }
}

/// Everything below a query or statement. Set operations form chains as long as the user likes, so
/// queries wait on a stack.
class DeepWalk {
 public:
  DeepWalk(const Unit& unit, const ExprFn& fn, const QueryFn& query_fn = nullptr)
      : unit_(unit), fn_(fn), query_fn_(query_fn) {}

  void query(Query& root) {
    queries_.push_back(&root);
    drain();
  }

  void statement(const Statement& statement) {
    std::visit(*this, statement.node);
    drain();
  }

  void operator()(const QueryPtr& query) { queries_.push_back(query); }
  void operator()(const RawSql&) {}
  void operator()(const Insert& insert) {
    with(insert.with);
    targets(insert.columns);
    if (const auto* source = std::get_if<QueryPtr>(&insert.source)) queries_.push_back(*source);
    if (insert.on_conflict) conflict(*insert.on_conflict);
    outputs(insert.returning);
  }
  void operator()(const Update& update) {
    with(update.with);
    assignments(update.assignments);
    from(update.from);
    expr(update.where);
    outputs(update.returning);
  }
  void operator()(const Delete& erase) {
    with(erase.with);
    from(erase.using_items);
    expr(erase.where);
    outputs(erase.returning);
  }
  void operator()(const Merge& merge) {
    with(merge.with);
    from({merge.source});
    expr(merge.on);
    for (const auto& when : merge.whens) {
      expr(when.condition);
      assignments(when.assignments);
      targets(when.columns);
      for (auto* value : when.values) expr(value);
    }
  }

 private:
  void drain() {
    while (!queries_.empty()) {
      auto* next = queries_.back();
      queries_.pop_back();
      if (query_fn_) query_fn_(*next);
      with(next->with);
      for_each_expr(unit_, *next, [this](Expr& root) { expr(&root); });
      for_each_query(unit_, *next, [this](Query& inner) { queries_.push_back(&inner); });
    }
  }

  void expr(ExprPtr root) {
    if (root == nullptr) return;
    walk(*root, [this](Expr& each) {
      fn_(each);
      for_each_subquery(each, [this](Query& inner) { queries_.push_back(&inner); });
    });
  }

  void outputs(const std::vector<OutputColumn>& items) {
    for (const auto& item : items) expr(item.expr);
  }

  void from(const std::vector<FromPtr>& items) {
    visit_from(unit_, items, [this](Expr& root) { expr(&root); });
    visit_from_queries(unit_, items, [this](Query& inner) { queries_.push_back(&inner); });
  }

  void with(const std::optional<With>& clause) {
    if (!clause) return;
    for (auto id : clause->ctes) {
      const auto* bound = unit_.at(id).statement;
      if (bound != nullptr) std::visit(*this, bound->node);
    }
  }

  void targets(const std::vector<AssignmentTarget>& targets) {
    for (const auto& target : targets) {
      for (auto* step : target.indirection) expr(step);
    }
  }

  void assignments(const std::vector<Assignment>& assignments) {
    for (const auto& assignment : assignments) {
      targets(assignment.targets);
      expr(assignment.value);
    }
  }

  void conflict(const OnConflict& conflict) {
    for (const auto& target : conflict.target) expr(target.expr);
    expr(conflict.target_where);
    assignments(conflict.assignments);
    expr(conflict.where);
  }

  const Unit& unit_;
  const ExprFn& fn_;
  QueryFn query_fn_;
  std::vector<Query*> queries_;
};

}  // namespace

void for_each_expr(const Unit& unit, const Query& query, const ExprFn& fn) {
  std::visit(BodyExprs{unit, fn}, query.body);
  visit(query.order_by, fn);
  visit(query.limit, fn);
  visit(query.offset, fn);
}

void for_each_query(const Unit& unit, const Query& query, const QueryFn& fn) {
  if (const auto* select = std::get_if<Select>(&query.body)) {
    visit_from_queries(unit, select->from, fn);
  }
  if (const auto* operation = std::get_if<SetOperation>(&query.body)) {
    fn(*operation->left);
    fn(*operation->right);
  }
}

void for_each_range(const FromItem& item, const std::function<void(RangeId)>& fn) {
  auto stack = std::vector<const FromItem*>{&item};
  while (!stack.empty()) {
    const auto* next = stack.back();
    stack.pop_back();
    if (const auto* range = std::get_if<FromRange>(&next->node)) {
      fn(range->range);
      continue;
    }
    const auto& join = std::get<FromJoin>(next->node);
    stack.push_back(join.right);
    stack.push_back(join.left);
  }
}

void for_each_join(const FromItem& item, const std::function<void(const FromJoin&)>& fn) {
  auto joins = std::vector<const FromJoin*>{};
  auto stack = std::vector<const FromItem*>{&item};
  while (!stack.empty()) {
    const auto* next = stack.back();
    stack.pop_back();
    const auto* join = std::get_if<FromJoin>(&next->node);
    if (join == nullptr) continue;
    joins.push_back(join);
    stack.push_back(join->left);
    stack.push_back(join->right);
  }
  for (auto join = joins.rbegin(); join != joins.rend(); ++join) fn(**join);
}

void walk_deep(const Unit& unit, Query& query, const ExprFn& fn) {
  DeepWalk{unit, fn}.query(query);
}

void walk_deep(const Unit& unit, const Statement& statement, const ExprFn& fn) {
  DeepWalk{unit, fn}.statement(statement);
}

void walk_queries(const Unit& unit, const Statement& statement, const QueryFn& fn) {
  const auto ignore = ExprFn{[](Expr&) {}};
  DeepWalk{unit, ignore, fn}.statement(statement);
}

}  // namespace ormc::query
