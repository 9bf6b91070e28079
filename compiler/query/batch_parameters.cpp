#include <string>
#include <utility>

#include "diagnostics/write_diagnostics.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {

auto use_batch(Binder& binder,
               const syntax::Parameter& parameter,
               const std::vector<BatchColumn>& columns) -> std::vector<ParameterIndex> {
  auto* use = binder.use_parameter(parameter, parameter.name.span);
  const auto* node = std::get_if<Parameter>(&use->node);
  if (node == nullptr) return {};  // there is no such parameter
  auto batch = node->index;
  auto& state = binder.parameters()[batch];
  auto report = [&](const char* reason) {
    binder.diagnostics().report(parameter.name.span, diagnostics::InvalidBatch{state.name, reason});
    return std::vector<ParameterIndex>{};
  };
  if (state.uses.size() > 1) return report("is used as a value and as a batch of rows");
  if (state.declared && !state.batch && state.type.oid != catalog::no_oid) {
    return report("is not declared as a batch of rows");
  }
  auto name = state.name;
  auto span = state.span;
  auto is_used = false;
  for (const auto& other : binder.parameters()) is_used = is_used || other.batch_of == name;
  if (is_used) return report("is inserted more than once");
  state.batch = true;
  state.uses.clear();  // it is no value
  state.use_parts.clear();
  auto parameters = std::vector<ParameterIndex>{};
  for (const auto& column : columns) {
    auto array = ParameterState{};
    // With a dot, no `$name` of the query can mean it.
    array.name = name + "." + column.name;
    array.declared = true;
    array.type = column.array;
    array.nullable = column.nullable;
    array.span = span;
    array.batch_of = name;
    parameters.push_back(static_cast<ParameterIndex>(binder.parameters().size()));
    binder.declare_parameter(std::move(array));
  }
  return parameters;
}

}  // namespace ormc::query
