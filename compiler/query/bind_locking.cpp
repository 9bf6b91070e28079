#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/query_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "query/expr_traits.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {
namespace {

using diagnostics::InvalidLocking;

auto grouped_reason(const Select& select) -> std::string {
  if (select.distinct || !select.distinct_on.empty()) return "with distinct";
  if (!select.group_by.empty()) return "with group by";
  if (select.having != nullptr) return "with having";
  if (select.aggregates) return "with aggregates";
  return {};
}

/// Why no row of the query stands for a row of a table; empty when it does.
auto forbidding_reason(const Query& query) -> std::string {
  if (std::holds_alternative<SetOperation>(query.body)) return "of a set operation";
  if (std::holds_alternative<Values>(query.body)) return "of values";
  const auto& select = std::get<Select>(query.body);
  auto reason = grouped_reason(select);
  if (!reason.empty()) return reason;
  for (const auto& item : select.items) {
    if (contains_window_call(*item.expr)) return "with window functions";
    if (returns_set(*item.expr)) return "with a set-returning function in the select list";
  }
  return {};
}

/// Ranges whose rows a join may leave out: what cannot be locked.
auto nullable_ranges(const Select& select) -> std::set<RangeId> {
  using Kind = syntax::Join::Kind;
  auto nullable = std::set<RangeId>{};
  auto add = [&](const FromItem& side) {
    for_each_range(side, [&](RangeId id) { nullable.insert(id); });
  };
  for (const auto* item : select.from) {
    for_each_join(*item, [&](const FromJoin& join) {
      if (join.kind == Kind::left || join.kind == Kind::full) add(*join.right);
      if (join.kind == Kind::right || join.kind == Kind::full) add(*join.left);
    });
  }
  return nullable;
}

/// What a range is, if its rows cannot be locked.
struct UnlockableSource {
  auto operator()(const TableSource&) const -> std::string { return {}; }
  auto operator()(const ViewSource&) const -> std::string { return {}; }
  auto operator()(const PathSource&) const -> std::string { return {}; }
  auto operator()(const SubquerySource& source) const -> std::string {
    return forbidding_reason(*source.query);
  }
  auto operator()(const FunctionSource&) const -> std::string { return "of a function"; }
  auto operator()(const CteSource&) const -> std::string { return "of a with query"; }
  auto operator()(const ExcludedSource&) const -> std::string { return "of `excluded`"; }
  auto operator()(const JoinSource&) const -> std::string { return "of a join"; }
  auto operator()(const CatalogSource&) const -> std::string { return {}; }
  auto operator()(const XmlTableSource&) const -> std::string { return "of a function"; }
};

/// Binds the locking clauses of one query.
class LockingBinder {
 public:
  LockingBinder(Binder& binder, const Scope& scope, Query& query)
      : binder_(binder), scope_(scope), query_(query) {}

  void bind(const syntax::Locking& locking) {
    if (auto reason = forbidding_reason(query_); !reason.empty()) {
      binder_.diagnostics().report(locking.span, InvalidLocking{std::move(reason)});
      return;
    }
    if (query_.with_ties && locking.wait == syntax::Locking::Wait::skip_locked) {
      binder_.diagnostics().report(locking.span,
                                   InvalidLocking{"with ties while skipping locked ones"});
    }
    auto clause = LockingClause{locking.strength, {}, locking.wait};
    if (locking.tables.empty()) {
      lock_all(locking.span, clause);
    } else {
      for (const auto& name : locking.tables) lock(name, clause);
    }
    query_.locking.push_back(std::move(clause));
  }

 private:
  /// Without names everything is locked that can be. Tables that paths join are not meant: beside
  /// them, and beside what cannot be locked, the others are named.
  void lock_all(Span span, LockingClause& clause) {
    auto nullable = nullable_ranges(std::get<Select>(query_.body));
    for (const auto& visible : scope_.ranges) {
      const auto& range = binder_.unit().at(visible.range);
      auto reason = std::visit(UnlockableSource{}, range.source);
      if (std::holds_alternative<SubquerySource>(range.source) && !reason.empty()) {
        binder_.diagnostics().report(span, InvalidLocking{reason});
        return;
      }
      if (!reason.empty()) continue;
      if (nullable.count(visible.range) > 0) {
        binder_.diagnostics().report(
            span, InvalidLocking{"on the side of an outer join that may have no row"});
        return;
      }
      clause.ranges.push_back(visible.range);
    }
    if (scope_.paths.empty()) clause.ranges.clear();
  }

  void lock(const syntax::QualifiedName& name, LockingClause& clause) {
    const auto* visible = find(name.parts.back());
    if (name.parts.size() != 1 || visible == nullptr) return report_unknown(name);
    auto reason = std::visit(UnlockableSource{}, binder_.unit().at(visible->range).source);
    if (reason.empty() &&
        nullable_ranges(std::get<Select>(query_.body)).count(visible->range) > 0) {
      reason = "on the side of an outer join that may have no row";
    }
    if (!reason.empty()) {
      binder_.diagnostics().report(name.span, InvalidLocking{std::move(reason)});
      return;
    }
    clause.ranges.push_back(visible->range);
  }

  auto find(const syntax::Name& name) const -> const VisibleRange* {
    for (auto folding : {Folding::exact, Folding::folded}) {
      for (const auto& visible : scope_.ranges) {
        if (visible.name.empty()) continue;
        if (matches(name, visible.name, folding) || matches(name, visible.sql_name, folding)) {
          return &visible;
        }
      }
    }
    return nullptr;
  }

  void report_unknown(const syntax::QualifiedName& name) {
    if (scope_.incomplete) return;
    auto known = std::vector<std::string>{};
    for (const auto& visible : scope_.ranges) known.push_back(visible.name);
    binder_.diagnostics().report(
        name.span,
        diagnostics::UnknownLockedTable{
            spell(name), diagnostics::nearest(name.parts.back().text, std::span{known})});
  }

  Binder& binder_;
  const Scope& scope_;
  Query& query_;
};

}  // namespace

void bind_locking(Binder& binder, const syntax::Query& syntax, const Scope& scope, Query& query) {
  for (const auto& locking : syntax.locking) LockingBinder{binder, scope, query}.bind(locking);
}

}  // namespace ormc::query
