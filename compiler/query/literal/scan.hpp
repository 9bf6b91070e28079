#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

/// Reading texts of values from the front, as input functions do.
namespace ormc::query {

/// What C's `isspace` has.
constexpr auto is_space(char c) -> bool {
  return c == ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r';
}
constexpr auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
constexpr auto is_hex(char c) -> bool {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

constexpr auto trim(std::string_view text) -> std::string_view {
  skip_spaces(text);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes a character off the front, if it is there.
constexpr auto take(std::string_view& text, char wanted) -> bool {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes the digits off the front; how many there were.
constexpr auto take_digits(std::string_view& text) -> std::size_t {
  auto count = std::size_t{0};
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}
constexpr auto take_hex(std::string_view& text) -> std::size_t {
  auto count = std::size_t{0};
  while (count < text.size() && is_hex(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}

/// Takes a number off the front as the C library reads it, and the spaces around it; nothing if
/// there is none, or none that a `double` can hold.
auto take_double(std::string_view& text) -> std::optional<double>;
/// The same without what stands around it; not even subnormal ones.
auto take_strict_double(std::string_view& text) -> std::optional<double>;
/// Whether the whole text is a number that a `float` can hold.
auto fits_float(std::string_view text) -> bool;

}  // namespace ormc::query
