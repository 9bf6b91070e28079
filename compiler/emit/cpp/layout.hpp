#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of C++ laid out as the house's clang-format would lay them out, so that formatting
/// generated code changes nothing. `indentation` is the column at which the piece will stand.
namespace ormc::emit::cpp {

inline constexpr std::size_t column_limit = 100;

/// `head{a, b};` on one line, or one element a line.
auto braced_list(std::string_view head,
                 const std::vector<std::string>& elements,
                 std::size_t indentation) -> std::string;

/// `using name = orm::members<&A::x, &A::y>;`
auto members_alias(std::string_view name,
                   const std::vector<std::string>& members,
                   std::size_t indentation) -> std::string;

/// `using name = type;`
auto type_alias(std::string_view name, std::string_view type, std::size_t indentation)
    -> std::string;

/// `type rest;`, broken behind the type when it is too long.
auto declaration(std::string_view type, std::string_view rest, std::size_t indentation)
    -> std::string;

/// `head -> result tail`, broken before the arrow when it is too long.
auto signature(std::string_view head, std::string_view result, std::size_t indentation)
    -> std::string;

/// `.field = value` with the comma that follows it, the value on a line of its own when its first
/// line is too long.
auto designated(std::string_view field, std::string_view value, std::size_t indentation)
    -> std::string;

}  // namespace ormc::emit::cpp
