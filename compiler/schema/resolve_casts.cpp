#include <algorithm>

#include "catalog/type_name.hpp"
#include "diagnostics/routine_diagnostics.hpp"
#include "diagnostics/table_diagnostics.hpp"
#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/passes.hpp"
#include "schema/routine_parameters.hpp"

namespace ormc::schema {
namespace {

using diagnostics::UnknownOperatorFunction;
using diagnostics::Unsupported;
using Context = syntax::CastDeclaration::Context;
using Method = syntax::CastDeclaration::Method;

auto context_of(Context context) -> catalog::CoercionContext {
  switch (context) {
    case Context::explicitly:
      return catalog::CoercionContext::explicit_;
    case Context::assignment:
      return catalog::CoercionContext::assignment;
    case Context::implicit:
      return catalog::CoercionContext::implicit;
  }
  return catalog::CoercionContext::explicit_;
}

auto context_words(Context context) -> std::string_view {
  switch (context) {
    case Context::explicitly:
      return "";
    case Context::assignment:
      return " as assignment";
    case Context::implicit:
      return " as implicit";
  }
  return "";
}

class CastResolver {
 public:
  CastResolver(Resolution& resolution, ModuleId module)
      : resolution_(resolution), module_(module) {}

  void resolve(const syntax::CastDeclaration& node, const std::string& doc) {
    const auto source = type_of(node.source);
    const auto target = type_of(node.target);
    if (!source || !target) return;
    if (source->oid == target->oid) {
      resolution_.diagnostics.report(node.span,
                                     Unsupported{"a cast", "leads from one type to another", ""});
      return;
    }
    auto row = catalog::Cast{.source = source->oid,
                             .target = target->oid,
                             .function = {},
                             .context = context_of(node.context),
                             .method = catalog::CastMethod::function};
    const auto from = spell(*source);
    const auto to = spell(*target);
    auto how = std::string{" without function"};
    auto made = Definition{.module = module_,
                           .kind = "cast",
                           .name = "(" + from + " as " + to + ")",
                           .text = {},
                           .comment = {},
                           .depends_on = {spelled(node.source.name), spelled(node.target.name)},
                           .doc = doc,
                           .span = node.span};
    if (node.method == Method::function) {
      const auto* function = find_function(node, *source);
      if (function == nullptr) return;
      row.function = function->oid;
      how = " with function " + signature(*function);
      made.depends_on.push_back(std::string{function->schema} + "." + std::string{function->name});
    } else {
      row.method =
          node.method == Method::inout ? catalog::CastMethod::inout : catalog::CastMethod::binary;
      if (node.method == Method::inout) how = " with inout";
    }
    made.comment = "cast " + made.name;
    made.text = "create cast " + made.name + how + std::string{context_words(node.context)};
    resolution_.schema.catalog.add_cast(row);
    resolution_.schema.definitions.push_back(std::move(made));
  }

 private:
  auto type_of(const syntax::TypeName& name) const -> std::optional<TypeRef> {
    return resolve_type(resolution_.schema, module_, name, resolution_.diagnostics);
  }
  auto spell(TypeRef type) const -> std::string {
    return catalog::format_type(resolution_.schema.catalog, type, catalog::Qualification::always);
  }

  auto signature(const catalog::Function& function) const -> std::string {
    auto text = catalog::quote_identifier(function.schema) + "." +
                catalog::quote_identifier(function.name) + "(";
    auto first = true;
    for (const auto argument : function.arguments) {
      if (!first) text += ", ";
      first = false;
      text += spell(TypeRef{argument});
    }
    return text + ")";
  }

  auto find_function(const syntax::CastDeclaration& node, TypeRef source)
      -> const catalog::Function* {
    auto arguments = std::vector<Oid>{};
    for (const auto& name : node.arguments) {
      const auto type = type_of(name);
      if (!type) return nullptr;
      arguments.push_back(type->oid);
    }
    if (arguments.empty()) arguments.push_back(source.oid);
    auto candidates = std::vector<std::string>{};
    for (const auto* function : functions_named(resolution_.schema, module_, node.function)) {
      if (std::ranges::equal(function->arguments, arguments)) return function;
      candidates.push_back(signature(*function));
    }
    resolution_.diagnostics.report(
        node.function.span,
        UnknownOperatorFunction{routine_signature(resolution_, spelled(node.function), arguments),
                                candidates});
    return nullptr;
  }

  Resolution& resolution_;
  ModuleId module_;
};

}  // namespace

void resolve_casts(Resolution& resolution) {
  for (auto i = std::uint32_t{0}; i < resolution.trees.size(); ++i) {
    for (const auto& declaration : resolution.trees[i].declarations) {
      const auto* node = std::get_if<syntax::CastDeclaration>(&declaration.node);
      if (node) CastResolver{resolution, ModuleId{i}}.resolve(*node, declaration.doc);
    }
  }
}

}  // namespace ormc::schema
