#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// What is legal in queries and almost surely not meant.
namespace ormc::diagnostics {

/// `= null` and `<> null`: never true, whatever the other operand is.
struct ComparisonWithNull {
  static constexpr Info info{"ORM0560", Severity::warning};
  std::string symbol;
  bool negated = false;
  auto message() const -> std::string {
    return fmt::format("`{} null` is never true, not even for NULL", symbol);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("write `{}`", negated ? "is not null" : "is null");
  }
};

/// A row gets a new name that is nearly that of a model with the same columns.
struct RowNearModel {
  static constexpr Info info{"ORM0561", Severity::warning};
  std::string name;
  std::string model;
  auto message() const -> std::string {
    return fmt::format(
        "`{}` is no model: it becomes a struct of its own, with the columns of `{}`", name, model);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format("did you mean `{}`?", model);
  }
};

/// All of them, for the catalogue.
using SuspicionDiagnostics = TypeList<ComparisonWithNull, RowNearModel>;

}  // namespace ormc::diagnostics
