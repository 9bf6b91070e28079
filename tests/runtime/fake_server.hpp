#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

/// A server that says what it is told to say, in version 3 of the protocol: for what no real server
/// sends. Serves one connection at a time on a Unix socket of its own, without authentication.
class fake_server {
 public:
  struct column {
    std::uint32_t oid = 20;
    std::int16_t length = 8;
    std::int16_t format = 1;
  };
  struct script {
    std::vector<std::pair<std::string, std::string>> settings = {
        {"server_version", "15.4"},
        {"client_encoding", "UTF8"},
        {"server_encoding", "UTF8"},
        {"integer_datetimes", "on"},
        {"standard_conforming_strings", "on"}};
    std::vector<column> columns = {{}};  // how a prepared statement is described
    std::vector<column> result = {};     // how its result is, when that differs
    std::string rows = {};               // messages that answer an Execute
    bool hang_up = false;                // close the connection behind them
  };

  explicit fake_server(script told);
  fake_server(const fake_server&) = delete;
  auto operator=(const fake_server&) -> fake_server& = delete;
  ~fake_server();

  auto conninfo() const -> std::string;

 private:
  void serve();
  void converse(int client) const;

  script script_;
  std::string directory_;
  int listener_ = -1;
  int wake_[2] = {-1, -1};
  std::thread thread_;
};

/// A message of the protocol: its type, its length, its body.
auto message(char type, std::string_view body) -> std::string;
auto int16(std::int16_t value) -> std::string;
auto int32(std::int32_t value) -> std::string;
/// A DataRow with one field, whose claimed length may be a lie.
auto data_row(std::string_view bytes, std::int32_t claimed) -> std::string;
auto data_row(std::string_view bytes) -> std::string;
auto command_complete(std::string_view tag) -> std::string;
/// An ErrorResponse of fields such as {'C', "57P01"}.
auto error_response(const std::vector<std::pair<char, std::string>>& fields) -> std::string;
