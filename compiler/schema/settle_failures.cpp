#include "schema/passes.hpp"

namespace ormc::schema {

void settle_failures(Resolution& resolution) {
  auto& schema = resolution.schema;
  for (const auto id : resolution.model_ids()) {
    for (const auto& field : resolution.draft(id).fields) {
      if (field.kind != FieldDraft::Kind::failed) continue;
      resolution.at(id).failed_fields.push_back(field.syntax->name.text);
    }
  }
  // Until here such types were none, so that nothing was said about what is made of them.
  const auto text = TypeRef{catalog::oid::text};
  for (auto& alias : schema.aliases) {
    if (alias.type.oid == catalog::no_oid) alias.type = text;
  }
  for (auto i = std::uint32_t{0}; i < schema.domains.size(); ++i) {
    auto& domain = schema.domains[i];
    if (domain.type != catalog::no_oid) continue;
    domain.base = text;
    domain.type = schema.catalog.add_domain(
        schema.at(domain.module).sql_schema, domain.sql_name, text, domain.not_null);
    schema.names.types.emplace(domain.type, DomainId{i});
  }
}

}  // namespace ormc::schema
