#include "sql/text_form.hpp"

#include <algorithm>

namespace ormc::sql {

auto travels_as_text(const catalog::Catalog& catalog, catalog::Oid type) -> bool {
  return catalog.text_form(type) != catalog::no_oid;
}

auto wire_type(const catalog::Catalog& catalog, catalog::TypeRef type) -> catalog::TypeRef {
  const auto text = catalog.text_form(type.oid);
  return text == catalog::no_oid ? type : catalog::TypeRef{text};
}

namespace {

/// `group by 1` would mean the text.
auto groups_by_output(const std::vector<query::GroupItem>& items) -> bool {
  return std::ranges::any_of(items, [](const query::GroupItem& item) {
    return item.output.has_value() || groups_by_output(item.items);
  });
}

}  // namespace

auto can_return_text(const query::Statement& statement) -> bool {
  const auto* query = std::get_if<query::QueryPtr>(&statement.node);
  if (query == nullptr) return !std::holds_alternative<query::RawSql>(statement.node);
  const auto* select = std::get_if<query::Select>(&(*query)->body);
  return select != nullptr && !select->distinct && select->distinct_on.empty() &&
         !groups_by_output(select->group_by);
}

}  // namespace ormc::sql
