#include "schema/expr_columns.hpp"

#include <algorithm>

#include "schema/lookup.hpp"
#include "schema/named_object.hpp"
#include "schema/naming.hpp"
#include "schema/overloaded.hpp"

namespace ormc::schema {
namespace {

using syntax::Expr;
using syntax::ExprPtr;
using Children = std::vector<ExprPtr>;

void add_order(Children& children, const std::vector<syntax::OrderItem>& items) {
  for (const auto& item : items) children.push_back(item.expr);
}

auto children_of_call(const syntax::Call& call) -> Children {
  auto children = Children{};
  for (const auto& argument : call.arguments) children.push_back(argument.value);
  add_order(children, call.order_by);
  add_order(children, call.within_group);
  if (call.filter) children.push_back(call.filter);
  return children;
}

auto children_of_case(const syntax::Case& node) -> Children {
  auto children = Children{};
  if (node.operand) children.push_back(node.operand);
  for (const auto& when : node.whens) {
    children.push_back(when.condition);
    children.push_back(when.result);
  }
  if (node.otherwise) children.push_back(node.otherwise);
  return children;
}

/// Those of `exprs` that are not null.
auto present(std::initializer_list<ExprPtr> exprs) -> Children {
  auto children = Children{};
  for (const auto* expr : exprs) {
    if (expr) children.push_back(expr);
  }
  return children;
}

/// The columns that a dotted name begins with: `title`, `Post.title`, `address.city`.
auto columns_of_name(const Schema& schema, ModelId model, const syntax::QualifiedName& name)
    -> std::vector<ColumnIndex> {
  const auto& owner = schema.at(model);
  auto field = find_field(schema, model, name.parts.front());
  if (!field && name.parts.size() > 1) {
    const auto& first = name.parts.front().text;
    if (first == owner.name || fold(first) == owner.sql_name) {
      field = find_field(schema, model, name.parts[1]);
    }
  }
  if (!field) return {};
  if (field->index() == 0) return {std::get<0>(*field).second};
  const auto& relation = owner.relations[std::get<1>(*field).second];
  if (relation.kind != Relation::Kind::to_one) return {};
  return relation.local_columns;
}

auto name_of_function(const Schema& schema, const syntax::QualifiedName& name) -> std::string {
  const auto& last = name.parts.back();
  for (const auto& function : schema.functions) {
    if (function.name == last.text) return function.sql_name;
  }
  return last.quoted ? last.text : fold(last.text);
}

auto name_of_type(const Schema& schema, ModuleId module, const syntax::TypeName& type)
    -> std::string {
  auto silent = diagnostics::Diagnostics{};
  const auto found = resolve_type(schema, module, type, silent);
  if (!found) return {};
  // An array's cast is named for the element, as the grammar has it.
  const auto element = schema.catalog.element_of(found->oid);
  const auto is_array = type.array_dimensions > 0 && element != catalog::no_oid;
  return std::string{schema.catalog.type(is_array ? element : found->oid).name};
}

/// A field of a composite value, whose type is not known yet: as the composites call it in the
/// database.
auto name_of_part(const Schema& schema, const syntax::Name& name) -> std::string {
  for (const auto& composite : schema.composites) {
    const auto field = std::ranges::find(composite.fields, name.text, &CompositeField::name);
    if (field != composite.fields.end()) return field->sql_name;
  }
  return name.quoted ? name.text : fold(name.text);
}

/// The name that an expression has by itself, or where to look for a better one than its own.
struct Figured {
  std::string name;
  bool weak = false;         // gives way to any name around it
  ExprPtr inside = nullptr;  // what may have a strong name
};

/// FigureColname: a strong name inside wins, else the outermost weak one.
class NameFigurer {
 public:
  /// The rows are a table's, or a materialized view's, whose columns are not known yet.
  NameFigurer(const Schema& schema, std::optional<ModelId> model, std::optional<ViewId> view)
      : schema_(schema),
        model_(model),
        module_(model ? schema.at(*model).module : schema.at(*view).module),
        table_(model ? schema.at(*model).sql_name : schema.at(*view).sql_name) {}

  auto figure(const Expr& expr) const -> std::string {
    auto fallback = std::string{};
    for (const auto* next = &expr; next;) {
      auto step = figure_one(*next);
      if (!step.name.empty() && !step.weak) return step.name;
      if (fallback.empty()) fallback = std::move(step.name);
      next = step.inside;
    }
    return fallback;
  }

 private:
  static auto strong(std::string name) -> Figured { return {std::move(name)}; }
  static auto weak(std::string name, ExprPtr inside = nullptr) -> Figured {
    return {std::move(name), true, inside};
  }
  static auto look_inside(ExprPtr inside) -> Figured { return {{}, true, inside}; }

