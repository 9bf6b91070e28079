#include "query/nullability_facts.hpp"

#include <algorithm>
#include <iterator>

#include "query/equal.hpp"

namespace ormc::query {

namespace {

void normalise(std::vector<Atom>& atoms) {
  std::sort(atoms.begin(), atoms.end());
  atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
}

auto common_atoms(std::vector<Atom>& left, std::vector<Atom>& right) -> std::vector<Atom> {
  normalise(left);
  normalise(right);
  auto common = std::vector<Atom>{};
  std::set_intersection(
      left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(common));
  return common;
}

/// More is of no use to people's queries, and would make long generated ones slow.
constexpr auto most_values = std::size_t{256};
constexpr auto most_open = std::size_t{64};

auto contains(const std::vector<const Expr*>& exprs, const Expr& expr) -> bool {
  return std::any_of(
      exprs.begin(), exprs.end(), [&](const Expr* other) { return equal(*other, expr); });
}

}  // namespace

void merge(Implied& into, Implied&& other) {
  into.never = into.never || other.never;
  into.atoms.insert(into.atoms.end(), other.atoms.begin(), other.atoms.end());
  into.exprs.insert(into.exprs.end(), other.exprs.begin(), other.exprs.end());
  into.nulls.insert(into.nulls.end(), other.nulls.begin(), other.nulls.end());
  std::move(other.values.begin(), other.values.end(), std::back_inserter(into.values));
  into.open.insert(into.open.end(), other.open.begin(), other.open.end());
}

void keep_common(Implied& into, Implied&& other) {
  if (other.never) return;
  if (into.never) {
    into = std::move(other);
    return;
  }
  into.atoms = common_atoms(into.atoms, other.atoms);
  into.nulls = common_atoms(into.nulls, other.nulls);
  into.values.clear();
  into.open.clear();
  std::erase_if(into.exprs, [&](const Expr* expr) { return !contains(other.exprs, *expr); });
}

Facts::Facts(const Unit& unit) : unit_(unit), pads_of_(unit.ranges.size()) {
  known_.reserve(unit.ranges.size());
  for (const auto& range : unit.ranges) known_.emplace_back(range.columns.size(), false);
}

auto Facts::is_padded(RangeId range) const -> bool {
  const auto& pads = pads_of_[static_cast<std::size_t>(range)];
  return std::any_of(pads.begin(), pads.end(), [&](auto pad) { return pads_[pad].active; });
}

auto Facts::is_known(Atom column) const -> bool {
  return known_[static_cast<std::size_t>(column.range)][column.column];
}

auto Facts::is_known(const Expr& expr) const -> bool { return contains(exprs_, expr); }

auto Facts::assume(const Implied& implied) -> bool {
  const auto before = trail_.size();
  for (auto atom : implied.atoms) assume(atom);
  auto learned = trail_.size() != before;
  for (auto atom : implied.nulls) learned = assume_null(atom) || learned;
  for (const auto& value : implied.values) {
    learned = true;
    add(value);
  }
  for (const auto& condition : implied.open) add(condition);
  for (const auto* expr : implied.exprs) {
    exprs_.push_back(expr);
    trail_.push_back({.kind = Entry::Kind::expr, .expr = expr});
    restore_groups(*expr);
  }
  return learned;
}

auto Facts::assume_null(Atom atom) -> bool {
  // Where a grouping set made it null, the rows of the group may have a value.
  if (is_grouped_away(atom) || !nulls_.insert(atom).second) return false;
  trail_.push_back({.kind = Entry::Kind::null, .atom = atom});
  return true;
}

void Facts::add(const Value& value) {
  if (values_.size() >= most_values) return;
  values_.push_back(value);
  trail_.push_back({.kind = Entry::Kind::value, .value = value});
}

void Facts::add(const Condition& condition) {
  // Of groups that have lost columns it may hold without holding of their rows.
  if (open_.size() >= most_open || has_grouped_away()) return;
  open_.push_back(condition);
  trail_.push_back({.kind = Entry::Kind::open, .condition = condition});
}

void Facts::assume(Atom atom) {
  if (atom.column == Atom::whole_row) return be_present(atom.range);
  auto& columns = known_[static_cast<std::size_t>(atom.range)];
  // A column that grouping sets made null may be ruled to be not null by `having` later on.
  for (std::size_t i = 0; i < grouped_.size(); ++i) {
    const auto* column = std::get_if<ColumnRef>(&grouped_[i].first->node);
    if (!grouped_[i].second || !column || column->range != atom.range ||
        column->column != atom.column) {
      continue;
    }
    grouped_[i].second = false;
    trail_.push_back({.kind = Entry::Kind::grouped, .index = i});
  }
  if (columns[atom.column]) return;
  columns[atom.column] = true;
  trail_.push_back({.kind = Entry::Kind::column, .atom = atom});
  assume_join(atom.range, atom.column);
  be_present(atom.range);
}

/// A merged column is read from one side of its join, or in an inner join from both; what it is
/// read from is not null either.
void Facts::assume_join(RangeId range, ColumnIndex column) {
  const auto* source = std::get_if<JoinSource>(&unit_.at(range).source);
  if (!source) return;
  using Kind = syntax::Join::Kind;
  const auto& [left, right] = source->merged[column];
  auto kind = join(range).value_or(Kind::left);  // an aliased join passes its columns on
  auto assume_side = [&](ExprPtr side) {
    const auto* from = side ? std::get_if<ColumnRef>(&side->node) : nullptr;
    if (from) assume(Atom{from->range, from->column});
  };
  if (kind == Kind::inner || kind == Kind::left) assume_side(left);
  if (kind == Kind::inner || kind == Kind::right) assume_side(right);
}

auto Facts::join(RangeId range) const -> std::optional<syntax::Join::Kind> {
  auto found = joins_.find(range);
  return found == joins_.end() ? std::nullopt : std::optional{found->second};
}

void Facts::be_present(RangeId range) {
  for (auto index : pads_of_[static_cast<std::size_t>(range)]) {
    auto& pad = pads_[index];
    if (!pad.active) continue;
    pad.active = false;
    trail_.push_back({.kind = Entry::Kind::pad, .index = index});
    auto consequences = pad.when_present;  // `give` may change pads
    give(consequences);
  }
}

void Facts::restore_groups(const Expr& expr) {
  for (std::size_t i = 0; i < grouped_.size(); ++i) {
    if (!grouped_[i].second || !equal(*grouped_[i].first, expr)) continue;
    grouped_[i].second = false;
    trail_.push_back({.kind = Entry::Kind::grouped, .index = i});
  }
}

auto Facts::take(Mark mark) -> Entries {
  auto taken = Entries(trail_.begin() + static_cast<std::ptrdiff_t>(mark), trail_.end());
  for (auto entry = taken.rbegin(); entry != taken.rend(); ++entry) {
    switch (entry->kind) {
      case Entry::Kind::column:
        known_[static_cast<std::size_t>(entry->atom.range)][entry->atom.column] = false;
        break;
      case Entry::Kind::pad:
        pads_[entry->index].active = true;
        break;
      case Entry::Kind::expr:
        exprs_.pop_back();
        break;
      case Entry::Kind::null:
        nulls_.erase(entry->atom);
        break;
      case Entry::Kind::value:
        values_.pop_back();
        break;
      case Entry::Kind::open:
        open_.pop_back();
        break;
      case Entry::Kind::grouped:
        if (entry->index < grouped_.size()) grouped_[entry->index].second = true;
        break;
    }
  }
  trail_.resize(mark);
  return taken;
}

void Facts::undo(Mark mark) { take(mark); }

void Facts::give(const Entries& entries) {
  for (const auto& entry : entries) {
    switch (entry.kind) {
      case Entry::Kind::column:
        assume(entry.atom);
        break;
      case Entry::Kind::pad:
        if (pads_[entry.index].active) be_present(pads_[entry.index].ranges.front());
        break;
      case Entry::Kind::expr:
        exprs_.push_back(entry.expr);
        trail_.push_back(entry);
        break;
      case Entry::Kind::null:
        assume_null(entry.atom);
        break;
      case Entry::Kind::value:
        add(entry.value);
        break;
      case Entry::Kind::open:
        add(entry.condition);
        break;
      case Entry::Kind::grouped:
        break;  // belongs to the level that it was learned in
    }
  }
}

void Facts::pad(const std::vector<RangeId>& ranges, Entries when_present) {
  if (ranges.empty()) return;
  for (auto range : ranges) pads_of_[static_cast<std::size_t>(range)].push_back(pads_.size());
  pads_.push_back({ranges, std::move(when_present)});
}

auto Facts::is_grouped_away(const Expr& expr) const -> bool {
  return std::any_of(grouped_.begin(), grouped_.end(), [&](const auto& grouped) {
    return grouped.second && equal(*grouped.first, expr);
  });
}

auto Facts::is_grouped_away(Atom atom) const -> bool {
  return std::any_of(grouped_.begin(), grouped_.end(), [&](const auto& grouped) {
    const auto* column = std::get_if<ColumnRef>(&grouped.first->node);
    return grouped.second && column != nullptr && column->range == atom.range &&
           column->column == atom.column;
  });
}

auto Facts::has_grouped_away() const -> bool {
  return std::any_of(
      grouped_.begin(), grouped_.end(), [](const auto& grouped) { return grouped.second; });
}

auto Facts::suspend_grouped(std::size_t mark) -> std::vector<std::pair<const Expr*, bool>> {
  auto from = grouped_.begin() + static_cast<std::ptrdiff_t>(std::min(mark, grouped_.size()));
  auto suspended = std::vector<std::pair<const Expr*, bool>>(from, grouped_.end());
  for (auto at = from; at != grouped_.end(); ++at) at->second = false;
  return suspended;
}

void Facts::resume_grouped(const std::vector<std::pair<const Expr*, bool>>& suspended) {
  std::copy(suspended.rbegin(), suspended.rend(), grouped_.rbegin());
}

}  // namespace ormc::query
