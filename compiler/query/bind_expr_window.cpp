#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "query/aggregate_level.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {

namespace oid = catalog::oid;
using catalog::CoercionContext;
using Bound = syntax::FrameBound::Kind;

namespace {

auto window_names(const Scope& scope) -> std::vector<std::string> {
  auto names = std::vector<std::string>{};
  for (const auto& [name, window] : scope.windows) names.push_back(name);
  return names;
}

/// What `range` frames can be offset by, for values of a type: the second arguments of the server's
/// in_range functions, the preferred one first.
auto range_offset(Oid type) -> std::optional<Oid> {
  switch (type) {
    case oid::int2:
    case oid::int4:
    case oid::int8:
      return type;
    case oid::float4:
    case oid::float8:
      return oid::float8;
    case oid::numeric:
      return oid::numeric;
    case oid::date:
    case oid::time:
    case oid::timetz:
    case oid::timestamp:
    case oid::timestamptz:
    case oid::interval:
      return oid::interval;
    default:  // no other type has an in_range function
      return std::nullopt;
  }
}

/// Frames that are empty by their own words.
auto frame_fault(const Frame& frame) -> std::optional<std::string> {
  const auto start = frame.start.kind;
  const auto end = frame.end ? frame.end->kind : Bound::current_row;
  if (start == Bound::unbounded_following) return "a frame cannot begin with unbounded following";
  if (end == Bound::unbounded_preceding) return "a frame cannot end with unbounded preceding";
  if (start == Bound::current_row && end == Bound::preceding) {
    return "a frame that begins with the current row cannot end before it";
  }
  if (start == Bound::following && (end == Bound::preceding || end == Bound::current_row)) {
    return "a frame that begins behind the current row cannot end before that";
  }
  return std::nullopt;
}

auto has_offset(const Frame& frame) -> bool {
  const auto offset = [](const FrameBound& bound) {
    return bound.kind == Bound::preceding || bound.kind == Bound::following;
  };
  return offset(frame.start) || (frame.end && offset(*frame.end));
}

/// Operators that can sort, of `order by x using <`.
auto sorts(std::string_view symbol) -> bool {
  static constexpr auto symbols =
      std::array<std::string_view, 6>{"<", ">", "~<~", "~>~", "*<", "*>"};
  return std::find(symbols.begin(), symbols.end(), symbol) != symbols.end();
}

}  // namespace

auto ExprBinder::bind_order_item(const syntax::OrderItem& item) -> OrderItem {
  auto* expr = bind(*item.expr);
  binder_.resolve_unknown(expr);
  // Beside an operator that is written, nothing else is asked for.
  const auto compares = item.using_operator || binder_.catalog().has_ordering(expr->type.oid);
  if (!is_error(*expr) && !compares) {
    expr =
        fail(expr->span, diagnostics::NoOrdering{binder_.type_name(expr->type), "order by", false});
  }
  check_using(item.using_operator, expr);
  return {expr, std::nullopt, item.direction, item.nulls, item.using_operator};
}

void ExprBinder::check_using(const std::optional<syntax::Operator>& op, ExprPtr expr) {
  if (!op || is_error(*expr)) return;
  if (sorts(op->symbol)) {
    choose(*op, {expr, expr}, op->span);
    return;
  }
  binder_.diagnostics().report(op->span, diagnostics::NotAComparison{op->symbol, "order by"});
}

auto ExprBinder::bind_window(const syntax::Window& window) -> Window {
  auto bound = Window{};
  const Window* base = nullptr;
  if (window.name) {
    bound.name = window.name->text;
    base = find_window(*window.name);
    if (base != nullptr) bound.name = window_name_of(*base);
  }
  bound.is_reference = window.is_reference;
  if (window.is_reference) return bound;
  const auto guard = ClauseGuard{scope_, Clause::window};
  for (const auto* expr : window.partition_by) {
    auto* partition = bind(*expr);
    binder_.resolve_unknown(partition);
    if (!is_error(*partition) && !binder_.catalog().has_equality(partition->type.oid)) {
      partition =
          fail(partition->span,
               diagnostics::NoOrdering{binder_.type_name(partition->type), "partition by", true});
    }
    bound.partition_by.push_back(partition);
  }
  for (const auto& item : window.order_by) bound.order_by.push_back(bind_order_item(item));
  if (base != nullptr) check_window_copy(bound, *base, window);
  if (window.frame) {
    const auto& order = base != nullptr && bound.order_by.empty() ? base->order_by : bound.order_by;
    bound.frame = bind_frame(*window.frame, order, window.span);
  }
  return bound;
}

