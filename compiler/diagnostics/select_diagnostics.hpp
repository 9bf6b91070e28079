#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What binding a select can find: from clauses, groups, orders, limits, locks, common table
/// expressions.
namespace ormc::diagnostics {

/// A from clause, or the target of a write, names nothing of the schema.
struct UnknownRelation {
  static constexpr Info info{"ORM0350", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  std::vector<std::string> known = {};
  bool is_function = false;
  auto message() const -> std::string { return fmt::format("unknown model or view `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (is_function) return fmt::format("a function is called with parentheses: `{}(...)`", name);
    if (nearest || known.empty()) return did_you_mean(nearest);
    return fmt::format("there are {}", list_of(known));
  }
  auto fix() const -> std::optional<std::string> { return is_function ? std::nullopt : nearest; }
};

/// Two tables of one from clause have the same name.
struct DuplicateRangeName {
  static constexpr Info info{"ORM0351", Severity::error};
  std::string name;
  auto message() const -> std::string { return fmt::format("`{}` names two tables here", name); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("give one of them an alias: `{} as other`", name);
  }
};

/// An alias renames more columns than its table has.
struct TooManyColumnAliases {
  static constexpr Info info{"ORM0352", Severity::error};
  std::string name;
  std::size_t available = 0;
  std::size_t given = 0;
  auto message() const -> std::string {
    return fmt::format("`{}` has {} column{}, but {} are named",
                       name,
                       available,
                       available == 1 ? "" : "s",
                       given);
  }
  auto help() const -> std::optional<std::string> { return "leave the surplus names out"; }
};

/// A column of `using` is not, or not once, on a side of the join.
struct JoinColumn {
  static constexpr Info info{"ORM0353", Severity::error};
  std::string column;
  std::string side;        // "left" or "right"
  bool ambiguous = false;  // there, but more than once
  auto message() const -> std::string {
    return ambiguous
               ? fmt::format("`{}` stands more than once on the {} side of the join", column, side)
               : fmt::format("the {} side of the join has no column `{}`", side, column);
  }
  auto help() const -> std::optional<std::string> {
    return "write the condition with `on` instead of `using`";
  }
};

/// A function returns `record`, and nothing says which columns that has.
struct MissingColumnDefinitions {
  static constexpr Info info{"ORM0354", Severity::error};
  std::string function;
  auto message() const -> std::string {
    return fmt::format("`{}` returns rows whose columns are not known", function);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("say them behind the call: `{}(...) as t (id int, name text)`", function);
  }
};

/// A function in `from` whose result is of a pseudo-type: no rows can be made of it.
struct NoRowsOfFunction {
  static constexpr Info info{"ORM0598", Severity::error};
  std::string function;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("`{}` returns `{}`, of which no rows can be made", function, type);
  }
  auto help() const -> std::optional<std::string> { return "call it in an expression"; }
};

/// A column definition list behind a function whose columns are known.
struct RedundantColumnDefinitions {
  static constexpr Info info{"ORM0355", Severity::error};
  std::string function;
  auto message() const -> std::string {
    return fmt::format("the columns of `{}` are known already", function);
  }
  auto help() const -> std::optional<std::string> {
    return "rename them with a plain alias, without types: `as t (a, b)`";
  }
};

/// `f(x) with ordinality as t (a int)`: the definitions are of the call, and do not stand with it.
struct MisplacedColumnDefinitions {
  static constexpr Info info{"ORM0537", Severity::error};
  enum class Behind : std::uint8_t { ordinality, several_calls };
  Behind behind;
  auto message() const -> std::string {
    return fmt::format("columns cannot be defined behind {}",
                       behind == Behind::ordinality ? "`with ordinality`" : "several functions");
  }
  auto help() const -> std::optional<std::string> {
    return behind == Behind::ordinality
               ? "define them behind the call: `rows from (f(x) as (a int)) with ordinality as t`"
               : "define them behind their call: `rows from (f(x) as (a int), g(y)) as t`";
  }
};

/// A subquery in from without a name.
struct MissingAlias {
  static constexpr Info info{"ORM0356", Severity::error};
  auto message() const -> std::string { return "a subquery in from needs a name"; }
  auto help() const -> std::optional<std::string> { return "write `(...) as name`"; }
};

/// A column that is neither grouped nor aggregated.
struct UngroupedColumn {
  static constexpr Info info{"ORM0358", Severity::error};
  std::string column;  // as a path, behind one
  auto message() const -> std::string {
    return fmt::format("`{}` is neither grouped by nor inside an aggregate", column);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("add `{}` to group by, or aggregate it", column);
  }
};

/// `order by 3` of two columns.
struct OutputPosition {
  static constexpr Info info{"ORM0359", Severity::error};
  std::string clause;
  std::string position;
  std::size_t columns = 0;
  auto message() const -> std::string {
    return fmt::format("{} position {} is not in the select list", clause, position);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("the select list has {} column{}", columns, columns == 1 ? "" : "s");
  }
};

/// `order by x` where two different columns of the select list are called `x`.
struct AmbiguousOutputName {
  static constexpr Info info{"ORM0360", Severity::error};
  std::string clause;
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` in {} names two columns of the select list", name, clause);
  }
  auto help() const -> std::optional<std::string> {
    return "give the columns different aliases, or use the position";
  }
};

/// An expression in the order by of a set operation or of values.
struct OutputNameOnly {
  static constexpr Info info{"ORM0361", Severity::error};
  auto message() const -> std::string {
    return "order by can only name result columns here, by name or position";
  }
  auto help() const -> std::optional<std::string> {
    return "make it a column of the result, or put the query into `select * from (...) as x`";
  }
};

/// A constant that is no position in order by, group by or distinct on.
struct ConstantInClause {
  static constexpr Info info{"ORM0362", Severity::error};
  std::string clause;
  auto message() const -> std::string {
    return fmt::format("a constant in {} has no effect", clause);
  }
  auto help() const -> std::optional<std::string> {
    return "name a column, or its position in the select list";
  }
};

/// `distinct` with an order by that the select list does not have, or `distinct on` that order by
/// does not begin with.
struct DistinctOrder {
  static constexpr Info info{"ORM0363", Severity::error};
  bool on = false;
  auto message() const -> std::string {
    return on ? "distinct on must name the expressions that order by begins with"
              : "with distinct, order by can only use expressions of the select list";
  }
  auto help() const -> std::optional<std::string> {
    return on ? "begin order by with the expressions of distinct on"
              : "add the expression to the select list";
  }
};

/// Parts of a statement that must have the same number of columns have not.
struct ColumnCountMismatch {
  static constexpr Info info{"ORM0365", Severity::error};
  std::string what;  // "each part of union", "each row of values"
  std::size_t expected = 0;
  std::size_t found = 0;
  auto message() const -> std::string {
    return fmt::format(
        "{} must have {} column{}, this has {}", what, expected, expected == 1 ? "" : "s", found);
  }
};

/// A limit or an offset that depends on a row.
struct VariableLimit {
  static constexpr Info info{"ORM0366", Severity::error};
  std::string clause;
  auto message() const -> std::string {
    return fmt::format("{} cannot depend on columns of the query", clause);
  }
  auto help() const -> std::optional<std::string> {
    return "use a constant, a parameter or a subquery";
  }
};

/// `for update` where rows cannot be locked.
struct InvalidLocking {
  static constexpr Info info{"ORM0367", Severity::error};
  std::string reason;
  auto message() const -> std::string { return fmt::format("rows cannot be locked {}", reason); }
  auto help() const -> std::optional<std::string> {
    return "lock in a subquery, or name the tables: `for update of p`";
  }
};

/// `for update of x` where from has no `x`.
struct UnknownLockedTable {
  static constexpr Info info{"ORM0368", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string {
    return fmt::format("`{}` is not a table of this from clause", name);
  }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// Two common table expressions of one with clause, or two windows, have the same name.
struct DuplicateDefinition {
  static constexpr Info info{"ORM0369", Severity::error};
  std::string name;
  std::string clause;  // "with", "window"
  auto message() const -> std::string {
    return fmt::format("`{}` is defined twice in this {} clause", name, clause);
  }
};

/// A recursive query of a form that the server cannot run.
struct InvalidRecursion {
  static constexpr Info info{"ORM0370", Severity::error};
  std::string name;
  std::string reason;
  auto message() const -> std::string {
    return fmt::format("the recursive query `{}` {}", name, reason);
  }
  auto help() const -> std::optional<std::string> {
    return "write `start union all step`, where only the step selects from the query itself, once";
  }
};

/// The step of a recursive query changes the type of a column.
struct RecursiveType {
  static constexpr Info info{"ORM0371", Severity::error};
  std::string column;
  std::string first;
  std::string overall;
  auto message() const -> std::string {
    return fmt::format("column `{}` is of type {} at the start of the recursion but {} overall",
                       column,
                       first,
                       overall);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("cast it in the first part: `::{}`", overall);
  }
};

/// `group by 2` or a name where the select item has an aggregate.
struct GroupedAggregate {
  static constexpr Info info{"ORM0386", Severity::error};
  std::string column;
  auto message() const -> std::string {
    return fmt::format("`{}` is computed from groups and cannot be grouped by", column);
  }
  auto help() const -> std::optional<std::string> {
    return "group by the columns that the aggregate does not cover";
  }
};

/// `fetch first 3 rows with ties` without an order.
struct TiesWithoutOrder {
  static constexpr Info info{"ORM0398", Severity::error};
  auto message() const -> std::string { return "with ties needs an order by"; }
  auto help() const -> std::optional<std::string> {
    return "say what rows are tied by: `order by ... fetch first ... with ties`";
  }
};

/// Two things, each of them sound, for which SQL has no form together.
struct ImpossibleTogether {
  static constexpr Info info{"ORM0399", Severity::error};
  std::string reason;
  std::string remedy;
  auto message() const -> std::string { return reason; }
  auto help() const -> std::optional<std::string> { return remedy; }
};

/// All of them, for the catalogue.
using SelectDiagnostics = TypeList<UnknownRelation,
                                   DuplicateRangeName,
                                   TooManyColumnAliases,
                                   JoinColumn,
                                   MissingColumnDefinitions,
                                   NoRowsOfFunction,
                                   RedundantColumnDefinitions,
                                   MisplacedColumnDefinitions,
                                   MissingAlias,
                                   UngroupedColumn,
                                   OutputPosition,
                                   AmbiguousOutputName,
                                   OutputNameOnly,
                                   ConstantInClause,
                                   DistinctOrder,
                                   ColumnCountMismatch,
                                   VariableLimit,
                                   InvalidLocking,
                                   UnknownLockedTable,
                                   DuplicateDefinition,
                                   InvalidRecursion,
                                   RecursiveType,
                                   GroupedAggregate,
                                   TiesWithoutOrder,
                                   ImpossibleTogether>;

}  // namespace ormc::diagnostics
