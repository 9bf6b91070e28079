#include "query/write_effects.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "query/walk.hpp"
#include "schema/lookup.hpp"

namespace ormc::query {

namespace {

using Kind = Violation::Kind;

/// Whether one of the columns is among those that change; null stands for all.
auto touches(const std::vector<schema::ColumnIndex>& columns,
             const std::set<schema::ColumnIndex>* changed) -> bool {
  return changed == nullptr ||
         std::any_of(columns.begin(), columns.end(), [&](auto c) { return changed->contains(c); });
}

auto touches(const std::set<schema::ColumnIndex>& columns,
             const std::set<schema::ColumnIndex>* changed) -> bool {
  return touches(std::vector<schema::ColumnIndex>(columns.begin(), columns.end()), changed);
}

/// The columns of a conflict's target, if it is made of columns alone.
auto target_columns(const OnConflict& conflict) -> std::optional<std::set<schema::ColumnIndex>> {
  auto columns = std::set<schema::ColumnIndex>{};
  for (const auto& element : conflict.target) {
    const auto* column = std::get_if<ColumnRef>(&element.expr->node);
    if (column == nullptr) return std::nullopt;
    columns.insert(column->column);
  }
  return columns.empty() ? std::nullopt : std::optional{std::move(columns)};
}

/// The keys that rows of a table may violate.
auto all_keys(const schema::Model& model) -> std::vector<const schema::Key*> {
  auto keys = std::vector<const schema::Key*>{};
  if (model.primary_key) keys.push_back(&*model.primary_key);
  for (const auto& key : model.unique_keys) keys.push_back(&key);
  return keys;
}

/// Whether a partitioned table puts its rows into partitions by one of the columns; one by an
/// expression may be of any.
auto is_partition_key_of(const schema::Model& model, const std::set<schema::ColumnIndex>& columns)
    -> bool {
  if (!model.partition_by) return false;
  return std::ranges::any_of(
      model.partition_by->elements, [&](const schema::IndexElement& element) {
        const auto* column = std::get_if<schema::ColumnIndex>(&element.value);
        return column == nullptr || columns.contains(*column);
      });
}

}  // namespace

auto WriteEffects::write(schema::ModelId model) -> TableWrite& {
  auto& write = writes_[model];
  write.model = model;
  return write;
}

void WriteEffects::add(schema::ModelId model, Kind kind, const std::string& name) {
  violations_.insert({model, kind, name});
}

void WriteEffects::not_null(schema::ModelId model, schema::ColumnIndex index, bool may_be_null) {
  const auto& column = schema_.at(model).columns[index];
  if (may_be_null && !column.nullable && !column.generated)
    add(model, Kind::not_null, column.sql_name);
}

/// The checks of a column's domain, and of those that it is made of.
void WriteEffects::domain_checks(schema::ModelId model, schema::ColumnIndex column) {
  auto type = schema_.at(model).columns[column].type.oid;
  while (const auto object = schema::find_object(schema_, type)) {
    const auto* id = std::get_if<schema::DomainId>(&*object);
    if (id == nullptr) return;
    const auto& domain = schema_.at(*id);
    for (const auto& check : domain.checks) add(model, Kind::check, check.sql_name);
    type = domain.base.oid;
  }
}

// ---- statements

void WriteEffects::add(const Unit& unit, const Insert& insert) {
  const auto table = written_table(schema_, program_, unit, insert.target, WriteKind::insert);
  if (!table.model) return;  // nobody knows what a view's trigger or rule does
  const auto model = *table.model;
  auto& own = write(model);
  own.inserts = true;
  const auto* query = std::get_if<QueryPtr>(&insert.source);
  for (std::size_t i = 0; i < insert.columns.size(); ++i) {
    const auto column = *table.columns[insert.columns[i].column];
    own.columns.insert(column);
    domain_checks(model, column);
    // A batch has no NULLs where the column has none.
    if (query == nullptr || i >= (*query)->columns.size()) continue;
    const auto* values = std::get_if<Values>(&(*query)->body);
    auto may_be_null = (*query)->columns[i].nullable;
    if (values != nullptr) {
      may_be_null = std::any_of(values->rows.begin(), values->rows.end(), [&](const auto& row) {
        return row[i]->nullable && !std::holds_alternative<DefaultValue>(row[i]->node);
      });
    }
    not_null(model, column, may_be_null);
  }
  const auto* conflict = insert.on_conflict ? &*insert.on_conflict : nullptr;
  // The target's columns are those of a view then: its key is counted among what may be violated.
  const auto is_view = !std::holds_alternative<TableSource>(unit.at(insert.target).source);
  insert_rows(
      model, own.columns, is_view && conflict && !conflict->target.empty() ? nullptr : conflict);
  if (conflict == nullptr || !conflict->update) return;
  write(model).updates = true;
  // The row that is in the way is the table's own, or a partition's.
  const auto rows = schema_.at(model).partition_by ? Rows::all : Rows::own;
  assign(table, conflict->assignments, is_view ? Columns{} : same_as_before(insert), rows);
}

void WriteEffects::add(const Unit& unit, const Update& update) {
  const auto table = written_table(schema_, program_, unit, update.target, WriteKind::update);
  if (!table.model) return;
  write(*table.model).updates = true;
  assign(table, update.assignments, {}, rows_of(unit, update.target));
}

void WriteEffects::add(const Unit& unit, const Delete& erase) {
  const auto table = written_table(schema_, program_, unit, erase.target, WriteKind::erase);
  if (!table.model) return;
  write(*table.model).deletes = true;
  delete_all(*table.model, rows_of(unit, erase.target));
}

void WriteEffects::add(const Unit& unit, const Merge& merge) {
  const auto table = written_table(schema_, program_, unit, merge.target, WriteKind::merge);
  const auto model = *table.model;
  const auto rows = rows_of(unit, merge.target);
  for (const auto& when : merge.whens) {
    switch (when.action) {
      case syntax::MergeWhen::Action::update:
        write(model).updates = true;
        assign(table, when.assignments, {}, rows);
        break;
      case syntax::MergeWhen::Action::erase:
        write(model).deletes = true;
        delete_all(model, rows);
        break;
      case syntax::MergeWhen::Action::insert:
        insert_row(model, when);
        break;
      case syntax::MergeWhen::Action::nothing:
        break;
    }
  }
}

void WriteEffects::insert_row(schema::ModelId model, const MergeWhen& when) {
  auto& own = write(model);
  own.inserts = true;
  for (std::size_t i = 0; i < when.columns.size(); ++i) {
    const auto column = when.columns[i].column;
    own.columns.insert(column);
    domain_checks(model, column);
    if (i >= when.values.size()) continue;
    const auto& value = *when.values[i];
    not_null(model, column, value.nullable && !std::holds_alternative<DefaultValue>(value.node));
  }
  insert_rows(model, own.columns, nullptr);
}

/// `on conflict (name) do update set name = excluded.name`: the row has that name already.
auto WriteEffects::same_as_before(const Insert& insert) -> Columns {
  auto same = Columns{};
  const auto target = target_columns(*insert.on_conflict);
  if (!target) return same;
  for (const auto& assignment : insert.on_conflict->assignments) {
    const auto& set = assignment.targets.front();
    const auto* value = std::get_if<ColumnRef>(&assignment.value->node);
    if (assignment.targets.size() == 1 && set.indirection.empty() && value != nullptr &&
        value->range == insert.excluded && value->column == set.column &&
        target->contains(set.column)) {
      same.insert(set.column);
    }
  }
  return same;
}

void WriteEffects::assign(const WrittenTable& table,
                          const std::vector<Assignment>& assignments,
                          const Columns& same,
                          Rows rows) {
  const auto model = *table.model;
  auto columns = Columns{};
  for (const auto& assignment : assignments) {
    const auto* row = std::get_if<Row>(&assignment.value->node);
    const auto single = !assignment.row;
    for (std::size_t i = 0; i < assignment.targets.size(); ++i) {
      const auto& target = assignment.targets[i];
      const auto column = *table.columns[target.column];
      columns.insert(column);
      domain_checks(model, column);
      const auto* value = single ? assignment.value : nullptr;
      if (!single && row != nullptr && i < row->elements.size()) value = row->elements[i];
      const auto is_default = value && std::holds_alternative<DefaultValue>(value->node);
      const auto may_be_null = value == nullptr || (value->nullable && !is_default);
      not_null(model, column, may_be_null && target.indirection.empty());
    }
  }
  write(model).columns.insert(columns.begin(), columns.end());
  update_all(model, columns, same, rows);
}

// ---- rows

auto WriteEffects::rows_of(const Unit& unit, RangeId target) -> Rows {
  const auto* table = std::get_if<TableSource>(&unit.at(target).source);
  return table != nullptr && table->only ? Rows::own : Rows::all;
}

/// The partitions of a table, and theirs; or also what inherits from it.
auto WriteEffects::tables_below(schema::ModelId model, Below which) const
    -> std::vector<schema::ModelId> {
  auto found = std::vector<schema::ModelId>{model};
  for (auto next = std::size_t{0}; next < found.size(); ++next) {
    for (auto i = std::size_t{0}; i < schema_.models.size(); ++i) {
      const auto& other = schema_.models[i];
      const auto is_part = other.partition_of && other.partition_of->parent == found[next];
      const auto inherits = which == Below::everything &&
                            std::ranges::find(other.parents, found[next]) != other.parents.end();
      const auto id = static_cast<schema::ModelId>(i);
      if ((is_part || inherits) && std::ranges::find(found, id) == found.end()) {
        found.push_back(id);
      }
    }
  }
  found.erase(found.begin());
  return found;
}

auto WriteEffects::column_below(schema::ModelId model,
                                schema::ColumnIndex column,
                                schema::ModelId part) const -> std::optional<schema::ColumnIndex> {
  const auto& columns = schema_.at(part).columns;
  const auto place = std::ranges::find(
      columns, schema_.at(model).columns[column].sql_name, &schema::Column::sql_name);
  if (place == columns.end()) return std::nullopt;
  return static_cast<schema::ColumnIndex>(place - columns.begin());
}

/// A column that may be NULL, but not in `part`.
void WriteEffects::stricter_below(schema::ModelId model,
                                  schema::ModelId part,
                                  schema::ColumnIndex column) {
  const auto below = column_below(model, column, part);
  if (below) not_null(part, *below, schema_.at(model).columns[column].nullable);
}

void WriteEffects::constraints(schema::ModelId model) {
  const auto& table = schema_.at(model);
  for (const auto& check : table.checks) add(model, Kind::check, check.sql_name);
  for (const auto& key : table.foreign_keys) add(model, Kind::foreign_key, key.sql_name);
}

/// Rows of a partitioned table lie in its partitions, which have constraints of their own: it is
/// their keys, by their names, that a row violates.
void WriteEffects::insert_rows(schema::ModelId model,
                               const Columns& given,
                               const OnConflict* conflict) {
  const auto target = conflict ? target_columns(*conflict) : std::nullopt;
  const auto any = conflict && conflict->target.empty() && !conflict->constraint;
  const auto is_caught = [&](const std::string& name, const Columns& columns) {
    return any || (conflict && conflict->constraint == name) || target == columns;
  };
  keys(model, nullptr, is_caught);
  constraints(model);
  for (const auto part : tables_below(model, Below::partitions)) {
    // Conflicts are looked for in the parts of what is named.
    auto names = std::set<std::string>{};
    if (conflict && conflict->constraint) names.insert(*conflict->constraint);
    auto columns_below = Columns{};
    for (const auto column : target.value_or(Columns{})) {
      if (const auto below = column_below(model, column, part)) columns_below.insert(*below);
    }
    const auto parent_of = [&](const std::string& name) {
      auto result = std::string{};
      for (const auto* key : all_keys(schema_.at(part))) {
        if (key->sql_name == name) result = key->parent;
      }
      return result;
    };
    keys(part, nullptr, [&](const std::string& name, const Columns& columns) {
      return any || names.contains(parent_of(name)) || (target && columns_below == columns);
    });
    constraints(part);
    for (auto i = schema::ColumnIndex{0}; i < schema_.at(model).columns.size(); ++i) {
      const auto& column = schema_.at(model).columns[i];
      if (given.contains(i) || !column.has_default()) stricter_below(model, part, i);
    }
  }
}

void WriteEffects::update_all(schema::ModelId model,
                              const Columns& columns,
                              const Columns& same,
                              Rows rows) {
  const auto without = [](Columns from, const Columns& what) {
    for (const auto column : what) from.erase(column);
    return from;
  };
  update_rows(model, without(columns, same));
  if (rows == Rows::own) return;
  for (const auto part : tables_below(model, Below::everything)) {
    auto below = Columns{};
    for (const auto column : columns) {
      stricter_below(model, part, column);
      const auto place = column_below(model, column, part);
      if (place && !same.contains(column)) below.insert(*place);
    }
    update_rows(part, below);
  }
  // A row whose key changes goes to another partition.
  if (is_partition_key_of(schema_.at(model), columns)) insert_rows(model, columns, nullptr);
}

void WriteEffects::delete_all(schema::ModelId model, Rows rows) {
  delete_rows(model);
  if (rows == Rows::own) return;
  for (const auto part : tables_below(model, Below::everything)) delete_rows(part);
}

void WriteEffects::update_rows(schema::ModelId model, const Columns& assigned) {
  const auto changed = with_generated(model, assigned);
  if (changed.empty() || !updated_.insert({model, changed}).second) return;
  const auto& table = schema_.at(model);
  keys(model, &changed, [](const auto&, const auto&) { return false; });
  for (const auto& check : table.checks) {
    if (touches(columns_of(check.expr), &changed)) add(model, Kind::check, check.sql_name);
  }
  for (const auto& key : table.foreign_keys) {
    if (touches(key.columns, &changed)) add(model, Kind::foreign_key, key.sql_name);
  }
  for (std::size_t i = 0; i < schema_.models.size(); ++i) {
    for (const auto& key : schema_.models[i].foreign_keys) {
      if (key.target != model || !touches(key.target_columns, &changed)) continue;
      cascade(key, static_cast<schema::ModelId>(i), key.on_update);
    }
  }
}

void WriteEffects::delete_rows(schema::ModelId model) {
  if (!deleted_.insert(model).second) return;
  for (std::size_t i = 0; i < schema_.models.size(); ++i) {
    const auto from = static_cast<schema::ModelId>(i);
    for (const auto& key : schema_.models[i].foreign_keys) {
      if (key.target != model) continue;
      if (key.on_delete == schema::Action::cascade) {
        cascades_.insert(from);
        delete_rows(from);
      } else {
        cascade(key, from, key.on_delete);
      }
    }
  }
}

/// A row that `key` of the table `from` refers to goes away or gets another key.
void WriteEffects::cascade(const schema::ForeignKey& key,
                           schema::ModelId from,
                           schema::Action action) {
  auto columns = Columns(key.columns.begin(), key.columns.end());
  switch (action) {
    case schema::Action::no_action:
    case schema::Action::restrict_:
      return add(from, Kind::foreign_key, key.sql_name);
    case schema::Action::cascade:
      break;
    case schema::Action::set_null:
    case schema::Action::set_default:
      if (!key.set_columns.empty()) columns = {key.set_columns.begin(), key.set_columns.end()};
      for (auto column : columns) not_null(from, column, true);
      break;
  }
  cascades_.insert(from);
  update_rows(from, columns);
}

/// Keys, unique indexes and exclusions over columns that change.
void WriteEffects::keys(schema::ModelId model, const Columns* changed, const IsCaught& is_caught) {
  const auto& table = schema_.at(model);
  for (const auto* key : all_keys(table)) {
    const auto columns = Columns(key->columns.begin(), key->columns.end());
    if (touches(columns, changed) && !is_caught(key->sql_name, columns)) {
      const auto is_primary = table.primary_key && key == &*table.primary_key;
      add(model, is_primary ? Kind::primary_key : Kind::unique, key->sql_name);
    }
  }
  for (const auto& index : table.indexes) {
    if (!index.unique) continue;
    auto columns = Columns{};
    for (const auto& element : index.elements) columns.merge(columns_of(element));
    const auto keyed = columns;
    if (index.where) columns.merge(columns_of(*index.where));
    if (touches(columns, changed) && !is_caught(index.sql_name, keyed)) {
      add(model, Kind::unique, index.sql_name);
    }
  }
  for (const auto& exclusion : table.exclusions) {
    auto columns = Columns{};
    for (const auto& element : exclusion.elements) columns.merge(columns_of(element));
    if (exclusion.where) columns.merge(columns_of(*exclusion.where));
    // No list of columns stands for an exclusion.
    if (touches(columns, changed) && !is_caught(exclusion.sql_name, {})) {
      add(model, Kind::exclusion, exclusion.sql_name);
    }
  }
}

// ---- columns

auto WriteEffects::columns_of(schema::ExprId id) const -> Columns {
  auto columns = Columns{};
  const auto* expr = program_.schema_exprs.at(static_cast<std::size_t>(id)).expr;
  if (expr == nullptr) return columns;
  const auto& model = schema_.at(id).model;
  walk(*expr, [&](const Expr& part) {
    if (const auto* column = std::get_if<ColumnRef>(&part.node)) columns.insert(column->column);
    if (!std::holds_alternative<WholeRow>(part.node) || !model) return;
    for (std::size_t i = 0; i < schema_.at(*model).columns.size(); ++i) {
      columns.insert(static_cast<schema::ColumnIndex>(i));
    }
  });
  return columns;
}

auto WriteEffects::columns_of(const schema::IndexElement& element) const -> Columns {
  const auto* column = std::get_if<schema::ColumnIndex>(&element.value);
  return column != nullptr ? Columns{*column} : columns_of(std::get<schema::ExprId>(element.value));
}

/// With the generated columns that are made of them.
auto WriteEffects::with_generated(schema::ModelId model, Columns columns) const -> Columns {
  const auto& table = schema_.at(model);
  const auto changed = columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto& generated = table.columns[i].generated;
    if (generated && touches(columns_of(*generated), &changed)) {
      columns.insert(static_cast<schema::ColumnIndex>(i));
    }
  }
  return columns;
}

void WriteEffects::finish(Effects& effects) const {
  for (const auto& [model, write] : writes_) effects.writes.push_back(write);
  for (auto model : cascades_) effects.cascades.push_back(model);
  effects.violations.assign(violations_.begin(), violations_.end());
}

}  // namespace ormc::query
