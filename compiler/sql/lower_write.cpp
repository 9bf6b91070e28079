#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/returned_columns.hpp"
#include "sql/lower_level.hpp"

namespace ormc::sql {

auto Lowering::statement(const ir::Statement& statement) -> tree::Statement {
  struct Lower {
    Lowering& self;

    auto operator()(const ir::QueryPtr& query) -> tree::Statement { return {self.query(*query)}; }
    auto operator()(const ir::Insert& insert) -> tree::Statement { return {self.insert(insert)}; }
    auto operator()(const ir::Update& update) -> tree::Statement { return {self.update(update)}; }
    auto operator()(const ir::Delete& erase) -> tree::Statement { return {self.erase(erase)}; }
    auto operator()(const ir::Merge& merge) -> tree::Statement { return {self.merge(merge)}; }
    auto operator()(const ir::RawSql& raw) -> tree::Statement { return {tree::Raw{raw.text}}; }
  };
  return std::visit(Lower{*this}, statement.node);
}

auto Lowering::outermost(const ir::Statement& statement) -> tree::Statement {
  outermost_ = ir::only_returns_columns(statement);
  return this->statement(statement);
}

/// The alias of a write's target, where it is not the table's own name.
auto Lowering::written_alias(ir::RangeId range) const -> std::optional<std::string> {
  if (alias(range) == implicit_name(unit_.at(range))) return std::nullopt;
  return alias(range);
}

auto Lowering::update(const ir::Update& update) -> tree::Update {
  auto lowered = tree::Update{};
  const auto is_read = std::exchange(outermost_, false);
  if (update.with) lowered.with = with(*update.with);
  auto ranges = ranges_of(update.from);
  ranges.insert(ranges.begin(), update.target);
  const auto level = Level{*this, ranges};
  lowered.table = target_name(update.target);
  lowered.only = update.only;
  lowered.alias = written_alias(update.target);
  lowered.assignments = assignments(update.assignments, update.target);
  lowered.from = from(update.from);
  lowered.where = operand(update.where);
  lowered.current_of = update.current_of;
  lowered.returning = items(update.returning);
  if (is_read) lowered.returning = text_items(std::move(lowered.returning), update.returning);
  return lowered;
}

auto Lowering::erase(const ir::Delete& erase) -> tree::Delete {
  auto lowered = tree::Delete{};
  const auto is_read = std::exchange(outermost_, false);
  if (erase.with) lowered.with = with(*erase.with);
  auto ranges = ranges_of(erase.using_items);
  ranges.insert(ranges.begin(), erase.target);
  const auto level = Level{*this, ranges};
  lowered.table = target_name(erase.target);
  lowered.only = erase.only;
  lowered.alias = written_alias(erase.target);
  lowered.using_items = from(erase.using_items);
  lowered.where = operand(erase.where);
  lowered.current_of = erase.current_of;
  lowered.returning = items(erase.returning);
  if (is_read) lowered.returning = text_items(std::move(lowered.returning), erase.returning);
  return lowered;
}

/// The table or view that a write goes to.
auto Lowering::target_name(ir::RangeId range) const -> tree::Name {
  const auto& source = unit_.at(range).source;
  if (const auto* view = std::get_if<ir::ViewSource>(&source)) {
    const auto& declared = schema_.at(view->view);
    return {declared.sql_schema, declared.sql_name};
  }
  return table_name(std::get<ir::TableSource>(source).model);
}

auto Lowering::target(const ir::AssignmentTarget& target, ir::RangeId range) -> tree::Target {
  return {unit_.at(range).columns[target.column].sql_name, operands(target.indirection)};
}

/// What is left when no assignment is: a column set to itself, so that the statement still locks
/// and counts its rows. It is one that the statement sets otherwise, which needs no further
/// privilege.
auto Lowering::unchanged(const ir::Assignment& assignment, ir::RangeId range) -> tree::Assignment {
  auto column = assignment.targets.front().column;
  auto self = tree::Assignment{};
  self.targets.push_back({unit_.at(range).columns[column].sql_name, {}});
  self.value = node(ir::ColumnRef{range, column});
  self.otherwise = true;
  return self;
}

auto Lowering::assignments(const std::vector<ir::Assignment>& assignments, ir::RangeId range)
    -> std::vector<tree::Assignment> {
  auto lowered = std::vector<tree::Assignment>{};
  for (const auto& assignment : assignments) {
    auto& out = lowered.emplace_back();
    for (const auto& target : assignment.targets) {
      out.targets.push_back(this->target(target, range));
    }
    out.row = assignment.row;
    out.value = operand(assignment.value);
    out.presence = presence(assignment.part);
  }
  auto optional = std::all_of(assignments.begin(), assignments.end(), [](const auto& assignment) {
    return assignment.part.has_value();
  });
  if (!assignments.empty() && optional) lowered.push_back(unchanged(assignments.front(), range));
  return lowered;
}

}  // namespace ormc::sql
