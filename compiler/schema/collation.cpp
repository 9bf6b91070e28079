#include "schema/collation.hpp"

#include <algorithm>

#include "catalog/type_name.hpp"
#include "diagnostics/index_diagnostics.hpp"
#include "schema/base_type_clauses.hpp"
#include "schema/naming.hpp"

namespace ormc::schema {
namespace {

using diagnostics::NotCollatable;
using diagnostics::UnknownCollation;

auto resolve(Resolution& resolution,
             const std::string& sql_schema,
             const std::string& name,
             Span span,
             TypeRef type) -> std::optional<std::string> {
  const auto& catalog = resolution.schema.catalog;
  if (type.oid != catalog::no_oid && !is_collatable(resolution.schema, type)) {
    resolution.diagnostics.report(span, NotCollatable{resolution.type_name(type)});
    return std::nullopt;
  }
  if (const auto* found = catalog.find_collation(sql_schema, name)) {
    const auto quoted = catalog::quote_identifier(name);
    if (found->schema.empty() || found->schema == "pg_catalog") return quoted;
    return catalog::quote_identifier(found->schema) + "." + quoted;
  }
  resolution.diagnostics.report(
      span, UnknownCollation{name, diagnostics::nearest(name, catalog.collation_names())});
  return std::nullopt;
}

}  // namespace

auto is_collatable(const Schema& schema, TypeRef type) -> bool {
  const auto& catalog = schema.catalog;
  auto base = catalog.base_type(type.oid);
  const auto element = catalog.element_of(base);
  if (element != catalog::no_oid) base = catalog.base_type(element);
  const auto own = std::ranges::find(schema.base_types, base, &BaseType::type);
  if (own == schema.base_types.end()) return catalog.type(base).collatable;
  return std::ranges::any_of(base_type_clauses(own->definition), [](const BaseTypeClause& clause) {
    return clause.word == "collatable" && fold(clause.value) != "false";
  });
}

auto resolve_collation(Resolution& resolution, const std::string& name, Span span, TypeRef type)
    -> std::optional<std::string> {
  const auto parts = split_sql_name(name);
  if (parts.size() == 2) return resolve(resolution, parts.front(), parts.back(), span, type);
  return resolve(resolution, {}, name, span, type);
}

auto resolve_collation(Resolution& resolution, const syntax::QualifiedName& name, TypeRef type)
    -> std::optional<std::string> {
  const auto text = [](const syntax::Name& part) {
    return part.quoted ? part.text : fold(part.text);
  };
  const auto sql_schema = name.parts.size() > 1 ? text(name.parts.front()) : std::string{};
  return resolve(resolution, sql_schema, text(name.parts.back()), name.span, type);
}

}  // namespace ormc::schema
