#include "query/bind_predicate.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

#include "diagnostics/predicate_diagnostics.hpp"
#include "diagnostics/query_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

/// The model or view that a parameter is a row of, if its type is the name of one.
auto row_type(const Binder& binder, const syntax::TypeName& type)
    -> std::optional<std::variant<schema::ModelId, schema::ViewId>> {
  if (type.array_dimensions > 0 || !type.modifiers.empty()) return std::nullopt;
  return schema::find_relation(binder.schema(), binder.module(), type.name);
}

auto holds_error(const Unit& unit, Expr& root) -> bool {
  auto found = false;
  const auto look = [&](const Expr& expr) {
    found = found || std::holds_alternative<Error>(expr.node);
  };
  walk(root, [&](Expr& expr) {
    look(expr);
    for_each_subquery(expr, [&](Query& query) { walk_deep(unit, query, look); });
  });
  return found;
}

/// Binds one predicate as if it were a query over its rows.
class PredicateBinder {
 public:
  PredicateBinder(Binder& binder, Predicate& predicate) : binder_(binder), predicate_(predicate) {
    scope_.clause = Clause::predicate;
  }

  /// The body; null when a parameter failed.
  auto bind() -> ExprPtr {
    auto sound = true;
    for (const auto& parameter : predicate_.syntax->parameters) {
      sound = declare(parameter) && sound;
    }
    binder_.close_parameters();
    auto* body = binder_.bind_condition(*predicate_.syntax->body, scope_, "a predicate");
    binder_.settle_parameters();
    settle_values();
    return sound ? body : nullptr;
  }

 private:
  auto declare(const syntax::QueryParameter& parameter) -> bool {
    for (const auto& other : predicate_.parameters) {
      if (other.name != parameter.name.text) continue;
      binder_.diagnostics().report(parameter.name.span,
                                   diagnostics::DuplicateParameter{parameter.name.text});
      return false;
    }
    auto declared =
        Predicate::Parameter{parameter.name.text, TypeRef{}, false, parameter.name.span};
    auto sound = is_plain(parameter);
    const auto row = parameter.type ? row_type(binder_, *parameter.type) : std::nullopt;
    if (row) {
      std::visit([&](auto id) { declared.kind = id; }, *row);
      add_row(parameter, *row);
    } else {
      sound = declare_value(parameter) && sound;
    }
    predicate_.parameters.push_back(std::move(declared));
    return sound;
  }

  auto is_plain(const syntax::QueryParameter& parameter) -> bool {
    auto what = std::string{};
    if (parameter.is_row_batch) what = "the type `row[]`";
    if (parameter.may_be_absent || parameter.nullable) what = "a `?`";
    if (parameter.default_value != nullptr) what = "a default";
    if (what.empty()) return true;
    binder_.diagnostics().report(
        parameter.span, diagnostics::PredicateParameterForm{parameter.name.text, std::move(what)});
    return false;
  }

  void add_row(const syntax::QueryParameter& parameter,
               const std::variant<schema::ModelId, schema::ViewId>& row) {
    const auto& name = parameter.name.text;
    const auto* model = std::get_if<schema::ModelId>(&row);
    const auto range = model != nullptr ? binder_.add_table(*model, name, true, parameter.span)
                                        : add_view(std::get<schema::ViewId>(row), parameter);
    scope_.ranges.push_back({range, name, name, true, {}});
  }

  auto add_view(schema::ViewId view, const syntax::QueryParameter& parameter) -> RangeId {
    return binder_.add_range({.alias = parameter.name.text,
                              .alias_written = true,
                              .column_aliases = {},
                              .source = ViewSource{view},
                              .columns = binder_.program().at(view).columns,
                              .span = parameter.span});
  }

  auto declare_value(const syntax::QueryParameter& parameter) -> bool {
    auto state = ParameterState{};
    state.name = parameter.name.text;
    state.span = parameter.name.span;
    auto sound = true;
    if (parameter.type && !parameter.is_row_batch) {
      auto type = schema::resolve_type(
          binder_.schema(), binder_.module(), *parameter.type, binder_.diagnostics());
      sound = type.has_value();
      state.declared = sound;
      if (type) state.type = *type;
    }
    binder_.declare_parameter(std::move(state));
    return sound;
  }

