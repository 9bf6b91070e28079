#include "schema/routine_parameters.hpp"

#include <algorithm>
#include <map>

#include "diagnostics/routine_diagnostics.hpp"
#include "diagnostics/schema_diagnostics.hpp"
#include "schema/lookup.hpp"
#include "schema/naming.hpp"

namespace ormc::schema {
namespace {

using diagnostics::DuplicateField;
using diagnostics::DuplicateFunction;
using diagnostics::ParameterMode;
using diagnostics::ParameterNeedsDefault;
using diagnostics::VariadicParameter;
using Mode = FunctionParameter::Mode;

auto article_of(RoutineKind kind) -> std::string {
  switch (kind) {
    case RoutineKind::function:
      return "a function";
    case RoutineKind::aggregate:
      return "an aggregate";
    case RoutineKind::operation:
      return "an operator";
  }
  return {};
}

auto allowed_modes(RoutineKind kind) -> std::string {
  switch (kind) {
    case RoutineKind::function:
      return "`in`, `out`, `inout` or `variadic`";
    case RoutineKind::aggregate:
      return "`in` or `variadic`";
    case RoutineKind::operation:
      return "`in`";
  }
  return {};
}

auto mode_of(const syntax::FunctionParameter& parameter, RoutineKind kind) -> std::optional<Mode> {
  if (!parameter.mode) return Mode::in;
  const auto word = fold(parameter.mode->text);
  if (parameter.mode->quoted) return std::nullopt;
  if (word == "in") return Mode::in;
  if (word == "variadic" && kind != RoutineKind::operation) return Mode::variadic;
  if (kind != RoutineKind::function) return std::nullopt;
  if (word == "out") return Mode::out;
  if (word == "inout") return Mode::inout;
  return std::nullopt;
}

/// An array, or what stands for any: `anyarray`, `"any"`.
auto is_variadic_type(const catalog::Catalog& catalog, Oid type) -> bool {
  return type == catalog::oid::any || type == catalog::oid::anyarray ||
         type == catalog::oid::anycompatiblearray || catalog.element_of(type) != catalog::no_oid;
}

class ParameterResolver {
 public:
  ParameterResolver(Resolution& resolution,
                    ModuleId module,
                    RoutineKind kind,
                    const std::string& routine)
      : resolution_(resolution), module_(module), kind_(kind), routine_(routine) {}

  auto resolve(const std::vector<syntax::FunctionParameter>& parameters)
      -> std::optional<std::vector<FunctionParameter>> {
    for (const auto& parameter : parameters) {
      check_name(parameter);
      add(parameter);
    }
    if (!sound_) return std::nullopt;
    check_variadic(parameters);
    check_defaults(parameters);
    return sound_ ? std::optional{std::move(resolved_)} : std::nullopt;
  }

 private:
  template <class What>
  auto report(Span span, const What& what) -> diagnostics::Diagnostic& {
    sound_ = false;
    return resolution_.diagnostics.report(span, what);
  }

  void check_name(const syntax::FunctionParameter& parameter) {
    if (parameter.name.text.empty()) return;
    const auto mode = mode_of(parameter, kind_).value_or(Mode::in);
    const auto is_in = mode != Mode::out && mode != Mode::table;
    const auto is_out = mode != Mode::in && mode != Mode::variadic;
    if (!(is_in && check_name(parameter.name, inputs_)) && is_out) {
      check_name(parameter.name, outputs_);
    }
  }

  /// An input and an output may have one name, as the server has it; two of either may not.
  auto check_name(const syntax::Name& name, std::map<std::string, Span>& seen) -> bool {
    const auto [first, is_first] = seen.emplace(name.text, name.span);
    if (is_first) return false;
    report(name.span, DuplicateField{name.text, routine_})
        .label(first->second, DuplicateField::first);
    return true;
  }

  void add(const syntax::FunctionParameter& parameter) {
    const auto mode = mode_of(parameter, kind_);
    if (!mode) {
      report(parameter.mode->span,
             ParameterMode{parameter.mode->text, article_of(kind_), allowed_modes(kind_)});
    }
    const auto type =
        resolve_type(resolution_.schema, module_, parameter.type, resolution_.diagnostics);
    sound_ = sound_ && type;
    if (!type || !mode) return;
    auto& added = resolved_.emplace_back();
    added.mode = *mode;
    added.name = parameter.name.text;
    added.type = *type;
    if (!parameter.default_value) return;
    added.default_value = resolution_.add_expr({.use = SchemaExpr::Use::function_default,
                                                .syntax = parameter.default_value,
                                                .model = {},
                                                .domain = {},
                                                .expected = *type});
  }

