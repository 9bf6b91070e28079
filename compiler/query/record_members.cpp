#include "query/record_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>
#include <utility>

#include "catalog/type_name.hpp"
#include "query/composite_fields.hpp"
#include "query/out_columns.hpp"
#include "query/returned_columns.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;
using Kind = ShapeField::Kind;

/// Functions that pass on the values they are given, as they are. Others may make records of the
/// same type that hold something else.
auto passes_on(const catalog::Function& function) -> bool {
  static constexpr auto names = std::to_array<std::string_view>({"array_agg",
                                                                 "array_append",
                                                                 "array_cat",
                                                                 "array_larger",
                                                                 "array_prepend",
                                                                 "array_remove",
                                                                 "array_replace",
                                                                 "array_smaller",
                                                                 "first_value",
                                                                 "lag",
                                                                 "last_value",
                                                                 "lead",
                                                                 "max",
                                                                 "min",
                                                                 "mode",
                                                                 "nth_value",
                                                                 "percentile_disc",
                                                                 "trim_array",
                                                                 "unnest"});
  return function.schema == "pg_catalog" &&
         std::find(names.begin(), names.end(), function.name) != names.end();
}

/// Nothing is promised of the values in a record that a function made.
void forget_values(std::vector<ShapeField>& fields) {
  for (auto& field : fields) {
    field.nullable = true;
    field.nullable_elements = field.kind == Kind::many;
    forget_values(field.fields);
  }
}

auto is_null_constant(const Expr& expr) -> bool {
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant != nullptr && constant->kind == syntax::Literal::Kind::null;
}

}  // namespace

// ---- types

auto RecordReader::is_array(Oid type) const -> bool {
  const auto& catalog = context_.schema.catalog;
  return catalog.type(catalog.base_type(type)).is_array();
}

auto RecordReader::is_open(Oid type) const -> bool {
  if (type == error_type) return false;
  const auto& catalog = context_.schema.catalog;
  const auto base = catalog.base_type(type);
  return is_open_element(is_array(base) ? catalog.element_of(base) : base);
}

auto RecordReader::is_open_element(Oid type) const -> bool {
  if (type == oid::record) return true;
  if (context_.schema.catalog.type(type).kind != catalog::TypeKind::composite) return false;
  const auto object = schema::find_object(context_.schema, type);
  const auto has_struct = object && !std::holds_alternative<schema::ViewId>(*object);
  return !has_struct && context_.schema.catalog.text_form(type) == catalog::no_oid;
}

auto RecordReader::of_type(Oid type, Span span) -> Found {
  const auto& catalog = context_.schema.catalog;
  auto base = catalog.base_type(type);
  if (is_array(base)) base = catalog.base_type(catalog.element_of(base));
  auto members = RecordMembers{};
  members.nullable_elements = is_array(type);
  const auto object = schema::find_object(context_.schema, base);
  members.as_view_says = object && std::holds_alternative<schema::ViewId>(*object);
  if (catalog.type(base).kind != catalog::TypeKind::composite) return UnknownMembers{span};
  for (const auto& field : catalog.fields(base)) {
    auto problem = add(members, std::string{field.name}, placeholder(span, field.type), true);
    if (!std::holds_alternative<NoRecord>(problem)) return problem;
  }
  return members;
}

// ---- members

auto RecordReader::placeholder(Span span, TypeRef type) -> ExprPtr {
  return context_.unit.arena.make(
      Expr{.span = span, .type = type, .nullable = true, .node = DomainValue{}});
}

/// Adds a member; gives what is wrong when it is a record and its own members are not known.
auto RecordReader::add(RecordMembers& to, std::string name, ExprPtr value, bool nullable) -> Found {
  auto field = ShapeField{std::move(name), value->span, Kind::column, value, nullable};
  if (is_open(value->type.oid)) {
    const auto is_made_up = std::holds_alternative<DomainValue>(value->node);
    auto found = is_made_up ? of_type(value->type.oid, value->span) : members(*value);
    if (auto problem = nest(field, std::move(found)); !std::holds_alternative<NoRecord>(problem)) {
      return problem;
    }
  }
  to.fields.push_back(std::move(field));
  return NoRecord{};
}

