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
    for (auto* key : select.path_keys) visit(key, fn);
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

void visit(const std::vector<AssignmentTarget>& targets, const ExprFn& fn) {
  for (const auto& target : targets) {
    for (auto* step : target.indirection) visit(step, fn);
  }
}

void visit(const std::vector<Assignment>& assignments, const ExprFn& fn) {
  for (const auto& assignment : assignments) {
    visit(assignment.targets, fn);
    visit(assignment.value, fn);
  }
}

struct StatementExprs {
  const Unit& unit;
  const ExprFn& fn;
  void operator()(const QueryPtr&) const {}
  void operator()(const RawSql&) const {}
  void operator()(const Insert& insert) const {
    visit(insert.columns, fn);
    if (insert.on_conflict) conflict(*insert.on_conflict);
    visit(insert.returning, fn);
  }
  void operator()(const Update& update) const {
    visit(update.assignments, fn);
    visit_from(unit, update.from, fn);
    visit(update.where, fn);
    visit(update.returning, fn);
  }
  void operator()(const Delete& erase) const {
    visit_from(unit, erase.using_items, fn);
    visit(erase.where, fn);
    visit(erase.returning, fn);
  }
  void operator()(const Merge& merge) const {
    visit_from(unit, {merge.source}, fn);
    visit(merge.on, fn);
    for (const auto& when : merge.whens) {
      visit(when.condition, fn);
      visit(when.assignments, fn);
      visit(when.columns, fn);
      for (auto* value : when.values) visit(value, fn);
    }
  }
  void conflict(const OnConflict& conflict) const {
    for (const auto& target : conflict.target) visit(target.expr, fn);
    visit(conflict.target_where, fn);
    visit(conflict.assignments, fn);
    visit(conflict.where, fn);
  }
};

struct StatementQueries {
  const Unit& unit;
  const QueryFn& fn;
  void operator()(const QueryPtr& query) const { fn(*query); }
  void operator()(const RawSql&) const {}
  void operator()(const Insert& insert) const {
    if (const auto* source = std::get_if<QueryPtr>(&insert.source)) fn(**source);
  }
  void operator()(const Update& update) const { visit_from_queries(unit, update.from, fn); }
  void operator()(const Delete& erase) const { visit_from_queries(unit, erase.using_items, fn); }
  void operator()(const Merge& merge) const { visit_from_queries(unit, {merge.source}, fn); }
};

auto with_of(const Statement& statement) -> const std::optional<With>* {
  return std::visit(
      [](const auto& node) -> const std::optional<With>* {
        if constexpr (requires { node.with; }) return &node.with;
        return nullptr;
      },
      statement.node);
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
    enter(statement);
    drain();
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

  void with(const std::optional<With>& clause) {
    if (!clause) return;
    for (auto id : clause->ctes) {
      const auto* bound = unit_.at(id).statement;
      if (bound != nullptr) enter(*bound);
    }
  }

  void enter(const Statement& statement) {
    if (const auto* clause = with_of(statement)) with(*clause);
    for_each_expr(unit_, statement, [this](Expr& root) { expr(&root); });
    for_each_query(unit_, statement, [this](Query& inner) { queries_.push_back(&inner); });
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

void for_each_expr(const Unit& unit, const Statement& statement, const ExprFn& fn) {
  std::visit(StatementExprs{unit, fn}, statement.node);
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

void for_each_query(const Unit& unit, const Statement& statement, const QueryFn& fn) {
  std::visit(StatementQueries{unit, fn}, statement.node);
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
