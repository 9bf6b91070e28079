#include "query/returned_columns.hpp"

#include <algorithm>
#include <utility>

namespace ormc::query {
namespace {

/// `group by 1` would mean the text.
auto groups_by_output(const std::vector<GroupItem>& items) -> bool {
  return std::ranges::any_of(items, [](const GroupItem& item) {
    return item.output.has_value() || groups_by_output(item.items);
  });
}

}  // namespace

auto only_returns_columns(const Statement& statement) -> bool {
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  if (query == nullptr) return !std::holds_alternative<RawSql>(statement.node);
  const auto* select = std::get_if<Select>(&(*query)->body);
  return select != nullptr && !select->distinct && select->distinct_on.empty() &&
         !groups_by_output(select->group_by);
}

auto returned_items(const Statement& statement) -> const std::vector<OutputColumn>* {
  if (const auto* insert = std::get_if<Insert>(&statement.node)) return &insert->returning;
  if (const auto* update = std::get_if<Update>(&statement.node)) return &update->returning;
  if (const auto* erase = std::get_if<Delete>(&statement.node)) return &erase->returning;
  return nullptr;
}

auto written_items(const Statement& statement) -> const std::vector<OutputColumn>* {
  const auto* query = std::get_if<QueryPtr>(&statement.node);
  if (query == nullptr) return returned_items(statement);
  const auto* select = std::get_if<Select>(&(*query)->body);
  return select == nullptr ? nullptr : &select->items;
}

auto written_items(Statement& statement) -> std::vector<OutputColumn>* {
  return const_cast<std::vector<OutputColumn>*>(written_items(std::as_const(statement)));
}

}  // namespace ormc::query
