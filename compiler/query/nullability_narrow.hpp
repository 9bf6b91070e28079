#pragma once

#include <optional>

#include "query/ir.hpp"
#include "query/nullability_facts.hpp"

namespace ormc::query {

/// Where a condition is looked at, and what is known there.
struct Situation {
  const schema::Schema& schema;
  const Unit& unit;
  const Facts& facts;
  /// Of a check: the range whose row it speaks of. Its own columns are those of another unit.
  std::optional<RangeId> row = std::nullopt;

  auto at(const ColumnRef& column) const -> Atom {
    return {row.value_or(column.range), column.column};
  }
  auto is_not_null(Atom column) const -> bool;
};

/// What follows from `condition` having come out so. Operands' own `nullable` must be set already.
auto implied_by(const Situation& situation, const Expr& condition, Outcome outcome) -> Implied;

/// What a condition may come out as, as far as is known.
struct Outcomes {
  bool truth = true;
  bool falsehood = true;
  bool null = true;
};
auto possible_outcomes(const Situation& situation, const Expr& condition) -> Outcomes;

/// Whether a condition cannot come out so.
auto is_ruled_out(const Situation& situation, const Expr& condition, Outcome outcome) -> bool;

/// `column = constant`, on whichever side; nothing for other comparisons.
struct ColumnConstant {
  const ColumnRef* column;
  const Expr* constant;
};
auto column_and_constant(const Expr& left, const Expr& right) -> std::optional<ColumnConstant>;

/// A check that may say something about NULLs, and so is worth looking at.
auto speaks_of_null(const Expr& check) -> bool;

}  // namespace ormc::query
