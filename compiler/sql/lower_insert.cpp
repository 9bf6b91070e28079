#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sql/lower_level.hpp"
#include "sql/print.hpp"

namespace ormc::sql {

auto Lowering::overriding_words(syntax::Insert::Overriding overriding) -> std::string {
  switch (overriding) {
    case syntax::Insert::Overriding::none:
      return "";
    case syntax::Insert::Overriding::user:
      return "overriding user value";
    case syntax::Insert::Overriding::system:
      return "overriding system value";
  }
  return "";
}

auto Lowering::insert(const ir::Insert& insert) -> tree::Insert {
  auto lowered = tree::Insert{};
  const auto is_read = std::exchange(outermost_, false);
  if (insert.with) lowered.with = with(*insert.with);
  if (const auto* source = std::get_if<ir::QueryPtr>(&insert.source)) {
    lowered.source = query(**source);
  } else if (const auto* rows = std::get_if<ir::Batch>(&insert.source)) {
    lowered.source = batch(insert, *rows);
  }
  auto ranges = std::vector<ir::RangeId>{};
  if (insert.excluded) ranges.push_back(*insert.excluded);
  ranges.push_back(insert.target);
  const auto level = Level{*this, ranges};
  const auto was_bare = bare_;
  lowered.table = target_name(insert.target);
  lowered.alias = written_alias(insert.target);
  for (const auto& column : insert.columns)
    lowered.columns.push_back(target(column, insert.target));
  lowered.overriding = overriding_words(insert.overriding);
  if (insert.on_conflict) lowered.on_conflict = on_conflict(*insert.on_conflict, insert.target);
  for (const auto& item : insert.returning) {
    // Nothing but the target is visible: its columns need no qualifier.
    bare_ = bare_ || std::holds_alternative<ir::ColumnRef>(item.expr->node);
    lowered.returning.push_back(items({item}).front());
    bare_ = was_bare;
  }
  if (is_read) lowered.returning = text_items(std::move(lowered.returning), insert.returning);
  return lowered;
}

auto Lowering::conflict_element(const ir::ConflictElement& element) -> tree::ConflictElement {
  auto lowered = tree::ConflictElement{operand(element.expr), {}};
  if (!element.collation.empty()) {
    lowered.suffix += " collate " + quote_name(element.collation);
  }
  if (element.opclass) {
    auto name = tree::Name{std::string{element.opclass->name}};
    if (element.opclass_qualified) name.insert(name.begin(), std::string{element.opclass->schema});
    lowered.suffix += " " + quote_name(name);
  }
  return lowered;
}

auto Lowering::on_conflict(const ir::OnConflict& conflict, ir::RangeId target) -> tree::OnConflict {
  auto lowered = tree::OnConflict{};
  // The target names columns of the table alone, without it.
  auto was_bare = std::exchange(bare_, true);
  for (const auto& element : conflict.target) {
    lowered.target.push_back(conflict_element(element));
  }
  lowered.target_where = operand(conflict.target_where);
  bare_ = was_bare;
  lowered.constraint = conflict.constraint;
  lowered.update = conflict.update;
  lowered.assignments = assignments(conflict.assignments, target);
  lowered.where = operand(conflict.where);
  return lowered;
}

}  // namespace ormc::sql
