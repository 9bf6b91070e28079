#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/predicate_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"
#include "query/bind_predicate.hpp"
#include "query/look_up.hpp"
#include "query/walk.hpp"
#include "syntax/sql_value_function.hpp"

namespace ormc::query {
namespace {

using Parameter = Predicate::Parameter;

/// Looks names up in another module for as long as it lives.
class ModuleGuard {
 public:
  ModuleGuard(Binder& binder, schema::ModuleId module)
      : binder_{binder}, before_{binder.enter(module)} {}
  ModuleGuard(const ModuleGuard&) = delete;
  auto operator=(const ModuleGuard&) -> ModuleGuard& = delete;
  ~ModuleGuard() { binder_.enter(before_); }

  auto before() const -> schema::ModuleId { return before_; }

 private:
  Binder& binder_;
  schema::ModuleId before_;
};

/// What a predicate does not take of all that may be written with a call.
auto modifier_of(const syntax::Call& call) -> std::string {
  if (call.star) return "`*`";
  if (call.distinct) return "`distinct`";
  if (!call.order_by.empty()) return "`order by`";
  if (!call.within_group.empty()) return "`within group`";
  if (call.filter != nullptr) return "`filter`";
  if (call.over) return "`over`";
  for (const auto& argument : call.arguments) {
    if (argument.name) return "an argument by name";
    if (argument.variadic) return "`variadic`";
  }
  return {};
}

auto volatile_part(const Expr& root) -> std::optional<std::string> {
  auto found = std::optional<std::string>{};
  walk(root, [&](const Expr& expr) {
    const auto* call = std::get_if<Call>(&expr.node);
    if (call != nullptr && call->function->volatility == catalog::Volatility::volatile_) {
      found = std::string{call->function->name};
    }
  });
  return found;
}

/// `value` as one of exactly the type `wanted`, written so that the server sees it too.
auto as_type(Binder& binder, ExprPtr value, TypeRef wanted) -> ExprPtr {
  if (value->type.oid == wanted.oid) return value;
  coerces(binder, *value, wanted, catalog::CoercionContext::implicit);
  if (auto* parameter = std::get_if<query::Parameter>(&value->node)) parameter->cast = false;
  return binder.make(
      {.span = value->span, .type = wanted, .nullable = true, .node = Cast{value, wanted}});
}

/// One call: checks its arguments and binds the body in a scope that has only them.
class PredicateCall {
 public:
  PredicateCall(Binder& binder, Scope& scope, const Predicate& predicate, Span span)
      : binder_{binder}, scope_{scope}, predicate_{predicate}, span_{span} {}

  auto expand(const syntax::Call& call) -> ExprPtr {
    if (!check(call)) return binder_.error(span_);
    auto rows = RowLookUp{binder_, scope_, RowLookUp::Missing::is_null};
    auto body = Scope{};
    body.outer = &rows.scope();
    body.clause = Clause::predicate;
    auto expansion = Expansion{predicate_.name, {}, &scope_, binder_.module()};
    body.expansion = &expansion;
    // Behind one that is wrong the others are bound, too: they may be wrong, and they use
    // parameters.
    auto sound = true;
    for (auto i = std::size_t{0}; i < call.arguments.size(); ++i) {
      const auto& argument = *call.arguments[i].value;
      const auto& parameter = predicate_.parameters[i];
      const auto* type = std::get_if<TypeRef>(&parameter.kind);
      const auto fits = type != nullptr ? add_value(argument, parameter, *type, expansion)
                                        : add_row(argument, parameter, body, rows);
      sound = sound && fits;
    }
    if (!sound) return binder_.error(span_);
    const auto guard = ModuleGuard{binder_, predicate_.module};
    auto* condition = binder_.bind_condition(*predicate_.syntax->body, body, "a predicate");
    return rows.value(condition, predicate_.name, span_);
  }

 private:
  auto check(const syntax::Call& call) -> bool {
    auto& diagnostics = binder_.diagnostics();
    if (is_schema_clause(scope_.clause)) {
      diagnostics.report(span_,
                         diagnostics::NotInSchemaExpr{"the predicate `" + predicate_.name + "`",
                                                      std::string{clause_name(scope_.clause)}});
      return false;
    }
    if (auto modifier = modifier_of(call); !modifier.empty()) {
      label(diagnostics.report(
          span_, diagnostics::PredicateModifier{predicate_.name, std::move(modifier)}));
      return false;
    }
    if (call.arguments.size() != predicate_.syntax->parameters.size()) {
      label(diagnostics.report(
          span_,
          diagnostics::PredicateArgumentCount{signature(binder_, predicate_),
                                              predicate_.syntax->parameters.size(),
                                              call.arguments.size()}));
      return false;
    }
    return predicate_.sound;
  }

