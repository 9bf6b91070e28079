#pragma once

#include <orm/session.hpp>
#include <orm/transaction.hpp>
#include <string>
#include <string_view>

namespace orm {

/// One connection to a database, with its prepared statements. Has one owner and can be moved.
class connection : public session {
 public:
  /// Connects; `conninfo` is libpq's: "postgresql:///blog" or "host=... dbname=...". It is never
  /// part of an error.
  explicit connection(std::string_view conninfo);
  connection(connection&& other) noexcept;
  auto operator=(connection&& other) noexcept -> connection&;
  ~connection();

  /// Runs a body in a transaction, which is committed when the body returns and rolled back
  /// when it throws. With `retries` the whole body is run again after a serialization failure.
  template <class Body>
  auto transaction(Body&& body, const transaction_options& options = {})
      -> std::invoke_result_t<Body&, open_transaction&> {
    for (int attempt = 0;; ++attempt) {
      try {
        open_transaction tx{state_, options};
        return tx.run_body(body);
      } catch (const transaction_rollback& error) {
        if (attempt >= options.retries || !is_retryable(error)) throw;
      }
      wait_before_retry(attempt);
    }
  }

  /// Starts a transaction that ends with `commit`, or is rolled back by its destructor.
  [[nodiscard]] auto begin(const transaction_options& options = {}) -> open_transaction {
    return open_transaction{state_, options};
  }

  /// Runs SQL without parameters or results: DDL, SET, LISTEN. One statement, a constant of the
  /// program.
  void execute(const char* sql);

  /// False after the connection was lost.
  auto usable() const noexcept -> bool;
  /// The server's version: 150004 for 15.4.
  auto server_version() const noexcept -> int;

 private:
  friend class database;
  explicit connection(detail::session_state* state) noexcept : session(state) {}
  static auto is_retryable(const error& error) noexcept -> bool;
  static void wait_before_retry(int attempt);
};

}  // namespace orm
