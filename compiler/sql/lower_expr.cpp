#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "catalog/common_type.hpp"
#include "catalog/resolve_operator.hpp"
#include "query/expr_traits.hpp"
#include "query/walk_query.hpp"
#include "sql/lower.hpp"
#include "sql/print.hpp"
#include "sql/relation_text.hpp"
#include "sql/text_form.hpp"
#include "sql/type_text.hpp"

namespace ormc::sql {

namespace {

/// The nodes that continue an operand to the right: chains of them are lowered by a loop.
template <class Node>
constexpr auto continues =
    std::is_same_v<Node, ir::AtTimeZone> || std::is_same_v<Node, ir::Collate> ||
    std::is_same_v<Node, ir::Cast> || std::is_same_v<Node, ir::Subscript> ||
    std::is_same_v<Node, ir::FieldSelection>;

auto left_operand(const ir::Expr& expr) -> ir::ExprPtr {
  return std::visit(
      [](const auto& node) -> ir::ExprPtr {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ir::OperatorCall>) {
          return node.left;
        } else if constexpr (continues<Node>) {
          return node.operand;
        } else {
          return nullptr;
        }
      },
      expr.node);
}

auto is_test_words(const ir::IsTest& test) -> std::string {
  auto words = std::string{test.negated ? "not " : ""};
  switch (test.kind) {
    case syntax::IsTest::Kind::null:
      return words + "null";
    case syntax::IsTest::Kind::truth:
      return words + "true";
    case syntax::IsTest::Kind::falsehood:
      return words + "false";
    case syntax::IsTest::Kind::unknown:
      return words + "unknown";
    case syntax::IsTest::Kind::document:
      return words + "document";
  }
  return words;
}

auto like_words(const ir::Like& like) -> std::string {
  auto words = std::string{like.negated ? "not " : ""};
  switch (like.kind) {
    case syntax::Like::Kind::like:
      return words + "like";
    case syntax::Like::Kind::ilike:
      return words + "ilike";
    case syntax::Like::Kind::similar_to:
      return words + "similar to";
  }
  return words;
}

/// Operators that `any` and `all` know by their words.
auto quantified_symbol(std::string_view symbol) -> std::string {
  if (symbol == "~~") return "like";
  if (symbol == "!~~") return "not like";
  if (symbol == "~~*") return "ilike";
  if (symbol == "!~~*") return "not ilike";
  return std::string{symbol};
}

/// Whether a query selects several columns as they are and nothing looks at them.
auto selects_rows(const ir::Query& query) -> bool {
  const auto* select = std::get_if<ir::Select>(&query.body);
  return select != nullptr && select->items.size() > 1 && !select->distinct &&
         select->distinct_on.empty() && !select->aggregates && query.order_by.empty() &&
         std::all_of(select->items.begin(), select->items.end(), [](const auto& item) {
           return std::holds_alternative<ir::ColumnRef>(item.expr->node);
         });
}

/// Types that may be written before a literal, as in `date '2020-01-01'`.
auto is_plain_type(std::string_view type) -> bool {
  if (type.starts_with("interval ")) return false;  // its fields stand behind the literal
  return std::all_of(type.begin(), type.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || c == '_';
  });
}

}  // namespace

Lowering::Lowering(const schema::Schema& schema,
                   const ir::Unit& unit,
                   source::Arena& arena,
                   const std::vector<ir::QueryParameter>& parameters)
    : schema_(schema),
      unit_(unit),
      arena_(arena),
      parameters_(parameters),
      presence_(parameters),
      aliases_(unit.ranges.size()) {
  for (std::size_t i = 0; i < unit.ranges.size(); ++i) {
    const auto* path = std::get_if<ir::PathSource>(&unit.ranges[i].source);
    if (path) paths_[path->parent].push_back(static_cast<ir::RangeId>(i));
  }
  bare_ = unit.ranges.size() <= 1;
}

auto Lowering::presence(std::optional<ir::PartId> part) const -> tree::Presence {
  auto condition = presence_.of(unit_, part);
  return {condition.mask, condition.value};
}

auto Lowering::type(catalog::TypeRef type) const -> std::string {
  return type_text(schema_.catalog, type);
}

