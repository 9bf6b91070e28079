#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "diagnostics/select_diagnostics.hpp"
#include "query/bind_name.hpp"
#include "query/bind_statement.hpp"
#include "query/equal.hpp"
#include "query/expr_traits.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

using Column = std::pair<RangeId, ColumnIndex>;

/// Binds the elements of a group by.
class GroupBinder {
 public:
  GroupBinder(Binder& binder, std::vector<OutputColumn>& outputs, Scope& scope)
      : binder_(binder), outputs_(outputs), scope_(scope) {}

  auto bind(const std::vector<syntax::GroupItem>& items) -> std::vector<GroupItem> {
    auto bound = std::vector<GroupItem>{};
    for (const auto& item : items) bound.push_back(bind(item));
    return bound;
  }

 private:
  auto bind(const syntax::GroupItem& item) -> GroupItem {
    if (item.kind == syntax::GroupItem::Kind::expr) return bind_expr(*item.expr);
    return {item.kind, nullptr, std::nullopt, bind(item.items)};
  }

  /// `(a, b)` is the set of its elements, not a row; `row(a, b)` is one.
  auto bind_expr(const syntax::Expr& expr) -> GroupItem {
    const auto* row = std::get_if<syntax::RowConstructor>(&expr.node);
    if (row != nullptr && !row->is_explicit) {
      auto set = GroupItem{syntax::GroupItem::Kind::set, nullptr, std::nullopt, {}};
      for (const auto* element : row->elements) set.items.push_back(bind_expr(*element));
      return set;
    }
    auto target = bind_output_target(
        binder_, expr, {"group by", Clause::group_by, NamesFirst::columns}, outputs_, scope_);
    if (target.output && (contains_aggregate(*target.expr) || contains_window_call(*target.expr))) {
      binder_.diagnostics().report(expr.span,
                                   diagnostics::GroupedAggregate{outputs_[*target.output].name});
    }
    return {syntax::GroupItem::Kind::expr, target.expr, target.output, {}};
  }

  Binder& binder_;
  std::vector<OutputColumn>& outputs_;
  Scope& scope_;
};

/// Reports what a grouped select uses of its rows beyond groups and aggregates, as the server
/// would: an expression is grouped if it is one of group by, a column also if the primary key of
/// its table is in every grouping set.
class GroupCheck {
 public:
  GroupCheck(Binder& binder, const Select& select, Scope& scope) : binder_(binder), scope_(scope) {
    for (const auto* item : select.from) {
      for_each_join(*item, [this](const FromJoin& join) {
        if (join.merged) join_kinds_.emplace(*join.merged, join.kind);
      });
    }
    for (const auto& item : select.group_by) collect(item);
    for (const auto& item : select.group_by) {
      for (const auto& column : columns_of_every_set(item)) common_.push_back(column);
    }
  }

  /// With a group that failed, nothing can be said about what is grouped.
  auto has_failed() const -> bool {
    return std::any_of(exprs_.begin(), exprs_.end(), [](const Expr* group) {
      return group->type.oid == error_type;
    });
  }

  /// Keys to group by beyond what is written: see `Select::path_keys`.
  auto path_keys() const -> const std::vector<ExprPtr>& { return path_keys_; }

  void check(Expr& root) {
    stack_.push_back({&root, 0});
    while (!stack_.empty()) {
      auto next = stack_.back();
      stack_.pop_back();
      if (!settled(*next.expr, next.depth)) push_parts(*next.expr, next.depth);
    }
  }

 private:
  /// An expression to be checked, and how many subqueries it is inside of.
  struct Place {
    Expr* expr;
    int depth;
  };

  // ---- what is grouped

  void collect(const GroupItem& item) {
    if (item.expr != nullptr) {
      exprs_.push_back(item.expr);
      if (auto column = column_of(*item.expr)) grouped_.push_back(*column);
    }
    for (const auto& inner : item.items) collect(inner);
  }

