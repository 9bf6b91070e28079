#include <string>
#include <vector>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_statement.hpp"
#include "query/literal/input.hpp"
#include "schema/lookup.hpp"
#include "source/fold.hpp"

namespace ormc::query {

namespace oid = catalog::oid;
using catalog::CoercionContext;

namespace {

/// A collation by name, exactly or else folded.
auto find_collation(const catalog::Catalog& catalog, const syntax::QualifiedName& name)
    -> const catalog::Collation* {
  const auto qualified = name.parts.size() > 1;
  const auto schema = qualified ? name.parts[name.parts.size() - 2].text : std::string{};
  const auto& last = name.parts.back();
  const auto* exact = catalog.find_collation(schema, last.text);
  if (exact != nullptr || last.quoted) return exact;
  return catalog.find_collation(schema, source::fold(last.text));
}

auto collation_names(const catalog::Catalog& catalog) -> std::vector<std::string> {
  const auto names = catalog.collation_names();
  return {names.begin(), names.end()};
}

}  // namespace

auto ExprBinder::resolve_type(const syntax::TypeName& type) -> TypeRef {
  const auto resolved =
      schema::resolve_type(binder_.schema(), binder_.module(), type, binder_.diagnostics());
  return resolved.value_or(TypeRef{error_type, -1});
}

auto ExprBinder::bind_node(const syntax::TypedLiteral& node, const Site& site) -> ExprPtr {
  const auto type = resolve_type(node.type);
  if (type.oid == error_type) return error(site);
  auto constant = Constant{syntax::Literal::Kind::string, node.text, type};
  check_literal(binder_, constant, type, site.span);
  return make(site, type, std::move(constant));
}

auto ExprBinder::bind_node(const syntax::Cast& node, const Site& site) -> ExprPtr {
  const auto type = resolve_type(node.type);
  auto* operand = site.operand;
  if (operand == nullptr) {
    const auto& array = std::get<syntax::ArrayConstructor>(node.operand->node);
    const auto base = binder_.catalog().base_type(type);
    const auto is_array = type.oid != error_type &&
                          binder_.catalog().element_of(base.oid) != catalog::no_oid &&
                          binder_.catalog().array_of(base.oid) == base.oid;
    operand = bind_array(array, node.operand->span, is_array ? base : TypeRef{catalog::no_oid, -1});
  }
  if (type.oid == error_type) return error(site);
  return cast_to(operand, type, site);
}

auto ExprBinder::cast_to(ExprPtr operand, TypeRef type, const Site& site) -> ExprPtr {
  if (is_error(*operand)) return error(site);
  if (!coerces(binder_, *operand, type, CoercionContext::explicit_)) {
    return fail(site.focus,
                diagnostics::CannotCast{binder_.type_name(operand->type), binder_.type_name(type)});
  }
  if (is_error(*operand)) return error(site);
  // The cast says what the parameter is.
  auto* parameter = std::get_if<Parameter>(&operand->node);
  if (parameter != nullptr && operand->type.oid == type.oid) parameter->cast = false;
  return make(
      site, is_kept_by_cast(operand->type.oid, type) ? operand->type : type, Cast{operand, type});
}

/// To `record` a composite value is cast by leaving it what it is.
auto ExprBinder::is_kept_by_cast(Oid from, TypeRef to) const -> bool {
  const auto& catalog = binder_.catalog();
  const auto is_composite = [&](Oid type) {
    return catalog.type(catalog.base_type(type)).kind == catalog::TypeKind::composite;
  };
  if (to.oid == oid::record) return is_composite(from);
  const auto element = catalog.element_of(from);
  return to.oid == oid::record_array && element != catalog::no_oid && is_composite(element);
}

auto ExprBinder::bind_node(const syntax::Collate& node, const Site& site) -> ExprPtr {
  const auto& catalog = binder_.catalog();
  if (find_collation(catalog, node.collation) == nullptr) {
    const auto& name = node.collation.parts.back().text;
    return fail(
        node.collation.span,
        diagnostics::UnknownCollate{name, diagnostics::nearest(name, collation_names(catalog))});
  }
  if (is_error(*site.operand)) return error(site);
  const auto type = site.operand->type;
  if (!is_unknown(*site.operand) && !catalog.type(type.oid).collatable) {
    return fail(site.focus, diagnostics::NotCollatableExpr{binder_.type_name(type)});
  }
  auto collation = std::vector<std::string>{};
  const auto* found = find_collation(catalog, node.collation);
  const auto is_own = !found->schema.empty() && found->schema != "pg_catalog";
  if (node.collation.parts.size() > 1 || is_own) collation.emplace_back(found->schema);
  collation.emplace_back(found->name);
  return make(site, type, Collate{site.operand, std::move(collation)});
}

}  // namespace ormc::query
