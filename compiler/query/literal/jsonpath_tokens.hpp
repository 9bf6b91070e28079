#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/literal/fault.hpp"

/// The tokens of JSON paths.
namespace ormc::query {

struct PathToken {
  enum class Kind : std::uint8_t {
    word,  // as it is after escapes, keywords too
    string,
    variable,
    integer,
    numeric,
    mark,  // `==`, `.`, `**`
    end,
  };
  Kind kind = Kind::end;
  std::string text;
};

/// Cuts a path into tokens, the last of which is the end; or says what is no token.
struct PathTokens {
  std::vector<PathToken> tokens;
  Fault fault;
};
auto split_jsonpath(std::string_view text) -> PathTokens;

}  // namespace ormc::query
