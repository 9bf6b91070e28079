#include "query/literal/interval_span.hpp"

#include <cmath>

namespace ormc::query {
namespace {

constexpr auto microseconds_a_second = std::int64_t{1000000};
constexpr auto microseconds_a_minute = 60 * microseconds_a_second;
constexpr auto microseconds_an_hour = 60 * microseconds_a_minute;
constexpr auto microseconds_a_day = 24 * microseconds_an_hour;
constexpr auto days_a_month = 30;
constexpr auto months_a_year = 12;

/// Adds `value` times `scale`, unless that is too large.
template <class Integer>
auto add_product(Integer& sum, std::int64_t value, std::int64_t scale) -> bool {
  auto product = std::int64_t{0};
  if (__builtin_mul_overflow(value, scale, &product)) return false;
  return !__builtin_add_overflow(sum, product, &sum);
}

}  // namespace

auto Span::add_fraction(double fraction, std::int64_t scale) -> bool {
  if (fraction == 0) return true;
  fraction *= static_cast<double>(scale);
  auto whole = static_cast<std::int64_t>(fraction);
  fraction -= static_cast<double>(whole);
  constexpr auto half = 0.5;
  if (fraction > half) {
    ++whole;
  } else if (fraction < -half) {
    --whole;
  }
  return add_product(microseconds_, whole, 1);
}

auto Span::add_fraction_of_days(double fraction, int scale) -> bool {
  if (fraction == 0) return true;
  fraction *= scale;
  const auto whole = static_cast<int>(fraction);
  return add_product(days_, whole, 1) && add_fraction(fraction - whole, microseconds_a_day);
}

auto Span::add_microseconds(std::int64_t whole, double fraction, std::int64_t scale) -> bool {
  return add_product(microseconds_, whole, scale) && add_fraction(fraction, scale);
}

auto Span::add_days(std::int64_t whole, int scale) -> bool {
  return add_product(days_, whole, scale);
}

auto Span::add_months(std::int64_t whole) -> bool { return add_product(months_, whole, 1); }

auto Span::add_years(std::int64_t whole, double fraction, int scale) -> bool {
  const auto months = static_cast<int>(std::rint(fraction * scale * months_a_year));
  return add_product(years_, whole, scale) && add_product(months_, months, 1);
}

auto Span::add(SpanUnit unit, std::int64_t whole, double fraction) -> bool {
  constexpr auto days_a_week = 7;
  switch (unit) {
    case SpanUnit::microsecond:
      return add_microseconds(whole, fraction, 1);
    case SpanUnit::millisecond:
      return add_microseconds(whole, fraction, 1000);
    case SpanUnit::second:
      return add_microseconds(whole, fraction, microseconds_a_second);
    case SpanUnit::minute:
      return add_microseconds(whole, fraction, microseconds_a_minute);
    case SpanUnit::hour:
      return add_microseconds(whole, fraction, microseconds_an_hour);
    case SpanUnit::day:
      return add_days(whole, 1) && add_fraction(fraction, microseconds_a_day);
    case SpanUnit::week:
      return add_days(whole, days_a_week) && add_fraction_of_days(fraction, days_a_week);
    case SpanUnit::month:
      return add_months(whole) && add_fraction_of_days(fraction, days_a_month);
    case SpanUnit::year:
      return add_years(whole, fraction, 1);
    case SpanUnit::decade:
      return add_years(whole, fraction, 10);
    case SpanUnit::century:
      return add_years(whole, fraction, 100);
    case SpanUnit::millennium:
      return add_years(whole, fraction, 1000);
    case SpanUnit::other:
      return false;
  }
  return false;
}

auto Span::set_time(std::int64_t hours, int minutes, int seconds, std::int64_t microseconds)
    -> bool {
  microseconds_ = minutes * microseconds_a_minute + seconds * microseconds_a_second + microseconds;
  return add_product(microseconds_, hours, microseconds_an_hour);
}

auto Span::negate() -> bool {
  constexpr auto least = std::numeric_limits<std::int32_t>::min();
  if (microseconds_ == std::numeric_limits<std::int64_t>::min() || days_ == least ||
      months_ == least || years_ == least) {
    return false;
  }
  microseconds_ = -microseconds_;
  days_ = -days_;
  months_ = -months_;
  years_ = -years_;
  return true;
}

auto Span::fits() const -> bool {
  const auto months = std::int64_t{years_} * months_a_year + months_;
  return months >= std::numeric_limits<std::int32_t>::min() &&
         months <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace ormc::query