  auto figure_one(const Expr& expr) const -> Figured {
    return std::visit(
        Overloaded{[&](const syntax::NameRef& node) { return figure_name(node.name); },
                   [&](const syntax::Call& node) {
                     return strong(name_of_function(schema_, node.function));
                   },
                   [&](const syntax::Cast& node) {
                     return weak(name_of_type(schema_, module_, node.type), node.operand);
                   },
                   [&](const syntax::TypedLiteral& node) {
                     return weak(name_of_type(schema_, module_, node.type));
                   },
                   [](const syntax::Literal&) { return Figured{}; },
                   [](const syntax::Case& node) { return weak("case", node.otherwise); },
                   [](const syntax::SpecialCall& node) { return figure_special(node.kind); },
                   [&](const syntax::FieldSelection& node) {
                     return node.field ? strong(name_of_part(schema_, *node.field))
                                       : look_inside(node.operand);
                   },
                   [](const syntax::Collate& node) { return look_inside(node.operand); },
                   [](const syntax::Subscript& node) { return look_inside(node.operand); },
                   [](const syntax::NonNull& node) { return look_inside(node.operand); },
                   [](const syntax::KeywordValue& node) { return strong(node.keyword); },
                   [](const syntax::AtTimeZone&) { return strong("timezone"); },
                   [](const syntax::IsNormalized&) { return strong("is_normalized"); },
                   [](const syntax::ArrayConstructor&) { return strong("array"); },
                   [](const syntax::RowConstructor&) { return strong("row"); },
                   [](const syntax::Exists&) { return strong("exists"); },
                   [](const syntax::ArraySubquery&) { return strong("array"); },
                   [](const syntax::ScalarSubquery&) { return Figured{}; },
                   [&](const syntax::Star&) { return strong(table_); },
                   [](const syntax::Parameter&) { return Figured{}; },
                   [](const syntax::DefaultValue&) { return Figured{}; },
                   [](const syntax::Missing&) { return Figured{}; },
                   [](const syntax::Unary&) { return Figured{}; },
                   [](const syntax::Binary&) { return Figured{}; },
                   [](const syntax::Logical&) { return Figured{}; },
                   [](const syntax::Not&) { return Figured{}; },
                   [](const syntax::IsTest&) { return Figured{}; },
                   [](const syntax::IsDistinctFrom&) { return Figured{}; },
                   [](const syntax::Between&) { return Figured{}; },
                   [](const syntax::InList&) { return Figured{}; },
                   [](const syntax::InSubquery&) { return Figured{}; },
                   [](const syntax::Like&) { return Figured{}; },
                   [](const syntax::Quantified&) { return Figured{}; },
                   [](const syntax::XmlCall& node) { return figure_xml(node.kind); },
                   [](const syntax::Shape&) { return Figured{}; },
                   [](const syntax::OptionalTerm&) { return Figured{}; }},
        expr.node);
  }

  auto figure_name(const syntax::QualifiedName& name) const -> Figured {
    const auto& last = name.parts.back();
    if (!model_) return strong(last.quoted ? last.text : fold(last.text));
    const auto columns = columns_of_name(schema_, *model_, name);
    if (columns.size() == 1) return strong(schema_.at(*model_).columns[columns.front()].sql_name);
    return strong(last.text);
  }

  static auto figure_special(syntax::SpecialCall::Kind kind) -> Figured {
    using Kind = syntax::SpecialCall::Kind;
    switch (kind) {
      case Kind::coalesce:
        return {"coalesce"};
      case Kind::nullif:
        return {"nullif"};
      case Kind::greatest:
        return {"greatest"};
      case Kind::least:
        return {"least"};
      case Kind::grouping:
        return {"grouping"};
    }
    return {};
  }

  static auto figure_xml(syntax::XmlCall::Kind kind) -> Figured {
    using Kind = syntax::XmlCall::Kind;
    switch (kind) {
      case Kind::concat:
        return {"xmlconcat"};
      case Kind::element:
        return {"xmlelement"};
      case Kind::forest:
        return {"xmlforest"};
      case Kind::parse:
        return {"xmlparse"};
      case Kind::pi:
        return {"xmlpi"};
      case Kind::root:
        return {"xmlroot"};
      case Kind::serialize:
        return {"xmlserialize"};
    }
    return {};
  }

