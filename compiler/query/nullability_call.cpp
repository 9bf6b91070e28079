#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "query/nullability_inference.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {

namespace {

template <std::size_t N>
auto is_builtin(const catalog::Function& function, const std::array<std::string_view, N>& names)
    -> bool {
  return function.schema == "pg_catalog" &&
         std::find(names.begin(), names.end(), function.name) != names.end();
}

/// Aggregates that take NULLs into their result: one row makes it a value.
constexpr auto collecting = std::array<std::string_view, 5>{
    "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg"};

/// Window functions whose value comes from the row's place alone.
constexpr auto ranking = std::array<std::string_view, 5>{
    "row_number", "rank", "dense_rank", "percent_rank", "cume_dist"};

}  // namespace

auto holds_only_values(const Expr& array) -> bool {
  const auto* elements = std::get_if<ArrayConstructor>(&array.node);
  if (elements == nullptr) return false;
  return std::all_of(
      elements->elements.begin(), elements->elements.end(), [&](const Expr* element) {
        // An array of more dimensions has the type of its elements.
        const auto nested = element->type.oid == array.type.oid;
        return nested ? holds_only_values(*element) : !element->nullable;
      });
}

auto gives_only_values(const Call& call) -> bool {
  static constexpr auto names = std::array<std::string_view, 9>{"generate_series",
                                                                "generate_subscripts",
                                                                "regexp_split_to_table",
                                                                "regexp_matches",
                                                                "json_object_keys",
                                                                "jsonb_object_keys",
                                                                "json_array_elements",
                                                                "jsonb_array_elements",
                                                                "jsonb_path_query"};
  if (is_builtin(*call.function, names)) return true;
  return is_builtin(*call.function, std::array<std::string_view, 1>{"unnest"}) &&
         call.arguments.size() == 1 && holds_only_values(*call.arguments.front().value);
}

auto Inference::node(Call& call) -> bool {
  if (call.over) {
    window(*call.over);
    return window_nullable(call);
  }
  if (call.function->kind == catalog::FunctionKind::aggregate) return aggregate_nullable(call);
  auto argument = arguments_nullable(call);
  if (call.function->returns_set) {
    auto padded = !level_ || level_->sets_are_padded;
    return padded || !gives_only_values(call);
  }
  auto spread = std::any_of(call.arguments.begin(), call.arguments.end(), [](const auto& given) {
    return given.variadic && given.value->nullable;
  });
  return spread || function_nullable(call.function->oid, argument);
}

auto Inference::arguments_nullable(const Call& call) -> bool {
  auto nullable = false;
  for (const auto& argument : call.arguments) {
    operand(argument.value);
    // What a variadic array holds are arguments too, and may be NULL.
    nullable = nullable || argument.value->nullable || argument.variadic;
  }
  for (const auto& item : call.order_by) operand(item.expr);
  for (const auto& item : call.within_group) {
    operand(item.expr);
    nullable = nullable || item.expr->nullable;
  }
  return nullable;
}

/// Whether an aggregate is of the select that it stands in: one over columns of an outer query
/// alone belongs to that.
auto Inference::is_of_level(const Call& call) const -> bool {
  if (!level_) return false;
  auto columns = std::size_t{0};
  auto own = false;
  auto look = [&](const Expr& root) {
    walk(root, [&](const Expr& expr) {
      auto range = std::optional<RangeId>{};
      if (const auto* column = std::get_if<ColumnRef>(&expr.node)) range = column->range;
      if (const auto* row = std::get_if<WholeRow>(&expr.node)) range = row->range;
      if (const auto* column = std::get_if<SystemColumn>(&expr.node)) range = column->range;
      if (!range) return;
      ++columns;
      const auto& ranges = level_->ranges;
      own = own || std::find(ranges.begin(), ranges.end(), *range) != ranges.end();
    });
  };
  for (const auto& argument : call.arguments) look(*argument.value);
  for (const auto& item : call.within_group) look(*item.expr);
  if (call.filter) look(*call.filter);
  return own || columns == 0;
}

/// From here on rows are those that pass the filter; whether they are all rows.
auto Inference::filter(const Call& call) -> bool {
  if (!call.filter) return true;
  operand(call.filter);
  const auto passes_all = is_ruled_out({schema_, unit_, facts_}, *call.filter, Outcome::not_true);
  assume(*call.filter, Outcome::truth);
  return passes_all;
}

/// Arguments are looked at as the rows of the group are, before grouping sets take columns away.
auto Inference::aggregate_nullable(const Call& call) -> bool {
  auto own = is_of_level(call);
  auto mark = facts_.mark();
  auto suspended = std::vector<std::pair<const Expr*, bool>>{};
  if (own) {
    suspended = facts_.suspend_grouped(level_->grouped_mark);
    facts_.give(level_->inside_aggregates);
  }
  const auto keeps_rows = filter(call);
  auto argument = arguments_nullable(call);
  facts_.undo(mark);
  if (own) facts_.resume_grouped(suspended);
  auto has_rows = own && level_->groups_have_rows && keeps_rows;
  if (is_builtin(*call.function, collecting)) return !has_rows;
  return function_nullable(call.function->oid, argument || !has_rows);
}

void Inference::window(const Window& window) {
  for_each_child(window, [this](Expr& expr) { this->expr(expr); });
}

auto Inference::window_nullable(const Call& call) -> bool {
  auto mark = facts_.mark();
  const auto keeps_rows = filter(call);
  auto argument = arguments_nullable(call);
  facts_.undo(mark);
  const auto& function = *call.function;
  if (function.kind == catalog::FunctionKind::aggregate) {
    auto has_rows = has_current_row(*call.over) && keeps_rows;
    if (is_builtin(function, collecting)) return !has_rows;
    return function_nullable(function.oid, argument || !has_rows);
  }
  if (is_builtin(function, ranking)) return false;
  if (is_builtin(function, std::array<std::string_view, 1>{"ntile"})) return argument;
  if (is_builtin(function, std::array<std::string_view, 2>{"first_value", "last_value"})) {
    return argument || !has_current_row(*call.over);
  }
  if (is_builtin(function, std::array<std::string_view, 2>{"lag", "lead"})) {
    // Beyond the partition only a default has a value.
    return argument || call.arguments.size() < 3;
  }
  return true;
}

/// Whether the frame always holds the current row, and so is never empty.
auto Inference::has_current_row(const Window& window) const -> bool {
  const auto* definition = &window;
  if (window.is_reference && level_ && level_->select) {
    for (const auto& [name, named] : level_->select->windows) {
      if (name == *window.name) definition = &named;
    }
  }
  if (definition->is_reference) return false;
  if (!definition->frame) return true;
  using Bound = syntax::FrameBound::Kind;
  const auto& frame = *definition->frame;
  auto starts_before = frame.start.kind == Bound::unbounded_preceding ||
                       frame.start.kind == Bound::preceding ||
                       frame.start.kind == Bound::current_row;
  auto ends_behind = !frame.end || frame.end->kind == Bound::current_row ||
                     frame.end->kind == Bound::following ||
                     frame.end->kind == Bound::unbounded_following;
  auto keeps = frame.exclude == syntax::Frame::Exclude::none ||
               frame.exclude == syntax::Frame::Exclude::no_others ||
               frame.exclude == syntax::Frame::Exclude::ties;
  return starts_before && ends_behind && keeps;
}

}  // namespace ormc::query
