#include <algorithm>
#include <cstddef>

#include "catalog/coercion.hpp"
#include "catalog/type_name.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/suspicion_diagnostics.hpp"
#include "query/bind_coercion.hpp"
#include "query/bind_expr.hpp"
#include "query/unknown_name.hpp"

namespace ormc::query {

namespace oid = catalog::oid;
using catalog::OperatorFailure;
using catalog::ResolvedOperator;

namespace {

auto name_of(const syntax::Operator& op) -> catalog::OperatorName {
  const auto schema = op.schema ? std::string_view{op.schema->text} : std::string_view{};
  // PostgreSQL's lexer makes one of the two.
  return {schema, op.symbol == "!=" ? std::string_view{"<>"} : std::string_view{op.symbol}};
}

auto resolve(const catalog::Catalog& catalog, catalog::OperatorName name, Oid left, Oid right)
    -> catalog::OperatorResolution {
  if (left == catalog::no_oid) return catalog::resolve_prefix_operator(catalog, name, right);
  return catalog::resolve_binary_operator(catalog, name, left, right);
}

/// An operator that the search path does not show may be one that the program declares.
auto resolve(const schema::Schema& schema, const syntax::Operator& op, Oid left, Oid right)
    -> catalog::OperatorResolution {
  auto resolution = resolve(schema.catalog, name_of(op), left, right);
  if (op.schema) return resolution;
  for (const auto& declared : schema.operators) {
    if (std::holds_alternative<ResolvedOperator>(resolution)) break;
    if (declared.symbol != op.symbol) continue;
    auto other = resolve(schema.catalog, {declared.sql_schema, declared.symbol}, left, right);
    if (std::holds_alternative<ResolvedOperator>(other)) resolution = std::move(other);
  }
  return resolution;
}

auto same(const catalog::OperatorResolution& resolution, const ResolvedOperator& chosen) -> bool {
  const auto* other = std::get_if<ResolvedOperator>(&resolution);
  return other != nullptr && other->op == chosen.op && other->left == chosen.left &&
         other->right == chosen.right;
}

/// An operator as it is written: `like` for `~~`.
auto written(std::string_view symbol) -> std::string_view {
  if (symbol == "~~") return "like";
  if (symbol == "!~~") return "not like";
  if (symbol == "~~*") return "ilike";
  if (symbol == "!~~*") return "not ilike";
  return symbol;
}

/// "integer + text", with a type that is not known yet as a question mark.
auto spell(const Binder& binder, std::string_view symbol, Oid left, Oid right) -> std::string {
  const auto type = [&](Oid id) {
    return id == oid::unknown ? std::string{"unknown"} : binder.type_name({id, -1});
  };
  if (left == catalog::no_oid) return std::string{symbol} + " " + type(right);
  return type(left) + " " + std::string{written(symbol)} + " " + type(right);
}

/// The operators to suggest: those that take one of the operands as it is, then others.
auto candidates_for(const Binder& binder, const OperatorFailure& failure, Oid left, Oid right)
    -> std::vector<std::string> {
  auto ranked = std::vector<const catalog::Operator*>{};
  const auto fits = [&](const catalog::Operator* op) {
    return (op->left == left) + (op->right == right);
  };
  for (const auto* op : failure.candidates) {
    const auto prefix = op->left == catalog::no_oid;
    if (prefix == (left == catalog::no_oid)) ranked.push_back(op);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](const auto* a, const auto* b) {
    return fits(a) > fits(b);
  });
  const auto any_fits = !ranked.empty() && fits(ranked.front()) > 0;
  auto names = std::vector<std::string>{};
  for (const auto* op : ranked) {
    if (any_fits && fits(op) == 0) break;
    names.push_back(spell(binder, op->name, op->left, op->right));
  }
  return names;
}

/// What the writer of an operator that does not fit most likely wanted.
auto remedy_for(const Binder& binder, std::string_view symbol, const Expr& left, const Expr& right)
    -> diagnostics::OperatorMismatch::Remedy {
  using Remedy = diagnostics::OperatorMismatch::Remedy;
  const auto& catalog = binder.catalog();
  const auto category = [&](const Expr& expr) { return catalog.type(expr.type.oid).category; };
  const auto either = [&](auto test) { return test(left) || test(right); };
  const auto is = [&](char wanted) {
    return [&, wanted](const Expr& expr) { return category(expr) == wanted; };
  };
  const auto is_text = is(catalog::category::string);
  const auto is_boolean = is(catalog::category::boolean);
  const auto is_number = is(catalog::category::numeric);
  const auto may_be_text = [&](const Expr& expr) {
    return is_text(expr) || expr.type.oid == catalog::oid::unknown;
  };
  if (symbol == "+" && either(is_text) && may_be_text(left) && may_be_text(right)) {
    return Remedy::join_texts;
  }
  if (symbol == "&&" && either(is_boolean)) return Remedy::logical_and;
  if (symbol == "||" && either(is_boolean)) return Remedy::logical_or;
  if ((symbol == "+" || symbol == "-") && is(catalog::category::date_time)(left) &&
      is_number(right)) {
    return Remedy::add_interval;
  }
  const auto is_model = [&](const Expr& expr) {
    return std::holds_alternative<Parameter>(expr.node) &&
           category(expr) == catalog::category::composite;
  };
  if (either(is_model)) return Remedy::key_of_model;
  if (symbol == "=" && (catalog.element_of(right.type.oid) == left.type.oid ||
                        catalog.element_of(left.type.oid) == right.type.oid)) {
    return Remedy::any_of_array;
  }
  const auto is_constant = [](const Expr& expr) {
    return std::holds_alternative<Constant>(expr.node);
  };
  if ((symbol == "=" || symbol == "<>") && either(is_boolean) && either(is_number) &&
      either(is_constant)) {
    return Remedy::boolean_itself;
  }
  const auto is_written_number = [&](const Expr& expr) {
    return is_number(expr) && is_constant(expr);
  };
  if (either(is_text) && either(is_written_number)) return Remedy::quote_number;
  const auto is_json = [](const Expr& expr) {
    return expr.type.oid == oid::json || expr.type.oid == oid::jsonb;
  };
  return either(is_json) ? Remedy::text_of_json : Remedy::cast;
}

/// `null` as it is written, and not the NULL of a cast or a parameter.
auto is_written_null(const syntax::Expr& expr) -> bool {
  const auto* literal = std::get_if<syntax::Literal>(&expr.node);
  return literal != nullptr && literal->kind == syntax::Literal::Kind::null;
}

auto operator_names(const catalog::Catalog& catalog) -> std::vector<std::string> {
  const auto names = catalog.operator_names();
  return {names.begin(), names.end()};
}

/// An operator outside of pg_catalog and the search path is printed with its schema.
auto is_qualified(const Binder& binder, const syntax::Operator& op, const catalog::Operator& found)
    -> bool {
  if (op.schema) return true;
  const auto path = binder.catalog().search_path();
  return found.schema != "pg_catalog" &&
         std::find(path.begin(), path.end(), found.schema) == path.end();
}

/// The name that an operand is, without a qualifier; null for any other.
auto bare_name(const syntax::Expr& operand) -> const syntax::Name* {
  const auto* reference = std::get_if<syntax::NameRef>(&operand.node);
  return reference != nullptr && reference->name.parts.size() == 1 ? &reference->name.parts.front()
                                                                   : nullptr;
}

/// What a name behind an operator over documents was meant to be, if it is no column.
auto key_behind(const Binder& binder, const syntax::Operator& op, const Expr& left)
    -> std::optional<diagnostics::UnknownColumn::Meaning> {
  using Meaning = diagnostics::UnknownColumn::Meaning;
  const auto takes = [&](catalog::Oid type) {
    return std::holds_alternative<ResolvedOperator>(
        resolve(binder.schema(), op, left.type.oid, type));
  };
  const auto category = binder.catalog().type(left.type.oid).category;
  if (is_error(left) || category != catalog::category::user) return std::nullopt;
  if (op.symbol.starts_with("#>") && takes(oid::text_array)) return Meaning::document_path;
  const auto by_key = op.symbol.starts_with("->") || op.symbol == "?";
  return by_key && takes(oid::text) ? std::optional{Meaning::document_key} : std::nullopt;
}

/// `document -> name`, where the name means nothing: reported as a key without its quotes. Null
/// where it is something else.
auto bind_unknown_key(Binder& binder, Scope& scope, const syntax::Binary& node, const Expr& left)
    -> ExprPtr {
  const auto* name = bare_name(*node.right);
  if (name == nullptr || !is_unknown_name(binder, scope, *name)) return nullptr;
  const auto key = key_behind(binder, node.op, left);
  if (!key) return nullptr;
  return unknown_column(binder, scope, *name, {*key, node.op.symbol, name->span});
}

/// `@name`, the absolute value of a column, is how other databases write parameters: reported where
/// the name is none. Null where it is one, or something else.
auto bind_unknown_parameter(Binder& binder, Scope& scope, const syntax::Unary& node, Span whole)
    -> ExprPtr {
  const auto* name = bare_name(*node.operand);
  const auto is_sign = node.op.symbol == "@" && !node.op.schema && name != nullptr &&
                       whole.begin + 1 == name->span.begin;
  if (!is_sign || !is_unknown_name(binder, scope, *name)) return nullptr;
  using Meaning = diagnostics::UnknownColumn::Meaning;
  return unknown_column(binder, scope, *name, {Meaning::parameter, {}, whole});
}

/// The parameter that `@name` was most likely meant to be; null where none is called so.
auto parameter_behind_sign(Binder& binder, const syntax::Unary& node) -> ParameterState* {
  const auto* name = bare_name(*node.operand);
  if (node.op.symbol != "@" || node.op.schema || name == nullptr) return nullptr;
  auto& parameters = binder.parameters();
  const auto found = std::ranges::find(parameters, name->text, &ParameterState::name);
  return found == parameters.end() ? nullptr : &*found;
}

auto like_operator(const syntax::Like& node) -> std::string {
  const auto negation = std::string{node.negated ? "!" : ""};
  switch (node.kind) {
    case syntax::Like::Kind::like:
      return negation + "~~";
    case syntax::Like::Kind::ilike:
      return negation + "~~*";
    case syntax::Like::Kind::similar_to:
      return negation + "~";
  }
  return {};
}

}  // namespace

