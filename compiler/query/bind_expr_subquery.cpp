#include <algorithm>
#include <string>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"

namespace ormc::query {

namespace oid = catalog::oid;

namespace {

constexpr auto boolean = TypeRef{oid::bool_, -1};

auto has_failed_column(const Query& query) -> bool {
  return std::any_of(query.columns.begin(), query.columns.end(), [](const ResultColumn& column) {
    return column.type.oid == error_type;
  });
}

}  // namespace

auto ExprBinder::bind_subquery(const syntax::Query& query, const Site& site) -> QueryPtr {
  if (is_schema_clause(scope_.clause)) {
    binder_.diagnostics().report(
        site.span,
        diagnostics::NotInSchemaExpr{"a subquery", std::string{clause_name(scope_.clause)}});
    return nullptr;
  }
  auto* bound = binder_.bind_query(query, &scope_);
  return bound == nullptr || has_failed_column(*bound) ? nullptr : bound;
}

auto ExprBinder::columns_of(const Query& query) -> std::vector<ExprPtr> {
  auto columns = std::vector<ExprPtr>{};
  for (const auto& column : query.columns) {
    // Only the type counts: a column of a subquery is never unknown.
    columns.push_back(binder_.make(
        {.span = query.span, .type = column.type, .nullable = true, .node = DefaultValue{}}));
  }
  return columns;
}

/// What is compared with the columns of a subquery: the elements of a row, be it one that is cast
/// to a composite type, else the operand itself.
auto ExprBinder::compared_columns(ExprPtr operand) -> std::vector<ExprPtr> {
  if (const auto* row = std::get_if<Row>(&operand->node)) return row->elements;
  const auto* cast = std::get_if<Cast>(&operand->node);
  const auto& catalog = binder_.catalog();
  if (cast == nullptr || !std::holds_alternative<Row>(cast->operand->node) ||
      catalog.type(cast->type.oid).kind != catalog::TypeKind::composite) {
    return {operand};
  }
  auto columns = std::vector<ExprPtr>{};
  for (const auto& field : catalog.fields(cast->type.oid)) {
    columns.push_back(binder_.make(
        {.span = operand->span, .type = field.type, .nullable = true, .node = DefaultValue{}}));
  }
  return columns;
}

auto ExprBinder::compare_with_query(const syntax::Operator& op,
                                    ExprPtr operand,
                                    const Query& query,
                                    const Site& site) -> std::vector<const catalog::Operator*> {
  const auto left = compared_columns(operand);
  if (left.size() != query.columns.size()) {
    binder_.diagnostics().report(query.span,
                                 diagnostics::SubqueryColumns{left.size(), query.columns.size()});
    return {};
  }
  return choose_for_rows(op, left, columns_of(query), site);
}

auto ExprBinder::bind_node(const syntax::InSubquery& node, const Site& site) -> ExprPtr {
  auto* query = bind_subquery(*node.query, site);
  auto* operand = bind(*node.operand);
  if (query == nullptr || is_error(*operand)) return error(site);
  const auto equals = syntax::Operator{"=", std::nullopt, site.focus};
  if (compare_with_query(equals, operand, *query, site).empty()) return error(site);
  return make(site, boolean, InSubquery{operand, query, node.negated});
}

auto ExprBinder::bind_node(const syntax::Quantified& node, const Site& site) -> ExprPtr {
  if (node.query == nullptr) return bind_any_of_array(node, site);
  auto* query = bind_subquery(*node.query, site);
  auto* operand = bind(*node.operand);
  if (query == nullptr || is_error(*operand)) return error(site);
  const auto ops = compare_with_query(node.op, operand, *query, site);
  if (ops.empty()) return error(site);
  return make(site, boolean, Quantified{node.kind, ops.front(), operand, nullptr, query});
}

auto ExprBinder::bind_any_of_array(const syntax::Quantified& node, const Site& site) -> ExprPtr {
  auto* array = bind(*node.array);
  if (is_error(*site.operand) || is_error(*array)) return error(site);
  const auto& catalog = binder_.catalog();
  if (!is_unknown(*array) && catalog.element_of(array->type.oid) == catalog::no_oid) {
    const auto name = node.kind == syntax::Quantified::Kind::any ? "any" : "all";
    return fail(array->span, diagnostics::NotAnArray{name, binder_.type_name(array->type)});
  }
  const auto chosen = choose_for_array(node.op, site.operand, array, site.focus);
  if (!chosen) return error(site);
  return make(site, boolean, Quantified{node.kind, chosen->op, site.operand, array, nullptr});
}

auto ExprBinder::bind_node(const syntax::Exists& node, const Site& site) -> ExprPtr {
  auto* query = bind_subquery(*node.query, site);
  return query == nullptr ? error(site) : make(site, boolean, Exists{query});
}

auto ExprBinder::one_column(const Query& query) -> bool {
  if (query.columns.size() == 1) return true;
  binder_.diagnostics().report(query.span, diagnostics::SubqueryColumns{1, query.columns.size()});
  return false;
}

auto ExprBinder::bind_node(const syntax::ScalarSubquery& node, const Site& site) -> ExprPtr {
  auto* query = bind_subquery(*node.query, site);
  if (query == nullptr || !one_column(*query)) return error(site);
  return make(site, query->columns.front().type, ScalarSubquery{query});
}

auto ExprBinder::bind_node(const syntax::ArraySubquery& node, const Site& site) -> ExprPtr {
  auto* query = bind_subquery(*node.query, site);
  if (query == nullptr || !one_column(*query)) return error(site);
  const auto element = query->columns.front().type;
  const auto array = binder_.catalog().array_of(element.oid);
  if (array == catalog::no_oid) {
    return fail(site.span, diagnostics::UntypedArray{binder_.type_name(element)});
  }
  return make(site, {array, element.modifier}, ArraySubquery{query});
}

}  // namespace ormc::query
