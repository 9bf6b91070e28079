#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree_expr.hpp"

/// How names become other names. Every rule about spelling stands here.
namespace ormc::schema {

/// The database's name for a name of the language: `UserProfile` -> `user_profile`, `HTTPServer` ->
/// `http_server`, `userID2` -> `user_id2`. A word begins at an upper-case letter that follows a
/// lower-case letter or a digit, and at the last upper-case letter before a lower-case one.
auto snake_case(std::string_view name) -> std::string;

/// The database's name for a declared name: a quoted one is taken as it stands.
auto sql_name_of(const syntax::Name& name) -> std::string;

/// `post_tag` -> `PostTag`.
auto pascal_case(std::string_view name) -> std::string;

/// What SQL makes of an unquoted identifier: ASCII letters in lower case.
auto fold(std::string_view name) -> std::string;

/// The module that a file without `module` is: its stem, made an identifier.
auto module_name_of(std::string_view path) -> std::string;

/// The parts of `@table("schema.name")`: split at dots outside of double quotes, quotes removed.
/// Empty when a part is, or a quote does not end.
auto split_sql_name(std::string_view text) -> std::vector<std::string>;

}  // namespace ormc::schema