auto Lowering::expr(const ir::Expr& expr) -> tree::ExprPtr {
  if (left_operand(expr)) return spine(expr);
  return std::visit(
      [&](const auto& alternative) -> tree::ExprPtr {
        using Node = std::decay_t<decltype(alternative)>;
        if constexpr (continues<Node>) {
          return continued(expr, nullptr);  // an assignment's subscript or field
        } else if constexpr (std::is_same_v<Node, ir::Parameter> ||
                             std::is_same_v<Node, ir::XmlCall> ||
                             std::is_same_v<Node, ir::Constant> ||
                             std::is_same_v<Node, ir::ArrayConstructor> ||
                             std::is_same_v<Node, ir::Case> ||
                             std::is_same_v<Node, ir::SpecialCall>) {
          return node(alternative, expr);
        } else {
          return node(alternative);
        }
      },
      expr.node);
}

auto Lowering::spine(const ir::Expr& root) -> tree::ExprPtr {
  auto links = std::vector<const ir::Expr*>{};
  const auto* at = &root;
  while (const auto* left = left_operand(*at)) {
    links.push_back(at);
    at = left;
  }
  auto lowered = expr(*at);
  for (auto link = links.rbegin(); link != links.rend(); ++link)
    lowered = continued(**link, lowered);
  return lowered;
}

auto Lowering::continued(const ir::Expr& expr, tree::ExprPtr left) -> tree::ExprPtr {
  if (const auto* call = std::get_if<ir::OperatorCall>(&expr.node)) {
    return make(tree::Infix{op(*call->op, call->qualified),
                            operand_of(*call, call->left, left),
                            operand_of(*call, call->right, operand(call->right))});
  }
  if (const auto* zone = std::get_if<ir::AtTimeZone>(&expr.node)) {
    return make(tree::AtTimeZone{left, operand(zone->zone)});
  }
  if (const auto* collate = std::get_if<ir::Collate>(&expr.node)) {
    return make(tree::Collate{left, collate->collation});
  }
  if (const auto* cast = std::get_if<ir::Cast>(&expr.node)) {
    return make(tree::Cast{left, type(cast->type)});
  }
  if (const auto* field = std::get_if<ir::FieldSelection>(&expr.node)) {
    return make(tree::Field{left, field->sql_name});
  }
  const auto& subscript = std::get<ir::Subscript>(expr.node);
  return make(tree::Subscript{left,
                              subscript.slice,
                              operand(subscript.lower),
                              operand(subscript.upper),
                              subscript.continues});
}

auto Lowering::operands(const std::vector<ir::ExprPtr>& exprs) -> std::vector<tree::ExprPtr> {
  auto lowered = std::vector<tree::ExprPtr>{};
  lowered.reserve(exprs.size());
  for (auto* expr : exprs) lowered.push_back(operand(expr));
  return lowered;
}

auto Lowering::operands_as(catalog::Oid taken_for, const std::vector<ir::ExprPtr>& exprs)
    -> std::vector<tree::ExprPtr> {
  auto lowered = std::vector<tree::ExprPtr>{};
  lowered.reserve(exprs.size());
  for (auto* expr : exprs) lowered.push_back(taken_as(taken_for, expr, operand(expr)));
  return lowered;
}

// ---- operands

auto Lowering::node(const ir::ColumnRef& column) -> tree::ExprPtr {
  const auto& range = unit_.at(column.range);
  const auto& name = range.columns[column.column].sql_name;
  if (const auto* join = std::get_if<ir::JoinSource>(&range.source)) {
    if (range.alias.empty()) return merged(*join, column.range, column.column);
  }
  if (bare_ || alias(column.range).empty()) return make(tree::Column{{name}});
  return make(tree::Column{{alias(column.range), name}});
}

/// Whether another range beside a join has a column called like one that the join merged.
auto Lowering::has_namesake(const MergedJoin& merged,
                            ir::RangeId range,
                            const std::string& name) const -> bool {
  auto inside = std::set<ir::RangeId>{range};
  for (const auto* side : {merged.join->left, merged.join->right}) {
    query::for_each_range(*side, [&](ir::RangeId id) { inside.insert(id); });
  }
  const auto is_level = [&](const auto& ranges) {
    return std::find(ranges.begin(), ranges.end(), range) != ranges.end();
  };
  const auto level = std::find_if(level_ranges_.begin(), level_ranges_.end(), is_level);
  if (level == level_ranges_.end()) return false;
  return std::any_of(level->begin(), level->end(), [&](ir::RangeId id) {
    const auto& other = unit_.at(id);
    if (inside.contains(id) || std::holds_alternative<ir::JoinSource>(other.source)) return false;
    return std::any_of(other.columns.begin(), other.columns.end(), [&](const auto& column) {
      return column.sql_name == name;
    });
  });
}

