#include <algorithm>
#include <string>

#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

/// The method of a name: a function that takes `internal` and gives a handler.
auto find_method(const catalog::Catalog& catalog, const syntax::QualifiedName& name)
    -> const catalog::Function* {
  const auto spelled = [](const syntax::Name& part) {
    return part.quoted ? part.text : source::fold(part.text);
  };
  const auto schema =
      name.parts.size() > 1 ? spelled(name.parts[name.parts.size() - 2]) : std::string{};
  for (const auto* function : catalog.functions(schema, spelled(name.parts.back()))) {
    if (function->result == oid::tsm_handler) return function;
  }
  return nullptr;
}

/// What the methods take: percents, or of those that extensions bring, rows or milliseconds.
auto argument_type(const catalog::Function& method) -> Oid {
  if (method.name == "system_rows") return oid::int8;
  return method.name == "system_time" ? oid::float8 : oid::float4;
}

}  // namespace

auto bind_sample(Binder& binder, const syntax::NamedTable& table, Scope& scope)
    -> std::optional<TableSample> {
  if (!table.sample_method) return std::nullopt;
  const auto& name = *table.sample_method;
  const auto* method = find_method(binder.catalog(), name);
  if (method == nullptr) {
    binder.diagnostics().report(
        name.span, diagnostics::InvalidSample{"unknown sampling method `" + spell(name) + "`"});
    return std::nullopt;
  }
  // Not even `lateral` makes the tables before it visible: only a query around this one may be.
  auto arguments_scope = without_ranges(scope);
  auto bind = [&](const syntax::Expr& expr, Oid type) {
    return binder.coerce(binder.bind_expr(expr, arguments_scope),
                         {type},
                         catalog::CoercionContext::assignment,
                         "an argument of tablesample");
  };
  if (table.sample_arguments.size() != 1) {
    binder.diagnostics().report(
        name.span, diagnostics::InvalidSample{"`" + spell(name) + "` takes one argument"});
    return std::nullopt;
  }
  auto sample = TableSample{method, {}, nullptr};
  for (const auto* argument : table.sample_arguments) {
    sample.arguments.push_back(bind(*argument, argument_type(*method)));
  }
  if (table.sample_seed != nullptr) {
    if (method->name == "system_rows" || method->name == "system_time") {
      binder.diagnostics().report(
          table.sample_seed->span,
          diagnostics::InvalidSample{"`" + spell(name) + "` is not repeatable"});
      return std::nullopt;
    }
    sample.seed = bind(*table.sample_seed, oid::float8);
  }
  return sample;
}

}  // namespace ormc::query
