#include "sql/text_form.hpp"

namespace ormc::sql {

auto travels_as_text(const catalog::Catalog& catalog, catalog::Oid type) -> bool {
  return catalog.has_type(type) && catalog.type(catalog.base_type(type)).text_only;
}

auto wire_type(const catalog::Catalog& catalog, catalog::TypeRef type) -> catalog::TypeRef {
  return travels_as_text(catalog, type.oid) ? catalog::TypeRef{catalog::oid::text} : type;
}

auto can_return_text(const query::Statement& statement) -> bool {
  const auto* query = std::get_if<query::QueryPtr>(&statement.node);
  if (query == nullptr) return !std::holds_alternative<query::RawSql>(statement.node);
  const auto* select = std::get_if<query::Select>(&(*query)->body);
  return select != nullptr && !select->distinct && select->distinct_on.empty() &&
         !select->aggregates;
}

}  // namespace ormc::sql
