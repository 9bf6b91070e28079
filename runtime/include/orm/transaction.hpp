#pragma once

#include <cstdint>
#include <orm/error.hpp>
#include <orm/session.hpp>
#include <type_traits>
#include <utility>

namespace orm {

enum class isolation : std::uint8_t {
  database_default,
  read_committed,
  repeatable_read,
  serializable,
};
enum class access : std::uint8_t { database_default, read_write, read_only };
enum class deferrable : std::uint8_t { no, yes };

struct transaction_options {
  orm::isolation isolation = orm::isolation::database_default;
  orm::access access = orm::access::database_default;
  orm::deferrable deferrable = orm::deferrable::no;
  /// How often the body may be run again after a serialization failure or a deadlock.
  int retries = 0;
};

/// A transaction, or a savepoint within one. Rolled back unless committed.
class open_transaction : public session {
 public:
  open_transaction(const open_transaction&) = delete;
  auto operator=(const open_transaction&) -> open_transaction& = delete;
  ~open_transaction();

  /// Runs a body in a savepoint: kept when it returns, undone when it throws.
  template <class Body>
  auto transaction(Body&& body) {
    open_transaction inner{state_};
    return inner.run_body(static_cast<Body&&>(body));
  }

  /// Throws `commit_rejected` when the server rolls back instead, and `commit_unknown` when
  /// the connection is lost before the answer.
  void commit();
  void rollback();

 private:
  friend class connection;
  /// A transaction on a connection that has none, or else a savepoint.
  open_transaction(detail::session_state* state, const transaction_options& options);
  explicit open_transaction(detail::session_state* state);

  template <class Body>
  auto run_body(Body&& body) {
    if constexpr (std::is_void_v<std::invoke_result_t<Body, open_transaction&>>) {
      body(*this);
      commit();
    } else {
      auto value = body(*this);
      commit();
      return value;
    }
  }

  int depth_ = 0;
  bool open_ = false;
};

using transaction = open_transaction;

}  // namespace orm