auto ExprBinder::choose(const syntax::Operator& op, Operands operands, Span span)
    -> std::optional<ResolvedOperator> {
  auto list = std::vector<ExprPtr>{};
  if (operands.left != nullptr) list.push_back(operands.left);
  list.push_back(operands.right);
  if (any_error(list)) return std::nullopt;
  const auto& schema = binder_.schema();
  const auto left = operands.left == nullptr ? catalog::no_oid : operands.left->type.oid;
  const auto right = operands.right->type.oid;
  const auto resolution = resolve(schema, op, left, right);
  if (const auto* failure = std::get_if<OperatorFailure>(&resolution)) {
    report_operator(op, operands, *failure, span);
    return std::nullopt;
  }
  const auto chosen = std::get<ResolvedOperator>(resolution);
  auto targets = std::vector<Oid>{};
  if (operands.left != nullptr) targets.push_back(chosen.left);
  targets.push_back(chosen.right);
  uncast_parameters(list, targets, [&](const std::vector<Oid>& types) {
    const auto first = operands.left == nullptr ? catalog::no_oid : types.front();
    return same(resolve(schema, op, first, types.back()), chosen);
  });
  for (auto i = std::size_t{0}; i < list.size(); ++i) {
    coerces(binder_, *list[i], {targets[i], -1}, catalog::CoercionContext::implicit);
  }
  return any_error(list) ? std::nullopt : std::optional{chosen};
}

