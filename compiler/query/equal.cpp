#include "query/equal.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "query/equal_pairs.hpp"
#include "query/walk.hpp"

namespace ormc::query {
namespace {

auto same_bound(const FrameBound& left, const FrameBound& right) -> bool {
  return left.kind == right.kind && same_presence(left.offset, right.offset);
}

auto same_frame(const std::optional<Frame>& left, const std::optional<Frame>& right) -> bool {
  if (!left || !right) return left.has_value() == right.has_value();
  if (left->end.has_value() != right->end.has_value()) return false;
  return left->mode == right->mode && left->exclude == right->exclude &&
         same_bound(left->start, right->start) &&
         (!left->end || same_bound(*left->end, *right->end));
}

}  // namespace

auto same_order(const std::vector<OrderItem>& left, const std::vector<OrderItem>& right) -> bool {
  if (left.size() != right.size()) return false;
  for (auto i = std::size_t{0}; i < left.size(); ++i) {
    const auto& a = left[i];
    const auto& b = right[i];
    const auto a_using = a.using_operator ? a.using_operator->symbol : std::string{};
    const auto b_using = b.using_operator ? b.using_operator->symbol : std::string{};
    if (!same_presence(a.expr, b.expr) || a.output != b.output || a.direction != b.direction ||
        a.nulls != b.nulls || a_using != b_using) {
      return false;
    }
  }
  return true;
}

auto same_window(const std::optional<Window>& left, const std::optional<Window>& right) -> bool {
  if (!left || !right) return left.has_value() == right.has_value();
  return left->name == right->name && left->is_reference == right->is_reference &&
         left->pending == right->pending &&
         left->partition_by.size() == right->partition_by.size() &&
         same_order(left->order_by, right->order_by) && same_frame(left->frame, right->frame);
}

namespace {

/// Compares what a node says by itself, its children's presence included; the children come later.
struct SameNode {
  EqualPairs& pairs;

