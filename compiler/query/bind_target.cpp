#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "diagnostics/select_diagnostics.hpp"
#include "diagnostics/write_diagnostics.hpp"
#include "query/bind_statement.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {
namespace {

auto bind_table(Binder& binder, const TargetName& target, schema::ModelId model) -> WriteTarget {
  const auto& declared = binder.schema().at(model);
  auto alias = target.alias ? fold(*target.alias) : declared.sql_name;
  auto range = binder.add_table(model, alias, target.alias.has_value(), target.name.span);
  std::get<TableSource>(binder.unit().at(range).source).only = target.only;
  auto visible = target.alias ? VisibleRange{range, alias, alias}
                              : VisibleRange{range, declared.name, declared.sql_name};
  return {model, declared.name, range, std::move(visible)};
}

/// What comes back is what was stored: not NULL only where the table's own column says so.
auto returned_columns(const schema::Schema& schema,
                      const ViewWrites& writes,
                      std::vector<RangeColumn> columns) -> std::vector<RangeColumn> {
  for (auto i = std::size_t{0}; i < columns.size(); ++i) {
    const auto is_stored = writes.table && writes.columns[i];
    columns[i].nullable =
        !is_stored || schema.at(*writes.table).columns[*writes.columns[i]].nullable;
  }
  return columns;
}

auto bind_view(Binder& binder, const TargetName& target, schema::ViewId id)
    -> std::optional<WriteTarget> {
  const auto& view = binder.schema().at(id);
  const auto& bound = binder.program().at(id);
  if (bound.query == nullptr) return std::nullopt;  // its own errors were reported
  auto writes = view_writes(binder.schema(), binder.program(), id, target.kind);
  if (!writes.refusal.empty()) {
    binder.diagnostics().report(
        target.name.span, diagnostics::NotWritable{spell(target.name), std::move(writes.refusal)});
    return std::nullopt;
  }
  auto alias = target.alias ? fold(*target.alias) : view.sql_name;
  auto columns = returned_columns(binder.schema(), writes, bound.columns);
  auto range = binder.add_range({.alias = alias,
                                 .alias_written = target.alias.has_value(),
                                 .column_aliases = {},
                                 .source = ViewSource{id},
                                 .columns = std::move(columns),
                                 .span = target.name.span});
  auto visible = target.alias ? VisibleRange{range, alias, alias}
                              : VisibleRange{range, view.name, view.sql_name};
  return WriteTarget{std::move(writes), view.name, range, std::move(visible)};
}

}  // namespace

auto bind_target(Binder& binder, const TargetName& target) -> std::optional<WriteTarget> {
  const auto& schema = binder.schema();
  const auto relation = schema::find_relation(schema, binder.module(), target.name);
  if (!relation && find_system_relation(binder, target.name)) {
    binder.diagnostics().report(target.name.span,
                                diagnostics::SystemTableWrite{spell(target.name)});
    return std::nullopt;
  }
  if (!relation) {
    auto known = std::vector<std::string>{};
    for (const auto& model : schema.models) known.push_back(model.name);
    for (const auto& view : schema.views) known.push_back(view.name);
    auto nearest = diagnostics::nearest(target.name.parts.back().text, std::span{known});
    binder.diagnostics().report(
        target.name.span,
        diagnostics::UnknownRelation{spell(target.name), std::move(nearest), std::move(known)});
    return std::nullopt;
  }
  if (const auto* view = std::get_if<schema::ViewId>(&*relation)) {
    return bind_view(binder, target, *view);
  }
  return bind_table(binder, target, std::get<schema::ModelId>(*relation));
}

auto stored_column(const Binder& binder, const WriteTarget& target, ColumnIndex column)
    -> const schema::Column* {
  if (const auto model = target.model()) return &binder.schema().at(*model).columns[column];
  const auto& writes = *target.view();
  if (!writes.table || !writes.columns[column]) return nullptr;
  return &binder.schema().at(*writes.table).columns[*writes.columns[column]];
}

void check_returning(Binder& binder,
                     const std::vector<syntax::SelectItem>& items,
                     const WriteTarget& target) {
  const auto* view = target.view();
  if (items.empty() || view == nullptr || !view->by_rule || !view->returns_nothing) return;
  binder.diagnostics().report(
      items.front().span,
      diagnostics::UnavailableForView{
          target.name, "returning", "its rule returns nothing: let the rule's action return rows"});
}

void check_cursor(Binder& binder,
                  const std::optional<syntax::Name>& cursor,
                  const WriteTarget& target) {
  if (!cursor || target.view() == nullptr) return;
  binder.diagnostics().report(cursor->span,
                              diagnostics::UnavailableForView{
                                  target.name, "where current of", "name the rows by a condition"});
}

}  // namespace ormc::query
