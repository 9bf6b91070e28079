#include "query/bind_join.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "catalog/common_type.hpp"
#include "catalog/resolve_operator.hpp"
#include "diagnostics/query_expr_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "query/bind_name.hpp"
#include "query/bind_statement.hpp"

namespace ormc::query {
namespace {

/// A column of one side of a join, found by its name.
struct SideColumn {
  VisibleRange* visible;
  ColumnIndex column;
};

/// Binds one join.
class JoinBinder {
 public:
  JoinBinder(Binder& binder, const syntax::Join& join, Span span, JoinSides sides, Scope& scope)
      : binder_(binder), join_(join), span_(span), sides_(std::move(sides)), scope_(scope) {}

  auto bind() -> JoinItem {
    bound_.kind = join_.kind;
    bound_.left = sides_.left.from;
    bound_.right = sides_.right.from;
    if (join_.kind != syntax::Join::Kind::inner && join_.kind != syntax::Join::Kind::cross) {
      scope_.has_outer_join = true;
    }
    refuse_path_beside_outer_rows();
    auto merged = merge_columns();
    bind_condition();
    auto item = JoinItem{nullptr, std::move(sides_.left.ranges), sides_.left.condition};
    std::move(
        sides_.right.ranges.begin(), sides_.right.ranges.end(), std::back_inserter(item.ranges));
    if (merged) item.ranges.insert(item.ranges.begin(), std::move(*merged));
    if (join_.alias) item.ranges = {bind_alias(item.ranges)};
    item.from = binder_.unit().arena.make(FromItem{span_, std::move(bound_)});
    return item;
  }

 private:
  // ---- using and natural

  /// The names of `using`, or those that a natural join finds on both sides.
  auto merged_names() -> std::vector<syntax::Name> {
    if (!join_.natural) return join_.using_columns;
    auto names = std::vector<syntax::Name>{};
    for (const auto& visible : sides_.left.ranges) {
      const auto& columns = binder_.unit().at(visible.range).columns;
      for (auto i = ColumnIndex{0}; i < columns.size(); ++i) {
        auto name = syntax::Name{columns[i].sql_name, true, span_};
        if (visible.shows(i) && !find(sides_.right, name).empty()) names.push_back(name);
      }
    }
    return names;
  }

  auto merge_columns() -> std::optional<VisibleRange> {
    auto names = merged_names();
    if (names.empty()) return std::nullopt;
    auto range = Range{};
    auto source = JoinSource{};
    for (const auto& name : names) merge(name, range, source);
    range.span = span_;
    if (join_.using_alias) {
      range.alias = fold(*join_.using_alias);
      refuse_name_of_a_side(*join_.using_alias);
      range.alias_written = true;
      bound_.using_alias = range.alias;
    }
    auto alias = range.alias;
    range.source = std::move(source);
    auto id = binder_.add_range(std::move(range));
    bound_.merged = id;
    return VisibleRange{id, alias, alias};
  }

  void refuse_name_of_a_side(const syntax::Name& alias) {
    for (const auto* side : {&sides_.left, &sides_.right}) {
      for (const auto& visible : side->ranges) {
        if (visible.name != fold(alias)) continue;
        binder_.diagnostics()
            .report(alias.span, diagnostics::DuplicateRangeName{alias.text})
            .label(binder_.unit().at(visible.range).span, "the first is here");
        return;
      }
    }
  }

  void merge(const syntax::Name& name, Range& range, JoinSource& source) {
    auto left = find_once(sides_.left, name, "left");
    auto right = find_once(sides_.right, name, "right");
    if (!left || !right) return;
    auto* left_expr = binder_.column(left->visible->range, left->column, name.span);
    auto* right_expr = binder_.column(right->visible->range, right->column, name.span);
    auto column = binder_.unit().at(left->visible->range).columns[left->column];
    column.type = merged_type(left_expr->type, right_expr->type);
    if (make_equality(binder_, left_expr, right_expr) == nullptr) {
      binder_.diagnostics().report(
          name.span, diagnostics::NoOrdering{binder_.type_name(left_expr->type), "using", true});
    }
    left->visible->merged.push_back(left->column);
    right->visible->merged.push_back(right->column);
    bound_.using_columns.push_back(column.sql_name);
    range.columns.push_back(std::move(column));
    source.merged.emplace_back(left_expr, right_expr);
  }

