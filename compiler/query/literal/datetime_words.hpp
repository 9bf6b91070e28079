#pragma once

#include <cstdint>
#include <string_view>

/// The words that dates and times are written with.
namespace ormc::query {

enum class DateWord : std::uint8_t {
  month,          // its number
  day_of_week,    //
  era,            // 1: before Christ
  half_of_day,    // 1: after noon
  moment,         // a `Moment`
  label,          // a `Label`: what the number behind it is
  time_follows,   // `t`
  daylight_time,  // `dst`
  filler,         // `at`, `on`
};
enum class Moment : std::uint8_t { now, day, zero_hour, any };
enum class Label : std::uint8_t { year, month, day, hour, minute, second, julian_day, time, other };

struct DateWordEntry {
  std::string_view word;
  DateWord kind;
  int value;
};

/// Looks a word in small letters up; null when it is none of them.
auto find_date_word(std::string_view word) -> const DateWordEntry*;

}  // namespace ormc::query
