#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ormc::emit::cpp {

/// The C++ identifier for a name of the language or the database. A name that C++ takes stays as it
/// is. Characters that C++ does not take become `_`, as do runs of underscores and those before a
/// capital (reserved for the implementation); a keyword, an alternative token, a macro of the
/// standard or the system headers, and a name of the runtime gets `_` behind it. Two names may end
/// up equal: that is for the caller to find.
auto identifier(std::string_view name) -> std::string;

/// Whether `name` is a C++ keyword, an alternative token or a macro that programs include.
auto is_reserved(std::string_view name) -> bool;

/// Gives out names that must differ from each other: the second `id` becomes `id_2`. For what has
/// no declaration to be renamed, such as the columns of a join.
class UniqueNames {
 public:
  auto add(std::string_view name) -> std::string;

 private:
  std::set<std::string, std::less<>> taken_;
};

}  // namespace ormc::emit::cpp