auto RecordReader::nest(ShapeField& field, Found found) -> Found {
  // Nothing but NULL: a struct without members that is never there.
  if (std::holds_alternative<NoRecord>(found)) found = RecordMembers{{}, true};
  auto* members = std::get_if<RecordMembers>(&found);
  if (members == nullptr) return found;
  if (members->as_view_says) return NoRecord{};
  field.kind = is_array(field.expr->type.oid) ? Kind::many : Kind::record;
  field.nullable_elements = field.kind == Kind::many && members->nullable_elements;
  field.fields = std::move(members->fields);
  return NoRecord{};
}

auto RecordReader::spelling(const RecordMembers& members) const -> std::string {
  auto text = std::string{};
  for (const auto& field : members.fields) {
    text += text.empty() ? "" : ", ";
    text += catalog::format_type(context_.schema.catalog, {field.expr->type.oid, -1});
  }
  return "(" + text + ")";
}

auto RecordReader::merge(Found left, Found right) const -> Found {
  if (std::holds_alternative<NoRecord>(left)) return right;
  if (std::holds_alternative<NoRecord>(right)) return left;
  if (!std::holds_alternative<RecordMembers>(left)) return left;
  if (!std::holds_alternative<RecordMembers>(right)) return right;
  return merge(std::get<RecordMembers>(std::move(left)), std::get<RecordMembers>(right));
}

auto RecordReader::merge(RecordMembers left, const RecordMembers& right) const -> Found {
  const auto unequal = [&](const RecordMembers& first) {
    const auto span = right.fields.empty() ? Span{} : right.fields.front().span;
    return UnequalMembers{span, spelling(first), spelling(right)};
  };
  if (left.fields.size() != right.fields.size()) return unequal(left);
  auto merged = left;
  merged.nullable_elements = left.nullable_elements || right.nullable_elements;
  merged.as_view_says = left.as_view_says && right.as_view_says;
  for (auto i = std::size_t{0}; i < merged.fields.size(); ++i) {
    if (!merge_field(merged.fields[i], right.fields[i])) return unequal(left);
  }
  return merged;
}

/// An untyped NULL stands beside a value of any type.
auto RecordReader::merge_field(ShapeField& left, const ShapeField& right) const -> bool {
  const auto is_bare_null = [](const ShapeField& field) {
    return field.expr->type.oid == oid::unknown && is_null_constant(*field.expr);
  };
  const auto same = left.expr->type.oid == right.expr->type.oid;
  if (!same && is_bare_null(left)) {
    left = right;
    left.nullable = left.mixed_types = true;
    return true;
  }
  if (!same && is_bare_null(right)) {
    left.nullable = left.mixed_types = true;
    return true;
  }
  if (!same || left.kind != right.kind || left.fields.size() != right.fields.size()) return false;
  left.nullable = left.nullable || right.nullable;
  left.nullable_elements = left.nullable_elements || right.nullable_elements;
  left.mixed_types = left.mixed_types || right.mixed_types;
  for (auto i = std::size_t{0}; i < left.fields.size(); ++i) {
    if (!merge_field(left.fields[i], right.fields[i])) return false;
  }
  return true;
}

// ---- expressions

