#pragma once

#include <cstdint>
#include <optional>
#include <orm/codec.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace orm {

/// A range of values. A bound that is absent is infinite.
template <class T>
struct range {
  std::optional<T> lower = {};
  std::optional<T> upper = {};
  bool lower_inclusive = true;
  bool upper_inclusive = false;
  bool empty = false;

  friend auto operator==(const range&, const range&) -> bool = default;
};

/// Ranges in order, none touching another.
template <class T>
struct multirange {
  std::vector<range<T>> ranges = {};

  friend auto operator==(const multirange&, const multirange&) -> bool = default;
};

namespace detail {

struct range_flags {
  static constexpr std::uint8_t empty = 0x01, lower_inclusive = 0x02, upper_inclusive = 0x04,
                                lower_infinite = 0x08, upper_infinite = 0x10;
};
/// Reads the flags of a range; throws if they contradict each other.
auto read_range_flags(reader& in) -> std::uint8_t;
/// Reads how many ranges follow, each of which has at least five bytes.
auto read_range_count(reader& in) -> std::size_t;

template <class T>
void decode_bound(reader& in, bool infinite, std::optional<T>& bound) {
  bound.reset();
  if (!infinite) decode_field(in, bound.emplace());
}

}  // namespace detail

template <class T>
struct codec<range<T>> {
  static constexpr orm::type type = types::any;

  static void decode(std::string_view from, range<T>& value) {
    using flag = detail::range_flags;
    reader in{from};
    const std::uint8_t flags = detail::read_range_flags(in);
    value.empty = (flags & flag::empty) != 0;
    value.lower_inclusive =
        (flags & (flag::lower_inclusive | flag::lower_infinite)) == flag::lower_inclusive;
    value.upper_inclusive =
        (flags & (flag::upper_inclusive | flag::upper_infinite)) == flag::upper_inclusive;
    detail::decode_bound(in, value.empty || (flags & flag::lower_infinite) != 0, value.lower);
    detail::decode_bound(in, value.empty || (flags & flag::upper_infinite) != 0, value.upper);
    in.finish();
  }

  static void encode(writer& out, const range<T>& value) {
    using flag = detail::range_flags;
    if (value.empty) return out.uint8(flag::empty);
    int flags = 0;
    if (!value.lower) {
      flags |= flag::lower_infinite;
    } else if (value.lower_inclusive) {
      flags |= flag::lower_inclusive;
    }
    if (!value.upper) {
      flags |= flag::upper_infinite;
    } else if (value.upper_inclusive) {
      flags |= flag::upper_inclusive;
    }
    out.uint8(static_cast<std::uint8_t>(flags));
    if (value.lower) detail::encode_field(out, *value.lower);
    if (value.upper) detail::encode_field(out, *value.upper);
  }
};

template <class T>
struct codec<multirange<T>> {
  static constexpr orm::type type = types::any;

  static void decode(std::string_view from, multirange<T>& value) {
    reader in{from};
    value.ranges.resize(detail::read_range_count(in));
    for (range<T>& each : value.ranges) detail::decode_field(in, each);
    in.finish();
  }

  static void encode(writer& out, const multirange<T>& value) {
    out.int32(static_cast<std::int32_t>(value.ranges.size()));
    for (const range<T>& each : value.ranges) detail::encode_field(out, each);
  }
};

}  // namespace orm
