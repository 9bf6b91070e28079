#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// Collations that contradict each other, or are missing.
namespace ormc::diagnostics {

/// Two explicit collations in one operation.
struct CollationMismatch {
  static constexpr Info info{"ORM0347", Severity::error};
  std::string first;
  std::string second;
  auto message() const -> std::string {
    return fmt::format(R"(the collations "{}" and "{}" contradict each other)", first, second);
  }
  auto help() const -> std::optional<std::string> { return "write only one of them"; }
};

/// What is sorted, grouped or told apart is made of columns with different collations.
struct CollationConflict {
  static constexpr Info info{"ORM0599", Severity::error};
  std::string first;
  std::string second;
  std::string place;
  auto message() const -> std::string {
    return fmt::format(
        R"({} cannot compare this: it has the collations "{}" and "{}")", place, first, second);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(R"(choose one: `... collate "{}"`)", first);
  }
};

/// A recursive query begins with one collation and goes on with another.
struct CollationOfRecursion {
  static constexpr Info info{"ORM0570", Severity::error};
  std::string query;
  std::string column;
  std::string first;
  std::string overall;
  auto message() const -> std::string {
    if (overall.empty() || first.empty()) {
      return fmt::format(
          "the collations of `{}` in the parts of `{}` contradict each other", column, query);
    }
    return fmt::format(R"(`{}` of `{}` begins with the collation "{}" and has "{}" as a whole)",
                       column,
                       query,
                       first,
                       overall);
  }
  auto help() const -> std::optional<std::string> {
    const auto& wanted = overall.empty() ? first : overall;
    return fmt::format(R"(write it where the query begins: `... collate "{}"`)", wanted);
  }
};

/// The columns that a view's is made of have different collations, so that it has none.
struct NoCollation {
  static constexpr Info info{"ORM0571", Severity::error};
  std::string column;
  auto message() const -> std::string {
    return fmt::format("the column `{}` of the view has no collation: what it is made of has two",
                       column);
  }
  auto help() const -> std::optional<std::string> { return "choose one with `collate`"; }
};

/// Strings are compared whose collations contradict each other: the server finds out when it runs.
struct ComparisonWithoutCollation {
  static constexpr Info info{"ORM0572", Severity::warning};
  std::string first;
  std::string second;
  auto message() const -> std::string {
    return fmt::format(
        R"(this fails when it runs: one side has the collation "{}", another "{}")", first, second);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(R"(choose one: `... collate "{}"`)", first);
  }
};

using CollationDiagnostics = TypeList<CollationMismatch,
                                      CollationConflict,
                                      CollationOfRecursion,
                                      NoCollation,
                                      ComparisonWithoutCollation>;

}  // namespace ormc::diagnostics
