#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"
#include "diagnostics/nearest.hpp"

/// What the names in expressions can be wrong in: columns, paths, parameters.
namespace ormc::diagnostics {

/// No column, relation or table in scope has this name.
struct UnknownColumn {
  static constexpr Info info{"ORM0300", Severity::error, Repeats::once_per_declaration};
  /// What else the name is, where that tells what was meant.
  enum class Meaning {
    nothing,
    quoted_text,
    enum_label,
    output_name,
    function,
    parameter,
    document_key,
    document_path,
  };
  std::string name;
  std::optional<std::string> nearest;
  std::vector<std::string> in_scope;
  Meaning meaning = Meaning::nothing;
  std::string owner = {};  // the enum of a label, the operator before a key
  auto message() const -> std::string { return fmt::format("unknown column `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest && !is_exact()) return did_you_mean(nearest);
    switch (meaning) {
      case Meaning::quoted_text:
        return fmt::format("double quotes are for names; a text is written '{}'", name);
      case Meaning::enum_label:
        return fmt::format("labels are written as texts: '{}' of the enum `{}`", name, owner);
      case Meaning::output_name:
        return "names given in the select list are not known here: repeat the expression";
      case Meaning::function:
        return fmt::format("a function is called with parentheses: `{}()`", name);
      case Meaning::parameter:
        return fmt::format("a parameter is written with a dollar sign: `${}`", name);
      case Meaning::document_key:
        return fmt::format("a key of a document is written as a text: `{} '{}'`", owner, name);
      case Meaning::document_path:
        return fmt::format(
            "a path into a document is written as a text: `{} '{{{}}}'`", owner, name);
      case Meaning::nothing:
        break;
    }
    if (in_scope.empty()) return "no table is in scope here";
    return fmt::format("in scope are {}", list_of(in_scope));
  }
  auto fix() const -> std::optional<std::string> {
    switch (meaning) {
      case Meaning::quoted_text:
      case Meaning::enum_label:
      case Meaning::document_key:
        return fmt::format("'{}'", name);
      case Meaning::document_path:
        return fmt::format("'{{{}}}'", name);
      case Meaning::function:
        return fmt::format("{}()", name);
      case Meaning::parameter:
        return "$" + name;
      case Meaning::output_name:
        return std::nullopt;
      case Meaning::nothing:
        break;
    }
    return nearest;
  }

 private:
  /// Whether no similar name is as likely.
  auto is_exact() const -> bool {
    return meaning == Meaning::enum_label || meaning == Meaning::output_name ||
           meaning == Meaning::parameter || meaning == Meaning::document_key ||
           meaning == Meaning::document_path;
  }
};

/// The qualifier of a name is no table, alias or relation in scope.
struct UnknownQualifier {
  static constexpr Info info{"ORM0301", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  std::vector<std::string> in_scope;
  std::optional<std::string> own_member = {};  // of the shape's row, that the name goes on with
  auto message() const -> std::string {
    return fmt::format("no table, alias or relation `{}` is in scope", name);
  }
  auto help() const -> std::optional<std::string> {
    if (own_member) {
      return fmt::format("inside of a shape names mean its own row: write `{}`", *own_member);
    }
    if (nearest) return did_you_mean(nearest);
    if (in_scope.empty()) return "the statement has no from clause";
    return fmt::format("in scope are {}", list_of(in_scope));
  }
  auto fix() const -> std::optional<std::string> { return own_member ? std::nullopt : nearest; }
};

/// A table has no such column or relation.
struct UnknownMember {
  static constexpr Info info{"ORM0302", Severity::error, Repeats::once_per_declaration};
  std::string owner;
  std::string name;
  std::optional<std::string> nearest;
  std::vector<std::string> members;
  auto message() const -> std::string {
    return fmt::format("`{}` has no column `{}`", owner, name);
  }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    if (members.empty()) return std::nullopt;
    return fmt::format("it has {}", list_of(members));
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// A name without a qualifier that several tables in scope have, or a qualifier of two tables.
struct AmbiguousColumn {
  static constexpr Info info{"ORM0303", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::vector<std::string> meanings;
  auto message() const -> std::string { return fmt::format("`{}` is ambiguous", name); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("it may be {}: say which", list_of(meanings));
  }
};

/// A relation to many rows where a value is needed.
struct ToManyPath {
  static constexpr Info info{"ORM0304", Severity::error};
  std::string relation;
  std::string target;
  auto message() const -> std::string {
    return fmt::format("`{}` is a relation to many `{}`, not a value", relation, target);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "a path to many rows may stand in an aggregate, in `exists`, in from or under a shape; or "
        "write a subquery over `{}`",
        target);
  }
};

/// A path goes on behind a column.
struct PathThroughColumn {
  static constexpr Info info{"ORM0305", Severity::error};
  enum class Kind { scalar, composite, json, enumeration };
  std::string column;
  std::string type;
  std::string next;
  Kind kind = Kind::scalar;
  std::string relation = {};  // whose key the column is
  bool is_function = false;   // `next` is one
  auto message() const -> std::string {
    return fmt::format("`{}` is a column of type `{}`, not a relation", column, type);
  }
  auto help() const -> std::optional<std::string> {
    switch (kind) {
      case Kind::composite:
        return fmt::format(
            "put the column into parentheses to select a field: `({}).{}`", column, next);
      case Kind::json:
        return fmt::format(
            "a member of a document is `{0} -> '{1}'`, its text `{0} ->> '{1}'`", column, next);
      case Kind::enumeration:
        return fmt::format("labels are written as texts: '{}'", next);
      case Kind::scalar:
        break;
    }
    if (!relation.empty()) {
      return fmt::format("the relation is called `{0}`: write `{0}.{1}`", relation, next);
    }
    if (is_function) return fmt::format("`{0}` is a function: write `{0}({1})`", next, column);
    return fmt::format("a path cannot go on to `{}` from here", next);
  }
};

/// A to-one relation by itself that is not exactly one column.
struct RelationNotValue {
  static constexpr Info info{"ORM0306", Severity::error};
  std::string relation;
  std::string path;                  // as it is written
  std::vector<std::string> columns;  // its own, as paths; none for the other side of a relation
  std::string example;               // a column of the target
  auto message() const -> std::string {
    if (columns.empty()) {
      return fmt::format("the relation `{}` has no column here, so it is no value", relation);
    }
    return fmt::format("the key of the relation `{}` has {} columns, so it is no single value",
                       relation,
                       columns.size());
  }
  auto help() const -> std::optional<std::string> {
    if (columns.empty()) return fmt::format("name a column behind it: `{}.{}`", path, example);
    return fmt::format("name the columns: {}", list_of(columns));
  }
};

/// `$name` is not in the parameter list.
struct UnknownParameter {
  static constexpr Info info{"ORM0319", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("there is no parameter `${}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean("$" + *nearest);
    return "add it to the query's parameter list";
  }
  auto fix() const -> std::optional<std::string> {
    return nearest ? std::optional("$" + *nearest) : std::nullopt;
  }
};

/// A use of a parameter has no type of its own, although another use gave the parameter one; or two
/// uses need different types.
struct InconsistentParameter {
  static constexpr Info info{"ORM0320", Severity::error};
  std::string name;
  std::string first;
  std::string second;  // empty: this use says nothing about the type
  auto message() const -> std::string {
    if (second.empty()) {
      return fmt::format("nothing here says that the parameter `{}` is `{}`", name, first);
    }
    return fmt::format("the parameter `{}` is `{}` elsewhere, but `{}` here", name, first, second);
  }
  auto help() const -> std::optional<std::string> {
    // A text is what the server makes of a parameter beside literals alone.
    const auto& wanted = first == "text" && !second.empty() ? second : first;
    return fmt::format(
        "declare its type in the parameter list, `{}: {}`, or cast it here", name, wanted);
  }
};

/// `$1` and `$name` in one query without a parameter list.
struct MixedParameters {
  static constexpr Info info{"ORM0321", Severity::error};
  auto message() const -> std::string { return "numbered and named parameters are mixed"; }
  auto help() const -> std::optional<std::string> {
    return "name them all, or write a parameter list";
  }
};

/// All of them, for the catalogue.
using QueryNameDiagnostics = TypeList<UnknownColumn,
                                      UnknownQualifier,
                                      UnknownMember,
                                      AmbiguousColumn,
                                      ToManyPath,
                                      PathThroughColumn,
                                      RelationNotValue,
                                      UnknownParameter,
                                      InconsistentParameter,
                                      MixedParameters>;

}  // namespace ormc::diagnostics
