#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <orm/codec.hpp>
#include <string>
#include <string_view>

// Dates and times as PostgreSQL has them: microseconds, years -4713 to 294276, infinity. They
// convert to and from the types of <chrono> without including it. A conversion that loses digits is
// explicit; one that cannot be done (infinity, overflow) throws `usage_error`.

namespace orm {

namespace detail {

[[noreturn]] void not_representable(const char* what);

/// A std::chrono::duration of integers.
template <class T>
concept duration = requires(const T& d) {
  { T::period::num } -> std::convertible_to<std::int64_t>;
  { T::period::den } -> std::convertible_to<std::int64_t>;
  { d.count() } -> std::integral;
}
&&!requires { typename T::clock; };

template <class T>
concept time_point = requires(const T& t) {
  typename T::clock;
  { t.time_since_epoch() } -> duration;
};
/// A std::chrono::sys_time.
template <class T>
concept system_time = time_point<T> && requires {
  T::clock::to_time_t;
};
/// A std::chrono::local_time.
template <class T>
concept local_time = time_point<T> && !requires {
  T::clock::now;
};

/// Whether microseconds convert to a duration without loss. (Asked of any T: clang 14 evaluates an
/// `explicit` before the constraint.)
template <class T>
inline constexpr bool holds_microseconds = false;
template <duration T>
inline constexpr bool holds_microseconds<T> = T::period::den %
                                                  (std::int64_t{1000000} * T::period::num) ==
                                              0;
template <class T>
inline constexpr bool point_holds_microseconds = false;
template <time_point T>
inline constexpr bool point_holds_microseconds<T> = holds_microseconds<typename T::duration>;
template <class Duration>
inline constexpr bool holds_days =
    (std::int64_t{86400} * Duration::period::den) % Duration::period::num == 0;

constexpr auto floor_divide(std::int64_t a, std::int64_t b) -> std::int64_t {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// Ticks of a duration as microseconds, rounded down.
template <class Duration>
constexpr auto to_microseconds(const Duration& d) -> std::int64_t {
  if constexpr (holds_microseconds<Duration>) {
    return floor_divide(static_cast<std::int64_t>(d.count()),
                        Duration::period::den / (1000000 * Duration::period::num));
  } else {
    static_assert(std::int64_t{1000000} * Duration::period::num % Duration::period::den == 0,
                  "use a duration of whole microseconds");
    std::int64_t ticks = 0;
    if (__builtin_mul_overflow(
            static_cast<std::int64_t>(d.count()),
            std::int64_t{1000000} * Duration::period::num / Duration::period::den,
            &ticks)) {
      not_representable("a time out of range");
    }
    return ticks;
  }
}

template <class Duration>
constexpr auto from_microseconds(std::int64_t microseconds) -> Duration {
  using rep = decltype(Duration{}.count());
  if constexpr (holds_microseconds<Duration>) {
    std::int64_t ticks = 0;
    if (__builtin_mul_overflow(
            microseconds, Duration::period::den / (1000000 * Duration::period::num), &ticks)) {
      not_representable("a time out of the range of its std::chrono type");
    }
    return Duration{static_cast<rep>(ticks)};
  } else {
    return Duration{static_cast<rep>(floor_divide(
        microseconds, std::int64_t{1000000} * Duration::period::num / Duration::period::den))};
  }
}

/// From 1970-01-01 to 2000-01-01.
inline constexpr std::int32_t epoch_days = 10957;
inline constexpr std::int64_t epoch_microseconds = std::int64_t{epoch_days} * 86400 * 1000000;

constexpr auto shift_epoch(std::int64_t microseconds, std::int64_t by) -> std::int64_t {
  std::int64_t shifted = 0;
  if (__builtin_add_overflow(microseconds, by, &shifted)) not_representable("a time out of range");
  return shifted;
}

}  // namespace detail

/// A date of the proleptic Gregorian calendar.
class date {
 public:
  struct calendar_date {
    int year;  ///< 0 is 1 BC
    unsigned month;
    unsigned day;
  };

  /// 2000-01-01.
  constexpr date() noexcept = default;
  /// Throws `usage_error` if there is no such day. Year 0 is 1 BC.
  date(int year, unsigned month, unsigned day);
  /// From std::chrono::sys_days.
  template <detail::system_time T>
  requires(!detail::holds_days<typename T::duration> ||
           T::duration::period::num % 86400 ==
               0) constexpr date(const T& day)  // NOLINT(google-explicit-constructor)
      : days_(checked(static_cast<std::int64_t>(day.time_since_epoch().count()) *
                          (T::duration::period::num / 86400) -
                      detail::epoch_days)) {}
  /// To std::chrono::sys_days or finer.
  template <detail::system_time T>
  constexpr operator T() const {  // NOLINT(google-explicit-constructor)
    if (!is_finite()) detail::not_representable("an infinite date");
    return T{detail::from_microseconds<typename T::duration>(
        (std::int64_t{days_} + detail::epoch_days) * 86400 * 1000000)};
  }

