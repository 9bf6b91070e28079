#include <fmt/format.h>

#include "sql/printer.hpp"

namespace ormc::sql {

namespace {

auto target_table(std::string_view words,
                  const tree::Name& table,
                  bool only,
                  const std::optional<std::string>& alias,
                  std::string_view as) -> std::string {
  // `update t set set ...` would have no alias.
  if (alias == "set") as = " as ";
  return fmt::format("{}{}{}{}",
                     words,
                     only ? "only " : "",
                     quote_name(table),
                     alias ? fmt::format("{}{}", as, quote_name({*alias})) : std::string{});
}

}  // namespace

void Printer::statement(const tree::Statement& statement) {
  if (const auto* query = std::get_if<tree::QueryPtr>(&statement.node)) {
    this->query(**query);
  } else if (const auto* insert = std::get_if<tree::Insert>(&statement.node)) {
    this->insert(*insert);
  } else if (const auto* update = std::get_if<tree::Update>(&statement.node)) {
    this->update(*update);
  } else if (const auto* erase = std::get_if<tree::Delete>(&statement.node)) {
    this->erase(*erase);
  } else if (const auto* merge = std::get_if<tree::Merge>(&statement.node)) {
    this->merge(*merge);
  } else if (const auto* raw = std::get_if<tree::Raw>(&statement.node)) {
    out_.text(raw->text);
  }
}

void Printer::insert(const tree::Insert& insert) {
  if (insert.with) with(*insert.with);
  out_.text(target_table("insert into ", insert.table, false, insert.alias, " as "));
  targets(insert.columns);
  if (!insert.overriding.empty()) {
    out_.space();
    out_.text(insert.overriding);
  }
  out_.space();
  if (insert.source) {
    query(*insert.source);
  } else {
    out_.text("default values");
  }
  if (insert.on_conflict) conflict(*insert.on_conflict);
  returning(insert.returning);
}

/// The columns that an insert sets, in parentheses; nothing when it names none.
void Printer::targets(const std::vector<tree::Target>& targets) {
  if (targets.empty()) return;
  out_.text(" (");
  between_commas(targets, [&](const auto& column) { target(column); });
  out_.text(")");
}

void Printer::merge(const tree::Merge& merge) {
  if (merge.with) with(*merge.with);
  out_.text(target_table("merge into ", merge.table, merge.only, merge.alias, " "));
  out_.space();
  out_.text("using ");
  table(*merge.source);
  clause("on ", *merge.on);
  for (const auto& when : merge.whens) merge_when(when);
}

void Printer::merge_when(const tree::MergeWhen& when) {
  using Action = tree::MergeWhen::Action;
  out_.space();
  out_.text(when.matched ? "when matched" : "when not matched");
  if (when.condition) {
    out_.text(" and ");
    expr(*when.condition);
  }
  out_.text(" then ");
  switch (when.action) {
    case Action::nothing:
      return out_.text("do nothing");
    case Action::erase:
      return out_.text("delete");
    case Action::update:
      out_.text("update ");
      return assignments(when.assignments);
    case Action::insert:
      break;
  }
  out_.text("insert");
  targets(when.columns);
  if (!when.overriding.empty()) out_.text(" " + when.overriding);
  if (when.values.empty()) return out_.text(" default values");
  out_.text(" values (");
  list(when.values);
  out_.text(")");
}

void Printer::conflict(const tree::OnConflict& conflict) {
  out_.space();
  out_.text("on conflict");
  if (conflict.constraint) {
    out_.text(" on constraint " + quote_name({*conflict.constraint}));
  } else if (!conflict.target.empty()) {
    out_.text(" (");
    auto first = true;
    for (const auto& element : conflict.target) {
      if (!first) out_.text(", ");
      first = false;
      index_element(*element.expr);
      out_.text(element.suffix);
    }
    out_.text(")");
    if (conflict.target_where) {
      out_.text(" where ");
      expr(*conflict.target_where);
    }
  }
  if (!conflict.update) return out_.text(" do nothing");
  out_.text(" do update");
  out_.space();
  assignments(conflict.assignments);
  if (conflict.where) clause("where ", *conflict.where);
}

void Printer::update(const tree::Update& update) {
  if (update.with) with(*update.with);
  out_.text(target_table("update ", update.table, update.only, update.alias, " "));
  out_.space();
  assignments(update.assignments);
  if (!update.from.empty()) {
    out_.space();
    from(update.from);
  }
  if (update.where) clause("where ", *update.where);
  cursor(update.current_of);
  returning(update.returning);
}

void Printer::erase(const tree::Delete& erase) {
  if (erase.with) with(*erase.with);
  out_.text(target_table("delete from ", erase.table, erase.only, erase.alias, " "));
  if (!erase.using_items.empty()) {
    out_.space();
    out_.text("using ");
    tables(erase.using_items);
  }
  if (erase.where) clause("where ", *erase.where);
  cursor(erase.current_of);
  returning(erase.returning);
}

void Printer::assignments(const std::vector<tree::Assignment>& assignments) {
  auto introduce = [&] {
    out_.text("set ");
    out_.open(Layout::Mode::all);
    out_.indent(4);
  };
  auto separate = [&] {
    out_.text(",");
    out_.space();
  };
  list_of_parts(assignments, introduce, separate, [&](const tree::Assignment& assignment) {
    this->assignment(assignment);
  });
  out_.dedent(4);
  out_.close();
}

void Printer::assignment(const tree::Assignment& assignment) {
  auto row = assignment.row;
  if (row) out_.text("(");
  auto first_target = true;
  for (const auto& target : assignment.targets) {
    if (!first_target) out_.text(", ");
    first_target = false;
    this->target(target);
  }
  out_.text(row ? ") = " : " = ");
  expr(*assignment.value);
}

void Printer::target(const tree::Target& target) {
  out_.text(quote_name({target.column}));
  for (auto step : target.indirection) expr(*step);
}

void Printer::cursor(const std::optional<std::string>& name) {
  if (!name) return;
  out_.space();
  out_.text("where current of " + quote_name({*name}));
}

void Printer::returning(const std::vector<tree::SelectItem>& items) {
  if (items.empty()) return;
  out_.space();
  out_.text("returning ");
  this->items(items);
}

}  // namespace ormc::sql
