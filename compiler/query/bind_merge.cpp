#include <utility>

#include "diagnostics/query_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {
namespace {

/// Binds one merge: the source, which does not see the target, the condition, which sees both, and
/// the branches in turn.
class MergeBinder {
 public:
  MergeBinder(Binder& binder, const syntax::Merge& syntax, Scope* outer)
      : binder_{binder}, syntax_{syntax} {
    scope_.outer = outer;
  }

  auto bind() -> std::optional<Statement> {
    auto merge = Merge{};
    if (syntax_.with) {
      if (syntax_.with->recursive) {
        report(syntax_.table.span,
               "a merge cannot have `with recursive`",
               "put the recursive query into the source: `using (with recursive ...) as s`");
      }
      merge.with = bind_with(binder_, *syntax_.with, scope_);
    }
    auto target =
        bind_target(binder_, {syntax_.table, syntax_.alias, WriteKind::merge, syntax_.only});
    if (!target) return std::nullopt;
    if (!binder_.schema().at(*target->model()).rules.empty()) {
      report(syntax_.table.span,
             "`" + target->name + "` has rules, and a merge would pass them by",
             "insert, update and delete one by one");
    }
    check_reachable();
    merge.target = target->range;
    merge.only = syntax_.only;
    auto from = bind_from(binder_, {syntax_.source}, scope_);
    merge.source = from.items.front();
    check_range_names(binder_, scope_, {target->visible}, scope_.ranges);
    auto source = scope_.ranges;
    auto both = source;
    both.insert(both.begin(), target->visible);
    scope_.ranges = both;
    scope_.unjoinable = target->range;
    {
      auto guard = ClauseGuard{scope_, Clause::join_condition};
      from.conditions.push_back(bind_on());
    }
    merge.on = conjunction(binder_, from.conditions, syntax_.on->span);
    for (const auto& when : syntax_.whens) {
      scope_.ranges = when.matched ? both : source;
      merge.whens.push_back(bind_when(when, *target));
    }
    return Statement{{}, std::move(merge), {}, {}};
  }

 private:
  /// The server takes the condition as it is: it gives no type to a parameter.
  auto bind_on() -> ExprPtr {
    const auto* name = std::get_if<syntax::Parameter>(&syntax_.on->node);
    if (name == nullptr) return binder_.bind_condition(*syntax_.on, scope_, "on");
    auto* written = binder_.bind_expr(*syntax_.on, scope_);
    if (written->type.oid == catalog::oid::unknown) {
      const auto text = (name->numbered ? "p" : "") + name->name.text;
      binder_.diagnostics().report(written->span, diagnostics::UntypedParameter{text});
      return binder_.error(written->span);
    }
    auto* condition = binder_.coerce(written,
                                     {catalog::oid::bool_},
                                     catalog::CoercionContext::assignment,
                                     "the condition of on");
    if (auto* parameter = std::get_if<Parameter>(&condition->node)) parameter->cast = true;
    return condition;
  }

  /// A branch without a condition takes all rows that are left.
  void check_reachable() {
    auto all_matched = false;
    auto all_unmatched = false;
    for (const auto& when : syntax_.whens) {
      auto& all = when.matched ? all_matched : all_unmatched;
      if (all) {
        binder_.diagnostics().report(when.span, diagnostics::UnreachableWhen{when.matched});
        return;
      }
      all = when.condition == nullptr;
    }
  }

  void report(Span where, std::string reason, std::string remedy) {
    binder_.diagnostics().report(where,
                                 diagnostics::InvalidMerge{std::move(reason), std::move(remedy)});
  }

  /// Whether there are rows that the action can be about.
  auto check_action(const syntax::MergeWhen& when) -> bool {
    using Action = syntax::MergeWhen::Action;
    if (when.matched && when.action == Action::insert) {
      report(when.span,
             "a row that is matched cannot be inserted",
             "write `when not matched then insert ...`");
      return false;
    }
    if (!when.matched && (when.action == Action::update || when.action == Action::erase)) {
      report(when.span,
             "where no row is matched there is none to change",
             "insert there, and update or delete where rows are matched");
      return false;
    }
    return true;
  }

  auto bind_when(const syntax::MergeWhen& syntax, const WriteTarget& target) -> MergeWhen {
    auto when = MergeWhen{};
    when.matched = syntax.matched;
    when.action = syntax.action;
    when.overriding = syntax.overriding;
    const auto is_possible = check_action(syntax);
    if (syntax.condition != nullptr) {
      auto guard = ClauseGuard{scope_, Clause::merge_when};
      when.condition = binder_.bind_condition(*syntax.condition, scope_, "when");
    }
    if (!is_possible) return when;
    switch (syntax.action) {
      case syntax::MergeWhen::Action::update:
        when.assignments = bind_assignments(binder_, syntax.assignments, target, scope_);
        break;
      case syntax::MergeWhen::Action::insert: {
        auto row = bind_insert(syntax, target);
        when.columns = std::move(row.columns);
        when.values = std::move(row.values);
        break;
      }
      case syntax::MergeWhen::Action::erase:
      case syntax::MergeWhen::Action::nothing:
        break;
    }
    return when;
  }

  auto bind_insert(const syntax::MergeWhen& syntax, const WriteTarget& target) -> InsertedRow {
    auto values = syntax::Query{};
    values.span = syntax.span;
    values.body = syntax::Values{{syntax.values}};
    auto insert = syntax::Insert{};
    insert.table = syntax_.table;
    insert.columns = syntax.columns;
    insert.overriding = syntax.overriding;
    insert.source = syntax::DefaultValues{};
    if (!syntax.values.empty()) insert.source = &values;
    return bind_inserted_row(binder_, insert, target, scope_);
  }

  Binder& binder_;
  const syntax::Merge& syntax_;
  Scope scope_;
};

}  // namespace

auto bind_merge(Binder& binder, const syntax::Merge& merge, Scope* outer)
    -> std::optional<Statement> {
  return MergeBinder{binder, merge, outer}.bind();
}

}  // namespace ormc::query
