#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "catalog/coercion.hpp"
#include "catalog/common_type.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "query/aggregate_level.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"

namespace ormc::query {

namespace oid = catalog::oid;
using catalog::CoercionContext;

namespace {

constexpr auto boolean = TypeRef{oid::bool_, -1};

/// What the server copies to compare an operand more than once.
enum class Copied : std::uint8_t {
  written,   // `between`: a literal is typed in each comparison anew, a parameter keeps its first
             // type
  analysed,  // `in`: so is a parameter, which must come to one type
};

/// Lets an operand be compared more than once, as the server does.
class RepeatedOperand {
 public:
  RepeatedOperand(ExprPtr operand, Copied copied) : operand_{operand} {
    keep(operand, copied);
    if (const auto* row = std::get_if<Row>(&operand->node)) {
      for (auto* element : row->elements) keep(element, copied);
    }
  }

  auto again() const -> ExprPtr {
    for (const auto& [expr, type] : anew_) expr->type = type;
    return operand_;
  }

 private:
  void keep(ExprPtr expr, Copied copied) {
    const auto is_parameter =
        std::holds_alternative<Parameter>(expr->node) && expr->type.oid == oid::unknown;
    if (std::holds_alternative<Constant>(expr->node) ||
        (copied == Copied::analysed && is_parameter)) {
      anew_.emplace_back(expr, expr->type);
    }
  }

