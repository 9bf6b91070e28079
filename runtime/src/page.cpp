#include <array>
#include <orm/page.hpp>

namespace orm::detail {
namespace {

constexpr char version = 1;
constexpr std::size_t header_size = 5;
constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// FNV-1a: finds what was cut, mixed up or meant for another query; it is no signature.
auto check_sum(std::string_view content, std::uint32_t identity) -> std::uint32_t {
  std::uint32_t hash = 0x811c9dc5;
  const auto mix = [&hash](std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  };
  std::array<char, sizeof identity> of{};
  store(of.data(), identity);
  mix({of.data(), of.size()});
  mix(content);
  return hash;
}

auto header(std::string_view content, std::uint32_t identity) -> std::array<char, header_size> {
  std::array<char, header_size> bytes{version};
  store(bytes.data() + 1, check_sum(content, identity));
  return bytes;
}

/// The value of each letter, -1 for what is none.
constexpr auto values_of_letters() -> std::array<signed char, 256> {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
  }
  return values;
}
constexpr auto letter_values = values_of_letters();

auto to_letters(std::string_view bytes) -> std::string {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) text += alphabet[bits >> (count - 6) & 63];
  }
  if (count > 0) text += alphabet[bits << (6 - count) & 63];
  return text;
}

auto from_letters(std::string_view text) -> std::string {
  if (text.size() % 4 == 1) bad_cursor("it is cut short");
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char letter : text) {
    const signed char value = letter_values[static_cast<unsigned char>(letter)];
    if (value < 0) bad_cursor("it has a character that is none of its letters");
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>(bits >> count & 255);
    }
  }
  if ((bits & ((1U << count) - 1)) != 0) bad_cursor("its last letter is another one");
  return bytes;
}

}  // namespace

void bad_cursor(const char* why) {
  throw invalid_cursor({.message = std::string("this is no cursor of the query: ") + why});
}

void cursor_of_other_order(const statement& of) {
  throw invalid_cursor({.message = "the cursor is of another order than the one that is chosen",
                        .query = std::string(of.name)});
}

auto cursor_text(std::string_view content, std::uint32_t identity) -> std::string {
  const auto begin = header(content, identity);
  std::string bytes(begin.data(), begin.size());
  bytes += content;
  return to_letters(bytes);
}

auto cursor_content(std::string_view text, std::uint32_t identity) -> std::string {
  std::string bytes = from_letters(text);
  if (bytes.size() < header_size) bad_cursor("it is cut short");
  if (bytes[0] != version) bad_cursor("it is of another version");
  std::string content = bytes.substr(header_size);
  const auto expected = header(content, identity);
  if (std::string_view(bytes).substr(0, header_size) !=
      std::string_view(expected.data(), expected.size())) {
    bad_cursor("it was changed, or is of another query");
  }
  return content;
}

}  // namespace orm::detail
