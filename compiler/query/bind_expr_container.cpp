#include <algorithm>
#include <cstddef>

#include "catalog/common_type.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"
#include "query/composite_fields.hpp"

namespace ormc::query {

namespace oid = catalog::oid;
using catalog::CoercionContext;

namespace {

auto is_array(const catalog::Catalog& catalog, Oid type) -> bool {
  return catalog.element_of(type) != catalog::no_oid && catalog.array_of(type) == type;
}

/// The innermost operand of `x[1][2]`: the container that all subscripts are of.
auto container_of(const Subscript& node) -> ExprPtr {
  const auto* at = &node;
  while (at->continues) at = &std::get<Subscript>(at->operand->node);
  return at->operand;
}

/// PostgreSQL's MAXDIM.
constexpr auto most_dimensions = 6;

auto subscripts_in(const Subscript& node) -> int {
  auto count = 1;
  for (const auto* at = &node; at->continues; ++count) at = &std::get<Subscript>(at->operand->node);
  return count;
}

/// Whether one of the subscripts of `x[1:2][3]` is a slice: then all are, and the value is an
/// array.
auto any_slice(const Subscript& node) -> bool {
  const auto* at = &node;
  while (at->continues && !at->slice) at = &std::get<Subscript>(at->operand->node);
  return at->slice;
}

}  // namespace

auto ExprBinder::bind_list(const std::vector<syntax::ExprPtr>& exprs) -> std::vector<ExprPtr> {
  auto values = std::vector<ExprPtr>{};
  for (const auto* expr : exprs) {
    const auto* star = std::get_if<syntax::Star>(&expr->node);
    const auto* field = std::get_if<syntax::FieldSelection>(&expr->node);
    auto columns = std::vector<OutputColumn>{};
    if (star != nullptr) {
      columns = binder_.expand_star(*star, expr->span, scope_);
    } else if (field != nullptr && !field->field) {
      columns = expand_composite(bind(*field->operand));
    } else {
      values.push_back(bind(*expr));
    }
    for (const auto& column : columns) values.push_back(column.expr);
  }
  return values;
}

auto ExprBinder::bind_node(const syntax::RowConstructor& node, const Site& site) -> ExprPtr {
  auto elements = bind_list(node.elements);
  return make(site, {oid::record, -1}, Row{std::move(elements), node.is_explicit});
}

auto ExprBinder::bind_node(const syntax::ArrayConstructor& node, const Site& site) -> ExprPtr {
  return bind_array(node, site.span, {catalog::no_oid, -1});
}

auto ExprBinder::bind_array(const syntax::ArrayConstructor& node, Span span, TypeRef array)
    -> ExprPtr {
  const auto& catalog = binder_.catalog();
  auto elements = std::vector<ExprPtr>{};
  auto nested = false;
  for (const auto* element : node.elements) {
    if (const auto* inner = std::get_if<syntax::ArrayConstructor>(&element->node)) {
      elements.push_back(bind_array(*inner, element->span, array));
      nested = true;
    } else {
      elements.push_back(bind(*element));
      nested = nested || is_array(catalog, elements.back()->type.oid);
    }
  }
  if (any_error(elements)) return binder_.error(span);
  if (array.oid != catalog::no_oid) {
    const auto element = TypeRef{catalog.element_of(array.oid), array.modifier};
    const auto target = nested ? array : element;
    for (auto*& each : elements) {
      if (coerces(binder_, *each, target, CoercionContext::explicit_)) continue;
      return fail(
          each->span,
          diagnostics::CannotCast{binder_.type_name(each->type), binder_.type_name(target)});
    }
    return binder_.make(
        {.span = span, .type = array, .nullable = true, .node = ArrayConstructor{elements}});
  }
  if (elements.empty()) return fail(span, diagnostics::UntypedArray{});
  const auto common = binder_.unify(elements, "array");
  if (common.oid == error_type) return binder_.error(span);
  const auto type = nested ? common.oid : catalog.array_of(common.oid);
  if (type == catalog::no_oid || (nested && !is_array(catalog, type))) {
    return fail(span, diagnostics::UntypedArray{binder_.type_name(common)});
  }
  return binder_.make({.span = span,
                       .type = {type, common.modifier},
                       .nullable = true,
                       .node = ArrayConstructor{std::move(elements)}});
}

auto ExprBinder::bind_node(const syntax::Subscript& node, const Site& site) -> ExprPtr {
  auto* lower = node.lower == nullptr ? nullptr : bind(*node.lower);
  auto* upper = node.upper == nullptr ? nullptr : bind(*node.upper);
  if (is_error(*site.operand)) return error(site);
  const auto continues = node.continues && std::holds_alternative<Subscript>(site.operand->node);
  auto subscript = Subscript{site.operand, node.slice, lower, upper, continues};
  binder_.resolve_unknown(site.operand);
  const auto& catalog = binder_.catalog();
  const auto container = catalog.base_type(container_of(subscript)->type);
  switch (catalog.type(container.oid).subscripting) {
    case catalog::Subscripting::array:
      return subscript_array(std::move(subscript), container, site);
    case catalog::Subscripting::fixed_array:
      if (!node.slice) return subscript_array(std::move(subscript), container, site);
      break;
    case catalog::Subscripting::keyed:
      if (!node.slice) return subscript_keyed(std::move(subscript), container, site);
      break;
    case catalog::Subscripting::none:
      break;
  }
  using Missing = diagnostics::NotSubscriptable::Missing;
  const auto has_elements = catalog.type(container.oid).subscripting != catalog::Subscripting::none;
  return fail(site.focus,
              diagnostics::NotSubscriptable{binder_.type_name(site.operand->type),
                                            has_elements ? Missing::slices : Missing::elements});
}

auto ExprBinder::subscript_array(Subscript node, TypeRef container, const Site& site) -> ExprPtr {
  if (subscripts_in(node) > most_dimensions) {
    return fail(site.focus,
                diagnostics::NotSubscriptable{binder_.type_name(container),
                                              diagnostics::NotSubscriptable::Missing::dimensions});
  }
  for (auto** bound : {&node.lower, &node.upper}) {
    if (*bound == nullptr) continue;
    *bound = binder_.coerce(*bound, {oid::int4, -1}, CoercionContext::assignment, "a subscript");
    if (is_error(**bound)) return error(site);
  }
  const auto element =
      TypeRef{binder_.catalog().subscript_result(container.oid), container.modifier};
  const auto type = any_slice(node) ? container : element;
  return make(site, type, node);
}

/// A key is text; where the server also takes a number, an integer is one.
auto ExprBinder::subscript_keyed(Subscript node, TypeRef container, const Site& site) -> ExprPtr {
  const auto takes_number = container.oid == oid::jsonb;
  const auto integer = TypeRef{oid::int4, -1};
  const auto is_number = takes_number && !is_unknown(*node.lower) &&
                         coerces(binder_, *node.lower, integer, CoercionContext::implicit);
  if (!is_number) {
    const auto context = takes_number ? CoercionContext::implicit : CoercionContext::assignment;
    node.lower = binder_.coerce(node.lower, {oid::text, -1}, context, "the subscript of a key");
  }
  if (is_error(*node.lower)) return error(site);
  return make(site, {binder_.catalog().subscript_result(container.oid), -1}, node);
}

auto ExprBinder::bind_node(const syntax::FieldSelection& node, const Site& site) -> ExprPtr {
  if (!node.field) return fail(site.span, diagnostics::MisplacedStar{});
  return select_field(site.operand, *node.field, site.span);
}

auto ExprBinder::select_field(ExprPtr value, const syntax::Name& field, Span span) -> ExprPtr {
  if (is_error(*value)) return binder_.error(span);
  if (const auto* whole = std::get_if<WholeRow>(&value->node)) {
    // `(p).title` is `p.title`, relations included.
    const auto range = whole->range;
    const auto is_member =
        find_member(binder_, range, field) || is_failed_member(binder_, range, field);
    auto* call = is_member ? nullptr : bind_field_call(binder_, scope_, value, field, span);
    if (call != nullptr) return call;
    return follow_path(binder_, {range, &holder_of(scope_, range), std::span{&field, 1}}, span);
  }
  const auto fields = composite_fields(binder_, *value);
  for (const auto folding : {Folding::exact, Folding::folded}) {
    for (auto i = std::size_t{0}; i < fields.size(); ++i) {
      if (!matches(field, fields[i].name, folding) &&
          !matches(field, fields[i].sql_name, folding)) {
        continue;
      }
      return binder_.make(
          {.span = span,
           .type = fields[i].type,
           .nullable = true,
           .node = FieldSelection{value, fields[i].sql_name, static_cast<ColumnIndex>(i)}});
    }
  }
  if (auto* call = bind_field_call(binder_, scope_, value, field, span)) return call;
  auto names = std::vector<std::string>{};
  for (const auto& each : fields) names.push_back(each.name);
  auto nearest = diagnostics::nearest(field.text, names);
  return fail(
      field.span,
      diagnostics::UnknownCompositeField{
          field.text, binder_.type_name(value->type), std::move(nearest), std::move(names)});
}

}  // namespace ormc::query