  static constexpr auto infinity() noexcept -> date { return from_postgres(INT32_MAX); }
  static constexpr auto minus_infinity() noexcept -> date { return from_postgres(INT32_MIN); }
  constexpr auto is_finite() const noexcept -> bool {
    return days_ != INT32_MAX && days_ != INT32_MIN;
  }
  auto calendar() const -> calendar_date;

  /// Days since 2000-01-01, as PostgreSQL counts.
  static constexpr auto from_postgres(std::int32_t days) noexcept -> date {
    date result;
    result.days_ = days;
    return result;
  }
  constexpr auto postgres() const noexcept -> std::int32_t { return days_; }

  friend constexpr auto operator<=>(const date&, const date&) -> std::strong_ordering = default;

 private:
  static constexpr auto checked(std::int64_t days) -> std::int32_t {
    if (days >= INT32_MAX || days <= INT32_MIN) {
      detail::not_representable("a date out of range");
    }
    return static_cast<std::int32_t>(days);
  }

  std::int32_t days_ = 0;
};

namespace detail {

/// What `timestamp` and `timestamptz` share.
class basic_timestamp {
 public:
  constexpr auto is_finite() const noexcept -> bool {
    return microseconds_ != INT64_MAX && microseconds_ != INT64_MIN;
  }
  /// Microseconds since 2000-01-01, as PostgreSQL counts.
  constexpr auto postgres() const noexcept -> std::int64_t { return microseconds_; }

  friend constexpr auto operator<=>(const basic_timestamp&, const basic_timestamp&)
      -> std::strong_ordering = default;

 protected:
  constexpr basic_timestamp() noexcept = default;
  explicit constexpr basic_timestamp(std::int64_t microseconds) noexcept
      : microseconds_(microseconds) {}

  template <class T>
  static constexpr auto from_time(const T& time) -> std::int64_t {
    return shift_epoch(to_microseconds(time.time_since_epoch()), -epoch_microseconds);
  }
  template <class T>
  constexpr auto to_time() const -> T {
    if (!is_finite()) not_representable("an infinite time");
    return T{
        from_microseconds<typename T::duration>(shift_epoch(microseconds_, epoch_microseconds))};
  }

  std::int64_t microseconds_ = 0;
};

}  // namespace detail

/// A date and a time of day, of no particular time zone: std::chrono::local_time.
class timestamp : public detail::basic_timestamp {
 public:
  /// 2000-01-01 00:00:00.
  constexpr timestamp() noexcept = default;
  template <detail::local_time T>
  constexpr timestamp(const T& time)  // NOLINT(google-explicit-constructor)
      : basic_timestamp(from_time(time)) {}
  template <detail::local_time T>
  constexpr explicit(!detail::point_holds_microseconds<T>) operator T() const {
    return to_time<T>();
  }
  static constexpr auto from_postgres(std::int64_t microseconds) noexcept -> timestamp {
    return timestamp{private_tag{}, microseconds};
  }
  static constexpr auto infinity() noexcept -> timestamp { return from_postgres(INT64_MAX); }
  static constexpr auto minus_infinity() noexcept -> timestamp { return from_postgres(INT64_MIN); }
  friend constexpr auto operator<=>(const timestamp&, const timestamp&)
      -> std::strong_ordering = default;

 private:
  struct private_tag {};
  constexpr timestamp(private_tag, std::int64_t microseconds) noexcept
      : basic_timestamp(microseconds) {}
};

/// A point in time: std::chrono::sys_time.
class timestamptz : public detail::basic_timestamp {
 public:
  /// 2000-01-01 00:00:00 UTC.
  constexpr timestamptz() noexcept = default;
  template <detail::system_time T>
  constexpr timestamptz(const T& time)  // NOLINT(google-explicit-constructor)
      : basic_timestamp(from_time(time)) {}
  template <detail::system_time T>
  constexpr explicit(!detail::point_holds_microseconds<T>) operator T() const {
    return to_time<T>();
  }
  static constexpr auto from_postgres(std::int64_t microseconds) noexcept -> timestamptz {
    return timestamptz{private_tag{}, microseconds};
  }
  static constexpr auto infinity() noexcept -> timestamptz { return from_postgres(INT64_MAX); }
  static constexpr auto minus_infinity() noexcept -> timestamptz {
    return from_postgres(INT64_MIN);
  }
  friend constexpr auto operator<=>(const timestamptz&, const timestamptz&)
      -> std::strong_ordering = default;

