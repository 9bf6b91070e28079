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

/// `order by $sort`: a value that all rows have.
struct OrderByParameter {
  static constexpr Info info{"ORM0562", Severity::warning};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`${}` is one value for all rows, so it orders nothing", name);
  }
  auto help() const -> std::optional<std::string> {
    return fmt::format(
        "an order is chosen from a closed set: `order by ${} {{ newest: created_at desc, "
        "title: title }}`",
        name);
  }
};

/// `user` where a column or relation is called so: the word is the database's own.
struct KeywordBesideMember {
  static constexpr Info info{"ORM0563", Severity::warning};
  std::string keyword;
  std::string qualified;  // "s.user"
  auto message() const -> std::string {
    return fmt::format("`{}` is PostgreSQL's own value here, not `{}`", keyword, qualified);
  }
  auto help() const -> std::optional<std::string> {
    if (keyword != "user") return fmt::format("write `{}` if that is meant", qualified);
    return fmt::format("write `{}`, or `current_user` if that is meant", qualified);
  }
};

/// What may be NULL is written where the models say that nothing is.
struct NullForNeverNull {
  static constexpr Info info{"ORM0564", Severity::warning};
  std::string owner;  // a model or a composite
  std::string name;   // of the column or field
  bool is_null = false;
  bool is_parameter = false;
  bool has_default = false;
  bool is_field = false;  // of a composite: the database does not refuse it, reading it does
  auto message() const -> std::string {
    if (is_null) return fmt::format("`{}` of `{}` is never NULL", name, owner);
    return fmt::format("this may be NULL, but `{}` of `{}` is not", name, owner);
  }
  auto help() const -> std::optional<std::string> {
    if (is_null && has_default) {
      return fmt::format("write `default` for what the database gives, or make `{}` nullable: `?`",
                         name);
    }
    if (is_null) return fmt::format("give a value, or make `{}` nullable: `?`", name);
    if (is_parameter) return "take away the `?` of the parameter's type";
    return fmt::format(
        "rule NULL out (`... is not null`), say what stands for it (`coalesce(..., ...)`) or that "
        "there is none (`...!`), or make `{}` nullable: `?`",
        name);
  }
};

/// All of them, for the catalogue.
using SuspicionDiagnostics = TypeList<ComparisonWithNull,
                                      RowNearModel,
                                      OrderByParameter,
                                      KeywordBesideMember,
                                      NullForNeverNull>;

}  // namespace ormc::diagnostics
