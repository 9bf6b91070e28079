#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/coercion.hpp"
#include "query/nullability_inference.hpp"
#include "source/fold.hpp"

namespace ormc::query {

void Inference::statement(Statement& statement) {
  struct Visit {
    Inference& self;
    Statement& statement;

    void operator()(QueryPtr query) const {
      self.query(*query);
      for (std::size_t i = 0; i < statement.columns.size() && i < query->columns.size(); ++i) {
        statement.columns[i].nullable = query->columns[i].nullable;
      }
    }
    void operator()(Insert& insert) const { self.write(insert, statement); }
    void operator()(Update& update) const { self.write(update, statement); }
    void operator()(Delete& erase) const { self.write(erase, statement); }
    void operator()(Merge& merge) const { self.write(merge); }
    void operator()(RawSql&) const {}  // its columns are as declared
  };
  std::visit(Visit{*this, statement}, statement.node);
}

void Inference::assignments(const std::vector<Assignment>& assignments) {
  for (const auto& assignment : assignments) {
    operand(assignment.value);
    for (const auto& target : assignment.targets) operands(target.indirection);
  }
}

namespace {

/// Whether what is written may pass through a trigger that changes the row, or something else.
auto is_changed_on_the_way(const schema::Model& model) -> bool {
  const auto changes = [](const schema::Trigger& trigger) {
    return trigger.each_row && trigger.time == syntax::Trigger::Time::before &&
           (trigger.on_insert || trigger.on_update);
  };
  return model.server || !model.rules.empty() ||
         std::any_of(model.triggers.begin(), model.triggers.end(), changes);
}

/// Whether `part` gets its rows through `whole`: as a partition of it, or a table that inherits.
auto is_part_of(const schema::Schema& schema, schema::ModelId part, schema::ModelId whole) -> bool {
  auto pending = std::vector<schema::ModelId>{part};
  while (!pending.empty()) {
    const auto id = pending.back();
    pending.pop_back();
    if (id == whole) return true;
    const auto& model = schema.at(id);
    pending.insert(pending.end(), model.parents.begin(), model.parents.end());
    if (model.partition_of) pending.push_back(model.partition_of->parent);
  }
  return false;
}

}  // namespace

/// Whether a row is stored as it was given. A trigger may put NULL where a column allows it, one of
/// a partition and one of what it is a partition of as well; one that the program does not declare
/// is against what its models say of the database.
auto Inference::stores_what_is_given(schema::ModelId written) const -> bool {
  for (auto i = std::uint32_t{0}; i < schema_.models.size(); ++i) {
    const auto id = schema::ModelId{i};
    if (!is_changed_on_the_way(schema_.at(id))) continue;
    if (is_part_of(schema_, id, written) || is_part_of(schema_, written, id)) return false;
  }
  return std::none_of(
      schema_.opaque_objects.begin(), schema_.opaque_objects.end(), [](const auto& object) {
        const auto text = source::fold(object.text);
        return text.find("trigger") != std::string::npos || text.find("rule") != std::string::npos;
      });
}

/// Whether a value that is not null still is not when it has become one of the column.
auto Inference::stays_filled(TypeRef type, const schema::Column& column) const -> bool {
  if (type.oid == column.type.oid) return true;
  const auto coercion = catalog::find_coercion(
      schema_.catalog, type.oid, column.type.oid, catalog::CoercionContext::assignment);
  return coercion.function == catalog::no_oid || !function_nullable(coercion.function, false);
}

auto Inference::default_nullable(const schema::Column& column) const -> bool {
  if (column.identity != schema::Column::Identity::none || column.version) return false;
  const auto* expr = column.default_value ? schema_expr(*column.default_value) : nullptr;
  return expr == nullptr || expr->nullable || !stays_filled(expr->type, column);
}

/// Whether a column may be given NULL by the source of an insert.
auto Inference::given_nullable(const Query& query,
                               std::size_t place,
                               const schema::Column& column) const -> bool {
  const auto* values = std::get_if<Values>(&query.body);
  if (values == nullptr) {
    const auto& given = query.columns[place];
    return given.nullable || !stays_filled(given.type, column);
  }
  return std::any_of(values->rows.begin(), values->rows.end(), [&](const auto& row) {
    const auto& value = *row[place];
    if (std::holds_alternative<DefaultValue>(value.node)) return default_nullable(column);
    return value.nullable || !stays_filled(value.type, column);
  });
}

/// The columns that an inserted row has a value in because one was given.
auto Inference::inserted_values(const Insert& insert) const -> std::vector<ColumnIndex> {
  const auto* table = std::get_if<TableSource>(&unit_.at(insert.target).source);
  if (table == nullptr) return {};
  const auto& columns = schema_.at(table->model).columns;
  auto filled = std::vector<ColumnIndex>{};
  auto given = std::vector<bool>(columns.size(), false);
  const auto* query = std::get_if<QueryPtr>(&insert.source);
  for (std::size_t i = 0; i < insert.columns.size(); ++i) {
    const auto& target = insert.columns[i];
    given[target.column] = true;
    if (query == nullptr || !target.indirection.empty() || i >= (*query)->columns.size()) continue;
    if (!given_nullable(**query, i, columns[target.column])) filled.push_back(target.column);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (given[i] || columns[i].generated || default_nullable(columns[i])) continue;
    filled.push_back(static_cast<ColumnIndex>(i));
  }
  return filled;
}

/// For each column that is set as a whole, whether its new value may be NULL.
auto Inference::assigned_values(const std::vector<Assignment>& assignments,
                                schema::ModelId model) const -> std::map<ColumnIndex, bool> {
  const auto& columns = schema_.at(model).columns;
  auto values = std::map<ColumnIndex, bool>{};
  for (const auto& assignment : assignments) {
    const auto* row = std::get_if<Row>(&assignment.value->node);
    for (std::size_t i = 0; i < assignment.targets.size(); ++i) {
      const auto& target = assignment.targets[i];
      const auto* value = !assignment.row ? assignment.value : nullptr;
      if (value == nullptr && row != nullptr && i < row->elements.size()) value = row->elements[i];
      const auto is_default = value != nullptr && std::holds_alternative<DefaultValue>(value->node);
      const auto& column = columns[target.column];
      auto nullable = true;
      if (is_default) {
        nullable = default_nullable(column);
      } else if (value != nullptr) {
        nullable = value->nullable || !stays_filled(value->type, column);
      }
      // What may not be there leaves the value before.
      auto& may_be_null = values[target.column];
      may_be_null = may_be_null || nullable || !target.indirection.empty() || assignment.part;
    }
  }
  return values;
}

/// Whether rows come back from whatever a rule of a view says.
auto Inference::is_by_rule(RangeId target, WriteKind kind) const -> bool {
  const auto* view = std::get_if<ViewSource>(&unit_.at(target).source);
  return view != nullptr && view_writes(schema_, *program_, view->view, kind).by_rule;
}

/// What is known of the row that an insert returns: a new one, or one that was in the way.
void Inference::returned(const Insert& insert) {
  const auto* table = std::get_if<TableSource>(&unit_.at(insert.target).source);
  if (table == nullptr || !stores_what_is_given(table->model)) return;
  const auto model = table->model;
  const auto updates = insert.on_conflict && insert.on_conflict->update;
  const auto assigned = updates ? assigned_values(insert.on_conflict->assignments, model)
                                : std::map<ColumnIndex, bool>{};
  for (auto column : inserted_values(insert)) {
    const auto set = assigned.find(column);
    if (updates && (set == assigned.end() || set->second)) continue;
    facts_.assume(Atom{insert.target, column});
  }
  follow();
}

/// What is known of the row that an update returns: where found out about the one before it.
void Inference::returned(const Update& update, const Facts::Entries& learned) {
  // Through a view the row may come out as another, for all that is known here.
  const auto* table = std::get_if<TableSource>(&unit_.at(update.target).source);
  const auto keeps = table != nullptr && stores_what_is_given(table->model);
  const auto assigned =
      keeps ? assigned_values(update.assignments, table->model) : std::map<ColumnIndex, bool>{};
  const auto is_generated = [&](ColumnIndex column) {
    return schema_.at(table->model).columns[column].generated.has_value();
  };
  auto still = Facts::Entries{};
  for (const auto& entry : learned) {
    using Kind = Facts::Entry::Kind;
    if (entry.kind == Kind::expr || entry.kind == Kind::open) continue;
    const auto atom = entry.kind == Kind::value ? entry.value.column : entry.atom;
    const auto is_column =
        entry.kind == Kind::column || entry.kind == Kind::null || entry.kind == Kind::value;
    const auto of_target = is_column && atom.range == update.target;
    if (of_target && (!keeps || assigned.contains(atom.column) || is_generated(atom.column))) {
      continue;
    }
    still.push_back(entry);
  }
  facts_.give(still);
  for (const auto& [column, nullable] : assigned) {
    if (!nullable) facts_.assume(Atom{update.target, column});
  }
  for (const auto& assignment : update.assignments) {
    const auto& target = assignment.targets.front();
    const auto* constant = std::get_if<Constant>(&assignment.value->node);
    if (!keeps || assignment.part || constant == nullptr ||
        constant->kind == syntax::Literal::Kind::null || assignment.row ||
        !target.indirection.empty()) {
      continue;
    }
    assume_value({Atom{update.target, target.column}, Value::Kind::one_of, {assignment.value}});
  }
  follow();
}

/// What comes back is a row of the table: its constraints hold.
void Inference::write(Insert& insert, Statement& statement) {
  auto level = Level{.ranges = {insert.target}, .inside_aggregates = {}};
  auto mark = facts_.mark();
  if (insert.with) with(*insert.with);
  if (auto* query = std::get_if<QueryPtr>(&insert.source)) this->query(**query);
  auto* outer = std::exchange(level_, &level);
  leaf(insert.target);
  if (insert.excluded) {
    leaf(*insert.excluded);
    const auto* table = std::get_if<TableSource>(&unit_.at(insert.target).source);
    if (table != nullptr && stores_what_is_given(table->model)) {
      for (auto column : inserted_values(insert)) facts_.assume(Atom{*insert.excluded, column});
    }
  }
  if (insert.on_conflict) {
    for (const auto& element : insert.on_conflict->target) operand(element.expr);
    operand(insert.on_conflict->target_where);
    assignments(insert.on_conflict->assignments);
    operand(insert.on_conflict->where);
  }
  returned(insert);
  outputs(insert.returning, statement.columns);
  shape(statement.returned);
  facts_.undo(mark);
  level_ = outer;
}

void Inference::write(Update& update, Statement& statement) {
  auto level = Level{.ranges = {update.target}, .inside_aggregates = {}};
  auto mark = facts_.mark();
  if (update.with) with(*update.with);
  auto* outer = std::exchange(level_, &level);
  leaf(update.target);
  from(update.from);
  if (update.where) {
    operand(update.where);
    assume(*update.where, Outcome::truth);
  }
  assignments(update.assignments);
  auto learned = facts_.take(mark);
  if (!is_by_rule(update.target, WriteKind::update)) returned(update, learned);
  outputs(update.returning, statement.columns);
  shape(statement.returned);
  facts_.undo(mark);
  level_ = outer;
}

void Inference::write(Delete& erase, Statement& statement) {
  auto level = Level{.ranges = {erase.target}, .inside_aggregates = {}};
  auto mark = facts_.mark();
  if (erase.with) with(*erase.with);
  auto* outer = std::exchange(level_, &level);
  leaf(erase.target);
  from(erase.using_items);
  if (erase.where) {
    operand(erase.where);
    assume(*erase.where, Outcome::truth);
  }
  if (is_by_rule(erase.target, WriteKind::erase)) facts_.undo(mark);
  outputs(erase.returning, statement.columns);
  shape(statement.returned);
  facts_.undo(mark);
  level_ = outer;
}

/// Nothing comes back. The condition holds in the branches for rows that match; in the others there
/// is no row of the target.
void Inference::write(Merge& merge) {
  auto level = Level{.ranges = {merge.target}, .inside_aggregates = {}};
  auto mark = facts_.mark();
  if (merge.with) with(*merge.with);
  auto* outer = std::exchange(level_, &level);
  leaf(merge.target);
  from({merge.source});
  operand(merge.on);
  for (const auto& when : merge.whens) {
    auto branch = facts_.mark();
    if (when.matched) assume(*merge.on, Outcome::truth);
    if (when.condition) {
      operand(when.condition);
      assume(*when.condition, Outcome::truth);
    }
    assignments(when.assignments);
    for (const auto& target : when.columns) operands(target.indirection);
    operands(when.values);
    facts_.undo(branch);
  }
  facts_.undo(mark);
  level_ = outer;
}

}  // namespace ormc::query
