#pragma once

#include <compare>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// A table and some of its columns.
struct TableRead {
  schema::ModelId model;
  std::set<schema::ColumnIndex> columns;
};

struct TableWrite {
  schema::ModelId model;
  bool inserts = false;
  bool updates = false;
  bool deletes = false;
  /// Those that are given or set; none for a delete.
  std::set<schema::ColumnIndex> columns;
};

/// A constraint that a write may violate.
struct Violation {
  enum class Kind : std::uint8_t { primary_key, unique, foreign_key, check, exclusion, not_null };
  schema::ModelId model;  // the table that has it
  Kind kind;
  /// The constraint's name, or the column's when it is `not_null`: that has no name of its own.
  std::string name;
  auto operator<=>(const Violation&) const = default;
};

/// `primary_key`, `not_null`, as `describe --json` and C++ call it.
auto kind_name(Violation::Kind kind) -> std::string_view;

/// What running a query does and rests on, whatever its parameters are.
struct Effects {
  /// May run in a read-only transaction, and so on a replica.
  bool reads_only = true;
  /// May give another result when it is run again on the same data.
  bool is_volatile = false;
  /// Has a locking clause.
  bool locks_rows = false;
  /// Through views, paths and subqueries. In the order of the models.
  std::vector<TableRead> reads;
  std::vector<TableWrite> writes;
  /// Tables that foreign keys change along: `on delete cascade`, `on update set null`.
  std::vector<schema::ModelId> cascades;
  /// Functions that the program declares: what they read or write is not known.
  std::vector<schema::FunctionId> functions;
  std::vector<Violation> violations;
};

auto effects_of(const schema::Schema& schema, const Program& program, const NamedQuery& query)
    -> Effects;

}  // namespace ormc::query