  const Schema& schema_;
  std::optional<ModelId> model_;
  ModuleId module_;
  const std::string& table_;
};

}  // namespace

auto children_of(const Expr& expr) -> std::vector<ExprPtr> {
  return std::visit(
      Overloaded{[](const syntax::Literal&) { return Children{}; },
                 [](const syntax::TypedLiteral&) { return Children{}; },
                 [](const syntax::NameRef&) { return Children{}; },
                 [](const syntax::Star&) { return Children{}; },
                 [](const syntax::Parameter&) { return Children{}; },
                 [](const syntax::DefaultValue&) { return Children{}; },
                 [](const syntax::Missing&) { return Children{}; },
                 [](const syntax::Unary& node) { return present({node.operand}); },
                 [](const syntax::Binary& node) {
                   return present({node.left, node.right});
                 },
                 [](const syntax::Logical& node) { return node.terms; },
                 [](const syntax::Not& node) { return present({node.operand}); },
                 [](const syntax::IsTest& node) { return present({node.operand}); },
                 [](const syntax::IsDistinctFrom& node) {
                   return present({node.left, node.right});
                 },
                 [](const syntax::IsNormalized& node) { return present({node.operand}); },
                 [](const syntax::Between& node) {
                   return present({node.operand, node.low, node.high});
                 },
                 [](const syntax::InList& node) {
                   auto children = node.values;
                   children.insert(children.begin(), node.operand);
                   return children;
                 },
                 [](const syntax::InSubquery& node) { return present({node.operand}); },
                 [](const syntax::Like& node) {
                   return present({node.operand, node.pattern, node.escape});
                 },
                 [](const syntax::Quantified& node) {
                   return present({node.operand, node.array});
                 },
                 [](const syntax::AtTimeZone& node) {
                   return present({node.operand, node.zone});
                 },
                 [](const syntax::Collate& node) { return present({node.operand}); },
                 [](const syntax::Cast& node) { return present({node.operand}); },
                 [](const syntax::NonNull& node) { return present({node.operand}); },
                 [](const syntax::Exists&) { return Children{}; },
                 [](const syntax::ScalarSubquery&) { return Children{}; },
                 [](const syntax::ArraySubquery&) { return Children{}; },
                 [](const syntax::ArrayConstructor& node) { return node.elements; },
                 [](const syntax::RowConstructor& node) { return node.elements; },
                 [](const syntax::Subscript& node) {
                   return present({node.operand, node.lower, node.upper});
                 },
                 [](const syntax::FieldSelection& node) { return present({node.operand}); },
                 [](const syntax::Case& node) { return children_of_case(node); },
                 [](const syntax::SpecialCall& node) { return node.arguments; },
                 [](const syntax::KeywordValue& node) { return present({node.precision}); },
                 [](const syntax::Call& node) { return children_of_call(node); },
                 [](const syntax::XmlCall& node) {
                   auto children = node.arguments;
                   for (const auto& value : node.values) children.push_back(value.value);
                   return children;
                 },
                 [](const syntax::Shape&) { return Children{}; },
                 [](const syntax::OptionalTerm& node) { return present({node.term}); }},
      expr.node);
}

auto columns_in(const Schema& schema, ModelId model, const Expr& expr) -> std::set<ColumnIndex> {
  auto result = std::set<ColumnIndex>{};
  auto open = Children{&expr};
  while (!open.empty()) {
    const auto* next = open.back();
    open.pop_back();
    if (const auto* ref = std::get_if<syntax::NameRef>(&next->node)) {
      for (const auto column : columns_of_name(schema, model, ref->name)) result.insert(column);
      continue;
    }
    for (const auto* child : children_of(*next)) open.push_back(child);
  }
  return result;
}

auto may_be_constant(const Schema& schema, ModelId model, const Expr& condition) -> bool {
  const auto is_column = [&](ExprPtr expr) {
    const auto* ref = std::get_if<syntax::NameRef>(&expr->node);
    return ref != nullptr && !columns_of_name(schema, model, ref->name).empty();
  };
  auto open = Children{&condition};
  while (!open.empty()) {
    const auto* next = open.back();
    open.pop_back();
    if (is_column(next)) continue;
    if (std::holds_alternative<syntax::Logical>(next->node) ||
        std::holds_alternative<syntax::Not>(next->node)) {
      for (const auto* child : children_of(*next)) open.push_back(child);
      continue;
    }
    // `1 in (2, a)` is a chain itself: what stands first decides, or either side of an operator.
    const auto sides = children_of(*next);
    const auto is_operator = std::holds_alternative<syntax::Binary>(next->node) ||
                             std::holds_alternative<syntax::IsDistinctFrom>(next->node);
    const auto is_test = std::holds_alternative<syntax::IsTest>(next->node) ||
                         std::holds_alternative<syntax::Between>(next->node) ||
                         std::holds_alternative<syntax::InList>(next->node) ||
                         std::holds_alternative<syntax::Like>(next->node);
    const auto has_column = (is_operator && std::ranges::any_of(sides, is_column)) ||
                            (is_test && is_column(sides.front()));
    if (!has_column) return true;
  }
  return false;
}

auto figure_column_name(const Schema& schema, const SchemaExpr& expr) -> std::string {
  return NameFigurer{schema, expr.model, expr.view}.figure(*expr.syntax);
}

}  // namespace ormc::schema
