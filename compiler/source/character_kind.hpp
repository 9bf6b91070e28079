#pragma once

#include <cstdint>
#include <string_view>

namespace ormc::source {

/// What a code point is to the compiler, whatever token it stands in. All but `text` are refused in
/// files, in comments and strings too: an editor would not show them as the compiler reads them.
enum class CharacterKind : std::uint8_t {
  text,
  nul,
  noncharacter,
  bidirectional,
  invisible,
  stray_byte_order_mark,
  control,
};

auto character_kind(char32_t code_point) -> CharacterKind;

/// Whether a text may stand in a file: UTF-8 without any of the characters that are refused.
auto is_readable(std::string_view text) -> bool;

}  // namespace ormc::source
