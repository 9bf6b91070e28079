#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/select_diagnostics.hpp"
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

/// Ranges of which a condition, when true, needs a row that is really there: it would be NULL or
/// false otherwise. The server makes such outer joins inner ones.
void add_needed_ranges(const catalog::Catalog& catalog,
                       const Expr& condition,
                       std::set<RangeId>& needed) {
  auto open = std::vector<const Expr*>{&condition};
  while (!open.empty()) {
    const auto& expr = *open.back();
    open.pop_back();
    if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
      needed.insert(column->range);
    } else if (const auto* logical = std::get_if<Logical>(&expr.node)) {
      if (logical->kind != syntax::Logical::Kind::all) continue;
      open.insert(open.end(), logical->terms.begin(), logical->terms.end());
    } else if (const auto* call = std::get_if<OperatorCall>(&expr.node)) {
      if (!catalog.function(call->op->function).strict) continue;
      for (const auto* side : {call->left, call->right}) {
        if (side != nullptr) open.push_back(side);
      }
    } else if (const auto* test = std::get_if<IsTest>(&expr.node)) {
      const auto is_null = test->kind == syntax::IsTest::Kind::null;
      if (is_null && test->negated) open.push_back(test->operand);
    }
  }
}

auto padded_ranges(const catalog::Catalog& catalog, const Select& select) -> std::set<RangeId> {
  auto padded = nullable_ranges(select);
  auto needed = std::set<RangeId>{};
  if (select.where != nullptr) add_needed_ranges(catalog, *select.where, needed);
  for (const auto range : needed) padded.erase(range);
  return padded;
}

/// What a range is, if its rows cannot be locked.
struct UnlockableSource {
  const schema::Schema& schema;
  const Program& program;
  const Unit& unit;

  auto operator()(const TableSource&) const -> std::string { return {}; }
  /// A lock of a view is one of the tables behind it.
  auto operator()(const ViewSource& source) const -> std::string {
    if (schema.at(source.view).materialized) return "of a materialized view";
    const auto& view = program.at(source.view);
    if (view.query == nullptr) return {};
    return UnlockableSource{schema, program, *view.unit}(SubquerySource{view.query, false});
  }
  auto operator()(const PathSource&) const -> std::string { return {}; }
  /// A lock of a subquery is one of all that it is made from.
  auto operator()(const SubquerySource& source) const -> std::string {
    const auto* select = std::get_if<Select>(&source.query->body);
    if (select == nullptr && std::holds_alternative<Values>(source.query->body)) return {};
    auto reason = forbidding_reason(*source.query);
    if (!reason.empty() || select == nullptr) return reason;
    const auto padded = padded_ranges(schema.catalog, *select);
    for (const auto* item : select->from) {
      for_each_range(*item, [&](RangeId range) {
        const auto& inner = unit.at(range).source;
        if (!reason.empty() || !is_locked_with_its_query(inner)) return;
        reason = padded.count(range) > 0 ? missing_row : std::visit(*this, inner);
      });
    }
    return reason;
  }
  auto operator()(const FunctionSource&) const -> std::string { return "of a function"; }
  auto operator()(const CteSource&) const -> std::string { return "of a with query"; }
  auto operator()(const ExcludedSource&) const -> std::string { return "of `excluded`"; }
  auto operator()(const JoinSource&) const -> std::string { return "of a join"; }
  /// Of a system's view, nobody says here what it is made from.
  auto operator()(const CatalogSource& source) const -> std::string {
    return source.schema == "information_schema" ? "of a system view" : std::string{};
  }
  auto operator()(const XmlTableSource&) const -> std::string { return "of a function"; }

  static constexpr auto missing_row = "on the side of an outer join that may have no row";

 private:
  static auto is_locked_with_its_query(const decltype(Range::source)& source) -> bool {
    return std::holds_alternative<TableSource>(source) ||
           std::holds_alternative<ViewSource>(source) ||
           std::holds_alternative<SubquerySource>(source) ||
           std::holds_alternative<CatalogSource>(source);
  }
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
  /// Of values nothing is locked.
  static auto is_values(const decltype(Range::source)& source) -> bool {
    const auto* subquery = std::get_if<SubquerySource>(&source);
    return subquery != nullptr && std::holds_alternative<Values>(subquery->query->body);
  }

  /// Without names everything is locked that can be. Tables that paths join are not meant: beside
  /// them, and beside what cannot be locked, the others are named.
  void lock_all(Span span, LockingClause& clause) {
    auto nullable = padded_ranges(binder_.catalog(), std::get<Select>(query_.body));
    for (const auto& visible : scope_.ranges) {
      const auto& range = binder_.unit().at(visible.range);
      auto reason = std::visit(unlockable(), range.source);
      const auto is_locked = std::holds_alternative<SubquerySource>(range.source) ||
                             std::holds_alternative<ViewSource>(range.source) ||
                             std::holds_alternative<CatalogSource>(range.source);
      if (is_locked && !reason.empty()) {
        binder_.diagnostics().report(span, InvalidLocking{reason});
        return;
      }
      if (!reason.empty() || is_values(range.source)) continue;
      if (nullable.count(visible.range) > 0) {
        binder_.diagnostics().report(span, InvalidLocking{UnlockableSource::missing_row});
        return;
      }
      clause.ranges.push_back(visible.range);
    }
    if (scope_.paths.empty()) clause.ranges.clear();
  }

  void lock(const syntax::QualifiedName& name, LockingClause& clause) {
    const auto* visible = find(name.parts.back());
    if (name.parts.size() != 1 || visible == nullptr) return report_unknown(name);
    auto reason = std::visit(unlockable(), binder_.unit().at(visible->range).source);
    if (reason.empty() && !is_values(binder_.unit().at(visible->range).source) &&
        padded_ranges(binder_.catalog(), std::get<Select>(query_.body)).count(visible->range) > 0) {
      reason = UnlockableSource::missing_row;
    }
    if (!reason.empty()) {
      binder_.diagnostics().report(name.span, InvalidLocking{std::move(reason)});
      return;
    }
    clause.ranges.push_back(visible->range);
  }

  auto unlockable() const -> UnlockableSource {
    return {binder_.schema(), binder_.program(), binder_.unit()};
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
