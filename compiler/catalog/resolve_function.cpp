#include "catalog/resolve_function.hpp"

#include <algorithm>
#include <optional>

#include "catalog/candidates.hpp"
#include "catalog/common_type.hpp"
#include "catalog/polymorphic.hpp"

namespace ormc::catalog {

namespace {

/// A function as this call would use it: one effective parameter type for each given argument, then
/// those of the parameters that take their defaults.
struct Usage {
  const Function* function = nullptr;
  std::vector<Oid> types = {};           // given arguments first, in the order given; then defaults
  std::vector<std::size_t> places = {};  // the parameter that each of them belongs to
  std::size_t default_count = 0;
  std::size_t expanded = 0;  // how many arguments an expanded variadic takes
  std::size_t path_position = 0;
  bool ambiguous = false;  // stands for several functions, none of them better

  auto given() const -> std::span<const Oid> {
    return std::span{types}.first(types.size() - default_count);
  }
};

enum class VariadicMode : std::uint8_t { expand, pass_array };

auto has_default(const Function& function, std::size_t parameter) -> bool {
  return parameter + static_cast<std::size_t>(function.default_count) >= function.arguments.size();
}

/// The parameter that each argument of a call with names belongs to, or nothing if they do not fit.
/// Behind them come the parameters that were left out.
auto match_names(const Function& function, std::span<const ArgumentType> arguments)
    -> std::optional<std::vector<std::size_t>> {
  std::vector<bool> taken(function.arguments.size());
  std::vector<std::size_t> places;
  for (const ArgumentType& argument : arguments) {
    std::size_t place = places.size();
    if (!argument.name.empty()) {
      const auto named = std::ranges::find(function.argument_names, argument.name);
      if (named == function.argument_names.end()) return std::nullopt;
      place = static_cast<std::size_t>(named - function.argument_names.begin());
    }
    if (place >= taken.size() || taken[place]) return std::nullopt;
    taken[place] = true;
    places.push_back(place);
  }
  for (std::size_t place = 0; place < taken.size(); ++place) {
    if (taken[place]) continue;
    if (!has_default(function, place)) return std::nullopt;
    places.push_back(place);
  }
  return places;
}

/// How a call with names would use the function.
auto use_by_name(const Function& function,
                 std::span<const ArgumentType> arguments,
                 VariadicMode mode) -> std::optional<Usage> {
  // The parameters that a variadic expands to have no names.
  if (function.variadic_element != no_oid && mode == VariadicMode::expand) return std::nullopt;
  if (arguments.size() > function.arguments.size()) return std::nullopt;
  auto places = match_names(function, arguments);
  if (!places) return std::nullopt;
  Usage usage{.function = &function, .places = std::move(*places)};
  for (const std::size_t place : usage.places) usage.types.push_back(function.arguments[place]);
  usage.default_count = usage.places.size() - arguments.size();
  return usage;
}

/// How a call by position would use the function.
auto use_by_position(const Function& function, std::size_t count, VariadicMode mode)
    -> std::optional<Usage> {
  const std::size_t parameters = function.arguments.size();
  const bool variadic =
      mode == VariadicMode::expand && function.variadic_element != no_oid && parameters <= count;
  if (count > parameters && !variadic) return std::nullopt;
  if (count < parameters && !has_default(function, count)) return std::nullopt;
  Usage usage{.function = &function};
  usage.types.assign(function.arguments.begin(), function.arguments.end());
  if (variadic) {
    usage.expanded = count - parameters + 1;
    usage.types.resize(count);
    std::fill(usage.types.begin() + static_cast<std::ptrdiff_t>(parameters) - 1,
              usage.types.end(),
              function.variadic_element);
  }
  usage.default_count = count < parameters ? parameters - count : 0;
  for (std::size_t place = 0; place < usage.types.size(); ++place) usage.places.push_back(place);
  return usage;
}

/// Takes a usage among those found so far, unless one with the same types is better, as
/// FuncnameGetCandidates decides: earlier on the search path, else not expanded; if neither says,
/// nobody knows which is meant.
auto admit(std::vector<Usage>& usages, Usage added) -> void {
  const auto same = std::ranges::find_if(
      usages, [&](const Usage& usage) { return std::ranges::equal(usage.given(), added.given()); });
  if (same == usages.end()) {
    usages.push_back(std::move(added));
    return;
  }
  if (same->path_position != added.path_position) return;  // functions come in the path's order
  const bool added_expands = added.expanded > 0;
  const bool same_expands = same->expanded > 0;
  if (added_expands == same_expands) {
    same->ambiguous = true;
  } else if (same_expands) {
    *same = std::move(added);
  }
}

/// All ways to call a function of the name with so many arguments of these names.
auto find_usages(const FunctionCall& call, std::span<const Function* const> functions)
    -> std::vector<Usage> {
  const bool named = std::ranges::any_of(
      call.arguments, [](const ArgumentType& argument) { return !argument.name.empty(); });
  const bool variadic = std::ranges::any_of(call.arguments, &ArgumentType::variadic);
  const VariadicMode mode = variadic ? VariadicMode::pass_array : VariadicMode::expand;
  std::vector<Usage> usages;
  std::string_view schema;
  std::size_t path_position = 0;
  for (const Function* function : functions) {
    if (function->schema != schema) {
      schema = function->schema;
      ++path_position;
    }
    auto usage = named ? use_by_name(*function, call.arguments, mode)
                       : use_by_position(*function, call.arguments.size(), mode);
    if (!usage) continue;
    usage->path_position = path_position;
    admit(usages, std::move(*usage));
  }
  return usages;
}

auto failure(FunctionFailure::Kind kind, std::vector<const Function*> candidates)
    -> FunctionFailure {
  return {.kind = kind, .candidates = std::move(candidates)};
}

/// The one that fits best of all ways to call, or why there is none.
auto choose(const Catalog& catalog, std::span<const Usage> usages, std::span<const Oid> types)
    -> std::variant<const Usage*, FunctionFailure::Kind> {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < usages.size(); ++i) {
    const auto given = usages[i].given();
    candidates.push_back({.arguments = {given.begin(), given.end()}, .index = i});
  }
  const auto selected = select_candidate(catalog, types, std::move(candidates));
  if (const auto* index = std::get_if<std::size_t>(&selected)) return &usages[*index];
  switch (std::get<SelectionFailure>(selected)) {
    case SelectionFailure::no_match:
      return FunctionFailure::Kind::no_match;
    case SelectionFailure::ambiguous:
      return FunctionFailure::Kind::ambiguous;
  }
  return FunctionFailure::Kind::no_match;
}

/// A call with one argument of a type's name is a cast if no function fits exactly and the cast
/// takes no function.
auto as_cast(const Catalog& catalog, const FunctionCall& call) -> std::optional<ResolvedCast> {
  if (call.arguments.size() != 1 || !call.arguments.front().name.empty()) return std::nullopt;
  const auto target = catalog.find_type(call.name.schema, call.name.name, Quoting::quoted);
  if (!target || catalog.type(*target).kind == TypeKind::composite) return std::nullopt;
  const Oid source = call.arguments.front().type;
  const Coercion coercion = find_coercion(catalog, source, *target, CoercionContext::explicit_);
  // Only a literal is always cast; a parameter without a type as what has no other way than text.
  if (source == oid::unknown && call.arguments.front().parameter &&
      catalog.type(catalog.base_type(*target)).category != category::string) {
    return std::nullopt;
  }
  const char source_category = catalog.type(catalog.base_type(source)).category;
  switch (coercion.kind) {
    case CoercionKind::identity:
    case CoercionKind::literal:
    case CoercionKind::relabel:
      return ResolvedCast{*target, coercion};
    case CoercionKind::io: {
      // A row is not turned to text by `text(row)`: it could be a call of a column.
      const bool row = source == oid::record || source_category == category::composite;
      const bool to_string = catalog.type(*target).category == category::string;
      if (row && to_string) return std::nullopt;
      return ResolvedCast{*target, coercion};
    }
    case CoercionKind::none:
    case CoercionKind::polymorphic:
    case CoercionKind::function:
    case CoercionKind::array:
    case CoercionKind::row:
    case CoercionKind::inherit:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Whether the counts of direct and sorted arguments are those of the aggregate.
auto within_group_fits(const FunctionCall& call, const Usage& usage) -> bool {
  const Function& function = *usage.function;
  const bool ordered = function.aggregate_kind == AggregateKind::ordered_set ||
                       function.aggregate_kind == AggregateKind::hypothetical;
  if (!ordered) return call.within_group_count == 0;
  if (call.within_group_count == 0) return false;
  const std::size_t direct = call.arguments.size() - call.within_group_count;
  const auto declared_direct = static_cast<std::size_t>(function.direct_arguments);
  const bool direct_variadic =
      function.variadic_element != no_oid && declared_direct >= function.arguments.size();
  if (!direct_variadic) return direct == declared_direct;
  if (function.aggregate_kind == AggregateKind::hypothetical) {
    return usage.expanded == 2 * call.within_group_count;
  }
  return usage.expanded > call.within_group_count;
}

/// A hypothetical row's values take the type that each has in common with its sort expression.
auto unify_hypothetical(const Catalog& catalog,
                        const FunctionCall& call,
                        ResolvedFunction& resolved) -> bool {
  const std::size_t sorted = call.within_group_count;
  const std::size_t first = call.arguments.size() - 2 * sorted;
  for (std::size_t i = 0; i < sorted; ++i) {
    const std::size_t direct = first + i;
    const Oid pair[] = {call.arguments[direct + sorted].type, call.arguments[direct].type};
    const CommonType common = select_common_type(catalog, pair);
    if (common.type == no_oid || common.conflict) return false;
    resolved.argument_types[direct] = common.type;
    resolved.argument_types[direct + sorted] = common.type;
  }
  return true;
}

/// The type of what a parameter has as its default. Where nobody knows what stands there, the type
/// of a polymorphic one follows from the other arguments.
auto default_type(const Catalog& catalog,
                  const FunctionCall& call,
                  const Usage& usage,
                  std::size_t parameter) -> Oid {
  const Oid declared = usage.types[parameter];
  if (!catalog.is_polymorphic(declared)) return declared;
  const Oid known =
      call.default_type ? call.default_type(*usage.function, usage.places[parameter]) : no_oid;
  return known == no_oid ? oid::unknown : known;
}

/// Gives the parameters of the chosen function their types.
auto bind_arguments(const Catalog& catalog,
                    const FunctionCall& call,
                    const Usage& usage,
                    std::span<const Oid> types) -> FunctionResolution {
  const Function& function = *usage.function;
  std::vector<Oid> actual{types.begin(), types.end()};
  for (std::size_t i = types.size(); i < usage.types.size(); ++i) {
    actual.push_back(default_type(catalog, call, usage, i));
  }
  std::vector<Oid> declared = usage.types;
  const auto result = bind_polymorphic_types(catalog, actual, declared, function.result);
  if (!result) return failure(FunctionFailure::Kind::inconsistent, {&function});
  ResolvedFunction resolved{.function = &function,
                            .argument_types = std::move(declared),
                            .places = usage.places,
                            .result = *result,
                            .variadic_expanded = usage.expanded > 0,
                            .defaults_used = usage.default_count};
  resolved.argument_types.resize(types.size());
  resolved.places.resize(types.size());
  // An expanded variadic's arguments become an array, so their type needs one.
  if (usage.expanded > 0 && function.variadic_element != oid::any &&
      catalog.type(resolved.argument_types.back()).array == no_oid) {
    return failure(FunctionFailure::Kind::no_match, {&function});
  }
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (resolved.argument_types[i] == oid::any) resolved.argument_types[i] = types[i];
  }
  // `variadic x` for a variadic "any" still has to be an array.
  const bool passes_array = !call.arguments.empty() && call.arguments.back().variadic;
  if (passes_array && function.variadic_element == oid::any &&
      catalog.element_of(types.back()) == no_oid) {
    return failure(FunctionFailure::Kind::no_match, {&function});
  }
  if (function.aggregate_kind == AggregateKind::hypothetical &&
      !unify_hypothetical(catalog, call, resolved)) {
    return failure(FunctionFailure::Kind::inconsistent, {&function});
  }
  return resolved;
}

}  // namespace

auto resolve_function(const Catalog& catalog, const FunctionCall& call) -> FunctionResolution {
  const auto functions = catalog.functions(call.name.schema, call.name.name);
  const std::vector<Usage> usages = find_usages(call, functions);
  std::vector<Oid> types;
  for (const ArgumentType& argument : call.arguments) types.push_back(argument.type);

  const Usage* chosen = nullptr;
  const auto exact = std::ranges::find_if(
      usages, [&](const Usage& usage) { return std::ranges::equal(usage.given(), types); });
  if (exact != usages.end()) {
    chosen = &*exact;
  } else {
    if (auto cast = as_cast(catalog, call)) return *cast;
    if (functions.empty()) return failure(FunctionFailure::Kind::unknown_name, {});
    if (usages.empty()) return failure(FunctionFailure::Kind::wrong_count, functions);
    const auto choice = choose(catalog, usages, types);
    if (const auto* kind = std::get_if<FunctionFailure::Kind>(&choice)) {
      return failure(*kind, functions);
    }
    chosen = std::get<const Usage*>(choice);
  }
  if (chosen->ambiguous) return failure(FunctionFailure::Kind::ambiguous, functions);
  if (!within_group_fits(call, *chosen)) {
    return failure(FunctionFailure::Kind::within_group_mismatch, {chosen->function});
  }
  return bind_arguments(catalog, call, *chosen, types);
}

auto never_returns_null(const Function& function) -> bool {
  return function.nulls != NullBehavior::may_return_null;
}

}  // namespace ormc::catalog
