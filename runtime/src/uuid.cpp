#include <orm/error.hpp>
#include <orm/uuid.hpp>
#include <string>

namespace orm {
namespace {

constexpr std::string_view hexadecimal = "0123456789abcdef";

auto digit_value(char c) -> int {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Whether a hyphen stands before a byte.
auto begins_group(std::size_t byte) -> bool {
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

}  // namespace

uuid::uuid(std::string_view text) {
  const auto fail = [] { throw usage_error({.message = "a text is not a uuid"}); };
  if (text.size() != 36) fail();
  std::size_t at = 0;
  for (std::size_t i = 0; i < sizeof bytes; ++i) {
    if (begins_group(i) && text[at++] != '-') fail();
    const int high = digit_value(text[at++]);
    const int low = digit_value(text[at++]);
    if (high < 0 || low < 0) fail();
    bytes[i] = static_cast<unsigned char>(high * 16 + low);
  }
}

auto to_string(const uuid& value) -> std::string {
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < sizeof value.bytes; ++i) {
    if (begins_group(i)) text += '-';
    text += hexadecimal[value.bytes[i] / 16];
    text += hexadecimal[value.bytes[i] % 16];
  }
  return text;
}

}  // namespace orm
