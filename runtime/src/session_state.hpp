#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <orm/detail/parameters.hpp>
#include <orm/error.hpp>
#include <orm/statement.hpp>
#include <orm/type.hpp>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace orm::detail {

class pool;

struct result_deleter {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using result_handle = std::unique_ptr<PGresult, result_deleter>;

struct connection_deleter {
  void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};

/// A statement as the server knows it on one connection.
struct prepared_statement {
  std::string name;
  std::string text;
  std::vector<std::uint16_t> order;  // which parameter each $n is
  bool on_server = false;
  bool verified = false;  // the server's description is what the program was compiled for
  bool stale = false;     // the server has it with an outdated result type
};

/// Pointers to parameters as libpq wants them.
class bound_parameters {
 public:
  bound_parameters(const parameters& with, std::span<const std::uint16_t> order);
  auto size() const noexcept -> int { return size_; }
  auto values() const noexcept -> const char* const* { return values_; }
  auto lengths() const noexcept -> const int* { return lengths_; }
  auto formats() const noexcept -> const int* { return formats_; }

 private:
  static constexpr std::size_t inline_size = 16;
  int size_;
  const char** values_;
  int* lengths_;
  int* formats_;
  const char* inline_values_[inline_size];
  int inline_lengths_[inline_size];
  int inline_formats_[inline_size];
  std::vector<const char*> more_values_;
  std::vector<int> more_lengths_;
  std::vector<int> more_formats_;
};

/// A connection and what is known of its server's side: prepared statements and types.
class session_state {
 public:
  /// Connects, or throws `connection_error`.
  explicit session_state(const std::string& conninfo);

  auto handle() const noexcept -> PGconn* { return connection_.get(); }
  /// Runs a prepared statement, preparing it if need be.
  auto execute(const parameters& with) -> result_handle;
  /// Runs SQL that is not prepared: transactions, COPY, DDL. `query` is the name for errors.
  auto execute_text(const char* sql, std::string_view query = {}) -> result_handle;
  /// All in one round trip.
  void execute_all(std::span<const parameters* const> with, std::span<result_handle> results);

  auto oid_of(const type& type) -> std::uint32_t;

  auto in_transaction() const noexcept -> bool {
    return PQtransactionStatus(handle()) != PQTRANS_IDLE;
  }
  /// False when the connection was lost, or the server said that it ends it.
  auto usable() const noexcept -> bool { return !broken_ && PQstatus(handle()) == CONNECTION_OK; }
  /// Usable, outside of a transaction, and nothing under way.
  auto reusable() const noexcept -> bool {
    return usable() && PQtransactionStatus(handle()) == PQTRANS_IDLE;
  }
  /// Whether the server has sent something, or closed the connection, while nothing was asked.
  auto disturbed() const noexcept -> bool;

  /// Reads what the last request brings to its end; throws its first error.
  auto finish_request(std::string_view query, std::string_view sql) -> result_handle;
  /// Throws what a failed result says, or else the connection.
  [[noreturn]] void fail(const PGresult* failed, std::string_view query, std::string_view sql);
  /// Throws if a request could not even be sent.
  void check_sent(int sent, std::string_view query, std::string_view sql);

  /// How deep in savepoints; 0 outside of a transaction.
  int depth = 0;
  /// Which generation of its pool it belongs to.
  std::uint64_t generation = 0;
  /// Where the connection goes when it is given up; null if it is closed then.
  std::shared_ptr<pool> owner;

 private:
  struct statement_key {
    const statement* of;
    std::uint64_t choice;
    auto operator==(const statement_key&) const -> bool = default;
  };
  struct statement_hash {
    auto operator()(const statement_key& key) const noexcept -> std::size_t {
      return reinterpret_cast<std::uintptr_t>(key.of) / 16 ^ key.choice * 0x9e3779b97f4a7c15;
    }
  };
  struct known_type {
    orm::type of;
    std::uint32_t oid;
  };
  enum class after_error : std::uint8_t { fail, retry };

  auto prepare(const statement& of, std::uint64_t choice) -> prepared_statement&;
  void prepare_on_server(const statement& of, prepared_statement& prepared);
  void verify(const statement& of, prepared_statement& prepared);
  void forget(prepared_statement& prepared);
  void send(const prepared_statement& prepared, const parameters& with);
  auto pipeline_once(std::span<const parameters* const> with,
                     std::span<result_handle> results,
                     after_error on_stale) -> bool;
  /// Notes which statement an error says is gone or outdated: true if that is what it says.
  static auto note_stale(const PGresult* failed, prepared_statement& prepared) -> bool;
  auto wait_for_result() const -> result_handle;
  void note_failure(const PGresult* failed) noexcept;
  auto describe_mismatch(const statement& of, const PGresult* description) -> std::string;
  void resolve(std::span<const type> wanted);
  auto find_type(const type& type) const noexcept -> const known_type*;

  std::unique_ptr<PGconn, connection_deleter> connection_;
  std::unordered_map<statement_key, prepared_statement, statement_hash> statements_;
  std::vector<known_type> types_;
  bool broken_ = false;
};

/// What a failed result, or a broken connection, says.
auto report_of(const PGresult* failed,
               const PGconn* connection,
               std::string_view query,
               std::string_view sql) -> error_report;

/// A field of an error, empty if the server did not send it.
auto error_field(const PGresult* failed, int field) -> std::string_view;

}  // namespace orm::detail