  auto merged_type(TypeRef left, TypeRef right) const -> TypeRef {
    if (left == right) return left;
    const auto oids = std::vector<Oid>{left.oid, right.oid};
    const auto types = std::vector<TypeRef>{left, right};
    auto common = catalog::select_common_type(binder_.catalog(), oids);
    if (common.type == catalog::no_oid) return left;
    return {common.type, catalog::select_common_modifier(types, common.type)};
  }

  /// The columns of a side that a name means: exact matches, else folded ones.
  auto find(JoinItem& side, const syntax::Name& name) -> std::vector<SideColumn> {
    auto found = std::vector<SideColumn>{};
    for (auto folding : {Folding::exact, Folding::folded}) {
      for (auto& visible : side.ranges) {
        const auto& columns = binder_.unit().at(visible.range).columns;
        for (auto i = ColumnIndex{0}; i < columns.size(); ++i) {
          if (visible.shows(i) && (matches(name, columns[i].sql_name, folding) ||
                                   matches(name, columns[i].name, folding))) {
            found.push_back({&visible, i});
          }
        }
      }
      if (!found.empty()) break;
    }
    return found;
  }

  auto find_once(JoinItem& side, const syntax::Name& name, const char* where)
      -> std::optional<SideColumn> {
    auto found = find(side, name);
    if (found.size() == 1) return found.front();
    if (!scope_.incomplete || !found.empty()) {
      binder_.diagnostics().report(name.span,
                                   diagnostics::JoinColumn{name.text, where, !found.empty()});
    }
    scope_.incomplete = true;
    return std::nullopt;
  }

  // ---- the condition

  /// Only the two sides are visible in `on`, not the tables before the join.
  void bind_condition() {
    auto conditions = std::vector<ExprPtr>{};
    if (sides_.right.condition != nullptr) conditions.push_back(sides_.right.condition);
    if (join_.on != nullptr) {
      auto visible = sides_.left.ranges;
      visible.insert(visible.end(), sides_.right.ranges.begin(), sides_.right.ranges.end());
      std::swap(scope_.ranges, visible);
      auto clause = std::exchange(scope_.clause, Clause::join_condition);
      conditions.push_back(binder_.bind_condition(*join_.on, scope_, "on"));
      scope_.clause = clause;
      std::swap(scope_.ranges, visible);
    }
    bound_.on = conjunction(binder_, conditions, span_);
    if (bound_.on != nullptr && bound_.kind == syntax::Join::Kind::cross) {
      bound_.kind = syntax::Join::Kind::inner;
    }
    // A natural join without common columns pairs every row with every row.
    if (join_.natural && bound_.on == nullptr && bound_.using_columns.empty()) {
      bound_.on = binder_.make({.span = span_,
                                .type = {catalog::oid::bool_},
                                .node = Constant{syntax::Literal::Kind::boolean, "true", {}}});
    }
  }

  /// A path is tied to its parent by a condition on both: beside rows that stand alone, no clause
  /// could hold it.
  void refuse_path_beside_outer_rows() {
    auto outer = join_.kind == syntax::Join::Kind::right || join_.kind == syntax::Join::Kind::full;
    auto path = sides_.left.condition != nullptr || sides_.right.condition != nullptr;
    if (outer && path) {
      binder_.diagnostics().report(
          span_,
          diagnostics::ImpossibleTogether{
              "a path has no rows without its parent, which a right or full join may leave out",
              "join the model by its name, and say in `on` which rows belong together"});
    }
  }

