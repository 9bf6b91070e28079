#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

#include "diagnostics/collation_diagnostics.hpp"
#include "query/collation_check.hpp"
#include "query/walk.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {

using Strength = CollationStrength;

auto CollationCheck::of(const Expr& root) -> const Collation& {
  auto parts = std::vector<const Expr*>{};
  walk(root, [&](const Expr& part) { parts.push_back(&part); });
  std::ranges::reverse(parts);
  for (const auto* part : parts) {
    if (!known_.contains(part)) known_.emplace(part, derive(*part));
  }
  return known_.at(&root);
}

auto CollationCheck::by_type(Oid type, Span span) const -> Collation {
  return named(collation_of(schema_, type), span);
}

auto CollationCheck::named(std::string name, Span span) -> Collation {
  const auto strength = name.empty() ? Strength::none : Strength::implicit;
  return {.strength = strength, .name = std::move(name), .span = span};
}

auto CollationCheck::merged(std::initializer_list<const Expr*> operands) -> Collation {
  auto result = Collation{};
  for (const auto* operand : operands) add(result, operand);
  return result;
}

auto CollationCheck::merged(const std::vector<ExprPtr>& operands) -> Collation {
  auto result = Collation{};
  for (const auto* operand : operands) add(result, operand);
  return result;
}

void CollationCheck::add(Collation& into, const Expr* operand) {
  if (operand != nullptr) add(into, known_.at(operand), operand->span);
}

void CollationCheck::add(Collation& into, const Collation& operand, Span span) {
  if (!merge(into, operand) && diagnostics_ != nullptr) {
    diagnostics_->report(span, diagnostics::CollationMismatch{into.name, operand.name});
  }
}

// ---- what is sorted or grouped by

void CollationCheck::window(const Window& window) {
  for (const auto* expr : window.partition_by) target(*expr, "partition by");
  items(window.order_by);
}

void CollationCheck::items(const std::vector<OrderItem>& order) {
  for (const auto& item : order) {
    if (item.expr != nullptr) target(*item.expr, "order by");
  }
}

void CollationCheck::target(const Expr& expr, std::string_view place) {
  report_conflict(of(expr), expr.span, place);
}

void CollationCheck::report_conflict(const Collation& collation,
                                     Span span,
                                     std::string_view place) {
  if (diagnostics_ == nullptr || collation.unknown) return;
  if (collation.strength != Strength::conflict) return;
  diagnostics_->report(
      span, diagnostics::CollationConflict{collation.name, collation.other, std::string{place}});
}

// ---- nodes

/// Most nodes make something of all that is below them.
struct CollationCheck::Parts {
  CollationCheck& self;
  const Expr& expr;

  auto operator()(const ColumnRef& node) const -> Collation {
    return self.column(node.range, node.column, expr.span);
  }
  auto operator()(const WholeRow&) const -> Collation { return {}; }
  auto operator()(const SystemColumn&) const -> Collation { return {}; }
  auto operator()(const DomainValue&) const -> Collation { return leaf(); }
  auto operator()(const Parameter&) const -> Collation { return leaf(); }
  auto operator()(const Constant&) const -> Collation { return leaf(); }
  auto operator()(const DefaultValue&) const -> Collation { return leaf(); }
  auto operator()(const Error&) const -> Collation { return {.unknown = true}; }
  auto operator()(const KeywordValue&) const -> Collation { return leaf(); }