  ExprPtr operand_;
  std::vector<std::pair<ExprPtr, TypeRef>> anew_ = {};
};

auto truth_name(const syntax::IsTest& node) -> std::string {
  switch (node.kind) {
    case syntax::IsTest::Kind::null:
      return "is null";
    case syntax::IsTest::Kind::truth:
      return "is true";
    case syntax::IsTest::Kind::falsehood:
      return "is false";
    case syntax::IsTest::Kind::unknown:
      return "is unknown";
    case syntax::IsTest::Kind::document:
      return "is document";
  }
  return {};
}

auto is_row(const Expr& expr) -> bool { return std::holds_alternative<Row>(expr.node); }

}  // namespace

auto ExprBinder::to_boolean(ExprPtr expr, std::string_view what) -> ExprPtr {
  return binder_.coerce(expr, boolean, CoercionContext::assignment, what);
}

auto ExprBinder::bind_node(const syntax::Logical& node, const Site& site) -> ExprPtr {
  const auto all = node.kind == syntax::Logical::Kind::all;
  auto terms = std::vector<ExprPtr>{};
  terms.reserve(node.terms.size());
  for (const auto* term : node.terms) {
    terms.push_back(to_boolean(bind(*term), all ? "an operand of and" : "an operand of or"));
  }
  if (any_error(terms)) return error(site);
  return make(site, boolean, Logical{node.kind, std::move(terms)});
}

auto ExprBinder::bind_node(const syntax::OptionalTerm& node, const Site& site) -> ExprPtr {
  if (is_schema_clause(scope_.clause)) {
    return fail(
        site.span,
        diagnostics::NotInSchemaExpr{"an optional part", std::string{clause_name(scope_.clause)}});
  }
  const auto part = binder_.add_part(site.span);
  const auto guard = PartGuard{binder_, part};
  auto* term = to_boolean(bind(*node.term), "the condition of an optional part");
  if (is_error(*term)) return error(site);
  binder_.check_part(part);
  return make(site, boolean, OptionalTerm{term, part});
}

auto ExprBinder::bind_node(const syntax::Not& node, const Site& site) -> ExprPtr {
  auto* operand = to_boolean(bind(*node.operand), "the operand of not");
  if (is_error(*operand)) return error(site);
  return make(site, boolean, Not{operand});
}

auto ExprBinder::bind_node(const syntax::IsTest& node, const Site& site) -> ExprPtr {
  auto* operand = site.operand;
  if (node.kind == syntax::IsTest::Kind::document) {
    operand = binder_.coerce(
        operand, {oid::xml, -1}, CoercionContext::assignment, "the operand of is document");
  } else if (node.kind != syntax::IsTest::Kind::null) {
    operand = to_boolean(operand, "the operand of " + truth_name(node));
  }
  if (is_error(*operand)) return error(site);
  return make(site, boolean, IsTest{operand, node.kind, node.negated});
}

auto ExprBinder::bind_node(const syntax::IsDistinctFrom& node, const Site& site) -> ExprPtr {
  auto* left = site.operand;
  auto* right = bind(*node.right);
  if (is_error(*left) || is_error(*right)) return error(site);
  const auto equals = syntax::Operator{"=", std::nullopt, site.focus};
  const catalog::Operator* op = nullptr;
  if (is_row(*left) && is_row(*right)) {
    const auto ops = choose_for_rows(
        equals, std::get<Row>(left->node).elements, std::get<Row>(right->node).elements, site);
    if (ops.empty()) return error(site);
  } else if (!is_null_literal(*left) && !is_null_literal(*right)) {
    // With a bare null, the server asks only whether the other side is null.
    const auto chosen = choose(equals, {left, right}, site.focus);
    if (!chosen) return error(site);
    op = chosen->op;
  }
  return make(site, boolean, IsDistinctFrom{op, left, right, node.negated});
}

auto ExprBinder::bind_node(const syntax::IsNormalized& node, const Site& site) -> ExprPtr {
  if (!choose_function("is_normalized", {site.operand}, site.focus)) return error(site);
  return make(site, boolean, IsNormalized{site.operand, node.form, node.negated});
}

auto ExprBinder::bind_node(const syntax::Between& node, const Site& site) -> ExprPtr {
  auto* low = bind(*node.low);
  // As the server does: `x >= low and x <= high`, or the opposite, and for `symmetric` both ways.
  const auto above = std::string{node.negated ? "<" : ">="};
  const auto below = std::string{node.negated ? ">" : "<="};
  const auto operand = RepeatedOperand{site.operand, Copied::written};
  const auto repeated_low = RepeatedOperand{low, Copied::written};
  const auto compare = [&](const std::string& symbol, ExprPtr bound) {
    const auto op = syntax::Operator{symbol, std::nullopt, site.focus};
    const auto operands = Operands{operand.again(), bound};
    if (is_row(*operands.left) && is_row(*bound)) {
      return !is_error(*compare_rows(op, operands, site));
    }
    const auto chosen = choose(op, operands, site.focus);
    return chosen.has_value();
  };
  // The first comparison may give parameters their types before the second is looked at.
  const auto is_above = compare(above, low);
  auto* high = bind(*node.high);
  const auto repeated_high = RepeatedOperand{high, Copied::written};
  if (!is_above || !compare(below, high)) return error(site);
  if (node.symmetric &&
      (!compare(above, repeated_high.again()) || !compare(below, repeated_low.again()))) {
    return error(site);
  }
  return make(site, boolean, Between{site.operand, low, high, node.negated, node.symmetric});
}

auto ExprBinder::bind_node(const syntax::InList& node, const Site& site) -> ExprPtr {
  auto values = std::vector<ExprPtr>{};
  values.reserve(node.values.size());
  auto constants = std::vector<ExprPtr>{};
  auto others = std::vector<ExprPtr>{};
  for (const auto* value : node.values) {
    values.push_back(bind(*value));
    auto& kind = depends_on_level(binder_, *values.back(), scope_) ? others : constants;
    kind.push_back(values.back());
  }
  if (is_error(*site.operand) || any_error(values)) return error(site);
  const auto symbol = std::string{node.negated ? "<>" : "="};
  const auto op = syntax::Operator{symbol, std::nullopt, site.focus};
  auto sound = true;
  if (const auto array = array_for(site.operand, constants)) {
    const auto* parameter = std::get_if<Parameter>(&site.operand->node);
    const auto is_cast = parameter != nullptr && parameter->cast;
    auto types = types_of(constants);
    sound = in_array(op, site.operand, constants, *array, site);
    const auto types_values = is_cast && types_common(*site.operand, constants, std::move(types));
    sound = sound && in_values(op, site.operand, others, site);
    if (types_values) std::get<Parameter>(site.operand->node).cast = true;
  } else {
    sound = in_values(op, site.operand, values, site);
  }
  if (!sound) return error(site);
  return make(site, boolean, InList{site.operand, std::move(values), node.negated});
}

/// Whether a parameter before `in` is what the values have their type from: the server looks for
/// one that is common to all, and without a cast it knows none of the parameter. `types` are the
/// values' own.
auto ExprBinder::types_common(const Expr& operand,
                              std::span<const ExprPtr> values,
                              std::vector<Oid> types) const -> bool {
  for (auto i = std::size_t{0}; i < values.size(); ++i) {
    const auto* parameter = std::get_if<Parameter>(&values[i]->node);
    if (parameter != nullptr && !parameter->cast) types[i] = oid::unknown;
  }
  types.insert(types.begin(), oid::unknown);
  return catalog::select_common_type(binder_.catalog(), types).type != operand.type.oid;
}

auto ExprBinder::array_for(ExprPtr operand, std::span<const ExprPtr> values) const
    -> std::optional<Oid> {
  if (values.size() < 2) return std::nullopt;
  const auto& catalog = binder_.catalog();
  auto types = types_of(values);
  types.insert(types.begin(), operand->type.oid);
  const auto common = catalog::select_common_type(catalog, types).type;
  if (common == catalog::no_oid || common == oid::record) return std::nullopt;
  const auto fits = [&](Oid type) {
    return type == common ||
           catalog::find_coercion(catalog, type, common, CoercionContext::implicit);
  };
  if (!std::all_of(types.begin(), types.end(), fits)) return std::nullopt;
  // Strictly: an array has no array type of its own, and its values are compared one by one.
  const auto array = catalog.type(common).array;
  if (array == catalog::no_oid) return std::nullopt;
  return array;
}

auto ExprBinder::in_array(const syntax::Operator& op,
                          ExprPtr operand,
                          std::span<const ExprPtr> values,
                          Oid array,
                          const Site& site) -> bool {
  const auto& catalog = binder_.catalog();
  const auto common = catalog.element_of(array);
  auto all = std::vector<ExprPtr>(values.begin(), values.end());
  all.insert(all.begin(), operand);
  auto targets = std::vector<Oid>(all.size(), common);
  targets.front() = catalog::no_oid;  // the operand is the operator's matter
  uncast_parameters(all, targets, [&](const std::vector<Oid>& types) {
    return catalog::select_common_type(catalog, types).type == common;
  });
  for (auto* value : values) coerces(binder_, *value, {common, -1}, CoercionContext::implicit);
  auto* elements = make(site, {array, -1}, DefaultValue{});  // stands for the array of the values
  const auto chosen = choose_for_array(op, operand, elements, site.focus);
  return chosen.has_value() && !any_error(values);
}

auto ExprBinder::in_values(const syntax::Operator& op,
                           ExprPtr operand,
                           std::span<const ExprPtr> values,
                           const Site& site) -> bool {
  const auto repeated = RepeatedOperand{operand, Copied::analysed};
  for (auto* value : values) {
    const auto operands = Operands{repeated.again(), value};
    if (is_row(*operand) && is_row(*value)) {
      if (is_error(*compare_rows(op, operands, site))) return false;
      continue;
    }
    const auto chosen = choose(op, operands, value->span);
    if (!chosen) return false;
    if (chosen->result == oid::bool_) continue;
    binder_.diagnostics().report(site.focus, diagnostics::NotAComparison{op.symbol, "in"});
    return false;
  }
  return true;
}

}  // namespace ormc::query
