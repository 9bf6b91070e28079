#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "query/literal/fault.hpp"

/// The parts of dates and times, and the ways to write some of them in one field.
namespace ormc::query {

/// In which order a date of three numbers has them, when none of them must be the year.
enum class DateOrder : std::uint8_t { month_day_year, day_month_year, year_month_day };
inline constexpr auto date_orders =
    std::array{DateOrder::month_day_year, DateOrder::day_month_year, DateOrder::year_month_day};

/// A set of parts of a date, as bits.
using DateParts = std::uint32_t;
namespace date_part {
inline constexpr DateParts year = 1U << 0U;
inline constexpr DateParts month = 1U << 1U;
inline constexpr DateParts day = 1U << 2U;
inline constexpr DateParts hour = 1U << 3U;
inline constexpr DateParts minute = 1U << 4U;
inline constexpr DateParts second = 1U << 5U;
inline constexpr DateParts fraction = 1U << 6U;
inline constexpr DateParts day_of_year = 1U << 7U;
inline constexpr DateParts zone = 1U << 8U;
inline constexpr DateParts daylight_zone = 1U << 9U;
inline constexpr DateParts daylight_time = 1U << 10U;
inline constexpr DateParts day_of_week = 1U << 11U;
inline constexpr DateParts half_of_day = 1U << 12U;
inline constexpr DateParts era = 1U << 13U;
inline constexpr DateParts moment = 1U << 14U;  // `epoch`, `infinity`
inline constexpr DateParts changing_zone = 1U << 15U;

inline constexpr DateParts date = year | month | day;
inline constexpr DateParts seconds = second | fraction;
inline constexpr DateParts time = hour | minute | seconds;
}  // namespace date_part

/// What has been read of a date and a time.
struct DateValues {
  int year = 0;
  int month = 0;
  int day = 0;
  int day_of_year = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t microseconds = 0;
  std::int64_t zone_seconds = 0;  // east of Greenwich
  DateParts found = 0;            // the parts that fields have given so far
  DateParts now = 0;              // those that the last field gave
  bool has_short_year = false;    // of two digits
  bool has_month_name = false;
  bool is_julian = false;
  bool is_beyond_count = false;  // so far away that the server counts days anew
};

/// A whole number as C's `strtol` reads it, spaces and sign first, zero when there is none; nothing
/// beyond an `int`.
auto take_int(std::string_view& text) -> std::optional<int>;
/// `.789` as microseconds, to the end.
auto read_fraction(std::string_view text) -> std::optional<std::int64_t>;

/// `2001-02-03`, `jan-08-1999`.
auto read_date(DateValues& values, std::string_view text, DateOrder order) -> Fault;
/// `10:30:15.5`.
auto read_time(DateValues& values, std::string_view text) -> Fault;
/// `+02:00`.
auto read_zone_offset(DateValues& values, std::string_view text) -> Fault;
/// What the meaning of a number depends on.
struct NumberContext {
  DateOrder order = DateOrder::month_day_year;
  DateParts found = 0;  // before it
  bool has_month_name = false;
};
/// A single number.
auto read_date_number(DateValues& values, std::string_view text, const NumberContext& context)
    -> Fault;
/// Numbers written as one: `20010203`, `040506.789`.
auto read_joined_numbers(DateValues& values, std::string_view text, DateParts found) -> Fault;

/// The days since 4714-11-24 BC; what stands before it is negative.
auto julian_day(int year, int month, int day) -> std::int64_t;
/// Sets the date of a Julian day.
void set_julian_day(DateValues& values, std::int64_t day);
/// Makes a year of an era, turns a day of the year into a date, and says whether it is one.
auto settle_date(DateValues& values, bool before_christ) -> Fault;

}  // namespace ormc::query
