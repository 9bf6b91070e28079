#include <string>
#include <variant>

#include "query/bind_name.hpp"

/// The name that the server gives to a column of the select list without an alias, as its
/// FigureColname finds it in the SQL that is printed for the bound expression. What the expression
/// was written as does not matter: a path is printed as a column, a declared parameter as a cast.
namespace ormc::query {
namespace {

/// How much a name is worth: a cast around an expression gives its type's name only if the
/// expression has no better one.
enum class Strength : std::uint8_t { none, weak, strong };

struct Figured {
  std::string name = {};
  Strength strength = Strength::none;
};

/// What a name must be found in instead, as a column's name behind `collate`.
using Step = std::variant<Figured, const Expr*>;

/// One step towards the name; nodes that hand the question on give the expression to ask next.
class Figure {
 public:
  Figure(const Binder& binder, const Expr& expr) : binder_{binder}, expr_{expr} {}

  auto operator()(const ColumnRef& node) const -> Step {
    return strong(binder_.unit().at(node.range).columns[node.column].sql_name);
  }
  auto operator()(const WholeRow& node) const -> Step {
    return strong(binder_.unit().at(node.range).alias);
  }
  auto operator()(const SystemColumn& node) const -> Step { return strong(node.name); }
  auto operator()(const DomainValue&) const -> Step { return strong("value"); }
  auto operator()(const Parameter& node) const -> Step {
    return node.cast ? weak(type_name(expr_.type)) : Figured{};
  }
  auto operator()(const Constant& node) const -> Step {
    if (node.written_type) return weak(type_name(*node.written_type));
    return Figured{};
  }
  auto operator()(const DefaultValue&) const -> Step { return Figured{}; }
  auto operator()(const Error&) const -> Step { return Figured{}; }
  auto operator()(const OperatorCall&) const -> Step { return Figured{}; }
  auto operator()(const Logical&) const -> Step { return Figured{}; }
  auto operator()(const OptionalTerm&) const -> Step { return Figured{}; }
  auto operator()(const Not&) const -> Step { return Figured{}; }
  auto operator()(const IsTest&) const -> Step { return Figured{}; }
  auto operator()(const IsDistinctFrom&) const -> Step { return Figured{}; }
  auto operator()(const IsNormalized&) const -> Step { return strong("is_normalized"); }
  auto operator()(const Between&) const -> Step { return Figured{}; }
  auto operator()(const InList&) const -> Step { return Figured{}; }
  auto operator()(const InSubquery&) const -> Step { return Figured{}; }
  auto operator()(const Like&) const -> Step { return Figured{}; }
  auto operator()(const Quantified&) const -> Step { return Figured{}; }
  auto operator()(const RowComparison&) const -> Step { return Figured{}; }
  auto operator()(const AtTimeZone&) const -> Step { return strong("timezone"); }
  auto operator()(const Collate& node) const -> Step { return node.operand; }
  auto operator()(const Cast& node) const -> Step { return node.operand; }
  auto operator()(const NonNull& node) const -> Step { return node.operand; }
  auto operator()(const Exists&) const -> Step { return strong("exists"); }
  auto operator()(const ScalarSubquery& node) const -> Step {
    if (node.query->columns.empty()) return Figured{};
    // The name that the column has there, even if it is `?column?`.
    return strong(node.query->columns.front().sql_name);
  }
  auto operator()(const ArraySubquery&) const -> Step { return strong("array"); }
  auto operator()(const ArrayConstructor&) const -> Step { return strong("array"); }
  auto operator()(const Row&) const -> Step { return strong("row"); }
  auto operator()(const Subscript& node) const -> Step { return node.operand; }
  auto operator()(const FieldSelection& node) const -> Step { return strong(node.sql_name); }
  auto operator()(const Case& node) const -> Step {
    if (node.otherwise == nullptr) return weak("case");
    return node.otherwise;
  }
  auto operator()(const SpecialCall& node) const -> Step {
    switch (node.kind) {
      case syntax::SpecialCall::Kind::coalesce:
        return strong("coalesce");
      case syntax::SpecialCall::Kind::nullif:
        return strong("nullif");
      case syntax::SpecialCall::Kind::greatest:
        return strong("greatest");
      case syntax::SpecialCall::Kind::least:
        return strong("least");
      case syntax::SpecialCall::Kind::grouping:
        return strong("grouping");
    }
    return Figured{};
  }
  auto operator()(const KeywordValue& node) const -> Step { return strong(node.keyword); }
  auto operator()(const Call& node) const -> Step {
    return strong(std::string{node.function->name});
  }
  auto operator()(const XmlCall& node) const -> Step {
    switch (node.kind) {
      case syntax::XmlCall::Kind::concat:
        return strong("xmlconcat");
      case syntax::XmlCall::Kind::element:
        return strong("xmlelement");
      case syntax::XmlCall::Kind::forest:
        return strong("xmlforest");
      case syntax::XmlCall::Kind::parse:
        return strong("xmlparse");
      case syntax::XmlCall::Kind::pi:
        return strong("xmlpi");
      case syntax::XmlCall::Kind::root:
        return strong("xmlroot");
      case syntax::XmlCall::Kind::serialize:
        return strong("xmlserialize");
    }
    return Figured{};
  }

  /// The last word of a type as the server spells it in its own tables: `int4` for `integer[]`.
  auto type_name(TypeRef type) const -> std::string {
    const auto& catalog = binder_.catalog();
    const auto element = catalog.element_of(type.oid);
    const auto is_array = element != catalog::no_oid && catalog.array_of(type.oid) == type.oid;
    return std::string{catalog.type(is_array ? element : type.oid).name};
  }

 private:
  static auto strong(std::string name) -> Figured { return {std::move(name), Strength::strong}; }
  static auto weak(std::string name) -> Figured { return {std::move(name), Strength::weak}; }

  const Binder& binder_;
  const Expr& expr_;
};

auto figure(const Binder& binder, const Expr& root) -> Figured {
  // The names that casts and cases on the way would give, outermost first.
  auto weak_names = std::vector<std::string>{};
  const auto* expr = &root;
  auto found = Figured{};
  while (true) {
    const auto finder = Figure{binder, *expr};
    if (const auto* cast = std::get_if<Cast>(&expr->node)) {
      weak_names.push_back(finder.type_name(cast->type));
    }
    if (std::holds_alternative<Case>(expr->node)) weak_names.emplace_back("case");
    auto step = std::visit(finder, expr->node);
    if (auto* figured = std::get_if<Figured>(&step)) {
      found = std::move(*figured);
      break;
    }
    expr = std::get<const Expr*>(step);
  }
  if (found.strength == Strength::strong || weak_names.empty()) return found;
  return {weak_names.front(), Strength::weak};
}

}  // namespace

auto Binder::output_name(const syntax::Expr&, const Expr& bound) const -> std::string {
  const auto found = figure(*this, bound);
  return found.name.empty() ? "?column?" : found.name;
}

}  // namespace ormc::query
