#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/nearest.hpp"

/// What resolving indexes, keys of several columns, exclusions and default orders can find.
namespace ormc::diagnostics {

/// `using zip`.
struct UnknownAccessMethod {
  static constexpr Info info{"ORM0234", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown index method `{}`", name); }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    return "PostgreSQL has `btree`, `hash`, `gin`, `gist`, `spgist` and `brin`";
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// `unique index using gin`, `index using hash (a, b)`.
struct AccessMethodCannot {
  static constexpr Info info{"ORM0235", Severity::error};
  std::string method;
  std::string_view what;  // "be unique"
  auto message() const -> std::string {
    return fmt::format("an index of method `{}` cannot {}", method, what);
  }
};

/// An operator class that the method does not have.
struct UnknownOperatorClass {
  static constexpr Info info{"ORM0236", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::string method;
  std::optional<std::string> nearest;
  auto message() const -> std::string {
    return fmt::format("unknown operator class `{}` of index method `{}`", name, method);
  }
  auto help() const -> std::optional<std::string> {
    if (nearest) return did_you_mean(nearest);
    return "if an extension brings it, declare the extension";
  }
  auto fix() const -> std::optional<std::string> { return nearest; }
};

/// `text_pattern_ops` on an integer.
struct OperatorClassType {
  static constexpr Info info{"ORM0237", Severity::error};
  std::string name;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("operator class `{}` does not take columns of type `{}`", name, type);
  }
};

/// A type that an index method cannot handle by itself.
struct NoDefaultOperatorClass {
  static constexpr Info info{"ORM0238", Severity::error};
  std::string field;
  std::string type;
  std::string method;
  auto message() const -> std::string {
    return fmt::format("`{}` is of type `{}`, for which index method `{}` has no operator class",
                       field,
                       type,
                       method);
  }
  auto help() const -> std::optional<std::string> {
    if (method == "btree") return "values of this type have no order; use another index method";
    return "name an operator class behind the column, or use another index method";
  }
};

/// `@collate("nowhere")`.
struct UnknownCollation {
  static constexpr Info info{"ORM0239", Severity::error, Repeats::once_per_declaration};
  std::string name;
  std::optional<std::string> nearest;
  auto message() const -> std::string { return fmt::format("unknown collation `{}`", name); }
  auto help() const -> std::optional<std::string> { return did_you_mean(nearest); }
  auto fix() const -> std::optional<std::string> {
    return nearest ? std::optional(fmt::format("\"{}\"", *nearest)) : std::nullopt;
  }
};

/// A collation orders text.
struct NotCollatable {
  static constexpr Info info{"ORM0240", Severity::error};
  std::string type;
  auto message() const -> std::string { return fmt::format("type `{}` has no collation", type); }
  auto help() const -> std::optional<std::string> { return "leave the collation out"; }
};

/// The same column twice in a key, or in what an index includes.
struct DuplicateKeyColumn {
  static constexpr Info info{"ORM0257", Severity::error};
  std::string name;
  auto message() const -> std::string { return fmt::format("column `{}` is named twice", name); }
};

/// A model has one default order.
struct DuplicateDefaultOrder {
  static constexpr Info info{"ORM0258", Severity::error};
  static constexpr auto first = "the other default order";
  std::string model;
  auto message() const -> std::string {
    return fmt::format("`{}` already has a default order", model);
  }
};

/// Default orders are made of columns.
struct DefaultOrderItem {
  static constexpr Info info{"ORM0259", Severity::error};
  auto message() const -> std::string { return "a default order is made of fields of the model"; }
  auto help() const -> std::optional<std::string> {
    return "write `order by name, -price`; other orders belong in queries";
  }
};

/// What an exclusion constraint cannot compare with.
struct ExclusionOperator {
  static constexpr Info info{"ORM0260", Severity::error};
  std::string op;  // empty when none was written
  std::string type;
  std::string method;
  auto message() const -> std::string {
    if (op.empty()) return "an element of an exclusion constraint needs an operator";
    return fmt::format("index method `{}` cannot exclude by `{}` on type `{}`", method, op, type);
  }
  auto help() const -> std::optional<std::string> {
    if (op.empty()) return "write `column with =`";
    if (method == "gist" && op == "=")
      return "`extension btree_gist;` brings equality of scalars to `gist`";
    return std::nullopt;
  }
};

/// All of them, for the catalogue.
using IndexDiagnostics = TypeList<UnknownAccessMethod,
                                  AccessMethodCannot,
                                  UnknownOperatorClass,
                                  OperatorClassType,
                                  NoDefaultOperatorClass,
                                  UnknownCollation,
                                  NotCollatable,
                                  DuplicateKeyColumn,
                                  DuplicateDefaultOrder,
                                  DefaultOrderItem,
                                  ExclusionOperator>;

}  // namespace ormc::diagnostics
