#include "sql/readable_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "source/character_kind.hpp"
#include "source/utf8.hpp"
#include "sql/print.hpp"

namespace ormc::sql {

auto unicode_escaped(std::string_view value, char quote) -> std::string {
  auto result = std::string{};
  for (auto at = std::size_t{0}; at < value.size();) {
    const auto step = source::decode_utf8(value, at);
    const auto code = static_cast<std::uint32_t>(step.code_point);
    const auto is_plain = code >= 0x20 && code < 0x7F && code != '\\';
    if (is_plain && code != static_cast<std::uint32_t>(quote)) {
      result += static_cast<char>(code);
    } else {
      result += code > 0xFFFF ? fmt::format("\\+{:06X}", code) : fmt::format("\\{:04X}", code);
    }
    at += std::max<std::size_t>(step.length, 1);
  }
  return result;
}

auto readable_string(std::string_view value) -> std::string {
  if (source::is_readable(value)) return quote_string(value);
  return fmt::format("U&'{}'", unicode_escaped(value, '\''));
}

}  // namespace ormc::sql
