// What an interval is when a header says it, as a default of a parameter: the server is asked for
// the same text under each style of intervals.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "query/literal/interval.hpp"
#include "support/postgres_server.hpp"

namespace {

using ormc::query::find_interval_value;

/// As the server sends it: microseconds, days, months.
auto sent(const ormc::query::IntervalValue& value) -> std::string {
  return fmt::format("{:016x}{:08x}{:08x}",
                     static_cast<std::uint64_t>(value.microseconds),
                     static_cast<std::uint32_t>(value.days),
                     static_cast<std::uint32_t>(value.months));
}

}  // namespace

TEST_CASE("intervals have the server's values", "[literals]") {
  const auto database = test_support::postgres_server::shared().create_database();
  for (const auto* text : {"1 day",
                           "-1 day",
                           "1.5 days",
                           "1 year 2 mons -3 days 04:05:06.789",
                           "1 year 2 months ago",
                           "1-2",
                           "-1-2",
                           "1.5 years",
                           "0.7 months",
                           "1.3 weeks",
                           "2 decades 3 centuries",
                           "1 millennium",
                           "90",
                           "1.000001 seconds",
                           "0.1 ms",
                           "7.5 us",
                           "3 4:05:06",
                           "04:05",
                           "-04:05:06.5",
                           "@ 1 minute 30 seconds ago",
                           "12 h 70 m",
                           "0",
                           "1 mon 1 mon",
                           "2147483647 days",
                           "178956970 years 7 mons",
                           "P1Y2M3DT4H5M6.789S",
                           "P-1Y-2M3DT-4H5M",
                           "P0001-02-03T04:05:06.5",
                           "P20010203T040506",
                           "P1.5Y",
                           "P2W",
                           "PT0.000001S",
                           "P1Y2M-3DT10:30"}) {
    INFO(text);
    const auto value = find_interval_value(text);
    if (!value) continue;
    for (const auto* style : {"postgres", "sql_standard"}) {
      const auto server = test_support::query_text(
          database,
          fmt::format(
              "set intervalstyle = {}; select encode(interval_send('{}'), 'hex')", style, text));
      CHECK(sent(*value) == server);
    }
  }
  CHECK(find_interval_value("1 day"));
  CHECK(find_interval_value("P1Y2M3DT4H5M6S"));
  CHECK_FALSE(find_interval_value("-1 day 2 hours"));  // two hours ago, as SQL has it
  CHECK_FALSE(find_interval_value("1 fortnight"));
}
