// Every way to write a value of the types that literals are checked for; as cases they would be a
// hundred files.

#include <catch2/catch.hpp>
#include <string>

#include "catalog/catalog.hpp"
#include "catalog/modifiers.hpp"
#include "catalog/oids.hpp"
#include "query/json_text.hpp"
#include "query/literal/input.hpp"

namespace {

namespace oid = ormc::catalog::oid;

auto accepts(ormc::catalog::Oid type, const std::string& text, std::int32_t modifier = -1) -> bool {
  static const auto catalog = ormc::catalog::Catalog{};
  return !ormc::query::find_literal_fault(catalog, {type, modifier}, text);
}

}  // namespace

TEST_CASE("whole numbers have spaces around them, a sign and a range", "[query][literal]") {
  for (const auto* text : {"0", "-0", "+7", " 42 ", "\t42\n", "2147483647", "-2147483648"}) {
    CAPTURE(text);
    CHECK(accepts(oid::int4, text));
  }
  for (const auto* text :
       {"", " ", "+", "4 2", "1.5", "0x10", "1_000", "2147483648", "-2147483649"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(oid::int4, text));
  }
  CHECK(accepts(oid::int2, "-32768"));
  CHECK_FALSE(accepts(oid::int2, "32768"));
  CHECK(accepts(oid::int8, "-9223372036854775808"));
  CHECK_FALSE(accepts(oid::int8, "9223372036854775808"));
  CHECK_FALSE(accepts(oid::int8, "99999999999999999999999999"));
}

TEST_CASE("decimal numbers have a point, an exponent, or a name", "[query][literal]") {
  for (const auto* text :
       {"1", "-1.5", ".5", "5.", "1e5", "1E-5", "NaN", "-Infinity", "inf", " 1 "}) {
    CAPTURE(text);
    CHECK(accepts(oid::numeric, text));
    CHECK(accepts(oid::float8, text));
  }
  for (const auto* text : {"", ".", "e5", "1e", "1,5", "one", "--1"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(oid::numeric, text));
    CHECK_FALSE(accepts(oid::float8, text));
  }
  CHECK(accepts(oid::float8, "0x1p3"));
}

TEST_CASE("booleans are any unique beginning of their words", "[query][literal]") {
  for (const auto* text : {"t", "TRUE", "f", "fal", "y", "no", "on", "of", "1", "0", " true "}) {
    CAPTURE(text);
    CHECK(accepts(oid::bool_, text));
  }
  for (const auto* text : {"", "o", "2", "truth", "ja", "01"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(oid::bool_, text));
  }
}

TEST_CASE("uuids may be in braces and be grouped by four digits", "[query][literal]") {
  for (const auto* text : {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                           "{A0EEBC999C0B4EF8BB6D6BB9BD380A11}",
                           "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11"}) {
    CAPTURE(text);
    CHECK(accepts(oid::uuid, text));
  }
  for (const auto* text : {"",
                           "a0eebc99",
                           "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                           "g0eebc999c0b4ef8bb6d6bb9bd380a11",
                           "a0e-ebc999c0b4ef8bb6d6bb9bd380a11"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(oid::uuid, text));
  }
}

TEST_CASE("dates and times have digits, or are words for a moment", "[query][literal]") {
  CHECK(accepts(oid::date, "2026-01-31"));
  CHECK(accepts(oid::date, "infinity"));
  CHECK(accepts(oid::timestamptz, " Tomorrow "));
  CHECK(accepts(oid::time, "allballs"));
  CHECK_FALSE(accepts(oid::date, "soon"));
  CHECK_FALSE(accepts(oid::timestamp, ""));
}

// DateStyle and the zones are the server's: the differential test tries each order of dates too.
TEST_CASE("dates may have any order that a setting allows", "[query][literal]") {
  for (const auto* text : {"12/31/2020", "31/12/2020", "31-Dec-20", "J2451187", "1999.008"}) {
    CAPTURE(text);
    CHECK(accepts(oid::date, text));
  }
  for (const auto* text : {"32/12/2020", "2020-31-12", "2020-02-30", "0000-01-01", "20-20-20"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(oid::date, text));
  }
}

TEST_CASE("any word may be a zone, once", "[query][literal]") {
  CHECK(accepts(oid::timestamptz, "2020-01-01 10:00 Middle/Earth"));
  CHECK(accepts(oid::timestamptz, "2020-01-01 10:00 MET DST"));
  CHECK(accepts(oid::time, "10:00 XYZT"));
  CHECK_FALSE(accepts(oid::timestamptz, "2020-01-01 10:00 MET +02"));
  CHECK_FALSE(accepts(oid::timestamptz, "2020-01-01 10:00 +16"));
}

TEST_CASE("intervals are written in any of three styles", "[query][literal]") {
  for (const auto* text : {"@ 1 day ago", "1-2 3 4:05:06", "P1Y2M3DT4H", "P00010203T040506", "1"}) {
    CAPTURE(text);
    CHECK(accepts(oid::interval, text));
  }
  for (const auto* text : {"", "1 dayz", "1-12", "1 day 2 days", "P1H", "P", "ago", "1e400 days"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(oid::interval, text));
  }
}

TEST_CASE("the fields of an interval's type say what a number is", "[query][literal]") {
  const auto years =
      ormc::catalog::modifier::of_interval(ormc::catalog::modifier::field::year, 0xffff);
  CHECK(accepts(oid::interval, "200000000"));
  CHECK_FALSE(accepts(oid::interval, "200000000", years));
}

TEST_CASE("JSON is one value", "[query][literal]") {
  using ormc::query::is_json;
  for (const auto* text : {"null",
                           " true ",
                           "-1.5e+3",
                           "\"a\\u00e9\\n\"",
                           "[]",
                           "[1, [2], {}]",
                           "{\"a\": {\"b\": [null, false]}, \"c\": 0}"}) {
    CAPTURE(text);
    CHECK(is_json(text));
  }
  for (const auto* text : {"",
                           "nul",
                           "01",
                           "1.",
                           "'a'",
                           "[1,]",
                           "[1 2]",
                           "{a: 1}",
                           "{\"a\" 1}",
                           "{\"a\": 1",
                           "1 2",
                           "\"a",
                           "\"\\x\"",
                           "[1}"}) {
    CAPTURE(text);
    CHECK_FALSE(is_json(text));
  }
  CHECK(is_json(std::string(100'000, '[') + std::string(100'000, ']')));
  CHECK_FALSE(is_json(std::string(100'000, '[') + std::string(99'999, ']')));
}

TEST_CASE("moments that 64 bits cannot count are refused without counting them",
          "[query][literal]") {
  CHECK(accepts(oid::timestamptz, "294277-01-01 08:00 +15"));
  // Which zone a session has, and when Berlin's clocks change then, is not known.
  CHECK(accepts(oid::timestamptz, "294277-01-01 08:00"));
  CHECK(accepts(oid::timestamptz, "294277-01-08 20:00 Europe/Berlin"));
  CHECK_FALSE(accepts(oid::timestamptz, "294276-12-31 20:00 -15"));
  for (const auto* text : {"294277-01-01",
                           "294277-01-08 23:59",
                           "294277-01-09 04:00:54.775807",
                           "294277-01-09 04:00:54.775808",
                           "294277-01-10",
                           "5874897-12-31"}) {
    CAPTURE(text);
    CHECK_FALSE(accepts(oid::timestamp, text));
    CHECK_FALSE(accepts(oid::timestamptz, std::string{text} + " +00"));
  }
}