  /// The columns that all grouping sets of an item have.
  auto columns_of_every_set(const GroupItem& item) -> std::vector<Column> {
    using Kind = syntax::GroupItem::Kind;
    auto columns = std::vector<Column>{};
    switch (item.kind) {
      case Kind::expr:
        if (auto column = column_of(*item.expr)) columns.push_back(*column);
        return columns;
      case Kind::set:
        for (const auto& inner : item.items) {
          for (const auto& column : columns_of_every_set(inner)) columns.push_back(column);
        }
        return columns;
      case Kind::rollup:
      case Kind::cube:
        return columns;  // they have the empty set
      case Kind::sets:
        return common_columns(item.items);
    }
    return columns;
  }

  auto common_columns(const std::vector<GroupItem>& sets) -> std::vector<Column> {
    if (sets.empty()) return {};
    auto common = columns_of_every_set(sets.front());
    for (const auto& set : sets) {
      auto own = columns_of_every_set(set);
      std::erase_if(common, [&](const Column& column) {
        return std::find(own.begin(), own.end(), column) == own.end();
      });
    }
    return common;
  }

  /// The table's column behind a column reference: looks through merged and aliased joins where
  /// they pass a column on unchanged.
  auto column_of(const Expr& expr) const -> std::optional<Column> {
    const auto* next = &expr;
    while (true) {
      const auto* column = std::get_if<ColumnRef>(&next->node);
      if (column == nullptr) return std::nullopt;
      const auto* passed = passed_on(*column, next->type);
      if (passed == nullptr) return Column{column->range, column->column};
      next = passed;
    }
  }

  auto passed_on(const ColumnRef& column, TypeRef type) const -> const Expr* {
    auto* kept = kept_column(column, type);
    return kept != nullptr && kept->type == type ? kept : nullptr;
  }

  /// The column that a joined one is read from, perhaps as another type; null where it is one of
  /// its own, or made of two.
  auto kept_column(const ColumnRef& column, TypeRef type) const -> Expr* {
    const auto* join = std::get_if<JoinSource>(&binder_.unit().at(column.range).source);
    if (join == nullptr) return nullptr;
    const auto& [left, right] = join->merged[column.column];
    if (right == nullptr) return left;
    auto found = join_kinds_.find(column.range);
    if (found == join_kinds_.end() || found->second == syntax::Join::Kind::full) return nullptr;
    using Kind = syntax::Join::Kind;
    const auto is_left =
        found->second == Kind::left ||
        (found->second != Kind::right && (left->type == type || right->type != type));
    return is_left ? left : right;
  }

  /// The server does not ask whether the partitions have the key, too.
  static auto primary_key_of(const schema::Model& model) -> const schema::Key* {
    if (model.primary_key) return &*model.primary_key;
    const auto& only = model.only_keys;
    const auto key =
        std::find_if(only.begin(), only.end(), [](const auto& each) { return each.primary; });
    return key == only.end() ? nullptr : &*key;
  }

  auto depends_on_key(RangeId id) const -> bool {
    const auto& range = binder_.unit().at(id);
    auto model = std::optional<schema::ModelId>{};
    if (const auto* table = std::get_if<TableSource>(&range.source)) model = table->model;
    if (const auto* path = std::get_if<PathSource>(&range.source)) model = path->model;
    if (!model) return false;
    const auto* key = primary_key_of(binder_.schema().at(*model));
    if (key == nullptr || key->deferrable) return false;
    return std::all_of(key->columns.begin(), key->columns.end(), [&](schema::ColumnIndex column) {
      return std::find(common_.begin(), common_.end(), Column{id, column}) != common_.end();
    });
  }

