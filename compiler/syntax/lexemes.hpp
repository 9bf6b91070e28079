#pragma once

#include <vector>

#include "source/source.hpp"

namespace ormc::syntax {

/// A token or a comment of a file, for those who cut a text into pieces and keep every byte of it.
struct Lexeme {
  source::Span span;
  bool is_comment = false;
};

/// All tokens and comments of a file, in order. Whatever is in a string, a body or a comment is one
/// lexeme.
auto read_lexemes(const source::SourceFile& file) -> std::vector<Lexeme>;

}  // namespace ormc::syntax
