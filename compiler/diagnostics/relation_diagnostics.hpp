#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"

/// What resolving relations can find: the two sides, foreign keys, their actions.
namespace ormc::diagnostics {

/// An abstract model has no table, so nothing can refer to it.
struct AbstractTarget {
  static constexpr Info info{"ORM0210", Severity::error};
  static constexpr auto declared = "abstract: it has no table of its own";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is abstract and cannot be the type of a field", name);
  }
  auto help() const -> std::optional<std::string> { return "refer to a model that includes it"; }
};

/// A view has no key that a foreign key could refer to.
struct RelationToView {
  static constexpr Info info{"ORM0213", Severity::error};
  static constexpr auto declared = "the view";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is a view and cannot be the type of a field", name);
  }
  auto help() const -> std::optional<std::string> {
    return "refer to the model that the view reads";
  }
};

/// A relation needs a key on its other side.
struct TargetWithoutKey {
  static constexpr Info info{"ORM0214", Severity::error};
  static constexpr auto declared = "it has no primary key";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` has no primary key to refer to", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "give `{}` a field with `@id`, or name a unique key with `@references(field)`", name);
  }
};

/// A list of models with nothing on the other side.
struct NoInverse {
  static constexpr Info info{"ORM0223", Severity::error};
  std::string field;
  std::string owner;
  std::string target;
  std::string suggestion;  // a field for the target
  bool self = false;
  auto message() const -> std::string {
    return fmt::format("nothing in `{}` is the other side of `{}.{}`", target, owner, field);
  }
  auto help() const -> std::optional<std::string> {
    return self ? fmt::format("a relation of a model to itself names its other side: `{}`",
                              suggestion)
                : fmt::format("add `{}` to `{}`", suggestion, target);
  }
};

/// Several fields could be the other side of a list.
struct AmbiguousInverse {
  static constexpr Info info{"ORM0224", Severity::error};
  static constexpr auto candidate = "could be the other side";
  std::string field;
  std::string owner;
  std::string target;
  std::vector<std::string> candidates;
  auto message() const -> std::string {
    return fmt::format(
        "the other side of `{}.{}` could be {} of `{}`", owner, field, list_of(candidates), target);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("say which: `@inverse({})`", candidates.front());
  }
};

/// `@inverse` names a field that does not point back.
struct WrongInverse {
  static constexpr Info info{"ORM0225", Severity::error};
  static constexpr auto declared = "declared here";
  std::string name;
  std::string target;
  std::string owner;
  auto message() const -> std::string {
    return fmt::format("`{}.{}` is not a relation to `{}`", target, name, owner);
  }
  auto help() const -> std::optional<std::string> {
    return "`@inverse` names the relation on the other side that this one is seen from";
  }
};

/// The other side of a unique foreign key is to-one, that of any other is a list.
struct InverseCardinality {
  static constexpr Info info{"ORM0226", Severity::error};
  static constexpr auto declared = "the foreign key";
  std::string field;
  std::string target;
  std::string inverse;
  bool unique = false;
  auto message() const -> std::string {
    return unique
               ? fmt::format(
                     "`{}.{}` is unique, so `{}` has at most one element", target, inverse, field)
               : fmt::format("`{}.{}` is not unique, so `{}` may have many elements",
                             target,
                             inverse,
                             field);
  }
  auto help() const -> std::optional<std::string> {
    return unique ? fmt::format("write `{}: {}? @inverse({})`", field, target, inverse)
                  : fmt::format("write `{}: {}[] @inverse({})`, or make `{}.{}` `@unique`",
                                field,
                                target,
                                inverse,
                                target,
                                inverse);
  }
};

/// Nothing makes the row on the other side exist.
struct InverseNotNullable {
  static constexpr Info info{"ORM0227", Severity::error};
  std::string field;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("`{}` may be absent: nothing requires a `{}` to exist", field, target);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `{}: {}?`", field, target);
  }
};

/// A list of rows is empty, never NULL, and has one dimension.
struct ListShape {
  static constexpr Info info{"ORM0228", Severity::error};
  std::string field;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("the relation `{}` is a list: it cannot be nullable or have more dimensions",
                       field);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `{}: {}[]`", field, target);
  }
};

/// Two fields claim to be the other side of one relation.
struct DuplicateInverse {
  static constexpr Info info{"ORM0229", Severity::error};
  static constexpr auto first = "this is its other side already";
  std::string inverse;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("`{}.{}` already has its other side", target, inverse);
  }
  auto help() const -> std::optional<std::string> { return "remove one of the two"; }
};

/// A junction model that does not say how it joins the two sides.
struct ThroughRelations {
  static constexpr Info info{"ORM0230", Severity::error};
  static constexpr auto declared = "the junction model";
  std::string junction;
  std::string target;
  std::size_t found = 0;
  auto message() const -> std::string {
    return found == 0 ? fmt::format("`{}` has no relation to `{}`", junction, target)
                      : fmt::format("`{}` has {} relations to `{}`", junction, found, target);
  }
  auto help() const -> std::optional<std::string> {
    return found == 0 ? fmt::format("add a field of type `{}` to `{}`", target, junction)
                      : fmt::format("say which: `@through({}, this_side, other_side)`", junction);
  }
};

/// A foreign key refers to what identifies at most one row.
struct ReferencesNotUnique {
  static constexpr Info info{"ORM0231", Severity::error};
  static constexpr auto declared = "has no such key";
  std::string target;
  std::vector<std::string> fields;
  auto message() const -> std::string {
    return fmt::format(
        "{} of `{}` {} no unique key", list_of(fields), target, fields.size() == 1 ? "is" : "are");
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("add `unique ({})` to `{}`; partial and deferrable ones do not count",
                       fmt::join(fields, ", "),
                       target);
  }
};

/// A foreign key compares its columns with those it refers to.
struct ForeignKeyType {
  static constexpr Info info{"ORM0232", Severity::error};
  static constexpr auto declared = "the column referred to";
  std::string column;
  std::string type;
  std::string target_column;
  std::string target_type;
  auto message() const -> std::string {
    return fmt::format("`{}` is of type `{}` but refers to `{}` of type `{}`",
                       column,
                       type,
                       target_column,
                       target_type);
  }
  auto help() const -> std::optional<std::string> { return "make both of one type"; }
};

/// As many columns on one side as on the other.
struct ForeignKeyColumns {
  static constexpr Info info{"ORM0233", Severity::error};
  std::size_t given = 0;
  std::size_t expected = 0;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("{} column{} given for a key of `{}` that has {}",
                       given,
                       given == 1 ? "" : "s",
                       target,
                       expected);
  }
};

/// Deleting or updating the row referred to would read the whole table.
struct ForeignKeyNotIndexed {
  static constexpr Info info{"ORM0250", Severity::warning};
  std::string model;
  std::string relation;
  std::string target;
  std::string suggestion;  // "@index" or "index (a, b)"
  auto message() const -> std::string {
    return fmt::format(
        "no index serves the foreign key `{}`: deleting from `{}` reads the whole table of `{}`",
        relation,
        target,
        model);
  }
  auto help() const -> std::optional<std::string> { return fmt::format("add `{}`", suggestion); }
};

/// Rows that need each other to exist first.
struct RequiredCycle {
  static constexpr Info info{"ORM0251", Severity::warning};
  static constexpr auto step = "requires this one";
  std::vector<std::string> names;
  auto message() const -> std::string {
    return fmt::format("rows that require each other, none of which can come first: {}",
                       fmt::join(names, " -> "));
  }
  auto help() const -> std::optional<std::string> {
    return "make one of the relations nullable, or `@initially_deferred`";
  }
};

/// Keys whose columns depend on each other.
struct CyclicKey {
  static constexpr Info info{"ORM0252", Severity::error};
  std::vector<std::string> fields;
  auto message() const -> std::string {
    return fmt::format(
        "the type of `{}` depends on itself: {}", fields.front(), fmt::join(fields, " -> "));
  }
};

/// `@on_delete(explode)`.
struct UnknownAction {
  static constexpr Info info{"ORM0262", Severity::error};
  std::string words;
  auto message() const -> std::string { return fmt::format("unknown action `{}`", words); }
  auto help() const -> std::optional<std::string> {
    return "actions are `cascade`, `restrict`, `set null`, `set default` and `no action`";
  }
};

/// An action that would always fail. The database takes it all the same.
struct ActionNotPossible {
  static constexpr Info info{"ORM0263", Severity::warning};
  static constexpr auto declared = "this column";
  std::string action;
  std::string column;
  auto message() const -> std::string {
    return action == "set null"
               ? fmt::format("`{}` can never work: `{}` is not nullable", action, column)
               : fmt::format("`{}` can never work: `{}` has no default and is not nullable",
                             action,
                             column);
  }
  auto help() const -> std::optional<std::string> {
    return "make the relation nullable with `?`, or use another action";
  }
};

/// A relation that has no single column.
struct RelationColumns {
  static constexpr Info info{"ORM0267", Severity::error};
  static constexpr auto declared = "this key has several columns";
  std::string what;  // "`@column`"
  std::string field;
  std::size_t count = 0;
  auto message() const -> std::string {
    return fmt::format("{} is for one column, but `{}` has {}", what, field, count);
  }
  auto help() const -> std::optional<std::string> {
    return "declare the columns and name them with `@fields(a, b)`";
  }
};

/// A field on which `@fields` cannot be based.
struct NullabilityMismatch {
  static constexpr Info info{"ORM0268", Severity::error};
  static constexpr auto declared = "the column";
  std::string relation;
  std::string column;
  bool relation_nullable = false;
  auto message() const -> std::string {
    return relation_nullable
               ? fmt::format("`{}` is nullable but its column `{}` is not", relation, column)
               : fmt::format("`{}` is not nullable but its column `{}` is", relation, column);
  }
  auto help() const -> std::optional<std::string> {
    return relation_nullable ? "leave out the `?`, or make a column nullable"
                             : "write `?` behind the relation's type";
  }
};

/// All of them, for the catalogue.
using RelationDiagnostics = TypeList<AbstractTarget,
                                     RelationToView,
                                     TargetWithoutKey,
                                     NoInverse,
                                     AmbiguousInverse,
                                     WrongInverse,
                                     InverseCardinality,
                                     InverseNotNullable,
                                     ListShape,
                                     DuplicateInverse,
                                     ThroughRelations,
                                     ReferencesNotUnique,
                                     ForeignKeyType,
                                     ForeignKeyColumns,
                                     ForeignKeyNotIndexed,
                                     RequiredCycle,
                                     CyclicKey,
                                     UnknownAction,
                                     ActionNotPossible,
                                     RelationColumns,
                                     NullabilityMismatch>;

}  // namespace ormc::diagnostics
