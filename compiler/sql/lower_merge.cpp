#include <utility>
#include <vector>

#include "sql/lower_level.hpp"

namespace ormc::sql {

namespace {

auto action_of(syntax::MergeWhen::Action action) -> tree::MergeWhen::Action {
  switch (action) {
    case syntax::MergeWhen::Action::update:
      return tree::MergeWhen::Action::update;
    case syntax::MergeWhen::Action::erase:
      return tree::MergeWhen::Action::erase;
    case syntax::MergeWhen::Action::insert:
      return tree::MergeWhen::Action::insert;
    case syntax::MergeWhen::Action::nothing:
      return tree::MergeWhen::Action::nothing;
  }
  return tree::MergeWhen::Action::nothing;
}

}  // namespace

auto Lowering::merge(const ir::Merge& merge) -> tree::Merge {
  auto lowered = tree::Merge{};
  if (merge.with) lowered.with = with(*merge.with);
  auto ranges = ranges_of({merge.source});
  ranges.insert(ranges.begin(), merge.target);
  const auto level = Level{*this, ranges};
  lowered.table = target_name(merge.target);
  lowered.only = merge.only;
  lowered.alias = written_alias(merge.target);
  lowered.source = from_item(*merge.source);
  lowered.on = operand(merge.on);
  for (const auto& when : merge.whens) {
    auto& out = lowered.whens.emplace_back();
    out.matched = when.matched;
    out.condition = operand(when.condition);
    out.action = action_of(when.action);
    out.assignments = assignments(when.assignments, merge.target);
    for (const auto& column : when.columns) out.columns.push_back(target(column, merge.target));
    out.overriding = overriding_words(when.overriding);
    out.values = operands(when.values);
  }
  return lowered;
}

}  // namespace ormc::sql
