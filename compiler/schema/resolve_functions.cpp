#include <algorithm>
#include <map>

#include "diagnostics/schema_diagnostics.hpp"
#include "schema/attributes.hpp"
#include "schema/lookup.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateField;
using diagnostics::DuplicateFunction;

auto has_property(const Function& function, std::string_view property) -> bool {
  return std::ranges::find(function.properties, property) != function.properties.end();
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
    auto function = Function{
        .module = module,
        .name = node.name.text,
        .sql_schema = attribute_text(node.attributes, "schema")
                          .value_or(resolution_.schema.at(module).sql_schema),
        .sql_name = attribute_text(node.attributes, "name").value_or(sql_name_of(node.name)),
        .parameters = {},
        .result = TypeRef{catalog::oid::void_},
        .returns_set = node.result && node.result->set_of,
        .language = node.language,
        .properties = node.properties,
        .body = node.body,
        .doc = doc,
        .span = node.name.span};
    const auto sound = resolve_types(node, function);
    if (sound && is_new(function)) add(std::move(function));
  }

 private:
  auto resolve_types(const syntax::Function& node, Function& function) -> bool {
    auto& schema = resolution_.schema;
    auto sound = true;
    auto seen = std::map<std::string, Span>{};
    for (const auto& parameter : node.parameters) {
      const auto [first, is_first] = seen.emplace(parameter.name.text, parameter.name.span);
      if (!is_first) {
        resolution_.diagnostics
            .report(parameter.name.span, DuplicateField{parameter.name.text, function.name})
            .label(first->second, DuplicateField::first);
        sound = false;
      }
      const auto type =
          resolve_type(schema, function.module, parameter.type, resolution_.diagnostics);
      sound = sound && type;
      if (!type) continue;
      auto& added = function.parameters.emplace_back();
      added.name = parameter.name.text;
      added.type = *type;
      if (!parameter.default_value) continue;
      added.default_value = resolution_.add_expr({.use = SchemaExpr::Use::function_default,
                                                  .syntax = parameter.default_value,
                                                  .model = {},
                                                  .domain = {},
                                                  .expected = *type});
    }
    if (!node.result) return sound;
    const auto result =
        resolve_type(schema, function.module, *node.result, resolution_.diagnostics);
    if (result) function.result = *result;
    return sound && result;
  }

  auto is_new(const Function& function) -> bool {
    auto arguments = std::vector<Oid>{};
    auto signature = function.name + "(";
    for (const auto& parameter : function.parameters) {
      if (!arguments.empty()) signature += ", ";
      signature += resolution_.type_name(parameter.type);
      arguments.push_back(parameter.type.oid);
    }
    const auto [first, added] = taken_.emplace(
        std::tuple{function.sql_schema, function.sql_name, arguments}, function.span);
    if (added) return true;
    resolution_.diagnostics.report(function.span, DuplicateFunction{signature + ")"})
        .label(first->second, DuplicateFunction::first);
    return false;
  }

  void add(Function function) {
    auto known = catalog::NewFunction{};
    known.schema = function.sql_schema;
    known.name = function.sql_name;
    known.volatility = volatility_of(function);
    known.strict =
        has_property(function, "strict") || has_property(function, "returns null on null input");
    known.returns_set = function.returns_set;
    for (const auto& parameter : function.parameters) {
      known.arguments.push_back(parameter.type.oid);
      known.argument_names.push_back(parameter.name);
      if (parameter.default_value) ++known.default_count;
    }
    known.result = function.result.oid;
    resolution_.schema.catalog.add_function(known);
    resolution_.schema.functions.push_back(std::move(function));
  }

  Resolution& resolution_;
  std::map<std::tuple<std::string, std::string, std::vector<Oid>>, Span> taken_;
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
