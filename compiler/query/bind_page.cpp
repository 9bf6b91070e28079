#include "query/bind_page.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/resolve_operator.hpp"
#include "diagnostics/optional_diagnostics.hpp"
#include "query/equal.hpp"
#include "query/expr_traits.hpp"
#include "query/nullability.hpp"
#include "query/page_condition.hpp"
#include "query/page_order.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"
#include "query/wrap_page.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

/// One of the orders that can be chosen.
struct Order {
  std::vector<PageKey> keys;
  std::vector<Requirement> chosen;
  std::optional<std::string> label;  // of the choice made last
};

class PageBinder {
 public:
  PageBinder(Binder& binder, const syntax::Query& syntax, Query& query)
      : binder_(binder), syntax_(syntax), query_(query) {}

  void bind(Statement& statement) {
    if (auto why = refusal()) return report(*why);
    auto cursor = find_cursor();
    if (!cursor) return;
    cursor_ = binder_.parameters()[*cursor].name;
    if (needs_wrap(query_)) wrap_page(binder_, query_, order_spans());
    learn_nulls(statement);
    auto& select = std::get<Select>(query_.body);
    auto conditions = std::vector<ExprPtr>{};
    for (auto& order : orders()) {
      if (!check(order, select)) return;
      conditions.push_back(condition(order));
    }
    if (query_.paged != nullptr) drop_unselected(select);
    auto& place = select.aggregates ? select.having : select.where;
    place = with_conditions(place, std::move(conditions));
  }

 private:
  struct Refusal {
    std::string why;
    std::string hint;
  };

  void report(const Refusal& refusal) {
    binder_.diagnostics().report(syntax_.page_after->span,
                                 diagnostics::InvalidPage{refusal.why, refusal.hint});
  }

  auto refusal() const -> std::optional<Refusal> {
    if (query_.order_by.empty()) {
      return Refusal{"the query has no order", "say `order by` before it, a unique key at its end"};
    }
    for (const auto& item : query_.order_by) {
      if (item.using_operator)
        return Refusal{"an order `using` an operator", "use `asc` or `desc`"};
      if (item.expr == nullptr) continue;
      if (!item.output && returns_set(*item.expr)) {
        return Refusal{"a set in its order makes several rows of one",
                       "select it, and name it there"};
      }
      if (changes_each_time(*item.expr)) {
        return Refusal{"its order has another value each time it is looked at",
                       "order by what the rows keep"};
      }
    }
    auto optional = std::any_of(syntax_.order_by.begin(),
                                syntax_.order_by.end(),
                                [](const auto& item) { return item.optional; });
    if (optional) {
      return Refusal{"its order may not be there", "take the order out of its brackets"};
    }
    return std::nullopt;
  }

  auto changes_each_time(Expr& root) const -> bool {
    auto found = false;
    const auto look = [&](const Expr& expr) {
      const auto* call = std::get_if<Call>(&expr.node);
      found = found ||
              (call != nullptr && call->function->volatility == catalog::Volatility::volatile_);
    };
    walk(root, [&](Expr& expr) {
      look(expr);
      for_each_subquery(expr, [&](Query& query) { walk_deep(binder_.unit(), query, look); });
    });
    return found;
  }

  /// Where the items of the order stand, one after the other as they were bound.
  auto order_spans() const -> std::vector<Span> {
    auto spans = std::vector<Span>{};
    for (const auto& item : syntax_.order_by) {
      if (item.item) spans.push_back(item.item->expr->span);
      for (const auto& choice : item.choices) {
        for (const auto& each : choice.items) spans.push_back(each.expr->span);
      }
    }
    return spans;
  }

  auto find_cursor() -> std::optional<ParameterIndex> {
    const auto& expr = *syntax_.page_after;
    const auto* parameter = std::get_if<syntax::Parameter>(&expr.node);
    if (parameter == nullptr) {
      report({"it is followed by no parameter", "write `page after $cursor`"});
      return std::nullopt;
    }
    auto index = binder_.find_parameter(*parameter, expr.span);
    if (!index) return std::nullopt;
    auto& state = binder_.parameters()[*index];
    if (state.declared || state.batch || !state.uses.empty() || !state.choices.empty()) {
      report({"`" + state.name + "` is another kind of parameter",
              "a cursor has no type and no other use: declare it as `" + state.name + "` alone"});
      return std::nullopt;
    }
    state.cursor = true;
    return index;
  }

