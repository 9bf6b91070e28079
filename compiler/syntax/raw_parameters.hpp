#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ormc::syntax {

/// `$name` or `$1` in raw SQL: bytes `begin` to `end` of the text, the `$` included.
struct RawParameter {
  std::string name;  // without the `$`
  bool numbered = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The parameters of a raw text, in order. As PostgreSQL's lexer reads it, strings of all kinds,
/// quoted identifiers, comments and dollar quotes hold none, nor does a `$` inside of a word.
auto find_raw_parameters(std::string_view text) -> std::vector<RawParameter>;

}  // namespace ormc::syntax
