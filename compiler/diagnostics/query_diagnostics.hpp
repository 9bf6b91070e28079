#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What binding statements, common table expressions, views and named queries can find wrong.
/// Expressions have their own header.
namespace ormc::diagnostics {

// ---- from clauses

/// A from clause, or the target of a write, names nothing of the schema.
struct UnknownRelation {
  static constexpr Info info{"ORM0350", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown model or view `{}`", name); }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
  auto fix() const -> std::optional<std::string> { return nearest; }
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

/// A subquery in from without a name.
struct MissingAlias {
  static constexpr Info info{"ORM0356", Severity::error};
  auto message() const -> std::string { return "a subquery in from needs a name"; }
  auto help() const -> std::optional<std::string> { return "write `(...) as name`"; }
};

/// A write to what is no model.
struct NotWritable {
  static constexpr Info info{"ORM0357", Severity::error};
  std::string name;
  std::string reason;
  auto message() const -> std::string {
    return fmt::format("the view `{}` cannot be written to: {}", name, reason);
  }
  auto help() const -> std::optional<std::string> {
    return "write to the models that it selects from, or give it a trigger `instead of`";
  }
};

/// A column of a view that is no column of a table is assigned.
struct ComputedViewColumn {
  static constexpr Info info{"ORM0595", Severity::error};
  std::string view;
  std::string column;
  auto message() const -> std::string {
    return fmt::format("`{}` of the view `{}` is computed and takes no value", column, view);
  }
  auto help() const -> std::optional<std::string> {
    return "assign the columns that it is made of, or give the view a trigger `instead of`";
  }
};

/// A clause that writes to tables can have, in one to a view.
struct UnavailableForView {
  static constexpr Info info{"ORM0596", Severity::error};
  std::string view;
  std::string clause;
  std::string remedy;
  auto message() const -> std::string {
    return fmt::format("a write to the view `{}` cannot have `{}`", view, clause);
  }
  auto help() const -> std::optional<std::string> { return remedy; }
};

// ---- select

/// A column that is neither grouped nor aggregated.
struct UngroupedColumn {
  static constexpr Info info{"ORM0358", Severity::error};
  std::string column;
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

// ---- common table expressions

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

/// A write in a with clause that is not the statement's own.
struct NestedWrite {
  static constexpr Info info{"ORM0372", Severity::error};
  auto message() const -> std::string {
    return "a write can only stand in the with clause of the whole statement";
  }
  auto help() const -> std::optional<std::string> {
    return "move it to the with clause at the statement's beginning";
  }
};

/// A query reads from a write without returning.
struct CteWithoutReturning {
  static constexpr Info info{"ORM0373", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` returns no rows to select from", name);
  }
  auto help() const -> std::optional<std::string> { return "add `returning` to it"; }
};

// ---- writes

/// A write names a column that the model does not have.
struct UnknownTargetColumn {
  static constexpr Info info{"ORM0374", Severity::error, Repeats::once_per_declaration};
  std::string model;
  std::string column;
  std::vector<std::string> columns;
  std::optional<std::string> behind = {};  // `column.behind`, as if it were a table's
  auto message() const -> std::string {
    return fmt::format("`{}` has no column `{}`", model, column);
  }
  auto help() const -> std::optional<std::string> {
    if (behind) return fmt::format("columns are not qualified here: write `{}`", *behind);
    if (auto near = nearest(column, columns)) return did_you_mean(near);
    return fmt::format("it has {}", list_of(columns));
  }
  auto fix() const -> std::optional<std::string> {
    return behind ? std::nullopt : nearest(column, columns);
  }
};

/// A write names a relation that is no single column of the table.
struct RelationAsColumn {
  static constexpr Info info{"ORM0375", Severity::error};
  std::string relation;
  std::string reason;
  auto message() const -> std::string {
    return fmt::format("the relation `{}` cannot be assigned: {}", relation, reason);
  }
};

/// One column is assigned twice.
struct DuplicateAssignment {
  static constexpr Info info{"ORM0376", Severity::error};
  std::string column;
  auto message() const -> std::string {
    return fmt::format("`{}` is assigned more than once", column);
  }
};

/// A column that only the database sets.
struct UnassignableColumn {
  static constexpr Info info{"ORM0377", Severity::error};
  std::string column;
  bool identity = false;
  bool update = false;
  bool by_default = false;  // what is set is the default of a view over its table
  auto message() const -> std::string {
    return identity ? fmt::format("`{}` is always given by its identity", column)
                    : fmt::format("`{}` is generated and cannot be set", column);
  }
  auto help() const -> std::optional<std::string> {
    if (by_default) return "the default of the view's column is a value like others: take it away";
    if (identity && !update) {
      return "leave it out, or write `overriding system value` before the values";
    }
    return update ? "it can only be set to `default`" : "leave it out, or use `default`";
  }
};

/// A write without a value for columns that need one.
struct MissingRequiredColumn {
  static constexpr Info info{"ORM0378", Severity::error};
  std::string model;
  std::vector<std::string> columns;
  /// The columns that the values are for, where the statement does not say.
  std::vector<std::string> implied = {};
  auto message() const -> std::string {
    return columns.size() == 1
               ? fmt::format("`{}` of `{}` is not null and has no default: it needs a value",
                             columns.front(),
                             model)
               : fmt::format("{} of `{}` are not null and have no defaults: they need values",
                             list_of(columns),
                             model);
  }
  auto help() const -> std::optional<std::string> {
    if (!implied.empty()) {
      return fmt::format(
          "without a list of columns the values are for {}: write `insert into {} (...)`",
          list_of(implied),
          model);
    }
    return fmt::format("give {} a value here, or the field a default", list_of(columns));
  }
};

/// A row of an insert with more or fewer values than columns.
struct InsertCount {
  static constexpr Info info{"ORM0379", Severity::error};
  std::vector<std::string> columns;
  std::size_t values = 0;
  auto message() const -> std::string {
    return fmt::format("{} value{} for {} column{}",
                       values,
                       values == 1 ? "" : "s",
                       columns.size(),
                       columns.size() == 1 ? "" : "s");
  }
  auto help() const -> std::optional<std::string> {
    if (columns.empty()) return std::nullopt;
    return fmt::format("the values are for {}", list_of(columns));
  }
};

/// A conflict target that no unique key of the model covers.
struct NoConflictKey {
  static constexpr Info info{"ORM0380", Severity::error};
  std::string model;
  std::string keys;  // those that there are, for people
  auto message() const -> std::string {
    return fmt::format("no unique key of `{}` is made of exactly these columns", model);
  }
  auto help() const -> std::optional<std::string> {
    if (keys.empty()) return fmt::format("`{}` has no unique key: add one", model);
    return fmt::format("its unique keys are {}", keys);
  }
};

/// `on conflict on constraint x` where the model has no such unique constraint.
struct UnknownConstraint {
  static constexpr Info info{"ORM0381", Severity::error, Repeats::once_per_declaration};
  std::string model;
  std::string constraint;
  std::optional<std::string> nearest;
  auto message() const -> std::string {
    return fmt::format("`{}` has no unique constraint `{}`", model, constraint);
  }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// `on conflict do update` without a target.
struct MissingConflictTarget {
  static constexpr Info info{"ORM0382", Severity::error};
  auto message() const -> std::string { return "on conflict do update needs the columns"; }
  auto help() const -> std::optional<std::string> {
    return "name the columns of a unique key: `on conflict (email) do update ...`";
  }
};

/// A batch parameter that is used as a value, or not as `values $rows`.
struct InvalidBatch {
  static constexpr Info info{"ORM0383", Severity::error};
  std::string name;
  std::string reason;
  auto message() const -> std::string { return fmt::format("`${}` {}", name, reason); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("declare it as `{}: row[]` and use it once, as `values ${}`", name, name);
  }
};

// ---- named queries

/// A declared parameter that the statement does not use.
struct UnusedParameter {
  static constexpr Info info{"ORM0384", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the parameter `{}` is not used", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("use it as `${}`, or remove it", name);
  }
};

/// Two parameters of one query have the same name.
struct DuplicateParameter {
  static constexpr Info info{"ORM0385", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the parameter `{}` is declared twice", name);
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

/// Nothing in the statement says what type a parameter has.
struct UntypedParameter {
  static constexpr Info info{"ORM0364", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the type of the parameter `{}` cannot be inferred", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("declare it in the parameter list, as in `{}: bigint`, or cast it", name);
  }
};

/// `$3` where there is no `$2`.
struct ParameterGap {
  static constexpr Info info{"ORM0387", Severity::error};
  std::string missing;
  auto message() const -> std::string {
    return fmt::format("numbered parameters must be without gaps: `${}` is not used", missing);
  }
  auto help() const -> std::optional<std::string> {
    return "number them from `$1` on, or give them names";
  }
};

/// The default of a parameter is no constant, or null where the parameter cannot be.
struct InvalidParameterDefault {
  static constexpr Info info{"ORM0388", Severity::error};
  std::string name;
  bool null = false;
  auto message() const -> std::string {
    return null ? fmt::format("the parameter `{}` cannot be null, but its default is", name)
                : fmt::format("the default of the parameter `{}` must be a constant", name);
  }
  auto help() const -> std::optional<std::string> {
    if (null) return fmt::format("put `?` behind its type, as in `{}: text? = null`", name);
    return "write a number, a string, or a cast of one";
  }
};

/// A row that queries name has the name of another declaration.
struct RowNameTaken {
  static constexpr Info info{"ORM0389", Severity::error};
  std::string name;
  std::string by;  // "a query", "a model"
  auto message() const -> std::string {
    return fmt::format("the row `{}` has the name of {} of this module", name, by);
  }
  auto help() const -> std::optional<std::string> { return "name the row otherwise"; }
};

/// Two columns of a view have the same name. Those of a query may: C++ tells them apart.
struct DuplicateViewColumn {
  static constexpr Info info{"ORM0390", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("two columns of the view are called `{}`", name);
  }
  auto help() const -> std::optional<std::string> {
    return "give one of them an alias: `... as other`";
  }
};

/// The declared cardinality cannot be proven.
struct CardinalityNotProven {
  static constexpr Info info{"ORM0391", Severity::error};
  bool exactly_one = false;  // declared `T` rather than `T?`
  bool at_most_one = false;  // at most one row was proven
  std::string why;
  auto message() const -> std::string {
    auto because = why.empty() ? "" : ": " + why;
    return at_most_one ? fmt::format("the query may return no row{}", because)
                       : fmt::format("the query may return more than one row{}", because);
  }
  auto help() const -> std::optional<std::string> {
    if (at_most_one) return "declare the result as optional: `-> ...?`";
    return exactly_one ? "declare the result as a list: `-> ...[]`"
                       : "add `limit 1`, or declare the result as a list: `-> ...[]`";
  }
};

/// The columns of a query are not those of the model, row or view that it is declared to return.
struct ResultMismatch {
  static constexpr Info info{"ORM0392", Severity::error};
  std::string name;
  std::string difference;
  auto message() const -> std::string {
    return fmt::format("the columns are not those of {}: {}", name, difference);
  }
  auto help() const -> std::optional<std::string> {
    return "select exactly its columns, in order, or declare the result as `row`";
  }
};

/// Two queries return one named row with different columns.
struct NamedRowMismatch {
  static constexpr Info info{"ORM0393", Severity::error};
  std::string name;
  std::string difference;
  auto message() const -> std::string {
    return fmt::format("`{}` has other columns elsewhere: {}", name, difference);
  }
  auto help() const -> std::optional<std::string> {
    return "make the columns agree, or give the row another name";
  }
};

/// A declared scalar that the statement does not return.
struct ScalarMismatch {
  static constexpr Info info{"ORM0394", Severity::error};
  std::string declared;
  std::string found;  // "2 columns", "type text"
  auto message() const -> std::string {
    return fmt::format("the query is declared to return `{}`, but returns {}", declared, found);
  }
};

/// Rows are declared of a write without returning, or a count of a query with rows.
struct CountMismatch {
  static constexpr Info info{"ORM0395", Severity::error};
  bool declared_count = false;
  bool select = false;
  auto message() const -> std::string {
    if (!declared_count) return "the statement returns no rows";
    return select ? "a select has no count of affected rows"
                  : "a count is declared, but the statement returns rows";
  }
  auto help() const -> std::optional<std::string> {
    if (!declared_count) return "add `returning`, or declare the result as `count`";
    return select ? "select `count(*)`, and declare the result as `bigint`"
                  : "leave `returning` out, or declare the rows";
  }
};

// ---- views

/// Views that select from each other in a circle.
struct ViewCycle {
  static constexpr Info info{"ORM0396", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the view `{}` selects from itself, directly or through others", name);
  }
};

/// A parameter in a view.
struct ViewParameter {
  static constexpr Info info{"ORM0397", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("a view has no parameters: `${}`", name);
  }
  auto help() const -> std::optional<std::string> {
    return "compare with the parameter in the queries that use the view";
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

/// All diagnostics of statements, ORM0350 to ORM0399.
using QueryDiagnostics = TypeList<UnknownRelation,
                                  DuplicateRangeName,
                                  TooManyColumnAliases,
                                  JoinColumn,
                                  MissingColumnDefinitions,
                                  NoRowsOfFunction,
                                  RedundantColumnDefinitions,
                                  MissingAlias,
                                  NotWritable,
                                  ComputedViewColumn,
                                  UnavailableForView,
                                  UngroupedColumn,
                                  OutputPosition,
                                  AmbiguousOutputName,
                                  OutputNameOnly,
                                  ConstantInClause,
                                  DistinctOrder,
                                  UntypedParameter,
                                  ColumnCountMismatch,
                                  VariableLimit,
                                  InvalidLocking,
                                  UnknownLockedTable,
                                  DuplicateDefinition,
                                  InvalidRecursion,
                                  RecursiveType,
                                  NestedWrite,
                                  CteWithoutReturning,
                                  UnknownTargetColumn,
                                  RelationAsColumn,
                                  DuplicateAssignment,
                                  UnassignableColumn,
                                  MissingRequiredColumn,
                                  InsertCount,
                                  NoConflictKey,
                                  UnknownConstraint,
                                  MissingConflictTarget,
                                  InvalidBatch,
                                  UnusedParameter,
                                  DuplicateParameter,
                                  GroupedAggregate,
                                  ParameterGap,
                                  InvalidParameterDefault,
                                  RowNameTaken,
                                  DuplicateViewColumn,
                                  CardinalityNotProven,
                                  ResultMismatch,
                                  NamedRowMismatch,
                                  ScalarMismatch,
                                  CountMismatch,
                                  ViewCycle,
                                  ViewParameter,
                                  TiesWithoutOrder,
                                  ImpossibleTogether>;

}  // namespace ormc::diagnostics
