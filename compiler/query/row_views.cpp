#include "query/row_views.hpp"

#include <vector>

#include "schema/lookup.hpp"

namespace ormc::query {

auto views_of_rows(const schema::Schema& schema, schema::Oid type) -> std::set<schema::ViewId> {
  auto found = std::set<schema::ViewId>{};
  auto seen = std::set<schema::Oid>{};
  auto open = std::vector<schema::Oid>{type};
  while (!open.empty()) {
    const auto held = schema.catalog.innermost(open.back());
    open.pop_back();
    if (held < catalog::first_user_oid || !seen.insert(held).second) continue;
    const auto object = schema::find_object(schema, held);
    if (const auto* view = object ? std::get_if<schema::ViewId>(&*object) : nullptr) {
      found.insert(*view);
    }
    for (const auto& field : schema.catalog.fields(held)) open.push_back(field.type.oid);
  }
  return found;
}

RowViews::RowViews(const schema::Schema& schema) : schema_(schema) {
  for (const auto& function : schema.functions) {
    const auto views = views_of_rows(schema, function.result.oid);
    if (views.empty()) continue;
    for (const auto& name :
         {std::string_view{function.name}, std::string_view{function.sql_name}}) {
      functions_[name].insert(views.begin(), views.end());
    }
  }
}

auto RowViews::of(schema::ModuleId module, const DefinitionUses& uses) const
    -> std::set<schema::ViewId> {
  auto found = std::set<schema::ViewId>{};
  if (schema_.views.empty()) return found;
  const auto add = [&](schema::Oid type) { found.merge(views_of_rows(schema_, type)); };
  for (const auto& use : uses.tables) {
    const auto relation = schema::find_relation(schema_, module, *use.name);
    const auto* model = relation ? std::get_if<schema::ModelId>(&*relation) : nullptr;
    if (model != nullptr) add(schema_.at(*model).row_type);
  }
  for (const auto* call : uses.calls) {
    const auto named = functions_.find(call->parts.back().text);
    if (named != functions_.end()) found.insert(named->second.begin(), named->second.end());
  }
  auto reported_when_bound = diagnostics::Diagnostics{};
  for (const auto* type : uses.types) {
    const auto cast = schema::resolve_type(schema_, module, *type, reported_when_bound);
    if (cast) add(cast->oid);
  }
  return found;
}

}  // namespace ormc::query
