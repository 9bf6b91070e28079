#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// What is wrong with records as columns.
namespace ormc::diagnostics {

/// A record as a column, made where nothing says what its fields are.
struct UnknownRecord {
  static constexpr Info info{"ORM0590", Severity::error};
  std::string column;
  auto message() const -> std::string {
    return fmt::format("the fields of the record `{}` are not known", column);
  }
  auto help() const -> std::optional<std::string> {
    return "call a function that returns records in `from` and say what they hold: `from f(...) "
           "as t (a int, b text)`; or cast to a composite type";
  }
};

/// A record as a column, whose fields depend on the branch, the row or the part of a set operation
/// that it comes from.
struct RecordsDisagree {
  static constexpr Info info{"ORM0591", Severity::error};
  std::string column;
  std::string first;
  std::string second;
  auto message() const -> std::string {
    return fmt::format("the records of `{}` do not agree: {} and {}", column, first, second);
  }
  auto help() const -> std::optional<std::string> { return "cast their fields to the same types"; }
};

/// Such a record, where it can be read as a text.
struct RecordsReadAsText {
  static constexpr Info info{"ORM0565", Severity::warning};
  std::string column;
  std::string first;
  std::string second;
  auto message() const -> std::string {
    return fmt::format("the records of `{}` do not agree: {} and {}: they are read as texts",
                       column,
                       first,
                       second);
  }
  auto help() const -> std::optional<std::string> {
    return "cast their fields to the same types, or the record to `text` if that is meant";
  }
};

using RecordDiagnostics = TypeList<UnknownRecord, RecordsDisagree, RecordsReadAsText>;

}  // namespace ormc::diagnostics
