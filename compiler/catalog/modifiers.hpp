#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

/// How PostgreSQL packs what stands in a type's parentheses into one number.
namespace ormc::catalog::modifier {

inline constexpr std::int32_t text_overhead = 4;  // lengths of character types count a header
inline constexpr std::int64_t max_text_length = 10485760;
inline constexpr std::int64_t max_bit_length = 83886080;
inline constexpr std::int64_t max_precision = 6;  // of seconds
inline constexpr std::int64_t max_numeric_precision = 1000;
inline constexpr std::int64_t min_numeric_scale = -1000;
inline constexpr std::int64_t max_numeric_scale = 1000;

/// A numeric's precision stands in the upper half, its scale in eleven bits with sign.
constexpr auto of_numeric(std::int32_t precision, std::int32_t scale) -> std::int32_t {
  return ((precision << 16) | (scale & 0x7ff)) + text_overhead;
}
constexpr auto numeric_precision(std::int32_t modifier) -> std::int32_t {
  return ((modifier - text_overhead) >> 16) & 0xffff;
}
constexpr auto numeric_scale(std::int32_t modifier) -> std::int32_t {
  return (((modifier - text_overhead) & 0x7ff) ^ 1024) - 1024;
}

/// An interval's fields are bits in the upper half, the digits of its seconds the lower half.
inline constexpr std::int32_t all_interval_fields = 0x7fff;
inline constexpr std::int32_t full_interval_precision = 0xffff;

struct IntervalFields {
  std::string_view words;
  std::int32_t mask;
};

namespace field {
inline constexpr std::int32_t month = 1 << 1;
inline constexpr std::int32_t year = 1 << 2;
inline constexpr std::int32_t day = 1 << 3;
inline constexpr std::int32_t hour = 1 << 10;
inline constexpr std::int32_t minute = 1 << 11;
inline constexpr std::int32_t second = 1 << 12;
}  // namespace field

inline constexpr std::array interval_fields{
    IntervalFields{"year", field::year},
    IntervalFields{"month", field::month},
    IntervalFields{"day", field::day},
    IntervalFields{"hour", field::hour},
    IntervalFields{"minute", field::minute},
    IntervalFields{"second", field::second},
    IntervalFields{"year to month", field::year | field::month},
    IntervalFields{"day to hour", field::day | field::hour},
    IntervalFields{"day to minute", field::day | field::hour | field::minute},
    IntervalFields{"day to second", field::day | field::hour | field::minute | field::second},
    IntervalFields{"hour to minute", field::hour | field::minute},
    IntervalFields{"hour to second", field::hour | field::minute | field::second},
    IntervalFields{"minute to second", field::minute | field::second},
};

constexpr auto find_interval_fields(std::string_view words) -> const IntervalFields* {
  const auto place = std::ranges::find(interval_fields, words, &IntervalFields::words);
  return place == interval_fields.end() ? nullptr : &*place;
}

constexpr auto of_interval(std::int32_t fields, std::int32_t precision) -> std::int32_t {
  return (fields << 16) | precision;
}

}  // namespace ormc::catalog::modifier
