#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ormc::syntax {

/// A comment as it stands in the file.
struct Comment {
  enum class Kind : std::uint8_t { line, block, doc };
  Kind kind;
  std::string_view text;
  std::uint8_t lines_before =
      0;  // ends of lines between it and what precedes it: 0, 1, or 2 for more
};

/// What stands between a token and the one before it.
struct Gap {
  std::vector<Comment> comments;
  std::uint8_t lines_before = 0;  // ends of lines between the last comment and the token
};

/// Takes apart what stands between two tokens of a file: nothing but space and comments.
auto read_gap(std::string_view text) -> Gap;

/// A comment without what may change when it is laid out: space at the ends of lines, carriage
/// returns.
auto normalized(const Comment& comment) -> std::string;

}  // namespace ormc::syntax
