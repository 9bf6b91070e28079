#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "diagnostics/query_name_diagnostics.hpp"
#include "diagnostics/query_place_diagnostics.hpp"
#include "diagnostics/select_diagnostics.hpp"
#include "query/bind_expr.hpp"
#include "query/bind_name.hpp"
#include "query/composite_fields.hpp"
#include "query/unknown_name.hpp"
#include "schema/lookup.hpp"
#include "source/fold.hpp"
#include "syntax/sql_value_function.hpp"

namespace ormc::query {

namespace oid = catalog::oid;

namespace {

constexpr auto system_columns = std::array<SystemColumnName, 6>{{{"ctid", oid::tid},
                                                                 {"xmin", oid::xid},
                                                                 {"cmin", oid::cid},
                                                                 {"xmax", oid::xid},
                                                                 {"cmax", oid::cid},
                                                                 {"tableoid", oid::oid}}};

/// A table of the system catalogues, not a view: these have system columns too.
auto is_system_table(const Range& range) -> bool {
  return std::holds_alternative<CatalogSource>(range.source) &&
         std::any_of(range.columns.begin(), range.columns.end(), [](const RangeColumn& column) {
           return !column.nullable;
         });
}

/// Only tables have system columns.
auto has_system_columns(const Range& range) -> bool {
  return std::holds_alternative<TableSource>(range.source) ||
         std::holds_alternative<PathSource>(range.source) || is_system_table(range);
}

auto find_column(const Range& range, const syntax::Name& name, Folding folding)
    -> std::optional<ColumnIndex> {
  using Text = std::string RangeColumn::*;
  for (const auto text : {Text{&RangeColumn::name}, Text{&RangeColumn::sql_name}}) {
    for (auto i = std::size_t{0}; i < range.columns.size(); ++i) {
      if (matches(name, range.columns[i].*text, folding)) return static_cast<ColumnIndex>(i);
    }
  }
  return std::nullopt;
}

auto relation_index(const schema::Model& model, const syntax::Name& name, Folding folding)
    -> std::optional<schema::RelationIndex> {
  for (auto i = std::size_t{0}; i < model.relations.size(); ++i) {
    if (matches(name, model.relations[i].name, folding)) {
      return static_cast<schema::RelationIndex>(i);
    }
  }
  return std::nullopt;
}

/// A name with a module or schema before it means a table only while that has no alias.
auto means_qualified(const Binder& binder,
                     const Range& range,
                     std::span<const syntax::Name> parts,
                     Folding folding) -> bool {
  const auto model = model_of(range);
  if (!model || range.alias_written || !std::holds_alternative<TableSource>(range.source)) {
    return false;
  }
  const auto& table = binder.schema().at(*model);
  const auto& module = binder.schema().at(table.module);
  return (matches(parts[0], module.name, folding) ||
          matches(parts[0], table.sql_schema, folding)) &&
         (matches(parts[1], table.name, folding) || matches(parts[1], table.sql_name, folding));
}

/// Inside of a shape its own relations come before tables of the same name.
auto begins_path(const Binder& binder, RangeId shaped, const syntax::Name& name) -> bool {
  const auto model = model_of(binder.unit().at(shaped));
  return model && find_relation_member(binder.schema().at(*model), name);
}

/// How many parts at the beginning of a name are the name of a row's model; 0 when none are.
auto named_parts(const Binder& binder,
                 RangeId row,
                 std::span<const syntax::Name> parts,
                 Folding folding) -> std::size_t {
  const auto& table = binder.schema().at(*model_of(binder.unit().at(row)));
  const auto is_table = [&](const syntax::Name& name) {
    return matches(name, table.name, folding) || matches(name, table.sql_name, folding);
  };
  if (is_table(parts[0])) return 1;
  const auto& module = binder.schema().at(table.module);
  const auto is_module =
      matches(parts[0], module.name, folding) || matches(parts[0], table.sql_schema, folding);
  return parts.size() > 1 && is_module && is_table(parts[1]) ? 2 : 0;
}

auto find_range(Binder& binder, Scope& scope, std::span<const syntax::Name> parts, Folding folding)
    -> std::optional<FoundRange> {
  for (auto* level = &scope; level != nullptr; level = level->enclosing()) {
    if (level->shaped && parts.size() > 1 && begins_path(binder, *level->shaped, parts[0])) {
      return std::nullopt;
    }
    if (level->shape_row) {
      const auto parts_of_name = named_parts(binder, *level->shape_row, parts, folding);
      if (parts_of_name == 0) return std::nullopt;
      return FoundRange{*level->shape_row, level, parts_of_name};
    }
    for (const auto& visible : level->ranges) {
      if (!visible.name.empty() && (matches(parts[0], visible.name, folding) ||
                                    matches(parts[0], visible.sql_name, folding))) {
        return FoundRange{visible.range, level, 1};
      }
    }
    if (parts.size() < 2) continue;
    for (const auto& visible : level->ranges) {
      if (means_qualified(binder, binder.unit().at(visible.range), parts, folding)) {
        return FoundRange{visible.range, level, 2};
      }
    }
  }
  return std::nullopt;
}

/// Whether a bare name may find this member: not if a join merged its column.
auto shows(const VisibleRange& visible, const Member& member) -> bool {
  const auto* column = std::get_if<ColumnMember>(&member);
  return column == nullptr ? visible.columns_visible : visible.shows(column->column);
}

/// A name without a qualifier: a column or relation, or else a whole row.
auto bind_bare_name(Binder& binder, Scope& scope, const syntax::QualifiedName& name) -> ExprPtr {
  const auto& part = name.parts.front();
  if (scope.domain_value &&
      (matches(part, "value", Folding::exact) || matches(part, "value", Folding::folded))) {
    return binder.make(
        {.span = name.span, .type = *scope.domain_value, .nullable = true, .node = DomainValue{}});
  }
  const auto found = find_unqualified(binder, scope, part);
  if (found.all.size() > 1) return ambiguous_name(binder, scope, part, found);
  if (found.all.size() == 1) {
    const auto& only = found.all.front();
    return follow_path(binder, {only.range, &scope, name.parts}, name.span);
  }
  if (const auto range = find_range(binder, scope, name.parts)) {
    return whole_row(binder, range->range, name.span);
  }
  // Of the keywords that are values, this one also is a function's name.
  if (matches(part, "current_schema", Folding::folded)) {
    return binder.make({.span = name.span,
                        .type = {oid::name, -1},
                        .nullable = true,
                        .node = KeywordValue{"current_schema", nullptr}});
  }
  return unknown_column(binder, scope, part);
}

}  // namespace

auto model_of(const Range& range) -> std::optional<schema::ModelId> {
  if (const auto* table = std::get_if<TableSource>(&range.source)) return table->model;
  if (const auto* path = std::get_if<PathSource>(&range.source)) return path->model;
  if (const auto* excluded = std::get_if<ExcludedSource>(&range.source)) return excluded->model;
  return std::nullopt;
}

auto shape_names(const Binder& binder, RangeId row) -> std::vector<std::string> {
  const auto model = model_of(binder.unit().at(row));
  auto names = std::vector<std::string>{};
  for (const auto& shape : binder.program().shapes) {
    if (model == shape.model) names.push_back(shape.name);
  }
  return names;
}

auto is_failed_member(const Binder& binder, RangeId range, const syntax::Name& name) -> bool {
  const auto model = model_of(binder.unit().at(range));
  return model && schema::is_failed_field(binder.schema().at(*model), name);
}

auto find_relation_member(const schema::Model& model, const syntax::Name& name)
    -> std::optional<schema::RelationIndex> {
  const auto exact = relation_index(model, name, Folding::exact);
  return exact ? exact : relation_index(model, name, Folding::folded);
}

auto find_member(const Binder& binder, RangeId id, const syntax::Name& name, Folding folding)
    -> std::optional<Member> {
  const auto& range = binder.unit().at(id);
  if (const auto model = model_of(range)) {
    if (const auto relation = relation_index(binder.schema().at(*model), name, folding)) {
      return RelationMember{*model, *relation};
    }
  }
  if (const auto column = find_column(range, name, folding)) return ColumnMember{*column};
  if (!has_system_columns(range)) return std::nullopt;
  for (const auto& system : system_columns) {
    if (matches(name, system.name, folding)) return system;
  }
  return std::nullopt;
}

auto find_member(const Binder& binder, RangeId range, const syntax::Name& name)
    -> std::optional<Member> {
  const auto exact = find_member(binder, range, name, Folding::exact);
  return exact ? exact : find_member(binder, range, name, Folding::folded);
}

auto member_names(const Binder& binder, RangeId id) -> std::vector<std::string> {
  const auto& range = binder.unit().at(id);
  auto names = std::vector<std::string>{};
  for (const auto& column : range.columns) names.push_back(column.name);
  if (const auto model = model_of(range)) {
    for (const auto& relation : binder.schema().at(*model).relations) {
      names.push_back(relation.name);
    }
  }
  return names;
}

auto bare_ranges(const Scope& level) -> std::vector<VisibleRange> {
  if (level.shaped) return {VisibleRange{*level.shaped, {}, {}}};
  return level.ranges;
}

auto find_range(Binder& binder, Scope& scope, std::span<const syntax::Name> parts)
    -> std::optional<FoundRange> {
  const auto exact = find_range(binder, scope, parts, Folding::exact);
  return exact ? exact : find_range(binder, scope, parts, Folding::folded);
}

namespace {

auto names_range(const Scope& level, const syntax::Name& name) -> bool {
  return std::ranges::any_of(level.ranges, [&](const VisibleRange& visible) {
    return matches(name, visible.name, Folding::exact);
  });
}

}  // namespace

auto find_unqualified(Binder& binder, Scope& scope, const syntax::Name& name) -> FoundMembers {
  auto found = FoundMembers{};
  for (const auto folding : {Folding::exact, Folding::folded}) {
    for (auto* level = &scope; level != nullptr; level = level->enclosing()) {
      // `Author` is the table of that name rather than the relation `author` of another.
      if (folding == Folding::folded && !level->shaped && names_range(*level, name)) return found;
      for (const auto& visible : bare_ranges(*level)) {
        const auto member = find_member(binder, visible.range, name, folding);
        if (member && shows(visible, *member)) found.all.push_back({visible.range, level, *member});
      }
      if (!found.all.empty()) return found;
      if (level->shaped) break;
    }
  }
  return found;
}

auto display_name(const Binder& binder, RangeId id) -> std::string {
  const auto& range = binder.unit().at(id);
  const auto model = model_of(range);
  if (!range.alias_written && model && std::holds_alternative<TableSource>(range.source)) {
    return binder.schema().at(*model).name;
  }
  return range.alias;
}

auto whole_row(Binder& binder, RangeId id, Span span) -> ExprPtr {
  const auto& range = binder.unit().at(id);
  auto type = TypeRef{oid::record, -1};
  if (const auto model = model_of(range)) type.oid = binder.schema().at(*model).row_type;
  if (const auto* system = std::get_if<CatalogSource>(&range.source)) {
    type.oid = system->row_type;
  }
  if (const auto* view = std::get_if<ViewSource>(&range.source)) {
    type.oid = binder.schema().at(view->view).row_type;
  }
  const auto* function = std::get_if<FunctionSource>(&range.source);
  if (function != nullptr && function->calls.size() == 1 && !function->with_ordinality) {
    const auto result = function->calls.front()->type;
    const auto composite = !binder.catalog().fields(result.oid).empty();
    if (composite) type = result;
    // The row of a function that returns plain values is the value itself.
    if (!composite && range.columns.size() == 1) return binder.column(id, 0, span);
  }
  return binder.make({.span = span, .type = type, .nullable = true, .node = WholeRow{id}});
}

namespace {

/// Whether a name means the target of an insert and the row that could not be inserted: a table may
/// be called `excluded`.
auto is_excluded_twice(const Binder& binder, const FoundRange& found) -> bool {
  const auto is_called_so = [](const VisibleRange& range) { return range.sql_name == "excluded"; };
  const auto is_not_inserted = [&](const VisibleRange& range) {
    return std::holds_alternative<ExcludedSource>(binder.unit().at(range.range).source);
  };
  const auto& ranges = found.scope->ranges;
  const auto named = std::ranges::find(ranges, found.range, &VisibleRange::range);
  return is_called_so(*named) && std::ranges::count_if(ranges, is_called_so) > 1 &&
         std::ranges::any_of(ranges, is_not_inserted);
}

}  // namespace

auto bind_name(Binder& binder, Scope& scope, const syntax::QualifiedName& name) -> ExprPtr {
  if (name.parts.size() == 1) return bind_bare_name(binder, scope, name);
  const auto parts = std::span{name.parts};
  if (const auto range = find_range(binder, scope, parts)) {
    if (is_excluded_twice(binder, *range)) {
      const auto& twice = parts.front();
      binder.diagnostics().report(twice.span, diagnostics::DuplicateRangeName{twice.text});
      return binder.error(name.span);
    }
    const auto rest = parts.subspan(range->parts);
    if (rest.empty()) return whole_row(binder, range->range, name.span);
    if (rest.size() == 1 && !find_member(binder, range->range, rest.front()) &&
        !is_failed_member(binder, range->range, rest.front())) {
      auto* row = whole_row(binder, range->range, name.span);
      auto* call = bind_field_call(binder, scope, row, rest.front(), name.span);
      if (call != nullptr) return call;
    }
    return follow_path(binder, {range->range, &scope, rest}, name.span);
  }
  const auto found = find_unqualified(binder, scope, parts.front());
  if (found.all.size() > 1) return ambiguous_name(binder, scope, parts.front(), found);
  if (found.all.empty()) return unknown_qualifier(binder, scope, name);
  const auto& only = found.all.front();
  return follow_path(binder, {only.range, &scope, parts}, name.span);
}

auto ExprBinder::bind_node(const syntax::NameRef& node, const Site&) -> ExprPtr {
  return bind_name(binder_, scope_, node.name);
}

auto ExprBinder::bind_node(const syntax::Star& node, const Site& site) -> ExprPtr {
  // In an expression `p.*` is the row of `p`.
  if (node.qualifier.empty()) return fail(site.span, diagnostics::MisplacedStar{});
  const auto range = find_range(binder_, scope_, node.qualifier);
  if (range && range->parts == node.qualifier.size()) {
    return whole_row(binder_, range->range, site.span);
  }
  return bind_name(binder_, scope_, {node.qualifier, site.span});
}

}  // namespace ormc::query
