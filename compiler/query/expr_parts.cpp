#include "query/expr_parts.hpp"

#include <variant>

namespace ormc::query {
namespace {

using namespace syntax;

/// Pushes the expressions and queries right below an expression.
class ExprParts {
 public:
  ExprParts(std::vector<ExprPtr>& exprs, std::vector<QueryPtr>& queries)
      : exprs_(exprs), queries_(queries) {}

  void operator()(const Literal&) const {}
  void operator()(const TypedLiteral&) const {}
  void operator()(const NameRef&) const {}
  void operator()(const Star&) const {}
  void operator()(const Parameter&) const {}
  void operator()(const DefaultValue&) const {}
  void operator()(const Missing&) const {}
  void operator()(const KeywordValue&) const {}
  void operator()(const XmlCall& node) const {
    for (const auto& value : node.values) add(value.value);
    all(node.arguments);
  }
  void operator()(const Unary& node) const { add(node.operand); }
  void operator()(const Binary& node) const { add(node.left, node.right); }
  void operator()(const Logical& node) const { all(node.terms); }
  void operator()(const Not& node) const { add(node.operand); }
  void operator()(const IsTest& node) const { add(node.operand); }
  void operator()(const IsDistinctFrom& node) const { add(node.left, node.right); }
  void operator()(const IsNormalized& node) const { add(node.operand); }
  void operator()(const Between& node) const { add(node.operand, node.low, node.high); }
  void operator()(const InList& node) const {
    add(node.operand);
    all(node.values);
  }
  void operator()(const InSubquery& node) const {
    add(node.operand);
    query(node.query);
  }
  void operator()(const Like& node) const { add(node.operand, node.pattern, node.escape); }
  void operator()(const Quantified& node) const {
    add(node.operand, node.array);
    query(node.query);
  }
  void operator()(const AtTimeZone& node) const { add(node.operand, node.zone); }
  void operator()(const Collate& node) const { add(node.operand); }
  void operator()(const Cast& node) const { add(node.operand); }
  void operator()(const NonNull& node) const { add(node.operand); }
  void operator()(const Exists& node) const { query(node.query); }
  void operator()(const ScalarSubquery& node) const { query(node.query); }
  void operator()(const ArraySubquery& node) const { query(node.query); }
  void operator()(const ArrayConstructor& node) const { all(node.elements); }
  void operator()(const RowConstructor& node) const { all(node.elements); }
  void operator()(const Subscript& node) const { add(node.operand, node.lower, node.upper); }
  void operator()(const FieldSelection& node) const { add(node.operand); }
  void operator()(const Case& node) const {
    add(node.operand, node.otherwise);
    for (const auto& when : node.whens) add(when.condition, when.result);
  }
  void operator()(const SpecialCall& node) const { all(node.arguments); }
  void operator()(const Call& node) const {
    for (const auto& argument : node.arguments) add(argument.value);
    items(node.order_by);
    items(node.within_group);
    add(node.filter);
    if (node.over) window(*node.over);
  }
  void operator()(const Shape& node) const {
    for (const auto& item : node.items) add(item.expr);
    add(node.where, node.limit, node.offset);
    for (const auto& item : node.order_by) {
      if (item.item) add(item.item->expr);
      for (const auto& choice : item.choices) items(choice.items);
    }
  }
  void operator()(const OptionalTerm& node) const { add(node.term); }

  void window(const Window& window) const {
    all(window.partition_by);
    items(window.order_by);
    if (!window.frame) return;
    add(window.frame->start.offset);
    if (window.frame->end) add(window.frame->end->offset);
  }
  void items(const std::vector<OrderItem>& order) const {
    for (const auto& item : order) add(item.expr);
  }

 private:
  template <class... Exprs>
  void add(Exprs... exprs) const {
    (push(exprs), ...);
  }
  void push(ExprPtr expr) const {
    if (expr != nullptr) exprs_.push_back(expr);
  }
  void all(const std::vector<ExprPtr>& exprs) const {
    for (const auto* expr : exprs) push(expr);
  }
  void query(QueryPtr query) const {
    if (query != nullptr) queries_.push_back(query);
  }

  std::vector<ExprPtr>& exprs_;
  std::vector<QueryPtr>& queries_;
};

}  // namespace

void add_parts(const syntax::Expr& expr,
               std::vector<syntax::ExprPtr>& exprs,
               std::vector<syntax::QueryPtr>& queries) {
  std::visit(ExprParts{exprs, queries}, expr.node);
}

void add_parts(const syntax::Window& window, std::vector<syntax::ExprPtr>& exprs) {
  auto queries = std::vector<syntax::QueryPtr>{};
  ExprParts{exprs, queries}.window(window);
}

}  // namespace ormc::query
