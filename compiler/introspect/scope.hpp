#pragma once

#include <string>
#include <vector>

#include "introspect/database.hpp"

namespace ormc::introspect {

/// Which part of a database is meant.
struct Scope {
  std::vector<std::string> schemas;  // all when empty
  /// Patterns of tables and views, `*` and `?` in `name` or `schema.name`: those that fit one of
  /// `include` (all when empty) and none of `exclude`.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
};

/// A foreign key of a table that is in the scope to one that is not.
struct LeavingKey {
  SqlName table;
  std::string name;
  SqlName target;
};

struct Scoped {
  Database database;
  std::vector<LeavingKey> leaving;
  std::vector<std::string> unused;  // schemas and patterns that nothing fits
};

/// The part of `database` that `scope` means: what is left out is gone with all that is about it.
auto apply_scope(Database database, const Scope& scope) -> Scoped;

/// Whether `text` fits a pattern of `*` and `?`.
auto fits_pattern(std::string_view text, std::string_view pattern) -> bool;

}  // namespace ormc::introspect