  void check_variadic(const std::vector<syntax::FunctionParameter>& syntax) {
    auto input_follows = false;
    for (auto i = resolved_.size(); i-- > 0;) {
      const auto& parameter = resolved_[i];
      if (parameter.mode == Mode::variadic) {
        const auto is_array = is_variadic_type(resolution_.schema.catalog, parameter.type.oid);
        if (!is_array || input_follows) {
          report(syntax[i].name.span, VariadicParameter{parameter.name, is_array});
        }
      }
      input_follows = input_follows || is_input(parameter);
    }
  }

  void check_defaults(const std::vector<syntax::FunctionParameter>& syntax) {
    auto first = std::optional<std::size_t>{};
    for (auto i = std::size_t{0}; i < resolved_.size(); ++i) {
      if (!is_input(resolved_[i])) continue;
      if (resolved_[i].default_value) {
        if (!first) first = i;
      } else if (first) {
        report(syntax[i].name.span, ParameterNeedsDefault{resolved_[i].name})
            .label(syntax[*first].name.span, ParameterNeedsDefault::first);
        return;
      }
    }
  }

  Resolution& resolution_;
  ModuleId module_;
  RoutineKind kind_;
  const std::string& routine_;
  std::map<std::string, Span> inputs_;
  std::map<std::string, Span> outputs_;
  std::vector<FunctionParameter> resolved_;
  bool sound_ = true;
};

}  // namespace

auto resolve_routine_parameters(Resolution& resolution,
                                ModuleId module,
                                RoutineKind kind,
                                const std::string& routine,
                                const std::vector<syntax::FunctionParameter>& parameters)
    -> std::optional<std::vector<FunctionParameter>> {
  return ParameterResolver{resolution, module, kind, routine}.resolve(parameters);
}

auto is_input(const FunctionParameter& parameter) -> bool {
  return parameter.mode != Mode::out && parameter.mode != Mode::table;
}

auto is_output(const FunctionParameter& parameter) -> bool {
  return parameter.mode != Mode::in && parameter.mode != Mode::variadic;
}

void add_arguments(const std::vector<FunctionParameter>& parameters, catalog::NewFunction& known) {
  for (const auto& parameter : parameters) {
    if (!is_input(parameter)) continue;
    known.arguments.push_back(parameter.type.oid);
    known.argument_names.push_back(parameter.name);
    known.variadic = known.variadic || parameter.mode == Mode::variadic;
    if (parameter.default_value) ++known.default_count;
  }
}

auto routine_signature(const Resolution& resolution,
                       const std::string& name,
                       const std::vector<Oid>& arguments) -> std::string {
  auto text = name + "(";
  for (const auto argument : arguments) {
    if (!text.ends_with('(')) text += ", ";
    text += resolution.type_name({argument});
  }
  return text + ")";
}

auto add_routine(Resolution& resolution,
                 const catalog::NewFunction& known,
                 const std::string& name,
                 Span place) -> std::optional<Oid> {
  auto& catalog = resolution.schema.catalog;
  for (const auto* other : catalog.functions(known.schema, known.name)) {
    if (!std::ranges::equal(other->arguments, known.arguments)) continue;
    auto& reported = resolution.diagnostics.report(
        place, DuplicateFunction{routine_signature(resolution, name, known.arguments)});
    const auto first = resolution.routine_places.find(other->oid);
    if (first != resolution.routine_places.end()) {
      reported.label(first->second, DuplicateFunction::first);
    }
    return std::nullopt;
  }
  const auto added = catalog.add_function(known);
  resolution.routine_places.emplace(added, place);
  return added;
}

auto functions_named(const Schema& schema, ModuleId module, const syntax::QualifiedName& name)
    -> std::vector<const catalog::Function*> {
  auto found = std::vector<const catalog::Function*>{};
  if (name.parts.empty()) return found;
  const auto& last = name.parts.back();
  const auto qualifier =
      name.parts.size() > 1 ? name.parts[name.parts.size() - 2].text : std::string{};
  const auto take = [&](const std::string& sql_schema, const std::string& sql_name) {
    for (const auto* function : schema.catalog.functions(sql_schema, sql_name)) {
      if (std::ranges::find(found, function) == found.end()) found.push_back(function);
    }
  };
  take(qualifier, last.text);
  if (!last.quoted) take(fold(qualifier), fold(last.text));
  for (const auto& function : schema.functions) {
    const auto is_named = function.name == last.text || function.sql_name == last.text ||
                          (!last.quoted && function.sql_name == fold(last.text));
    const auto is_there = qualifier.empty() || function.sql_schema == qualifier ||
                          schema.at(function.module).name == qualifier;
    const auto is_own = schema.at(function.module).name == schema.at(module).name;
    if (is_named && is_there && (is_own || !qualifier.empty())) {
      take(function.sql_schema, function.sql_name);
    }
  }
  return found;
}

}  // namespace ormc::schema