  /// Whether groups determine the row that a path leads to: `p.author.name` with `group by
  /// p.author`. The server knows it by the row's key, which is grouped by then.
  auto follow_path(RangeId id) -> bool {
    if (std::find(followed_.begin(), followed_.end(), id) != followed_.end()) return true;
    const auto path = std::get_if<PathSource>(&binder_.unit().at(id).source);
    const auto parent = path ? model_of(binder_.unit().at(path->parent)) : std::nullopt;
    if (!parent) return false;
    using Kind = schema::Relation::Kind;
    const auto index = path->relation;
    const auto& relation = binder_.schema().at(*parent).relations[index];
    const auto* key = primary_key_of(binder_.schema().at(path->model));
    const auto leads_to_one = relation.kind == Kind::to_one || relation.kind == Kind::inverse_one;
    if (!leads_to_one || key == nullptr || key->deferrable) return false;
    const auto is_common = [&](schema::ColumnIndex column) {
      const auto wanted = Column{path->parent, column};
      return std::find(common_.begin(), common_.end(), wanted) != common_.end();
    };
    const auto determined = std::ranges::all_of(relation.local_columns, is_common) ||
                            depends_on_key(path->parent) || follow_path(path->parent);
    if (!determined) return false;
    join_always(id);
    for (const auto column : key->columns) {
      path_keys_.push_back(binder_.column(id, column, binder_.unit().at(id).span));
    }
    followed_.push_back(id);
    return true;
  }

  /// For the groups' sake, whichever parts are there.
  void join_always(RangeId id) {
    const auto no_part = PartGuard{binder_, std::nullopt};
    while (const auto* path = std::get_if<PathSource>(&binder_.unit().at(id).source)) {
      const auto parent = path->parent;
      binder_.join_path(parent, path->relation, scope_, binder_.unit().at(id).span);
      id = parent;
    }
  }

  // ---- checking

  /// Whether nothing below the expression needs a look; reports it when it is wrong itself.
  auto settled(Expr& expr, int depth) -> bool {
    if (is_aggregate(expr) && binder_.belongs_to(expr, scope_)) {
      push_direct_arguments(std::get<Call>(expr.node), depth);
      return true;
    }
    if (is_own_grouping(expr)) {
      for (auto* argument : std::get<SpecialCall>(expr.node).arguments) {
        // A column of a query around this one is none of its groups, even if it is written there.
        const auto is_outer = std::holds_alternative<ColumnRef>(argument->node) &&
                              !binder_.is_local(*argument, scope_);
        if (is_outer || !is_grouped(*argument, 0)) report(*argument);
      }
      return true;
    }
    if (is_grouped(expr, depth)) return true;
    if (auto* converted = converted_column(expr)) {
      stack_.push_back({converted, depth});
      return true;
    }
    if (const auto range = own_range(expr)) {
      if (!depends_on_key(*range) && !follow_path(*range)) report(expr);
      return true;
    }
    return false;
  }

  /// The column that a merged one converts: grouped by it, the merged one is a function of groups.
  auto converted_column(const Expr& expr) const -> Expr* {
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    if (column == nullptr || !binder_.is_local(expr, scope_)) return nullptr;
    auto* kept = kept_column(*column, expr.type);
    return kept != nullptr && kept->type != expr.type ? kept : nullptr;
  }

  auto is_own_grouping(const Expr& expr) const -> bool {
    const auto* special = std::get_if<SpecialCall>(&expr.node);
    return special != nullptr && special->kind == syntax::SpecialCall::Kind::grouping &&
           binder_.belongs_to(expr, scope_);
  }

  /// In a subquery only columns count, as the server has it.
  auto is_grouped(const Expr& expr, int depth) const -> bool {
    if (auto column = column_of(expr)) {
      if (std::find(grouped_.begin(), grouped_.end(), *column) != grouped_.end()) return true;
    }
    return depth == 0 && std::any_of(exprs_.begin(), exprs_.end(), [&](const Expr* group) {
             return equal(binder_.unit(), *group, expr);
           });
  }

