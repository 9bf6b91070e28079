#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How texts of dates, times and intervals fall into fields, before anybody asks what they mean.
namespace ormc::query {

struct DateField {
  enum class Kind : std::uint8_t {
    number,  // 2001, 12.5
    time,    // 10:30
    date,    // 2001-02-03, jan-08-1999, america/new_york
    word,    // january
    zone,    // +02:00
    signed_word,
  };
  Kind kind;
  std::string text;  // in small letters
};

/// Splits `text`; nothing when a character has no place in it, or there is more than the server has
/// room for: `room` characters, one more a field.
auto split_date_fields(std::string_view text, std::size_t room)
    -> std::optional<std::vector<DateField>>;

}  // namespace ormc::query
