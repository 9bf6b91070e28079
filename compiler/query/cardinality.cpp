#include "query/cardinality.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "query/expr_traits.hpp"
#include "query/row_bounds.hpp"
#include "query/single_rows.hpp"

namespace ormc::query {

namespace {

using Limit = RowBounds::Limit;

auto constant_integer(const Expr* expr) -> std::optional<std::string> {
  const auto* constant = expr ? std::get_if<Constant>(&expr->node) : nullptr;
  if (!constant || constant->kind != syntax::Literal::Kind::integer) return std::nullopt;
  auto digits = constant->text;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

auto is_true(const Expr& expr) -> bool {
  const auto* constant = std::get_if<Constant>(&expr.node);
  return constant && constant->kind == syntax::Literal::Kind::boolean && constant->text == "true";
}

/// Whether a `group by` element makes exactly one group: `()`.
auto is_empty_set(const GroupItem& item) -> bool {
  return item.kind == syntax::GroupItem::Kind::set && item.items.empty();
}

}  // namespace

auto RowCounter::count(const Statement& statement) -> RowBounds {
  struct Visit {
    RowCounter& self;
    auto operator()(QueryPtr query) const -> RowBounds { return self.count(*query); }
    auto operator()(const Insert& insert) const -> RowBounds { return self.count(insert); }
    auto operator()(const Update& update) const -> RowBounds {
      if (update.current_of) return {false, Limit::one, "a cursor stands on one row"};
      return self.count(Written{WriteKind::update, update.target, update.from, update.where});
    }
    auto operator()(const Delete& erase) const -> RowBounds {
      if (erase.current_of) return {false, Limit::one, "a cursor stands on one row"};
      return self.count(Written{WriteKind::erase, erase.target, erase.using_items, erase.where});
    }
    auto operator()(const Merge&) const -> RowBounds {
      return {.why = "`merge` writes any number of rows"};
    }
    auto operator()(const RawSql&) const -> RowBounds {
      return {.why = "nothing is known about the rows of `sql`"};
    }
  };
  return std::visit(Visit{*this}, statement.node);
}

/// Once for each: queries are nested, and asked for in turn.
auto RowCounter::count(const Query& query) -> RowBounds {
  auto found = counts_.find(&query);
  if (found == counts_.end()) found = counts_.emplace(&query, find_count(query)).first;
  return found->second;
}

auto RowCounter::find_count(const Query& query) -> RowBounds {
  auto bounds = RowBounds{};
  if (const auto* select = std::get_if<Select>(&query.body)) {
    bounds = count(*select);
  } else if (const auto* values = std::get_if<Values>(&query.body)) {
    bounds = count(*values);
  } else {
    bounds = set_operation(query);
  }
  return limited(query, std::move(bounds));
}

auto RowCounter::count(const Values& values) -> RowBounds {
  auto sets = std::any_of(values.rows.begin(), values.rows.end(), [](const auto& row) {
    return std::any_of(row.begin(), row.end(), [](const Expr* e) { return returns_set(*e); });
  });
  if (sets) return {.why = "a function of `values` returns a set"};
  if (values.rows.size() == 1) return {true, Limit::one, "`values` has one row"};
  return {true, Limit::many, fmt::format("`values` has {} rows", values.rows.size())};
}

auto RowCounter::limited(const Query& query, RowBounds bounds) -> RowBounds {
  if (query.limit) {
    auto number = constant_integer(query.limit);
    // One that may not be there bounds nothing, but may leave no row.
    auto always = !query.limit_part;
    if (number == "" && always) return {false, Limit::none, "`limit 0`"};
    if (number == "1" && always && !query.with_ties && bounds.most != Limit::none) {
      if (bounds.most == Limit::many) bounds.why = "`limit 1`";
      bounds.most = Limit::one;
    }
    bounds.at_least_one = bounds.at_least_one && number.has_value() && number != "";
  }
  if (query.offset && constant_integer(query.offset) != "") bounds.at_least_one = false;
  auto skips = std::any_of(query.locking.begin(), query.locking.end(), [](const auto& locking) {
    return locking.wait == syntax::Locking::Wait::skip_locked;
  });
  if (skips) bounds.at_least_one = false;
  return bounds;
}

auto RowCounter::count(const Select& select) -> RowBounds {
  auto bounds = grouped(select);
  auto sets = std::any_of(select.items.begin(), select.items.end(), [](const auto& item) {
    return returns_set(*item.expr);
  });
  if (sets) return {.why = "a function of the select list returns a set"};
  if (bounds.most == Limit::many && has_one_distinct_row(select)) {
    return {bounds.at_least_one, Limit::one, "`where` fixes the value of every `distinct` column"};
  }
  return bounds;
}

auto RowCounter::has_one_distinct_row(const Select& select) -> bool {
  if (!select.distinct && select.distinct_on.empty()) return false;
  if (select.aggregates) return false;
  const auto rows = rows_of(select, {});
  if (!select.distinct_on.empty()) {
    return std::all_of(
        select.distinct_on.begin(), select.distinct_on.end(), [&](const OrderItem& item) {
          return rows.is_determined(item.output ? *select.items[*item.output].expr : *item.expr);
        });
  }
  return std::all_of(select.items.begin(), select.items.end(), [&](const OutputColumn& item) {
    return rows.is_determined(*item.expr);
  });
}

// ---- keys

auto RowCounter::paths() -> const std::map<RangeId, std::vector<RangeId>>& {
  for (; known_ranges_ < unit_.ranges.size(); ++known_ranges_) {
    const auto* path = std::get_if<PathSource>(&unit_.ranges[known_ranges_].source);
    if (path != nullptr) paths_[path->parent].push_back(static_cast<RangeId>(known_ranges_));
  }
  return paths_;
}

auto RowCounter::schema_expr(schema::ExprId id) const -> const Expr* {
  const auto index = static_cast<std::size_t>(id);
  if (program_ == nullptr || index >= program_->schema_exprs.size()) return nullptr;
  return program_->schema_exprs[index].expr;
}

auto RowCounter::view(schema::ViewId view) const -> const BoundView* {
  const auto index = static_cast<std::size_t>(view);
  if (program_ == nullptr || index >= program_->views.size()) return nullptr;
  const auto& bound = program_->views[index];
  return bound.query == nullptr ? nullptr : &bound;
}

auto RowCounter::count(schema::ViewId id) -> RowBounds {
  const auto* bound = view(id);
  if (bound == nullptr || bound->cardinality == Cardinality::many) return {};
  return {bound->cardinality == Cardinality::one,
          bound->cardinality == Cardinality::zero ? Limit::none : Limit::one,
          fmt::format("`{}` has one row", schema_.at(id).name)};
}

auto RowCounter::keys(schema::ViewId id) -> std::vector<UniqueKey> {
  auto keys = std::vector<UniqueKey>{};
  const auto* bound = view(id);
  if (bound == nullptr) return keys;
  for (const auto& columns : bound->keys) keys.push_back({columns});
  return keys;
}

auto RowCounter::rows_of(const Select& select, const std::vector<ColumnRef>& fixed) -> SingleRows {
  auto rows = SingleRows{*this};
  for (const auto* item : select.from) rows.add(*item);
  if (select.where) rows.add_condition(*select.where);
  for (const auto& column : fixed) rows.fix(column);
  rows.settle();
  return rows;
}

auto RowCounter::bounds_of(const Select& select, const SingleRows& rows) -> RowBounds {
  auto bounds = rows.bounds();
  if (select.where && !is_true(*select.where)) bounds.at_least_one = false;
  return bounds;
}

auto RowCounter::ungrouped(const Select& select) -> RowBounds {
  return bounds_of(select, rows_of(select, {}));
}

auto RowCounter::grouped(const Select& select) -> RowBounds {
  const auto& groups = select.group_by;
  if (select.aggregates && std::all_of(groups.begin(), groups.end(), is_empty_set)) {
    return {!select.having, Limit::one, "an aggregate without `group by` gives one row"};
  }
  auto rows = rows_of(select, {});
  auto bounds = bounds_of(select, rows);
  if (select.having) bounds.at_least_one = false;
  auto plain = std::all_of(groups.begin(), groups.end(), [](const auto& item) {
    return item.kind == syntax::GroupItem::Kind::expr;
  });
  if (groups.empty()) return bounds;
  if (!plain) return {.why = "grouping sets give several rows"};
  auto fixed = std::all_of(groups.begin(), groups.end(), [&](const auto& item) {
    const auto* expr = item.expr ? item.expr : select.items[*item.output].expr;
    return rows.is_determined(*expr);
  });
  if (fixed && bounds.most == Limit::many) {
    return {bounds.at_least_one, Limit::one, "`where` fixes the value of every `group by`"};
  }
  return bounds;
}

/// Chains lean left.
auto RowCounter::set_operation(const Query& query) -> RowBounds {
  auto links = std::vector<const Query*>{};
  const auto* at = &query;
  while (const auto* operation = std::get_if<SetOperation>(&at->body)) {
    links.push_back(at);
    at = operation->left;
  }
  auto bounds = count(*at);
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    const auto& operation = std::get<SetOperation>((*link)->body);
    auto right = count(*operation.right);
    switch (operation.kind) {
      case syntax::SetOperation::Kind::unite:
        if (right.most != Limit::none) {
          bounds.most = bounds.most == Limit::none ? right.most : Limit::many;
          bounds.why = "`union` adds rows";
        }
        bounds.at_least_one = bounds.at_least_one || right.at_least_one;
        break;
      case syntax::SetOperation::Kind::intersect:
        if (right.most < bounds.most) bounds = right;
        bounds.at_least_one = false;
        break;
      case syntax::SetOperation::Kind::except:
        bounds.at_least_one = false;
        break;
    }
    // The outermost query's own limit is its caller's matter.
    if (*link != &query) bounds = limited(**link, std::move(bounds));
  }
  return bounds;
}

/// What a rule of a view does instead may touch any number of rows.
auto RowCounter::is_by_rule(RangeId target, WriteKind kind) const -> bool {
  const auto* view = std::get_if<ViewSource>(&unit_.at(target).source);
  return view != nullptr && program_ != nullptr &&
         view_writes(schema_, *program_, view->view, kind).by_rule;
}

auto RowCounter::count(const Insert& insert) -> RowBounds {
  if (is_by_rule(insert.target, WriteKind::insert)) return {.why = "a rule of the view decides"};
  auto bounds = RowBounds{.why = "a batch inserts any number of rows"};
  if (const auto* query = std::get_if<QueryPtr>(&insert.source)) {
    bounds = count(**query);
  } else if (std::holds_alternative<DefaultValues>(insert.source)) {
    bounds = {true, Limit::one, "`default values` is one row"};
  }
  const auto& conflict = insert.on_conflict;
  if (conflict && (!conflict->update || conflict->where)) bounds.at_least_one = false;
  return bounds;
}

/// An update or delete touches each row of its target once, however many others it is joined to.
auto RowCounter::count(const Written& written) -> RowBounds {
  if (is_by_rule(written.target, written.kind)) return {.why = "a rule of the view decides"};
  auto rows = SingleRows{*this};
  rows.add(written.target);
  for (const auto* item : written.from) rows.add(*item);
  if (written.where) rows.add_condition(*written.where);
  rows.settle();
  return rows.bounds_of(written.target);
}

/// Those before it first: queries of a with clause that select from each other make chains as long
/// as the user likes, and this way none of them recurses.
auto RowCounter::count(CteId id) -> RowBounds {
  const auto place = static_cast<std::size_t>(id);
  ctes_.resize(unit_.ctes.size());
  while (begun_ctes_ <= place) {
    const auto i = begun_ctes_++;
    // What depends on itself through others is counted as anything at all.
    ctes_[i] = RowBounds{.why = fmt::format("`{}` is recursive", unit_.ctes[i].name)};
    ctes_[i] = count_anew(static_cast<CteId>(i));
  }
  return *ctes_[place];
}

auto RowCounter::count_anew(CteId id) -> RowBounds {
  const auto& cte = unit_.at(id);
  if (cte.recursive || !cte.statement) return {.why = fmt::format("`{}` is recursive", cte.name)};
  return count(*cte.statement);
}

namespace {

auto prove(RowBounds bounds) -> ProvenCardinality {
  switch (bounds.most) {
    case Limit::none:
      return {Cardinality::zero, std::move(bounds.why)};
    case Limit::one:
      return {bounds.at_least_one ? Cardinality::one : Cardinality::at_most_one,
              std::move(bounds.why)};
    case Limit::many:
      return {Cardinality::many, std::move(bounds.why)};
  }
  return {};
}

}  // namespace

auto prove_cardinality(const schema::Schema& schema,
                       const Program& program,
                       const Unit& unit,
                       const Statement& statement) -> ProvenCardinality {
  return prove(RowCounter{schema, &program, unit}.count(statement));
}

auto prove_cardinality(const schema::Schema& schema,
                       const Program* program,
                       const Unit& unit,
                       const Query& query) -> ProvenCardinality {
  return prove(RowCounter{schema, program, unit}.count(query));
}

}  // namespace ormc::query
