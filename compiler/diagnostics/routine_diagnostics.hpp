#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/name_list.hpp"

/// What declarations of functions, aggregates and operators, and the files that describe
/// extensions, can have wrong.
namespace ormc::diagnostics {

/// The word before a parameter is no mode, or one that cannot stand there.
struct ParameterMode {
  static constexpr Info info{"ORM0530", Severity::error};
  std::string mode;
  std::string of;       // "a function", "an aggregate", "an operator"
  std::string allowed;  // for people
  auto message() const -> std::string {
    return fmt::format("a parameter of {} cannot be `{}`", of, mode);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("before its name may stand {}", allowed);
  }
};

/// A function says twice what it returns, and not the same.
struct FunctionOutputs {
  static constexpr Info info{"ORM0531", Severity::error};
  std::string function;
  std::string returned;  // what its output parameters make
  auto message() const -> std::string {
    return fmt::format("`{}` returns what its output parameters are, {}", function, returned);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("leave the result out, or write `-> {}`", returned);
  }
};

/// A variadic parameter that is not the last, or no array.
struct VariadicParameter {
  static constexpr Info info{"ORM0532", Severity::error};
  std::string name;
  bool is_array = false;
  auto message() const -> std::string {
    return is_array ? fmt::format("the variadic parameter `{}` is not the last", name)
                    : fmt::format("the variadic parameter `{}` is not an array", name);
  }
  auto help() const -> std::optional<std::string> {
    return is_array ? "put it behind the other parameters that are passed"
                    : "write the type of the array of all that is passed: `variadic rest: int[]`";
  }
};

/// A parameter without a default behind one that has it.
struct ParameterNeedsDefault {
  static constexpr Info info{"ORM0533", Severity::error};
  static constexpr auto first = "this one has a default";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("parameter `{}` needs a default too", name);
  }
  auto help() const -> std::optional<std::string> {
    return "calls leave arguments out from the end: put parameters with defaults last";
  }
};

/// No function takes what an operator would pass to it.
struct UnknownOperatorFunction {
  static constexpr Info info{"ORM0534", Severity::error};
  std::string signature;
  std::vector<std::string> candidates;
  auto message() const -> std::string {
    return fmt::format("there is no function `{}`", signature);
  }
  auto help() const -> std::optional<std::string> {
    if (candidates.empty()) return "declare it in the models, with exactly these types";
    return fmt::format("there is {}", list_of(candidates));
  }
};

/// Two operators of one name and the same operands.
struct DuplicateOperator {
  static constexpr Info info{"ORM0535", Severity::error};
  static constexpr auto first = "first declared here";
  std::string signature;
  auto message() const -> std::string {
    return fmt::format("operator `{}` is declared twice", signature);
  }
};

/// The file that describes an extension cannot be used.
struct UnusableExtensionFile {
  static constexpr Info info{"ORM0536", Severity::error};
  std::string file;
  std::string reason;
  std::string extension;
  auto message() const -> std::string { return fmt::format("`{}` {}", file, reason); }
  auto help() const -> std::optional<std::string> {
    return fmt::format("`ormc catalog --database URL {} -o {}` writes it", extension, file);
  }
};

using RoutineDiagnostics = TypeList<ParameterMode,
                                    FunctionOutputs,
                                    VariadicParameter,
                                    ParameterNeedsDefault,
                                    UnknownOperatorFunction,
                                    DuplicateOperator,
                                    UnusableExtensionFile>;

}  // namespace ormc::diagnostics
