#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

/// The sum of an interval's parts, within the numbers that the server has for them.
namespace ormc::query {

enum class SpanUnit : std::uint8_t {
  microsecond,
  millisecond,
  second,
  minute,
  hour,
  day,
  week,
  month,
  year,
  decade,
  century,
  millennium,
  other,  // known, but nothing that has a length
};

class Span {
 public:
  /// So many of a unit, and a fraction of one; false when it does not fit.
  auto add(SpanUnit unit, std::int64_t whole, double fraction) -> bool;
  /// What a time of day has, instead of what there was.
  auto set_time(std::int64_t hours, int minutes, int seconds, std::int64_t microseconds) -> bool;

  auto microseconds() const -> std::int64_t { return microseconds_; }
  auto days() const -> std::int32_t { return days_; }
  /// Those of the years too; only where it fits.
  auto months() const -> std::int32_t {
    constexpr auto months_a_year = 12;
    return years_ * months_a_year + months_;
  }
  void negate_time() { microseconds_ = -microseconds_; }
  /// Turns all parts around.
  auto negate() -> bool;
  /// Whether years and months fit into one number of months.
  auto fits() const -> bool;

 private:
  auto add_microseconds(std::int64_t whole, double fraction, std::int64_t scale) -> bool;
  auto add_days(std::int64_t whole, int scale) -> bool;
  auto add_fraction_of_days(double fraction, int scale) -> bool;
  auto add_fraction(double fraction, std::int64_t scale) -> bool;
  auto add_months(std::int64_t whole) -> bool;
  auto add_years(std::int64_t whole, double fraction, int scale) -> bool;

  std::int64_t microseconds_ = 0;
  std::int32_t days_ = 0;
  std::int32_t months_ = 0;
  std::int32_t years_ = 0;
};

}  // namespace ormc::query