  /// The types that values have by declaration or by their first use.
  void settle_values() {
    for (const auto& state : binder_.parameters()) {
      if (state.misused) continue;
      if (state.uses.empty()) {
        binder_.diagnostics().report(state.span, diagnostics::UnusedParameter{state.name});
      } else if (state.type.oid == catalog::no_oid) {
        binder_.diagnostics().report(state.span, diagnostics::UntypedParameter{state.name});
      }
      for (auto& parameter : predicate_.parameters) {
        if (parameter.name != state.name) continue;
        parameter.kind = TypeRef{state.type.oid, -1};
        parameter.repeated = state.uses.size() > 1;
      }
    }
  }

  Binder& binder_;
  Predicate& predicate_;
  Scope scope_;
};

}  // namespace

auto collect_predicates(const std::vector<syntax::Tree>& trees) -> std::vector<Predicate> {
  auto predicates = std::vector<Predicate>{};
  for (auto i = std::size_t{0}; i < trees.size(); ++i) {
    for (const auto& declaration : trees[i].declarations) {
      const auto* node = std::get_if<syntax::Predicate>(&declaration.node);
      if (node == nullptr) continue;
      predicates.push_back({.module = static_cast<schema::ModuleId>(i),
                            .name = node->name.text,
                            .doc = declaration.doc,
                            .span = node->name.span,
                            .syntax = node,
                            .parameters = {}});
    }
  }
  return predicates;
}

void bind_predicate(const schema::Schema& schema,
                    PredicateId id,
                    Program& program,
                    diagnostics::Diagnostics& diagnostics) {
  // Bound apart: the program is looked at while the predicate is made.
  auto predicate = program.predicates[static_cast<std::size_t>(id)];
  const auto errors = diagnostics.error_count();
  auto unit = Unit{};
  auto binder = Binder{schema, predicate.module, program, unit, diagnostics};
  auto* body = PredicateBinder{binder, predicate}.bind();
  predicate.sound =
      diagnostics.error_count() == errors && body != nullptr && !holds_error(unit, *body);
  program.predicates[static_cast<std::size_t>(id)] = std::move(predicate);
}

auto find_predicates(const schema::Schema& schema,
                     const std::vector<Predicate>& predicates,
                     schema::ModuleId from,
                     const syntax::QualifiedName& name) -> std::vector<PredicateId> {
  auto find = [&](Folding folding, auto&& fits_module) {
    auto found = std::vector<PredicateId>{};
    for (auto i = std::size_t{0}; i < predicates.size(); ++i) {
      if (fits_module(predicates[i].module) &&
          matches(name.parts.back(), predicates[i].name, folding)) {
        found.push_back(static_cast<PredicateId>(i));
      }
    }
    return found;
  };
  for (auto folding : {Folding::exact, Folding::folded}) {
    if (name.parts.size() == 2) {
      auto found = find(folding, [&](schema::ModuleId module) {
        return matches(name.parts.front(), schema.at(module).name, folding);
      });
      if (!found.empty()) return found;
    }
    if (name.parts.size() != 1) continue;
    auto own = find(folding, [&](schema::ModuleId module) { return module == from; });
    if (!own.empty()) return own;
    auto all = find(folding, [](schema::ModuleId) { return true; });
    if (!all.empty()) return all;
  }
  return {};
}

auto signature(const Binder& binder, const Predicate& predicate) -> std::string {
  struct Kind {
    const Binder& binder;
    auto operator()(schema::ModelId id) const -> std::string { return binder.schema().at(id).name; }
    auto operator()(schema::ViewId id) const -> std::string { return binder.schema().at(id).name; }
    auto operator()(TypeRef type) const -> std::string { return binder.type_name(type); }
  };
  auto text = predicate.name + "(";
  for (const auto& parameter : predicate.parameters) {
    if (!text.ends_with('(')) text += ", ";
    text += parameter.name + ": " + std::visit(Kind{binder}, parameter.kind);
  }
  return text + ")";
}

}  // namespace ormc::query
