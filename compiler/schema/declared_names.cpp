#include "schema/declared_names.hpp"

#include "schema/naming.hpp"

namespace ormc::schema {

auto declared_schema(const Schema& schema, ModuleId module, const Attributes& attributes)
    -> std::string {
  return attribute_text(attributes, "schema").value_or(schema.at(module).sql_schema);
}

auto declared_sql_name(const Attributes& attributes, const syntax::Name& name) -> std::string {
  return attribute_text(attributes, "name").value_or(sql_name_of(name));
}

}  // namespace ormc::schema
