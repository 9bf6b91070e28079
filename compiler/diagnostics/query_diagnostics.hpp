#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// What binding named queries and views can find wrong. Their statements have their own headers.
namespace ormc::diagnostics {

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

/// All of them, for the catalogue.
using QueryDiagnostics = TypeList<UnusedParameter,
                                  DuplicateParameter,
                                  UntypedParameter,
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
                                  ViewParameter>;

}  // namespace ormc::diagnostics
