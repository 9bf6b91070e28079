#pragma once

#include <cstddef>
#include <cstdint>
#include <orm/connection.hpp>
#include <orm/session.hpp>
#include <orm/transaction.hpp>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace orm {

struct database_options {
  std::size_t max_connections = 8;
  std::int64_t acquire_timeout_ms = 5000;  ///< then `pool_timeout`
  std::size_t max_waiters = 512;           ///< beyond, `pool_timeout` at once
};

struct pool_statistics {
  std::size_t open = 0;
  std::size_t idle = 0;
  std::size_t waiting = 0;
  std::uint64_t created = 0;
  std::uint64_t destroyed = 0;
};

/// A database: a pool of connections, made when they are needed. Thread-safe.
class database {
 public:
  /// Does not connect yet. `conninfo` is libpq's, and never part of an error.
  explicit database(std::string_view conninfo, const database_options& options = {});
  database(const database&) = delete;
  auto operator=(const database&) -> database& = delete;
  ~database();

  /// A connection of the pool, given back by its destructor.
  [[nodiscard]] auto acquire() -> connection;
  auto statistics() const -> pool_statistics;
  /// Closes the idle connections; those in use are closed when they are given back.
  void reset();

  /// Each of these takes a connection for itself; see `orm::session`.
  template <class Query>
  auto run(const Query& query) -> result_of<Query> {
    return acquire().run(query);
  }
  template <class... Queries>
  auto pipeline(const Queries&... queries) -> std::tuple<result_of<Queries>...> {
    return acquire().pipeline(queries...);
  }
  template <class Draft>
  auto insert(const Draft& draft) -> result_of<Draft> {
    return acquire().insert(draft);
  }
  template <class Range>
  auto insert_many(const Range& drafts) -> std::int64_t {
    return acquire().insert_many(drafts);
  }
  template <class Model, class... Key>
  auto find(const Key&... key) {
    return acquire().template find<Model>(key...);
  }
  template <class Model>
  auto update(const Model& row) {
    return acquire().update(row);
  }
  template <class Model>
  auto erase(const Model& row) {
    return acquire().erase(row);
  }
  template <class Model, class... Key>
  requires(sizeof...(Key) > 0) auto erase(const Key&... key) {
    return acquire().template erase<Model>(key...);
  }
  template <class Model, class Range>
  auto copy_in(Range&& rows, const copy_options& options = {}) -> std::int64_t {
    return acquire().template copy_in<Model>(rows, options);
  }

  /// Runs a body in a transaction: `db.transaction([&](orm::transaction& tx) { ... })`. Committed
  /// when the body returns, rolled back when it throws.
  template <class Body>
  auto transaction(Body&& body, const transaction_options& options = {})
      -> std::invoke_result_t<Body&, open_transaction&> {
    return acquire().transaction(body, options);
  }

 private:
  struct handle;
  handle* pool_;
};

}  // namespace orm
