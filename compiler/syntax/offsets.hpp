#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ormc::syntax {

/// Where the code points of a file stand, in bytes: ANTLR counts the former, spans the latter. A
/// byte order mark at the beginning is not counted, since ANTLR does not get it. Of the text only
/// every 64th code point is remembered, and nothing at all when it is ASCII.
class Offsets {
 public:
  /// `text` is a whole file, valid UTF-8, and outlives the table.
  explicit Offsets(std::string_view text);

  /// The byte of the file at which code point `index` begins; past the last, the end of the file.
  auto byte(std::size_t index) const -> std::uint32_t;

  /// How many code points begin before byte `offset` of the file.
  auto code_point(std::size_t offset) const -> std::size_t;

 private:
  std::size_t base_;                  // bytes of the byte order mark
  std::string_view text_;             // without it
  std::vector<std::uint32_t> marks_;  // empty for ASCII, where index and byte are the same
};

}  // namespace ormc::syntax
