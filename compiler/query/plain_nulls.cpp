#include "query/plain_nulls.hpp"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "query/expr_traits.hpp"
#include "query/returned_columns.hpp"

namespace ormc::query {
auto PlainNulls::is_strict(Oid function) const -> bool {
  return schema_.catalog.function(function).nulls == catalog::NullBehavior::null_for_null_only;
}

auto PlainNulls::may_be(const Expr& root) const -> bool {
  // Chains of operators may be long: what hangs off them waits here.
  auto pending = std::vector<const Expr*>{&root};
  const auto wait = [&](const Expr* expr) {
    if (expr != nullptr) pending.push_back(expr);
  };
  const auto may_be_null = [this](const Expr* expr) { return may_be(*expr); };
  while (!pending.empty()) {
    const auto& expr = *pending.back();
    pending.pop_back();
    if (!expr.nullable) continue;
    if (std::holds_alternative<Parameter>(expr.node)) return true;
    if (const auto* constant = std::get_if<Constant>(&expr.node)) {
      if (constant->kind == syntax::Literal::Kind::null) return true;
    } else if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
      if (is_plain(*column)) return true;
    } else if (const auto* cast = std::get_if<Cast>(&expr.node)) {
      wait(cast->operand);
    } else if (const auto* collate = std::get_if<Collate>(&expr.node)) {
      wait(collate->operand);
    } else if (const auto* shifted = std::get_if<AtTimeZone>(&expr.node)) {
      wait(shifted->operand);
      wait(shifted->zone);
    } else if (const auto* operation = std::get_if<OperatorCall>(&expr.node)) {
      if (!is_strict(operation->op->function)) continue;
      wait(operation->left);
      wait(operation->right);
    } else if (const auto* call = std::get_if<Call>(&expr.node)) {
      const auto is_plain_call = !is_aggregate(expr) && !call->over && !is_set_returning(expr);
      if (!is_plain_call || !is_strict(call->function->oid)) continue;
      for (const auto& argument : call->arguments) wait(argument.value);
    } else if (const auto* special = std::get_if<SpecialCall>(&expr.node)) {
      // NULL only where all are.
      using Kind = syntax::SpecialCall::Kind;
      if (special->kind == Kind::nullif || special->kind == Kind::grouping) continue;
      if (std::ranges::all_of(special->arguments, may_be_null)) return true;
    } else if (const auto* choice = std::get_if<Case>(&expr.node)) {
      if (choice->otherwise == nullptr) return true;
      for (const auto& when : choice->whens) wait(when.result);
      wait(choice->otherwise);
    } else if (const auto* subquery = std::get_if<ScalarSubquery>(&expr.node)) {
      if (!of_column(*subquery->query, 0).empty()) return true;
    }
  }
  return false;
}

auto PlainNulls::of_column(const Query& query, std::size_t column) const
    -> std::vector<const Expr*> {
  auto found = std::vector<const Expr*>{};
  auto pending = std::vector<const Query*>{&query};
  const auto look_at = [&](const Expr* expr) {
    if (expr != nullptr && may_be(*expr)) found.push_back(expr);
  };
  while (!pending.empty()) {
    const auto& body = pending.back()->body;
    pending.pop_back();
    if (const auto* select = std::get_if<Select>(&body)) {
      if (column < select->items.size()) look_at(select->items[column].expr);
    } else if (const auto* values = std::get_if<Values>(&body)) {
      for (const auto& row : values->rows) {
        if (column < row.size()) look_at(row[column]);
      }
    } else {
      const auto& operation = std::get<SetOperation>(body);
      if (operation.kind == syntax::SetOperation::Kind::unite) pending.push_back(operation.right);
      pending.push_back(operation.left);
    }
  }
  return found;
}

auto PlainNulls::is_plain(const ColumnRef& column) const -> bool {
  const auto [place, is_new] = known_.try_emplace({column.range, column.column}, false);
  if (is_new) place->second = look_into(unit_.at(column.range), column.column);
  return place->second;
}

/// A column that may be NULL is so plainly in a table; in a subquery where its expression is, and
/// wherever only an outer join makes it so.
auto PlainNulls::look_into(const Range& range, ColumnIndex column) const -> bool {
  if (!range.columns[column].nullable) return true;
  if (std::holds_alternative<TableSource>(range.source) ||
      std::holds_alternative<PathSource>(range.source)) {
    return true;
  }
  if (const auto* view = std::get_if<ViewSource>(&range.source)) {
    const auto [place, is_new] = views_->try_emplace({view->view, column}, false);
    const auto& bound = program_.at(view->view);
    if (is_new && bound.query != nullptr) {
      auto inside = PlainNulls{schema_, program_, *bound.unit};
      inside.views_ = views_;
      const auto is_plain_there = !inside.of_column(*bound.query, column).empty();
      place->second = is_plain_there;
    }
    return place->second;
  }
  if (const auto* subquery = std::get_if<SubquerySource>(&range.source)) {
    return !of_column(*subquery->query, column).empty();
  }
  if (const auto* cte = std::get_if<CteSource>(&range.source)) {
    const auto* statement = unit_.at(cte->cte).statement;
    if (statement == nullptr || unit_.at(cte->cte).recursive) return false;
    if (const auto* query = std::get_if<QueryPtr>(&statement->node)) {
      return !of_column(**query, column).empty();
    }
    const auto* returning = returned_items(*statement);
    return returning != nullptr && column < returning->size() && may_be(*(*returning)[column].expr);
  }
  if (const auto* join = std::get_if<JoinSource>(&range.source)) {
    const auto& [left, right] = join->merged[column];
    return may_be(*left) || (right != nullptr && may_be(*right));
  }
  return false;
}

}  // namespace ormc::query
