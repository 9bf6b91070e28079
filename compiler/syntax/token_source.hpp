#pragma once

#include <antlr4-runtime.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "source/source.hpp"
#include "syntax/parse.hpp"

namespace ormc::syntax {

/// The text of `///` comments, by the index of the token that follows them.
using Docs = std::unordered_map<std::size_t, std::string>;

/// The tokens of one file, with ANTLR's code-point indexes; `offsets` gives bytes.
struct Tokens {
  std::unique_ptr<antlr4::ANTLRInputStream> input;
  std::unique_ptr<antlr4::Lexer> lexer;
  std::vector<std::unique_ptr<antlr4::Token>> tokens;  // ends with EOF
  Docs docs;
  bool sound =
      true;  // false when the file must not be parsed: too deep, or a literal without an end
};

/// Reads all tokens: the generated lexer's, with keywords told apart, operators cut by PostgreSQL's
/// rules, dollar quotes and nested comments closed, and nesting held against the limit. Reports
/// what is malformed.
auto read_tokens(const source::SourceFile& file,
                 diagnostics::Diagnostics& diagnostics,
                 const Limits& limits) -> Tokens;

}  // namespace ormc::syntax
