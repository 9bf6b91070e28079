#include "query/literal/datetime_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "query/literal/datetime_words.hpp"
#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

namespace part = date_part;

auto is_letter(char c) -> bool { return c >= 'a' && c <= 'z'; }

auto too_large(std::string_view text) -> TextFault {
  return out_of_range(fmt::format("`{}` is out of range", text));
}
auto no_date(std::string_view text) -> TextFault {
  return malformed(fmt::format("`{}` is no part of a date or time", text));
}

/// The last two digits, taken off. C's `atoi` of what may be too long for an `int`.
auto take_last_two(std::string_view& digits) -> int {
  const auto at = digits.size() < 2 ? 0 : digits.size() - 2;
  auto last = digits.substr(at);
  digits = digits.substr(0, at);
  return take_int(last).value_or(0);
}

auto wrapped_int(std::string_view digits) -> int {
  auto value = std::int64_t{0};
  for (const auto c : digits) {
    if (value > (std::numeric_limits<std::int64_t>::max() - (c - '0')) / 10) return -1;
    value = value * 10 + (c - '0');
  }
  return static_cast<int>(static_cast<std::uint32_t>(value));
}

/// Which part of a date a number of so many digits is, when no month has been named.
auto part_of_plain_date(std::size_t length, const NumberContext& context) -> DateParts {
  switch (context.found & part::date) {
    case 0:
      if (length >= 3 || context.order == DateOrder::year_month_day) return part::year;
      return context.order == DateOrder::day_month_year ? part::day : part::month;
    case part::year:
    case part::day:
      return part::month;
    case part::month:
    case part::year | part::month:
      return part::day;
    case part::month | part::day:
      return part::year;
    default:
      return 0;
  }
}

auto part_of_date(std::size_t length, const NumberContext& context) -> DateParts {
  if (context.has_month_name && (context.found & part::date) == part::month) {
    const auto is_year = length >= 3 || context.order == DateOrder::year_month_day;
    return is_year ? part::year : part::day;
  }
  return part_of_plain_date(length, context);
}

