#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

enum class WriteKind : std::uint8_t { insert, update, erase, merge };

/// What a write to a view comes to, by the server's rules for updatable views: the table that it
/// really goes to, or a trigger or rule of the view that does something else instead.
struct ViewWrites {
  /// Why the server would refuse; empty if it takes it.
  std::string refusal = {};
  /// A trigger or rule takes the row: any column may be given, and what is stored is unknown.
  bool by_trigger = false;
  bool by_rule = false;
  /// A rule that gives nothing back.
  bool returns_nothing = false;
  /// The table, and which of its columns each of the view's is; nothing for one that is computed.
  std::optional<schema::ModelId> table = {};
  std::vector<std::optional<schema::ColumnIndex>> columns = {};
  /// Of each of the view's columns: it, or a view under it, has a default in place of the table's.
  std::vector<bool> own_defaults = {};
};

auto view_writes(const schema::Schema& schema,
                 const Program& program,
                 schema::ViewId view,
                 WriteKind kind) -> ViewWrites;

/// Where the rows of a write go: the table of its target, and which of that table's columns each of
/// the target's is.
struct WrittenTable {
  std::optional<schema::ModelId> model;  // none where a trigger or rule of a view decides
  std::vector<std::optional<schema::ColumnIndex>> columns;
};
auto written_table(const schema::Schema& schema,
                   const Program& program,
                   const Unit& unit,
                   RangeId target,
                   WriteKind kind) -> WrittenTable;

}  // namespace ormc::query
