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
#include "query/page_order.hpp"
#include "query/walk.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

constexpr auto most_nullable_keys = 6;

/// A key of the order, and what is sent to compare it with.
struct Key {
  ExprPtr expr = nullptr;
  bool descending = false;
  bool nulls_first = false;
  std::uint32_t column = 0;  // of the result
  ParameterIndex parameter = 0;
};

/// One of the orders that can be chosen.
struct Order {
  std::vector<Key> keys;
  std::vector<Requirement> chosen;
  std::optional<std::string> label;  // of the choice made last
};

/// The condition of the rows behind a cursor whose keys are NULL or not as `nulls` says.
class Condition {
 public:
  Condition(Binder& binder, const Order& order, const std::vector<bool>& nulls, Span span)
      : binder_(binder), keys_(order.keys), nulls_(nulls), span_(span) {}

  auto make() -> ExprPtr { return from(0); }

 private:
  /// Rows that are equal to the cursor in the keys before `first` and behind it in the others.
  auto from(std::size_t first) -> ExprPtr {
    if (first == keys_.size()) return constant(false);
    if (is_uniform(first)) return compare_rest(first);
    const auto& key = keys_[first];
    auto* rest = first + 1 < keys_.size() ? from(first + 1) : nullptr;
    if (nulls_[first]) {
      auto* same = is_null(key, false);
      if (key.nulls_first) {
        auto* behind = is_null(key, true);
        return rest != nullptr ? any({behind, all({same, rest})}) : behind;
      }
      return rest != nullptr ? all({same, rest}) : constant(false);
    }
    auto* behind = compare(key, key.descending ? "<" : ">");
    if (!key.expr->nullable) {
      if (rest == nullptr) return behind;
      // The bound by itself is what an index is searched by.
      return all({compare(key, key.descending ? "<=" : ">="), any({behind, rest})});
    }
    auto terms = std::vector<ExprPtr>{behind};
    if (!key.nulls_first) terms.push_back(is_null(key, false));
    if (rest != nullptr) terms.push_back(all({compare(key, "="), rest}));
    return any(std::move(terms));
  }

  /// Whether the rest of the keys compares like a row: never NULL, all in one direction.
  auto is_uniform(std::size_t first) const -> bool {
    return std::all_of(
        keys_.begin() + static_cast<std::ptrdiff_t>(first), keys_.end(), [&](const Key& key) {
          return !key.expr->nullable && key.descending == keys_[first].descending;
        });
  }

  auto compare_rest(std::size_t first) -> ExprPtr {
    const auto* symbol = keys_[first].descending ? "<" : ">";
    if (first + 1 == keys_.size()) return compare(keys_[first], symbol);
    auto comparison = RowComparison{symbol, {}, nullptr, nullptr};
    auto left = Row{{}, false};
    auto right = Row{{}, false};
    for (auto i = first; i < keys_.size(); ++i) {
      comparison.ops.push_back(op(keys_[i], symbol));
      left.elements.push_back(keys_[i].expr);
      right.elements.push_back(parameter(keys_[i]));
    }
    comparison.left = node({oid::record}, std::move(left));
    comparison.right = node({oid::record}, std::move(right));
    return node({oid::bool_}, std::move(comparison));
  }

  auto op(const Key& key, std::string_view symbol) -> const catalog::Operator* {
    auto found = catalog::resolve_binary_operator(binder_.catalog(),
                                                  {.schema = {}, .name = std::string{symbol}},
                                                  key.expr->type.oid,
                                                  oid::unknown);
    const auto* resolved = std::get_if<catalog::ResolvedOperator>(&found);
    return resolved != nullptr ? resolved->op : nullptr;
  }

  auto compare(const Key& key, std::string_view symbol) -> ExprPtr {
    return node({oid::bool_}, OperatorCall{op(key, symbol), false, key.expr, parameter(key)});
  }