/// A merged column goes by its bare name as long as nothing else that SQL sees has that name: path
/// joins and subqueries made from paths may. Then what it was merged from is written out.
auto Lowering::merged(const ir::JoinSource& join, ir::RangeId range, ir::ColumnIndex column)
    -> tree::ExprPtr {
  const auto& own = unit_.at(range).columns[column];
  auto found = merged_.find(range);
  auto ambiguous = found != merged_.end() &&
                   (found->second.written_out || has_namesake(found->second, range, own.sql_name));
  for (const auto& other : unit_.ranges) {
    if (!std::holds_alternative<ir::PathSource>(other.source)) continue;
    ambiguous = ambiguous || std::any_of(other.columns.begin(),
                                         other.columns.end(),
                                         [&](const auto& c) { return c.sql_name == own.sql_name; });
  }
  if (!ambiguous || found == merged_.end()) return make(tree::Column{{own.sql_name}});
  auto coerced = [&](ir::ExprPtr side) {
    auto lowered = operand(side);
    return side->type.oid == own.type.oid ? lowered : make(tree::Cast{lowered, type(own.type)});
  };
  const auto& [left, right] = join.merged[column];
  auto kind = found->second.join->kind;
  if (kind == syntax::Join::Kind::right) return coerced(right);
  if (kind != syntax::Join::Kind::full) return coerced(left);
  auto call = tree::Call{.function = {"coalesce"}, .keyword = true};
  call.arguments = {{.value = coerced(left)}, {.value = coerced(right)}};
  return make(std::move(call));
}

auto Lowering::node(const ir::WholeRow& row) -> tree::ExprPtr {
  // In a schema's expressions the one table has no alias.
  const auto name =
      alias(row.range).empty() ? implicit_name(unit_.at(row.range)) : alias(row.range);
  auto hidden = std::any_of(unit_.ranges.begin(), unit_.ranges.end(), [&](const auto& range) {
    return std::any_of(range.columns.begin(), range.columns.end(), [&](const auto& column) {
      return column.sql_name == name;
    });
  });
  if (!hidden) return make(tree::Column{{name}});
  // The bare alias would mean a column of that name. The cast keeps a select list from expanding
  // it.
  auto all = make(tree::Verbatim{quote_name({name}) + ".*"});
  const auto* table = std::get_if<ir::TableSource>(&unit_.at(row.range).source);
  if (!table) return all;
  return make(tree::Cast{all, quote_name(table_name(table->model))});
}

auto Lowering::node(const ir::SystemColumn& column) -> tree::ExprPtr {
  if (bare_ || alias(column.range).empty()) return make(tree::Column{{column.name}});
  return make(tree::Column{{alias(column.range), column.name}});
}

auto Lowering::node(const ir::DomainValue&) -> tree::ExprPtr {
  return make(tree::Verbatim{"value"});
}

auto Lowering::node(const ir::Parameter& parameter, const ir::Expr& expr) -> tree::ExprPtr {
  auto lowered = make(tree::Parameter{parameter.index});
  if (travels_as_text(schema_.catalog, expr.type.oid)) {
    auto* text = make(tree::Cast{lowered, type(wire_type(schema_.catalog, expr.type))});
    return make(tree::Cast{text, type({expr.type.oid, -1})});
  }
  if (!parameter.cast) return lowered;
  // Without a modifier: an explicit cast would cut the value to its length.
  return make(tree::Cast{lowered, type({expr.type.oid, -1})});
}

auto Lowering::node(const ir::Constant& constant, const ir::Expr& expr) -> tree::ExprPtr {
  switch (constant.kind) {
    case syntax::Literal::Kind::integer:
    case syntax::Literal::Kind::numeric:
    case syntax::Literal::Kind::boolean:
      return make(tree::Verbatim{constant.text});
    case syntax::Literal::Kind::null:
      return make(tree::Verbatim{"null"});
    case syntax::Literal::Kind::bit_string:
      return make(tree::String{constant.text, "B"});
    case syntax::Literal::Kind::hex_string:
      return make(tree::String{constant.text, "X"});
    case syntax::Literal::Kind::string:
      break;
  }
  auto lowered = string(constant, expr.type.oid);
  const auto is_known = expr.type.oid != catalog::oid::unknown && expr.type.oid != catalog::no_oid;
  if (!says_types_ || constant.written_type || !is_known) return lowered;
  return make(tree::Cast{lowered, type({expr.type.oid, -1})});
}

