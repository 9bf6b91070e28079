#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ormc::syntax {

/// `text` with doubled quote characters made single.
auto unquote_doubled(std::string_view text, char quote) -> std::string;

/// Decodes `\0061` and `\+000061` with the given escape character to UTF-8 (PostgreSQL
/// documentation, 4.1.2.3). Nothing when an escape is malformed or names no character.
auto decode_unicode(std::string_view text, char escape) -> std::optional<std::string>;

/// Whether `text`, behind `uescape`, is a character that may stand for the backslash.
auto is_unicode_escape(std::string_view text) -> bool;

/// The name that a `U&"..."` or `U&"..." uescape '!'` token means. Nothing when it is malformed.
auto decode_unicode_name(std::string_view written) -> std::optional<std::string>;

/// The value of a string literal token of any kind: '...', E'...', U&'...', N'...', $tag$...$tag$,
/// """...""". Nothing when an escape is malformed.
auto decode_string(std::string_view literal) -> std::optional<std::string>;

}  // namespace ormc::syntax