/// Between the marks of a date: its words and numbers. A mark behind one is dropped, whatever it
/// is.
auto split_date(std::string_view text) -> std::optional<std::vector<std::string_view>> {
  auto pieces = std::vector<std::string_view>{};
  while (!text.empty()) {
    while (!text.empty() && !is_digit(text.front()) && !is_letter(text.front())) {
      text.remove_prefix(1);
    }
    if (text.empty()) return std::nullopt;
    const auto belongs = is_digit(text.front()) ? is_digit : is_letter;
    auto length = std::size_t{0};
    while (length < text.size() && belongs(text[length])) ++length;
    pieces.push_back(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return pieces;
}

/// `040506` or `0405`.
auto read_joined_time(DateValues& values, std::string_view digits) -> bool {
  if (digits.size() != 4 && digits.size() != 6) return false;
  values.second = digits.size() == 6 ? take_last_two(digits) : 0;
  values.minute = take_last_two(digits);
  values.hour = take_last_two(digits);
  values.now = part::time;
  return true;
}

constexpr auto month_lengths = std::to_array({31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31});

auto is_leap(int year) -> bool { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
auto days_in(int year, int month) -> int {
  return month == 2 && is_leap(year) ? 29 : month_lengths.at(static_cast<std::size_t>(month - 1));
}

/// The year as astronomers count: 1 BC is 0.
auto settle_year(DateValues& values, bool before_christ) -> Fault {
  if ((values.found & part::year) == 0 || values.is_julian) return std::nullopt;
  if (before_christ) {
    if (values.year <= 0) return out_of_range("there is no year 0");
    values.year = -(values.year - 1);
  } else if (values.has_short_year) {
    if (values.year < 0) return out_of_range("the year is below zero");
    if (values.year < 70) {
      values.year += 2000;
    } else if (values.year < 100) {
      values.year += 1900;
    }
  } else if (values.year <= 0) {
    return out_of_range("there is no year 0");
  }
  return std::nullopt;
}

constexpr auto unix_epoch_julian_day = std::int64_t{2440588};
constexpr auto days_to_epoch = std::int64_t{719468};  // from 0000-03-01
constexpr auto days_in_cycle = std::int64_t{146097};  // 400 years

}  // namespace

auto take_int(std::string_view& text) -> std::optional<int> {
  auto rest = text;
  skip_spaces(rest);
  const auto negative = take(rest, '-');
  if (!negative) take(rest, '+');
  const auto digits = rest;
  const auto length = take_digits(rest);
  if (length == 0) return 0;
  auto value = std::int64_t{0};
  for (const auto c : digits.substr(0, length)) {
    value = value * 10 + (c - '0');
    if (value > std::int64_t{std::numeric_limits<int>::max()} + (negative ? 1 : 0)) {
      return std::nullopt;
    }
  }
  text = rest;
  return static_cast<int>(negative ? -value : value);
}

auto read_fraction(std::string_view text) -> std::optional<std::int64_t> {
  constexpr auto microseconds = 1e6;
  if (text == ".") return 0;
  const auto value = take_double(text);
  if (!value || !text.empty()) return std::nullopt;
  return static_cast<std::int64_t>(std::rint(*value * microseconds));
}

auto read_date(DateValues& values, std::string_view text, DateOrder order) -> Fault {
  auto context = NumberContext{order, values.found, false};
  const auto pieces = split_date(text);
  if (!pieces) return no_date(text);
  auto all = DateParts{0};
  const auto note = [&](DateParts now) {
    const auto twice = (context.found & now) != 0;
    context.found |= now;
    all |= now;
    return !twice;
  };
  // A word can only be the month: numbers depend on whether there is one.
  for (const auto piece : *pieces) {
    if (is_digit(piece.front())) continue;
    const auto* const word = find_date_word(piece);
    if (word != nullptr && word->kind == DateWord::filler) continue;
    if (word == nullptr || word->kind != DateWord::month) return no_date(piece);
    values.month = word->value;
    context.has_month_name = true;
    if (!note(part::month)) return malformed("two months are given");
  }
  for (const auto piece : *pieces) {
    if (!is_digit(piece.front())) continue;
    if (auto fault = read_date_number(values, piece, context)) return fault;
    if (!note(values.now)) return no_date(text);
  }
  constexpr auto besides = part::day_of_year | part::zone;
  if ((context.found & ~besides) != part::date) return no_date(text);
  values.now = all;
  return std::nullopt;
}

auto read_time(DateValues& values, std::string_view text) -> Fault {
  const auto whole = text;
  const auto malformed_time = malformed(fmt::format("`{}` is no time of day", whole));
  const auto hour = take_int(text);
  if (!hour) return too_large(whole);
  if (!take(text, ':')) return malformed_time;
  const auto minute = take_int(text);
  if (!minute) return too_large(whole);
  values.hour = *hour;
  values.minute = *minute;
  values.second = 0;
  values.microseconds = 0;
  values.now = part::time;
  if (text.starts_with('.')) {  // minutes and seconds
    values.second = *minute;
    values.minute = *hour;
    values.hour = 0;
  } else if (take(text, ':')) {
    const auto second = take_int(text);
    if (!second) return too_large(whole);
    values.second = *second;
  } else if (!text.empty()) {
    return malformed_time;
  }
  if (!text.empty()) {
    const auto fraction = read_fraction(text);
    if (!fraction) return malformed_time;
    values.microseconds = *fraction;
  }
  if (values.hour < 0 || values.minute < 0 || values.minute > 59 || values.second < 0 ||
      values.second > 60) {
    return too_large(whole);
  }
  return std::nullopt;
}

auto read_zone_offset(DateValues& values, std::string_view text) -> Fault {
  constexpr auto most_hours = 15;
  const auto whole = text;
  const auto west = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return no_date(whole);
  auto hours = take_int(text);
  auto minutes = std::optional<int>{0};
  auto seconds = std::optional<int>{0};
  if (take(text, ':')) {
    minutes = take_int(text);
    if (take(text, ':')) seconds = take_int(text);
  } else if (hours && text.empty() && whole.size() > 3) {
    minutes = *hours % 100;
    hours = *hours / 100;
  }
  const auto is_sixtieth = [](const std::optional<int>& number) {
    return number && *number >= 0 && *number < 60;
  };
  if (!hours || *hours < 0 || *hours > most_hours || !is_sixtieth(minutes) ||
      !is_sixtieth(seconds)) {
    return out_of_range(fmt::format("the offset `{}` is out of range", whole));
  }
  if (!text.empty()) return no_date(whole);
  const auto offset = *hours * 3600 + *minutes * 60 + *seconds;
  values.zone_seconds = west ? -offset : offset;
  values.now = part::zone;
  return std::nullopt;
}

auto read_date_number(DateValues& values, std::string_view text, const NumberContext& context)
    -> Fault {
  auto rest = text;
  const auto value = take_int(rest);
  if (!value) return too_large(text);
  if (rest.size() == text.size()) return no_date(text);
  if (rest.starts_with('.')) {
    if (text.size() - rest.size() > 2) {
      return read_joined_numbers(values, text, context.found | part::date);
    }
    const auto fraction = read_fraction(rest);
    if (!fraction) return no_date(text);
    values.microseconds = *fraction;
  } else if (!rest.empty()) {
    return no_date(text);
  }
  const auto found = context.found & part::date;
  if (text.size() == 3 && found == part::year && *value >= 1 && *value <= 366) {
    values.day_of_year = *value;
    values.now = part::day_of_year | part::month | part::day;
    return std::nullopt;
  }
  if (found == part::date) return read_joined_numbers(values, text, context.found);
  if (context.has_month_name && found == (part::year | part::month) && text.size() >= 3 &&
      values.has_short_year) {
    // What seemed to be the year was the day.
    values.day = values.year;
    values.year = *value;
    values.has_short_year = false;
    values.now = part::day;
    return std::nullopt;
  }
  values.now = part_of_date(text.size(), context);
  if (values.now == 0) return no_date(text);
  if (values.now == part::year) {
    values.year = *value;
    values.has_short_year = text.size() <= 2;
  } else {
    (values.now == part::month ? values.month : values.day) = *value;
  }
  return std::nullopt;
}

auto read_joined_numbers(DateValues& values, std::string_view text, DateParts found) -> Fault {
  auto digits = text;
  if (const auto point = text.find('.'); point != std::string_view::npos) {
    const auto fraction = read_fraction(text.substr(point));
    if (!fraction) return no_date(text);
    values.microseconds = *fraction;
    digits = text.substr(0, point);
  } else if ((found & part::date) != part::date && text.size() >= 6) {
    values.day = take_last_two(digits);
    values.month = take_last_two(digits);
    values.year = wrapped_int(digits);
    // Once short, short: also when a year was read before.
    if (digits.size() == 2) values.has_short_year = true;
    values.now = part::date;
    return std::nullopt;
  }
  if ((found & part::time) == part::time || !read_joined_time(values, digits)) {
    return no_date(text);
  }
  return std::nullopt;
}

auto julian_day(int year, int month, int day) -> std::int64_t {
  // Counted from a March long ago, so that leap days stand at the ends of years; in 32 bits, as the
  // server does.
  const auto is_early = month <= 2;
  const auto shifted = static_cast<std::uint32_t>(year) + (is_early ? 4799U : 4800U);
  const auto years = std::int64_t{static_cast<std::int32_t>(shifted)};
  const auto months = std::int64_t{month} + (is_early ? 13 : 1);
  const auto centuries = years / 100;
  return years * 365 + years / 4 - centuries + centuries / 4 - 32167 + months * 7834 / 256 + day;
}

void set_julian_day(DateValues& values, std::int64_t day) {
  const auto days = day - unix_epoch_julian_day + days_to_epoch;
  const auto cycle = (days >= 0 ? days : days - days_in_cycle + 1) / days_in_cycle;
  const auto day_of_cycle = days - cycle * days_in_cycle;
  const auto year_of_cycle =
      (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
  const auto day_of_year =
      day_of_cycle - (year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100);
  const auto month = (5 * day_of_year + 2) / 153;
  values.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  values.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  values.year = static_cast<int>(cycle * 400 + year_of_cycle + (values.month <= 2 ? 1 : 0));
}

auto settle_date(DateValues& values, bool before_christ) -> Fault {
  if (auto fault = settle_year(values, before_christ)) return fault;
  if ((values.found & part::day_of_year) != 0) {
    // The server counts in 32 bits, from a day before the first.
    constexpr auto before = std::int64_t{32044};
    constexpr auto last = std::int64_t{4294877000};
    const auto day = julian_day(values.year, 1, 1) + values.day_of_year - 1 + before;
    const auto counted = std::int64_t{static_cast<std::uint32_t>(day)};
    values.is_beyond_count = counted > last;
    if (values.is_beyond_count) return std::nullopt;
    set_julian_day(values, counted - before);
  }
  if ((values.found & part::month) != 0 && (values.month < 1 || values.month > 12)) {
    return out_of_range(fmt::format("there is no month {}", values.month));
  }
  if ((values.found & part::day) != 0 && (values.day < 1 || values.day > 31)) {
    return out_of_range(fmt::format("no month has a day {}", values.day));
  }
  if ((values.found & part::date) == part::date &&
      values.day > days_in(values.year, values.month)) {
    return out_of_range(fmt::format("its month has no day {}", values.day));
  }
  return std::nullopt;
}

}  // namespace ormc::query
