#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// What binding the rarer constructs of SQL can find wrong: merge, samples, search and cycle
/// clauses, XML, cursors.
namespace ormc::diagnostics {

/// A branch of merge behind one that takes every row of its kind.
struct UnreachableWhen {
  static constexpr Info info{"ORM0520", Severity::error};
  bool matched = true;
  auto message() const -> std::string { return "this branch is never reached"; }
  auto help() const -> std::optional<std::string> {
    return fmt::format("a branch before it takes all rows that are {}matched: give it a condition",
                       matched ? "" : "not ");
  }
};

/// A merge inside a with clause.
struct MisplacedMerge {
  static constexpr Info info{"ORM0521", Severity::error};
  auto message() const -> std::string { return "a merge cannot stand in a with clause"; }
  auto help() const -> std::optional<std::string> {
    return "make it the statement itself, or write `insert ... on conflict ... returning`";
  }
};

/// `tablesample` where nothing can be sampled, or by an unknown method.
struct InvalidSample {
  static constexpr Info info{"ORM0522", Severity::error};
  std::string reason;
  auto message() const -> std::string { return reason; }
  auto help() const -> std::optional<std::string> {
    return "write `from Model tablesample bernoulli (10)`: percent of the rows of a table; "
           "`system_rows` and `system_time` are of the extensions `tsm_system_rows` and "
           "`tsm_system_time`";
  }
};

/// A search or cycle clause that its query does not allow.
struct InvalidTraversal {
  static constexpr Info info{"ORM0523", Severity::error};
  std::string clause;  // "search", "cycle"
  std::string reason;
  auto message() const -> std::string { return fmt::format("{}: {}", clause, reason); }
};

/// A call of an XML function that is put together wrongly.
struct InvalidXml {
  static constexpr Info info{"ORM0524", Severity::error};
  std::string reason;
  auto message() const -> std::string { return reason; }
};

/// `select ... into t`.
struct SelectInto {
  static constexpr Info info{"ORM0525", Severity::error};
  std::string table;
  auto message() const -> std::string {
    return fmt::format("a query cannot make a table: `into {}`", table);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("declare a model and write `insert into {} select ...`", table);
  }
};

/// An element of a conflict target says what only an index may say, or something unknown.
struct InvalidConflictElement {
  static constexpr Info info{"ORM0526", Severity::error};
  std::string reason;
  auto message() const -> std::string { return reason; }
};

/// `where current of` beside conditions that tables written as paths add.
struct CursorBesidePath {
  static constexpr Info info{"ORM0527", Severity::error};
  auto message() const -> std::string {
    return "`where current of` leaves no place for the condition of a path";
  }
  auto help() const -> std::optional<std::string> { return "join the table by its name instead"; }
};

/// `(a, b) = x` where `x` is neither a row nor a query.
struct UnsplittableRow {
  static constexpr Info info{"ORM0528", Severity::error};
  auto message() const -> std::string {
    return "columns in parentheses take a row or a query, not a single value";
  }
  auto help() const -> std::optional<std::string> {
    return "write `(a, b) = (1, 2)`, `(a) = row(1)` or `(a, b) = (select ...)`";
  }
};

/// A merge that says what a merge cannot do.
struct InvalidMerge {
  static constexpr Info info{"ORM0529", Severity::error};
  std::string reason;
  std::string remedy;
  auto message() const -> std::string { return reason; }
  auto help() const -> std::optional<std::string> { return remedy; }
};

/// `f(x)[1]`, `x::jsonb['a']`: legal only around parentheses.
struct UnenclosedOperand {
  static constexpr Info info{"ORM0581", Severity::error};
  auto message() const -> std::string {
    return "only a column, a parameter or what stands in parentheses takes a subscript";
  }
  auto help() const -> std::optional<std::string> { return "write `(...)[...]`"; }
};

/// The condition of a full join pairs rows by something else than equal values of its sides.
struct FullJoinCondition {
  static constexpr Info info{"ORM0593", Severity::error};
  auto message() const -> std::string {
    return "PostgreSQL cannot make a full join on this condition";
  }
  auto help() const -> std::optional<std::string> {
    return "it needs a condition that equates a value of the left side with one of the right, such "
           "as `a.id = b.id`; else unite a left join with the rows of the right side that have no "
           "partner";
  }
};

using SqlDiagnostics = TypeList<UnreachableWhen,
                                MisplacedMerge,
                                InvalidSample,
                                InvalidTraversal,
                                InvalidXml,
                                SelectInto,
                                InvalidConflictElement,
                                CursorBesidePath,
                                UnsplittableRow,
                                InvalidMerge,
                                UnenclosedOperand,
                                FullJoinCondition>;

}  // namespace ormc::diagnostics
