#include <algorithm>

#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

/// Whether the rows of `child` may lack a value that those of a parent have.
auto may_lack(const Column& column, const Column& above) -> bool {
  if (column.may_be_null()) return !above.may_be_null();
  // A generated column may be made otherwise there, of an expression that may be NULL.
  return above.generated && column.local && !above.nullable_below;
}

auto mark_parents(Schema& schema, const Model& child) -> bool {
  auto is_changed = false;
  for (const auto parent : child.parents) {
    for (auto& above : schema.models[static_cast<std::size_t>(parent)].columns) {
      const auto column = std::ranges::find(child.columns, above.sql_name, &Column::sql_name);
      if (column == child.columns.end() || !may_lack(*column, above)) continue;
      above.nullable_below = is_changed = true;
    }
  }
  return is_changed;
}

}  // namespace

void find_nullable_below(Resolution& resolution) {
  auto& schema = resolution.schema;
  // Once for each level of inheritance.
  for (auto is_changed = true; is_changed;) {
    is_changed = false;
    for (const auto& model : schema.models) {
      is_changed = mark_parents(schema, model) || is_changed;
    }
  }
}

}  // namespace ormc::schema
