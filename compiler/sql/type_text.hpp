#pragma once

#include <string>

#include "catalog/catalog.hpp"

namespace ormc::sql {

/// A type as people write it in SQL: `varchar(100)`, `timestamptz`, `bigint[]`, `public.status`.
/// Types outside of pg_catalog are always qualified.
auto type_text(const catalog::Catalog& catalog, catalog::TypeRef type) -> std::string;

}  // namespace ormc::sql
