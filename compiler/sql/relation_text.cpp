#include "sql/relation_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "schema/lookup.hpp"
#include "schema/naming.hpp"
#include "sql/statements.hpp"

namespace ormc::sql {
namespace {

/// The schemas in which something is called so.
auto schemas_of(const schema::Schema& schema, std::string_view name) -> std::set<std::string> {
  auto found = std::set<std::string>{};
  const auto add = [&](const auto& relations) {
    for (const auto& each : relations) {
      if (each.sql_name == name) found.insert(each.sql_schema);
    }
  };
  add(schema.models);
  add(schema.views);
  add(schema.sequences);
  for (const auto& model : schema.models) {
    const auto add_own = [&](const auto& indexes) {
      for (const auto& each : indexes) {
        if (each.sql_name == name) found.insert(model.sql_schema);
      }
    };
    add_own(model.indexes);
    add_own(model.unique_keys);
    add_own(model.exclusions);
    if (model.primary_key && model.primary_key->sql_name == name) found.insert(model.sql_schema);
    for (const auto& column : model.columns) {
      if (!column.local || column.identity == schema::Column::Identity::none) continue;
      const auto sequence = schema::sequence_of(model, column);
      if (sequence.back() == name) found.insert(sequence.front());
    }
  }
  return found;
}

}  // namespace

auto relation_text(const schema::Schema& schema, std::string_view text) -> std::string {
  const auto parts = schema::split_sql_name(text);
  if (parts.size() != 1) return std::string{text};
  const auto name = text.starts_with('"') ? parts.front() : schema::fold(parts.front());
  const auto schemas = schemas_of(schema, name);
  if (schemas.size() != 1 || *schemas.begin() == "public") return std::string{text};
  return fmt::format("{}.{}", quote_identifier(*schemas.begin()), quote_identifier(name));
}

}  // namespace ormc::sql
