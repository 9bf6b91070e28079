#include "query/single_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/coercion.hpp"
#include "query/expr_traits.hpp"
#include "query/nullability_narrow.hpp"
#include "query/range_keys.hpp"
#include "query/walk.hpp"
#include "query/walk_query.hpp"

namespace ormc::query {

namespace {

namespace oid = catalog::oid;
using Limit = RowBounds::Limit;

auto rank(catalog::Oid type) -> int {
  switch (type) {
    case oid::int2:
      return 1;
    case oid::int4:
      return 2;
    case oid::int8:
      return 3;
    case oid::numeric:
      return 4;
    default:
      return 0;
  }
}

auto contains_collate(const Expr& root) -> bool {
  auto found = false;
  walk(root,
       [&](const Expr& expr) { found = found || std::holds_alternative<Collate>(expr.node); });
  return found;
}

}  // namespace

SingleRows::SingleRows(RowCounter& counter)
    : counter_(counter),
      schema_(counter.schema()),
      unit_(counter.unit()),
      paths_(counter.paths()) {}

// ---- from

void SingleRows::add(RangeId range) {
  leaf(range, nullptr);
  at_least_one_ = false;
}

void SingleRows::add(const FromItem& item) {
  at_least_one_ = part(item, nullptr).at_least_one && at_least_one_;
}

/// Joins lean left.
auto SingleRows::part(const FromItem& item, const Ranges* targets) -> Part {
  auto links = std::vector<const FromJoin*>{};
  const auto* at = &item;
  while (const auto* join = std::get_if<FromJoin>(&at->node)) {
    links.push_back(join);
    at = join->left;
  }
  // What an outer join further up may leave out is bounded before its parts are gone over.
  auto scopes = std::vector<const Ranges*>{targets};
  for (const auto* link : links) {
    auto left_out =
        link->kind == syntax::Join::Kind::right || link->kind == syntax::Join::Kind::full;
    scopes.push_back(left_out ? &target_sets_.emplace_back(ranges_of(*link->left)) : scopes.back());
  }
  auto result = leaf(std::get<FromRange>(at->node).range, scopes.back());
  for (auto i = links.size(); i-- > 0;) result = join(*links[i], std::move(result), scopes[i]);
  return result;
}

auto SingleRows::join(const FromJoin& join, Part left, const Ranges* targets) -> Part {
  using Kind = syntax::Join::Kind;
  auto right_out = join.kind == Kind::left || join.kind == Kind::full;
  const auto* right_targets =
      right_out ? &target_sets_.emplace_back(ranges_of(*join.right)) : targets;
  const auto* on_targets = targets;
  if (join.kind == Kind::left) on_targets = right_targets;
  if (join.kind == Kind::right) on_targets = &target_sets_.emplace_back(left.ranges);
  auto right = part(*join.right, right_targets);
  full_join_ = full_join_ || join.kind == Kind::full;
  if (join.merged) {
    merged_[*join.merged] = join.kind;
    if (join.kind != Kind::full) {
      for (const auto& [a, b] : std::get<JoinSource>(unit_.at(*join.merged).source).merged) {
        pair({side(*a, a->type.oid), side(*b, b->type.oid), on_targets});
      }
    }
  }
  if (join.on && join.kind != Kind::full) collect(*join.on, on_targets);
  auto unconditional = !join.on && !join.merged;
  auto result = Part{std::move(left.ranges), false};
  result.ranges.insert(right.ranges.begin(), right.ranges.end());
  switch (join.kind) {
    case Kind::inner:
    case Kind::cross:
      result.at_least_one = left.at_least_one && right.at_least_one && unconditional;
      break;
    case Kind::left:
      result.at_least_one = left.at_least_one;
      break;
    case Kind::right:
      result.at_least_one = right.at_least_one;
      break;
    case Kind::full:
      result.at_least_one = left.at_least_one || right.at_least_one;
      break;
  }
  return result;
}

auto SingleRows::leaf(RangeId range, const Ranges* targets) -> Part {
  struct Own {
    RowCounter& counter;
    auto operator()(const SubquerySource& source) const -> RowBounds {
      return counter.count(*source.query);
    }
    auto operator()(const CteSource& source) const -> RowBounds {
      return counter.count(source.cte);
    }
    auto operator()(const FunctionSource& source) const -> RowBounds {
      auto sets = std::any_of(source.calls.begin(), source.calls.end(), [](const Expr* call) {
        return returns_set(*call);
      });
      if (sets) return {.why = "a function in `from` returns a set"};
      return {true, Limit::one, "a function in `from` gives one row"};
    }
    auto operator()(const TableSource&) const -> RowBounds { return {}; }
    auto operator()(const ViewSource& source) const -> RowBounds {
      return counter.count(source.view);
    }
    auto operator()(const PathSource&) const -> RowBounds { return {}; }
    auto operator()(const ExcludedSource&) const -> RowBounds { return {}; }
    auto operator()(const JoinSource&) const -> RowBounds { return {}; }
    auto operator()(const CatalogSource& source) const -> RowBounds {
      const auto is_sequence = !std::holds_alternative<std::monostate>(source.sequence);
      return is_sequence ? RowBounds{true, Limit::one, "a sequence is one row"} : RowBounds{};
    }
    auto operator()(const XmlTableSource&) const -> RowBounds { return {}; }
  };
  auto own = std::visit(Own{counter_}, unit_.at(range).source);
  depends_on_[range] = referred(range);
  ranges_.push_back(range);
  if (targets != nullptr) padded_.insert(range);
  auto result = Part{{range}, own.at_least_one};
  own_[range] = std::move(own);
  auto children = paths_.find(range);
  if (children == paths_.end()) return result;
  for (auto child : children->second) path(child, targets, result);
  return result;
}

/// The ranges of this from clause that a lateral subquery or function refers to: what it gives is
/// for each of their rows.
auto SingleRows::referred(RangeId range) const -> Ranges {
  auto found = Ranges{};
  const auto look = [&](const Expr& expr) {
    auto of = std::optional<RangeId>{};
    if (const auto* column = std::get_if<ColumnRef>(&expr.node)) of = column->range;
    if (const auto* row = std::get_if<WholeRow>(&expr.node)) of = row->range;
    if (const auto* column = std::get_if<SystemColumn>(&expr.node)) of = column->range;
    if (!of) return;
    const auto* join = std::get_if<JoinSource>(&unit_.at(*of).source);
    if (join != nullptr) found.insert(ranges_.begin(), ranges_.end());
    if (std::find(ranges_.begin(), ranges_.end(), *of) != ranges_.end()) found.insert(*of);
  };
  const auto& source = unit_.at(range).source;
  if (const auto* subquery = std::get_if<SubquerySource>(&source)) {
    if (subquery->lateral) walk_deep(unit_, *subquery->query, look);
  } else if (const auto* function = std::get_if<FunctionSource>(&source)) {
    for (const auto* call : function->calls) {
      walk(*call, [&](const Expr& expr) {
        look(expr);
        for_each_subquery(expr, [&](Query& query) { walk_deep(unit_, query, look); });
      });
    }
  }
  return found;
}

/// `parent.relation`: an equality of the foreign key's columns with a key of the target.
void SingleRows::path(RangeId path, const Ranges* targets, Part& part) {
  const auto& step = std::get<PathSource>(unit_.at(path).source);
  auto model = model_of(step.parent);
  if (!model) return;
  const auto& relation = schema_.at(*model).relations[step.relation];
  auto is_left = step.left || left_paths_.contains(step.parent);
  if (is_left) left_paths_.insert(path);
  const auto* own_targets = is_left ? &target_sets_.emplace_back(Ranges{path}) : targets;
  for (std::size_t i = 0; i < relation.local_columns.size(); ++i) {
    pair({{nullptr, Column{step.parent, relation.local_columns[i]}},
          {nullptr, Column{path, relation.target_columns[i]}},
          own_targets});
  }
  auto below = leaf(path, own_targets);
  part.ranges.insert(below.ranges.begin(), below.ranges.end());
  part.at_least_one = part.at_least_one && is_left;
}

auto SingleRows::ranges_of(const FromItem& item) const -> Ranges {
  auto result = Ranges{};
  auto pending = std::vector<RangeId>{};
  for_each_range(item, [&](RangeId range) { pending.push_back(range); });
  while (!pending.empty()) {
    auto range = pending.back();
    pending.pop_back();
    result.insert(range);
    auto children = paths_.find(range);
    if (children == paths_.end()) continue;
    pending.insert(pending.end(), children->second.begin(), children->second.end());
  }
  return result;
}

// ---- conditions

/// The equalities among terms that all hold.
void SingleRows::collect(const Expr& condition, const Ranges* targets) {
  conditions_.push_back({&condition, targets});
  auto pending = std::vector<const Expr*>{&condition};
  while (!pending.empty()) {
    const auto* expr = pending.back();
    pending.pop_back();
    if (const auto* logical = std::get_if<Logical>(&expr->node)) {
      if (logical->kind != syntax::Logical::Kind::all) continue;
      pending.insert(pending.end(), logical->terms.begin(), logical->terms.end());
    } else if (const auto* call = std::get_if<OperatorCall>(&expr->node)) {
      if (call->op->name != "=" || !call->left) continue;
      pair({side(*call->left, call->op->left), side(*call->right, call->op->right), targets});
    } else if (const auto* rows = std::get_if<RowComparison>(&expr->node)) {
      collect(*rows, targets);
    } else if (const auto* in = std::get_if<InList>(&expr->node)) {
      collect(*in, targets);
    } else if (const auto* any = std::get_if<Quantified>(&expr->node)) {
      collect(*any, targets);
    } else if (const auto* same = std::get_if<IsDistinctFrom>(&expr->node)) {
      if (!same->negated || !same->op) continue;
      pair({side(*same->left, same->op->left),
            side(*same->right, same->op->right),
            targets,
            same->left->nullable && same->right->nullable});
    } else if (const auto* test = std::get_if<IsTest>(&expr->node)) {
      if (test->kind == syntax::IsTest::Kind::truth && !test->negated) {
        pending.push_back(test->operand);
      } else {
        collect(*test, targets);
      }
    }
  }
}

void SingleRows::collect(const IsTest& test, const Ranges* targets) {
  if (test.kind != syntax::IsTest::Kind::null || test.negated) return;
  // Every row that passes has NULL there.
  const auto column = column_of(*test.operand);
  if (column && (!targets || targets->contains(column->first))) fixed_or_null_.insert(*column);
}

void SingleRows::collect(const InList& in, const Ranges* targets) {
  if (in.negated || in.values.size() != 1) return;
  auto compare = [&](const Expr& left, const Expr& right) {
    // Whole numbers of two sizes are compared as they are.
    const auto is_whole = [&](const Expr& expr) {
      const auto size = rank(schema_.catalog.base_type(expr.type.oid));
      return size > 0 && size < rank(oid::numeric);
    };
    if (left.type.oid != right.type.oid && !(is_whole(left) && is_whole(right))) return;
    pair({side(left, left.type.oid), side(right, right.type.oid), targets});
  };
  const auto& value = *in.values.front();
  const auto* left = std::get_if<Row>(&in.operand->node);
  const auto* right = std::get_if<Row>(&value.node);
  if (left == nullptr && right == nullptr) return compare(*in.operand, value);
  if (left == nullptr || right == nullptr || left->elements.size() != right->elements.size()) {
    return;
  }
  for (std::size_t i = 0; i < left->elements.size(); ++i) {
    compare(*left->elements[i], *right->elements[i]);
  }
}

/// `id = any (array[$1])`.
void SingleRows::collect(const Quantified& any, const Ranges* targets) {
  const auto* array = any.array ? std::get_if<ArrayConstructor>(&any.array->node) : nullptr;
  if (any.kind != syntax::Quantified::Kind::any || any.op->name != "=" || array == nullptr ||
      array->elements.size() != 1) {
    return;
  }
  const auto& value = *array->elements.front();
  if (value.type.oid == any.array->type.oid) return;  // an array of arrays
  pair({side(*any.operand, any.op->left), side(value, any.op->right), targets});
}

void SingleRows::collect(const RowComparison& comparison, const Ranges* targets) {
  const auto* left = std::get_if<Row>(&comparison.left->node);
  const auto* right = std::get_if<Row>(&comparison.right->node);
  if (comparison.symbol != "=" || !left || !right) return;
  for (std::size_t i = 0; i < comparison.ops.size() && i < left->elements.size(); ++i) {
    pair({side(*left->elements[i], comparison.ops[i]->left),
          side(*right->elements[i], comparison.ops[i]->right),
          targets});
  }
}

void SingleRows::pair(const Equality& equality) {
  // A written collation may find more values equal than the key does.
  auto plain = [](const Side& side) { return !side.expr || !contains_collate(*side.expr); };
  if (plain(equality.left) && plain(equality.right)) equalities_.push_back(equality);
}

auto SingleRows::side(const Expr& expr, catalog::Oid compared_as) const -> Side {
  auto column = column_of(expr);
  if (column && !keeps_identity(expr.type.oid, compared_as)) column.reset();
  return {&expr, column};
}

/// The column of a table that an expression is, looking through merged and passed on columns.
auto SingleRows::column_of(const Expr& root) const -> std::optional<Column> {
  const auto* expr = &root;
  while (const auto* ref = std::get_if<ColumnRef>(&expr->node)) {
    const auto* join = std::get_if<JoinSource>(&unit_.at(ref->range).source);
    if (!join) return Column{ref->range, ref->column};
    const auto& [left, right] = join->merged[ref->column];
    auto kind = merged_.find(ref->range);
    auto from_right = kind != merged_.end() && kind->second == syntax::Join::Kind::right;
    expr = from_right && right ? right : left;
  }
  return std::nullopt;
}

/// Whether values that differ still differ as the type that they are compared as.
auto SingleRows::keeps_identity(catalog::Oid type, catalog::Oid compared_as) const -> bool {
  auto from = schema_.catalog.base_type(type);
  auto to = schema_.catalog.base_type(compared_as);
  if (from == to || schema_.catalog.is_polymorphic(to)) return true;
  if (rank(from) > 0 && rank(from) < rank(to)) return true;
  if (from == oid::float4 && to == oid::float8) return true;
  return catalog::is_binary_coercible(schema_.catalog, from, to);
}

// ---- what follows

auto SingleRows::is_fixed(Column column) const -> bool {
  return single_.contains(column.first) || fixed_.contains(column);
}

auto SingleRows::is_determined(const Expr& expr) const -> bool {
  auto determined = true;
  auto own = [&](RangeId range) {
    return std::find(ranges_.begin(), ranges_.end(), range) != ranges_.end();
  };
  auto look = [&](const Expr& node) {
    if (auto column = column_of(node)) {
      determined = determined && (!own(column->first) || is_fixed(*column));
    } else if (const auto* row = std::get_if<WholeRow>(&node.node)) {
      determined = determined && (!own(row->range) || single_.contains(row->range));
    } else if (const auto* system = std::get_if<SystemColumn>(&node.node)) {
      determined = determined && (!own(system->range) || single_.contains(system->range));
    } else if (const auto* call = std::get_if<Call>(&node.node)) {
      // Evaluated anew for each row, or dependent on its place.
      determined = determined && call->function->volatility != catalog::Volatility::volatile_ &&
                   !call->function->returns_set && !call->over;
    }
  };
  walk(expr, [&](const Expr& node) {
    look(node);
    if (auto* query = subquery_of(node)) {
      walk_deep(unit_, *query, [&](const Expr& inner) { look(inner); });
    }
  });
  return determined;
}

auto SingleRows::is_determined(const Side& side) const -> bool {
  return side.expr ? is_determined(*side.expr) : is_fixed(*side.column);
}

auto SingleRows::fix(const Side& side, const Side& other, const Equality& equality) -> bool {
  if (!side.column || is_fixed(*side.column)) return false;
  if (equality.targets && !equality.targets->contains(side.column->first)) return false;
  if (std::find(ranges_.begin(), ranges_.end(), side.column->first) == ranges_.end()) return false;
  if (!is_determined(other)) return false;
  if (equality.finds_null) return fixed_or_null_.insert(*side.column).second;
  fixed_.insert(*side.column);
  return true;
}

void SingleRows::settle() {
  for (auto changed = true; changed;) {
    changed = false;
    for (const auto& equality : equalities_) {
      changed = fix(equality.left, equality.right, equality) || changed;
      changed = fix(equality.right, equality.left, equality) || changed;
    }
    for (auto range : ranges_) {
      if (single_.contains(range) || !is_single(range)) continue;
      single_.insert(range);
      changed = true;
    }
  }
}

auto SingleRows::is_single(RangeId range) const -> bool {
  const auto& others = depends_on_.at(range);
  const auto alone = std::all_of(
      others.begin(), others.end(), [this](RangeId other) { return single_.contains(other); });
  return alone && (own_.at(range).most != Limit::many || fixed_key(range) != nullptr);
}

auto SingleRows::model_of(RangeId range) const -> std::optional<schema::ModelId> {
  const auto& source = unit_.at(range).source;
  if (const auto* table = std::get_if<TableSource>(&source)) return table->model;
  if (const auto* path = std::get_if<PathSource>(&source)) return path->model;
  return std::nullopt;
}

auto SingleRows::keys(RangeId range) const -> const std::vector<UniqueKey>& {
  auto found = keys_.find(range);
  if (found == keys_.end()) found = keys_.emplace(range, find_keys(range)).first;
  return found->second;
}

auto SingleRows::all_keys() const -> std::vector<std::pair<RangeId, std::vector<UniqueKey>>> {
  auto all = std::vector<std::pair<RangeId, std::vector<UniqueKey>>>{};
  for (auto range : ranges_) all.emplace_back(range, keys(range));
  return all;
}

auto SingleRows::find_keys(RangeId range) const -> std::vector<UniqueKey> {
  if (auto model = model_of(range)) return unique_keys(schema_.at(*model));
  const auto& source = unit_.at(range).source;
  if (const auto* subquery = std::get_if<SubquerySource>(&source)) {
    return counter_.keys(*subquery->query);
  }
  if (const auto* view = std::get_if<ViewSource>(&source)) return counter_.keys(view->view);
  if (const auto* of = std::get_if<CteSource>(&source)) {
    const auto& cte = unit_.at(of->cte);
    const auto* query =
        cte.statement && !cte.recursive ? std::get_if<QueryPtr>(&cte.statement->node) : nullptr;
    if (query) return counter_.keys(**query);
  }
  if (const auto number = ordinality(range)) return {UniqueKey{{*number}, true}};
  return {};
}

/// The column that counts the rows of a function or of `xmltable`.
auto SingleRows::ordinality(RangeId range) const -> std::optional<ColumnIndex> {
  const auto& source = unit_.at(range).source;
  const auto* function = std::get_if<FunctionSource>(&source);
  if (function != nullptr && function->with_ordinality) {
    return static_cast<ColumnIndex>(unit_.at(range).columns.size() - 1);
  }
  const auto* xml = std::get_if<XmlTableSource>(&source);
  if (xml == nullptr) return std::nullopt;
  for (auto i = ColumnIndex{0}; i < xml->columns.size(); ++i) {
    if (xml->columns[i].ordinality) return i;
  }
  return std::nullopt;
}

/// Whether all rows that are looked at are in a partial index.
auto SingleRows::holds(RangeId range, schema::ExprId predicate) const -> bool {
  const auto* expr = counter_.schema_expr(predicate);
  if (expr == nullptr) return false;
  auto facts = Facts{unit_};
  for (const auto& condition : conditions_) {
    if (condition.targets && !condition.targets->contains(range)) continue;
    facts.assume(implied_by({schema_, unit_, facts}, *condition.expr, Outcome::truth));
  }
  const auto possible = possible_outcomes({schema_, unit_, facts, range}, *expr);
  return possible.truth && !possible.falsehood && !possible.null;
}

/// Whether a key's columns have one value in all rows that are looked at.
auto SingleRows::fits(RangeId range, const UniqueKey& key) const -> bool {
  auto fixed = std::all_of(key.columns.begin(), key.columns.end(), [&](auto column) {
    const auto at = Column{range, column};
    return fixed_.contains(at) || (key.nulls_not_distinct && fixed_or_null_.contains(at));
  });
  return fixed && (!key.where || holds(range, *key.where));
}

auto SingleRows::fixed_key(RangeId range) const -> const UniqueKey* {
  for (const auto& key : keys(range)) {
    if (fits(range, key)) return &key;
  }
  return nullptr;
}

// ---- results

auto SingleRows::bounds() const -> RowBounds {
  if (ranges_.empty()) return {true, Limit::one, "there is no `from`"};
  if (full_join_) return {.why = "a full join gives the rows of both sides"};
  auto result = RowBounds{at_least_one_, Limit::one, {}};
  for (auto range : ranges_) {
    if (own_.at(range).most == Limit::none && !padded_.contains(range))
      return {false, Limit::none, own_.at(range).why};
    if (single_.contains(range)) continue;
    return {at_least_one_, Limit::many, why_many(range)};
  }
  result.why = why_one(ranges_.front());
  return result;
}

auto SingleRows::bounds_of(RangeId range) const -> RowBounds {
  if (single_.contains(range)) return {false, Limit::one, why_one(range)};
  return {false, Limit::many, why_many(range)};
}

auto SingleRows::names(RangeId range, const std::vector<ColumnIndex>& columns) const
    -> std::string {
  auto names = std::vector<std::string>{};
  for (auto column : columns) names.push_back(unit_.at(range).columns[column].name);
  return fmt::format("`{}`", fmt::join(names, ", "));
}

auto SingleRows::why_one(RangeId range) const -> std::string {
  const auto* key = fixed_key(range);
  if (key == nullptr) return own_.at(range).why;
  const auto name = range_name(range);
  if (key->columns.empty()) return fmt::format("`{}` has one row", name);
  return fmt::format("{} is a unique key of `{}`", names(range, key->columns), name);
}

auto SingleRows::range_name(RangeId range) const -> std::string {
  if (const auto model = model_of(range)) return schema_.at(*model).name;
  const auto* view = std::get_if<ViewSource>(&unit_.at(range).source);
  return view != nullptr ? schema_.at(view->view).name : unit_.at(range).alias;
}

/// Names the key of which least is missing.
auto SingleRows::why_many(RangeId range) const -> std::string {
  const auto name = range_name(range);
  if (keys(range).empty()) {
    return own_.at(range).why.empty() ? fmt::format("`{}` has no unique key", name)
                                      : own_.at(range).why;
  }
  auto best = std::vector<ColumnIndex>{};  // what is missing of it
  const UniqueKey* nearest = nullptr;
  for (const auto& key : keys(range)) {
    auto missing = std::vector<ColumnIndex>{};
    for (auto column : key.columns) {
      const auto at = Column{range, column};
      const auto found =
          fixed_.contains(at) || (key.nulls_not_distinct && fixed_or_null_.contains(at));
      if (!found) missing.push_back(column);
    }
    if (nearest != nullptr && missing.size() >= best.size()) continue;
    nearest = &key;
    best = std::move(missing);
  }
  const auto key = names(range, nearest->columns);
  if (best.empty()) {
    return fmt::format("the unique index over {} of `{}` holds for some rows only", key, name);
  }
  if (best.size() < nearest->columns.size()) {
    return fmt::format("of the key {} of `{}`, {} is not fixed", key, name, names(range, best));
  }
  auto fixed = std::vector<ColumnIndex>{};
  for (const auto& [of, column] : fixed_) {
    if (of == range) fixed.push_back(column);
  }
  if (fixed.empty()) return fmt::format("no unique key of `{}` is fixed, as {} is one", name, key);
  return fmt::format("{} is not a unique key of `{}`, as {} is", names(range, fixed), name, key);
}

}  // namespace ormc::query
