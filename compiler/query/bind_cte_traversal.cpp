#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_statement.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;
using diagnostics::InvalidTraversal;

void bind_marks(Binder& binder, const syntax::Cte::Cycle& syntax, Scope& scope, CteCycle& cycle) {
  cycle.mark_type = {oid::bool_};
  if (syntax.mark == nullptr || syntax.mark_default == nullptr) return;
  auto marks = std::vector<ExprPtr>{binder.bind_expr(*syntax.mark, scope),
                                    binder.bind_expr(*syntax.mark_default, scope)};
  cycle.mark_type = binder.unify(marks, "cycle");
  cycle.mark = marks[0];
  cycle.mark_default = marks[1];
}

/// Checks the clauses of one query against its columns, as the server does.
class TraversalCheck {
 public:
  TraversalCheck(Binder& binder, const syntax::Cte& syntax, CteId id)
      : binder_{binder}, syntax_{syntax}, id_{id}, cte_{binder.unit().at(id)} {
    const auto added = traversal_columns(cte_).size();
    const auto own = cte_.columns.size() - std::min(added, cte_.columns.size());
    for (auto i = std::size_t{0}; i < own; ++i) names_.push_back(cte_.columns[i].sql_name);
  }

  void check() {
    if (!check_form()) return;
    if (syntax_.search) check_columns("search", syntax_.search->columns);
    if (syntax_.search) check_new("search", syntax_.search->set_column);
    if (!syntax_.cycle) return;
    check_columns("cycle", syntax_.cycle->columns);
    check_mark_type();
    check_new("cycle", syntax_.cycle->mark_column);
    check_new("cycle", syntax_.cycle->path_column);
  }

 private:
  auto report(std::string clause, std::string reason, Span span) -> bool {
    binder_.diagnostics().report(span, InvalidTraversal{std::move(clause), std::move(reason)});
    return false;
  }

  auto clause() const -> std::string { return syntax_.search ? "search" : "cycle"; }
  auto clause_span() const -> Span {
    return syntax_.search ? syntax_.search->set_column.span : syntax_.cycle->mark_column.span;
  }

  /// Only `select union [all] select` whose second part selects from the query itself can be
  /// followed.
  auto check_form() -> bool {
    if (!cte_.recursive) {
      return report(clause(), "`" + cte_.name + "` is not recursive", clause_span());
    }
    const auto* query = std::get_if<QueryPtr>(&cte_.statement->node);
    const auto* operation = query ? std::get_if<SetOperation>(&(*query)->body) : nullptr;
    if (operation == nullptr) return true;  // reported as a recursion already
    for (const auto* side : {operation->left, operation->right}) {
      if (!std::holds_alternative<SetOperation>(side->body) || side->with) continue;
      return report(clause(), "each side of the union must be a single select", clause_span());
    }
    const auto* step = std::get_if<Select>(&operation->right->body);
    auto at_top = false;
    for (const auto* item : step != nullptr ? step->from : std::vector<FromPtr>{}) {
      for_each_range(*item, [&](RangeId range) {
        const auto* source = std::get_if<CteSource>(&binder_.unit().at(range).source);
        at_top = at_top || (source != nullptr && source->cte == id_);
      });
    }
    if (at_top) return true;
    return report(
        clause(), "`" + cte_.name + "` must be in the from clause of its step", clause_span());
  }

  void check_columns(const std::string& clause, const std::vector<syntax::Name>& columns) {
    auto seen = std::set<std::size_t>{};
    for (const auto& column : columns) {
      const auto place = find_name(column, names_);
      if (!place) {
        report(clause, "`" + cte_.name + "` has no column `" + column.text + "`", column.span);
      } else if (!seen.insert(*place).second) {
        report(clause, "`" + column.text + "` is named twice", column.span);
      }
    }
  }

  /// The columns that the clauses add are called like no other.
  void check_new(const std::string& clause, const syntax::Name& column) {
    auto name = fold(column);
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
      report(clause, "there is a column `" + name + "` already", column.span);
    }
    names_.push_back(std::move(name));
  }

  void check_mark_type() {
    const auto& type = cte_.cycle->mark_type;
    if (type.oid == error_type || binder_.catalog().has_equality(type.oid)) return;
    report("cycle",
           "marks of type `" + binder_.type_name(type) + "` cannot be compared",
           syntax_.cycle->mark_column.span);
  }

  Binder& binder_;
  const syntax::Cte& syntax_;
  CteId id_;
  const Cte& cte_;
  std::vector<std::string> names_;
};

}  // namespace

void bind_traversal(Binder& binder, const syntax::Cte& syntax, Scope& scope, Cte& cte) {
  if (syntax.search) {
    cte.search = CteSearch{syntax.search->depth_first, {}, fold(syntax.search->set_column)};
    for (const auto& column : syntax.search->columns) cte.search->columns.push_back(fold(column));
  }
  if (!syntax.cycle) return;
  auto cycle = CteCycle{};
  for (const auto& column : syntax.cycle->columns) cycle.columns.push_back(fold(column));
  cycle.mark_column = fold(syntax.cycle->mark_column);
  cycle.path_column = fold(syntax.cycle->path_column);
  bind_marks(binder, *syntax.cycle, scope, cycle);
  cte.cycle = std::move(cycle);
}

auto traversal_columns(const Cte& cte) -> std::vector<RangeColumn> {
  auto columns = std::vector<RangeColumn>{};
  if (cte.search) {
    const auto type = cte.search->depth_first ? oid::record_array : oid::record;
    columns.push_back({cte.search->set_column, cte.search->set_column, {type}, false});
  }
  if (cte.cycle) {
    columns.push_back({cte.cycle->mark_column, cte.cycle->mark_column, cte.cycle->mark_type});
    columns.push_back({cte.cycle->path_column, cte.cycle->path_column, {oid::record_array}, false});
  }
  return columns;
}

void check_traversal(Binder& binder, const syntax::Cte& syntax, CteId id) {
  if (syntax.search || syntax.cycle) TraversalCheck{binder, syntax, id}.check();
}

}  // namespace ormc::query
