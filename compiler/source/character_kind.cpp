#include "source/character_kind.hpp"

#include <cstddef>

#include "source/utf8.hpp"

namespace ormc::source {
namespace {

constexpr auto byte_order_mark = char32_t{0xFEFF};

auto kind_of_ascii(char32_t c) -> CharacterKind {
  if (c >= 0x20 && c != 0x7F) return CharacterKind::text;
  if (c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f') return CharacterKind::text;
  return c == 0 ? CharacterKind::nul : CharacterKind::control;
}

}  // namespace

auto character_kind(char32_t c) -> CharacterKind {
  if (c < 0x80) return kind_of_ascii(c);
  if (c < 0xA0) return CharacterKind::control;
  if (c == 0x061C || c == 0x200E || c == 0x200F) return CharacterKind::bidirectional;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
    return CharacterKind::bidirectional;
  if ((c >= 0x200B && c <= 0x200D) || c == 0x2060) return CharacterKind::invisible;
  // Line and paragraph separators: an editor breaks the line there, so that what looks like code
  // may be the rest of a comment.
  if (c == 0x2028 || c == 0x2029) return CharacterKind::invisible;
  if (c == byte_order_mark) return CharacterKind::stray_byte_order_mark;
  if (c == 0xFFFE || c == 0xFFFF) return CharacterKind::noncharacter;
  return CharacterKind::text;
}

auto is_readable(std::string_view text) -> bool {
  for (auto at = std::size_t{0}; at < text.size();) {
    const auto step = decode_utf8(text, at);
    if (step.status != Utf8Step::Status::valid) return false;
    if (character_kind(step.code_point) != CharacterKind::text) return false;
    at += step.length;
  }
  return true;
}

}  // namespace ormc::source
