// What a date, a moment or a time is when a header says it, as a default of a parameter: the server
// is asked for the same text under each order of dates.

#include <fmt/format.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>

#include "query/literal/datetime.hpp"
#include "support/postgres_server.hpp"

namespace {

using namespace ormc::query;

struct Text {
  std::string_view type;
  std::string_view text;
};

auto date_type(std::string_view type) -> DateType {
  if (type == "date") return DateType::date;
  if (type == "timestamp") return DateType::timestamp;
  return type == "timestamptz" ? DateType::timestamptz : DateType::time;
}

/// As the server sends it: a time's zone in seconds to the west.
auto sent(std::string_view type, const DateValue& value) -> std::string {
  if (type == "date") return fmt::format("{:08x}", static_cast<std::uint32_t>(value.value));
  const auto text = fmt::format("{:016x}", static_cast<std::uint64_t>(value.value));
  return type == "timetz"
             ? text + fmt::format("{:08x}", static_cast<std::uint32_t>(-value.zone_seconds.value()))
             : text;
}

}  // namespace

TEST_CASE("dates, moments and times have the server's values", "[literals]") {
  const auto database = test_support::postgres_server::shared().create_database();
  for (const auto& [type, text] : {Text{"date", "2020-02-29"},
                                   Text{"date", "1999-01-08"},
                                   Text{"date", "January 8, 1999"},
                                   Text{"date", "0044-03-15 BC"},
                                   Text{"timestamp", "2004-10-19 10:23:54.25"},
                                   Text{"timestamptz", "2004-10-19 10:23:54+02"},
                                   Text{"timestamptz", "1901-12-31T23:59:60+00"},
                                   Text{"time", "04:05:06.789"},
                                   Text{"time", "04:05 PM"},
                                   Text{"time", "12:00 AM"},
                                   Text{"time", "040506"},
                                   Text{"time", "24:00"},
                                   Text{"time", "10:30+02"},
                                   Text{"timetz", "10:30+02"},
                                   Text{"timetz", "23:15:30.5-03:30"},
                                   Text{"timetz", "10:30+00"},
                                   Text{"timetz", "04:05:06-08:00:15"},
                                   Text{"timetz", "allballs"}}) {
    for (const auto order : date_orders) {
      constexpr auto styles = std::array{"mdy", "dmy", "ymd"};
      INFO(type << " " << text << " " << styles.at(static_cast<std::size_t>(order)));
      const auto value = find_datetime_value(text, date_type(type), settings_without_server(order));
      REQUIRE(value);
      const auto server = test_support::query_text(
          database,
          fmt::format("set datestyle = {}; select encode({}_send('{}'), 'hex')",
                      styles.at(static_cast<std::size_t>(order)),
                      type,
                      text));
      CHECK(sent(type, *value) == server);
    }
  }
  const auto in_session = find_datetime_value(
      "10:30", DateType::time, settings_without_server(DateOrder::month_day_year));
  CHECK_FALSE(in_session.value().zone_seconds);
}