  auto operator()(const OperatorCall& node) const -> Collation {
    const auto compares = expr.type.oid == catalog::oid::bool_ && node.left != nullptr &&
                          is_string(*node.left) && is_string(*node.right);
    return compares ? compared({node.left, node.right}) : self.merged({node.left, node.right});
  }
  auto operator()(const Logical&) const -> Collation { return {}; }
  auto operator()(const OptionalTerm&) const -> Collation { return {}; }
  auto operator()(const Not&) const -> Collation { return {}; }
  auto operator()(const IsTest&) const -> Collation { return {}; }
  auto operator()(const IsDistinctFrom& node) const -> Collation {
    return compared({node.left, node.right});
  }
  auto operator()(const IsNormalized& node) const -> Collation {
    return self.merged({node.operand});
  }
  auto operator()(const Between& node) const -> Collation {
    compared({node.operand, node.low});
    return compared({node.operand, node.high});
  }
  /// Values that speak of no column become an array; the others are compared one by one.
  auto operator()(const InList& node) const -> Collation {
    auto array = self.merged({node.operand});
    for (const auto* value : node.values) {
      if (speaks_of_columns(*value)) {
        compared({node.operand, value});
      } else {
        self.add(array, value);
      }
    }
    return warn_of_conflict(std::move(array));
  }
  auto operator()(const InSubquery& node) const -> Collation {
    with_columns(*node.operand, *node.query);
    return {};
  }
  auto operator()(const Like& node) const -> Collation {
    return compared({node.operand, node.pattern, node.escape});
  }
  auto operator()(const Quantified& node) const -> Collation {
    if (node.query != nullptr) {
      with_columns(*node.operand, *node.query);
      return {};
    }
    return compared({node.operand, node.array});
  }
  auto operator()(const RowComparison& node) const -> Collation {
    const auto* left = std::get_if<Row>(&node.left->node);
    const auto* right = std::get_if<Row>(&node.right->node);
    if (left == nullptr || right == nullptr) return {};
    const auto count = std::min(left->elements.size(), right->elements.size());
    for (auto i = std::size_t{0}; i < count; ++i) {
      compared({left->elements[i], right->elements[i]});
    }
    return {};
  }
  auto operator()(const AtTimeZone&) const -> Collation { return {}; }
  auto operator()(const Collate& node) const -> Collation {
    return {.strength = Strength::explicit_, .name = node.collation.back(), .span = expr.span};
  }
  auto operator()(const Cast& node) const -> Collation { return self.merged({node.operand}); }
  auto operator()(const NonNull& node) const -> Collation { return self.merged({node.operand}); }
  auto operator()(const Exists& node) const -> Collation {
    self.query(*node.query);
    return {};
  }
  auto operator()(const ScalarSubquery& node) const -> Collation { return first_of(*node.query); }
  auto operator()(const ArraySubquery& node) const -> Collation { return first_of(*node.query); }
  auto operator()(const ArrayConstructor& node) const -> Collation {
    return self.merged(node.elements);
  }
  auto operator()(const Row&) const -> Collation { return {}; }
  auto operator()(const Subscript& node) const -> Collation { return self.merged({node.operand}); }
  auto operator()(const FieldSelection& node) const -> Collation {
    if (node.operand == nullptr) return {};  // the target of an assignment
    const auto type = self.schema_.catalog.base_type(node.operand->type.oid);
    const auto object = schema::find_object(self.schema_, type);
    if (!object) return leaf();
    if (const auto* model = std::get_if<schema::ModelId>(&*object)) {
      return self.model_column(*model, node.field, expr.span);
    }
    if (const auto* composite = std::get_if<schema::CompositeId>(&*object)) {
      const auto& field = self.schema_.at(*composite).fields[node.field];
      return named(collation_of(self.schema_, field), expr.span);
    }
    return leaf();
  }
  auto operator()(const Case& node) const -> Collation {
    auto result = Collation{};
    for (const auto& when : node.whens) {
      if (node.operand != nullptr) {
        auto compared = as_column(self.known_.at(node.operand));
        self.add(compared, when.condition);
      }
      self.add(result, when.result);
    }
    self.add(result, node.otherwise);
    return result;
  }
  auto operator()(const SpecialCall& node) const -> Collation {
    return self.merged(node.arguments);
  }
  auto operator()(const XmlCall&) const -> Collation { return {}; }

