#include <utility>
#include <vector>

#include "query/nullability_inference.hpp"

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

/// What comes back is a row of the table: its constraints hold, and nothing else is known.
void Inference::write(Insert& insert, Statement& statement) {
  auto level = Level{.ranges = {insert.target}, .inside_aggregates = {}};
  auto mark = facts_.mark();
  if (insert.with) with(*insert.with);
  if (auto* query = std::get_if<QueryPtr>(&insert.source)) this->query(**query);
  auto* outer = std::exchange(level_, &level);
  leaf(insert.target);
  if (insert.excluded) leaf(*insert.excluded);
  if (insert.on_conflict) {
    operands(insert.on_conflict->target);
    operand(insert.on_conflict->target_where);
    assignments(insert.on_conflict->assignments);
    operand(insert.on_conflict->where);
  }
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
  // What where found out about the row is about the one before: assignments and triggers changed
  // it.
  auto facts = facts_.take(mark);
  std::erase_if(facts, [&](const auto& entry) {
    return entry.kind == Facts::Entry::Kind::expr ||
           (entry.kind == Facts::Entry::Kind::column && entry.atom.range == update.target);
  });
  facts_.give(facts);
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
  outputs(erase.returning, statement.columns);
  shape(statement.returned);
  facts_.undo(mark);
  level_ = outer;
}

}  // namespace ormc::query
