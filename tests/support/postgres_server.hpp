#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace test_support {

/// A private PostgreSQL server in a temporary directory, on a Unix socket only. Runs as user
/// postgres when the tests are root. Its destructor stops it and removes the directory; it also
/// stops when the test process dies.
class postgres_server {
 public:
  /// Starts a server; throws `std::runtime_error` with the server's log if it does not come up.
  /// `settings` are of the form "name=value".
  explicit postgres_server(const std::vector<std::string>& settings = {});
  postgres_server(const postgres_server&) = delete;
  auto operator=(const postgres_server&) -> postgres_server& = delete;
  ~postgres_server();

  /// The one of this process, started when first asked for.
  static auto shared() -> postgres_server&;

  /// For libpq: "host=... user=postgres dbname=...".
  auto conninfo(std::string_view database = "postgres") const -> std::string;
  /// Makes an empty database with a name of its own; returns its conninfo.
  auto create_database() -> std::string;
  /// Removes one that `create_database` made, when nobody is connected to it any more.
  void drop_database(const std::string& conninfo);
  auto directory() const -> const std::string& { return directory_; }
  auto process_id() const noexcept -> int { return process_; }

 private:
  void stop() noexcept;

  std::string directory_;
  int process_ = -1;
  int databases_ = 0;
};

/// Runs statements, separated by semicolons, on a connection of their own; throws
/// `std::runtime_error` with the server's message.
void run_sql(const std::string& conninfo, const std::string& sql);
/// The first column of the first row of a query, as text; empty for none or NULL.
auto query_text(const std::string& conninfo, const std::string& sql) -> std::string;

}  // namespace test_support