  // ---- `(a join b on ...) as j`

  auto bind_alias(const std::vector<VisibleRange>& ranges) -> VisibleRange {
    auto range = Range{};
    auto source = JoinSource{};
    for (const auto& visible : ranges) {
      auto count = binder_.unit().at(visible.range).columns.size();
      for (auto i = ColumnIndex{0}; i < count; ++i) {
        if (!visible.shows(i)) continue;
        range.columns.push_back(binder_.unit().at(visible.range).columns[i]);
        source.merged.emplace_back(binder_.column(visible.range, i, span_), nullptr);
      }
    }
    range.alias = fold(join_.alias->name);
    range.alias_written = true;
    range.span = span_;
    range.source = std::move(source);
    auto alias = range.alias;
    auto id = binder_.add_range(std::move(range));
    bound_.alias = id;
    rename_range_columns(binder_, id, *join_.alias);
    return {id, alias, alias};
  }

  Binder& binder_;
  const syntax::Join& join_;
  Span span_;
  JoinSides sides_;
  Scope& scope_;
  FromJoin bound_{};
};

/// The conditions that pair the columns of two ranges.
struct ColumnPairs {
  RangeId left;
  const std::vector<schema::ColumnIndex>& left_columns;
  RangeId right;
  const std::vector<schema::ColumnIndex>& right_columns;
};

auto pair_columns(Binder& binder, const ColumnPairs& pairs, Span span) -> ExprPtr {
  auto conditions = std::vector<ExprPtr>{};
  for (auto i = std::size_t{0}; i < pairs.left_columns.size(); ++i) {
    auto* left = binder.column(pairs.left, pairs.left_columns[i], span);
    auto* equality =
        make_equality(binder, left, binder.column(pairs.right, pairs.right_columns[i], span));
    conditions.push_back(equality != nullptr ? equality : binder.error(span));
  }
  return conjunction(binder, conditions, span);
}

/// Joins the tables of a path, one relation after the other.
class PathTablesBinder {
 public:
  PathTablesBinder(Binder& binder,
                   const Binder::PathEnd& end,
                   const std::optional<syntax::Alias>& alias,
                   Span span)
      : binder_(binder), end_(end), alias_(alias), span_(span) {}

  auto bind() -> PathTables {
    start(end_.relation);
    for (const auto relation : end_.rest) follow(relation);
    return std::move(tables_);
  }

 private:
  void start(schema::RelationIndex index) {
    const auto& relation = binder_.schema().at(end_.model).relations[index];
    model_ = relation.target;
    if (relation.junction) {
      auto between = add(*relation.junction, false);
      tables_.from = leaf(between);
      tables_.link = {end_.parent, relation.local_columns, between, relation.junction_local};
      auto target = add(relation.target, end_.rest.empty());
      join(target, {target, relation.target_columns, between, relation.junction_target});
      reach(end_.parent, index, target);
    } else {
      auto target = add(relation.target, end_.rest.empty());
      tables_.from = leaf(target);
      tables_.link = {end_.parent, relation.local_columns, target, relation.target_columns};
      reach(end_.parent, index, target);
    }
    const auto& link = tables_.link;
    tables_.tie = pair_columns(
        binder_, {link.child, link.child_columns, link.parent, link.parent_columns}, span_);
  }

  void follow(schema::RelationIndex index) {
    const auto& relation = binder_.schema().at(model_).relations[index];
    auto before = tables_.last;
    model_ = relation.target;
    auto is_last = &end_.rest[tables_.steps.size() - 1] == &end_.rest.back();
    if (relation.junction) {
      auto between = add(*relation.junction, false);
      join(between, {between, relation.junction_local, before, relation.local_columns});
      auto target = add(relation.target, is_last);
      join(target, {target, relation.target_columns, between, relation.junction_target});
      reach(before, index, target);
    } else {
      auto target = add(relation.target, is_last);
      join(target, {target, relation.target_columns, before, relation.local_columns});
      reach(before, index, target);
    }
  }

