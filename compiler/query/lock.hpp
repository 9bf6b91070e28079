#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"

/// `orm.lock`: what a server said of the raw statements that do not say it themselves. Written by
/// `ormc check --database URL --lock`, read by every build after that, so that these need no
/// server.
namespace ormc::query {

/// A type by its names, which mean the same on every server.
struct LockedType {
  std::string schema;
  std::string name;  // pg_type.typname
  std::int32_t modifier = -1;
};

struct LockedParameter {
  std::string name;
  LockedType type;
};

struct LockedColumn {
  std::string name;
  LockedType type;
  bool nullable = true;
};

/// The answer for one text.
struct LockedStatement {
  std::string hash;  // of the text
  std::vector<LockedParameter> parameters;
  std::vector<LockedColumn> columns;
};

/// By the statement's name: `module.query`, `module.query#2` for the second of several.
using Lock = std::map<std::string, LockedStatement>;

/// What the locks of a program say together.
struct Locks {
  Lock statements;
  bool has_unusable = false;  // one could not be read, which is reported
};

/// What tells a changed text from the one that was asked about.
auto text_hash(std::string_view text) -> std::string;

/// Reads the text of an `orm.lock`; says what is wrong with one that is none.
auto read_lock(std::string_view text) -> std::variant<Lock, std::string>;
/// The text of an `orm.lock`: ordered by name, the same for the same answers.
auto write_lock(const Lock& lock) -> std::string;

/// The type that the names mean in a program; nothing when it has no such type.
auto find_type(const catalog::Catalog& catalog, const LockedType& type)
    -> std::optional<catalog::TypeRef>;

}  // namespace ormc::query
