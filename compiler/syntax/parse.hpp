#pragma once

#include "diagnostics/diagnostic.hpp"
#include "source/source.hpp"
#include "syntax/tree.hpp"

namespace ormc::syntax {

/// What a file may be at most before it is refused.
struct Limits {
  std::size_t file_bytes = std::size_t{64} << 20;
  std::size_t nesting = 256;  // of brackets, and of prefix operators in a row
  std::size_t errors = 1000;  // of one file; a file with more is not read to its end
};

/// Parses one file: bytes gate, tokens, ANTLR, tree. Reports every syntax error of the file and
/// returns what could be read; never throws on bad input.
auto parse(const source::SourceFile& file,
           diagnostics::Diagnostics& diagnostics,
           const Limits& limits = {}) -> Tree;

}  // namespace ormc::syntax
