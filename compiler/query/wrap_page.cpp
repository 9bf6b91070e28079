#include "query/wrap_page.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/equal.hpp"
#include "query/expr_traits.hpp"

namespace ormc::query {
namespace {

/// The name that a column has outside, where no two may have one.
auto unique_name(const std::string& wanted, std::set<std::string>& taken) -> std::string {
  auto name = wanted;
  for (auto number = 2; !taken.insert(name).second; ++number) {
    name = wanted + "_" + std::to_string(number);
  }
  return name;
}

auto make_range(Binder& binder, QueryPtr query) -> RangeId {
  auto range = Range{.alias = "page",
                     .alias_written = true,
                     .column_aliases = {},
                     .source = SubquerySource{query, false},
                     .columns = {},
                     .span = query->span};
  auto taken = std::set<std::string>{};
  auto renamed = false;
  for (const auto& column : query->columns) {
    const auto name = unique_name(column.sql_name, taken);
    renamed = renamed || name != column.sql_name;
    range.columns.push_back({column.name, name, column.type});
  }
  for (const auto& column : range.columns) {
    if (renamed) range.column_aliases.push_back(column.sql_name);
  }
  return binder.add_range(std::move(range));
}

class Wrapper {
 public:
  Wrapper(Binder& binder, Query& query) : binder_(binder), query_(query) {}

  void wrap(const std::vector<Span>& spans) {
    auto* inner = binder_.unit().arena.make(Query{});
    inner->span = query_.span;
    inner->body = std::move(query_.body);
    inner->columns = query_.columns;
    inner->shape = query_.shape;
    inner_ = inner;
    range_ = make_range(binder_, inner);
    select_ = std::get_if<Select>(&inner->body);
    // Which rows `distinct on` keeps is a matter of the order.
    if (select_ != nullptr && !select_->distinct_on.empty()) inner->order_by = query_.order_by;
    auto* item = binder_.unit().arena.make(FromItem{query_.span, FromRange{range_}});
    auto select = Select{};
    select.from.push_back(item);
    for (auto i = ColumnIndex{0}; i < inner->columns.size(); ++i) select.items.push_back(output(i));
    for (std::size_t i = 0; i < query_.order_by.size(); ++i) {
      query_.order_by[i].expr = outside(query_.order_by[i], spans[i]);
    }
    query_.body = std::move(select);
    query_.paged = inner;
  }

 private:
  auto output(ColumnIndex column) -> OutputColumn {
    const auto span = select_ != nullptr ? select_->items[column].span : query_.span;
    const auto& inner = inner_->columns[column];
    auto item = OutputColumn{inner.name, inner.sql_name, false, this->column(column, span), span};
    item.nested = select_ != nullptr && select_->items[column].nested;
    return item;
  }

  auto column(ColumnIndex column, Span span) -> ExprPtr {
    return binder_.column(range_, column, span);
  }

  /// An expression of the order as one over the rows, if they have it. Under another collation it
  /// is the same value.
  auto outside(const OrderItem& item, Span span) -> ExprPtr {
    if (item.output) return column(*item.output, span);
    auto collations = std::vector<const Expr*>{};
    const auto* value = item.expr;
    while (true) {
      if (const auto place = find(*value)) {
        auto* expr = column(*place, span);
        for (auto at = collations.rbegin(); at != collations.rend(); ++at) {
          expr = binder_.make({.span = span,
                               .type = (*at)->type,
                               .node = Collate{expr, std::get<Collate>((*at)->node).collation}});
        }
        return expr;
      }
      const auto* collate = std::get_if<Collate>(&value->node);
      if (collate == nullptr) return item.expr;
      collations.push_back(value);
      value = collate->operand;
    }
  }

  auto find(const Expr& expr) const -> std::optional<ColumnIndex> {
    for (auto i = ColumnIndex{0}; select_ != nullptr && i < select_->items.size(); ++i) {
      if (equal(binder_.unit(), *select_->items[i].expr, expr)) return i;
    }
    return std::nullopt;
  }

  Binder& binder_;
  Query& query_;
  QueryPtr inner_ = nullptr;
  const Select* select_ = nullptr;  // of the query inside, if it is one
  RangeId range_ = {};
};

}  // namespace

auto needs_wrap(const Query& query) -> bool {
  const auto* select = std::get_if<Select>(&query.body);
  if (select == nullptr || !select->distinct_on.empty()) return true;
  const auto is_set = [](const GroupItem& item) {
    return item.kind != syntax::GroupItem::Kind::expr;
  };
  if (std::any_of(select->group_by.begin(), select->group_by.end(), is_set)) return true;
  return std::any_of(select->items.begin(), select->items.end(), [](const auto& item) {
    return contains_window_call(*item.expr) || returns_set(*item.expr);
  });
}

void wrap_page(Binder& binder, Query& query, const std::vector<Span>& spans) {
  Wrapper{binder, query}.wrap(spans);
}

}  // namespace ormc::query
