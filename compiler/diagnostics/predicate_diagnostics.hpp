#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"

/// What declarations and calls of predicates can have wrong.
namespace ormc::diagnostics {

/// A predicate that is called with more or fewer arguments than it has parameters.
struct PredicateArgumentCount {
  static constexpr Info info{"ORM0550", Severity::error};
  std::string signature;
  std::size_t parameters;
  std::size_t arguments;
  auto message() const -> std::string {
    return fmt::format("the predicate takes {} argument{}, not {}",
                       parameters,
                       parameters == 1 ? "" : "s",
                       arguments);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("it is declared as `{}`", signature);
  }
};

/// A row parameter of a predicate that is given something else.
struct PredicateRowArgument {
  static constexpr Info info{"ORM0551", Severity::error};
  std::string parameter;
  std::string model;
  std::string found;
  std::string path = {};  // where it is one to many rows
  std::string call = {};
  auto message() const -> std::string {
    return fmt::format(
        "the argument for `{}` must be a row of `{}`, but is {}", parameter, model, found);
  }
  auto help() const -> std::optional<std::string> {
    if (!path.empty()) {
      return fmt::format("ask it of each row: `exists (select from {} x where {})`", path, call);
    }
    return "name a table of the from clause by its alias, or a path over to-one relations";
  }
};

/// A value parameter of a predicate that is given a value of a type that does not become its own.
struct PredicateValueArgument {
  static constexpr Info info{"ORM0552", Severity::error};
  std::string parameter;
  std::string wanted;
  std::string found;
  bool castable;
  auto message() const -> std::string {
    return fmt::format("the argument for `{}` is of type `{}` but the parameter is `{}`",
                       parameter,
                       found,
                       wanted);
  }
  auto help() const -> std::optional<std::string> {
    if (!castable) return std::nullopt;
    return fmt::format("cast it: `(...)::{}`", wanted);
  }
};

/// A predicate whose body calls itself, directly or through others: there would be no end to it.
struct RecursivePredicate {
  static constexpr Info info{"ORM0553", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("the predicate `{}` uses itself, directly or through others", name);
  }
  auto help() const -> std::optional<std::string> {
    return "its body takes the place of each call, so it cannot contain one; walk hierarchies in a "
           "`with recursive` query";
  }
};

/// A parameter of a predicate that says more than its name and type.
struct PredicateParameterForm {
  static constexpr Info info{"ORM0554", Severity::error};
  std::string name;
  std::string what;  // "a default"
  auto message() const -> std::string {
    return fmt::format("the parameter `{}` of a predicate cannot have {}", name, what);
  }
  auto help() const -> std::optional<std::string> {
    return "arguments take its place as they are written: a name and, for rows, a model suffice";
  }
};

/// A call of a predicate with something that only functions, aggregates or windows take.
struct PredicateModifier {
  static constexpr Info info{"ORM0555", Severity::error};
  std::string name;
  std::string modifier;
  auto message() const -> std::string {
    return fmt::format("{} does not go with the predicate `{}`", modifier, name);
  }
};

/// A name that predicates of several modules have, written without a module.
struct AmbiguousPredicate {
  static constexpr Info info{"ORM0556", Severity::error};
  std::string name;
  std::vector<std::string> modules;
  auto message() const -> std::string {
    return fmt::format("several modules have a predicate `{}`", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `{}.{}` or `{}.{}`", modules[0], name, modules[1], name);
  }
};

/// An argument that gives another value each time, for a parameter that is used more than once.
struct VolatilePredicateArgument {
  static constexpr Info info{"ORM0557", Severity::error};
  std::string parameter;
  std::string function;
  auto message() const -> std::string {
    return fmt::format("`{}` would be called for each use of `{}`", function, parameter);
  }
  auto help() const -> std::optional<std::string> {
    return "the body uses the parameter more than once: compute the value in a subquery of `from` "
           "and pass "
           "its column";
  }
};

/// All diagnostics of predicates, ORM0550 to ORM0557.
using PredicateDiagnostics = TypeList<PredicateArgumentCount,
                                      PredicateRowArgument,
                                      PredicateValueArgument,
                                      RecursivePredicate,
                                      PredicateParameterForm,
                                      PredicateModifier,
                                      AmbiguousPredicate,
                                      VolatilePredicateArgument>;

}  // namespace ormc::diagnostics