  /// Which keys can be NULL has to be known before the conditions are made.
  void learn_nulls(Statement& statement) {
    auto parameters = std::vector<QueryParameter>{};
    for (const auto& state : binder_.parameters()) {
      parameters.emplace_back().nullable = state.nullable;
    }
    infer_nullability(binder_.schema(), binder_.program(), binder_.unit(), statement, parameters);
  }

  // ---- orders

  /// Every order that can be chosen: the items that are always there, and those of one alternative
  /// of each choice.
  auto orders() -> std::vector<Order> {
    auto alternatives = std::map<ParameterIndex, std::vector<PartId>>{};
    auto labels = std::map<PartId, std::string>{};
    for (const auto& item : query_.order_by) {
      if (!item.part) continue;
      const auto& chosen = binder_.unit().at(*item.part).requirements.front();
      auto& parts = alternatives[chosen.parameter];
      auto same = std::find_if(parts.begin(), parts.end(), [&](PartId part) {
        return binder_.unit().at(part).requirements.front() == chosen;
      });
      if (same == parts.end()) parts.push_back(*item.part);
    }
    auto found = std::vector<Order>(1);
    for (const auto& [parameter, parts] : alternatives) {
      auto before = std::exchange(found, {});
      for (const auto& order : before) {
        for (auto part : parts) {
          auto& more = found.emplace_back(order);
          more.chosen.push_back(binder_.unit().at(part).requirements.front());
          more.label = binder_.parameters()[parameter].choices[more.chosen.back().choice];
        }
      }
    }
    for (auto& order : found) add_keys(order);
    return found;
  }

  void add_keys(Order& order) const {
    const auto spans = order_spans();
    for (std::size_t i = 0; i < query_.order_by.size(); ++i) {
      const auto& item = query_.order_by[i];
      if (item.part) {
        const auto& chosen = binder_.unit().at(*item.part).requirements.front();
        if (std::find(order.chosen.begin(), order.chosen.end(), chosen) == order.chosen.end()) {
          continue;
        }
      }
      auto known = std::any_of(order.keys.begin(), order.keys.end(), [&](const PageKey& key) {
        return equal(*key.expr, *item.expr);
      });
      if (known) continue;  // it decides nothing more
      auto descending = item.direction == syntax::OrderItem::Direction::descending;
      auto nulls_first = item.nulls == syntax::OrderItem::Nulls::first ||
                         (item.nulls == syntax::OrderItem::Nulls::unspecified && descending);
      order.keys.push_back({item.expr, descending, nulls_first, 0, 0, spans[i]});
    }
  }

  /// Once its first keys tell all rows apart the others decide nothing, and are left out.
  auto check(Order& order, const Select& select) -> bool {
    auto exprs = std::vector<const Expr*>{};
    auto columns = std::vector<ColumnIndex>{};
    auto ties = std::optional<Ties>{};
    for (auto& key : order.keys) {
      const auto place = find_place(select, *key.expr);
      if (!place) {
        binder_.diagnostics().report(key.span, diagnostics::PageKeyNotSelected{});
        return false;
      }
      key.column = *place;
      if (!use_key(key, select.items[*place].name)) return false;
      exprs.push_back(key.expr);
      columns.push_back(*place);
      auto counter = RowCounter{binder_.schema(), &binder_.program(), binder_.unit()};
      ties = query_.paged != nullptr ? find_ties(counter, *query_.paged, columns)
                                     : find_ties(counter, select, exprs);
      if (!ties) break;
    }
    if (!ties) {
      order.keys.resize(exprs.size());
      return true;
    }
    binder_.diagnostics().report(
        order.keys.back().span,
        diagnostics::OrderNotTotal{order.label, ties->why, ties->missing, ties->hint});
    return false;
  }