  void reach(RangeId parent, schema::RelationIndex relation, RangeId target) {
    tables_.steps.push_back({parent, relation, target});
    tables_.last = target;
  }

  auto add(schema::ModelId model, bool is_last) -> RangeId {
    auto named = is_last && alias_.has_value();
    auto name = named ? fold(alias_->name) : binder_.schema().at(model).sql_name;
    auto range = binder_.add_table(model, std::move(name), named, span_);
    tables_.ranges.push_back(range);
    return range;
  }

  auto leaf(RangeId range) -> FromPtr {
    return binder_.unit().arena.make(FromItem{span_, FromRange{range}});
  }

  void join(RangeId right, const ColumnPairs& pairs) {
    auto join = FromJoin{};
    join.kind = syntax::Join::Kind::inner;
    join.left = tables_.from;
    join.right = leaf(right);
    join.on = pair_columns(binder_, pairs, span_);
    tables_.from = binder_.unit().arena.make(FromItem{span_, std::move(join)});
  }

  Binder& binder_;
  const Binder::PathEnd& end_;
  const std::optional<syntax::Alias>& alias_;
  Span span_;
  schema::ModelId model_{};
  PathTables tables_{};
};

}  // namespace

auto bind_join(Binder& binder, const syntax::Join& join, Span span, JoinSides sides, Scope& scope)
    -> JoinItem {
  return JoinBinder{binder, join, span, std::move(sides), scope}.bind();
}

auto bind_path_tables(Binder& binder,
                      const Binder::PathEnd& end,
                      const std::optional<syntax::Alias>& alias,
                      Span span) -> PathTables {
  return PathTablesBinder{binder, end, alias, span}.bind();
}

auto bind_path_table(Binder& binder, const Binder::PathEnd& end, const syntax::NamedTable& table)
    -> JoinItem {
  auto tables = bind_path_tables(binder, end, table.alias, table.name.span);
  if (table.alias) rename_range_columns(binder, tables.last, *table.alias);
  const auto& target = binder.schema().at(*model_of(binder.unit().at(tables.last)));
  if (!table.alias) {
    return {tables.from, {{tables.last, target.name, target.sql_name}}, tables.tie};
  }
  const auto alias = fold(table.alias->name);
  return {tables.from, {{tables.last, alias, alias}}, tables.tie};
}

auto make_equality(Binder& binder, ExprPtr left, ExprPtr right) -> ExprPtr {
  if (left->type.oid == error_type || right->type.oid == error_type) {
    return binder.error(left->span);
  }
  auto resolution = catalog::resolve_binary_operator(
      binder.catalog(), {.schema = {}, .name = "="}, left->type.oid, right->type.oid);
  const auto* resolved = std::get_if<catalog::ResolvedOperator>(&resolution);
  if (resolved == nullptr) return nullptr;
  return binder.make({.span = left->span,
                      .type = {catalog::oid::bool_},
                      .node = OperatorCall{resolved->op, false, left, right}});
}

auto conjunction(Binder& binder, std::span<const ExprPtr> conditions, Span span) -> ExprPtr {
  if (conditions.empty()) return nullptr;
  if (conditions.size() == 1) return conditions.front();
  auto terms = std::vector<ExprPtr>{};
  for (auto* condition : conditions) {
    const auto* logical = std::get_if<Logical>(&condition->node);
    if (logical != nullptr && logical->kind == syntax::Logical::Kind::all) {
      terms.insert(terms.end(), logical->terms.begin(), logical->terms.end());
    } else {
      terms.push_back(condition);
    }
  }
  return binder.make({.span = span,
                      .type = {catalog::oid::bool_},
                      .node = Logical{syntax::Logical::Kind::all, std::move(terms)}});
}

}  // namespace ormc::query
