#include "query/check_collations.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diagnostics/collation_diagnostics.hpp"
#include "query/collation.hpp"
#include "query/out_columns.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

using Strength = CollationStrength;
using Collations = std::vector<Collation>;

/// What another level sees of an expression: a written collation is one like others there, and of a
/// conflict nothing is left.
auto as_column(Collation collation) -> Collation {
  if (collation.strength == Strength::conflict) return {.span = collation.span};
  if (collation.strength == Strength::explicit_) collation.strength = Strength::implicit;
  return collation;
}

auto has_clauses(const Query& query) -> bool {
  return query.with || !query.order_by.empty() || query.limit != nullptr || query.offset != nullptr;
}

/// Derives the collations of one unit, and of the views that it reads.
class CollationCheck {
 public:
  /// Without diagnostics nothing is reported.
  CollationCheck(const schema::Schema& schema,
                 const Program& program,
                 const Unit& unit,
                 diagnostics::Diagnostics* diagnostics)
      : schema_{schema}, program_{program}, unit_{unit}, diagnostics_{diagnostics} {}

  /// The columns that a statement returns.
  auto statement(const Statement& statement) -> Collations;
  /// The columns of a query, as a set operation around it sees them: as they were made.
  auto query(const Query& query) -> const Collations&;

  /// An expression by itself. Its parts are done from below: chains may be 100,000 deep.
  auto of(const Expr& root) -> const Collation& {
    auto parts = std::vector<const Expr*>{};
    walk(root, [&](const Expr& part) { parts.push_back(&part); });
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      if (!known_.contains(*part)) known_.emplace(*part, derive(**part));
    }
    return known_.at(&root);
  }

 private:
  auto derive(const Expr& expr) -> Collation;
  auto makes_domain(const Expr& expr) const -> bool;
  auto by_type(Oid type, Span span) const -> Collation {
    return named(collation_of(schema_, type), span);
  }
  static auto named(std::string name, Span span) -> Collation {
    const auto strength = name.empty() ? Strength::none : Strength::implicit;
    return {.strength = strength, .name = std::move(name), .span = span};
  }

  /// Of operands taken together; reports two written ones that differ.
  auto merged(std::initializer_list<const Expr*> operands) -> Collation {
    auto result = Collation{};
    for (const auto* operand : operands) add(result, operand);
    return result;
  }
  auto merged(const std::vector<ExprPtr>& operands) -> Collation {
    auto result = Collation{};
    for (const auto* operand : operands) add(result, operand);
    return result;
  }
  void add(Collation& into, const Expr* operand) {
    if (operand != nullptr) add(into, known_.at(operand), operand->span);
  }
  void add(Collation& into, const Collation& operand, Span span) {
    if (!merge(into, operand) && diagnostics_ != nullptr) {
      diagnostics_->report(span, diagnostics::CollationMismatch{into.name, operand.name});
    }
  }

  // ---- what an expression takes from its parts, before its type decides; one for each node

  struct Parts;

  void window(const Window& window) {
    for (const auto* expr : window.partition_by) target(*expr, "partition by");
    items(window.order_by);
  }
  void items(const std::vector<OrderItem>& order) {
    for (const auto& item : order) {
      if (item.expr != nullptr) target(*item.expr, "order by");
    }
  }

  /// What is sorted or grouped by has one collation, or none.
  void target(const Expr& expr, std::string_view place) {
    of(expr);
    report_conflict(known_.at(&expr), expr.span, place);
  }
  void report_conflict(const Collation& collation, Span span, std::string_view place) {
    if (diagnostics_ == nullptr || collation.unknown) return;
    if (collation.strength != Strength::conflict) return;
    diagnostics_->report(
        span, diagnostics::CollationConflict{collation.name, collation.other, std::string{place}});
  }

  // ---- ranges

  auto column(RangeId range, ColumnIndex index, Span span) -> Collation;
  auto function_column(const FunctionSource& source, const Range& range, ColumnIndex index)
      -> Collation;
  auto merged_column(RangeId range, const JoinSource& join, ColumnIndex index) -> Collation;
  auto model_column(schema::ModelId model, ColumnIndex index, Span span) const -> Collation;
  auto view_column(schema::ViewId view, ColumnIndex index) -> Collation;

  // ---- queries

  void with(const With& with);
  /// Until a recursive query is whole, its columns are those that it begins with.
  void cte(CteId id);
  void from(const std::vector<FromPtr>& items);
  void order(const std::vector<OrderItem>& order, const Select* select);
  void output_target(std::uint32_t output, const Select* select, std::string_view place);
  void select(const Select& select, Collations& columns);
  void values(const Values& values, Collations& columns);
  void chain(const Query& root, Collations& columns);
  void combine(const SetOperation& operation, const Collations& right, Collations& columns);
  void group(const std::vector<GroupItem>& items, const Select& select);

  const schema::Schema& schema_;
  const Program& program_;
  const Unit& unit_;
  diagnostics::Diagnostics* diagnostics_;
  std::unordered_map<const Expr*, Collation> known_;
  std::map<const Query*, Collations> queries_;
  std::map<CteId, Collations> ctes_;
  std::map<RangeId, syntax::Join::Kind> joins_;  // that merge columns
  std::map<schema::ViewId, Collations> views_;
};

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

