#include "query/declared_function.hpp"

#include <algorithm>

#include "schema/routine_parameters.hpp"

namespace ormc::query {

auto inputs_of(const schema::Function& function) -> std::vector<const schema::FunctionParameter*> {
  auto inputs = std::vector<const schema::FunctionParameter*>{};
  for (const auto& parameter : function.parameters) {
    if (schema::is_input(parameter)) inputs.push_back(&parameter);
  }
  return inputs;
}

auto declared_function(const schema::Schema& schema, const catalog::Function& function)
    -> const schema::Function* {
  const auto is_it = [&](const schema::Function& declared) {
    return declared.sql_name == function.name && declared.sql_schema == function.schema &&
           std::ranges::equal(
               inputs_of(declared), function.arguments, {}, [](const auto* parameter) {
                 return parameter->type.oid;
               });
  };
  const auto found = std::ranges::find_if(schema.functions, is_it);
  return found == schema.functions.end() ? nullptr : &*found;
}

}  // namespace ormc::query