auto ExprBinder::apply(const syntax::Operator& op, Operands operands, const Site& site) -> ExprPtr {
  const auto chosen = choose(op, operands, site.focus);
  if (!chosen) return error(site);
  return make(
      site,
      {chosen->result, -1},
      OperatorCall{
          chosen->op, is_qualified(binder_, op, *chosen->op), operands.left, operands.right});
}

auto ExprBinder::choose_for_array(const syntax::Operator& op,
                                  ExprPtr operand,
                                  ExprPtr array,
                                  Span span) -> std::optional<ResolvedOperator> {
  const auto list = std::vector<ExprPtr>{operand, array};
  if (any_error(list)) return std::nullopt;
  const auto& catalog = binder_.catalog();
  const auto resolution =
      catalog::resolve_array_operator(catalog, name_of(op), operand->type.oid, array->type.oid);
  if (const auto* failure = std::get_if<OperatorFailure>(&resolution)) {
    report_operator(op, {operand, array}, *failure, span);
    return std::nullopt;
  }
  const auto chosen = std::get<ResolvedOperator>(resolution);
  const auto targets = std::vector<Oid>{chosen.left, chosen.right};
  uncast_parameters(list, targets, [&](const std::vector<Oid>& types) {
    return same(catalog::resolve_array_operator(catalog, name_of(op), types[0], types[1]), chosen);
  });
  for (auto i = std::size_t{0}; i < list.size(); ++i) {
    coerces(binder_, *list[i], {targets[i], -1}, catalog::CoercionContext::implicit);
  }
  return any_error(list) ? std::nullopt : std::optional{chosen};
}

