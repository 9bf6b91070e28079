#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ormc::syntax {

/// Where the code points of a text begin, in bytes: ANTLR counts the former, spans the latter. Of
/// the text only every 64th code point is remembered, and nothing at all when it is ASCII.
class Offsets {
 public:
  /// `text` is valid UTF-8 and outlives the table. Its first byte is byte `base` of the file, which
  /// is not 0 when a byte order mark was left out.
  explicit Offsets(std::string_view text, std::size_t base = 0);

  /// The byte of the file at which code point `index` begins; past the last, the end of the text.
  auto byte(std::size_t index) const -> std::uint32_t;

 private:
  std::string_view text_;
  std::size_t base_;
  std::vector<std::uint32_t> marks_;  // empty for ASCII, where index and byte are the same
};

}  // namespace ormc::syntax