auto RecordReader::members(const Expr& expr) -> Found {
  struct Visitor {
    RecordReader& self;
    const Expr& expr;

    auto operator()(const Row& row) const -> Found { return self.of_row(row); }
    auto operator()(const WholeRow& row) const -> Found { return self.of_range(row.range); }
    auto operator()(const ColumnRef& column) const -> Found { return self.of_column(column, expr); }
    auto operator()(const Constant& constant) const -> Found {
      if (constant.kind == syntax::Literal::Kind::null) return NoRecord{};
      return self.of_type(expr.type.oid, expr.span);
    }
    /// Of what has a type that says all, the type is the better witness.
    auto operator()(const Cast& cast) const -> Found {
      if (is_null_constant(*cast.operand)) return self.of_untyped(expr);
      auto base = self.context_.schema.catalog.base_type(expr.type.oid);
      const auto is_record = base == oid::record || base == oid::record_array;
      return is_record ? self.members(*cast.operand) : self.of_type(expr.type.oid, expr.span);
    }
    auto operator()(const NonNull& node) const -> Found { return self.members(*node.operand); }
    auto operator()(const Collate& node) const -> Found { return self.members(*node.operand); }
    auto operator()(const Subscript& node) const -> Found { return self.members(*node.operand); }
    auto operator()(const ScalarSubquery& node) const -> Found {
      return self.members(*node.query, 0);
    }
    auto operator()(const ArraySubquery& node) const -> Found {
      auto found = self.members(*node.query, 0);
      auto* members = std::get_if<RecordMembers>(&found);
      const auto& column = node.query->columns.front();
      if (members != nullptr && !self.is_array(column.type.oid)) {
        members->nullable_elements = column.nullable;
      }
      return found;
    }
    auto operator()(const ArrayConstructor& node) const -> Found { return self.of_elements(node); }
    auto operator()(const Case& node) const -> Found {
      auto found = Found{NoRecord{}};
      for (const auto& when : node.whens) {
        found = self.merge(std::move(found), self.members(*when.result));
      }
      return node.otherwise == nullptr
                 ? found
                 : self.merge(std::move(found), self.members(*node.otherwise));
    }
    auto operator()(const SpecialCall& node) const -> Found {
      if (node.kind == syntax::SpecialCall::Kind::nullif) {
        return self.members(*node.arguments.front());
      }
      return self.of_arguments(node.arguments);
    }
    auto operator()(const FieldSelection& node) const -> Found { return self.of_field(node, expr); }
    auto operator()(const Call& call) const -> Found { return self.of_call(call, expr); }
    auto operator()(const OperatorCall& call) const -> Found {
      auto operands = std::vector<ExprPtr>{};
      for (auto* operand : {call.left, call.right}) {
        if (operand != nullptr) operands.push_back(operand);
      }
      const auto& function = self.context_.schema.catalog.function(call.op->function);
      return self.of_function(function, operands, expr);
    }
    auto by_type() const -> Found { return self.of_type(expr.type.oid, expr.span); }
    auto operator()(const SystemColumn&) const -> Found { return by_type(); }
    auto operator()(const DomainValue&) const -> Found { return by_type(); }
    auto operator()(const Parameter&) const -> Found { return by_type(); }
    auto operator()(const DefaultValue&) const -> Found { return by_type(); }
    auto operator()(const Error&) const -> Found { return by_type(); }
    auto operator()(const Logical&) const -> Found { return by_type(); }
    auto operator()(const OptionalTerm&) const -> Found { return by_type(); }
    auto operator()(const Not&) const -> Found { return by_type(); }
    auto operator()(const IsTest&) const -> Found { return by_type(); }
    auto operator()(const IsDistinctFrom&) const -> Found { return by_type(); }
    auto operator()(const IsNormalized&) const -> Found { return by_type(); }
    auto operator()(const Between&) const -> Found { return by_type(); }
    auto operator()(const InList&) const -> Found { return by_type(); }
    auto operator()(const InSubquery&) const -> Found { return by_type(); }
    auto operator()(const Like&) const -> Found { return by_type(); }
    auto operator()(const Quantified&) const -> Found { return by_type(); }
    auto operator()(const RowComparison&) const -> Found { return by_type(); }
    auto operator()(const AtTimeZone&) const -> Found { return by_type(); }
    auto operator()(const Exists&) const -> Found { return by_type(); }
    auto operator()(const KeywordValue&) const -> Found { return by_type(); }
    auto operator()(const XmlCall&) const -> Found { return by_type(); }
  };
  return std::visit(Visitor{*this, expr}, expr.node);
}

/// `null::record` adds nothing to what others are; `null::a_view` is one of its rows, if it is one.
auto RecordReader::of_untyped(const Expr& expr) -> Found {
  auto found = of_type(expr.type.oid, expr.span);
  return std::holds_alternative<UnknownMembers>(found) ? NoRecord{} : found;
}

