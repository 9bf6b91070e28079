#include "query/literal/system.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>

#include "query/literal/datetime_parts.hpp"
#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

/// `strtoul` of base ten: it takes a sign, wraps what is below zero, and is zero where there are no
/// digits. Nothing beyond its range.
auto take_unsigned(std::string_view& text) -> std::optional<std::uint64_t> {
  const auto number = std::string{text};
  char* end = nullptr;
  errno = 0;
  const auto value = std::strtoull(number.c_str(), &end, 10);
  if (errno == ERANGE) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - number.c_str()));
  return value;
}

/// 32 bits, read with a sign or without.
auto fits_32_bits(std::uint64_t value) -> bool {
  const auto low = static_cast<std::uint32_t>(value);
  const auto extended = static_cast<std::int64_t>(static_cast<std::int32_t>(low));
  return value == low || value == static_cast<std::uint64_t>(extended);
}

/// One that is too large is the largest.
auto take_transaction(std::string_view& text) -> std::uint64_t {
  const auto number = std::string{text};
  char* end = nullptr;
  const auto value = std::strtoull(number.c_str(), &end, 10);
  text.remove_prefix(static_cast<std::size_t>(end - number.c_str()));
  return value;
}

constexpr auto most_in_vector = std::size_t{100};

}  // namespace

auto is_oid(std::string_view text) -> bool {
  const auto written = text.size();
  const auto value = take_unsigned(text);
  if (text.size() == written) return false;
  skip_spaces(text);
  return value && fits_32_bits(*value) && text.empty();
}

auto is_pg_lsn(std::string_view text) -> bool {
  constexpr auto most = std::size_t{8};
  const auto high = take_hex(text);
  if (high == 0 || high > most || !take(text, '/')) return false;
  const auto low = take_hex(text);
  return low > 0 && low <= most && text.empty();
}

/// `(block,offset)`. What stands before the parenthesis and behind the other is not looked at.
auto is_tid(std::string_view text) -> bool {
  auto parts = std::array<std::size_t, 2>{};
  auto found = std::size_t{0};
  for (auto i = std::size_t{0}; i < text.size() && found < 2 && text[i] != ')'; ++i) {
    if (text[i] == ',' || (text[i] == '(' && found == 0)) parts.at(found++) = i + 1;
  }
  if (found < 2) return false;
  auto block_text = text.substr(parts[0]);
  const auto block = take_unsigned(block_text);
  if (!block || !fits_32_bits(*block) || !block_text.starts_with(',')) return false;
  auto offset_text = text.substr(parts[1]);
  const auto offset = take_unsigned(offset_text);
  return offset && *offset <= std::numeric_limits<std::uint16_t>::max() &&
         offset_text.starts_with(')');
}

auto is_int2vector(std::string_view text) -> bool {
  for (auto count = std::size_t{0};; ++count) {
    skip_spaces(text);
    if (text.empty()) return true;
    if (count == most_in_vector) return false;
    const auto value = take_int(text);
    if (!value || *value < std::numeric_limits<std::int16_t>::min() ||
        *value > std::numeric_limits<std::int16_t>::max()) {
      return false;
    }
    if (!text.empty() && text.front() != ' ') return false;
  }
}

auto is_oidvector(std::string_view text) -> bool {
  for (auto count = std::size_t{0};; ++count) {
    skip_spaces(text);
    if (text.empty()) return true;
    if (count == most_in_vector) return false;
    const auto written = text.size();
    const auto value = take_unsigned(text);
    if (!value || text.size() == written || !fits_32_bits(*value)) return false;
  }
}

auto is_snapshot(std::string_view text) -> bool {
  const auto is_transaction = [](std::uint64_t id) { return static_cast<std::uint32_t>(id) != 0; };
  const auto first = take_transaction(text);
  if (!take(text, ':')) return false;
  const auto end = take_transaction(text);
  if (!take(text, ':') || !is_transaction(first) || !is_transaction(end) || end < first) {
    return false;
  }
  auto last = std::uint64_t{0};
  while (!text.empty()) {
    const auto running = take_transaction(text);
    if (running < first || running >= end || running < last) return false;
    last = running;
    if (!text.empty() && !take(text, ',')) return false;
  }
  return true;
}

/// The forms are `scanf`'s, so that each number may have a sign, spaces and `0x` before it.
auto is_macaddr(std::string_view text) -> bool {
  static constexpr auto formats = std::to_array<const char*>({"%x:%x:%x:%x:%x:%x%1s",
                                                              "%x-%x-%x-%x-%x-%x%1s",
                                                              "%2x%2x%2x:%2x%2x%2x%1s",
                                                              "%2x%2x%2x-%2x%2x%2x%1s",
                                                              "%2x%2x.%2x%2x.%2x%2x%1s",
                                                              "%2x%2x-%2x%2x-%2x%2x%1s",
                                                              "%2x%2x%2x%2x%2x%2x%1s"});
  constexpr auto most = 255U;
  const auto written = std::string{text};
  for (const auto* format : formats) {
    auto parts = std::array<unsigned, 6>{};
    auto rest = std::array<char, 2>{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the formats are the server's own
    const auto count = std::sscanf(written.c_str(),
                                   format,
                                   &parts[0],
                                   &parts[1],
                                   &parts[2],
                                   &parts[3],
                                   &parts[4],
                                   &parts[5],
                                   rest.data());
    if (count != 6) continue;
    return std::all_of(parts.begin(), parts.end(), [](unsigned part) { return part <= most; });
  }
  return false;
}

/// Pairs of digits, six or eight, with one kind of mark between any of them.
auto is_macaddr8(std::string_view text) -> bool {
  skip_spaces(text);
  auto pairs = 0;
  auto mark = '\0';
  while (text.size() >= 2) {
    if (++pairs > 8 || !is_hex(text[0]) || !is_hex(text[1])) return false;
    text.remove_prefix(2);
    if (!text.empty() && (text.front() == ':' || text.front() == '-' || text.front() == '.')) {
      if (mark != '\0' && mark != text.front()) return false;
      mark = text.front();
      text.remove_prefix(1);
    }
    if ((pairs == 6 || pairs == 8) && !text.empty() && is_space(text.front())) {
      skip_spaces(text);
      if (!text.empty()) return false;
    }
  }
  return pairs == 6 || pairs == 8;
}

}  // namespace ormc::query
