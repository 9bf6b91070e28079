#include "query/volatility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/coercion.hpp"
#include "catalog/resolve_operator.hpp"
#include "catalog/type_name.hpp"
#include "query/walk.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;
using catalog::Catalog;
using catalog::CoercionKind;
using catalog::Volatility;

/// Types whose text form depends on settings (the style of dates, the currency, the search path)
/// or, for values of a type made of others, may.
auto has_mutable_text(const Catalog& catalog, Oid type) -> bool {
  switch (type) {
    case oid::money:
    case oid::aclitem:
    case oid::date:
    case oid::timestamp:
    case oid::timestamptz:
    case oid::interval:
    case oid::regproc:
    case oid::regprocedure:
    case oid::regoper:
    case oid::regoperator:
    case oid::regclass:
    case oid::regcollation:
    case oid::regtype:
    case oid::regrole:
    case oid::regnamespace:
    case oid::regconfig:
    case oid::regdictionary:
      return true;
    default:  // every base type that is not in the list above; all kinds of made types are mutable
      return catalog.type(type).kind != catalog::TypeKind::base || catalog.type(type).is_array();
  }
}

/// Reading `time` or `xml` depends on settings too, writing it does not.
auto has_mutable_input(const Catalog& catalog, Oid type) -> bool {
  return type == oid::time || type == oid::timetz || type == oid::xml ||
         has_mutable_text(catalog, type);
}

/// Looks at one node and at the coercions of its operands, which the server finds but the tree does
/// not show. A `Sink` is told of functions that are called by name (`called`), of those behind
/// operators and casts (`implied`), of casts by way of text (`spelled`), and of all else that has a
/// value of its own (`other`).
template <class Sink>
class NodeCalls {
 public:
  NodeCalls(const Catalog& catalog, const Expr& expr, Sink& sink)
      : catalog_{catalog}, expr_{expr}, sink_{sink} {}

  void visit() {
    std::visit([this](const auto& node) { this->look(node); }, expr_.node);
  }

 private:
  void look(const ColumnRef&) {}
  void look(const WholeRow&) {}
  void look(const SystemColumn&) {}
  void look(const DomainValue&) {}
  void look(const Parameter&) {}
  void look(const Constant&) {}
  void look(const DefaultValue&) {}
  void look(const Error&) {}
  void look(const Logical&) {}
  void look(const OptionalTerm&) {}
  void look(const Not&) {}
  void look(const IsTest&) {}
  void look(const IsNormalized&) {}
  void look(const InSubquery&) {}
  void look(const Like&) {}
  void look(const Collate&) {}
  void look(const NonNull&) {}
  void look(const Exists&) {}
  void look(const ScalarSubquery&) {}
  void look(const ArraySubquery&) {}
  void look(const Row&) {}
  void look(const Subscript&) {}
  void look(const FieldSelection&) {}
  /// Values turn into text by settings: of dates, of binary data.
  void look(const XmlCall& node) {
    using Kind = syntax::XmlCall::Kind;
    if (node.kind == Kind::element || node.kind == Kind::forest || node.kind == Kind::parse ||
        node.kind == Kind::serialize) {
      sink_.other("a function of XML");
    }
  }

  void look(const OperatorCall& node) {
    function(node.op->function);
    if (node.left != nullptr) coercion(*node.left, node.op->left);
    coercion(*node.right, node.op->right);
  }
  void look(const IsDistinctFrom& node) {
    if (node.op != nullptr) function(node.op->function);
  }
  void look(const Between& node) {
    comparison(">=", *node.operand, *node.low);
    comparison("<=", *node.operand, *node.high);
  }
  void look(const InList& node) {
    for (const auto* value : node.values) comparison("=", *node.operand, *value);
  }
  void look(const Quantified& node) { function(node.op->function); }
  void look(const RowComparison& node) {
    for (const auto* op : node.ops) function(op->function);
  }
  void look(const AtTimeZone& node) { sink_.called(*node.function); }
  void look(const Cast& node) { coercion(*node.operand, node.type.oid); }
  void look(const ArrayConstructor& node) {
    for (const auto* element : node.elements) {
      const auto nested = element->type.oid == expr_.type.oid;
      if (!nested) coercion(*element, catalog_.element_of(expr_.type.oid));
    }
  }
  void look(const Case& node) {
    for (const auto& when : node.whens) {
      if (node.operand != nullptr) comparison("=", *node.operand, *when.condition);
      coercion(*when.result, expr_.type.oid);
    }
    if (node.otherwise != nullptr) coercion(*node.otherwise, expr_.type.oid);
  }
  void look(const SpecialCall& node) {
    if (node.kind == syntax::SpecialCall::Kind::nullif) {
      comparison("=", *node.arguments[0], *node.arguments[1]);
    } else if (node.kind != syntax::SpecialCall::Kind::grouping) {
      for (const auto* argument : node.arguments) coercion(*argument, expr_.type.oid);
    }
  }
  void look(const KeywordValue& node) { sink_.other(fmt::format("`{}`", node.keyword)); }
  void look(const Call& node) {
    sink_.called(*node.function);
    for (auto i = std::size_t{0}; i < node.arguments.size(); ++i) {
      const auto place = place_of(node, i);
      if (place < node.function->arguments.size() && !node.arguments[i].variadic) {
        coercion(*node.arguments[i].value, node.function->arguments[place]);
      }
    }
  }