  void label(diagnostics::Diagnostic& diagnostic) const {
    diagnostic.label(predicate_.span, "`" + predicate_.name + "` is declared here");
  }

  // ---- values

  auto add_value(const syntax::Expr& argument,
                 const Parameter& parameter,
                 TypeRef type,
                 Expansion& expansion) -> bool {
    auto* value = binder_.bind_expr(argument, scope_);
    if (is_error(*value)) return false;
    const auto coercion = [&](catalog::CoercionContext context) {
      return value->type.oid == type.oid ||
             catalog::find_coercion(binder_.catalog(), value->type.oid, type.oid, context);
    };
    auto& diagnostics = binder_.diagnostics();
    if (!coercion(catalog::CoercionContext::implicit)) {
      diagnostics
          .report(
              argument.span,
              diagnostics::PredicateValueArgument{parameter.name,
                                                  binder_.type_name(type),
                                                  binder_.type_name(value->type),
                                                  coercion(catalog::CoercionContext::explicit_)})
          .label(parameter.span, "`" + parameter.name + "` is declared here");
      return false;
    }
    const auto function = parameter.repeated ? volatile_part(*value) : std::nullopt;
    if (function) {
      diagnostics
          .report(argument.span, diagnostics::VolatilePredicateArgument{parameter.name, *function})
          .label(parameter.span, "`" + parameter.name + "` is declared here");
      return false;
    }
    expansion.values.push_back(
        {parameter.name, type, &argument, parameter.span, as_type(binder_, value, type)});
    return true;
  }

  // ---- rows

  auto add_row(const syntax::Expr& argument,
               const Parameter& parameter,
               Scope& body,
               RowLookUp& rows) -> bool {
    const auto errors = binder_.diagnostics().error_count();
    const auto range = find_row(argument, rows);
    if (range && has_rows_of(*range, parameter)) {
      body.ranges.push_back({*range, parameter.name, parameter.name, true, {}});
      return true;
    }
    if (binder_.diagnostics().error_count() != errors) return false;
    const auto many = range ? std::nullopt : model_of_many(argument);
    const auto fits = many && parameter.kind == decltype(parameter.kind){*many};
    auto found = range  ? "a row of `" + row_name(*range) + "`"
                 : many ? "a path to many rows of `" + binder_.schema().at(*many).name + "`"
                        : what_is(argument);
    if (found.empty()) return false;
    binder_.diagnostics()
        .report(argument.span,
                diagnostics::PredicateRowArgument{parameter.name,
                                                  model_name(parameter),
                                                  std::move(found),
                                                  fits ? spell(*syntax::name_of(argument)) : "",
                                                  call_of_row()})
        .label(parameter.span, "`" + parameter.name + "` is declared here");
    return false;
  }

  /// The range that an argument names, or that its path leads to.
  auto find_row(const syntax::Expr& argument, RowLookUp& rows) -> std::optional<RangeId> {
    const auto name = syntax::name_of(argument);
    if (!name) return std::nullopt;
    const auto found = find_range(binder_, scope_, name->parts);
    if (found && found->parts == name->parts.size()) return found->range;
    if (const auto open = find_open_row(*name, scope_)) return open;
    if (const auto joined = join_row(*name, rows)) return joined;
    // Of a shape within a shape: the path as it is written there, before the braces.
    if (!scope_.shaped || scope_.outer == nullptr) return std::nullopt;
    const auto open = find_open_row(*name, *scope_.outer);
    return open == scope_.shaped ? open : std::nullopt;
  }

  /// The row at the end of a path to one; where nothing can be joined it is looked up.
  auto join_row(const syntax::QualifiedName& name, RowLookUp& rows) -> std::optional<RangeId> {
    const auto end = binder_.find_path(name, scope_);
    if (!end) return std::nullopt;
    auto steps = std::vector{end->relation};
    steps.insert(steps.end(), end->rest.begin(), end->rest.end());
    if (!lead_to_one(end->model, steps)) return std::nullopt;
    if (!is_unjoinable(binder_, scope_, end->parent)) {
      return binder_.join_path(end->parent, end->relation, scope_, name.span);
    }
    auto range = rows.row(end->parent, steps.front(), name.span);
    for (const auto step : std::span{steps}.subspan(1)) {
      range = binder_.join_path(range, step, rows.scope(), name.span);
    }
    return range;
  }

  auto lead_to_one(schema::ModelId model, const std::vector<schema::RelationIndex>& steps) const
      -> bool {
    using Kind = schema::Relation::Kind;
    return std::ranges::all_of(steps, [&](schema::RelationIndex step) {
      const auto& relation = binder_.schema().at(model).relations[step];
      model = relation.target;
      return relation.kind == Kind::to_one || relation.kind == Kind::inverse_one;
    });
  }

