#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <orm/array.hpp>
#include <orm/bit_string.hpp>
#include <orm/bytes.hpp>
#include <orm/chrono.hpp>
#include <orm/geometry.hpp>
#include <orm/json.hpp>
#include <orm/network.hpp>
#include <orm/numeric.hpp>
#include <orm/range.hpp>
#include <orm/system.hpp>
#include <orm/text_search.hpp>
#include <orm/uuid.hpp>
#include <random>
#include <string>
#include <vector>

#include "sample.orm.hpp"

/// Makes values that PostgreSQL accepts, the odd ones often.
class random_values {
 public:
  explicit random_values(std::uint64_t seed) : engine_(seed) {}

  auto below(std::uint64_t bound) -> std::uint64_t { return bound == 0 ? 0 : engine_() % bound; }
  auto one_in(std::uint64_t n) -> bool { return below(n) == 0; }
  template <class T>
  auto bits() -> T {
    return static_cast<T>(engine_());
  }
  template <class T>
  auto integer() -> T {
    using limits = std::numeric_limits<T>;
    switch (below(8)) {
      case 0:
        return limits::min();
      case 1:
        return limits::max();
      case 2:
        return 0;
      case 3:
        return static_cast<T>(below(100));
      default:
        return bits<T>();
    }
  }
  auto between(std::int64_t low, std::int64_t high) -> std::int64_t {
    if (one_in(20)) return one_in(2) ? low : high;
    const auto size = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + below(size));
  }
  /// Of any length up to a bound, with letters of one to four bytes.
  auto text(std::size_t longest = 60) -> std::string {
    static const char* const letters[]{
        "a", "Z", "0", " ", "\n", "\\", "'", "\"", "{", ",", "ß", "→", "😀", "\x01", "\x7f"};
    std::string result;
    for (std::size_t i = below(longest); i > 0; --i) result += letters[below(std::size(letters))];
    if (one_in(500)) result.append(below(100000), 'x');
    return result;
  }
  auto word() -> std::string {
    std::string result(1 + below(8), 'a');
    for (char& c : result) c = static_cast<char>('a' + below(26));
    return result;
  }

 private:
  std::mt19937_64 engine_;
};

template <class T>
struct random_value {
  static auto make(random_values& from) -> T { return from.integer<T>(); }
};
template <class T>
auto make(random_values& from) -> T {
  return random_value<T>::make(from);
}

