#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// What cannot be said in C++ although it is sound SQL.
namespace ormc::diagnostics {

/// Two names of one scope would be one name in C++, where keywords, macros and names of the runtime
/// get a `_` behind them. Nothing is renamed silently.
struct NameTakenInCpp {
  static constexpr Info info{"ORM0401", Severity::error};
  std::string name;
  std::string cpp_name;
  auto message() const -> std::string {
    return fmt::format("`{}` would be `{}` in C++, and that name is taken", name, cpp_name);
  }
  auto help() const -> std::optional<std::string> {
    return "rename one of the two; `@column` and `@table` keep the name in the database";
  }
};

/// A column or a parameter has a type for which there is no C++ type.
struct NoCppType {
  static constexpr Info info{"ORM0402", Severity::error};
  std::string type;
  auto message() const -> std::string { return fmt::format("`{}` has no C++ type", type); }
  auto help() const -> std::optional<std::string> {
    return "cast it to a type that has one: `::text`";
  }
};

/// The default of a parameter is a value for which there is no C++ literal.
struct NoCppDefault {
  static constexpr Info info{"ORM0403", Severity::error};
  std::string parameter;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("the default of `{}` cannot be written in C++ as a `{}`", parameter, type);
  }
  auto help() const -> std::optional<std::string> {
    return "leave the default out, or use `coalesce` in the query";
  }
};

/// The C++ type or the header that a type names with `as` and `from` is not the name of one.
struct UnfitCppName {
  static constexpr Info info{"ORM0404", Severity::error};
  std::string what;  // "type", "header"
  std::string text;
  auto message() const -> std::string {
    return fmt::format("`{}` is not the name of a C++ {}", text, what);
  }
  auto help() const -> std::optional<std::string> {
    return what == "type" ? "write it qualified: `\"acme::Money\"`"
                          : "write it as in an `#include`: `\"acme/money.hpp\"`";
  }
};

/// A value whose type has no binary form, where the compiler cannot have it sent as text: the
/// statement compares it, or it is part of a record.
struct NoBinaryForm {
  static constexpr Info info{"ORM0539", Severity::error};
  std::string type;
  auto message() const -> std::string {
    return fmt::format("`{}` has no binary form, and cannot be turned to text here", type);
  }
  auto help() const -> std::optional<std::string> {
    return "`distinct`, groups and set operations compare such values, and records hold them as "
           "they are: cast what is returned to text yourself, `(...)::text`";
  }
};

using EmitDiagnostics =
    TypeList<NameTakenInCpp, NoCppType, NoCppDefault, UnfitCppName, NoBinaryForm>;

}  // namespace ormc::diagnostics