  auto find_place(const Select& select, const Expr& key) const -> std::optional<std::uint32_t> {
    // Under another collation it is the same value.
    const auto* value = &key;
    while (const auto* collate = std::get_if<Collate>(&value->node)) value = collate->operand;
    const auto& unit = binder_.unit();
    auto found = std::find_if(select.items.begin(), select.items.end(), [&](const auto& item) {
      return equal(unit, *item.expr, key) || equal(unit, *item.expr, *value);
    });
    if (found == select.items.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - select.items.begin());
  }

  /// Outside of a wrapped query only its results can be ordered by. What is dropped decides
  /// nothing.
  void drop_unselected(const Select& select) {
    std::erase_if(query_.order_by, [&](const OrderItem& item) {
      return !find_place(select, *item.expr).has_value();
    });
  }

  /// The parameter that a column of the result is compared with.
  auto use_key(PageKey& key, const std::string& name) -> bool {
    auto [at, is_new] = parameters_.try_emplace(key.column);
    if (!is_new) {
      key.parameter = at->second;
      return true;
    }
    auto resolution = catalog::resolve_binary_operator(
        binder_.catalog(), {.schema = {}, .name = ">"}, key.expr->type.oid, oid::unknown);
    const auto* resolved = std::get_if<catalog::ResolvedOperator>(&resolution);
    if (resolved == nullptr) {
      report({"values of `" + name + "` cannot be compared with `>`", "order by something else"});
      return false;
    }
    if (key.expr->type.oid == oid::record) {
      report({"`" + name + "` is a record, which cannot be sent back", "order by its fields"});
      return false;
    }
    auto state = ParameterState{};
    state.name = cursor_ + "." + name;
    state.declared = true;
    // Rows of a named type are compared as rows of any; what is sent has the name.
    state.type = {resolved->right == oid::record ? key.expr->type.oid : resolved->right};
    state.nullable = key.expr->nullable;
    state.span = syntax_.page_after->span;
    state.cursor_of = cursor_;
    state.cursor_column = key.column;
    key.parameter = at->second = static_cast<ParameterIndex>(binder_.parameters().size());
    binder_.declare_parameter(std::move(state));
    return true;
  }

  // ---- conditions

  auto condition(const Order& order) -> ExprPtr {
    auto requirements =
        std::vector<Requirement>{{Requirement::Kind::given, order.keys.front().parameter}};
    requirements.insert(requirements.end(), order.chosen.begin(), order.chosen.end());
    auto span = syntax_.page_after->span;
    auto part = binder_.add_part(span, std::move(requirements));
    auto guard = PartGuard{binder_, part};
    auto* term = page_condition(binder_, order.keys, span);
    return binder_.make({.span = span, .type = {oid::bool_}, .node = OptionalTerm{term, part}});
  }

  auto with_conditions(ExprPtr place, std::vector<ExprPtr> conditions) -> ExprPtr {
    auto terms = std::vector<ExprPtr>{};
    const auto* logical = place != nullptr ? std::get_if<Logical>(&place->node) : nullptr;
    if (logical != nullptr && logical->kind == syntax::Logical::Kind::all) {
      terms = logical->terms;
    } else if (place != nullptr) {
      terms.push_back(place);
    }
    terms.insert(terms.end(), conditions.begin(), conditions.end());
    return binder_.make({.span = syntax_.page_after->span,
                         .type = {oid::bool_},
                         .node = Logical{syntax::Logical::Kind::all, std::move(terms)}});
  }

  Binder& binder_;
  const syntax::Query& syntax_;
  Query& query_;
  std::string cursor_;
  std::map<std::uint32_t, ParameterIndex> parameters_;  // by column of the result
};

}  // namespace

void bind_pages(Binder& binder, const syntax::Statement& syntax, Statement& statement) {
  const auto* top = std::get_if<syntax::QueryPtr>(&syntax.node);
  auto* query = std::get_if<QueryPtr>(&statement.node);
  for (const auto* page : binder.pages()) {
    if (top != nullptr && query != nullptr && page == *top) {
      PageBinder{binder, *page, **query}.bind(statement);
      continue;
    }
    binder.diagnostics().report(
        page->page_after->span,
        diagnostics::InvalidPage{"it stands in a subquery",
                                 "only the rows of the whole query come in pages"});
  }
}

}  // namespace ormc::query