  /// The row of a path to many that a shape or an aggregate goes over.
  auto find_open_row(const syntax::QualifiedName& name, Scope& from) -> std::optional<RangeId> {
    const auto end = binder_.find_path(name, from);
    if (!end) return std::nullopt;
    auto open = find_open_path(scope_, end->parent, end->relation);
    for (const auto step : end->rest) open = open ? find_open_path(scope_, *open, step) : open;
    return open;
  }

  auto has_rows_of(RangeId id, const Parameter& parameter) const -> bool {
    const auto& range = binder_.unit().at(id);
    if (const auto* wanted = std::get_if<schema::ModelId>(&parameter.kind)) {
      return model_of(range) == *wanted;
    }
    const auto* view = std::get_if<ViewSource>(&range.source);
    return view != nullptr && view->view == std::get<schema::ViewId>(parameter.kind);
  }

  auto model_name(const Parameter& parameter) const -> std::string {
    const auto* model = std::get_if<schema::ModelId>(&parameter.kind);
    return model != nullptr ? binder_.schema().at(*model).name
                            : binder_.schema().at(std::get<schema::ViewId>(parameter.kind)).name;
  }

  auto row_name(RangeId id) const -> std::string {
    const auto& range = binder_.unit().at(id);
    if (const auto model = model_of(range)) return binder_.schema().at(*model).name;
    const auto* view = std::get_if<ViewSource>(&range.source);
    return view != nullptr ? binder_.schema().at(view->view).name : display_name(binder_, id);
  }

  /// The predicate with `x` as the row, for messages.
  auto call_of_row() const -> std::string {
    return predicate_.name + (predicate_.parameters.size() == 1 ? "(x)" : "(x, ...)");
  }

  /// What an argument that is a path to many rows leads to.
  auto model_of_many(const syntax::Expr& argument) -> std::optional<schema::ModelId> {
    const auto name = syntax::name_of(argument);
    const auto end = name ? binder_.find_path(*name, scope_) : std::nullopt;
    if (!end) return std::nullopt;
    const auto& schema = binder_.schema();
    auto model = schema.at(end->model).relations[end->relation].target;
    for (const auto step : end->rest) model = schema.at(model).relations[step].target;
    return model;
  }

  /// What an argument that is no row is; empty when it does not bind either, which is reported.
  auto what_is(const syntax::Expr& argument) -> std::string {
    const auto* value = binder_.bind_expr(argument, scope_);
    if (is_error(*value)) return {};
    return "a value of type `" + binder_.type_name(value->type) + "`";
  }

  Binder& binder_;
  Scope& scope_;
  const Predicate& predicate_;
  Span span_;
};

}  // namespace

auto expand_predicate(Binder& binder, Scope& scope, const syntax::Call& call, Span span)
    -> ExprPtr {
  const auto& predicates = binder.program().predicates;
  if (predicates.empty() || call.spelling != syntax::Call::Spelling::plain) return nullptr;
  const auto found = find_predicates(binder.schema(), predicates, binder.module(), call.function);
  if (found.empty()) return nullptr;
  const auto at = [&](PredicateId id) -> const Predicate& {
    return predicates[static_cast<std::size_t>(id)];
  };
  if (found.size() == 1) {
    return PredicateCall{binder, scope, at(found.front()), span}.expand(call);
  }
  auto modules = std::vector<std::string>{};
  for (auto id : found) modules.push_back(binder.schema().at(at(id).module).name);
  binder.diagnostics().report(
      call.function.span,
      diagnostics::AmbiguousPredicate{call.function.parts.back().text, std::move(modules)});
  return binder.error(span);
}

auto expand_parameter(Binder& binder, Scope& scope, const syntax::Parameter& parameter, Span span)
    -> ExprPtr {
  auto* level = &scope;
  while (level != nullptr && level->expansion == nullptr) level = level->outer;
  if (level == nullptr) return nullptr;
  auto& expansion = *level->expansion;
  const auto value = std::find_if(
      expansion.values.begin(), expansion.values.end(), [&](const Expansion::Value& each) {
        return each.name == parameter.name.text;
      });
  // The definition was found to be sound.
  if (value == expansion.values.end()) return binder.error(span);
  if (value->first != nullptr) return std::exchange(value->first, nullptr);
  const auto guard = ModuleGuard{binder, expansion.caller_module};
  return as_type(binder, binder.bind_expr(*value->argument, *expansion.caller), value->type);
}

}  // namespace ormc::query
