#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>

#include "diagnostics/diagnostic.hpp"

/// What raw SQL, `orm.lock` and queries of several statements can have wrong.
namespace ormc::diagnostics {

/// What PostgreSQL's own parser says of a raw text.
struct RawSqlSyntax {
  static constexpr Info info{"ORM0540", Severity::error};
  std::string error;  // PostgreSQL's
  auto message() const -> std::string {
    return fmt::format("PostgreSQL does not parse this: {}", error);
  }
  auto help() const -> std::optional<std::string> {
    return "the text is one statement as psql takes it, with `$name` for parameters";
  }
};

/// A raw text that is not exactly one statement.
struct RawSqlCount {
  static constexpr Info info{"ORM0541", Severity::error};
  std::size_t count = 0;
  auto message() const -> std::string {
    return count == 0 ? "there is no statement in this text"
                      : fmt::format("there are {} statements in this text", count);
  }
  auto help() const -> std::optional<std::string> {
    if (count == 0) return "write the statement that is to run";
    return "a text is prepared and holds one statement: give each its own, "
           "`{ sql \"\"\"...\"\"\"; sql \"\"\"...\"\"\" }`";
  }
};

/// A statement that makes no sense as a query of a program.
struct RawSqlKind {
  static constexpr Info info{"ORM0542", Severity::error};
  std::string statement;  // `copy`
  std::string reason;
  auto message() const -> std::string { return fmt::format("{} cannot be a query", statement); }
  auto help() const -> std::optional<std::string> { return reason; }
};

/// What a raw text returns or takes is neither declared nor in `orm.lock`.
struct RawSqlNotLocked {
  static constexpr Info info{"ORM0543", Severity::error};
  std::string query;
  std::string what;  // "its columns", "the type of `$id`"
  auto message() const -> std::string { return fmt::format("`{}` does not say {}", query, what); }
  auto help() const -> std::optional<std::string> {
    return "declare them (`(id: bigint) -> row(step: text?)[]`), or ask a server once: "
           "`ormc check FILES --database URL --lock`";
  }
};

/// `orm.lock` holds the answer for another text of the query.
struct RawSqlStale {
  static constexpr Info info{"ORM0544", Severity::error};
  std::string query;
  auto message() const -> std::string {
    return fmt::format("`{}` has changed since orm.lock was written", query);
  }
  auto help() const -> std::optional<std::string> {
    return "ask a server again: `ormc check FILES --database URL --lock`";
  }
};

/// `orm.lock` is not what `ormc` writes.
struct UnusableLock {
  static constexpr Info info{"ORM0545", Severity::error};
  std::string file;
  std::string reason;
  auto message() const -> std::string { return fmt::format("`{}` {}", file, reason); }
  auto help() const -> std::optional<std::string> {
    return "delete it, then `ormc check FILES --database URL --lock` writes it anew";
  }
};

/// The statements of a query take one parameter for different types, or let it choose among
/// different orders.
struct SharedParameterType {
  static constexpr Info info{"ORM0546", Severity::error};
  static constexpr auto other = "and here the other";
  std::string name;
  std::string first;  // "of type bigint", "a choice of `newest`, `title`"
  std::string second;
  std::optional<std::string> type = {};  // to be declared
  auto message() const -> std::string {
    return fmt::format("`${}` is {} in one statement and {} in another", name, first, second);
  }
  auto help() const -> std::optional<std::string> {
    if (type) return fmt::format("say which: `({}: {})`", name, *type);
    return "give one of them another name";
  }
};

/// A part that a query of several statements cannot have.
struct NotInSeveralStatements {
  static constexpr Info info{"ORM0547", Severity::error};
  std::string what;
  auto message() const -> std::string {
    return fmt::format("{} cannot stand in a query of several statements", what);
  }
  auto help() const -> std::optional<std::string> {
    return "give it a query of its own, and run both in a transaction";
  }
};

using RawSqlDiagnostics = TypeList<RawSqlSyntax,
                                   RawSqlCount,
                                   RawSqlKind,
                                   RawSqlNotLocked,
                                   RawSqlStale,
                                   UnusableLock,
                                   SharedParameterType,
                                   NotInSeveralStatements>;

}  // namespace ormc::diagnostics