auto ExprBinder::find_window(const syntax::Name& name) -> const Window* {
  const auto names = window_names(scope_);
  if (const auto index = find_name(name, names)) return &scope_.windows[*index].second;
  binder_.diagnostics().report(
      name.span, diagnostics::UnknownWindow{name.text, diagnostics::nearest(name.text, names)});
  return nullptr;
}

auto ExprBinder::window_name_of(const Window& window) const -> std::string {
  for (const auto& [name, each] : scope_.windows) {
    if (&each == &window) return name;
  }
  return {};
}

/// A window that extends another one adds an order and a frame, and nothing else.
void ExprBinder::check_window_copy(const Window& window,
                                   const Window& base,
                                   const syntax::Window& syntax) {
  auto part = std::string{};
  if (!window.partition_by.empty()) {
    part = "partition by";
  } else if (!window.order_by.empty() && has_order(base)) {
    part = "order by";
  } else if (base.frame) {
    part = "frame";
  }
  if (part.empty()) return;
  binder_.diagnostics().report(syntax.span,
                               diagnostics::WindowOverride{syntax.name->text, std::move(part)});
}

/// Whether a window has an order of its own or from the one that it extends.
auto ExprBinder::has_order(const Window& window) const -> bool {
  const auto* at = &window;
  // A window can only extend an earlier one, so this ends.
  for (auto steps = scope_.windows.size() + 1; steps > 0; --steps) {
    if (!at->order_by.empty()) return true;
    if (!at->name) return false;
    const auto named = [&](const auto& pair) { return pair.first == *at->name; };
    const auto found = std::find_if(scope_.windows.begin(), scope_.windows.end(), named);
    if (found == scope_.windows.end()) return false;
    at = &found->second;
  }
  return false;
}

auto ExprBinder::bind_frame(const syntax::Frame& syntax,
                            const std::vector<OrderItem>& order,
                            Span span) -> Frame {
  auto frame = Frame{syntax.mode, {syntax.start.kind, nullptr}, std::nullopt, syntax.exclude};
  if (syntax.end) frame.end = FrameBound{syntax.end->kind, nullptr};
  auto fault = frame_fault(frame);
  if (syntax.mode == syntax::Frame::Mode::groups && order.empty()) {
    fault = "a frame of groups needs an order by";
  }
  auto offset_type = std::optional<Oid>{oid::int8};
  if (syntax.mode == syntax::Frame::Mode::range && has_offset(frame)) {
    if (order.size() != 1) {
      fault = "a range frame with an offset needs an order by of exactly one column";
    } else {
      const auto sorted = binder_.catalog().base_type(order.front().expr->type.oid);
      offset_type = range_offset(sorted);
      if (!offset_type && sorted != error_type) {
        fault = "a range frame cannot be offset over values of `" +
                binder_.type_name(order.front().expr->type) + "`";
      }
    }
  }
  if (fault) {
    binder_.diagnostics().report(span, diagnostics::InvalidFrame{std::move(*fault)});
    return frame;
  }
  const auto bind_offset = [&](syntax::ExprPtr offset) -> ExprPtr {
    return offset == nullptr || !offset_type
               ? nullptr
               : bind_frame_offset(*offset, *offset_type, syntax.mode);
  };
  frame.start.offset = bind_offset(syntax.start.offset);
  if (frame.end) frame.end->offset = bind_offset(syntax.end->offset);
  return frame;
}

auto ExprBinder::bind_frame_offset(const syntax::Expr& syntax, Oid type, syntax::Frame::Mode mode)
    -> ExprPtr {
  auto* offset = bind(syntax);
  if (depends_on_level(binder_, *offset, scope_)) {
    return fail(offset->span,
                diagnostics::InvalidFrame{"the offset of a frame cannot depend on columns"});
  }
  // Over smallint and integer the server also takes larger offsets.
  const auto is_integer = type == oid::int2 || type == oid::int4;
  const auto actual = offset->type.oid;
  if (is_integer && (actual == oid::int2 || actual == oid::int4 || actual == oid::int8)) {
    return offset;
  }
  const auto context =
      mode == syntax::Frame::Mode::range ? CoercionContext::implicit : CoercionContext::assignment;
  return binder_.coerce(offset, {type, -1}, context, "the offset of the frame");
}

}  // namespace ormc::query
