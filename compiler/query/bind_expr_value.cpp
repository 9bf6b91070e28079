#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

#include "catalog/common_type.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "diagnostics/shape_diagnostics.hpp"
#include "diagnostics/suspicion_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"
#include "query/aggregate_level.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"
#include "query/bind_predicate.hpp"
#include "query/bind_statement.hpp"
#include "query/expr_traits.hpp"
#include "query/literal/input.hpp"

namespace ormc::query {

namespace oid = catalog::oid;
using catalog::CoercionContext;

namespace {

/// A whole number is an integer, a bigint or a numeric, by its size.
auto type_of_digits(const std::string& digits) -> Oid {
  auto value = std::int64_t{0};
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end) return oid::numeric;
  using Small = std::numeric_limits<std::int32_t>;
  return value >= Small::min() && value <= Small::max() ? oid::int4 : oid::int8;
}

auto type_of(const syntax::Literal& literal) -> Oid {
  switch (literal.kind) {
    case syntax::Literal::Kind::integer:
      return type_of_digits(literal.text);
    case syntax::Literal::Kind::numeric:
      return oid::numeric;
    case syntax::Literal::Kind::string:
    case syntax::Literal::Kind::null:
      return oid::unknown;
    case syntax::Literal::Kind::bit_string:
    case syntax::Literal::Kind::hex_string:
      return oid::bit;
    case syntax::Literal::Kind::boolean:
      return oid::bool_;
  }
  return oid::unknown;
}

auto keyword_type(const std::string& keyword) -> Oid {
  if (keyword == "current_date") return oid::date;
  if (keyword == "current_time") return oid::timetz;
  if (keyword == "current_timestamp") return oid::timestamptz;
  if (keyword == "localtime") return oid::time;
  if (keyword == "localtimestamp") return oid::timestamp;
  return oid::name;  // current_user and its kin
}

/// Precisions above six are six.
auto precision_of(const ExprPtr precision) -> std::int32_t {
  const auto* constant = precision == nullptr ? nullptr : std::get_if<Constant>(&precision->node);
  if (constant == nullptr) return -1;
  auto value = std::int32_t{-1};
  const auto& text = constant->text;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && value <= 6 ? value : 6;
}

/// Without its cast, the server would take a parameter that is the operand of `case` as text.
void restore_cast(ExprPtr operand) {
  if (operand == nullptr || operand->type.oid == oid::text) return;
  auto* parameter = std::get_if<Parameter>(&operand->node);
  if (parameter != nullptr) parameter->cast = true;
}

}  // namespace

auto ExprBinder::bind_node(const syntax::Literal& node, const Site& site) -> ExprPtr {
  using Kind = syntax::Literal::Kind;
  if (node.kind == Kind::bit_string || node.kind == Kind::hex_string) {
    // The server reads `x'1F'` as it reads 'x1F'.
    const auto digits = (node.kind == Kind::bit_string ? 'b' : 'x') + node.text;
    check_literal(binder_, Constant{Kind::string, digits, {}}, {oid::bit, -1}, site.span);
  }
  return make(site, {type_of(node), -1}, Constant{node.kind, node.text, std::nullopt});
}

auto ExprBinder::bind_node(const syntax::Parameter& node, const Site& site) -> ExprPtr {
  if (auto* argument = expand_parameter(binder_, scope_, node, site.span)) return argument;
  for (auto& state : binder_.parameters()) {
    if (!state.batch || state.name != node.name.text) continue;
    state.misused = true;
    return fail(site.span,
                diagnostics::InvalidBatch{state.name, "is a batch of rows, not a value"});
  }
  if (!is_schema_clause(scope_.clause)) return binder_.use_parameter(node, site.span);
  return fail(site.span,
              diagnostics::NotInSchemaExpr{"a parameter", std::string{clause_name(scope_.clause)}});
}

auto ExprBinder::bind_node(const syntax::DefaultValue&, const Site& site) -> ExprPtr {
  return fail(site.span, diagnostics::MisplacedDefault{});
}

auto ExprBinder::bind_node(const syntax::Missing&, const Site& site) -> ExprPtr {
  return error(site);  // reported when it did not parse
}

