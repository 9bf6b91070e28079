#include <algorithm>
#include <cstddef>
#include <variant>

#include "catalog/coercion.hpp"
#include "catalog/common_type.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_name_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/literal/input.hpp"

namespace ormc::query {

using catalog::CoercionContext;

namespace {

/// A parameter's use takes the type that its place needs; the first one gives it to the parameter.
void give_type(Binder& binder, Expr& use, const Parameter& parameter, TypeRef target) {
  auto& state = binder.parameters()[parameter.index];
  const auto type = TypeRef{target.oid, -1};
  if (state.type.oid == catalog::no_oid) state.type = type;
  use.type = type;
  if (state.type.oid == type.oid) return;
  binder.diagnostics().report(
      use.span,
      diagnostics::InconsistentParameter{
          state.name, binder.type_name(state.type), binder.type_name(type)});
  use.type = {error_type, -1};
}

/// `"any"` and its kin say nothing about the type of what is passed.
auto says_nothing(const catalog::Catalog& catalog, Oid target) -> bool {
  return target == catalog::oid::any || target == catalog::oid::unknown ||
         catalog.is_polymorphic(target);
}

void adopt_fields(Binder& binder, Row& row, Expr& expr, TypeRef target, CoercionContext context) {
  const auto fields = binder.catalog().fields(target.oid);
  if (fields.empty()) return;
  if (fields.size() != row.elements.size()) {
    binder.diagnostics().report(expr.span,
                                diagnostics::RowSizes{row.elements.size(), fields.size()});
    expr.type = {error_type, -1};
    return;
  }
  for (auto i = std::size_t{0}; i < fields.size(); ++i) {
    const auto what = "the field `" + std::string{fields[i].name} + "`";
    // PostgreSQL coerces the fields of a row as explicitly as the row itself, at least as by
    // assignment.
    const auto own = context == CoercionContext::explicit_ ? context : CoercionContext::assignment;
    binder.coerce(row.elements[i], fields[i].type, own, what);
  }
  expr.type = target;
}

/// Parameters by themselves, also behind `collate` and `!`.
auto parameter_of(Expr& expr) -> Parameter* {
  auto* at = &expr;
  while (auto* collate = std::get_if<Collate>(&at->node)) at = collate->operand;
  return std::get_if<Parameter>(&at->node);
}

}  // namespace

auto is_null_literal(const Expr& expr) -> bool {
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->kind == syntax::Literal::Kind::null;
}

auto types_of(std::span<const ExprPtr> exprs) -> std::vector<Oid> {
  auto types = std::vector<Oid>{};
  types.reserve(exprs.size());
  for (const auto* expr : exprs) types.push_back(expr->type.oid);
  return types;
}

auto any_error(std::span<const ExprPtr> exprs) -> bool {
  return std::any_of(exprs.begin(), exprs.end(), [](const Expr* expr) { return is_error(*expr); });
}

void adopt(Binder& binder, Expr& expr, TypeRef target, CoercionContext context) {
  if (says_nothing(binder.catalog(), target.oid)) return;
  auto* at = &expr;
  // `collate` and `!` have the type of what stands under them.
  auto wrappers = std::vector<Expr*>{};
  while (true) {
    auto* collate = std::get_if<Collate>(&at->node);
    auto* non_null = std::get_if<NonNull>(&at->node);
    if (collate == nullptr && non_null == nullptr) break;
    wrappers.push_back(at);
    at = collate != nullptr ? collate->operand : non_null->operand;
  }
  if (auto* row = std::get_if<Row>(&at->node)) {
    if (at->type.oid == catalog::oid::record) adopt_fields(binder, *row, *at, target, context);
  } else if (is_unknown(*at)) {
    if (const auto* parameter = std::get_if<Parameter>(&at->node)) {
      give_type(binder, *at, *parameter, target);
    } else {
      if (const auto* constant = std::get_if<Constant>(&at->node)) {
        check_literal(binder, *constant, target, at->span);
      }
      at->type = target;
    }
  } else {
    return;
  }
  for (auto* wrapper : wrappers) wrapper->type = at->type;
}

/// A record becomes a row of a type field by field, so it must be written as a row or be one of a
/// table; of other records the fields are not known.
auto has_known_fields(const Expr& record) -> bool {
  const auto* at = &record;
  while (const auto* non_null = std::get_if<NonNull>(&at->node)) at = non_null->operand;
  return std::holds_alternative<Row>(at->node) || std::holds_alternative<WholeRow>(at->node);
}

auto coerces(Binder& binder, Expr& expr, TypeRef target, CoercionContext context) -> bool {
  if (is_error(expr) || target.oid == error_type) return true;
  const auto base = binder.catalog().base_type(target.oid);
  if (expr.type.oid == catalog::oid::record && !binder.catalog().fields(base).empty() &&
      !has_known_fields(expr)) {
    return false;
  }
  if (expr.type.oid != target.oid &&
      !catalog::find_coercion(binder.catalog(), expr.type.oid, target.oid, context)) {
    return false;
  }
  adopt(binder, expr, target, context);
  return true;
}

auto Binder::coerce(ExprPtr expr,
                    TypeRef target,
                    catalog::CoercionContext context,
                    std::string_view what) -> ExprPtr {
  if (coerces(*this, *expr, target, context)) {
    // The place fixes the type whatever the parameter's is, so the server infers the same.
    auto* parameter = parameter_of(*expr);
    if (parameter != nullptr && expr->type.oid == target.oid) parameter->cast = false;
    return expr;
  }
  const auto castable = static_cast<bool>(catalog::find_coercion(
      catalog(), expr->type.oid, target.oid, catalog::CoercionContext::explicit_));
  diagnostics_.report(expr->span,
                      diagnostics::TypeMismatch{
                          std::string{what}, type_name(target), type_name(expr->type), castable});
  return error(expr->span);
}

void uncast_parameters(std::span<const ExprPtr> operands,
                       std::span<const Oid> targets,
                       const std::function<bool(const std::vector<Oid>&)>& still) {
  auto types = types_of(operands);
  for (auto i = std::size_t{0}; i < operands.size(); ++i) {
    auto* parameter = std::get_if<Parameter>(&operands[i]->node);
    if (parameter == nullptr || !parameter->cast || types[i] != targets[i]) continue;
    const auto declared = types[i];
    types[i] = catalog::oid::unknown;
    if (still(types)) {
      parameter->cast = false;
    } else {
      types[i] = declared;
    }
  }
}

namespace {

void report_no_common_type(
    Binder& binder, const Expr& expr, Oid with, std::string_view what, const Expr& first) {
  auto& diagnostic = binder.diagnostics().report(
      expr.span,
      diagnostics::NoCommonType{
          std::string{what}, binder.type_name({with, -1}), binder.type_name(expr.type)});
  if (!(first.span == expr.span)) {
    diagnostic.label(first.span, "`" + binder.type_name(first.type) + "` comes from here");
  }
}

/// The first expression that has a type of its own, to point at.
auto first_typed(std::span<const ExprPtr> exprs, Oid type) -> const Expr& {
  for (const auto* expr : exprs) {
    if (expr->type.oid == type) return *expr;
  }
  return *exprs.front();
}

}  // namespace

auto Binder::unify(std::span<ExprPtr> exprs, std::string_view what) -> TypeRef {
  auto sound = std::vector<ExprPtr>{};
  std::copy_if(exprs.begin(), exprs.end(), std::back_inserter(sound), [](const Expr* expr) {
    return !is_error(*expr);
  });
  if (sound.empty()) return {error_type, -1};
  const auto types = types_of(sound);
  const auto common = catalog::select_common_type(catalog(), types);
  if (common.type == catalog::no_oid) {
    const auto& conflict = *sound[common.conflict.value_or(0)];
    report_no_common_type(*this,
                          conflict,
                          common.conflicting_with,
                          what,
                          first_typed(sound, common.conflicting_with));
    return {error_type, -1};
  }
  auto modifiers = std::vector<TypeRef>{};
  for (auto* expr : sound) {
    if (!coerces(*this, *expr, {common.type, -1}, CoercionContext::implicit)) {
      report_no_common_type(*this, *expr, common.type, what, first_typed(sound, common.type));
      return {error_type, -1};
    }
    modifiers.push_back(expr->type);
  }
  uncast_parameters(
      sound, std::vector<Oid>(sound.size(), common.type), [&](const std::vector<Oid>& without) {
        return catalog::select_common_type(catalog(), without).type == common.type;
      });
  return {common.type, catalog::select_common_modifier(modifiers, common.type)};
}

void Binder::resolve_unknown(ExprPtr expr) {
  if (is_unknown(*expr)) adopt(*this, *expr, {catalog::oid::text, -1});
}

}  // namespace ormc::query
