// The extremes of every type (RELIABILITY F51, F55, F56, F58, F59 and section 0.10): there and
// back.

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <orm/array.hpp>
#include <orm/bit_string.hpp>
#include <orm/bytes.hpp>
#include <orm/chrono.hpp>
#include <orm/network.hpp>
#include <orm/numeric.hpp>
#include <orm/range.hpp>
#include <string>
#include <vector>

#include "echo.hpp"

namespace t = orm::types;

namespace {

template <class T>
using limits = std::numeric_limits<T>;

template <class T, orm::type const& Element, orm::type const& Array>
void travel(const std::vector<T>& values) {
  INFO("type " << Element.oid);
  const std::vector<T> back = session().run(echo<T, Element, Array>{.values = values});
  REQUIRE(back.size() == values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO("value " << i);
    CHECK((back[i] == values[i]));
  }
}

/// The value itself, and how the server writes it.
template <class T, orm::type const& Element, orm::type const& Array>
void travel_as(const std::vector<std::pair<T, std::string>>& expected) {
  std::vector<T> values;
  for (const auto& [value, text] : expected) values.push_back(value);
  travel<T, Element, Array>(values);
  const std::vector<std::string> texts = session().run(echo_text<T, Array>{.values = values});
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(texts[i] == expected[i].second);
    CHECK(to_string(values[i]) == expected[i].second);
  }
}

template <class T, orm::type const& Type>
void travel_alone(const T& value) {
  CHECK((session().run(echo_one<T, Type>{.value = value}) == value));
}

}  // namespace

TEST_CASE("F54: integers travel from their least to their greatest") {
  travel<std::int16_t, t::int2, t::int2_array>({limits<std::int16_t>::min(), -1, 0, 1, 32767});
  travel<std::int32_t, t::int4, t::int4_array>(
      {limits<std::int32_t>::min(), -1, 0, 1, limits<std::int32_t>::max()});
  travel<std::int64_t, t::int8, t::int8_array>(
      {limits<std::int64_t>::min(), -1, 0, 1, limits<std::int64_t>::max()});
  travel<std::uint32_t, t::oid, t::oid_array>({0, limits<std::uint32_t>::max()});
}

TEST_CASE("F55: floats travel with infinities, denormals, the sign of zero and NaN") {
  travel<float, t::float4, t::float4_array>({limits<float>::infinity(),
                                             -limits<float>::infinity(),
                                             limits<float>::denorm_min(),
                                             limits<float>::min(),
                                             limits<float>::max(),
                                             limits<float>::lowest()});
  travel<double, t::float8, t::float8_array>({limits<double>::infinity(),
                                              -limits<double>::infinity(),
                                              limits<double>::denorm_min(),
                                              limits<double>::min(),
                                              limits<double>::max(),
                                              limits<double>::lowest(),
                                              0.1});
  const auto zero = session().run(echo_one<double, t::float8>{.value = -0.0});
  CHECK((zero == 0.0 && std::signbit(zero)));
  CHECK(
      std::isnan(session().run(echo_one<double, t::float8>{.value = limits<double>::quiet_NaN()})));
  CHECK(std::isnan(session().run(echo_one<float, t::float4>{.value = limits<float>::quiet_NaN()})));
}

TEST_CASE("F55: numbers travel with as many digits as the server has room for") {
  travel_as<orm::numeric, t::numeric, t::numeric_array>({
      {orm::numeric::nan(), "NaN"},
      {orm::numeric::infinity(), "Infinity"},
      {orm::numeric::minus_infinity(), "-Infinity"},
      {orm::numeric{}, "0"},
      {orm::numeric{"0.00"}, "0.00"},
      {orm::numeric{"-10000"}, "-10000"},
      {orm::numeric{"9999.9999"}, "9999.9999"},
      {orm::numeric{std::string(131072, '9')}, std::string(131072, '9')},
      {orm::numeric{"-" + std::string(131072, '9') + "." + std::string(16383, '1')},
       "-" + std::string(131072, '9') + "." + std::string(16383, '1')},
      {orm::numeric{"0." + std::string(16382, '0') + "1"}, "0." + std::string(16382, '0') + "1"},
  });
}

TEST_CASE("F56: dates and times travel from their first to their last, infinities included") {
  travel_as<orm::date, t::date, t::date_array>(
      {{orm::date::infinity(), "infinity"},
       {orm::date::minus_infinity(), "-infinity"},
       {orm::date{-4712, 1, 1}, "4713-01-01 BC"},
       {orm::date{0, 2, 29}, "0001-02-29 BC"},
       {orm::date{1, 1, 1}, "0001-01-01"},
       {orm::date{9999, 12, 31}, "9999-12-31"},
       {orm::date::from_postgres(2145031948), "5874897-12-31"}});
  const auto first = std::int64_t{-211813488000000000};
  const auto last = std::int64_t{9223371331199999999};
  travel_as<orm::timestamp, t::timestamp, t::timestamp_array>(
      {{orm::timestamp::infinity(), "infinity"},
       {orm::timestamp::minus_infinity(), "-infinity"},
       {orm::timestamp::from_postgres(first), "4714-11-24 00:00:00 BC"},
       {orm::timestamp::from_postgres(-1), "1999-12-31 23:59:59.999999"},
       {orm::timestamp::from_postgres(last), "294276-12-31 23:59:59.999999"}});
  travel_as<orm::timestamptz, t::timestamptz, t::timestamptz_array>(
      {{orm::timestamptz::infinity(), "infinity"},
       {orm::timestamptz::from_postgres(first), "4714-11-24 00:00:00+00 BC"},
       {orm::timestamptz::from_postgres(last), "294276-12-31 23:59:59.999999+00"}});
  travel_as<orm::time, t::time, t::time_array>(
      {{orm::time::from_postgres(0), "00:00:00"},
       {orm::time::from_postgres(orm::time::day), "24:00:00"},
       {orm::time::from_postgres(orm::time::day - 1), "23:59:59.999999"}});
  travel_as<orm::timetz, t::timetz, t::timetz_array>(
      {{orm::timetz{orm::time::from_postgres(0), -57599}, "00:00:00-15:59:59"},
       {orm::timetz{orm::time::from_postgres(orm::time::day), 57599}, "24:00:00+15:59:59"}});
  travel<orm::interval, t::interval, t::interval_array>(
      {{limits<std::int32_t>::min(), limits<std::int32_t>::min(), limits<std::int64_t>::min()},
       {limits<std::int32_t>::max(), limits<std::int32_t>::max(), limits<std::int64_t>::max()},
       {1, -1, 1},
       {0, 0, 0}});
}

