#include "pool.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace orm::detail {

pool::pool(std::string_view conninfo, const database_options& options)
    : conninfo_(conninfo), options_(options) {
  if (options.max_connections == 0) {
    throw usage_error({.message = "a pool needs at least one connection"});
  }
  // Giving a connection back must not fail.
  idle_.reserve(options.max_connections);
}

auto pool::acquire() -> std::unique_ptr<session_state> {
  std::unique_lock lock{mutex_};
  if (closed_) throw usage_error({.message = "the database is closed"});
  std::unique_ptr<session_state> session = waiting_.empty() ? take_idle(lock) : nullptr;
  if (!session && open_ >= options_.max_connections) {
    session = wait(lock);
    if (session) return session;
  } else if (!session) {
    ++open_;
  }
  lock.unlock();
  if (!session) session = connect();
  return session;
}

auto pool::take_idle(std::unique_lock<std::mutex>& lock) -> std::unique_ptr<session_state> {
  while (!idle_.empty()) {
    std::unique_ptr<session_state> session = std::move(idle_.back());
    idle_.pop_back();
    if (!session->disturbed() && session->usable()) {
      session->owner = shared_from_this();
      return session;
    }
    // The server has hung up, or has something to say that nobody waits for.
    --open_;
    ++destroyed_;
    lock.unlock();
    session.reset();
    lock.lock();
  }
  return nullptr;
}

auto pool::connect() -> std::unique_ptr<session_state> {
  try {
    auto session = std::make_unique<session_state>(conninfo_);
    const std::lock_guard lock{mutex_};
    ++created_;
    session->generation = generation_;
    session->owner = shared_from_this();
    return session;
  } catch (...) {
    give_up_place();
    throw;
  }
}

/// Returns a connection, or null when the caller has got the right to make one.
auto pool::wait(std::unique_lock<std::mutex>& lock) -> std::unique_ptr<session_state> {
  if (waiting_.size() >= options_.max_waiters) {
    throw pool_timeout({.message = "all " + std::to_string(open_) + " connections are in use and " +
                                   std::to_string(waiting_.size()) + " others wait already"});
  }
  waiter self;
  waiting_.push_back(&self);
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.acquire_timeout_ms);
  self.wake.wait_until(lock, deadline, [&] { return self.given || self.may_connect; });
  if (self.given || self.may_connect) return std::move(self.given);
  std::erase(waiting_, &self);
  throw pool_timeout({.message = "all " + std::to_string(open_) +
                                 " connections are in use; none became free within " +
                                 std::to_string(options_.acquire_timeout_ms) + " ms"});
}

void pool::give_up_place() noexcept {
  const std::lock_guard lock{mutex_};
  if (waiting_.empty()) {
    --open_;
    return;
  }
  waiter* const next = waiting_.front();
  waiting_.pop_front();
  next->may_connect = true;
  next->wake.notify_one();
}

void pool::release(std::unique_ptr<session_state> session) noexcept {
  session->owner.reset();
  session->depth = 0;
  const bool reusable = session->reusable();
  {
    const std::lock_guard lock{mutex_};
    if (reusable && session->generation == generation_) {
      if (waiting_.empty()) {
        idle_.push_back(std::move(session));
      } else {
        waiter* const next = waiting_.front();
        waiting_.pop_front();
        session->owner = shared_from_this();
        next->given = std::move(session);
        next->wake.notify_one();
      }
      return;
    }
    ++destroyed_;
  }
  session.reset();
  give_up_place();
}

auto pool::statistics() const -> pool_statistics {
  const std::lock_guard lock{mutex_};
  return {.open = open_,
          .idle = idle_.size(),
          .waiting = waiting_.size(),
          .created = created_,
          .destroyed = destroyed_};
}

void pool::reset() {
  std::vector<std::unique_ptr<session_state>> closing;
  closing.reserve(options_.max_connections);
  const std::lock_guard lock{mutex_};
  ++generation_;
  closing.swap(idle_);
  open_ -= closing.size();
  destroyed_ += closing.size();
}

void pool::close() {
  {
    const std::lock_guard lock{mutex_};
    closed_ = true;
  }
  reset();
}

}  // namespace orm::detail