  /// The range of this level that the expression is a column, or the whole row, of.
  auto own_range(const Expr& expr) const -> std::optional<RangeId> {
    if (const auto* row = std::get_if<WholeRow>(&expr.node)) {
      return binder_.is_local(expr, scope_) ? std::optional{row->range} : std::nullopt;
    }
    if (const auto* system = std::get_if<SystemColumn>(&expr.node)) {
      return binder_.is_local(expr, scope_) ? std::optional{system->range} : std::nullopt;
    }
    if (!std::holds_alternative<ColumnRef>(expr.node) || !binder_.is_local(expr, scope_)) {
      return std::nullopt;
    }
    return column_of(expr)->first;
  }

  /// `percentile_cont(x) within group (order by y)`: x is evaluated once a group.
  void push_direct_arguments(const Call& call, int depth) {
    if (call.within_group.empty()) return;
    for (const auto& argument : call.arguments) stack_.push_back({argument.value, depth});
  }

  void push_parts(Expr& expr, int depth) {
    auto parts = std::vector<Place>{};
    for_each_child(expr, [&](Expr& child) { parts.push_back({&child, depth}); });
    for_each_subquery(expr, [&](Query& query) { push_query(query, depth + 1, parts); });
    stack_.insert(stack_.end(), parts.rbegin(), parts.rend());
  }

  void push_query(Query& root, int depth, std::vector<Place>& parts) {
    auto queries = std::vector<Query*>{&root};
    while (!queries.empty()) {
      auto* query = queries.back();
      queries.pop_back();
      for_each_expr(binder_.unit(), *query, [&](Expr& expr) { parts.push_back({&expr, depth}); });
      for_each_query(binder_.unit(), *query, [&](Query& inner) { queries.push_back(&inner); });
      if (!query->with) continue;
      for (auto id : query->with->ctes) {
        const auto* statement = binder_.unit().at(id).statement;
        if (statement == nullptr) continue;
        if (const auto* inner = std::get_if<QueryPtr>(&statement->node)) {
          queries.push_back(*inner);
        }
      }
    }
  }

  void report(const Expr& expr) {
    auto name = std::string{"this expression"};
    if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
      const auto& range = binder_.unit().at(column->range);
      name = range.columns[column->column].name;
      if (std::holds_alternative<PathSource>(range.source)) {
        name = written_row(binder_.unit(), column->range) + "." + name;
      }
    }
    if (const auto* row = std::get_if<WholeRow>(&expr.node)) {
      name = binder_.unit().at(row->range).alias;
    }
    binder_.diagnostics().report(expr.span, diagnostics::UngroupedColumn{name});
  }

  Binder& binder_;
  Scope& scope_;
  std::map<RangeId, syntax::Join::Kind> join_kinds_;
  std::vector<const Expr*> exprs_;
  std::vector<Column> grouped_;
  std::vector<Column> common_;     // in every grouping set
  std::vector<RangeId> followed_;  // paths whose rows the groups determine
  std::vector<ExprPtr> path_keys_;
  std::vector<Place> stack_;
};

}  // namespace

auto bind_group_by(Binder& binder,
                   const std::vector<syntax::GroupItem>& items,
                   std::vector<OutputColumn>& outputs,
                   Scope& scope) -> std::vector<GroupItem> {
  return GroupBinder{binder, outputs, scope}.bind(items);
}

void check_grouping(Binder& binder, Select& select, const Query& query, Scope& scope) {
  auto check = GroupCheck{binder, select, scope};
  if (check.has_failed()) return;
  for (const auto& item : select.items) check.check(*item.expr);
  if (select.having != nullptr) check.check(*select.having);
  for (const auto& [name, window] : select.windows) {
    for_each_child(window, [&](Expr& expr) { check.check(expr); });
  }
  for (const auto& item : query.order_by) {
    if (!item.output) check.check(*item.expr);
  }
  for (const auto& item : select.distinct_on) {
    if (!item.output) check.check(*item.expr);
  }
  select.path_keys = check.path_keys();
}

}  // namespace ormc::query