void ExprBinder::report_operator(const syntax::Operator& op,
                                 Operands operands,
                                 const OperatorFailure& failure,
                                 Span span) {
  const auto left = operands.left == nullptr ? catalog::no_oid : operands.left->type.oid;
  const auto right = operands.right->type.oid;
  auto operation = spell(binder_, op.symbol, left, right);
  auto candidates = candidates_for(binder_, failure, left, right);
  auto& diagnostics = binder_.diagnostics();
  switch (failure.kind) {
    case OperatorFailure::Kind::unknown_name: {
      auto nearest = diagnostics::nearest(op.symbol, operator_names(binder_.catalog()));
      // A name in backticks is one to who wrote it.
      const auto is_quoted = operands.left == nullptr && op.symbol == "`";
      const auto place = is_quoted ? span.to(operands.right->span) : span;
      diagnostics.report(place, diagnostics::UnknownOperator{op.symbol, std::move(nearest)});
      return;
    }
    case OperatorFailure::Kind::ambiguous:
      diagnostics.report(
          span, diagnostics::AmbiguousOperator{std::move(operation), std::move(candidates)});
      return;
    case OperatorFailure::Kind::inconsistent:
      diagnostics.report(
          span,
          diagnostics::PolymorphicMismatch{std::move(operation),
                                           candidates.empty() ? op.symbol : candidates.front()});
      return;
    case OperatorFailure::Kind::no_match:
      break;
  }
  auto what = diagnostics::OperatorMismatch{std::move(operation), std::move(candidates)};
  if (operands.left != nullptr) {
    what.remedy = remedy_for(binder_, op.symbol, *operands.left, *operands.right);
  }
  auto& report = diagnostics.report(span, what);
  const auto label = [&](const Expr& operand) {
    const auto known = operand.type.oid != oid::unknown;
    report.label(operand.span,
                 known ? "this is `" + binder_.type_name(operand.type) + "`"
                       : "this literal takes its type from the other side");
  };
  if (operands.left != nullptr) label(*operands.left);
  label(*operands.right);
}

auto ExprBinder::bind_node(const syntax::Unary& node, const Site& site) -> ExprPtr {
  if (auto* unknown = bind_unknown_parameter(binder_, scope_, node, site.span)) return unknown;
  auto* operand = bind(*node.operand);
  // The minus belongs to the number: -2147483648 is an integer although 2147483648 is not.
  if (auto* constant = std::get_if<Constant>(&operand->node);
      constant != nullptr && node.op.symbol == "-" && !node.op.schema) {
    if (operand->type.oid == oid::int8 && constant->text == "2147483648")
      operand->type.oid = oid::int4;
    if (operand->type.oid == oid::numeric && constant->text == "9223372036854775808") {
      operand->type.oid = oid::int8;
    }
  }
  if (auto* parameter = parameter_behind_sign(binder_, node);
      parameter != nullptr && !is_error(*operand) &&
      std::holds_alternative<OperatorFailure>(
          resolve(binder_.schema(), node.op, catalog::no_oid, operand->type.oid))) {
    parameter->misused = true;
    auto what = diagnostics::OperatorMismatch{
        spell(binder_, node.op.symbol, catalog::no_oid, operand->type.oid), {}};
    what.remedy = diagnostics::OperatorMismatch::Remedy::parameter;
    what.parameter = parameter->name;
    return fail(site.span, what);
  }
  return apply(node.op, {nullptr, operand}, site);
}

auto ExprBinder::bind_node(const syntax::Binary& node, const Site& site) -> ExprPtr {
  auto* right = bind_unknown_key(binder_, scope_, node, *site.operand);
  if (right == nullptr) right = bind_right_side(*node.right, *site.operand);
  const auto operands = Operands{site.operand, right};
  warn_of_null(node, site);
  if (std::holds_alternative<Row>(site.operand->node)) {
    const auto* subquery = std::get_if<ScalarSubquery>(&right->node);
    if (std::holds_alternative<Row>(right->node) || subquery != nullptr) {
      return compare_rows(node.op, operands, site);
    }
  }
  return apply(node.op, operands, site);
}