TEST_CASE("section 0.10: what chrono has no room for is an error, not another time") {
  using micro_time = std::chrono::sys_time<std::chrono::microseconds>;
  const auto last = orm::timestamptz::from_postgres(9223371331199999999);
  CHECK_THROWS_AS(static_cast<micro_time>(last), orm::error);
  CHECK_THROWS_AS(static_cast<micro_time>(orm::timestamptz::infinity()), orm::error);
  CHECK_THROWS_AS(static_cast<micro_time>(orm::timestamptz::minus_infinity()), orm::error);
}

TEST_CASE("texts, bytes and bits travel empty and large") {
  const auto large = std::string(3'000'000, 'x');
  travel<std::string, t::text, t::text_array>({"", large, "\xF4\x8F\xBF\xBD"});
  auto bytes = orm::bytes(1'000'000);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i % 256);
  travel<orm::bytes, t::bytea, t::bytea_array>({orm::bytes{}, orm::bytes(1), bytes});
  travel<orm::bit_string, t::varbit, t::varbit_array>(
      {orm::bit_string{""}, orm::bit_string{"1"}, orm::bit_string{std::string(100'001, '1')}});
}

TEST_CASE("F59: arrays travel with no elements, NULL elements, six dimensions and any bounds") {
  travel_alone<std::vector<std::optional<std::string>>, t::text_array>({});
  travel_alone<std::vector<std::optional<std::string>>, t::text_array>({std::nullopt});
  travel_alone<std::vector<std::optional<std::string>>, t::text_array>({"", std::nullopt, "NULL"});
  travel_alone<orm::array<std::int32_t>, t::int4_array>({});
  travel_alone<orm::array<std::int32_t>, t::int4_array>({{{2, 5}}, {1, 2}});
  travel_alone<orm::array<std::int32_t>, t::int4_array>(
      {{{1, limits<std::int32_t>::min()}, {2, 0}, {1, 1}, {1, 1}, {1, -7}, {2, 3}}, {1, 2, 3, 4}});
  const auto seven =
      orm::array<std::int32_t>{{{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}}, {1}};
  CHECK_THROWS_AS(
      (session().run(echo_one<orm::array<std::int32_t>, t::int4_array>{.value = seven})),
      orm::usage_error);
}

TEST_CASE("F59: an array with a bound of its own reads as a vector, one with a NULL does not") {
  const auto encoded = [](const auto& value) {
    orm::writer out;
    orm::codec<std::decay_t<decltype(value)>>::encode(out, value);
    return std::string(out.view());
  };
  using numbers = std::vector<std::int32_t>;
  numbers read;
  orm::codec<numbers>::decode(encoded(orm::array<std::int32_t>{{{2, 5}}, {1, 2}}), read);
  CHECK(read == numbers{1, 2});
  const std::vector<std::optional<std::int32_t>> with_null{1, std::nullopt};
  CHECK_THROWS_AS(orm::codec<numbers>::decode(encoded(with_null), read), orm::decode_error);
  const auto flat = orm::array<std::int32_t>{{{2, 1}, {1, 1}}, {1, 2}};
  CHECK_THROWS_AS(orm::codec<numbers>::decode(encoded(flat), read), orm::decode_error);
}

TEST_CASE("ranges and addresses travel empty, unbounded and whole") {
  orm::range<std::int32_t> empty;
  empty.empty = true;
  empty.lower_inclusive = false;
  orm::range<std::int32_t> whole;
  whole.lower_inclusive = false;
  travel_alone<orm::range<std::int32_t>, t::int4range>(empty);
  travel_alone<orm::range<std::int32_t>, t::int4range>(whole);
  travel_alone<orm::multirange<std::int32_t>, t::int4multirange>({});
  for (const char* text :
       {"0.0.0.0/0", "255.255.255.255", "::/0", "ffff::ffff/128", "10.0.0.1/8"}) {
    travel_alone<orm::inet, t::inet>(orm::inet{text});
  }
}

TEST_CASE("F58: a label that the program does not know is an error") {
  blog::Status status{};
  CHECK_THROWS_AS(orm::codec<blog::Status>::decode("novel", status), orm::decode_error);
  CHECK_THROWS_AS(orm::codec<blog::Status>::decode("", status), orm::decode_error);
  CHECK_THROWS_AS(orm::codec<blog::Status>::decode("draft ", status), orm::decode_error);
}
