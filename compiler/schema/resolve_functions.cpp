#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/routine_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/declared_names.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"
#include "schema/routine_parameters.hpp"

namespace ormc::schema {
namespace {

using diagnostics::FunctionOutputs;

/// Whether words stand side by side among the properties: `strict`, `returns null on null input`.
auto has_property(const Function& function, std::string_view words) -> bool {
  const auto all = fmt::format(" {} ", fmt::join(function.properties, " "));
  return all.find(fmt::format(" {} ", words)) != std::string::npos;
}

auto volatility_of(const Function& function) -> catalog::Volatility {
  if (has_property(function, "immutable")) return catalog::Volatility::immutable;
  if (has_property(function, "stable")) return catalog::Volatility::stable;
  return catalog::Volatility::volatile_;
}

class FunctionResolver {
 public:
  explicit FunctionResolver(Resolution& resolution) : resolution_(resolution) {}

  void resolve(const syntax::Function& node, ModuleId module, const std::string& doc) {
    auto function =
        Function{.module = module,
                 .name = node.name.text,
                 .sql_schema = declared_schema(resolution_.schema, module, node.attributes),
                 .sql_name = declared_sql_name(node.attributes, node.name),
                 .parameters = {},
                 .result = TypeRef{catalog::oid::void_},
                 .returns_set = node.result && node.result->set_of,
                 .language = node.language,
                 .properties = node.properties,
                 .body = node.body,
                 .doc = doc,
                 .span = node.name.span,
                 .is_procedure = node.is_procedure,
                 .settings = node.settings,
                 .transforms = {},
                 .depends_on = {},
                 .symbol = node.symbol};
    check_properties(node);
    for (const auto& name : node.depends_on) function.depends_on.push_back(spelled(name));
    for (const auto& type : node.transforms) {
      const auto known = resolve_type(resolution_.schema, module, type, resolution_.diagnostics);
      if (known) function.transforms.push_back(*known);
    }
    auto parameters = resolve_routine_parameters(
        resolution_, module, RoutineKind::function, function.name, node.parameters);
    const auto has_columns = add_table_columns(node, module, function);
    if (!parameters || !has_columns) return;
    function.parameters.insert(function.parameters.begin(), parameters->begin(), parameters->end());
    const auto has_result = resolve_result(node, function);
    if (has_result) add(std::move(function));
  }

 private:
  /// What stands behind the result is passed on to the server word by word.
  void check_properties(const syntax::Function& node) {
    static const auto words = std::vector<std::string>{
        "immutable",  "stable",    "volatile", "strict",   "called",  "returns",
        "null",       "on",        "input",    "security", "definer", "invoker",
        "external",   "leakproof", "not",      "parallel", "safe",    "unsafe",
        "restricted", "cost",      "rows",     "support",  "window",  "atomic"};
    for (auto i = std::size_t{0}; i < node.properties.size(); ++i) {
      const auto& property = node.properties[i];  // `strict`, `cost 10`
      const auto word = property.substr(0, property.find(' '));
      const auto is_name = i > 0 && node.properties[i - 1] == "support";
      if (is_name || std::ranges::find(words, word) != words.end()) continue;
      resolution_.diagnostics.report(
          node.name.span, diagnostics::UnknownWord{"property of a function", word, words});
    }
  }

  /// `-> table(a: int)`: output parameters like others, of a set.
  auto add_table_columns(const syntax::Function& node, ModuleId module, Function& function)
      -> bool {
    if (node.table_columns.empty()) return true;
    auto columns = resolve_routine_parameters(
        resolution_, module, RoutineKind::function, function.name, node.table_columns);
    if (!columns) return false;
    for (auto& column : *columns) column.mode = FunctionParameter::Mode::table;
    function.parameters = std::move(*columns);
    function.returns_set = true;
    return true;
  }

  auto resolve_result(const syntax::Function& node, Function& function) -> bool {
    auto outputs = std::vector<Oid>{};
    for (const auto& parameter : function.parameters) {
      if (is_output(parameter)) outputs.push_back(parameter.type.oid);
    }
    if (!outputs.empty()) {
      function.result = {outputs.size() == 1 ? outputs.front() : catalog::oid::record};
    }
    if (!node.result) return true;
    const auto written =
        resolve_type(resolution_.schema, function.module, *node.result, resolution_.diagnostics);
    if (!written) return false;
    if (!outputs.empty() && written->oid != function.result.oid) {
      resolution_.diagnostics.report(
          node.result->span,
          FunctionOutputs{function.name, resolution_.type_name(function.result)});
      return false;
    }
    function.result = *written;
    return true;
  }

  void add(Function function) {
    auto known = catalog::NewFunction{};
    known.schema = function.sql_schema;
    known.name = function.sql_name;
    if (function.is_procedure) known.kind = catalog::FunctionKind::procedure;
    if (has_property(function, "window")) known.kind = catalog::FunctionKind::window;
    known.volatility = volatility_of(function);
    known.strict =
        has_property(function, "strict") || has_property(function, "returns null on null input");
    known.returns_set = function.returns_set;
    add_arguments(function.parameters, known);
    for (const auto& parameter : function.parameters) {
      if (is_output(parameter)) known.out_columns.emplace_back(parameter.name, parameter.type.oid);
    }
    known.result = function.result.oid;
    if (!add_routine(resolution_, known, function.name, function.span)) return;
    resolution_.schema.functions.push_back(std::move(function));
  }

  Resolution& resolution_;
};

}  // namespace

void resolve_functions(Resolution& resolution) {
  auto resolver = FunctionResolver{resolution};
  for (auto i = std::size_t{0}; i < resolution.functions.size(); ++i) {
    const auto& [node, module] = resolution.functions[i];
    resolver.resolve(*node, module, resolution.function_docs[i]);
  }
}

}  // namespace ormc::schema