auto CollationCheck::model_column(schema::ModelId model, ColumnIndex index, Span span) const
    -> Collation {
  const auto& columns = schema_.at(model).columns;
  if (index >= columns.size()) return {.unknown = true};
  return named(collation_of(schema_, columns[index]), span);
}

auto CollationCheck::view_column(schema::ViewId view, ColumnIndex index) -> Collation {
  const auto [place, is_new] = views_.try_emplace(view);
  if (is_new) {
    const auto& bound = program_.views[static_cast<std::size_t>(view)];
    if (bound.query != nullptr) {
      place->second = CollationCheck{schema_, program_, *bound.unit, nullptr}.query(*bound.query);
    }
  }
  const auto& columns = place->second;
  return index < columns.size() ? as_column(columns[index]) : Collation{.unknown = true};
}

auto CollationCheck::merged_column(RangeId range, const JoinSource& join, ColumnIndex index)
    -> Collation {
  const auto& [left, right] = join.merged[index];
  if (right == nullptr) return as_column(of(*left));
  const auto kind = joins_.find(range);
  if (kind == joins_.end() || kind->second == syntax::Join::Kind::full) {
    of(*left);
    of(*right);
    return as_column(merged({left, right}));
  }
  return as_column(of(kind->second == syntax::Join::Kind::right ? *right : *left));
}

auto CollationCheck::function_column(const FunctionSource& source,
                                     const Range& range,
                                     ColumnIndex index) -> Collation {
  const auto type = range.columns[index].type.oid;
  auto first = std::size_t{0};
  for (auto i = std::size_t{0}; i < source.calls.size(); ++i) {
    const auto& value = *source.calls[i];
    const auto* call = std::get_if<Call>(&value.node);
    const auto has_out = call != nullptr && value.type.oid == catalog::oid::record;
    auto count = schema_.catalog.fields(value.type.oid).size();
    if (has_out) count = out_columns(schema_.catalog, *call).size();
    if (i < source.definitions.size() && !source.definitions[i].empty()) {
      count = source.definitions[i].size();
    }
    // A plain value has the collation of the call; the columns of a row have their types'.
    if (count == 0 && index == first) return as_column(of(value));
    first += std::max(count, std::size_t{1});
    if (index < first) break;
  }
  return by_type(type, range.span);
}

auto CollationCheck::column(RangeId id, ColumnIndex index, Span span) -> Collation {
  const auto& range = unit_.at(id);
  const auto at = [index](const Collations& columns) {
    return index < columns.size() ? as_column(columns[index]) : Collation{.unknown = true};
  };
  struct Source {
    CollationCheck& self;
    RangeId id;
    const Range& range;
    ColumnIndex index;
    Span span;
    decltype(at) column_at;
    auto operator()(const TableSource& source) const -> Collation {
      return self.model_column(source.model, index, span);
    }
    auto operator()(const PathSource& source) const -> Collation {
      return self.model_column(source.model, index, span);
    }
    auto operator()(const ExcludedSource& source) const -> Collation {
      return self.model_column(source.model, index, span);
    }
    auto operator()(const ViewSource& source) const -> Collation {
      return self.view_column(source.view, index);
    }
    auto operator()(const SubquerySource& source) const -> Collation {
      return column_at(self.query(*source.query));
    }
    auto operator()(const CteSource& source) const -> Collation {
      // With `recursive`, a query may come before those that it reads.
      if (!self.ctes_.contains(source.cte)) self.cte(source.cte);
      return column_at(self.ctes_.at(source.cte));
    }
    auto operator()(const JoinSource& source) const -> Collation {
      return self.merged_column(id, source, index);
    }
    auto operator()(const FunctionSource& source) const -> Collation {
      return self.function_column(source, range, index);
    }
    auto operator()(const XmlTableSource&) const -> Collation { return by_type(); }
    /// Texts in tables of the system have "C", in its views whatever they are made of.
    auto operator()(const CatalogSource&) const -> Collation {
      auto collation = by_type();
      collation.unknown = collation.name == "default";
      return collation;
    }
    auto by_type() const -> Collation { return self.by_type(range.columns[index].type.oid, span); }
  };
  auto collation = std::visit(Source{*this, id, range, index, span, at}, range.source);
  collation.span = span;
  return collation;
}

