#include "schema/declared_names.hpp"
#include "schema/lookup.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"
#include "schema/routine_parameters.hpp"

namespace ormc::schema {
namespace {

/// What the definition says of itself: a hypothetical aggregate is one by a word of its own.
auto kind_of(const Aggregate& aggregate) -> catalog::AggregateKind {
  if (!aggregate.ordered_set) return catalog::AggregateKind::normal;
  return fold(aggregate.definition).find("hypothetical") == std::string::npos
             ? catalog::AggregateKind::ordered_set
             : catalog::AggregateKind::hypothetical;
}

class AggregateResolver {
 public:
  explicit AggregateResolver(Resolution& resolution) : resolution_(resolution) {}

  void resolve(const syntax::Aggregate& node, ModuleId module, const std::string& doc) {
    auto aggregate =
        Aggregate{.module = module,
                  .name = node.name.text,
                  .sql_schema = declared_schema(resolution_.schema, module, node.attributes),
                  .sql_name = declared_sql_name(node.attributes, node.name),
                  .parameters = {},
                  .ordered_parameters = {},
                  .ordered_set = node.ordered_set,
                  .result = {},
                  .definition = node.definition,
                  .function = {},
                  .doc = doc,
                  .span = node.name.span};
    auto direct = parameters(aggregate, node.parameters);
    auto ordered = parameters(aggregate, node.ordered_parameters);
    const auto result =
        resolve_type(resolution_.schema, module, node.result, resolution_.diagnostics);
    if (!direct || !ordered || !result) return;
    aggregate.parameters = std::move(*direct);
    aggregate.ordered_parameters = std::move(*ordered);
    aggregate.result = *result;
    add(std::move(aggregate));
  }

 private:
  auto parameters(const Aggregate& aggregate, const std::vector<syntax::FunctionParameter>& written)
      -> std::optional<std::vector<FunctionParameter>> {
    return resolve_routine_parameters(
        resolution_, aggregate.module, RoutineKind::aggregate, aggregate.name, written);
  }

  void add(Aggregate aggregate) {
    auto known = catalog::NewFunction{};
    known.schema = aggregate.sql_schema;
    known.name = aggregate.sql_name;
    known.kind = catalog::FunctionKind::aggregate;
    known.volatility = catalog::Volatility::immutable;
    known.aggregate_kind = kind_of(aggregate);
    add_arguments(aggregate.parameters, known);
    if (aggregate.ordered_set) {
      known.direct_arguments = static_cast<std::int16_t>(known.arguments.size());
    }
    add_arguments(aggregate.ordered_parameters, known);
    known.result = aggregate.result.oid;
    const auto added = add_routine(resolution_, known, aggregate.name, aggregate.span);
    if (!added) return;
    aggregate.function = *added;
    resolution_.schema.aggregates.push_back(std::move(aggregate));
  }

  Resolution& resolution_;
};

}  // namespace

void resolve_aggregates(Resolution& resolution) {
  auto resolver = AggregateResolver{resolution};
  for (const auto& draft : resolution.aggregates) {
    resolver.resolve(*draft.syntax, draft.module, draft.doc);
  }
}

}  // namespace ormc::schema
