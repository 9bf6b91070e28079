#include <orm/transaction.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "session_state.hpp"

namespace orm {
namespace {

auto begin_text(const transaction_options& options) -> std::string {
  std::string sql = "begin";
  switch (options.isolation) {
    case isolation::database_default:
      break;
    case isolation::read_committed:
      sql += " isolation level read committed";
      break;
    case isolation::repeatable_read:
      sql += " isolation level repeatable read";
      break;
    case isolation::serializable:
      sql += " isolation level serializable";
      break;
  }
  switch (options.access) {
    case access::database_default:
      break;
    case access::read_write:
      sql += " read write";
      break;
    case access::read_only:
      sql += " read only";
      break;
  }
  if (options.deferrable == deferrable::yes) sql += " deferrable";
  return sql;
}

auto savepoint_name(int depth) -> std::string { return "orm_" + std::to_string(depth); }

void execute(detail::session_state& session, const std::string& sql) {
  session.execute_text(sql.c_str(), "orm.transaction");
}

}  // namespace

open_transaction::open_transaction(detail::session_state* state, const transaction_options& options)
    : session(state) {
  if (state->in_transaction()) {
    throw usage_error({.message = "the connection is in a transaction already"});
  }
  execute(*state, begin_text(options));
  depth_ = state->depth = 1;
  open_ = true;
}

open_transaction::open_transaction(detail::session_state* state) : session(state) {
  execute(*state, "savepoint " + savepoint_name(state->depth));
  depth_ = ++state->depth;
  open_ = true;
}

open_transaction::~open_transaction() {
  if (!open_) return;
  try {
    rollback();
  } catch (const error&) {
    // The connection is lost, and the transaction with it; its owner will find out.
  }
}

void open_transaction::commit() {
  if (!open_) throw usage_error({.message = "the transaction has ended already"});
  if (state_->depth != depth_) {
    throw usage_error({.message = "a savepoint within the transaction is still open"});
  }
  if (depth_ > 1) {
    // On failure the destructor rolls back to the savepoint.
    execute(*state_, "release savepoint " + savepoint_name(depth_ - 1));
    open_ = false;
    state_->depth = depth_ - 1;
    return;
  }
  open_ = false;
  state_->depth = 0;
  try {
    const detail::result_handle answer = state_->execute_text("commit", "orm.transaction");
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
      throw commit_rejected(
          {.message = "the transaction had failed, and was rolled back instead of committed",
           .sql = "commit"});
    }
  } catch (const server_error&) {
    if (!state_->usable()) {
      throw commit_unknown({.message = "the server ended the connection during commit"});
    }
    throw;
  } catch (const connection_error& lost) {
    throw commit_unknown(lost.report());
  }
}

void open_transaction::rollback() {
  if (!std::exchange(open_, false)) return;
  state_->depth = depth_ - 1;
  if (!state_->usable()) return;
  if (depth_ == 1) {
    execute(*state_, "rollback");
    return;
  }
  const std::string name = savepoint_name(depth_ - 1);
  execute(*state_, "rollback to savepoint " + name);
  execute(*state_, "release savepoint " + name);
}

namespace detail {

unit_of_work::unit_of_work(session_state& session) : session_(&session) {
  if (session.in_transaction()) return;
  orm::execute(session, "begin");
  own_ = true;
}

unit_of_work::~unit_of_work() {
  if (!own_ || !session_->usable()) return;
  try {
    orm::execute(*session_, "rollback");
  } catch (const error&) {
    // As in ~open_transaction.
  }
}

void unit_of_work::commit() {
  if (std::exchange(own_, false)) orm::execute(*session_, "commit");
}

}  // namespace detail
}  // namespace orm
