#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ormc::syntax {

/// A name as it is written: with its schema in front, or alone.
using PostgresName = std::vector<std::string>;

/// What a text uses and does anywhere in it, subqueries included.
struct PostgresUses {
  std::vector<PostgresName> functions;
  std::vector<PostgresName> operators;  // `between` and its kin are called by their words
  std::vector<PostgresName> relations;  // names of `with` among them
  std::vector<std::string> ctes;
  bool writes = false;   // insert, update, delete, merge, `into`
  bool locks = false;    // `for update`
  bool samples = false;  // `tablesample`
  /// It may put NULL where a column of a table has none: an outer join, a grouping set, a union.
  bool pads_rows = false;
};

/// A statement as PostgreSQL's own parser names it: `SelectStmt`, `CopyStmt`, `VariableSetStmt`.
struct PostgresStatement {
  std::string kind;
  std::uint32_t begin = 0;  // bytes of the text
  bool is_local = false;    // `set local`
};

struct PostgresText {
  std::vector<PostgresStatement> statements;
  PostgresUses uses;  // of all of them
};

/// Why PostgreSQL's own parser refuses a text, and at which byte of it.
struct PostgresSyntaxError {
  std::string message;
  std::uint32_t offset = 0;
};

/// What PostgreSQL's own parser (libpg_query, that of version 15) makes of a text. No server is
/// asked, and no name is looked up.
auto parse_with_postgres(const std::string& text)
    -> std::variant<PostgresText, PostgresSyntaxError>;

/// The tree that PostgreSQL's own parser makes of a text, as libpg_query writes it: JSON. Nothing
/// when it is no SQL.
auto postgres_tree(const std::string& text) -> std::optional<std::string>;

}  // namespace ormc::syntax