auto RecordReader::of_row(const Row& row) -> Found {
  auto members = RecordMembers{};
  for (auto* element : row.elements) {
    auto name = "f" + std::to_string(members.fields.size() + 1);
    auto problem = add(members, std::move(name), element, element->nullable);
    if (!std::holds_alternative<NoRecord>(problem)) return problem;
  }
  return members;
}

auto RecordReader::of_elements(const ArrayConstructor& array) -> Found {
  auto found = Found{NoRecord{}};
  auto nullable = false;
  for (auto* element : array.elements) {
    found = merge(std::move(found), members(*element));
    nullable = nullable || (element->nullable && !is_array(element->type.oid));
  }
  if (auto* members = std::get_if<RecordMembers>(&found)) {
    members->nullable_elements = members->nullable_elements || nullable;
  }
  return found;
}

auto RecordReader::of_arguments(const std::vector<ExprPtr>& arguments) -> Found {
  auto found = Found{NoRecord{}};
  for (auto* argument : arguments) {
    if (is_open(argument->type.oid) || is_null_constant(*argument)) {
      found = merge(std::move(found), members(*argument));
    }
  }
  return found;
}

/// The field of a record; what it holds was found when the record was.
auto RecordReader::of_field(const FieldSelection& selection, const Expr& expr) -> Found {
  if (selection.operand == nullptr) return of_type(expr.type.oid, expr.span);
  if (!is_open(selection.operand->type.oid)) return of_type(expr.type.oid, expr.span);
  auto found = members(*selection.operand);
  const auto* record = std::get_if<RecordMembers>(&found);
  if (record == nullptr || selection.field >= record->fields.size()) return found;
  const auto& field = record->fields[selection.field];
  return RecordMembers{field.fields, field.nullable_elements};
}

// ---- functions

auto RecordReader::of_call(const Call& call, const Expr& expr) -> Found {
  if (call.function->result == oid::record && !call.function->out_columns.empty()) {
    return of_out_columns(call, expr);
  }
  auto arguments = std::vector<ExprPtr>{};
  for (const auto& argument : call.arguments) arguments.push_back(argument.value);
  for (const auto& item : call.within_group) {
    if (item.expr != nullptr) arguments.push_back(item.expr);
  }
  return of_function(*call.function, arguments, expr);
}

auto RecordReader::of_out_columns(const Call& call, const Expr& expr) -> Found {
  auto members = RecordMembers{};
  for (const auto& column : out_columns(context_.schema.catalog, call)) {
    if (column.type.oid == error_type) return UnknownMembers{expr.span};
    auto problem = add(members, column.name, placeholder(expr.span, column.type), true);
    if (!std::holds_alternative<NoRecord>(problem)) return problem;
  }
  return members;
}

auto RecordReader::of_function(const catalog::Function& function,
                               const std::vector<ExprPtr>& arguments,
                               const Expr& expr) -> Found {
  const auto& catalog = context_.schema.catalog;
  if (!catalog.is_polymorphic(function.result)) return of_type(expr.type.oid, expr.span);
  auto found = of_arguments(arguments);
  auto* members = std::get_if<RecordMembers>(&found);
  if (members == nullptr) return found;
  if (!passes_on(function)) {
    forget_values(members->fields);
    members->nullable_elements = true;
  }
  for (const auto* argument : arguments) {
    // An element that is put into the array.
    if (is_open(argument->type.oid) && !is_array(argument->type.oid) && argument->nullable) {
      members->nullable_elements = true;
    }
  }
  return found;
}

// ---- ranges

auto RecordReader::of_range(RangeId id) -> Found {
  const auto& range = context_.unit.at(id);
  auto members = RecordMembers{};
  // The row of an outer join is there where one side of it is not.
  const auto is_join = std::holds_alternative<JoinSource>(range.source);
  for (auto i = ColumnIndex{0}; i < range.columns.size(); ++i) {
    const auto& column = range.columns[i];
    auto* value = context_.unit.arena.make(Expr{.span = range.span,
                                                .type = column.type,
                                                .nullable = column.nullable,
                                                .node = ColumnRef{id, i}});
    auto problem = add(members, column.name, value, column.nullable || is_join);
    if (!std::holds_alternative<NoRecord>(problem)) return problem;
  }
  return members;
}

