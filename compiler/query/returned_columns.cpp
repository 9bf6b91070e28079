#include "query/returned_columns.hpp"

#include <algorithm>

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

}  // namespace ormc::query
