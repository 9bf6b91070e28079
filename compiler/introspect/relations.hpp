#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "introspect/names.hpp"

/// Foreign keys as relations: what they are called, on which columns they stand, and how they are
/// seen from the other side.
namespace ormc::introspect {

/// The relation of one foreign key.
struct ToOne {
  const Constraint* key;
  std::string name;
  /// The column that the relation makes itself, by its place among the table's: `author: Author`.
  /// None where it stands on columns that are fields.
  std::optional<std::size_t> own_column;
  bool is_unique = false;  // at most one row refers to a row
};

/// A foreign key of another table, seen from the table that it refers to.
struct OtherSide {
  std::string name;
  Oid table;            // where the foreign key is
  std::string inverse;  // the relation there
  bool is_list;
};

/// Two foreign keys of a junction table, seen from one of their targets.
struct ManyToMany {
  std::string name;
  Oid target;
  Oid junction;
  std::string this_side;
  std::string other_side;
};

struct TableRelations {
  std::vector<ToOne> to_one;
  std::vector<OtherSide> other_sides;
  std::vector<ManyToMany> many_to_many;
  /// Foreign keys that stay as they are.
  std::vector<const Constraint*> others;
};

using Relations = std::map<Oid, TableRelations>;

/// Names are taken from `names.fields`.
auto find_relations(const Database& database, const ChosenNames& chosen, Names& names) -> Relations;

}  // namespace ormc::introspect