auto RecordReader::of_column(const ColumnRef& column, const Expr& expr) -> Found {
  const auto& source = context_.unit.at(column.range).source;
  if (const auto* subquery = std::get_if<SubquerySource>(&source)) {
    return members(*subquery->query, column.column);
  }
  if (const auto* cte = std::get_if<CteSource>(&source)) {
    return of_cte(cte->cte, column.column, expr.span);
  }
  if (const auto* join = std::get_if<JoinSource>(&source)) {
    const auto& [left, right] = join->merged[column.column];
    return right == nullptr ? members(*left) : merge(members(*left), members(*right));
  }
  return of_type(expr.type.oid, expr.span);
}

auto RecordReader::members(const Query& query, std::size_t column) -> Found {
  if (const auto* select = std::get_if<Select>(&query.body)) {
    if (column >= select->items.size()) return UnknownMembers{query.span};
    return members(*select->items[column].expr);
  }
  if (const auto* values = std::get_if<Values>(&query.body)) {
    auto found = Found{NoRecord{}};
    for (const auto& row : values->rows) found = merge(std::move(found), members(*row[column]));
    return found;
  }
  // Chains lean left.
  auto right_sides = std::vector<const Query*>{};
  const auto* at = &query;
  while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
    right_sides.push_back(operation->right);
    at = operation->left;
  }
  auto found = members(*at, column);
  for (auto side = right_sides.rbegin(); side != right_sides.rend(); ++side) {
    found = merge(std::move(found), members(**side, column));
  }
  return found;
}

/// What a recursive query adds is looked at twice: where it begins, and where it goes on with that.
/// Of values that went round nothing is promised.
auto RecordReader::of_cte(CteId id, std::size_t column, Span span) -> Found {
  const auto& cte = context_.unit.at(id);
  if (cte.statement == nullptr) return UnknownMembers{span};
  if (column >= cte.statement->columns.size()) return of_traversal(cte, column);
  const auto key = std::pair{id, column};
  if (const auto known = ctes_.find(key); known != ctes_.end()) return known->second;
  ctes_[key] = NoRecord{};
  auto found = of_cte_statement(cte, column);
  if (cte.recursive) {
    if (auto* members = std::get_if<RecordMembers>(&found)) {
      forget_values(members->fields);
      members->nullable_elements = true;
    }
    ctes_[key] = found;
    found = merge(std::move(found), of_cte_statement(cte, column));
  }
  ctes_[key] = found;
  return found;
}

auto RecordReader::of_cte_statement(const Cte& cte, std::size_t column) -> Found {
  if (const auto* query = std::get_if<QueryPtr>(&cte.statement->node)) {
    return members(**query, column);
  }
  const auto* items = returned_items(*cte.statement);
  if (items == nullptr || column >= items->size()) return UnknownMembers{cte.statement->span};
  return members(*(*items)[column].expr);
}

/// Columns of search and cycle clauses: rows of the columns that these name.
auto RecordReader::of_traversal(const Cte& cte, std::size_t column) -> Found {
  const auto& name = cte.columns[column].sql_name;
  auto members = RecordMembers{};
  const auto is_search = cte.search && cte.search->set_column == name;
  if (!is_search && !(cte.cycle && cte.cycle->path_column == name)) {
    return of_type(cte.columns[column].type.oid, cte.statement->span);
  }
  if (is_search && !cte.search->depth_first) {
    add(members, "depth", placeholder(cte.statement->span, {oid::int8, -1}), false);
  }
  for (const auto& key : is_search ? cte.search->columns : cte.cycle->columns) {
    const auto found = std::find_if(cte.columns.begin(), cte.columns.end(), [&](const auto& each) {
      return each.sql_name == key || each.name == key;
    });
    if (found == cte.columns.end()) return UnknownMembers{cte.statement->span};
    auto* value = placeholder(cte.statement->span, found->type);
    auto problem = add(members, found->name, value, found->nullable);
    if (!std::holds_alternative<NoRecord>(problem)) return problem;
  }
  return members;
}

}  // namespace ormc::query