void ExprBinder::warn_of_null(const syntax::Binary& node, const Site& site) {
  const auto& symbol = node.op.symbol;
  const auto negated = symbol == "<>" || symbol == "!=";
  if (node.op.schema || (symbol != "=" && !negated)) return;
  if (!is_written_null(*node.left) && !is_written_null(*node.right)) return;
  auto& reported =
      binder_.diagnostics().report(site.focus, diagnostics::ComparisonWithNull{symbol, negated});
  if (!is_written_null(*node.right)) return;
  const auto written = source::Span{site.focus.file, site.focus.begin, node.right->span.end};
  reported.fixit(written, negated ? "is not null" : "is null");
}

/// A subquery that a row is compared with may have as many columns as the row.
auto ExprBinder::bind_right_side(const syntax::Expr& expr, const Expr& left) -> ExprPtr {
  const auto* subquery = std::get_if<syntax::ScalarSubquery>(&expr.node);
  if (subquery == nullptr || !std::holds_alternative<Row>(left.node)) return bind(expr);
  const auto site = Site{expr, expr.span, expr.focus, nullptr};
  auto* query = bind_subquery(*subquery->query, site);
  if (query == nullptr) return error(site);
  return make(site, {oid::record, -1}, ScalarSubquery{query});
}

auto ExprBinder::choose_for_rows(const syntax::Operator& op,
                                 std::span<const ExprPtr> left,
                                 std::span<const ExprPtr> right,
                                 const Site& site) -> std::vector<const catalog::Operator*> {
  if (left.size() != right.size() || left.empty()) {
    binder_.diagnostics().report(site.focus, diagnostics::RowSizes{left.size(), right.size()});
    return {};
  }
  auto ops = std::vector<const catalog::Operator*>{};
  for (auto i = std::size_t{0}; i < left.size(); ++i) {
    const auto chosen = choose(op, {left[i], right[i]}, site.focus);
    if (!chosen) return {};
    if (chosen->result != oid::bool_) {
      binder_.diagnostics().report(site.focus, diagnostics::NotAComparison{op.symbol, "rows"});
      return {};
    }
    ops.push_back(chosen->op);
  }
  const auto compares = std::ranges::all_of(
      ops, [&](const catalog::Operator* each) { return binder_.catalog().orders(*each); });
  if (left.size() > 1 && !compares) {
    binder_.diagnostics().report(site.focus, diagnostics::NotAComparison{op.symbol, "rows"});
    return {};
  }
  return ops;
}

auto ExprBinder::compare_rows(const syntax::Operator& op, Operands operands, const Site& site)
    -> ExprPtr {
  if (is_error(*operands.left) || is_error(*operands.right)) return error(site);
  const auto& left = std::get<Row>(operands.left->node).elements;
  auto right = std::vector<ExprPtr>{};
  if (const auto* row = std::get_if<Row>(&operands.right->node)) {
    right = row->elements;
  } else {
    right = columns_of(*std::get<ScalarSubquery>(operands.right->node).query);
  }
  auto ops = choose_for_rows(op, left, right, site);
  if (ops.empty()) return error(site);
  return make(site,
              {oid::bool_, -1},
              RowComparison{op.symbol, std::move(ops), operands.left, operands.right});
}

auto ExprBinder::bind_node(const syntax::AtTimeZone& node, const Site& site) -> ExprPtr {
  auto* zone = bind(*node.zone);
  const auto chosen = choose_function("timezone", {zone, site.operand}, site.focus);
  if (!chosen) return error(site);
  return make(site, {chosen->result, -1}, AtTimeZone{chosen->function, site.operand, zone});
}

auto ExprBinder::bind_node(const syntax::Like& node, const Site& site) -> ExprPtr {
  auto* pattern = bind(*node.pattern);
  auto* escape = node.escape == nullptr ? nullptr : bind(*node.escape);
  auto* pattern_value = pattern;
  const auto similar = node.kind == syntax::Like::Kind::similar_to;
  if (escape != nullptr || similar) {
    // The server wraps the pattern into a function; its result is what is compared.
    auto arguments = std::vector<ExprPtr>{pattern};
    if (escape != nullptr) arguments.push_back(escape);
    const auto chosen =
        choose_function(similar ? "similar_to_escape" : "like_escape", arguments, site.focus);
    if (!chosen) return error(site);
    pattern_value = make(site, {chosen->result, -1}, DefaultValue{});
  }
  const auto op = syntax::Operator{like_operator(node), std::nullopt, site.focus};
  const auto chosen = choose(op, {site.operand, pattern_value}, site.focus);
  if (!chosen) return error(site);
  return make(
      site, {chosen->result, -1}, Like{node.kind, site.operand, pattern, escape, node.negated});
}

}  // namespace ormc::query
