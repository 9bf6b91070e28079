#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The only ways by which user text becomes part of a C++ file.
namespace ormc::emit::cpp {

/// `text` as a C++ string literal on one line. Printable ASCII stands for itself, all else (quotes,
/// backslashes, question marks, control characters, non-ASCII bytes) is an octal escape.
auto string_literal(std::string_view text) -> std::string;

/// `text` as a raw string literal, readable over its lines, whose delimiter does not occur in it;
/// an escaped literal when it holds control characters. Its lines keep their columns.
auto sql_literal(std::string_view text) -> std::string;

/// `text` as `///` lines, wrapped to fit behind `indentation` columns; empty for no text. No text
/// can end the comment or continue it into the next line.
auto doc_comment(std::string_view text, std::size_t indentation) -> std::string;

}  // namespace ormc::emit::cpp