auto Lowering::string(const ir::Constant& constant, catalog::Oid taken_for) -> tree::ExprPtr {
  const auto type_of_text = constant.written_type ? constant.written_type->oid : taken_for;
  const auto text = type_of_text == catalog::oid::regclass ? relation_text(schema_, constant.text)
                                                           : constant.text;
  if (!constant.written_type) return make(tree::String{text, {}});
  auto written = type(*constant.written_type);
  // `interval month '3'` is not SQL: fields stand behind the text, or in a cast.
  auto fields =
      constant.written_type->oid == catalog::oid::interval && constant.written_type->modifier != -1;
  if (is_plain_type(written) && !fields) return make(tree::String{text, written + " "});
  return make(tree::Cast{make(tree::String{text, {}}), written});
}

auto Lowering::node(const ir::DefaultValue&) -> tree::ExprPtr {
  return make(tree::Verbatim{"default"});
}

/// A query with an error never gets here; a null keeps a broken one printable.
auto Lowering::node(const ir::Error&) -> tree::ExprPtr { return make(tree::Verbatim{"null"}); }

auto Lowering::node(const ir::KeywordValue& value) -> tree::ExprPtr {
  if (!value.precision) return make(tree::Verbatim{value.keyword});
  auto call = tree::Call{.function = {value.keyword}, .keyword = true};
  call.arguments = {{.value = operand(value.precision)}};
  return make(std::move(call));
}

// ---- operators

auto Lowering::taken_as(catalog::Oid taken_for, ir::ExprPtr operand, tree::ExprPtr lowered)
    -> tree::ExprPtr {
  const auto* constant = operand ? std::get_if<ir::Constant>(&operand->node) : nullptr;
  if (!says_types_ || constant == nullptr) return lowered;
  const auto is_number = constant->kind == syntax::Literal::Kind::integer ||
                         constant->kind == syntax::Literal::Kind::numeric;
  const auto is_as_written = taken_for == catalog::no_oid || taken_for == operand->type.oid ||
                             schema_.catalog.is_polymorphic(taken_for);
  if (!is_number || is_as_written) return lowered;
  return make(tree::Cast{lowered, type({taken_for, -1})});
}

auto Lowering::operand_of(const ir::OperatorCall& call, ir::ExprPtr operand, tree::ExprPtr lowered)
    -> tree::ExprPtr {
  return taken_as(operand == call.left ? call.op->left : call.op->right, operand, lowered);
}

/// Only prefix operators come here; the others are links of a spine.
auto Lowering::node(const ir::OperatorCall& call) -> tree::ExprPtr {
  return make(tree::Prefix{op(*call.op, call.qualified), operand(call.right)});
}

auto Lowering::node(const ir::Logical& logical) -> tree::ExprPtr {
  auto kind = logical.kind == syntax::Logical::Kind::all ? tree::Logical::Kind::all
                                                         : tree::Logical::Kind::any;
  return make(tree::Logical{kind, operands(logical.terms)});
}

auto Lowering::node(const ir::OptionalTerm& optional) -> tree::ExprPtr {
  return make(tree::OptionalTerm{operand(optional.term), presence(optional.part)});
}

auto Lowering::node(const ir::Not& negation) -> tree::ExprPtr {
  return make(tree::Not{operand(negation.operand)});
}

auto Lowering::node(const ir::IsTest& test) -> tree::ExprPtr {
  return make(tree::Is{operand(test.operand), is_test_words(test)});
}

auto Lowering::node(const ir::IsDistinctFrom& test) -> tree::ExprPtr {
  const auto left = test.op ? test.op->left : catalog::no_oid;
  const auto right = test.op ? test.op->right : catalog::no_oid;
  return make(tree::IsDistinctFrom{taken_as(left, test.left, operand(test.left)),
                                   taken_as(right, test.right, operand(test.right)),
                                   test.negated});
}

auto Lowering::node(const ir::IsNormalized& test) -> tree::ExprPtr {
  auto words = fmt::format(
      "{}{}{}normalized", test.negated ? "not " : "", test.form, test.form.empty() ? "" : " ");
  return make(tree::Is{operand(test.operand), words});
}

