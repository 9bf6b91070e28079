// What no real server sends (RELIABILITY section 0, F53, F57): the runtime answers with an error of
// its own, or with a value that is really there; never with a value made of other bytes.

#include <catch2/catch.hpp>
#include <cstdint>
#include <optional>
#include <orm/connection.hpp>
#include <orm/members.hpp>
#include <orm/query.hpp>
#include <string>

#include "fake_server.hpp"

namespace {

using namespace std::string_literals;

struct number {
  using result = std::int64_t;
  using parameters = orm::members<>;
  static constexpr orm::type column_types[]{orm::types::int8};
  static constexpr orm::statement statement{
      .name = "number", .text = "select 1::int8", .columns = column_types};
};

const auto eight_bytes = "\0\0\0\0\0\0\0\x2a"s;

auto one_row(const std::string& row) -> std::string { return row + command_complete("SELECT 1"); }

/// What a query brings when the server answers so: nothing when it throws an orm::error.
auto ask(fake_server::script told) -> std::optional<std::int64_t> {
  const fake_server server{std::move(told)};
  try {
    orm::connection db{server.conninfo()};
    return db.run(number{});
  } catch (const orm::error&) {
    return std::nullopt;
  }
}

template <class Error>
void check_throws(fake_server::script told) {
  const fake_server server{std::move(told)};
  orm::connection db{server.conninfo()};
  CHECK_THROWS_AS(db.run(number{}), Error);
}

}  // namespace

TEST_CASE("section 0: a server that behaves is understood", "[protocol]") {
  CHECK(ask({.rows = one_row(data_row(eight_bytes))}) == 42);
}

TEST_CASE("section 0.5: lengths and formats are the server's claims, and are checked",
          "[protocol]") {
  check_throws<orm::decode_error>({.rows = one_row(data_row("\x01"))});
  check_throws<orm::decode_error>({.rows = one_row(data_row(""))});
  check_throws<orm::decode_error>({.rows = one_row(data_row(eight_bytes + "\x01"))});
  check_throws<orm::decode_error>({.rows = one_row(data_row("", -1))});
  // libpq passes on a length of -5 as one of 0.
  check_throws<orm::decode_error>({.rows = one_row(data_row("", -5))});
  check_throws<orm::error>({.rows = one_row(data_row(eight_bytes, 100))});
  check_throws<orm::error>({.rows = one_row(data_row(eight_bytes, 7))});
  check_throws<orm::error>({.rows = one_row(message('D', int16(2) + int32(8) + eight_bytes))});
  check_throws<orm::error>({.rows = one_row(message('D', int16(0)))});
  check_throws<orm::error>({.result = {{20, 8, 0}}, .rows = one_row(data_row("42"))});
  check_throws<orm::error>({.result = {{25, -1, 1}, {25, -1, 1}},
                            .rows = one_row(message('D', int16(2) + int32(0) + int32(0)))});
}

TEST_CASE("section 0.4: an error without a code, and one without anything", "[protocol]") {
  check_throws<orm::server_error>({.rows = error_response({{'S', "ERROR"}, {'M', "no code"}})});
  check_throws<orm::error>({.rows = error_response({})});
  check_throws<orm::server_error>({.rows = error_response({{'S', "ERROR"}, {'C', "?"}})});
}

TEST_CASE("section 0.2: after FATAL a connection is lost, whatever libpq says", "[protocol]") {
  const fake_server server{
      {.rows = error_response({{'S', "FATAL"}, {'V', "FATAL"}, {'C', "57P01"}, {'M', "bye"}})}};
  orm::connection db{server.conninfo()};
  CHECK_THROWS_AS(db.run(number{}), orm::error);
  CHECK_FALSE(db.usable());
}

TEST_CASE("section 0.3: of several errors the first counts", "[protocol]") {
  const fake_server server{
      {.rows = error_response({{'S', "FATAL"}, {'V', "FATAL"}, {'C', "25P03"}, {'M', "idle"}}),
       .hang_up = true}};
  orm::connection db{server.conninfo()};
  try {
    db.run(number{});
    FAIL("the server hung up");
  } catch (const orm::server_error& error) {
    CHECK(error.sqlstate() == "25P03");
  }
  CHECK_FALSE(db.usable());
}

TEST_CASE("F53, F57: a server that speaks otherwise is refused", "[protocol]") {
  const auto with = [](const std::string& name, const std::string& value) {
    fake_server::script told;
    for (auto& setting : told.settings) {
      if (setting.first == name) setting.second = value;
    }
    const fake_server server{std::move(told)};
    CHECK_THROWS_AS(orm::connection{server.conninfo()}, orm::connection_error);
  };
  with("integer_datetimes", "off");
  with("client_encoding", "LATIN1");
  with("server_encoding", "SQL_ASCII");
}

TEST_CASE("an answer that is cut off anywhere is an error", "[protocol]") {
  const auto rows = one_row(data_row(eight_bytes)) + message('Z', "I");
  for (std::size_t at = 0; at < rows.size(); ++at) {
    INFO("after byte " << at);
    CHECK(ask({.rows = rows.substr(0, at), .hang_up = true}) == std::nullopt);
  }
}

TEST_CASE("an answer with any bit flipped is an error or another number", "[protocol]") {
  const auto rows = one_row(data_row(eight_bytes)) + message('Z', "I");
  REQUIRE(ask({.rows = rows, .hang_up = true}) == 42);
  const auto value_begin = rows.find(eight_bytes);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      INFO("bit " << bit << " of byte " << at);
      auto flipped = rows;
      flipped[at] = static_cast<char>(flipped[at] ^ 1 << bit);
      const auto found = ask({.rows = flipped, .hang_up = true});
      const auto in_value = at >= value_begin && at < value_begin + eight_bytes.size();
      if (!in_value && found) CHECK(*found == 42);
    }
  }
}
