#pragma once

#include <map>
#include <string>
#include <vector>

#include "introspect/database.hpp"

/// A database as facts that can be held against another's: no numbers of objects, nothing that
/// depends on what was made first, and every expression as the server itself writes it.
namespace ormc::introspect {

/// What identifies an object: `table public.post`, and in it `column title`. Objects that are part
/// of no other have no part.
struct ObjectName {
  std::string kind;
  std::string name;
  std::string part_kind;
  std::string part;

  auto operator<=>(const ObjectName&) const = default;
};

/// What is said of an object, by the name of the property: a type, a default, a definition.
using Properties = std::map<std::string, std::string>;

using Facts = std::map<ObjectName, Properties>;

/// All facts of a database.
auto facts_of(const Database& database) -> Facts;

}  // namespace ormc::introspect