  auto operator()(const ColumnRef& a, const ColumnRef& b) const -> bool {
    return pairs.same_range(a.range, b.range) && a.column == b.column;
  }
  auto operator()(const WholeRow& a, const WholeRow& b) const -> bool {
    return pairs.same_range(a.range, b.range);
  }
  auto operator()(const SystemColumn& a, const SystemColumn& b) const -> bool {
    return pairs.same_range(a.range, b.range) && a.name == b.name;
  }
  auto operator()(const DomainValue&, const DomainValue&) const -> bool { return true; }
  auto operator()(const Parameter& a, const Parameter& b) const -> bool {
    return a.index == b.index;
  }
  auto operator()(const Constant& a, const Constant& b) const -> bool {
    // How its type was said does not matter: the expression has it.
    return a.kind == b.kind && a.text == b.text;
  }
  auto operator()(const DefaultValue&, const DefaultValue&) const -> bool { return true; }
  auto operator()(const Error&, const Error&) const -> bool { return true; }
  auto operator()(const OperatorCall& a, const OperatorCall& b) const -> bool {
    return a.op == b.op && same_presence(a.left, b.left);
  }
  auto operator()(const Logical& a, const Logical& b) const -> bool {
    return a.kind == b.kind && a.terms.size() == b.terms.size();
  }
  auto operator()(const OptionalTerm& a, const OptionalTerm& b) const -> bool {
    return a.part == b.part;
  }
  auto operator()(const Not&, const Not&) const -> bool { return true; }
  auto operator()(const IsTest& a, const IsTest& b) const -> bool {
    return a.kind == b.kind && a.negated == b.negated;
  }
  auto operator()(const IsDistinctFrom& a, const IsDistinctFrom& b) const -> bool {
    return a.op == b.op && a.negated == b.negated;
  }
  auto operator()(const IsNormalized& a, const IsNormalized& b) const -> bool {
    return a.form == b.form && a.negated == b.negated;
  }
  auto operator()(const Between& a, const Between& b) const -> bool {
    return a.negated == b.negated && a.symmetric == b.symmetric;
  }
  auto operator()(const InList& a, const InList& b) const -> bool {
    return a.negated == b.negated && a.values.size() == b.values.size();
  }
  auto operator()(const InSubquery& a, const InSubquery& b) const -> bool {
    return pairs.query(a.query, b.query) && a.negated == b.negated;
  }
  auto operator()(const Like& a, const Like& b) const -> bool {
    return a.kind == b.kind && a.negated == b.negated && same_presence(a.escape, b.escape);
  }
  auto operator()(const Like& a, const OperatorCall& b) const -> bool { return is_like(a, b); }
  auto operator()(const OperatorCall& a, const Like& b) const -> bool { return is_like(b, a); }
  auto operator()(const Quantified& a, const Quantified& b) const -> bool {
    return a.kind == b.kind && a.op == b.op && pairs.query(a.query, b.query) &&
           same_presence(a.array, b.array);
  }
  auto operator()(const RowComparison& a, const RowComparison& b) const -> bool {
    return a.symbol == b.symbol && a.ops == b.ops;
  }
  auto operator()(const AtTimeZone& a, const AtTimeZone& b) const -> bool {
    return a.function == b.function;
  }
  auto operator()(const Collate& a, const Collate& b) const -> bool {
    return a.collation == b.collation;
  }
  auto operator()(const Cast& a, const Cast& b) const -> bool { return a.type == b.type; }
  auto operator()(const NonNull&, const NonNull&) const -> bool { return true; }
  auto operator()(const Exists& a, const Exists& b) const -> bool {
    return pairs.query(a.query, b.query);
  }
  auto operator()(const ScalarSubquery& a, const ScalarSubquery& b) const -> bool {
    return pairs.query(a.query, b.query);
  }
  auto operator()(const ArraySubquery& a, const ArraySubquery& b) const -> bool {
    return pairs.query(a.query, b.query);
  }
  auto operator()(const ArrayConstructor& a, const ArrayConstructor& b) const -> bool {
    return a.elements.size() == b.elements.size();
  }
  auto operator()(const Row& a, const Row& b) const -> bool {
    return a.elements.size() == b.elements.size();
  }
  auto operator()(const Subscript& a, const Subscript& b) const -> bool {
    return a.slice == b.slice && a.continues == b.continues &&
           same_presence(a.operand, b.operand) && same_presence(a.lower, b.lower) &&
           same_presence(a.upper, b.upper);
  }
  auto operator()(const FieldSelection& a, const FieldSelection& b) const -> bool {
    return a.field == b.field && a.sql_name == b.sql_name && same_presence(a.operand, b.operand);
  }
  auto operator()(const Case& a, const Case& b) const -> bool {
    return a.whens.size() == b.whens.size() && same_presence(a.operand, b.operand) &&
           same_presence(a.otherwise, b.otherwise);
  }
  auto operator()(const SpecialCall& a, const SpecialCall& b) const -> bool {
    return a.kind == b.kind && a.arguments.size() == b.arguments.size();
  }
  auto operator()(const KeywordValue& a, const KeywordValue& b) const -> bool {
    return a.keyword == b.keyword && same_presence(a.precision, b.precision);
  }
  auto operator()(const Call& a, const Call& b) const -> bool {
    if (a.function != b.function || a.arguments.size() != b.arguments.size()) return false;
    for (auto i = std::size_t{0}; i < a.arguments.size(); ++i) {
      if (a.arguments[i].name != b.arguments[i].name) return false;
      if (a.arguments[i].variadic != b.arguments[i].variadic) return false;
    }
    return a.star == b.star && a.distinct == b.distinct && same_order(a.order_by, b.order_by) &&
           same_order(a.within_group, b.within_group) && same_presence(a.filter, b.filter) &&
           same_window(a.over, b.over);
  }

  auto operator()(const XmlCall& a, const XmlCall& b) const -> bool {
    auto same_name = [](const XmlCall::Value& x, const XmlCall::Value& y) {
      return x.name == y.name;
    };
    return a.kind == b.kind && a.name == b.name && a.document == b.document &&
           a.preserves == b.preserves && a.standalone == b.standalone &&
           a.arguments.size() == b.arguments.size() &&
           std::equal(
               a.values.begin(), a.values.end(), b.values.begin(), b.values.end(), same_name);
  }

  template <class A, class B>
  requires(!std::is_same_v<A, B>) auto operator()(const A&, const B&) const -> bool {
    return false;
  }

 private:
  /// `a like b` is the operator `a ~~ b`, and the server writes it so.
  static auto is_like(const Like& like, const OperatorCall& call) -> bool {
    using Kind = syntax::Like::Kind;
    if (like.escape != nullptr || like.kind == Kind::similar_to || call.left == nullptr) {
      return false;
    }
    const auto name =
        std::string{like.negated ? "!" : ""} + (like.kind == Kind::like ? "~~" : "~~*");
    return call.op->schema == "pg_catalog" && call.op->name == name;
  }
};

}  // namespace

auto same_node(EqualPairs& pairs, const Expr& left, const Expr& right) -> bool {
  return std::visit(SameNode{pairs}, left.node, right.node);
}

auto equal(const Expr& left, const Expr& right) -> bool {
  return EqualPairs{nullptr}.equal(left, right);
}

auto equal(const Unit& unit, const Expr& left, const Expr& right) -> bool {
  return EqualPairs{&unit}.equal(left, right);
}

}  // namespace ormc::query
