#pragma once

#include <string>
#include <string_view>

/// Text of which every character can be seen, whatever it says.
namespace ormc::sql {

/// What stands between the quotes of `U&'...'` and `U&"..."`: all but printable ASCII escaped.
auto unicode_escaped(std::string_view value, char quote) -> std::string;

/// A value as a string, with escapes where it holds what cannot be seen.
auto readable_string(std::string_view value) -> std::string;

}  // namespace ormc::sql