 private:
  struct private_tag {};
  constexpr timestamptz(private_tag, std::int64_t microseconds) noexcept
      : basic_timestamp(microseconds) {}
};

/// A time of day, from 00:00:00 to 24:00:00: the duration since midnight.
class time {
 public:
  static constexpr std::int64_t day = std::int64_t{86400} * 1000000;

  constexpr time() noexcept = default;
  template <detail::duration T>
  constexpr time(const T& since_midnight)  // NOLINT(google-explicit-constructor)
      : microseconds_(checked(detail::to_microseconds(since_midnight))) {}
  template <detail::duration T>
  constexpr explicit(!detail::holds_microseconds<T>) operator T() const {
    return detail::from_microseconds<T>(microseconds_);
  }
  /// Throws `usage_error` unless it is within 0 and 24 hours.
  static constexpr auto from_postgres(std::int64_t microseconds) -> time {
    time result;
    result.microseconds_ = checked(microseconds);
    return result;
  }
  constexpr auto postgres() const noexcept -> std::int64_t { return microseconds_; }

  friend constexpr auto operator<=>(const time&, const time&) -> std::strong_ordering = default;

 private:
  static constexpr auto checked(std::int64_t microseconds) -> std::int64_t {
    if (microseconds < 0 || microseconds > day) detail::not_representable("a time of day");
    return microseconds;
  }

  std::int64_t microseconds_ = 0;
};

/// A time of day with the offset of its zone from UTC in seconds, east being positive.
struct timetz {
  orm::time time = {};
  std::int32_t utc_offset = 0;

  friend constexpr auto operator==(const timetz&, const timetz&) -> bool = default;
};

/// Months, days and microseconds, none of which has a fixed number of the next. Equal means alike
/// in all three (to PostgreSQL, 30 days equal a month).
struct interval {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int64_t microseconds = 0;

  constexpr interval() noexcept = default;
  constexpr interval(std::int32_t m, std::int32_t d, std::int64_t us) noexcept
      : months(m), days(d), microseconds(us) {}
  template <detail::duration T>
  constexpr interval(const T& duration)  // NOLINT(google-explicit-constructor)
      : microseconds(detail::to_microseconds(duration)) {}

  friend constexpr auto operator==(const interval&, const interval&) -> bool = default;
};

/// As PostgreSQL writes them with DateStyle ISO; points in time in UTC.
auto to_string(const date& value) -> std::string;
auto to_string(const timestamp& value) -> std::string;
auto to_string(const timestamptz& value) -> std::string;
auto to_string(const time& value) -> std::string;
auto to_string(const timetz& value) -> std::string;
/// ISO 8601: P1Y2M3DT4H5M6.789S.
auto to_string(const interval& value) -> std::string;

template <>
struct codec<date> {
  static constexpr orm::type type = types::date;
  static void decode(std::string_view from, date& value) {
    detail::check_length(from, 4);
    value =
        date::from_postgres(static_cast<std::int32_t>(detail::load<std::uint32_t>(from.data())));
  }
  static void encode(writer& out, const date& value) { out.int32(value.postgres()); }
};

template <>
struct codec<timestamp> {
  static constexpr orm::type type = types::timestamp;
  static void decode(std::string_view from, timestamp& value) {
    detail::check_length(from, 8);
    value = timestamp::from_postgres(
        static_cast<std::int64_t>(detail::load<std::uint64_t>(from.data())));
  }
  static void encode(writer& out, const timestamp& value) { out.int64(value.postgres()); }
};

template <>
struct codec<timestamptz> {
  static constexpr orm::type type = types::timestamptz;
  static void decode(std::string_view from, timestamptz& value) {
    detail::check_length(from, 8);
    value = timestamptz::from_postgres(
        static_cast<std::int64_t>(detail::load<std::uint64_t>(from.data())));
  }
  static void encode(writer& out, const timestamptz& value) { out.int64(value.postgres()); }
};

template <>
struct codec<time> {
  static constexpr orm::type type = types::time;
  static void decode(std::string_view bytes, time& value);
  static void encode(writer& out, const time& value) { out.int64(value.postgres()); }
};

template <>
struct codec<timetz> {
  static constexpr orm::type type = types::timetz;
  static void decode(std::string_view bytes, timetz& value);
  static void encode(writer& out, const timetz& value);
};

template <>
struct codec<interval> {
  static constexpr orm::type type = types::interval;
  static void decode(std::string_view bytes, interval& value);
  static void encode(writer& out, const interval& value);
};

}  // namespace orm