// ---- queries

auto CollationCheck::query(const Query& query) -> const Collations& {
  const auto [place, is_new] = queries_.try_emplace(&query);
  auto& columns = place->second;
  if (!is_new) return columns;
  if (query.with) with(*query.with);
  const auto* body = std::get_if<Select>(&query.body);
  if (body != nullptr) from(body->from);
  for_each_expr(unit_, query, [&](const Expr& expr) { of(expr); });
  if (body != nullptr) select(*body, columns);
  if (const auto* rows = std::get_if<Values>(&query.body)) values(*rows, columns);
  if (std::holds_alternative<SetOperation>(query.body)) chain(query, columns);
  order(query.order_by, body);
  return columns;
}

void CollationCheck::from(const std::vector<FromPtr>& items) {
  for (const auto* item : items) {
    for_each_join(*item, [&](const FromJoin& join) {
      if (join.merged) joins_[*join.merged] = join.kind;
    });
  }
  for (const auto* item : items) {
    for_each_range(*item, [&](RangeId id) {
      const auto* subquery = std::get_if<SubquerySource>(&unit_.at(id).source);
      if (subquery != nullptr) query(*subquery->query);
    });
  }
}

void CollationCheck::select(const Select& select, Collations& columns) {
  for (const auto& item : select.items) {
    const auto& collation = of(*item.expr);
    if (select.distinct) report_conflict(collation, item.span, "distinct");
    columns.push_back(collation);
  }
  group(select.group_by, select);
  order(select.distinct_on, &select);
  for (const auto& [name, each] : select.windows) window(each);
}

void CollationCheck::order(const std::vector<OrderItem>& order, const Select* select) {
  items(order);
  for (const auto& item : order) {
    if (item.output) output_target(*item.output, select, "order by");
  }
}

void CollationCheck::group(const std::vector<GroupItem>& items, const Select& select) {
  for (const auto& item : items) {
    if (item.expr != nullptr) target(*item.expr, "group by");
    if (item.output) output_target(*item.output, &select, "group by");
    group(item.items, select);
  }
}

void CollationCheck::output_target(std::uint32_t output,
                                   const Select* select,
                                   std::string_view place) {
  if (select == nullptr || output >= select->items.size()) return;
  target(*select->items[output].expr, place);
}

void CollationCheck::values(const Values& values, Collations& columns) {
  for (const auto& row : values.rows) {
    columns.resize(std::max(columns.size(), row.size()));
    for (auto i = std::size_t{0}; i < row.size(); ++i) add(columns[i], row[i]);
  }
  std::ranges::transform(columns, columns.begin(), as_column);
}

/// Set operations lean to the left, as many as the user likes.
void CollationCheck::chain(const Query& root, Collations& columns) {
  auto operations = std::vector<const SetOperation*>{};
  const auto* at = &root;
  while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
    if (at != &root && has_clauses(*at)) break;
    operations.push_back(operation);
    at = operation->left;
  }
  columns = query(*at);
  for (auto operation = operations.rbegin(); operation != operations.rend(); ++operation) {
    combine(**operation, query(*(*operation)->right), columns);
  }
}

void CollationCheck::combine(const SetOperation& operation,
                             const Collations& right,
                             Collations& columns) {
  const auto keeps_all = operation.kind == syntax::SetOperation::Kind::unite && operation.all;
  for (auto i = std::size_t{0}; i < columns.size() && i < right.size(); ++i) {
    add(columns[i], right[i], right[i].span);
    if (!keeps_all) report_conflict(columns[i], right[i].span, "a set operation");
    columns[i] = as_column(std::move(columns[i]));
  }
}

// ---- with

void CollationCheck::with(const With& with) {
  for (const auto id : with.ctes) {
    if (!ctes_.contains(id)) cte(id);
  }
}

