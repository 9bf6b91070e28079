#include <algorithm>
#include <chrono>
#include <memory>
#include <orm/connection.hpp>
#include <random>
#include <string>
#include <thread>
#include <utility>

#include "pool.hpp"
#include "session_state.hpp"

namespace orm {
namespace {

void give_back(detail::session_state* state) noexcept {
  if (state == nullptr) return;
  std::unique_ptr<detail::session_state> session{state};
  if (const std::shared_ptr<detail::pool> owner = session->owner) {
    owner->release(std::move(session));
  }
}

}  // namespace

connection::connection(std::string_view conninfo)
    : session(new detail::session_state(std::string(conninfo))) {}

connection::connection(connection&& other) noexcept
    : session(std::exchange(other.state_, nullptr)) {}

auto connection::operator=(connection&& other) noexcept -> connection& {
  if (this != &other) {
    give_back(state_);
    state_ = std::exchange(other.state_, nullptr);
  }
  return *this;
}

connection::~connection() { give_back(state_); }

void connection::execute(const char* sql) { state_->execute_text(sql); }

auto connection::usable() const noexcept -> bool { return state_->usable(); }

auto connection::server_version() const noexcept -> int {
  return PQserverVersion(state_->handle());
}

auto connection::is_retryable(const error& error) noexcept -> bool {
  return error.sqlstate() == "40001" || error.sqlstate() == "40P01";
}

void connection::wait_before_retry(int attempt) {
  // Anything up to a bound that doubles, so that those who collided do not meet again.
  thread_local std::minstd_rand random{std::random_device{}()};
  const int bound = 5 << std::min(attempt, 7);
  std::uniform_int_distribution<int> milliseconds{0, bound};
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(random)));
}

}  // namespace orm
