#pragma once

#include <optional>
#include <string>

#include "schema/resolution.hpp"

namespace ormc::schema {

/// The collation `name` for values of `type`, if there is one and the type takes it; reported if
/// not.
auto resolve_collation(Resolution& resolution, const std::string& name, Span span, TypeRef type)
    -> std::optional<std::string>;

/// The same for a name as SQL writes it; the schema is kept when it is not pg_catalog.
auto resolve_collation(Resolution& resolution, const syntax::QualifiedName& name, TypeRef type)
    -> std::optional<std::string>;

/// Whether values of `type` have a collation: text, its domains and its arrays.
auto is_collatable(const Schema& schema, TypeRef type) -> bool;

}  // namespace ormc::schema
