#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostics/diagnostic.hpp"

/// What resolving columns can find: keys of fields, types, how values come about.
namespace ormc::diagnostics {

/// Columns of a primary key are never NULL.
struct NullableKey {
  static constexpr Info info{"ORM0216", Severity::error};
  static constexpr auto declared = "nullable here";
  std::string field;
  auto message() const -> std::string {
    return fmt::format("`{}` is part of the primary key and cannot be nullable", field);
  }
  auto help() const -> std::optional<std::string> { return "leave out the `?`"; }
};

/// A table has at most one primary key.
struct DuplicatePrimaryKey {
  static constexpr Info info{"ORM0217", Severity::error};
  static constexpr auto first = "the first primary key";
  std::string model;
  auto message() const -> std::string {
    return fmt::format("`{}` already has a primary key", model);
  }
  auto help() const -> std::optional<std::string> { return "make the other one `unique`"; }
};

/// Identity and serial columns count, so they are integers that are never NULL.
struct IdentityType {
  static constexpr Info info{"ORM0218", Severity::error};
  std::string field;
  std::string type;  // as written, with `?` or `[]`
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be an identity: it is `{}`", field, type);
  }
  auto help() const -> std::optional<std::string> {
    return "identities are `smallint`, `int` or `bigint`, without `?`";
  }
};

/// A version is a counter.
struct VersionType {
  static constexpr Info info{"ORM0219", Severity::error};
  std::string field;
  std::string type;
  auto message() const -> std::string {
    return fmt::format("`{}` cannot be a version: it is `{}`", field, type);
  }
  auto help() const -> std::optional<std::string> {
    return "versions are `smallint`, `int` or `bigint`, without `?`";
  }
};

/// `serial` is short for an integer column with a sequence; it is no type of its own.
struct SerialNotAllowed {
  static constexpr Info info{"ORM0220", Severity::error};
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` is only for columns of models, without `?` and `[]`", name);
  }
  auto help() const -> std::optional<std::string> {
    return "use the integer type: `smallint`, `int` or `bigint`";
  }
};

/// `text(10)`, `varchar(0)`, `numeric(5000)`.
struct TypeModifier {
  static constexpr Info info{"ORM0221", Severity::error};
  enum class Problem : std::uint8_t {
    takes_none,
    wrong_count,
    out_of_range,
    not_a_number,
    fields,
    no_array
  };
  std::string type;
  Problem problem;
  std::int64_t given = 0;
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  auto message() const -> std::string {
    switch (problem) {
      case Problem::takes_none:
        return fmt::format("type `{}` takes no modifier", type);
      case Problem::wrong_count:
        return fmt::format("wrong number of modifiers of type `{}`", type);
      case Problem::out_of_range:
        return fmt::format("modifier {} of type `{}` is out of range", given, type);
      case Problem::not_a_number:
        return fmt::format("modifiers of type `{}` are whole numbers", type);
      case Problem::fields:
        return fmt::format("type `{}` has no such fields", type);
      case Problem::no_array:
        return fmt::format("there are no arrays of type `{}`", type);
    }
    return {};
  }
  auto help() const -> std::optional<std::string> {
    if (problem != Problem::out_of_range) return std::nullopt;
    return fmt::format("it may be {} to {}", minimum, maximum);
  }
};

/// Pseudo-types are for functions.
struct PseudoType {
  static constexpr Info info{"ORM0222", Severity::error};
  std::string type;
  auto message() const -> std::string {
    return fmt::format("no column can be of the pseudo-type `{}`", type);
  }
};

/// A field without columns where a column is needed.
struct FieldWithoutColumn {
  static constexpr Info info{"ORM0256", Severity::error};
  static constexpr auto declared = "declared here";
  std::string name;
  auto message() const -> std::string {
    return fmt::format("`{}` has no column: it is the other side of a relation", name);
  }
};

/// PostgreSQL's limit.
struct TooManyColumns {
  static constexpr Info info{"ORM0261", Severity::error};
  std::string model;
  std::size_t count = 0;
  std::size_t limit = 1600;
  std::string_view what = "a table";
  auto message() const -> std::string {
    return fmt::format(
        "{} columns of `{}`, but {} in PostgreSQL has at most {}", count, model, what, limit);
  }
};

/// All of them, for the catalogue.
using ColumnDiagnostics = TypeList<NullableKey,
                                   DuplicatePrimaryKey,
                                   IdentityType,
                                   VersionType,
                                   SerialNotAllowed,
                                   TypeModifier,
                                   PseudoType,
                                   FieldWithoutColumn,
                                   TooManyColumns>;

}  // namespace ormc::diagnostics
