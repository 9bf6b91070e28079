#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "query/expr_traits.hpp"
#include "query/table_uses.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

using diagnostics::InvalidRecursion;

/// Binds a with clause. Without `recursive` each query sees those before it; with it all see all,
/// and they are bound in the order in which they depend on each other.
class WithBinder {
 public:
  WithBinder(Binder& binder, const syntax::With& syntax, Scope& scope)
      : binder_(binder), syntax_(syntax), scope_(scope) {}

  auto bind() -> With {
    auto with = With{syntax_.recursive, {}};
    for (const auto& cte : syntax_.ctes) with.ctes.push_back(declare(cte));
    if (syntax_.recursive) find_dependencies();
    for (auto i : binding_order()) bind_one(i, with.ctes[i]);
    for (auto id : with.ctes) hide_failure(id);
    return with;
  }

 private:
  auto declare(const syntax::Cte& syntax) -> CteId {
    auto cte = Cte{};
    cte.name = fold(syntax.name);
    cte.materialized = syntax.materialized;
    for (const auto& column : syntax.columns) cte.column_aliases.push_back(fold(column));
    if (!seen_.insert(cte.name).second) {
      binder_.diagnostics().report(syntax.name.span,
                                   diagnostics::DuplicateDefinition{cte.name, "with"});
    }
    names_.push_back(cte.name);
    auto& ctes = binder_.unit().ctes;
    ctes.push_back(std::move(cte));
    return static_cast<CteId>(ctes.size() - 1);
  }

  // ---- the order

  void find_dependencies() {
    for (const auto& cte : syntax_.ctes) {
      auto& own = dependencies_.emplace_back();
      for (const auto& use : table_uses(*cte.statement)) {
        if (use.name->parts.size() != 1) continue;
        if (auto named = find_name(use.name->parts.front(), names_)) own.push_back(*named);
      }
    }
  }

  /// The next is always the first that waits for no other. What remains depends on itself through
  /// others.
  auto binding_order() -> std::vector<std::size_t> {
    auto order = std::vector<std::size_t>{};
    auto done = std::vector<bool>(syntax_.ctes.size());
    auto is_ready = [&](std::size_t i) {
      if (done[i]) return false;
      if (dependencies_.empty()) return true;
      return std::all_of(dependencies_[i].begin(), dependencies_[i].end(), [&](std::size_t other) {
        return other == i || done[other];
      });
    };
    auto first = std::size_t{0};  // all before it are done
    while (order.size() < done.size()) {
      while (done[first]) ++first;
      auto next = first;
      while (next < done.size() && !is_ready(next)) ++next;
      if (next == done.size()) {
        next = static_cast<std::size_t>(std::find(done.begin(), done.end(), false) - done.begin());
        report_recursion(syntax_.ctes[next], "selects from itself through others");
        return order;
      }
      done[next] = true;
      order.push_back(next);
    }
    return order;
  }

  auto is_recursive(std::size_t i) const -> bool {
    return !dependencies_.empty() &&
           std::find(dependencies_[i].begin(), dependencies_[i].end(), i) != dependencies_[i].end();
  }

  // ---- one query

  void bind_one(std::size_t i, CteId id) {
    const auto& syntax = syntax_.ctes[i];
    bind_traversal(binder_, syntax, scope_, binder_.unit().at(id));
    auto* statement = is_recursive(i) ? bind_recursive(syntax, id) : bind_plain(syntax);
    auto& cte = binder_.unit().at(id);
    cte.statement = statement;
    cte.recursive = is_recursive(i);
    cte.columns.clear();
    if (statement != nullptr) {
      name_columns(syntax, cte);
      check_traversal(binder_, syntax, id);
    }
    scope_.ctes.emplace_back(cte.name, id);
    bound_.insert(id);
  }

  /// What was not bound stays visible, so that selecting from it is no second error.
  void hide_failure(CteId id) {
    if (!bound_.contains(id)) scope_.ctes.emplace_back(binder_.unit().at(id).name, id);
  }

  void name_columns(const syntax::Cte& syntax, Cte& cte) {
    for (const auto& column : cte.statement->columns) {
      cte.columns.push_back({column.name, column.sql_name, column.type, column.nullable});
    }
    if (syntax.columns.size() > cte.columns.size()) {
      binder_.diagnostics().report(
          syntax.columns[cte.columns.size()].span,
          diagnostics::TooManyColumnAliases{cte.name, cte.columns.size(), syntax.columns.size()});
    }
    for (auto i = std::size_t{0}; i < std::min(cte.columns.size(), syntax.columns.size()); ++i) {
      rename(cte.columns[i], syntax.columns[i]);
    }
    auto added = traversal_columns(cte);
    cte.columns.insert(cte.columns.end(), added.begin(), added.end());
  }

