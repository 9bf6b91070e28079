#include <optional>
#include <string>
#include <vector>

#include "sql/lower_level.hpp"

namespace ormc::sql {

auto Lowering::statement(const ir::Statement& statement) -> tree::Statement {
  struct Lower {
    Lowering& self;

    auto operator()(const ir::QueryPtr& query) -> tree::Statement { return {self.query(*query)}; }
    auto operator()(const ir::Insert& insert) -> tree::Statement { return {self.insert(insert)}; }
    auto operator()(const ir::Update& update) -> tree::Statement { return {self.update(update)}; }
    auto operator()(const ir::Delete& erase) -> tree::Statement { return {self.erase(erase)}; }
    auto operator()(const ir::RawSql& raw) -> tree::Statement { return {tree::Raw{raw.text}}; }
  };
  return std::visit(Lower{*this}, statement.node);
}

/// The alias of a write's target, where it is not the table's own name.
auto Lowering::written_alias(ir::RangeId range) const -> std::optional<std::string> {
  if (alias(range) == implicit_name(unit_.at(range))) return std::nullopt;
  return alias(range);
}

auto Lowering::update(const ir::Update& update) -> tree::Update {
  auto lowered = tree::Update{};
  if (update.with) lowered.with = with(*update.with);
  auto ranges = ranges_of(update.from);
  ranges.insert(ranges.begin(), update.target);
  const auto level = Level{*this, ranges};
  const auto& model = std::get<ir::TableSource>(unit_.at(update.target).source).model;
  lowered.table = table_name(model);
  lowered.only = update.only;
  lowered.alias = written_alias(update.target);
  lowered.assignments = assignments(update.assignments, model);
  lowered.from = from(update.from);
  lowered.where = operand(update.where);
  lowered.returning = items(update.returning);
  return lowered;
}

auto Lowering::erase(const ir::Delete& erase) -> tree::Delete {
  auto lowered = tree::Delete{};
  if (erase.with) lowered.with = with(*erase.with);
  auto ranges = ranges_of(erase.using_items);
  ranges.insert(ranges.begin(), erase.target);
  const auto level = Level{*this, ranges};
  const auto& model = std::get<ir::TableSource>(unit_.at(erase.target).source).model;
  lowered.table = table_name(model);
  lowered.only = erase.only;
  lowered.alias = written_alias(erase.target);
  lowered.using_items = from(erase.using_items);
  lowered.where = operand(erase.where);
  lowered.returning = items(erase.returning);
  return lowered;
}

auto Lowering::target(const ir::AssignmentTarget& target, schema::ModelId model) -> tree::Target {
  return {schema_.at(model).columns[target.column].sql_name, operands(target.indirection)};
}

auto Lowering::assignments(const std::vector<ir::Assignment>& assignments, schema::ModelId model)
    -> std::vector<tree::Assignment> {
  auto lowered = std::vector<tree::Assignment>{};
  for (const auto& assignment : assignments) {
    auto& out = lowered.emplace_back();
    for (const auto& target : assignment.targets) {
      out.targets.push_back(this->target(target, model));
    }
    out.value = operand(assignment.value);
  }
  return lowered;
}

}  // namespace ormc::sql
