#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What binding insert, update, delete and merge can find.
namespace ormc::diagnostics {

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

/// A write to a relation of PostgreSQL itself, or of an extension.
struct SystemTableWrite {
  static constexpr Info info{"ORM0566", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is no table of the models and can only be read", name);
  }
  auto help() const -> std::optional<std::string> {
    return "write to it in raw SQL, `sql \"\"\"...\"\"\"`, if the database lets you";
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

/// All of them, for the catalogue.
using WriteDiagnostics = TypeList<NotWritable,
                                  SystemTableWrite,
                                  ComputedViewColumn,
                                  UnavailableForView,
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
                                  InvalidBatch>;

}  // namespace ormc::diagnostics