auto Lowering::node(const ir::Between& between) -> tree::ExprPtr {
  // Each bound is compared by an operator of its own.
  const auto bound = [&](const char* op, ir::ExprPtr expr) {
    if (!says_types_) return operand(expr);
    const auto found = catalog::resolve_binary_operator(
        schema_.catalog, {.name = op}, between.operand->type.oid, expr->type.oid);
    const auto* resolved = std::get_if<catalog::ResolvedOperator>(&found);
    return taken_as(resolved ? resolved->right : catalog::no_oid, expr, operand(expr));
  };
  return make(tree::Between{operand(between.operand),
                            bound(">=", between.low),
                            bound("<=", between.high),
                            between.negated,
                            between.symmetric});
}

auto Lowering::node(const ir::InList& in) -> tree::ExprPtr {
  auto types = std::vector<catalog::Oid>{in.operand->type.oid};
  for (const auto* value : in.values) types.push_back(value->type.oid);
  const auto common = catalog::select_common_type(schema_.catalog, types).type;
  return make(tree::In{taken_as(common, in.operand, operand(in.operand)),
                       operands_as(common, in.values),
                       nullptr,
                       in.negated});
}

auto Lowering::node(const ir::InSubquery& in) -> tree::ExprPtr {
  return make(tree::In{operand(in.operand), {}, query(*in.query), in.negated});
}

auto Lowering::node(const ir::Like& like) -> tree::ExprPtr {
  return make(tree::Like{
      operand(like.operand), like_words(like), operand(like.pattern), operand(like.escape)});
}

auto Lowering::node(const ir::Quantified& quantified) -> tree::ExprPtr {
  auto symbol = op(*quantified.op, false);
  if (symbol.schema.empty()) symbol.symbol = quantified_symbol(symbol.symbol);
  return make(tree::Quantified{operand(quantified.operand),
                               symbol,
                               quantified.kind == syntax::Quantified::Kind::any ? "any" : "all",
                               operand(quantified.array),
                               quantified.query ? query(*quantified.query) : nullptr});
}

auto Lowering::node(const ir::RowComparison& comparison) -> tree::ExprPtr {
  return make(
      tree::Infix{{comparison.symbol, {}}, operand(comparison.left), operand(comparison.right)});
}

auto Lowering::node(const ir::NonNull& assertion) -> tree::ExprPtr {
  return operand(assertion.operand);
}

// ---- constructors

auto Lowering::node(const ir::Exists& exists) -> tree::ExprPtr {
  if (selects_rows(*exists.query)) {
    // `exists (select * ...)` asks for rows: every column that the star stands for says nothing.
    auto rows = *exists.query;
    std::get<ir::Select>(rows.body).items.clear();
    return make(tree::Subquery{tree::Subquery::Kind::exists, query(rows)});
  }
  return make(tree::Subquery{tree::Subquery::Kind::exists, query(*exists.query)});
}

auto Lowering::node(const ir::ScalarSubquery& subquery) -> tree::ExprPtr {
  return make(tree::Subquery{tree::Subquery::Kind::scalar, query(*subquery.query)});
}

auto Lowering::node(const ir::ArraySubquery& subquery) -> tree::ExprPtr {
  return make(tree::Subquery{tree::Subquery::Kind::array, query(*subquery.query)});
}

auto Lowering::node(const ir::ArrayConstructor& array, const ir::Expr& expr) -> tree::ExprPtr {
  return make(tree::Array{operands_as(schema_.catalog.element_of(expr.type.oid), array.elements)});
}

auto Lowering::node(const ir::Row& row) -> tree::ExprPtr {
  return make(tree::Row{operands(row.elements), row.is_explicit});
}

auto Lowering::node(const ir::Case& choice, const ir::Expr& expr) -> tree::ExprPtr {
  const auto result = [&](ir::ExprPtr each) {
    return taken_as(expr.type.oid, each, operand(each));
  };
  auto lowered = tree::Case{operand(choice.operand), {}, result(choice.otherwise)};
  for (const auto& when : choice.whens) {
    lowered.whens.push_back({operand(when.condition), result(when.result)});
  }
  return make(std::move(lowered));
}

auto Lowering::node(const ir::SpecialCall& special, const ir::Expr& expr) -> tree::ExprPtr {
  auto call =
      tree::Call{.function = {std::string{query::special_name(special.kind)}}, .keyword = true};
  // `nullif` compares by an operator, and its arguments may be of two types.
  const auto is_compared = special.kind == syntax::SpecialCall::Kind::nullif;
  const auto type = is_compared ? catalog::no_oid : expr.type.oid;
  for (auto* argument : special.arguments) {
    call.arguments.push_back({.value = taken_as(type, argument, operand(argument))});
  }
  return make(std::move(call));
}

}  // namespace ormc::sql