  auto bind_plain(const syntax::Cte& syntax) -> StatementPtr {
    if (std::holds_alternative<syntax::Merge>(syntax.statement->node)) {
      binder_.diagnostics().report(syntax.name.span, diagnostics::MisplacedMerge{});
      return nullptr;
    }
    auto writes = !std::holds_alternative<syntax::QueryPtr>(syntax.statement->node);
    if (writes && scope_.outer != nullptr) {
      binder_.diagnostics().report(syntax.name.span, diagnostics::NestedWrite{});
      return nullptr;
    }
    return binder_.bind_statement(*syntax.statement, &scope_);
  }

  auto bind_recursive(const syntax::Cte& syntax, CteId id) -> StatementPtr {
    if (!check_recursion(syntax)) return nullptr;
    auto* query = bind_recursive_query(binder_,
                                       *std::get<syntax::QueryPtr>(syntax.statement->node),
                                       &scope_,
                                       {id, syntax.name.text});
    check_step(syntax, id, *query);
    return binder_.unit().arena.make(
        Statement{.span = syntax.span, .node = query, .columns = query->columns, .returned = {}});
  }

  // ---- recursion

  void report_recursion(const syntax::Cte& cte, std::string reason) {
    binder_.diagnostics().report(cte.name.span, InvalidRecursion{cte.name.text, std::move(reason)});
  }

  auto own_uses(const syntax::Cte& cte, const syntax::Query& query) const -> std::vector<TableUse> {
    auto uses = table_uses(query);
    std::erase_if(uses, [&](const TableUse& use) {
      auto name = use.name->parts.front();
      return use.name->parts.size() != 1 || find_name(name, names_) != find_name(cte.name, names_);
    });
    return uses;
  }

  /// Whether a recursive query has the only form that the server can run.
  auto check_recursion(const syntax::Cte& cte) -> bool {
    const auto* query = std::get_if<syntax::QueryPtr>(&cte.statement->node);
    if (query == nullptr) return report_recursion(cte, "is a write"), false;
    const auto* operation = std::get_if<syntax::SetOperation>(&(*query)->body);
    if (operation == nullptr || operation->kind != syntax::SetOperation::Kind::unite) {
      return report_recursion(cte, "is no union"), false;
    }
    if (!(*query)->order_by.empty() || (*query)->limit != nullptr || (*query)->offset != nullptr ||
        !(*query)->locking.empty()) {
      return report_recursion(cte, "has an order by, limit or lock of its own"), false;
    }
    if (!own_uses(cte, *operation->left).empty()) {
      return report_recursion(cte, "selects from itself in its first part"), false;
    }
    return check_step_uses(cte, own_uses(cte, *operation->right));
  }

  auto check_step_uses(const syntax::Cte& cte, const std::vector<TableUse>& uses) -> bool {
    if (uses.size() != 1) return report_recursion(cte, "selects from itself more than once"), false;
    const auto& use = uses.front();
    if (use.in_expression) {
      return report_recursion(cte, "selects from itself in a subquery"), false;
    }
    if (use.may_be_missing) {
      return report_recursion(cte, "is on the side of an outer join that may have no row"), false;
    }
    if (use.is_subtracted) {
      return report_recursion(cte, "selects from itself where rows are taken away"), false;
    }
    return true;
  }

  void check_step(const syntax::Cte& syntax, CteId id, const Query& query) {
    const auto* operation = std::get_if<SetOperation>(&query.body);
    if (operation != nullptr && aggregates_step(*operation->right, id)) {
      return report_recursion(syntax, "aggregates over itself");
    }
    const auto& first = binder_.unit().at(id).columns;
    for (auto i = std::size_t{0}; i < std::min(first.size(), query.columns.size()); ++i) {
      auto overall = query.columns[i].type;
      if (first[i].type == overall || first[i].type.oid == error_type ||
          overall.oid == error_type) {
        continue;
      }
      binder_.diagnostics().report(
          syntax.name.span,
          diagnostics::RecursiveType{
              first[i].name, binder_.type_name(first[i].type), binder_.type_name(overall)});
    }
  }

  auto aggregates_step(const Query& step, CteId id) const -> bool {
    const auto* select = std::get_if<Select>(&step.body);
    if (select == nullptr) return false;
    auto selects_itself = false;
    for (const auto* item : select->from) {
      for_each_range(*item, [&](RangeId range) {
        const auto* cte = std::get_if<CteSource>(&binder_.unit().at(range).source);
        selects_itself = selects_itself || (cte != nullptr && cte->cte == id);
      });
    }
    auto aggregates = select->having != nullptr && contains_aggregate(*select->having);
    for (const auto& item : select->items) {
      aggregates = aggregates || contains_aggregate(*item.expr);
    }
    return selects_itself && aggregates;
  }

  Binder& binder_;
  const syntax::With& syntax_;
  Scope& scope_;
  std::vector<std::string> names_;
  std::set<std::string> seen_;
  std::set<CteId> bound_;
  std::vector<std::vector<std::size_t>> dependencies_;  // empty without `recursive`
};

}  // namespace

auto bind_with(Binder& binder, const syntax::With& with, Scope& scope) -> With {
  return WithBinder{binder, with, scope}.bind();
}

}  // namespace ormc::query
