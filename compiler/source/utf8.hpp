#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ormc::source {

/// One step of decoding UTF-8: a code point, or what is wrong with the bytes that stand there.
struct Utf8Step {
  enum class Status : std::uint8_t {
    valid,
    stray_continuation,  // 80..BF without a lead byte
    invalid_byte,        // F8..FF, which no encoding begins with
    truncated,           // a lead byte without all of its continuation bytes
    overlong,            // more bytes than the code point needs
    surrogate,           // U+D800..U+DFFF
    too_large,           // above U+10FFFF
  };
  Status status = Status::valid;
  char32_t code_point = 0;  // when valid
  std::size_t length = 1;   // bytes to go on by, at least 1
};

/// Decodes what begins at byte `offset`, which must be inside of `text`.
auto decode_utf8(std::string_view text, std::size_t offset) -> Utf8Step;

/// True for every byte that begins a code point.
constexpr auto begins_code_point(char byte) -> bool {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

}  // namespace ormc::source
