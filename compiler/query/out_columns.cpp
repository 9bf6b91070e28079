#include "query/out_columns.hpp"

#include <cstddef>

#include "catalog/polymorphic.hpp"

namespace ormc::query {
namespace {

/// The parameters that the arguments of a call are for, an expanded variadic's as its elements. The
/// server goes by their places, even where they have names and stand in another order.
auto declared_types(const Call& call) -> std::vector<Oid> {
  const auto& function = *call.function;
  auto types = std::vector<Oid>{};
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const auto is_expanded = function.variadic_element != catalog::no_oid &&
                             !call.arguments[i].variadic && i + 1 >= function.arguments.size();
    types.push_back(is_expanded ? function.variadic_element : function.arguments[i]);
  }
  return types;
}

}  // namespace

auto out_columns(const catalog::Catalog& catalog, const Call& call) -> std::vector<OutColumn> {
  const auto declared = declared_types(call);
  auto actual = std::vector<Oid>{};
  for (const auto& argument : call.arguments) actual.push_back(argument.value->type.oid);
  auto columns = std::vector<OutColumn>{};
  for (const auto& column : call.function->out_columns) {
    auto type = column.type;
    if (catalog.is_polymorphic(type)) {
      auto bound = declared;
      type = catalog::bind_polymorphic_types(catalog, actual, bound, type).value_or(error_type);
    }
    auto name = column.name.empty() ? "column" + std::to_string(columns.size() + 1)
                                    : std::string{column.name};
    columns.push_back({std::move(name), {type}});
  }
  return columns;
}

}  // namespace ormc::query
