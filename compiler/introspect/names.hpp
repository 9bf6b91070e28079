#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "introspect/database.hpp"

/// Names of the database turned into names of the language. Every name of the language is an
/// identifier, and differs from the others of its scope in C++ too; where the compiler's own rule
/// does not give the database's name back, the printer says it with an attribute.
namespace ormc::introspect {

/// Names that somebody chose in an older file, by what they are of: they are kept. And where the
/// same may be said in several ways, how it was.
struct ChosenNames {
  std::map<SqlName, std::string> objects;
  /// Functions by their names and the types of their arguments.
  std::map<std::pair<SqlName, std::vector<std::string>>, std::string> routines;
  std::map<std::pair<SqlName, std::string>, std::string> labels;  // by enum and label
  std::map<std::pair<SqlName, std::string>, std::string> fields;  // by table and column
  /// Relations by table and the columns of their foreign key.
  std::map<std::pair<SqlName, std::vector<std::string>>, std::string> relations;
  /// Other sides by table, the table of the foreign key and its columns.
  std::map<std::pair<SqlName, std::pair<SqlName, std::vector<std::string>>>, std::string>
      other_sides;
  /// Lists through a junction by table, the junction and its columns that refer to the table.
  std::map<std::pair<SqlName, std::pair<SqlName, std::vector<std::string>>>, std::string> through;
  std::map<std::string, std::string> modules;
  /// By schema of the database: what is of the program alone, mixins and the like. Nothing else can
  /// be called so.
  std::set<std::pair<std::string, std::string>> others;

  /// A table and the columns of a foreign key of it.
  using KeyColumns = std::pair<SqlName, std::vector<std::string>>;
  std::set<KeyColumns> keys;       // foreign keys that are no relations
  std::set<KeyColumns> on_fields;  // relations whose columns are fields
  /// Keys and indexes by table and name that stand by themselves, rather than on a field.
  std::set<std::pair<SqlName, std::string>> members;
  /// Those that a field says, and columns that are of a mixin: nothing more can be said there.
  std::set<std::pair<SqlName, std::string>> said_by_fields;
  std::set<std::pair<SqlName, std::string>> shared_columns;
};

/// What is equal for names that are one name in C++: `type` and `type_`, `a__b` and `a b`. Empty
/// when nothing of a name could be in an identifier.
auto collision_key(std::string_view name) -> std::string;

/// One scope of names that must differ.
class NameScope {
 public:
  /// A name of the database of this scope: nothing else may be called so, for expressions name it.
  void reserve(const std::string& sql_name) { sql_names_.insert(sql_name); }

  /// Whether something with this name of the database could be called `candidate`.
  auto is_free(const std::string& candidate, const std::string& sql_name) const -> bool;
  void take(const std::string& name);
  /// The first of `candidate`, `candidate2`, ... that is free, taken.
  auto choose(const std::string& candidate, const std::string& sql_name) -> std::string;

 private:
  std::set<std::string, std::less<>> sql_names_;
  std::set<std::string, std::less<>> taken_;
};

struct Names {
  std::map<std::string, std::string> modules;       // by namespace
  std::map<Oid, std::string> relations;             // models and views, by relation
  std::map<Oid, std::string> types;                 // by type, tables' row types too
  std::map<Oid, std::vector<std::string>> columns;  // by relation, in the order of its columns
  std::map<Oid, NameScope> fields;                  // what is taken, by relation
  std::map<Oid, std::string> routines;
  std::map<Oid, std::string> sequences;
  ChosenNames chosen;  // how things are said
};

auto choose_names(const Database& database, const ChosenNames& chosen) -> Names;

/// A name like `user_profile` for anything: ASCII, lower case, never empty, never a number first.
auto field_name_of(std::string_view sql_name) -> std::string;
/// A name like `UserProfile`.
auto type_name_of(std::string_view sql_name) -> std::string;
/// The plural that an English speaker would guess.
auto plural_of(const std::string& name) -> std::string;

}  // namespace ormc::introspect
