#include "query/declared_function.hpp"

#include <algorithm>
#include <ranges>

#include "schema/routine_parameters.hpp"

namespace ormc::query {

auto declared_function(const schema::Schema& schema, const catalog::Function& function)
    -> const schema::Function* {
  const auto is_it = [&](const schema::Function& declared) {
    return declared.sql_name == function.name && declared.sql_schema == function.schema &&
           std::ranges::equal(declared.parameters | std::views::filter(schema::is_input),
                              function.arguments,
                              {},
                              [](const auto& parameter) { return parameter.type.oid; });
  };
  const auto found = std::ranges::find_if(schema.functions, is_it);
  return found == schema.functions.end() ? nullptr : &*found;
}

}  // namespace ormc::query
