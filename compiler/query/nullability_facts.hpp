#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// A column of a range that is not null, or (without a column) a range whose row is really there
/// and not made up of nulls by an outer join.
struct Atom {
  static constexpr auto whole_row = ~ColumnIndex{0};
  RangeId range;
  ColumnIndex column = whole_row;
  auto operator<=>(const Atom&) const = default;
};

/// What a condition came out as, or did not.
enum class Outcome : std::uint8_t { truth, falsehood, not_null, null, not_true, not_false };

/// The values that a column may have: those of a list, or all but those.
struct Value {
  enum class Kind : std::uint8_t { one_of, none_of, truth, falsehood };
  Atom column;
  Kind kind;
  std::vector<const Expr*> constants;  // of one_of and none_of
};

/// A condition that came out so, in the row of `row` when it is one of a table's checks.
struct Condition {
  const Expr* expr = nullptr;
  Outcome outcome = Outcome::truth;
  std::optional<RangeId> row = std::nullopt;
};

/// What follows from a condition.
struct Implied {
  bool never = false;              // the condition cannot hold: everything is implied
  std::vector<Atom> atoms;         // not null
  std::vector<const Expr*> exprs;  // not null
  std::vector<Atom> nulls;
  std::vector<Value> values;
  /// Conditions that tell more once more is known: one of several things holds.
  std::vector<Condition> open;
};

/// Both hold.
void merge(Implied& into, Implied&& other);
/// One of the two holds, it is not known which.
void keep_common(Implied& into, Implied&& other);

/// What is known not to be null at the place that is being looked at. Grows while conditions are
/// taken in and is cut back when their scope ends.
class Facts {
 public:
  explicit Facts(const Unit& unit);

  /// Whether a row of the range may be one that an outer join made up.
  auto is_padded(RangeId range) const -> bool;
  auto is_known(Atom column) const -> bool;
  auto is_known(const Expr& expr) const -> bool;

  auto is_null(Atom column) const -> bool { return nulls_.contains(column); }
  auto values() const -> const std::vector<Value>& { return values_; }
  auto open() const -> const std::vector<Condition>& { return open_; }

  /// Whether anything was learned about columns.
  auto assume(const Implied& implied) -> bool;
  void assume(Atom atom);

  /// A place to come back to.
  using Mark = std::size_t;
  auto mark() const -> Mark { return trail_.size(); }
  void undo(Mark mark);

  /// One fact or its consequence, as it can be taken away and given back.
  struct Entry {
    enum class Kind : std::uint8_t { column, null, value, open, pad, expr, grouped };
    Kind kind;
    Atom atom{};
    std::size_t index = 0;       // of a pad or a grouped expression
    const Expr* expr = nullptr;  // of an expression
    Value value{};
    Condition condition{};
  };
  using Entries = std::vector<Entry>;
  /// Undoes what was learned since `mark` and returns it.
  auto take(Mark mark) -> Entries;
  void give(const Entries& entries);

  /// An outer join pads these ranges with nulls where it finds no match; `when_present` holds where
  /// it found one.
  void pad(const std::vector<RangeId>& ranges, Entries when_present);
  /// Forgets outer joins around a range: its from clause is gone over anew.
  void unpad(RangeId range) { pads_of_[static_cast<std::size_t>(range)].clear(); }
  /// Which side the merged columns of a join are read from.
  void set_join(RangeId range, syntax::Join::Kind kind) { joins_[range] = kind; }
  auto join(RangeId range) const -> std::optional<syntax::Join::Kind>;

  /// Grouping sets make this expression null in some groups, from now on.
  void group_away(const Expr& expr) { grouped_.push_back({&expr, true}); }
  auto grouped_mark() const -> std::size_t { return grouped_.size(); }
  void undo_grouped(std::size_t mark) { grouped_.resize(mark); }
  auto is_grouped_away(const Expr& expr) const -> bool;
  auto is_grouped_away(Atom column) const -> bool;
  /// Whether rows are groups of which some have lost a column.
  auto has_grouped_away() const -> bool;
  /// Inside aggregates the expressions from `mark` on have their values; returns what to give back.
  auto suspend_grouped(std::size_t mark) -> std::vector<std::pair<const Expr*, bool>>;
  void resume_grouped(const std::vector<std::pair<const Expr*, bool>>& suspended);

 private:
  struct Pad {
    std::vector<RangeId> ranges;
    Entries when_present;
    bool active = true;
  };

  void be_present(RangeId range);
  auto assume_null(Atom atom) -> bool;
  void add(const Value& value);
  void add(const Condition& condition);
  void assume_join(RangeId range, ColumnIndex column);
  void restore_groups(const Expr& expr);

  const Unit& unit_;
  std::vector<std::vector<bool>> known_;           // by range and column
  std::vector<std::vector<std::size_t>> pads_of_;  // by range
  std::vector<Pad> pads_;
  std::map<RangeId, syntax::Join::Kind> joins_;
  std::vector<const Expr*> exprs_;
  std::set<Atom> nulls_;
  std::vector<Value> values_;
  std::vector<Condition> open_;
  std::vector<std::pair<const Expr*, bool>> grouped_;  // the flag: still null in some groups
  Entries trail_;
};

}  // namespace ormc::query
