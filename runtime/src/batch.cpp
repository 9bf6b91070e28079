#include <memory>
#include <orm/session.hpp>
#include <vector>

#include "session_state.hpp"

namespace orm::detail {
namespace {

/// Enough to hide the round trip, and little enough not to fill anybody's memory.
constexpr std::size_t pipeline_size = 256;

}  // namespace

statement_batch::~statement_batch() {
  for (parameters* const each : waiting_) delete each;
}

auto statement_batch::add(const statement& of) -> parameters& {
  if (waiting_.size() == pipeline_size) flush();
  waiting_.reserve(pipeline_size);
  waiting_.push_back(new parameters(session_, of));
  return *waiting_.back();
}

void statement_batch::flush() {
  std::vector<result> results(waiting_.size());
  execute_all(*session_, waiting_.data(), results.data(), waiting_.size());
  for (const result& each : results) rows_ += each.affected();
  for (parameters* const each : waiting_) delete each;
  waiting_.clear();
}

auto statement_batch::finish() -> std::int64_t {
  if (!waiting_.empty()) flush();
  return rows_;
}

}  // namespace orm::detail
