#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "diagnostics/query_name_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "diagnostics/sql_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"
#include "query/look_up.hpp"
#include "query/unknown_name.hpp"
#include "source/fold.hpp"

namespace ormc::query {

using Relation = schema::Relation;

namespace {

auto is_to_one(const Relation& relation) -> bool {
  return relation.kind == Relation::Kind::to_one || relation.kind == Relation::Kind::inverse_one;
}

auto column_names(const schema::Model& model, const std::vector<schema::ColumnIndex>& columns)
    -> std::vector<std::string> {
  auto names = std::vector<std::string>{};
  for (const auto column : columns) names.push_back(model.columns[column].name);
  return names;
}

auto to_many(Binder& binder, const Relation& relation, Span span) -> ExprPtr {
  binder.diagnostics().report(
      span, diagnostics::ToManyPath{relation.name, binder.schema().at(relation.target).name});
  return binder.error(span);
}

/// A relation by itself is its key, when that is one column.
auto relation_value(Binder& binder, RangeId range, const RelationMember& member, Span span)
    -> ExprPtr {
  const auto& model = binder.schema().at(member.model);
  const auto& relation = model.relations[member.relation];
  if (!is_to_one(relation)) return to_many(binder, relation, span);
  const auto owns_key = relation.kind == Relation::Kind::to_one;
  if (owns_key && relation.local_columns.size() == 1) {
    return binder.column(range, relation.local_columns.front(), span);
  }
  const auto& target = binder.schema().at(relation.target);
  auto columns =
      owns_key ? column_names(model, relation.local_columns) : std::vector<std::string>{};
  const auto example = target.columns.empty() ? std::string{} : target.columns.front().name;
  const auto row = written_row(binder.unit(), range);
  const auto behind = row.empty() ? std::string{} : row + ".";
  for (auto& column : columns) column = behind + column;
  binder.diagnostics().report(
      span,
      diagnostics::RelationNotValue{
          relation.name, behind + relation.name, std::move(columns), example});
  return binder.error(span);
}

/// A merge decides on rows, not on versions of rows: these may change while it runs.
void check_system_column(Binder& binder, const Scope& scope, const Member& member, Span span) {
  const auto* system = std::get_if<SystemColumnName>(&member);
  if (system == nullptr || scope.clause != Clause::merge_when || system->name == "tableoid") return;
  binder.diagnostics().report(
      span,
      diagnostics::InvalidMerge{
          fmt::format("a condition of a merge cannot use the system column `{}`", system->name),
          "compare it in `on`, or select it in the source"});
}

auto member_value(Binder& binder, RangeId range, const Member& member, Span span) -> ExprPtr {
  if (const auto* column = std::get_if<ColumnMember>(&member)) {
    return binder.column(range, column->column, span);
  }
  if (const auto* relation = std::get_if<RelationMember>(&member)) {
    return relation_value(binder, range, *relation, span);
  }
  const auto& system = std::get<SystemColumnName>(member);
  return binder.make({.span = span,
                      .type = {system.type, -1},
                      .nullable = true,
                      .node = SystemColumn{range, std::string{system.name}}});
}

/// Whether a subquery or an aliased join has two columns of this name.
auto is_repeated(const Range& range, const Member& member) -> bool {
  const auto* found = std::get_if<ColumnMember>(&member);
  if (found == nullptr) return false;
  const auto& name = range.columns[found->column].sql_name;
  return std::count_if(range.columns.begin(), range.columns.end(), [&](const RangeColumn& column) {
           return column.sql_name == name;
         }) > 1;
}

auto repeated_member(Binder& binder, RangeId range, const syntax::Name& name) -> ExprPtr {
  const auto meaning = display_name(binder, range) + "." + name.text;
  binder.diagnostics().report(name.span,
                              diagnostics::AmbiguousColumn{name.text, {meaning, meaning}});
  return binder.error(name.span);
}

auto kind_of(const Binder& binder, Oid type) -> diagnostics::PathThroughColumn::Kind {
  using Kind = diagnostics::PathThroughColumn::Kind;
  const auto& catalog = binder.catalog();
  if (!catalog.fields(type).empty()) return Kind::composite;
  if (type == catalog::oid::json || type == catalog::oid::jsonb) return Kind::json;
  return catalog.labels(type).empty() ? Kind::scalar : Kind::enumeration;
}

/// The relation that a column is the key of, if it is one's.
auto relation_of_key(const Binder& binder, RangeId range, const Member& member) -> std::string {
  const auto* found = std::get_if<ColumnMember>(&member);
  const auto model = model_of(binder.unit().at(range));
  if (found == nullptr || !model) return {};
  for (const auto& relation : binder.schema().at(*model).relations) {
    if (relation.kind == Relation::Kind::to_one &&
        relation.local_columns == std::vector{static_cast<schema::ColumnIndex>(found->column)}) {
      return relation.name;
    }
  }
  return {};
}

/// A path goes on behind a column: a field of a composite needs parentheses, as in SQL.
auto through_column(Binder& binder,
                    RangeId range,
                    const Member& member,
                    const syntax::Name& name,
                    const syntax::Name& next) -> ExprPtr {
  const auto* value = member_value(binder, range, member, name.span);
  const auto is_function =
      !binder.catalog().functions({}, next.quoted ? next.text : source::fold(next.text)).empty();
  binder.diagnostics().report(next.span,
                              diagnostics::PathThroughColumn{name.text,
                                                             binder.type_name(value->type),
                                                             next.text,
                                                             kind_of(binder, value->type.oid),
                                                             relation_of_key(binder, range, member),
                                                             is_function});
  return binder.error(name.span);
}

/// `p.author.id` is `p.author_id`: the key at the end of a path needs no join. Only with a key of
/// one column, since a part of a larger one may be there without the rest.
auto key_behind(const Binder& binder, const RelationMember& member, const syntax::Name& last)
    -> std::optional<schema::ColumnIndex> {
  const auto& model = binder.schema().at(member.model);
  const auto& relation = model.relations[member.relation];
  if (relation.kind != Relation::Kind::to_one || relation.local_columns.size() != 1) {
    return std::nullopt;
  }
  const auto& target = binder.schema().at(relation.target);
  if (find_relation_member(target, last)) return std::nullopt;
  const auto& key = target.columns[relation.target_columns.front()];
  const auto same = [&](const std::string& name) {
    return matches(last, name, Folding::exact) || matches(last, name, Folding::folded);
  };
  const auto local = relation.local_columns.front();
  if (!(same(key.name) || same(key.sql_name))) return std::nullopt;
  return model.columns[local].type == key.type ? std::optional{local} : std::nullopt;
}

/// Where a path cannot be joined, its value is looked up: `(select a.name from authors a where a.id
/// = posts.author_id)`.
auto look_up(Binder& binder, const PathStart& start, const RelationMember& member, Span span)
    -> ExprPtr {
  auto rows = RowLookUp{binder, *start.scope, RowLookUp::Missing::gives_null};
  const auto target = rows.row(start.range, member.relation, span);
  auto* value = follow_path(binder, {target, &rows.scope(), start.rest.subspan(1)}, span);
  return rows.value(value, start.rest.back().text, span);
}

}  // namespace

auto written_row(const Unit& unit, RangeId range) -> std::string {
  auto path = std::string{};
  const auto* at = &unit.at(range);
  while (const auto* step = std::get_if<PathSource>(&at->source)) {
    path = at->alias + (path.empty() ? "" : "." + path);
    at = &unit.at(step->parent);
  }
  if (!at->alias_written) return path;
  return at->alias + (path.empty() ? "" : "." + path);
}

auto find_open_path(const Scope& scope, RangeId parent, schema::RelationIndex relation)
    -> std::optional<RangeId> {
  for (const auto* level = &scope; level != nullptr; level = level->outer) {
    for (const auto& step : level->open) {
      if (step.parent == parent && step.relation == relation) return step.range;
    }
  }
  return std::nullopt;
}

/// Whether a range is there wherever `base` is, which it is joined to by steps that all must be.
auto is_there_with(const Unit& unit, RangeId range, RangeId base) -> bool {
  while (range != base) {
    const auto* step = std::get_if<PathSource>(&unit.at(range).source);
    if (step == nullptr || step->left) return false;
    range = step->parent;
  }
  return true;
}

auto holder_of(Scope& scope, RangeId range) -> Scope& {
  for (auto* level = &scope; level != nullptr; level = level->outer) {
    // The rows of a predicate are of scopes around the call.
    if (level->expansion != nullptr) continue;
    const auto visible = std::any_of(level->ranges.begin(),
                                     level->ranges.end(),
                                     [&](const VisibleRange& each) { return each.range == range; });
    const auto joined =
        std::any_of(level->paths.begin(), level->paths.end(), [&](const Scope::PathJoin& each) {
          return each.range == range;
        });
    if (visible || joined) return *level;
  }
  return scope;
}

auto is_unjoinable(const Binder& binder, Scope& scope, RangeId range) -> bool {
  return holder_of(scope, range).unjoinable == range ||
         std::holds_alternative<ExcludedSource>(binder.unit().at(range).source);
}

auto follow_path(Binder& binder, const PathStart& start, Span span) -> ExprPtr {
  auto range = start.range;
  auto rest = start.rest;
  while (true) {
    const auto& name = rest.front();
    const auto member = find_member(binder, range, name);
    if (!member) return unknown_member(binder, range, name);
    if (is_repeated(binder.unit().at(range), *member)) return repeated_member(binder, range, name);
    const auto* step = std::get_if<RelationMember>(&*member);
    if (const auto open =
            step == nullptr ? std::nullopt : find_open_path(*start.scope, range, step->relation)) {
      if (rest.size() == 1) return whole_row(binder, *open, span);
      range = *open;
      rest = rest.subspan(1);
      continue;
    }
    if (rest.size() == 1) {
      check_system_column(binder, *start.scope, *member, span);
      return member_value(binder, range, *member, span);
    }
    if (step == nullptr) return through_column(binder, range, *member, name, rest[1]);
    const auto& relation = binder.schema().at(step->model).relations[step->relation];
    if (!is_to_one(relation)) return to_many(binder, relation, name.span);
    if (rest.size() == 2) {
      if (const auto key = key_behind(binder, *step, rest[1]))
        return binder.column(range, *key, span);
    }
    if (is_schema_clause(start.scope->clause)) {
      binder.diagnostics().report(
          span,
          diagnostics::NotInSchemaExpr{"the path over `" + name.text + "`",
                                       std::string{clause_name(start.scope->clause)}});
      return binder.error(span);
    }
    if (is_unjoinable(binder, *start.scope, range)) {
      return look_up(binder, {range, start.scope, rest}, *step, span);
    }
    range = binder.join_path(range, step->relation, *start.scope, name.span);
    rest = rest.subspan(1);
  }
}

auto Binder::join_path(RangeId parent, schema::RelationIndex index, Scope& scope, Span span)
    -> RangeId {
  auto& holder = holder_of(scope, parent);
  const auto is_promised = scope.shaped && is_there_with(unit_, parent, *scope.shaped);
  for (const auto& path : holder.paths) {
    if (path.parent != parent || path.relation != index) continue;
    auto& step = std::get<PathSource>(unit_.at(path.range).source);
    step.part = common_part(step.part, part_);
    step.promised = step.promised || is_promised;
    return path.range;
  }
  const auto& model = schema_.at(*model_of(unit_.at(parent)));
  const auto& relation = model.relations[index];
  const auto range = add_table(relation.target, relation.name, false, span);
  const auto left = may_lack_row(model, relation);
  unit_.at(range).source = PathSource{parent, relation.target, index, left, part_, is_promised};
  holder.paths.push_back({parent, index, range});
  return range;
}

auto Binder::find_path(const syntax::QualifiedName& name, Scope& scope) -> std::optional<PathEnd> {
  auto rest = std::span{name.parts};
  auto start = PathStart{};
  if (const auto range = find_range(*this, scope, rest); range && range->parts < rest.size()) {
    start = {range->range, &scope, rest.subspan(range->parts)};
  } else {
    const auto found = find_unqualified(*this, scope, rest.front());
    if (found.all.size() != 1) return std::nullopt;
    start = {found.all.front().range, &scope, rest};
  }
  // First look whether it is a path at all, then join the steps before the first to many rows.
  auto model = model_of(unit_.at(start.range));
  auto steps = std::vector<schema::RelationIndex>{};
  for (const auto& part : start.rest) {
    if (!steps.empty()) model = schema_.at(*model).relations[steps.back()].target;
    const auto step = model ? find_relation_member(schema_.at(*model), part) : std::nullopt;
    if (!step) return std::nullopt;
    steps.push_back(*step);
  }
  if (steps.empty()) return std::nullopt;
  auto range = start.range;
  auto joined = std::size_t{0};
  for (; joined + 1 < steps.size(); ++joined) {
    const auto step = steps[joined];
    if (const auto open = find_open_path(*start.scope, range, step)) {
      range = *open;
      continue;
    }
    if (!is_to_one(schema_.at(*model_of(unit_.at(range))).relations[step])) break;
    if (is_unjoinable(*this, *start.scope, range)) break;
    range = join_path(range, step, *start.scope, start.rest[joined].span);
  }
  auto unjoined = std::vector<schema::RelationIndex>(
      steps.begin() + static_cast<std::ptrdiff_t>(joined) + 1, steps.end());
  return PathEnd{range, *model_of(unit_.at(range)), steps[joined], std::move(unjoined)};
}

}  // namespace ormc::query
