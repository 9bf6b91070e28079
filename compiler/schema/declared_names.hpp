#pragma once

#include <string>

#include "schema/attributes.hpp"
#include "schema/schema.hpp"

/// What a declaration is called in the database, by its attributes or as it is written.
namespace ormc::schema {

/// `@schema("name")`, else that of the module.
auto declared_schema(const Schema& schema, ModuleId module, const Attributes& attributes)
    -> std::string;
/// `@name("name")`, else the name in the database's spelling.
auto declared_sql_name(const Attributes& attributes, const syntax::Name& name) -> std::string;

}  // namespace ormc::schema