template <>
struct random_value<bool> {
  static auto make(random_values& from) -> bool { return from.one_in(2); }
};
template <>
struct random_value<float> {
  static auto make(random_values& from) -> float {
    const float value = std::bit_cast<float>(from.bits<std::uint32_t>());
    return std::isnan(value) ? std::numeric_limits<float>::infinity() : value;
  }
};
template <>
struct random_value<double> {
  static auto make(random_values& from) -> double {
    const double value = std::bit_cast<double>(from.bits<std::uint64_t>());
    return std::isnan(value) ? -0.0 : value;
  }
};
template <>
struct random_value<std::string> {
  static auto make(random_values& from) -> std::string { return from.text(); }
};
template <>
struct random_value<orm::bytes> {
  static auto make(random_values& from) -> orm::bytes {
    orm::bytes value(from.below(100));
    for (std::byte& byte : value) byte = static_cast<std::byte>(from.below(256));
    return value;
  }
};
template <>
struct random_value<orm::numeric> {
  static auto make(random_values& from) -> orm::numeric {
    switch (from.below(40)) {
      case 0:
        return orm::numeric::nan();
      case 1:
        return orm::numeric::infinity();
      case 2:
        return orm::numeric::minus_infinity();
      case 3:
        return orm::numeric{};
      case 4:
        return orm::numeric{"-9999999999999999999999999999999999999999.99990000"};
      case 5:
        return orm::numeric{"0." + std::string(from.below(200), '0') + "1"};
      case 6:
        return orm::numeric{"1e" + std::to_string(from.below(1000))};
      default:
        break;
    }
    if (from.one_in(400)) {
      return orm::numeric{std::string(131072, '9') + "." + std::string(16383, '1')};
    }
    std::string text = from.one_in(2) ? "-" : "";
    for (std::uint64_t i = 1 + from.below(30); i > 0; --i) {
      text += static_cast<char>('0' + from.below(10));
    }
    if (from.one_in(2)) text += '.';
    for (std::uint64_t i = text.back() == '.' ? from.below(30) : 0; i > 0; --i) {
      text += static_cast<char>('0' + from.below(10));
    }
    return orm::numeric{text};
  }
};
template <>
struct random_value<orm::date> {
  static auto make(random_values& from) -> orm::date {
    if (from.one_in(20)) return orm::date::infinity();
    if (from.one_in(20)) return orm::date::minus_infinity();
    return orm::date::from_postgres(static_cast<std::int32_t>(
        from.one_in(2) ? from.between(-2451507, 2145031948) : from.between(-800000, 40000)));
  }
};
inline auto random_timestamp(random_values& from) -> std::int64_t {
  if (from.one_in(20)) return std::numeric_limits<std::int64_t>::max();
  if (from.one_in(20)) return std::numeric_limits<std::int64_t>::min();
  return from.one_in(2) ? from.between(-211813488000000000, 9223371331199999999)
                        : from.between(-70000000000000000, 3000000000000000);
}
template <>
struct random_value<orm::timestamp> {
  static auto make(random_values& from) -> orm::timestamp {
    return orm::timestamp::from_postgres(random_timestamp(from));
  }
};
template <>
struct random_value<orm::timestamptz> {
  static auto make(random_values& from) -> orm::timestamptz {
    return orm::timestamptz::from_postgres(random_timestamp(from));
  }
};
template <>
struct random_value<orm::time> {
  static auto make(random_values& from) -> orm::time {
    return orm::time::from_postgres(from.between(0, orm::time::day));
  }
};
template <>
struct random_value<orm::timetz> {
  static auto make(random_values& from) -> orm::timetz {
    return {make_time(from), static_cast<std::int32_t>(from.between(-57599, 57599))};
  }
  static auto make_time(random_values& from) -> orm::time { return ::make<orm::time>(from); }
};
template <>
struct random_value<orm::interval> {
  static auto make(random_values& from) -> orm::interval {
    if (from.one_in(2)) {
      return {static_cast<std::int32_t>(from.between(-1000, 1000)),
              static_cast<std::int32_t>(from.between(-1000, 1000)),
              from.between(-1000000000, 1000000000)};
    }
    return {
        from.integer<std::int32_t>(), from.integer<std::int32_t>(), from.integer<std::int64_t>()};
  }
};
template <>
struct random_value<orm::uuid> {
  static auto make(random_values& from) -> orm::uuid {
    orm::uuid value;
    for (unsigned char& byte : value.bytes) byte = from.bits<unsigned char>();
    return value;
  }
};
template <>
struct random_value<orm::json> {
  static auto make(random_values& from) -> orm::json {
    return "{ \"" + from.word() + "\":" + std::to_string(from.below(100)) + " }";
  }
};
template <>
struct random_value<orm::jsonb> {
  static auto make(random_values& from) -> orm::jsonb {
    return "{\"" + from.word() + "\": [" + std::to_string(from.below(100)) + ", null]}";
  }
};
template <>
struct random_value<orm::jsonpath> {
  static auto make(random_values& from) -> orm::jsonpath { return "$.\"" + from.word() + "\"[0]"; }
};
template <>
struct random_value<orm::xml> {
  static auto make(random_values& from) -> orm::xml { return "<a>" + from.word() + "</a>"; }
};
template <>
struct random_value<orm::inet> {
  static auto make(random_values& from) -> orm::inet {
    orm::inet value;
    value.family = from.one_in(2) ? orm::ip_family::v4 : orm::ip_family::v6;
    const int size = value.family == orm::ip_family::v4 ? 4 : 16;
    for (int i = 0; i < size; ++i) value.address[i] = from.bits<unsigned char>();
    value.prefix = static_cast<std::uint8_t>(
        from.one_in(2) ? size * 8 : static_cast<int>(from.below(static_cast<unsigned>(size) * 8)));
    return value;
  }
};
template <>
struct random_value<orm::cidr> {
  static auto make(random_values& from) -> orm::cidr {
    orm::cidr value;
    static_cast<orm::inet&>(value) = ::make<orm::inet>(from);
    const std::size_t size = value.family == orm::ip_family::v4 ? 4 : 16;
    for (std::size_t bit = value.prefix; bit < size * 8; ++bit) {
      value.address[bit / 8] =
          static_cast<unsigned char>(value.address[bit / 8] & ~(0x80 >> bit % 8));
    }
    return value;
  }
};
template <>
struct random_value<orm::macaddr> {
  static auto make(random_values& from) -> orm::macaddr {
    orm::macaddr value;
    for (unsigned char& byte : value.bytes) byte = from.bits<unsigned char>();
    return value;
  }
};
template <>
struct random_value<orm::macaddr8> {
  static auto make(random_values& from) -> orm::macaddr8 {
    orm::macaddr8 value;
    for (unsigned char& byte : value.bytes) byte = from.bits<unsigned char>();
    return value;
  }
};
template <>
struct random_value<orm::bit_string> {
  static auto make(random_values& from) -> orm::bit_string {
    std::string text(from.below(70), '0');
    for (char& c : text) c = static_cast<char>('0' + from.below(2));
    return orm::bit_string{text};
  }
};
template <>
struct random_value<orm::money> {
  static auto make(random_values& from) -> orm::money { return {from.integer<std::int64_t>()}; }
};
template <>
struct random_value<orm::tid> {
  static auto make(random_values& from) -> orm::tid {
    return {from.integer<std::uint32_t>(), from.integer<std::uint16_t>()};
  }
};
template <>
struct random_value<orm::pg_lsn> {
  static auto make(random_values& from) -> orm::pg_lsn { return {from.integer<std::uint64_t>()}; }
};
template <>
struct random_value<orm::point> {
  static auto make(random_values& from) -> orm::point {
    return {::make<double>(from), ::make<double>(from)};
  }
};
template <>
struct random_value<orm::line> {
  static auto make(random_values& from) -> orm::line {
    return {static_cast<double>(from.between(1, 1000)),
            static_cast<double>(from.between(-1000, 1000)),
            ::make<double>(from)};
  }
};
template <>
struct random_value<orm::lseg> {
  static auto make(random_values& from) -> orm::lseg {
    return {::make<orm::point>(from), ::make<orm::point>(from)};
  }
};
template <>
struct random_value<orm::box> {
  static auto make(random_values& from) -> orm::box {
    const auto a = ::make<orm::point>(from);
    const auto b = ::make<orm::point>(from);
    return {{std::max(a.x, b.x), std::max(a.y, b.y)}, {std::min(a.x, b.x), std::min(a.y, b.y)}};
  }
};
inline auto random_points(random_values& from) -> std::vector<orm::point> {
  std::vector<orm::point> points(1 + from.below(5));
  for (orm::point& point : points) point = make<orm::point>(from);
  return points;
}
template <>
struct random_value<orm::path> {
  static auto make(random_values& from) -> orm::path {
    return {from.one_in(2), random_points(from)};
  }
};
template <>
struct random_value<orm::polygon> {
  static auto make(random_values& from) -> orm::polygon { return {random_points(from)}; }
};
template <>
struct random_value<orm::circle> {
  static auto make(random_values& from) -> orm::circle {
    return {::make<orm::point>(from), std::abs(::make<double>(from))};
  }
};
template <>
struct random_value<orm::tsvector> {
  static auto make(random_values& from) -> orm::tsvector {
    std::vector<std::string> words(from.below(5));
    for (std::string& word : words) word = from.word();
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    orm::tsvector value;
    for (std::string& word : words) {
      orm::tsvector::lexeme lexeme{std::move(word)};
      std::uint16_t at = 0;
      for (std::uint64_t i = from.below(4); i > 0; --i) {
        at = static_cast<std::uint16_t>(at + 1 + from.below(3));
        lexeme.positions.push_back({at, static_cast<orm::tsvector::weight>(from.below(4))});
      }
      value.lexemes.push_back(std::move(lexeme));
    }
    return value;
  }
};
template <>
struct random_value<orm::tsquery> {
  /// Never empty: see the test of the empty one.
  static auto make(random_values& from) -> orm::tsquery {
    orm::tsquery value;
    add(from, value, 3);
    return value;
  }
  static void add(random_values& from, orm::tsquery& to, int depth) {
    using kind = orm::tsquery::node_kind;
    const auto chosen = depth == 0 ? kind::lexeme : static_cast<kind>(from.below(5));
    orm::tsquery::node node{.kind = chosen};
    if (chosen == kind::lexeme) {
      node.weights = static_cast<std::uint8_t>(from.below(16));
      node.prefix = from.one_in(2);
      node.text = from.word();
    } else if (chosen == kind::phrase) {
      node.distance = static_cast<std::uint16_t>(from.below(100));
    }
    to.nodes.push_back(node);
    if (chosen == kind::lexeme) return;
    add(from, to, depth - 1);
    if (chosen != kind::negation) add(from, to, depth - 1);
  }
};
template <class T>
struct random_value<orm::range<T>> {
  static auto make(random_values& from) -> orm::range<T> {
    orm::range<T> value;
    if (from.one_in(10)) {
      value.empty = true;
      value.lower_inclusive = false;
      return value;
    }
    auto [low, high] = bounds(from);
    if (!from.one_in(5)) value.lower = low;
    if (!from.one_in(5)) value.upper = high;
    value.lower_inclusive = value.lower.has_value();
    return value;
  }
  static auto bounds(random_values& from) -> std::pair<T, T> {
    if constexpr (std::is_integral_v<T>) {
      const std::int64_t low = from.between(-1000000, 1000000);
      return {static_cast<T>(low), static_cast<T>(low + 1 + from.between(0, 1000))};
    } else if constexpr (std::is_same_v<T, orm::numeric>) {
      const std::int64_t low = from.between(-1000000, 1000000);
      return {orm::numeric{low}, orm::numeric{low + 1}};
    } else if constexpr (std::is_same_v<T, orm::date>) {
      const auto low = static_cast<std::int32_t>(from.between(-10000, 10000));
      return {T::from_postgres(low), T::from_postgres(low + 1)};
    } else {
      const std::int64_t low = from.between(-10000000000, 10000000000);
      return {T::from_postgres(low), T::from_postgres(low + from.between(1, 1000000))};
    }
  }
};
template <class T>
struct random_value<orm::multirange<T>> {
  static auto make(random_values& from) -> orm::multirange<T> {
    orm::multirange<T> value;
    const auto range = ::make<orm::range<T>>(from);
    if (!range.empty) value.ranges.push_back(range);
    return value;
  }
};
template <>
struct random_value<blog::Status> {
  static auto make(random_values& from) -> blog::Status {
    return static_cast<blog::Status>(from.below(3));
  }
};
template <class T>
struct random_value<std::optional<T>> {
  static auto make(random_values& from) -> std::optional<T> {
    if (from.one_in(4)) return std::nullopt;
    return ::make<T>(from);
  }
};
template <class T>
struct random_value<std::vector<T>> {
  static auto make(random_values& from) -> std::vector<T> {
    std::vector<T> value;
    for (std::uint64_t i = from.below(6); i > 0; --i) value.push_back(::make<T>(from));
    return value;
  }
};
template <>
struct random_value<blog::Address> {
  static auto make(random_values& from) -> blog::Address {
    std::optional<std::string> zip;
    if (from.one_in(2)) zip = from.word();
    return {from.text(), from.text(), std::move(zip)};
  }
};
template <class T>
struct random_value<orm::array<T>> {
  static auto make(random_values& from) -> orm::array<T> {
    orm::array<T> value;
    std::size_t size = from.one_in(10) ? 0 : 1;
    for (std::uint64_t i = size == 0 ? 0 : 1 + from.below(6); i > 0; --i) {
      const std::uint64_t length = 1 + from.below(3);
      size *= length;
      value.dimensions.push_back(
          {static_cast<std::int32_t>(length), static_cast<std::int32_t>(from.between(-5, 5))});
    }
    while (value.elements.size() < size) value.elements.push_back(::make<T>(from));
    return value;
  }
};