void CollationCheck::cte(CteId id) {
  const auto& cte = unit_.at(id);
  auto& columns = ctes_[id];
  if (cte.statement == nullptr) return;
  const auto* query = std::get_if<QueryPtr>(&cte.statement->node);
  const auto* operation = query == nullptr ? nullptr : std::get_if<SetOperation>(&(*query)->body);
  if (cte.recursive && operation != nullptr) {
    if ((*query)->with) with(*(*query)->with);
    columns = this->query(*operation->left);
  }
  const auto whole = statement(*cte.statement);
  for (auto i = std::size_t{0}; i < columns.size() && i < whole.size(); ++i) {
    const auto first = as_column(columns[i]);
    const auto overall = as_column(whole[i]);
    if (first.unknown || overall.unknown || first.name == overall.name) continue;
    if (diagnostics_ == nullptr) continue;
    diagnostics_->report(
        overall.span,
        diagnostics::CollationOfRecursion{cte.name, cte.columns[i].name, first.name, overall.name});
  }
  columns = whole;
  // What search and cycle add has no collation, or that of its type.
  for (auto i = columns.size(); i < cte.columns.size(); ++i) {
    columns.push_back(by_type(cte.columns[i].type.oid, {}));
  }
}

// ---- statements

auto CollationCheck::statement(const Statement& statement) -> Collations {
  if (const auto* own = std::get_if<QueryPtr>(&statement.node)) return query(**own);
  auto columns = Collations{};
  const auto finish = [&](const auto& write, const std::vector<FromPtr>& items) {
    if (write.with) with(*write.with);
    from(items);
    for_each_query(unit_, statement, [&](const Query& inner) {
      // Rows of values that are inserted are looked at one by one.
      const auto is_rows = std::holds_alternative<Values>(inner.body) && !has_clauses(inner);
      is_rows ? for_each_expr(unit_, inner, [&](const Expr& expr) { of(expr); })
              : void(query(inner));
    });
    for_each_expr(unit_, statement, [&](const Expr& expr) { of(expr); });
    if constexpr (requires { write.returning; }) {
      for (const auto& item : write.returning) columns.push_back(as_column(of(*item.expr)));
    }
  };
  if (const auto* insert = std::get_if<Insert>(&statement.node)) finish(*insert, {});
  if (const auto* update = std::get_if<Update>(&statement.node)) finish(*update, update->from);
  if (const auto* erase = std::get_if<Delete>(&statement.node)) finish(*erase, erase->using_items);
  if (const auto* merge = std::get_if<Merge>(&statement.node)) finish(*merge, {merge->source});
  return columns;
}

/// Most statements have one collation at most besides the default: nothing can contradict it.
auto may_contradict(const schema::Schema& schema, const Unit& unit, const Expr& expr) -> bool {
  if (std::holds_alternative<Collate>(expr.node)) return true;
  if (!schema.catalog.type(expr.type.oid).collatable) return false;
  if (collation_of(schema, expr.type.oid) != "default") return true;
  if (std::holds_alternative<FieldSelection>(expr.node)) return true;
  const auto* column = std::get_if<ColumnRef>(&expr.node);
  if (column == nullptr) return false;
  const auto& range = unit.at(column->range);
  if (std::holds_alternative<ViewSource>(range.source)) return true;
  const auto has_own = [&](schema::ModelId model) {
    const auto& columns = schema.at(model).columns;
    return column->column < columns.size() && columns[column->column].collation.has_value();
  };
  const auto* table = std::get_if<TableSource>(&range.source);
  const auto* path = std::get_if<PathSource>(&range.source);
  return (table != nullptr && has_own(table->model)) || (path != nullptr && has_own(path->model));
}

}  // namespace

void check_collations(const schema::Schema& schema,
                      const Program& program,
                      const Unit& unit,
                      const Statement& statement,
                      diagnostics::Diagnostics& diagnostics) {
  auto matters = false;
  walk_deep(unit, statement, [&](const Expr& expr) {
    matters = matters || may_contradict(schema, unit, expr);
  });
  if (!matters) return;
  CollationCheck{schema, program, unit, &diagnostics}.statement(statement);
}

void check_collations(const schema::Schema& schema,
                      const Program& program,
                      const Unit& unit,
                      const Expr& expr,
                      diagnostics::Diagnostics& diagnostics) {
  CollationCheck{schema, program, unit, &diagnostics}.of(expr);
}

void check_view_collations(const schema::Schema& schema,
                           const Program& program,
                           const Unit& unit,
                           const Query& query,
                           diagnostics::Diagnostics& diagnostics) {
  auto check = CollationCheck{schema, program, unit, &diagnostics};
  const auto& columns = check.query(query);
  for (auto i = std::size_t{0}; i < columns.size() && i < query.columns.size(); ++i) {
    const auto& column = query.columns[i];
    const auto wants = !collation_of(schema, column.type.oid).empty();
    if (!wants || columns[i].unknown || columns[i].strength != Strength::conflict) continue;
    diagnostics.report(columns[i].span, diagnostics::NoCollation{column.name});
  }
}

}  // namespace ormc::query