  auto operator()(const Call& node) const -> Collation {
    if (node.over) self.window(*node.over);
    self.items(node.order_by);
    if (node.function->aggregate_kind == catalog::AggregateKind::hypothetical) {
      return hypothetical(node);
    }
    auto result = Collation{};
    for (const auto& argument : node.arguments) {
      if (node.distinct) self.target(*argument.value, "distinct");
      self.add(result, argument.value);
    }
    self.items(node.within_group);
    const auto sorts_one =
        node.within_group.size() == 1 && node.function->variadic_element == catalog::no_oid;
    if (sorts_one) self.add(result, node.within_group.front().expr);
    return result;
  }

 private:
  auto is_string(const Expr& operand) const -> bool {
    const auto& catalog = self.schema_.catalog;
    return catalog.type(operand.type.oid).category == catalog::category::string;
  }

  /// Of operands that are compared by their collation: without one that fails when it runs.
  auto compared(std::initializer_list<const Expr*> operands) const -> Collation {
    return warn_of_conflict(self.merged(operands));
  }
  auto warn_of_conflict(Collation collation) const -> Collation {
    if (collation.strength == Strength::conflict && !collation.unknown &&
        self.diagnostics_ != nullptr) {
      self.diagnostics_->report(
          expr.span, diagnostics::ComparisonWithoutCollation{collation.name, collation.other});
    }
    return collation;
  }

  auto leaf() const -> Collation { return self.by_type(expr.type.oid, expr.span); }

  auto first_of(const Query& query) const -> Collation {
    const auto& columns = self.query(query);
    if (columns.empty()) return {};
    auto column = as_column(columns.front());
    // The server takes a missing collation for one of its own.
    if (column.strength == Strength::none) column.strength = Strength::implicit;
    return column;
  }

  static auto speaks_of_columns(const Expr& root) -> bool {
    auto found = false;
    walk(root,
         [&](const Expr& part) { found = found || std::holds_alternative<ColumnRef>(part.node); });
    return found;
  }

  /// The values that stand before `in` or `= any`, each with its column of the query.
  void with_columns(const Expr& operand, const Query& query) const {
    const auto& columns = self.query(query);
    const auto* row = std::get_if<Row>(&operand.node);
    for (auto i = std::size_t{0}; i < columns.size(); ++i) {
      const auto* value =
          row == nullptr ? &operand : row->elements[std::min(i, row->elements.size() - 1)];
      auto pair = self.merged({value});
      self.add(pair, as_column(columns[i]), value->span);
      warn_of_conflict(std::move(pair));
    }
  }

  /// Each value of the row that is looked for is compared with one that is sorted.
  auto hypothetical(const Call& node) const -> Collation {
    const auto sorted = node.within_group.size();
    const auto direct = node.arguments.size() - std::min(sorted, node.arguments.size());
    for (auto i = std::size_t{0}; i < sorted && direct + i < node.arguments.size(); ++i) {
      const auto pair = self.merged({node.arguments[direct + i].value, node.within_group[i].expr});
      self.report_conflict(pair, expr.span, "order by");
    }
    return {};
  }
};

auto CollationCheck::derive(const Expr& expr) -> Collation {
  auto below = std::visit(Parts{*this, expr}, expr.node);
  if (std::holds_alternative<Collate>(expr.node)) return below;
  auto own = collation_of(schema_, expr.type.oid);
  if (own.empty()) return {.unknown = expr.type.oid == error_type};
  if (makes_domain(expr) && own != "default") return named(std::move(own), expr.span);
  const auto is_known = below.strength != Strength::none || below.unknown;
  return is_known ? below : named(std::move(own), expr.span);
}

/// A domain with a collation of its own has that, whatever it is made of: but a cast of what has a
/// written one is done below that.
auto CollationCheck::makes_domain(const Expr& expr) const -> bool {
  const auto* cast = std::get_if<Cast>(&expr.node);
  return cast != nullptr && cast->operand->type.oid != expr.type.oid &&
         !std::holds_alternative<Collate>(cast->operand->node) &&
         schema_.catalog.base_type(expr.type.oid) != expr.type.oid;
}

}  // namespace ormc::query
