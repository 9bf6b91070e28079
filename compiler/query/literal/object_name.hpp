#pragma once

#include <string_view>

/// Whether texts may name objects of the database, as types like `regclass` read them. Which
/// objects there are is not looked at: a database may have more than the models say.
namespace ormc::query {

/// A name with up to two others before it, a number, or `-`.
auto is_object_name(std::string_view text) -> bool;
/// Of a schema or a role: a name alone, a number, or `-`.
auto is_plain_object_name(std::string_view text) -> bool;
/// A name with the types of arguments in parentheses, a number, or `-`.
auto is_object_signature(std::string_view text) -> bool;

}  // namespace ormc::query
