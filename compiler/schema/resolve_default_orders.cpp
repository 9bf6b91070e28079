#include "diagnostics/index_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DefaultOrderItem;
using diagnostics::DuplicateDefaultOrder;
using Direction = syntax::OrderItem::Direction;

/// The field of an item, through the `-` that is short for `desc`.
auto field_of(const syntax::OrderItem& item, Direction& direction) -> const syntax::Name* {
  const auto* expr = item.expr;
  if (const auto* unary = std::get_if<syntax::Unary>(&expr->node);
      unary && unary->op.symbol == "-" && direction == Direction::unspecified) {
    direction = Direction::descending;
    expr = unary->operand;
  }
  const auto* ref = std::get_if<syntax::NameRef>(&expr->node);
  return ref && ref->name.parts.size() == 1 ? &ref->name.parts.front() : nullptr;
}

void resolve_item(Resolution& resolution, ModelId model, const syntax::OrderItem& item) {
  auto direction = item.direction;
  const auto* name = field_of(item, direction);
  if (!name || item.using_operator) {
    if (!std::holds_alternative<syntax::Missing>(item.expr->node)) {
      resolution.diagnostics.report(item.expr->span, DefaultOrderItem{});
    }
    return;
  }
  for (const auto column : resolution.columns_named(model, *name)) {
    resolution.at(model).default_order.push_back(
        {.column = column, .direction = direction, .nulls = item.nulls});
  }
}

}  // namespace

void resolve_default_orders(Resolution& resolution) {
  for (const auto model : resolution.model_ids()) {
    const auto& orders = resolution.draft(model).default_orders;
    for (auto i = std::size_t{0}; i < orders.size(); ++i) {
      check_attributes(orders[i]->attributes, Place::default_order, resolution.diagnostics);
      if (i > 0) {
        resolution.diagnostics
            .report(orders[i]->span, DuplicateDefaultOrder{resolution.at(model).name})
            .label(orders.front()->span, DuplicateDefaultOrder::first);
        continue;
      }
      for (const auto& item : orders[i]->items) resolve_item(resolution, model, item);
    }
  }
}

}  // namespace ormc::schema