auto ExprBinder::bind_node(const syntax::KeywordValue& node, const Site& site) -> ExprPtr {
  const auto word = syntax::Name{node.keyword, false, site.span};
  if (const auto found = find_unqualified(binder_, scope_, word); !found.all.empty()) {
    const auto row = display_name(binder_, found.all.front().range);
    binder_.diagnostics().report(
        site.span,
        diagnostics::KeywordBesideMember{
            node.keyword, row.empty() ? "\"" + node.keyword + "\"" : row + "." + node.keyword});
  }
  auto* precision = node.precision == nullptr ? nullptr : bind(*node.precision);
  if (precision != nullptr) {
    precision =
        binder_.coerce(precision, {oid::int4, -1}, CoercionContext::implicit, "the precision");
  }
  return make(site,
              {keyword_type(node.keyword), precision_of(precision)},
              KeywordValue{node.keyword, precision});
}

auto ExprBinder::bind_node(const syntax::NonNull&, const Site& site) -> ExprPtr {
  if (is_error(*site.operand)) return error(site);
  return make(site, site.operand->type, NonNull{site.operand, false});
}

auto ExprBinder::bind_node(const syntax::Case& node, const Site& site) -> ExprPtr {
  const auto* last_set = binder_.placement().last_set_returning;
  auto bound = Case{nullptr, {}, nullptr};
  if (node.operand != nullptr) {
    bound.operand = bind(*node.operand);
    binder_.resolve_unknown(bound.operand);
  }
  const auto equals = syntax::Operator{"=", std::nullopt, site.focus};
  for (const auto& when : node.whens) {
    auto* condition = bind(*when.condition);
    if (bound.operand == nullptr) {
      condition = to_boolean(condition, "the condition of when");
    } else {
      const auto chosen = choose(equals, {bound.operand, condition}, when.condition->span);
      if (!chosen) condition = binder_.error(when.condition->span);
    }
    bound.whens.push_back({condition, bind(*when.result)});
  }
  if (node.otherwise != nullptr) bound.otherwise = bind(*node.otherwise);
  restore_cast(bound.operand);

  // The server looks at `else` first.
  auto results = std::vector<ExprPtr>{};
  if (bound.otherwise != nullptr) results.push_back(bound.otherwise);
  for (const auto& when : bound.whens) results.push_back(when.result);
  auto type = binder_.unify(results, "case");
  if (type.oid == error_type) return error(site);
  if (binder_.placement().last_set_returning != last_set) {
    return fail(site.span, diagnostics::MisplacedSetReturning{"a call in it", "case"});
  }
  return make(site, type, std::move(bound));
}

auto ExprBinder::bind_node(const syntax::SpecialCall& node, const Site& site) -> ExprPtr {
  const auto name = special_name(node.kind);
  const auto* last_set = binder_.placement().last_set_returning;
  auto arguments = std::vector<ExprPtr>{};
  for (const auto* argument : node.arguments) arguments.push_back(bind(*argument));
  auto type = TypeRef{};
  if (node.kind == syntax::SpecialCall::Kind::grouping) {
    type = {oid::int4, -1};
  } else if (node.kind == syntax::SpecialCall::Kind::nullif) {
    const auto equals = syntax::Operator{"=", std::nullopt, site.focus};
    if (arguments.size() != 2) return error(site);
    const auto chosen = choose(equals, {arguments[0], arguments[1]}, site.span);
    if (!chosen) return error(site);
    // The result is the first argument as it was compared.
    const auto& catalog = binder_.catalog();
    const auto first = arguments[0]->type.oid;
    // Rows are compared as records, but stay what they are.
    const auto is_row =
        chosen->left == oid::record && catalog.type(first).kind == catalog::TypeKind::composite;
    const auto same = first == chosen->left || is_row;
    type = same ? arguments[0]->type : TypeRef{chosen->left, -1};
  } else {
    type = binder_.unify(arguments, name);
  }
  if (type.oid == error_type || any_error(arguments)) return error(site);
  if (binder_.placement().last_set_returning != last_set) {
    return fail(site.span, diagnostics::MisplacedSetReturning{"a call in it", std::string{name}});
  }
  const auto sorts = node.kind == syntax::SpecialCall::Kind::greatest ||
                     node.kind == syntax::SpecialCall::Kind::least;
  if (sorts && !binder_.catalog().has_ordering(type.oid)) {
    return fail(site.span,
                diagnostics::NoOrdering{binder_.type_name(type), std::string{name}, false});
  }
  auto* call = make(site, type, SpecialCall{node.kind, std::move(arguments)});
  if (node.kind == syntax::SpecialCall::Kind::grouping)
    return place_grouping(binder_, scope_, call);
  return call;
}

/// A shape is an item of a list: the grammar has it nowhere else.
auto ExprBinder::bind_node(const syntax::Shape& node, const Site& site) -> ExprPtr {
  return fail(site.span, diagnostics::MisplacedShape{spell(node.path)});
}

}  // namespace ormc::query
