// The choice among overloaded functions, against the server's.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "catalog/resolve_function.hpp"
#include "catalog/type_name.hpp"
#include "catalog_comparison.hpp"

using namespace ormc;
using namespace ormc::catalog;
using catalog_test::Comparison;
using catalog_test::Sample;
using catalog_test::sample_count;

namespace {

enum class Form : std::uint8_t { plain, over, within_group };

auto allows(Form form, const Function& function) -> bool {
  switch (function.kind) {
    case FunctionKind::function:
      return form == Form::plain;
    case FunctionKind::procedure:
      return false;
    case FunctionKind::window:
      return form == Form::over;
    case FunctionKind::aggregate:
      return function.aggregate_kind == AggregateKind::normal ? form != Form::within_group
                                                              : form == Form::within_group;
  }
  return false;
}

auto function_result(const FunctionResolution& resolution, Form form) -> std::optional<Oid> {
  if (const auto* cast = std::get_if<ResolvedCast>(&resolution)) {
    return form == Form::plain ? std::optional{cast->target} : std::nullopt;
  }
  const auto* resolved = std::get_if<ResolvedFunction>(&resolution);
  if (!resolved || !allows(form, *resolved->function)) return std::nullopt;
  return resolved->result;
}

/// The names that the grammar keeps for constructs of its own cannot be called by name alone.
auto spell_function(const Function& function) -> std::string {
  return fmt::format("{}.{}", quote_identifier(function.schema), quote_identifier(function.name));
}

/// Whether the types of a function can be given at all in SQL.
auto is_callable(const Catalog& catalog, const Function& function) -> bool {
  for (const Oid argument : function.arguments) {
    const bool internal = catalog.type(argument).kind == TypeKind::pseudo &&
                          !catalog.is_polymorphic(argument) && argument != oid::any &&
                          argument != oid::record && argument != oid::record_array;
    if (internal) return false;
  }
  return true;
}

auto functions(const Catalog& catalog) -> std::vector<const Function*> {
  std::vector<const Function*> all;
  for (const std::string_view name : catalog.function_names()) {
    for (const Function* function : catalog.functions({}, name)) {
      if (!is_callable(catalog, *function)) continue;
      // The fixture's are few, and meant to be asked about often.
      all.insert(all.end(), function->oid >= first_user_oid ? 12 : 1, function);
    }
  }
  return all;
}

/// Random arguments for a function: about as many as it takes, of about its types.
auto make_arguments(Comparison& comparison, const Function& function) -> std::vector<ArgumentType> {
  std::vector<ArgumentType> arguments;
  std::size_t count = function.arguments.size();
  if (comparison.chance(10)) count = comparison.below(count + 2);
  if (function.variadic_element != no_oid && comparison.chance(60)) count += comparison.below(3);
  if (function.default_count > 0) {
    count -=
        std::min(count, comparison.below(static_cast<std::size_t>(function.default_count) + 1));
  }
  const bool pass_array = function.variadic_element != no_oid && comparison.chance(25);
  for (std::size_t i = 0; i < count; ++i) {
    const bool tail = i + 1 >= function.arguments.size() && function.variadic_element != no_oid;
    const Oid declared = tail && !pass_array             ? function.variadic_element
                         : i < function.arguments.size() ? function.arguments[i]
                                                         : oid::any;
    arguments.push_back({.type = comparison.near(declared)});
  }
  if (pass_array && !arguments.empty()) arguments.back().variadic = true;
  if (function.argument_names.empty() || !comparison.chance(40)) return arguments;
  // From somewhere on, all arguments have names, in any order.
  const std::size_t from = comparison.below(count + 1);
  for (std::size_t i = from; i < count; ++i) {
    const std::size_t other = comparison.chance(80) ? i : comparison.below(count);
    if (other < function.argument_names.size()) arguments[i].name = function.argument_names[other];
    if (arguments[i].name.empty()) return {};
  }
  return arguments;
}

auto spell_arguments(const Comparison& comparison, std::span<const ArgumentType> arguments)
    -> std::string {
  std::string text;
  for (const ArgumentType& argument : arguments) {
    if (!text.empty()) text += ", ";
    if (argument.variadic) text += "variadic ";
    if (!argument.name.empty()) text += quote_identifier(argument.name) + " => ";
    text += comparison.spell(argument.type);
  }
  return text;
}

auto make_call(Comparison& comparison, const Function& function) -> std::optional<Sample> {
  const auto arguments = make_arguments(comparison, function);
  std::set<std::string_view> names;
  for (const ArgumentType& argument : arguments) {
    // The parser refuses a name given twice before it looks for functions.
    if (!argument.name.empty() && !names.insert(argument.name).second) return std::nullopt;
  }
  const bool ordered = function.aggregate_kind == AggregateKind::ordered_set ||
                       function.aggregate_kind == AggregateKind::hypothetical;
  Form form = function.kind == FunctionKind::window ? Form::over
              : ordered                             ? Form::within_group
                                                    : Form::plain;
  if (comparison.chance(3)) form = static_cast<Form>(comparison.below(3));
  FunctionCall call{.name = {function.schema, function.name}, .arguments = arguments};
  std::string text = spell_function(function);
  // A call without arguments is written with a star if it is an aggregate's.
  const bool star = arguments.empty() && function.kind == FunctionKind::aggregate;
  const std::span<const ArgumentType> all{arguments};
  const std::string inside = star ? "*" : spell_arguments(comparison, all);
  switch (form) {
    case Form::plain:
      text += fmt::format("({})", inside);
      break;
    case Form::over:
      text += fmt::format("({}) over ()", inside);
      break;
    case Form::within_group: {
      if (arguments.empty()) return std::nullopt;
      call.within_group_count = 1 + comparison.below(arguments.size());
      if (comparison.chance(60)) call.within_group_count = (arguments.size() + 1) / 2;
      const auto sorted = all.last(call.within_group_count);
      for (const ArgumentType& argument : all) {
        if (argument.variadic || !argument.name.empty()) return std::nullopt;
      }
      for (const ArgumentType& argument : sorted) {
        if (!comparison.catalog().has_ordering(argument.type)) return std::nullopt;
      }
      text += fmt::format("({}) within group (order by {})",
                          spell_arguments(comparison, all.first(all.size() - sorted.size())),
                          spell_arguments(comparison, sorted));
      break;
    }
  }
  const auto resolution = resolve_function(comparison.catalog(), call);
  return Sample{"select " + text, function_result(resolution, form)};
}

auto compare_functions(Comparison& comparison) -> void {
  const auto all = functions(comparison.catalog());
  std::vector<Sample> samples;
  while (samples.size() < sample_count()) {
    if (auto sample = make_call(comparison, *comparison.pick(all))) {
      samples.push_back(std::move(*sample));
    }
  }
  comparison.compare(samples);
}

}  // namespace

TEST_CASE("functions resolve as on the server", "[catalog]") {
  Comparison comparison;
  compare_functions(comparison);
}

TEST_CASE("functions resolve as on a server with extensions", "[catalog]") {
  Comparison comparison{Comparison::Extensions::all};
  compare_functions(comparison);
}

TEST_CASE("calls of a type's name are casts where the server makes them so", "[catalog]") {
  Comparison comparison;
  const Catalog& catalog = comparison.catalog();
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < sample_count() / 4; ++i) {
    const Type& target = catalog.type(comparison.any_type());
    const std::vector<ArgumentType> arguments{{.type = comparison.any_operand()}};
    const FunctionCall call{.name = {target.schema, target.name}, .arguments = arguments};
    samples.push_back({fmt::format("select {}.{}({})",
                                   target.schema,
                                   quote_identifier(target.name),
                                   comparison.spell(arguments.front().type)),
                       function_result(resolve_function(catalog, call), Form::plain)});
  }
  comparison.compare(samples);
}
