#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/nearest.hpp"

/// What stands where it may not: aggregates, windows, sets, defaults, what a schema cannot hold.
namespace ormc::diagnostics {

/// An aggregate where there are no groups.
struct MisplacedAggregate {
  static constexpr Info info{"ORM0322", Severity::error};
  std::string function;
  std::string place;
  auto message() const -> std::string {
    return fmt::format("the aggregate `{}` is not allowed in {}", function, place);
  }
  auto help() const -> std::optional<std::string> {
    if (place == "where") return "conditions on aggregates belong into `having`";
    return "compute it in a subquery";
  }
};

/// An aggregate within an aggregate of the same query.
struct NestedAggregate {
  static constexpr Info info{"ORM0323", Severity::error};
  std::string outer;
  std::string inner;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot contain the call `{}`", outer, inner);
  }
  auto help() const -> std::optional<std::string> { return "compute the inner call in a subquery"; }
};

/// A window function where rows are not known yet.
struct MisplacedWindowCall {
  static constexpr Info info{"ORM0324", Severity::error};
  std::string function;
  std::string place;
  auto message() const -> std::string {
    return fmt::format("the window function `{}` is not allowed in {}", function, place);
  }
  auto help() const -> std::optional<std::string> {
    return "compute it in the select list of a subquery";
  }
};

/// A function that returns many rows where one value is needed.
struct MisplacedSetReturning {
  static constexpr Info info{"ORM0325", Severity::error};
  std::string function;
  std::string place;
  auto message() const -> std::string {
    return fmt::format("`{}` returns a set, which is not allowed in {}", function, place);
  }
  auto help() const -> std::optional<std::string> { return "move the call to the from clause"; }
};

/// `distinct`, `order by`, `filter`, `over`, `within group` or `*` in a call that cannot have it.
struct MisplacedModifier {
  static constexpr Info info{"ORM0326", Severity::error};
  std::string modifier;
  std::string function;
  std::string reason;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot stand in a call of `{}`: {}", modifier, function, reason);
  }
};

/// An ordered-set aggregate or a window function without the clause that it needs.
struct MissingModifier {
  static constexpr Info info{"ORM0327", Severity::error};
  std::string function;
  std::string kind;
  std::string modifier;
  auto message() const -> std::string {
    return fmt::format("`{}` is {} and needs `{}`", function, kind, modifier);
  }
};

/// `over w` without a window `w`.
struct UnknownWindow {
  static constexpr Info info{"ORM0328", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown window `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    return fmt::format("define it: `window {} as (...)`", name);
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// A window that extends another one in a way that is not allowed.
struct WindowOverride {
  static constexpr Info info{"ORM0329", Severity::error};
  std::string name;
  std::string part;
  auto message() const -> std::string {
    if (part == "frame") {
      return fmt::format("the window `{}` has a frame and cannot be extended", name);
    }
    return fmt::format("the `{}` of the window `{}` cannot be overridden", part, name);
  }
  auto help() const -> std::optional<std::string> {
    return "write the whole window instead of extending one";
  }
};

/// A frame that is empty by its own words, or has not the order that it needs.
struct InvalidFrame {
  static constexpr Info info{"ORM0330", Severity::error};
  std::string reason;
  auto message() const -> std::string { return reason; }
};

/// `default` inside an expression.
struct MisplacedDefault {
  static constexpr Info info{"ORM0340", Severity::error};
  auto message() const -> std::string { return "`default` is not allowed here"; }
  auto help() const -> std::optional<std::string> {
    return "it can only be assigned to a column, by itself";
  }
};

/// `*` where a value is needed.
struct MisplacedStar {
  static constexpr Info info{"ORM0341", Severity::error};
  auto message() const -> std::string { return "`*` is not allowed here"; }
  auto help() const -> std::optional<std::string> { return "name a column"; }
};

/// An expression of the schema uses what expressions of its kind cannot.
struct NotInSchemaExpr {
  static constexpr Info info{"ORM0344", Severity::error};
  std::string what;   // "a subquery", "the column `x`"
  std::string place;  // "a default", "a check"
  auto message() const -> std::string { return fmt::format("{} cannot stand in {}", what, place); }
};

/// A generated column, index or predicate that is not the same at all times.
struct NotImmutable {
  static constexpr Info info{"ORM0345", Severity::error};
  std::string what;         // "`now`", "the cast from `text` to `date`"
  std::string place;        // "a generated column"
  bool of_program = false;  // it is a function that says nothing else of itself
  auto message() const -> std::string {
    return fmt::format("{} is not immutable, as {} must be", what, place);
  }
  auto help() const -> std::optional<std::string> {
    if (of_program) {
      return "where its result depends on its arguments alone, declare it `immutable`";
    }
    return "its result depends on the time or on settings such as the time zone; use a form that "
           "does not";
  }
};

/// With `distinct`, an aggregate's order by has an expression that is not an argument.
struct AggregateDistinctOrder {
  static constexpr Info info{"ORM0348", Severity::error};
  std::string function;
  auto message() const -> std::string {
    return fmt::format("`{}` with distinct can only be ordered by its own arguments", function);
  }
};

/// All of them, for the catalogue.
using QueryPlaceDiagnostics = TypeList<MisplacedAggregate,
                                       NestedAggregate,
                                       MisplacedWindowCall,
                                       MisplacedSetReturning,
                                       MisplacedModifier,
                                       MissingModifier,
                                       UnknownWindow,
                                       WindowOverride,
                                       InvalidFrame,
                                       MisplacedDefault,
                                       MisplacedStar,
                                       NotInSchemaExpr,
                                       NotImmutable,
                                       AggregateDistinctOrder>;

}  // namespace ormc::diagnostics
