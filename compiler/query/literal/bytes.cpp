#include "query/literal/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "catalog/modifiers.hpp"
#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

/// How many bits a text has, if it has nothing else.
auto count_bits(std::string_view text) -> std::optional<std::size_t> {
  constexpr auto bits_a_digit = std::size_t{4};
  const auto is_bit = [](char c) { return c == '0' || c == '1'; };
  if (take(text, 'x') || take(text, 'X')) {
    if (!std::all_of(text.begin(), text.end(), is_hex)) return std::nullopt;
    return text.size() * bits_a_digit;
  }
  if (!take(text, 'b')) take(text, 'B');
  if (!std::all_of(text.begin(), text.end(), is_bit)) return std::nullopt;
  return text.size();
}

}  // namespace

auto find_bit_fault(std::string_view text, std::int32_t modifier) -> Fault {
  const auto bits = count_bits(text);
  if (!bits) return malformed({});
  if (modifier <= 0 || *bits == static_cast<std::size_t>(modifier)) return std::nullopt;
  return out_of_range(fmt::format("it has {} bits, not {}", *bits, modifier));
}

auto find_varbit_fault(std::string_view text, std::int32_t modifier) -> Fault {
  const auto bits = count_bits(text);
  if (!bits) return malformed({});
  if (modifier <= 0 || *bits <= static_cast<std::size_t>(modifier)) return std::nullopt;
  return out_of_range(fmt::format("it has {} bits, more than {}", *bits, modifier));
}

auto is_bytea(std::string_view text) -> bool {
  if (text.starts_with("\\x")) {
    text.remove_prefix(2);
    while (!text.empty()) {
      if (text.front() == ' ' || text.front() == '\n' || text.front() == '\t' ||
          text.front() == '\r') {
        text.remove_prefix(1);
      } else if (text.size() >= 2 && is_hex(text[0]) && is_hex(text[1])) {
        text.remove_prefix(2);
      } else {
        return false;
      }
    }
    return true;
  }
  const auto is_octal = [](char c, char most) { return c >= '0' && c <= most; };
  while (!text.empty()) {
    if (!take(text, '\\')) {
      text.remove_prefix(1);
    } else if (!take(text, '\\')) {
      if (text.size() < 3 || !is_octal(text[0], '3') || !is_octal(text[1], '7') ||
          !is_octal(text[2], '7')) {
        return false;
      }
      text.remove_prefix(3);
    }
  }
  return true;
}

auto find_character_fault(std::string_view text, std::int32_t modifier) -> Fault {
  if (modifier < catalog::modifier::text_overhead) return std::nullopt;
  const auto most = static_cast<std::size_t>(modifier - catalog::modifier::text_overhead);
  auto count = std::size_t{0};
  for (const auto c : text) {
    const auto begins_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins_character && ++count > most && c != ' ') {
      return out_of_range(fmt::format("it has more than {} characters", most));
    }
  }
  return std::nullopt;
}

}  // namespace ormc::query