  static auto place_of(const Call& node, std::size_t index) -> std::size_t {
    const auto& name = node.arguments[index].name;
    if (!name) return index;
    const auto& names = node.function->argument_names;
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), *name) - names.begin());
  }

  void function(Oid called) {
    if (called != catalog::no_oid) sink_.implied(catalog_.function(called));
  }

  void comparison(std::string_view symbol, const Expr& left, const Expr& right) {
    const auto resolution =
        catalog::resolve_binary_operator(catalog_, {{}, symbol}, left.type.oid, right.type.oid);
    const auto* chosen = std::get_if<catalog::ResolvedOperator>(&resolution);
    if (chosen == nullptr) return;
    function(chosen->op->function);
    coercion(left, chosen->left);
    coercion(right, chosen->right);
  }

  void coercion(const Expr& operand, Oid target) {
    const auto from = operand.type.oid;
    if (catalog_.is_polymorphic(target) || target == oid::any || from == target ||
        from == error_type || target == error_type || from == oid::unknown) {
      return;
    }
    const auto found =
        catalog::find_coercion(catalog_, from, target, catalog::CoercionContext::explicit_);
    switch (found.kind) {
      case CoercionKind::function:
      case CoercionKind::array:
        if (found.function != catalog::no_oid) {
          sink_.converted(operand.type, target, catalog_.function(found.function));
        }
        return;
      case CoercionKind::io:
        return sink_.spelled(operand.type, target);
      case CoercionKind::none:
      case CoercionKind::identity:
      case CoercionKind::literal:
      case CoercionKind::polymorphic:
      case CoercionKind::relabel:
      case CoercionKind::row:
      case CoercionKind::inherit:
        return;
    }
  }

  const Catalog& catalog_;
  const Expr& expr_;
  Sink& sink_;
};

/// The first part of a node that is not immutable.
struct MutableSink {
  const Catalog& catalog;
  const std::function<bool(const catalog::Function&)>& is_inlined;
  Span span;
  std::optional<MutablePart> found = {};

  void called(const catalog::Function& function) {
    if (is_immutable(function) || (is_inlined && is_inlined(function))) return;
    add(fmt::format("`{}`", function.name));
    found->of_program = function.schema != "pg_catalog";
  }
  void implied(const catalog::Function& function) {
    if (is_immutable(function)) return;
    add(fmt::format("this comparison or operator (function `{}`)", function.name));
  }
  void converted(TypeRef from, Oid to, const catalog::Function& by) {
    if (!is_immutable(by)) add_cast(from, to);
  }
  void spelled(TypeRef from, Oid to) {
    const auto is_mutable = has_mutable_text(catalog, catalog.base_type(from.oid)) ||
                            has_mutable_input(catalog, catalog.base_type(to));
    if (is_mutable) add_cast(from, to);
  }
  void other(std::string what) { add(std::move(what)); }

  static auto is_immutable(const catalog::Function& function) -> bool {
    return function.volatility == Volatility::immutable;
  }
  void add_cast(TypeRef from, Oid to) {
    add(fmt::format("the cast from `{}` to `{}`",
                    catalog::format_type(catalog, from),
                    catalog::format_type(catalog, {to, -1})));
  }
  void add(std::string what) {
    if (!found) found = MutablePart{span, std::move(what)};
  }
};

struct FunctionSink {
  std::vector<const catalog::Function*> functions = {};

  void called(const catalog::Function& function) { functions.push_back(&function); }
  void implied(const catalog::Function& function) { functions.push_back(&function); }
  void converted(TypeRef, Oid, const catalog::Function& by) { functions.push_back(&by); }
  void spelled(TypeRef, Oid) {}
  void other(const std::string&) {}
};

}  // namespace

auto find_mutable(const Catalog& catalog,
                  const Expr& root,
                  const std::function<bool(const catalog::Function&)>& is_inlined)
    -> std::optional<MutablePart> {
  auto found = std::optional<MutablePart>{};
  walk(root, [&](const Expr& expr) {
    if (found) return;
    auto sink = MutableSink{catalog, is_inlined, expr.span};
    NodeCalls{catalog, expr, sink}.visit();
    found = std::move(sink.found);
  });
  return found;
}

auto called_functions(const Catalog& catalog, const Expr& expr)
    -> std::vector<const catalog::Function*> {
  auto sink = FunctionSink{};
  NodeCalls{catalog, expr, sink}.visit();
  return std::move(sink.functions);
}

auto is_harmless(const catalog::Function& function) -> bool {
  static constexpr auto names = std::array<std::string_view, 9>{"clock_timestamp",
                                                                "currval",
                                                                "gen_random_uuid",
                                                                "lastval",
                                                                "pg_sleep",
                                                                "pg_sleep_for",
                                                                "pg_sleep_until",
                                                                "random",
                                                                "timeofday"};
  return function.schema == "pg_catalog" && std::ranges::find(names, function.name) != names.end();
}

}  // namespace ormc::query