  /// The server finds its type as the operator's, each time.
  auto parameter(const Key& key) -> ExprPtr {
    auto* use = binder_.use_parameter(key.parameter, span_);
    std::get<Parameter>(use->node).cast = false;
    return use;
  }

  auto is_null(const Key& key, bool negated) -> ExprPtr {
    return node({oid::bool_}, IsTest{key.expr, syntax::IsTest::Kind::null, negated});
  }
  auto all(std::vector<ExprPtr> terms) -> ExprPtr {
    return node({oid::bool_}, Logical{syntax::Logical::Kind::all, std::move(terms)});
  }
  auto any(std::vector<ExprPtr> terms) -> ExprPtr {
    if (terms.size() == 1) return terms.front();
    return node({oid::bool_}, Logical{syntax::Logical::Kind::any, std::move(terms)});
  }
  auto constant(bool value) -> ExprPtr {
    return node({oid::bool_},
                Constant{syntax::Literal::Kind::boolean, value ? "true" : "false", {}});
  }
  template <class Node>
  auto node(TypeRef type, Node node) -> ExprPtr {
    return binder_.make({.span = span_, .type = type, .node = std::move(node)});
  }

  Binder& binder_;
  const std::vector<Key>& keys_;
  const std::vector<bool>& nulls_;
  Span span_;
};

class PageBinder {
 public:
  PageBinder(Binder& binder, const syntax::Query& syntax, Query& query)
      : binder_(binder), syntax_(syntax), query_(query) {}

