#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <orm/database.hpp>
#include <string>
#include <vector>

#include "session_state.hpp"

namespace orm::detail {

/// Connections for many threads. Those who wait are served in order of arrival; the connection
/// used last is used first, so that the others can rest.
class pool : public std::enable_shared_from_this<pool> {
 public:
  pool(std::string_view conninfo, const database_options& options);

  auto acquire() -> std::unique_ptr<session_state>;
  void release(std::unique_ptr<session_state> session) noexcept;
  auto statistics() const -> pool_statistics;
  /// Closes the idle connections, and the others when they come back.
  void reset();
  /// As `reset`, for good.
  void close();

 private:
  struct waiter {
    std::condition_variable wake;
    std::unique_ptr<session_state> given;
    bool may_connect = false;
  };

  auto connect() -> std::unique_ptr<session_state>;
  auto take_idle(std::unique_lock<std::mutex>& lock) -> std::unique_ptr<session_state>;
  auto wait(std::unique_lock<std::mutex>& lock) -> std::unique_ptr<session_state>;
  /// A connection is gone: somebody else may make one.
  void give_up_place() noexcept;

  const std::string conninfo_;
  const database_options options_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<session_state>> idle_;
  std::deque<waiter*> waiting_;
  std::size_t open_ = 0;  // idle, in use and being made
  std::uint64_t created_ = 0;
  std::uint64_t destroyed_ = 0;
  std::uint64_t generation_ = 0;
  bool closed_ = false;
};

}  // namespace orm::detail
