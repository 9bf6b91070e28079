#pragma once

#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "query/ir.hpp"

/// Going over the parts of bound expressions. Nothing here enters a subquery by itself: what is
/// inside one belongs to another level of scopes, and whoever wants it asks with
/// `for_each_subquery`.
namespace ormc::query {

namespace walk_detail {

/// Calls `fn` for each child of a node, in the order in which SQL prints them. One function for
/// each alternative, so that a new kind of node does not compile until it says what its children
/// are.
template <class E, class Fn>
class Children {
 public:
  explicit Children(Fn& fn) : fn_(fn) {}

  void operator()(const ColumnRef&) const {}
  void operator()(const WholeRow&) const {}
  void operator()(const SystemColumn&) const {}
  void operator()(const DomainValue&) const {}
  void operator()(const Parameter&) const {}
  void operator()(const Constant&) const {}
  void operator()(const DefaultValue&) const {}
  void operator()(const Error&) const {}
  void operator()(const Exists&) const {}
  void operator()(const ScalarSubquery&) const {}
  void operator()(const ArraySubquery&) const {}

  void operator()(const OperatorCall& node) const { each(node.left, node.right); }
  void operator()(const Logical& node) const { all(node.terms); }
  void operator()(const OptionalTerm& node) const { each(node.term); }
  void operator()(const Not& node) const { each(node.operand); }
  void operator()(const IsTest& node) const { each(node.operand); }
  void operator()(const IsDistinctFrom& node) const { each(node.left, node.right); }
  void operator()(const IsNormalized& node) const { each(node.operand); }
  void operator()(const Between& node) const { each(node.operand, node.low, node.high); }
  void operator()(const InList& node) const {
    each(node.operand);
    all(node.values);
  }
  void operator()(const InSubquery& node) const { each(node.operand); }
  void operator()(const Like& node) const { each(node.operand, node.pattern, node.escape); }
  void operator()(const Quantified& node) const { each(node.operand, node.array); }
  void operator()(const RowComparison& node) const { each(node.left, node.right); }
  void operator()(const AtTimeZone& node) const { each(node.operand, node.zone); }
  void operator()(const Collate& node) const { each(node.operand); }
  void operator()(const Cast& node) const { each(node.operand); }
  void operator()(const NonNull& node) const { each(node.operand); }
  void operator()(const ArrayConstructor& node) const { all(node.elements); }
  void operator()(const Row& node) const { all(node.elements); }
  void operator()(const Subscript& node) const { each(node.operand, node.lower, node.upper); }
  void operator()(const FieldSelection& node) const { each(node.operand); }
  void operator()(const Case& node) const {
    each(node.operand);
    for (const auto& when : node.whens) each(when.condition, when.result);
    each(node.otherwise);
  }
  void operator()(const SpecialCall& node) const { all(node.arguments); }
  void operator()(const KeywordValue& node) const { each(node.precision); }
  void operator()(const Call& node) const {
    for (const auto& argument : node.arguments) each(argument.value);
    items(node.order_by);
    items(node.within_group);
    each(node.filter);
    if (node.over) window(*node.over);
  }
  void operator()(const XmlCall& node) const {
    for (const auto& value : node.values) each(value.value);
    all(node.arguments);
  }

  void window(const Window& window) const {
    all(window.partition_by);
    items(window.order_by);
    if (!window.frame) return;
    each(window.frame->start.offset);
    if (window.frame->end) each(window.frame->end->offset);
  }

 private:
  template <class... Ptrs>
  void each(Ptrs... children) const {
    ((children != nullptr ? fn_(static_cast<E&>(*children)) : void()), ...);
  }
  void all(const std::vector<ExprPtr>& children) const {
    for (auto* child : children) each(child);
  }
  void items(const std::vector<OrderItem>& order) const {
    for (const auto& item : order) each(item.expr);
  }

  Fn& fn_;
};

template <class E, class Fn>
void for_each_child(E& expr, Fn& fn) {
  std::visit(Children<E, Fn>{fn}, expr.node);
}

template <class E, class Fn>
void walk(E& root, Fn& fn) {
  // An explicit stack: a chain of operators may be 100,000 deep.
  auto stack = std::vector<E*>{&root};
  auto children = std::vector<E*>{};
  auto collect = [&children](E& child) { children.push_back(&child); };
  while (!stack.empty()) {
    auto* expr = stack.back();
    stack.pop_back();
    fn(*expr);
    children.clear();
    for_each_child<E>(*expr, collect);
    stack.insert(stack.end(), children.rbegin(), children.rend());
  }
}

template <class Q>
struct SubqueryOf {
  auto operator()(const Exists& node) const -> Q* { return node.query; }
  auto operator()(const ScalarSubquery& node) const -> Q* { return node.query; }
  auto operator()(const ArraySubquery& node) const -> Q* { return node.query; }
  auto operator()(const InSubquery& node) const -> Q* { return node.query; }
  auto operator()(const Quantified& node) const -> Q* { return node.query; }
  template <class Node>
  auto operator()(const Node&) const -> Q* {
    // A catch-all for the nodes without a member `query`, so that one that gets it is not
    // forgotten.
    static_assert(
        !requires(const Node& node) { node.query; }, "say what the subquery of this node is");
    return nullptr;
  }
};

}  // namespace walk_detail

/// Calls `fn(Expr&)` for each direct child of `expr`, in the order of the SQL text. Absent children
/// are left out; subqueries are not children.
template <class Fn>
void for_each_child(Expr& expr, Fn&& fn) {
  walk_detail::for_each_child<Expr>(expr, fn);
}
/// The same, with `fn(const Expr&)`.
template <class Fn>
void for_each_child(const Expr& expr, Fn&& fn) {
  walk_detail::for_each_child<const Expr>(expr, fn);
}

/// Calls `fn` for each expression of a window: partitions, order, frame offsets.
template <class Fn>
void for_each_child(const Window& window, Fn&& fn) {
  walk_detail::Children<Expr, std::remove_reference_t<Fn>>{fn}.window(window);
}

/// Calls `fn(Expr&)` for `root` and everything below it, parents first, without entering subqueries
/// and without recursion.
template <class Fn>
void walk(Expr& root, Fn&& fn) {
  walk_detail::walk<Expr>(root, fn);
}
/// The same, with `fn(const Expr&)`.
template <class Fn>
void walk(const Expr& root, Fn&& fn) {
  walk_detail::walk<const Expr>(root, fn);
}

/// The query of a node that holds one (`exists`, `in`, `any`, scalar and array subqueries), else
/// null.
inline auto subquery_of(const Expr& expr) -> Query* {
  return std::visit(walk_detail::SubqueryOf<Query>{}, expr.node);
}

/// Calls `fn(Query&)` for the subquery of this very node, if it has one.
template <class Fn>
void for_each_subquery(const Expr& expr, Fn&& fn) {
  if (auto* query = subquery_of(expr)) fn(*query);
}

}  // namespace ormc::query
