#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ormc::syntax {

/// A statement as PostgreSQL's own parser names it: `SelectStmt`, `CopyStmt`, `VariableSetStmt`.
struct PostgresStatement {
  std::string kind;
  std::uint32_t begin = 0;  // bytes of the text
  bool is_local = false;    // `set local`
  /// It may put NULL where a column of a table has none: an outer join, a grouping set, a union.
  bool pads_rows = false;
};

/// Why PostgreSQL's own parser refuses a text, and at which byte of it.
struct PostgresSyntaxError {
  std::string message;
  std::uint32_t offset = 0;
};

/// What PostgreSQL's own parser (libpg_query, that of version 15) makes of a text. No server is
/// asked, and no name is looked up.
auto parse_with_postgres(const std::string& text)
    -> std::variant<std::vector<PostgresStatement>, PostgresSyntaxError>;

}  // namespace ormc::syntax
