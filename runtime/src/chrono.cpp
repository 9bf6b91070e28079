#include <cstdio>
#include <cstdlib>
#include <orm/chrono.hpp>
#include <orm/error.hpp>
#include <string>

namespace orm {

namespace detail {

void not_representable(const char* what) {
  throw usage_error({.message = std::string("not representable: ") + what});
}

}  // namespace detail

namespace {

using detail::floor_divide;

constexpr std::int64_t second = 1000000;
/// A cycle of the Gregorian calendar: 400 years.
constexpr std::int64_t cycle_days = 146097;

/// Days from 0000-03-01, the start of a year that ends in its leap day, to 2000-01-01.
constexpr std::int64_t march_epoch = 730425;

/// Days from 2000-01-01 to the first of a month of a year that begins in March (month 0).
auto days_before(std::int64_t year, std::int64_t month) -> std::int64_t {
  const std::int64_t leap_days =
      floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400);
  return year * 365 + leap_days + (month * 153 + 2) / 5 - march_epoch;
}

auto month_length(int year, unsigned month) -> unsigned {
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// The calendar day of a number of days since 2000-01-01.
auto calendar_of(std::int64_t days) -> date::calendar_date {
  const std::int64_t since_march = days + march_epoch;
  const std::int64_t cycle = floor_divide(since_march, cycle_days);
  const std::int64_t day_of_cycle = since_march - cycle * cycle_days;
  // Take the leap days out, so that all years have 365 days.
  const std::int64_t year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 -
                                      day_of_cycle / (cycle_days - 1)) /
                                     365;
  const std::int64_t day_of_year =
      day_of_cycle - (year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100);
  const std::int64_t month = (day_of_year * 5 + 2) / 153;  // from March
  const std::int64_t year = cycle * 400 + year_of_cycle + (month >= 10 ? 1 : 0);
  return {static_cast<int>(year),
          static_cast<unsigned>(month >= 10 ? month - 9 : month + 3),
          static_cast<unsigned>(day_of_year - (month * 153 + 2) / 5 + 1)};
}

template <class... Values>
auto print(const char* format, Values... values) -> std::string {
  char text[80];
  const int size = std::snprintf(text, sizeof text, format, values...);
  return {text, static_cast<std::size_t>(size)};
}

/// Years before 1 are written as "0044-03-15 BC".
auto date_text(const date::calendar_date& day) -> std::string {
  return print("%04d-%02u-%02u", day.year > 0 ? day.year : 1 - day.year, day.month, day.day);
}

auto time_text(std::int64_t microseconds) -> std::string {
  const long long seconds = microseconds / second;
  std::string text = print("%02lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (microseconds % second != 0) {
    text += print(".%06lld", static_cast<long long>(microseconds % second));
    while (text.back() == '0') text.pop_back();
  }
  return text;
}

auto timestamp_text(const detail::basic_timestamp& value, const char* zone) -> std::string {
  if (!value.is_finite()) return value.postgres() > 0 ? "infinity" : "-infinity";
  const std::int64_t days = floor_divide(value.postgres(), time::day);
  const date::calendar_date day = calendar_of(days);
  return date_text(day) + " " + time_text(value.postgres() - days * time::day) + zone +
         (day.year > 0 ? "" : " BC");
}

void append_part(std::string& text, std::int64_t value, char unit) {
  if (value != 0) text += std::to_string(value) + unit;
}

}  // namespace

date::date(int year, unsigned month, unsigned day) {
  if (month < 1 || month > 12 || day < 1 || day > month_length(year, month)) {
    detail::not_representable("a date that no calendar has");
  }
  const std::int64_t march_year = std::int64_t{year} - (month < 3 ? 1 : 0);
  days_ = checked(days_before(march_year, (month + 9) % 12) + day - 1);
}

auto date::calendar() const -> calendar_date {
  if (!is_finite()) detail::not_representable("an infinite date");
  return calendar_of(days_);
}

auto to_string(const date& value) -> std::string {
  if (!value.is_finite()) return value.postgres() > 0 ? "infinity" : "-infinity";
  const date::calendar_date day = value.calendar();
  return date_text(day) + (day.year > 0 ? "" : " BC");
}

auto to_string(const timestamp& value) -> std::string { return timestamp_text(value, ""); }
auto to_string(const timestamptz& value) -> std::string { return timestamp_text(value, "+00"); }
auto to_string(const time& value) -> std::string { return time_text(value.postgres()); }

auto to_string(const timetz& value) -> std::string {
  const int offset = std::abs(value.utc_offset);
  std::string text = to_string(value.time);
  text += print("%c%02d", value.utc_offset < 0 ? '-' : '+', offset / 3600);
  if (offset % 3600 != 0) text += print(":%02d", offset / 60 % 60);
  if (offset % 60 != 0) text += print(":%02d", offset % 60);
  return text;
}

auto to_string(const interval& value) -> std::string {
  std::string text = "P";
  append_part(text, value.months / 12, 'Y');
  append_part(text, value.months % 12, 'M');
  append_part(text, value.days, 'D');
  const std::int64_t seconds = value.microseconds / second;
  const std::int64_t fraction = value.microseconds % second;
  if (value.microseconds != 0) text += 'T';
  append_part(text, seconds / 3600, 'H');
  append_part(text, seconds / 60 % 60, 'M');
  if (fraction != 0) {
    text += seconds % 60 == 0 && fraction < 0 ? "-0" : std::to_string(seconds % 60);
    text += print(".%06lld", std::llabs(static_cast<long long>(fraction)));
    while (text.back() == '0') text.pop_back();
    text += 'S';
  } else {
    append_part(text, seconds % 60, 'S');
  }
  return text == "P" ? "PT0S" : text;
}

void codec<time>::decode(std::string_view bytes, time& value) {
  std::int64_t microseconds = 0;
  codec<std::int64_t>::decode(bytes, microseconds);
  if (microseconds < 0 || microseconds > time::day) detail::malformed("no time of day");
  value = time::from_postgres(microseconds);
}

void codec<timetz>::decode(std::string_view bytes, timetz& value) {
  detail::check_length(bytes, 12);
  codec<time>::decode(bytes.substr(0, 8), value.time);
  const auto west = static_cast<std::int32_t>(detail::load<std::uint32_t>(bytes.data() + 8));
  constexpr std::int32_t limit = 16 * 3600;
  if (west <= -limit || west >= limit) detail::malformed("no time zone");
  value.utc_offset = -west;
}

void codec<timetz>::encode(writer& out, const timetz& value) {
  out.int64(value.time.postgres());
  out.int32(static_cast<std::int32_t>(-std::int64_t{value.utc_offset}));
}

void codec<interval>::decode(std::string_view bytes, interval& value) {
  detail::check_length(bytes, 16);
  reader in{bytes};
  value.microseconds = in.int64();
  value.days = in.int32();
  value.months = in.int32();
}

void codec<interval>::encode(writer& out, const interval& value) {
  out.int64(value.microseconds);
  out.int32(value.days);
  out.int32(value.months);
}

}  // namespace orm
