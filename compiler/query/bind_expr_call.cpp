#include <algorithm>
#include <cstddef>
#include <iterator>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "query/bind_call.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_name.hpp"
#include "query/bind_predicate.hpp"
#include "query/bind_shape.hpp"
#include "query/bind_statement.hpp"
#include "query/composite_fields.hpp"
#include "query/declared_function.hpp"
#include "schema/naming.hpp"
#include "schema/routine_parameters.hpp"
#include "source/fold.hpp"

namespace ormc::query {

using catalog::CoercionContext;
using catalog::FunctionFailure;
using catalog::FunctionResolution;
using catalog::ResolvedFunction;

namespace {

auto is_unknown_name(const FunctionResolution& resolution) -> bool {
  const auto* failure = std::get_if<FunctionFailure>(&resolution);
  return failure != nullptr && failure->kind == FunctionFailure::Kind::unknown_name;
}

auto same(const FunctionResolution& resolution, const ResolvedFunction& chosen) -> bool {
  const auto* other = std::get_if<ResolvedFunction>(&resolution);
  return other != nullptr && other->function == chosen.function &&
         other->argument_types == chosen.argument_types && other->result == chosen.result;
}

auto signature(const Binder& binder, const catalog::Function& function) -> std::string {
  auto text = std::string{function.name} + "(";
  for (auto i = std::size_t{0}; i < function.arguments.size(); ++i) {
    if (i > 0) text += ", ";
    const auto last = i + 1 == function.arguments.size();
    if (last && function.variadic_element != catalog::no_oid) text += "variadic ";
    text += binder.type_name({function.arguments[i], -1});
  }
  return text + ")";
}

auto signatures(const Binder& binder, const FunctionFailure& failure) -> std::vector<std::string> {
  auto texts = std::vector<std::string>{};
  for (const auto* function : failure.candidates) texts.push_back(signature(binder, *function));
  return texts;
}

auto function_names(const Binder& binder) -> std::vector<std::string> {
  const auto known = binder.catalog().function_names();
  auto names = std::vector<std::string>{known.begin(), known.end()};
  for (const auto& function : binder.schema().functions) names.push_back(function.name);
  for (const auto& aggregate : binder.schema().aggregates) names.push_back(aggregate.name);
  for (const auto& predicate : binder.program().predicates) names.push_back(predicate.name);
  return names;
}

auto is_visible(const Binder& binder, const catalog::Function& function) -> bool {
  const auto path = binder.catalog().search_path();
  return function.schema == "pg_catalog" ||
         std::find(path.begin(), path.end(), function.schema) != path.end();
}

/// The type of a declared default of one of the function's input parameters; 0 when it has none.
auto default_type(const Binder& binder, const catalog::Function& function, std::size_t parameter)
    -> Oid {
  const auto* declared = declared_function(binder.schema(), function);
  if (declared == nullptr) return catalog::no_oid;
  const auto& value = inputs_of(*declared).at(parameter)->default_value;
  if (!value) return catalog::no_oid;
  const auto* expr = binder.program().schema_exprs[static_cast<std::size_t>(*value)].expr;
  return expr == nullptr ? catalog::no_oid : expr->type.oid;
}

}  // namespace

auto ExprBinder::bind_node(const syntax::Call& node, const Site& site) -> ExprPtr {
  if (auto* over_path = bind_path_aggregate(binder_, node, site.span, scope_)) return over_path;
  if (auto* predicate = expand_predicate(binder_, scope_, node, site.span)) return predicate;
  return CallBinder{binder_, scope_, node, site}.bind();
}

auto bind_field_call(Binder& binder,
                     Scope& scope,
                     ExprPtr value,
                     const syntax::Name& function,
                     Span span) -> ExprPtr {
  auto call = syntax::Call{};
  call.function = syntax::QualifiedName{{function}, function.span};
  const auto& written =
      *binder.unit().arena.make(syntax::Expr{span, function.span, std::move(call)});
  const auto& node = std::get<syntax::Call>(written.node);
  return CallBinder{binder, scope, node, {written, span, function.span}}.bind_as_field(value);
}

auto ExprBinder::choose_function(std::string_view name, std::vector<ExprPtr> arguments, Span span)
    -> std::optional<ResolvedFunction> {
  if (any_error(arguments)) return std::nullopt;
  const auto resolve = [&](const std::vector<Oid>& types) {
    auto passed = std::vector<catalog::ArgumentType>{};
    for (const auto type : types) passed.push_back({type, {}, false});
    return catalog::resolve_function(binder_.catalog(), {{"pg_catalog", name}, passed, 0});
  };
  const auto types = types_of(arguments);
  const auto resolution = resolve(types);
  const auto* chosen = std::get_if<ResolvedFunction>(&resolution);
  if (chosen == nullptr) {
    auto call = std::string{name} + "(";
    for (const auto* argument : arguments) {
      call += (call.ends_with('(') ? "" : ", ") + binder_.type_name(argument->type);
    }
    const auto* failure = std::get_if<FunctionFailure>(&resolution);
    auto candidates =
        failure == nullptr ? std::vector<std::string>{} : signatures(binder_, *failure);
    binder_.diagnostics().report(span,
                                 diagnostics::FunctionMismatch{call + ")", std::move(candidates)});
    return std::nullopt;
  }
  uncast_parameters(arguments, chosen->argument_types, [&](const std::vector<Oid>& without) {
    return same(resolve(without), *chosen);
  });
  for (auto i = std::size_t{0}; i < arguments.size(); ++i) {
    coerces(binder_, *arguments[i], {chosen->argument_types[i], -1}, CoercionContext::implicit);
  }
  return any_error(arguments) ? std::nullopt : std::optional{*chosen};
}

auto CallBinder::bind() -> ExprPtr {
  set_before_ = binder_.placement().last_set_returning;
  // Other databases' functions take words, `dateadd(day, 1, due)`, which mean nothing by
  // themselves.
  if (diagnostics::instead_of_function(syntax_.function.parts.back().text) &&
      is_unknown_name(resolve().first)) {
    return fail_resolution(FunctionFailure{});
  }
  if (!bind_arguments()) return binder_.error(site_.span);
  const auto [resolution, name] = resolve();
  if (const auto* failure = std::get_if<FunctionFailure>(&resolution)) {
    auto* field = as_field();
    return field != nullptr ? field : fail_resolution(*failure);
  }
  return bind_resolved(resolution, name);
}

auto CallBinder::bind_as_field(ExprPtr value) -> ExprPtr {
  set_before_ = binder_.placement().last_set_returning;
  call_.arguments.push_back({std::nullopt, false, value});
  const auto [resolution, name] = resolve();
  if (std::holds_alternative<FunctionFailure>(resolution)) return nullptr;
  warn_of_misspelt_field(resolution, *value);
  return bind_resolved(resolution, name);
}

auto CallBinder::resolve() const -> std::pair<FunctionResolution, Spelling> {
  const auto types = types_of(values());
  auto found = std::pair{FunctionResolution{FunctionFailure{}}, Spelling{}};
  for (auto& spelling : spellings()) {
    found.second = std::move(spelling);
    found.first = resolve(found.second, types);
    if (!is_unknown_name(found.first)) break;
  }
  return found;
}

auto CallBinder::bind_resolved(const FunctionResolution& resolution, const Spelling& name)
    -> ExprPtr {
  if (const auto* cast = std::get_if<catalog::ResolvedCast>(&resolution)) return bind_cast(*cast);
  return bind_function(std::get<ResolvedFunction>(resolution), name);
}

/// Of a row, what is written as a field is likelier a column that does not exist than one of the
/// server's functions.
void CallBinder::warn_of_misspelt_field(const FunctionResolution& resolution, const Expr& value) {
  const auto* function = std::get_if<ResolvedFunction>(&resolution);
  if (function == nullptr || function->function->schema != "pg_catalog") return;
  if (composite_fields(binder_, value).empty()) return;
  const auto& name = syntax_.function.parts.back();
  binder_.diagnostics().report(
      name.span, diagnostics::FunctionAsField{name.text, binder_.type_name(value.type)});
}

auto CallBinder::bind_arguments() -> bool {
  auto exprs = ExprBinder{binder_, scope_};
  for (const auto& argument : syntax_.arguments) {
    auto name = argument.name ? std::optional{argument.name->text} : std::nullopt;
    call_.arguments.push_back({std::move(name), argument.variadic, exprs.bind(*argument.value)});
  }
  for (const auto& item : syntax_.within_group) {
    call_.within_group.push_back(
        {exprs.bind(*item.expr), std::nullopt, item.direction, item.nulls, item.using_operator});
  }
  if (syntax_.filter != nullptr) {
    const auto guard = ClauseGuard{scope_, Clause::filter};
    call_.filter = binder_.bind_condition(*syntax_.filter, scope_, "filter");
  }
  call_.star = syntax_.star;
  call_.distinct = syntax_.distinct;
  call_.spelling = syntax_.spelling;
  const auto failed_filter = call_.filter != nullptr && is_error(*call_.filter);
  return check_argument_names() && !any_error(values()) && !failed_filter;
}

auto CallBinder::check_argument_names() -> bool {
  auto seen = std::vector<std::string>{};
  for (const auto& argument : syntax_.arguments) {
    auto reason = std::string{};
    if (!argument.name) {
      if (!seen.empty()) reason = "an argument without a name cannot follow one with a name";
    } else {
      const auto& name = argument.name->text;
      const auto twice = std::find(seen.begin(), seen.end(), name) != seen.end();
      if (twice) reason = "the argument `" + name + "` is given twice";
      seen.push_back(name);
    }
    if (reason.empty()) continue;
    binder_.diagnostics().report(argument.value->span,
                                 diagnostics::InvalidArgumentName{std::move(reason)});
    return false;
  }
  return true;
}

auto CallBinder::values() const -> std::vector<ExprPtr> {
  auto values = std::vector<ExprPtr>{};
  for (const auto& argument : call_.arguments) values.push_back(argument.value);
  for (const auto& item : call_.within_group) values.push_back(item.expr);
  return values;
}

auto CallBinder::argument_types(const std::vector<Oid>& types) const
    -> std::vector<catalog::ArgumentType> {
  auto arguments = std::vector<catalog::ArgumentType>{};
  for (auto i = std::size_t{0}; i < types.size(); ++i) {
    if (i >= call_.arguments.size()) {
      arguments.push_back({types[i], {}, false});
      continue;
    }
    const auto& argument = call_.arguments[i];
    const auto name = argument.name ? std::string_view{*argument.name} : std::string_view{};
    const auto parameter = std::holds_alternative<Parameter>(argument.value->node);
    arguments.push_back({types[i], name, argument.variadic, parameter});
  }
  return arguments;
}

auto CallBinder::resolve(const Spelling& name, const std::vector<Oid>& types) const
    -> FunctionResolution {
  const auto arguments = argument_types(types);
  return catalog::resolve_function(binder_.catalog(),
                                   {.name = {name.schema, name.name},
                                    .arguments = arguments,
                                    .within_group_count = call_.within_group.size(),
                                    .default_type = [this](const auto& function, auto parameter) {
                                      return default_type(binder_, function, parameter);
                                    }});
}

auto CallBinder::spellings() const -> std::vector<Spelling> {
  const auto& parts = syntax_.function.parts;
  const auto& last = parts.back();
  auto spellings = std::vector<Spelling>{};
  if (parts.size() == 1) {
    spellings.push_back({{}, last.text});
    if (!last.quoted) spellings.push_back({{}, source::fold(last.text)});
    const auto own = binder_.schema().at(binder_.module()).name;
    for (auto& spelling : declared_spellings(last, own)) spellings.push_back(std::move(spelling));
    for (auto& spelling : declared_spellings(last, std::nullopt)) {
      spellings.push_back(std::move(spelling));
    }
    return spellings;
  }
  const auto& schema = parts[parts.size() - 2];
  spellings.push_back({schema.text, last.text});
  if (!schema.quoted && !last.quoted)
    spellings.push_back({source::fold(schema.text), source::fold(last.text)});
  for (auto& spelling : declared_spellings(last, schema.text)) {
    spellings.push_back(std::move(spelling));
  }
  return spellings;
}

/// The functions and aggregates that the program declares under this name, of one module or of all.
auto CallBinder::declared_spellings(const syntax::Name& name,
                                    std::optional<std::string> module) const
    -> std::vector<Spelling> {
  auto spellings = std::vector<Spelling>{};
  const auto take = [&](const auto& routine) {
    if (module && binder_.schema().at(routine.module).name != *module) return;
    if (matches(name, routine.name, Folding::exact) ||
        matches(name, routine.sql_name, Folding::folded)) {
      spellings.push_back({routine.sql_schema, routine.sql_name});
    }
  };
  for (const auto& function : binder_.schema().functions) take(function);
  for (const auto& aggregate : binder_.schema().aggregates) take(aggregate);
  for (const auto& range : binder_.schema().range_types) {
    if (module && binder_.schema().at(range.module).name != *module) continue;
    for (auto& spelling : constructors(name, range)) spellings.push_back(std::move(spelling));
  }
  return spellings;
}

/// `FloatRange(1, 2)`, `FloatMultirange(...)`: a range and its multirange are made by functions of
/// their names.
auto CallBinder::constructors(const syntax::Name& name, const schema::RangeType& range) const
    -> std::vector<Spelling> {
  auto spellings = std::vector<Spelling>{};
  if (range.type == catalog::no_oid) return spellings;
  const auto& own = binder_.catalog().type(range.type);
  const auto& other = binder_.catalog().type(own.multirange);
  if (matches(name, range.name, Folding::exact) ||
      matches(name, std::string{own.name}, Folding::folded)) {
    spellings.push_back({std::string{own.schema}, std::string{own.name}});
  }
  if (matches(name, schema::pascal_case(other.name), Folding::exact) ||
      matches(name, std::string{other.name}, Folding::folded)) {
    spellings.push_back({std::string{other.schema}, std::string{other.name}});
  }
  return spellings;
}

auto CallBinder::bind_cast(const catalog::ResolvedCast& cast) -> ExprPtr {
  auto* operand = call_.arguments.front().value;
  const auto target = TypeRef{cast.target, -1};
  if (!coerces(binder_, *operand, target, CoercionContext::explicit_) || is_error(*operand)) {
    return binder_.error(site_.span);
  }
  auto* parameter = std::get_if<Parameter>(&operand->node);
  if (parameter != nullptr && operand->type.oid == target.oid) parameter->cast = false;
  return binder_.make(
      {.span = site_.span, .type = target, .nullable = true, .node = Cast{operand, target}});
}

auto CallBinder::bind_function(const ResolvedFunction& resolved, const Spelling& name) -> ExprPtr {
  call_.function = resolved.function;
  call_.qualified = syntax_.function.parts.size() > 1 || !is_visible(binder_, *resolved.function);
  if (!check_modifiers() || !adopt_arguments(resolved, name)) return binder_.error(site_.span);
  return finish(resolved.result);
}

auto CallBinder::adopt_arguments(const ResolvedFunction& resolved, const Spelling& name) -> bool {
  const auto all = values();
  uncast_parameters(all, resolved.argument_types, [&](const std::vector<Oid>& types) {
    return same(resolve(name, types), resolved);
  });
  for (auto i = std::size_t{0}; i < all.size(); ++i) {
    const auto target = TypeRef{resolved.argument_types[i], -1};
    coerces(binder_, *all[i], target, CoercionContext::implicit);
  }
  for (auto i = std::size_t{0}; i < call_.arguments.size(); ++i) {
    auto& written = call_.arguments[i].name;
    const auto place = resolved.places[i];
    if (written && place < call_.function->argument_names.size()) {
      written = std::string{call_.function->argument_names[place]};
    }
  }
  return !any_error(all);
}

/// `title(p)` is `p.title` where no such function is.
auto CallBinder::as_field() -> ExprPtr {
  const auto plain = syntax_.function.parts.size() == 1 && call_.arguments.size() == 1 &&
                     !call_.arguments.front().name && !call_.arguments.front().variadic &&
                     call_.within_group.empty() && syntax_.order_by.empty() &&
                     call_.filter == nullptr && !call_.star && !call_.distinct && !syntax_.over;
  if (!plain) return nullptr;
  auto* value = call_.arguments.front().value;
  const auto& name = syntax_.function.parts.front();
  const auto fields = composite_fields(binder_, *value);
  for (auto i = std::size_t{0}; i < fields.size(); ++i) {
    if (!matches(name, fields[i].sql_name, Folding::exact) &&
        !matches(name, fields[i].sql_name, Folding::folded)) {
      continue;
    }
    if (const auto* whole = std::get_if<WholeRow>(&value->node)) {
      return binder_.column(whole->range, static_cast<ColumnIndex>(i), site_.span);
    }
    return binder_.make(
        {.span = site_.span,
         .type = fields[i].type,
         .nullable = true,
         .node = FieldSelection{value, fields[i].sql_name, static_cast<ColumnIndex>(i)}});
  }
  return nullptr;
}

auto CallBinder::spell_call() const -> std::string {
  auto text = spell(syntax_.function) + "(";
  if (call_.star) text += "*";
  for (const auto& argument : call_.arguments) {
    if (!text.ends_with('(')) text += ", ";
    if (argument.name) text += *argument.name + " => ";
    text += binder_.type_name(argument.value->type);
  }
  return text + ")";
}

auto CallBinder::fail_resolution(const FunctionFailure& failure) -> ExprPtr {
  const auto span = syntax_.function.span;
  auto candidates = signatures(binder_, failure);
  switch (failure.kind) {
    case FunctionFailure::Kind::unknown_name: {
      const auto& name = syntax_.function.parts.back().text;
      auto nearest = diagnostics::nearest(name, function_names(binder_));
      return fail(span, diagnostics::UnknownFunction{spell(syntax_.function), std::move(nearest)});
    }
    case FunctionFailure::Kind::within_group_mismatch:
      call_.function = failure.candidates.front();
      if (!check_modifiers()) return binder_.error(site_.span);
      return fail(span, diagnostics::FunctionMismatch{spell_call(), std::move(candidates)});
    case FunctionFailure::Kind::wrong_count:
    case FunctionFailure::Kind::no_match:
      return fail(span, diagnostics::FunctionMismatch{spell_call(), std::move(candidates)});
    case FunctionFailure::Kind::ambiguous:
      return fail(span, diagnostics::AmbiguousFunction{spell_call(), std::move(candidates)});
    case FunctionFailure::Kind::inconsistent:
      return fail(span,
                  diagnostics::PolymorphicMismatch{
                      spell_call(), candidates.empty() ? std::string{} : candidates.front()});
  }
  return binder_.error(site_.span);
}

}  // namespace ormc::query
