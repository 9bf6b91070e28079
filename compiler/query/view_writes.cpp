#include "query/view_writes.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "query/expr_traits.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

using Columns = std::vector<std::optional<schema::ColumnIndex>>;

auto is_for(const schema::Trigger& trigger, WriteKind kind) -> bool {
  switch (kind) {
    case WriteKind::insert:
      return trigger.on_insert;
    case WriteKind::update:
      return trigger.on_update;
    case WriteKind::erase:
      return trigger.on_delete;
    case WriteKind::merge:
      return false;
  }
  return false;
}

auto event_of(WriteKind kind) -> std::string_view {
  switch (kind) {
    case WriteKind::insert:
      return "insert";
    case WriteKind::update:
      return "update";
    case WriteKind::erase:
      return "delete";
    case WriteKind::merge:
      return "merge";
  }
  return "";
}

auto has_instead_trigger(const schema::View& view, WriteKind kind) -> bool {
  return std::ranges::any_of(view.triggers, [&](const schema::Trigger& trigger) {
    return trigger.time == syntax::Trigger::Time::instead_of && is_for(trigger, kind);
  });
}

/// What the rules of a view make of a write; nothing if they leave it as it is.
auto by_rules(const schema::View& view, WriteKind kind) -> std::optional<ViewWrites> {
  auto found = std::optional<ViewWrites>{};
  for (const auto& rule : view.rules) {
    const auto is_active = rule.enabled == schema::Trigger::Enabled::origin ||
                           rule.enabled == schema::Trigger::Enabled::always;
    if (!is_active || !rule.instead || source::fold(rule.event) != event_of(kind)) continue;
    if (rule.where) {
      if (!found) found = ViewWrites{.refusal = "its rule for that has a condition"};
      continue;
    }
    const auto returns = source::fold(rule.action).find("returning") != std::string::npos;
    return ViewWrites{.by_rule = true, .returns_nothing = !returns};
  }
  return found;
}

/// Why rows of a select are not rows of one table; empty if they are.
auto refusal_of(const Query& query) -> std::string {
  const auto* select = std::get_if<Select>(&query.body);
  if (std::holds_alternative<SetOperation>(query.body)) return "it is a set operation";
  if (select == nullptr || select->from.empty()) return "it selects from no table";
  if (query.with) return "it has a with clause";
  if (select->distinct || !select->distinct_on.empty()) return "it has `distinct`";
  if (!select->group_by.empty()) return "it has `group by`";
  if (select->having != nullptr) return "it has `having`";
  if (query.limit != nullptr) return "it has a limit";
  if (query.offset != nullptr) return "it has an offset";
  if (select->aggregates) return "it has aggregates";
  for (const auto& item : select->items) {
    if (contains_window_call(*item.expr)) return "it has window functions";
    if (returns_set(*item.expr)) return "it has functions that return sets";
  }
  if (select->from.size() != 1 || !std::holds_alternative<FromRange>(select->from[0]->node)) {
    return "it selects from more than one table";
  }
  return {};
}

/// The columns of `from` that the items of a select are.
auto plain_columns(const Select& select, RangeId from) -> Columns {
  auto columns = Columns{};
  for (const auto& item : select.items) {
    const auto* column = std::get_if<ColumnRef>(&item.expr->node);
    const auto is_plain = column != nullptr && column->range == from;
    columns.push_back(is_plain ? std::optional{column->column} : std::nullopt);
  }
  return columns;
}

/// Follows a view to the table under it, by way of other views.
class Follow {
 public:
  Follow(const schema::Schema& schema, const Program& program, WriteKind kind)
      : schema_{schema}, program_{program}, kind_{kind} {}

  auto view(schema::ViewId id) -> ViewWrites {
    const auto& view = schema_.at(id);
    const auto& bound = program_.at(id);
    if (view.materialized) return {.refusal = "it is materialized"};
    if (kind_ == WriteKind::merge) return {.refusal = "`merge` writes to tables alone"};
    if (auto ruled = by_rules(view, kind_)) return *ruled;
    if (has_instead_trigger(view, kind_)) return {.by_trigger = true};
    if (auto refusal = refusal_of(*bound.query); !refusal.empty()) {
      return {.refusal = std::move(refusal)};
    }
    const auto& paths = bound.unit->ranges;
    const auto is_path = [](const Range& range) {
      return std::holds_alternative<PathSource>(range.source);
    };
    if (std::ranges::any_of(paths, is_path)) return {.refusal = "it follows relations"};
    const auto& select = std::get<Select>(bound.query->body);
    const auto from = std::get<FromRange>(select.from[0]->node).range;
    auto writes = source(bound.unit->at(from), plain_columns(select, from));
    const auto& defaults = view.column_defaults;
    for (auto i = std::size_t{0}; i < std::min(defaults.size(), writes.own_defaults.size()); ++i) {
      if (defaults[i]) writes.own_defaults[i] = true;
    }
    return writes;
  }

 private:
  auto source(const Range& range, Columns columns) -> ViewWrites {
    auto own_defaults = std::vector<bool>(columns.size());
    if (const auto* table = std::get_if<TableSource>(&range.source)) {
      if (table->sample) return {.refusal = "it has `tablesample`"};
      return {.table = table->model,
              .columns = std::move(columns),
              .own_defaults = std::move(own_defaults)};
    }
    const auto* inner = std::get_if<ViewSource>(&range.source);
    if (inner == nullptr) return {.refusal = "it selects from no table"};
    auto writes = view(inner->view);
    if (!writes.table) return writes;
    for (auto i = std::size_t{0}; i < columns.size(); ++i) {
      if (!columns[i]) continue;
      own_defaults[i] = writes.own_defaults[*columns[i]];
      columns[i] = writes.columns[*columns[i]];
    }
    writes.columns = std::move(columns);
    writes.own_defaults = std::move(own_defaults);
    return writes;
  }

  const schema::Schema& schema_;
  const Program& program_;
  WriteKind kind_;
};

}  // namespace

auto view_writes(const schema::Schema& schema,
                 const Program& program,
                 schema::ViewId view,
                 WriteKind kind) -> ViewWrites {
  return Follow{schema, program, kind}.view(view);
}

auto written_table(const schema::Schema& schema,
                   const Program& program,
                   const Unit& unit,
                   RangeId target,
                   WriteKind kind) -> WrittenTable {
  const auto& source = unit.at(target).source;
  if (const auto* view = std::get_if<ViewSource>(&source)) {
    auto writes = view_writes(schema, program, view->view, kind);
    return {writes.table, std::move(writes.columns)};
  }
  const auto model = std::get<TableSource>(source).model;
  auto table = WrittenTable{model, {}};
  for (auto i = schema::ColumnIndex{0}; i < schema.at(model).columns.size(); ++i) {
    table.columns.emplace_back(i);
  }
  return table;
}

}  // namespace ormc::query
