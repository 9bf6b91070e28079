#include <charconv>
#include <orm/session.hpp>
#include <string>
#include <string_view>

#include "session_state.hpp"
#include "statement_text.hpp"

namespace orm::detail {
namespace {

using namespace std::string_view_literals;

/// Signature, no flags, no extension.
constexpr std::string_view header = "PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0"sv;
static_assert(header.size() == 19);

}  // namespace

copy_writer::copy_writer(session_state& session, const parameters& with)
    : session_(&session), statement_(&with.of()), out_(&session) {
  for (const type& each : with.of().parameters) session.oid_of(each);  // no queries during COPY
  const std::string sql = assemble(with.of(), with.choice()).text;
  const result_handle answer = session.execute_text(sql.c_str(), with.of().name);
  if (PQresultStatus(answer.get()) != PGRES_COPY_IN || PQbinaryTuples(answer.get()) != 1) {
    abort();
    throw schema_drift({.message = "the server does not take rows in binary",
                        .query = std::string(with.of().name),
                        .sql = sql});
  }
  out_.reserve(block_size + block_size / 4);
  out_.bytes(header);
}

copy_writer::~copy_writer() {
  if (open_) abort();
}

void copy_writer::abort() noexcept {
  open_ = false;
  PQputCopyEnd(session_->handle(), "the rows could not be made");
  while (const result_handle rest{PQgetResult(session_->handle())}) {
    const ExecStatusType status = PQresultStatus(rest.get());
    if (status == PGRES_COPY_IN || PQstatus(session_->handle()) != CONNECTION_OK) break;
  }
}

void copy_writer::flush() {
  const auto size = static_cast<int>(out_.size());
  if (PQputCopyData(session_->handle(), out_.data(), size) != 1) {
    // The server has ended the copy; its answer says why.
    open_ = false;
    session_->finish_request(statement_->name, statement_->text);
    session_->fail(nullptr, statement_->name, statement_->text);
  }
  out_.clear();
}

auto copy_writer::finish() -> std::int64_t {
  out_.int16(-1);
  flush();
  open_ = false;
  session_->check_sent(
      PQputCopyEnd(session_->handle(), nullptr), statement_->name, statement_->text);
  const result_handle answer = session_->finish_request(statement_->name, statement_->text);
  const std::string_view rows = PQcmdTuples(answer.get());
  std::int64_t copied = 0;
  std::from_chars(rows.data(), rows.data() + rows.size(), copied);
  return copied;
}

void mixed_drafts(const statement& of) {
  throw usage_error({.message = "the drafts of one copy must leave out the same members",
                     .query = std::string(of.name)});
}

}  // namespace orm::detail
