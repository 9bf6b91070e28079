#include "query/literal/ltree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "query/literal/scan.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

constexpr auto most_levels = std::size_t{65535};
constexpr auto longest_label = std::size_t{255};

auto is_label_part(char c) -> bool {
  const auto letter = source::fold(c);
  return (letter >= 'a' && letter <= 'z') || is_digit(c) || c == '_';
}

auto is_ascii(std::string_view text) -> bool {
  return std::all_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

auto unexpected(std::string_view rest) -> TextFault {
  if (rest.empty()) return malformed("it ends too early");
  return malformed(fmt::format("`{}` has no place there", rest.front()));
}

/// A label; nothing when it is none or too long.
auto take_label(std::string_view& text) -> Fault {
  auto length = std::size_t{0};
  while (length < text.size() && is_label_part(text[length])) ++length;
  if (length == 0) return unexpected(text);
  text.remove_prefix(length);
  if (length > longest_label) return out_of_range("a label is longer than 255 characters");
  return std::nullopt;
}

/// Labels that may stand at one level: `!a|b*@`.
auto take_choices(std::string_view& text) -> Fault {
  take(text, '!');
  do {
    if (auto fault = take_label(text)) return fault;
    while (take(text, '@') || take(text, '*') || take(text, '%')) {
    }
  } while (take(text, '|'));
  return std::nullopt;
}

/// A number of levels. The server counts in 32 bits.
auto take_level(std::string_view& text) -> std::optional<std::size_t> {
  const auto digits = text;
  const auto count = take_digits(text);
  if (count == 0) return std::nullopt;
  auto value = std::size_t{0};
  for (const auto c : digits.substr(0, count)) {
    value = std::min(value * 10 + static_cast<std::size_t>(c - '0'), most_levels + 1);
  }
  return value;
}

/// `{2,3}`, `{,3}`, `{2,}`
auto take_levels(std::string_view& text) -> Fault {
  if (!take(text, '{')) return std::nullopt;
  const auto least = take_level(text);
  auto most = least;
  if (take(text, ',')) {
    most = take_level(text);
  } else if (!least) {
    return unexpected(text);
  }
  if (least.value_or(0) > most_levels || most.value_or(0) > most_levels) {
    return out_of_range("a number of levels goes to 65535");
  }
  if (most && least.value_or(0) > *most)
    return malformed("the first number of levels is the larger one");
  return take(text, '}') ? Fault{} : Fault{unexpected(text)};
}

auto read_ltree(std::string_view text) -> Fault {
  if (text.empty()) return std::nullopt;
  auto levels = std::size_t{0};
  do {
    if (auto fault = take_label(text)) return fault;
    if (++levels > most_levels) return out_of_range("it has too many labels");
  } while (take(text, '.'));
  return text.empty() ? Fault{} : Fault{unexpected(text)};
}

auto read_lquery(std::string_view text) -> Fault {
  do {
    if (!take(text, '*')) {
      if (auto fault = take_choices(text)) return fault;
    }
    if (auto fault = take_levels(text)) return fault;
  } while (take(text, '.'));
  return text.empty() ? Fault{} : Fault{unexpected(text)};
}

}  // namespace

auto find_ltree_fault(std::string_view text) -> Fault {
  return is_ascii(text) ? read_ltree(text) : Fault{};
}

auto find_lquery_fault(std::string_view text) -> Fault {
  return is_ascii(text) ? read_lquery(text) : Fault{};
}

}  // namespace ormc::query
