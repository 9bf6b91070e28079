#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "query/literal/datetime_parts.hpp"
#include "query/literal/fault.hpp"

/// Whether texts are dates and times, as their input functions read them.
namespace ormc::query {

/// What is known of the name of a time zone.
enum class Zone : std::uint8_t {
  none,
  maybe,           // nobody knows: it may be any
  standard,        // an abbreviation that is an offset from Greenwich
  daylight,        // the same, in summer
  changing,        // an abbreviation whose offset depends on the date
  named_constant,  // the full name of a zone that never changes
  named_changing,  // of one that does
};

/// What the answer depends on beside the text.
struct DateSettings {
  DateOrder order = DateOrder::month_day_year;
  /// Of words that dates have no use for; and of names with marks in them, or words again.
  std::function<Zone(std::string_view word)> abbreviation;
  std::function<Zone(std::string_view name)> zone;
  std::optional<std::int64_t> session_offset;  // in seconds
};

enum class DateType : std::uint8_t { date, time, timestamp, timestamptz };

auto find_datetime_fault(std::string_view text, DateType type, const DateSettings& settings)
    -> Fault;

/// What a date, a moment or a time is when it is read: days or microseconds since 2000-01-01, or
/// microseconds since midnight.
struct DateValue {
  std::int64_t value = 0;
  bool is_local = false;                          // in a zone that is not known
  std::optional<std::int64_t> zone_seconds = {};  // of a time of day with one: east of Greenwich

  auto operator==(const DateValue&) const -> bool = default;
};
/// Nothing for what has no value before the statement runs, as `today`, or depends on the server.
/// The text is to be one of the type.
auto find_datetime_value(std::string_view text, DateType type, const DateSettings& settings)
    -> std::optional<DateValue>;

/// What is known without a server: every word that has no other meaning may be a zone.
auto settings_without_server(DateOrder order) -> DateSettings;

/// The same without a server: a fault is one under all its settings. Each order of dates is tried,
/// and every word that has no other meaning may be a zone of the server's.
auto find_datetime_fault(std::string_view text, DateType type) -> Fault;

}  // namespace ormc::query