  void bind(Statement& statement) {
    auto* select = std::get_if<Select>(&query_.body);
    if (auto why = refusal(select)) return report(*why);
    auto cursor = find_cursor();
    if (!cursor) return;
    cursor_ = binder_.parameters()[*cursor].name;
    learn_nulls(statement);
    auto conditions = std::vector<ExprPtr>{};
    for (auto& order : orders(*select)) {
      if (!check(order, *select)) return;
      add_conditions(order, conditions);
    }
    auto& place = select->aggregates ? select->having : select->where;
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

  auto refusal(const Select* select) const -> std::optional<Refusal> {
    const auto* wrap =
        "put the query into a subquery: `select ... from (...) rows order by ... page after ...`";
    if (select == nullptr)
      return Refusal{"rows of a set operation or of values have no columns", wrap};
    if (!select->distinct_on.empty()) return Refusal{"`distinct on` would choose other rows", wrap};
    auto bad = std::any_of(select->items.begin(), select->items.end(), [](const auto& item) {
      auto found = false;
      walk(*item.expr, [&](const Expr& expr) {
        const auto* call = std::get_if<Call>(&expr.node);
        found = found || (call != nullptr && call->over.has_value());
      });
      return found || returns_set(*item.expr);
    });
    if (bad) return Refusal{"windows and sets in the select list would see other rows", wrap};
    if (query_.order_by.empty()) {
      return Refusal{"the query has no order", "say `order by` before it, a unique key at its end"};
    }
    for (const auto& item : query_.order_by) {
      if (item.using_operator)
        return Refusal{"an order `using` an operator", "use `asc` or `desc`"};
    }
    auto optional = std::any_of(syntax_.order_by.begin(),
                                syntax_.order_by.end(),
                                [](const auto& item) { return item.optional; });
    if (optional) {
      return Refusal{"its order may not be there", "take the order out of its brackets"};
    }
    return std::nullopt;
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
    infer_nullability(binder_.schema(), binder_.unit(), statement, parameters);
  }

  // ---- orders

  /// Every order that can be chosen: the items that are always there, and those of one alternative
  /// of each choice.
  auto orders(const Select& select) -> std::vector<Order> {
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
    for (auto& order : found) add_keys(order, select);
    return found;
  }

  void add_keys(Order& order, const Select& select) {
    for (const auto& item : query_.order_by) {
      if (item.part) {
        const auto& chosen = binder_.unit().at(*item.part).requirements.front();
        if (std::find(order.chosen.begin(), order.chosen.end(), chosen) == order.chosen.end()) {
          continue;
        }
      }
      auto known = std::any_of(order.keys.begin(), order.keys.end(), [&](const Key& key) {
        return equal(*key.expr, *item.expr);
      });
      if (known) continue;  // it decides nothing more
      auto descending = item.direction == syntax::OrderItem::Direction::descending;
      auto nulls_first = item.nulls == syntax::OrderItem::Nulls::first ||
                         (item.nulls == syntax::OrderItem::Nulls::unspecified && descending);
      order.keys.push_back({item.expr, descending, nulls_first, 0, 0});
      if (item.output) {
        order.keys.back().expr = select.items[*item.output].expr;
      }
    }
  }

  auto check(Order& order, const Select& select) -> bool {
    auto exprs = std::vector<const Expr*>{};
    for (auto& key : order.keys) {
      exprs.push_back(key.expr);
      // Under another collation it is the same value.
      const auto* value = key.expr;
      while (const auto* collate = std::get_if<Collate>(&value->node)) value = collate->operand;
      auto found = std::find_if(select.items.begin(), select.items.end(), [&](const auto& item) {
        return equal(*item.expr, *key.expr) || equal(*item.expr, *value);
      });
      if (found == select.items.end()) {
        binder_.diagnostics().report(key.expr->span, diagnostics::PageKeyNotSelected{});
        return false;
      }
      key.column = static_cast<std::uint32_t>(found - select.items.begin());
      if (!use_key(key, found->name)) return false;
    }
    // Each set of keys that are NULL is a text of its own.
    auto nullable = std::count_if(
        order.keys.begin(), order.keys.end(), [](const Key& key) { return key.expr->nullable; });
    if (nullable > most_nullable_keys) {
      report({"too many keys of its order may be NULL",
              "order by `coalesce(...)` of them, or by fewer"});
      return false;
    }
    auto ties = find_ties(binder_.schema(), binder_.unit(), select, exprs);
    if (!ties) return true;
    binder_.diagnostics().report(order.keys.back().expr->span,
                                 diagnostics::OrderNotTotal{order.label, ties->why, ties->missing});
    return false;
  }

  /// The parameter that a column of the result is compared with.
  auto use_key(Key& key, const std::string& name) -> bool {
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
    auto state = ParameterState{};
    state.name = cursor_ + "." + name;
    state.declared = true;
    state.type = {resolved->right};
    state.nullable = key.expr->nullable;
    state.span = syntax_.page_after->span;
    state.cursor_of = cursor_;
    state.cursor_column = key.column;
    key.parameter = at->second = static_cast<ParameterIndex>(binder_.parameters().size());
    binder_.declare_parameter(std::move(state));
    return true;
  }

  // ---- conditions

  void add_conditions(const Order& order, std::vector<ExprPtr>& conditions) {
    auto nulls = std::vector<bool>(order.keys.size(), false);
    while (true) {
      conditions.push_back(condition(order, nulls));
      // The next set of keys that are NULL, counted in binary.
      auto i = std::size_t{0};
      for (; i < nulls.size(); ++i) {
        if (!order.keys[i].expr->nullable) continue;
        nulls[i] = !nulls[i];
        if (nulls[i]) break;
      }
      if (i == nulls.size()) return;
    }
  }

  auto condition(const Order& order, const std::vector<bool>& nulls) -> ExprPtr {
    auto requirements =
        std::vector<Requirement>{{Requirement::Kind::given, order.keys.front().parameter}};
    requirements.insert(requirements.end(), order.chosen.begin(), order.chosen.end());
    for (auto i = std::size_t{0}; i < nulls.size(); ++i) {
      if (!order.keys[i].expr->nullable) continue;
      requirements.push_back({nulls[i] ? Requirement::Kind::null : Requirement::Kind::not_null,
                              order.keys[i].parameter});
    }
    auto span = syntax_.page_after->span;
    auto part = binder_.add_part(span, std::move(requirements));
    auto guard = PartGuard{binder_, part};
    auto* term = Condition{binder_, order, nulls, span}.make();
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
