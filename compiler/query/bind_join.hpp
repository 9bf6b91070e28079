#pragma once

#include <vector>

#include "query/binder.hpp"

/// Joins, and tables written as paths, between `bind_from.cpp` and its parts.
namespace ormc::query {

/// A bound table or join: the ranges that it makes visible, in the order of `*`.
struct JoinItem {
  FromPtr from;
  std::vector<VisibleRange> ranges;
  /// What ties a table that is written as a path to its parent; null for others. Goes into the
  /// condition of the join that it is part of, else into `where`.
  ExprPtr condition;
};

struct JoinSides {
  JoinItem left;
  JoinItem right;
};

/// Joins two bound sides: merges columns, binds the condition, applies the alias. `scope` gives the
/// condition everything but its ranges.
auto bind_join(Binder& binder, const syntax::Join& join, Span span, JoinSides sides, Scope& scope)
    -> JoinItem;

/// The tables that a path goes through from its first relation that is not joined on.
struct PathTables {
  FromPtr from;
  std::vector<RangeId> ranges;  // in the order of the path, junctions included
  RangeId last;                 // what the path leads to
  /// By relation: the range that each step leads to.
  std::vector<Scope::OpenPath> steps;
  ShapeLink link;
  ExprPtr tie;  // the link as a condition
};
/// `alias` names the last of them, if anything does.
auto bind_path_tables(Binder& binder,
                      const Binder::PathEnd& end,
                      const std::optional<syntax::Alias>& alias,
                      Span span) -> PathTables;

/// `p.comments c`: the table at the end of a path, with the condition that ties it to `p`.
auto bind_path_table(Binder& binder, const Binder::PathEnd& end, const syntax::NamedTable& table)
    -> JoinItem;

/// Names the first columns of a range by an alias' column names.
void rename_range_columns(Binder& binder, RangeId id, const syntax::Alias& alias);

}  // namespace ormc::query
