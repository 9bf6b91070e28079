// Sending requests and reading their answers to the end.

#include "session_state.hpp"

#include <poll.h>

#include <cstring>
#include <orm/detail/result.hpp>
#include <orm/session.hpp>
#include <utility>

#include "statement_text.hpp"

namespace orm::detail {
namespace {

constexpr int binary = 1;

/// Checks a connection string without ever quoting it: it may hold a password.
void check_conninfo(const std::string& conninfo) {
  char* message = nullptr;
  PQconninfoOption* const options = PQconninfoParse(conninfo.c_str(), &message);
  if (options == nullptr || conninfo.find('\0') != std::string::npos) {
    PQfreemem(message);
    PQconninfoFree(options);
    throw connection_error({.message = "the connection string is not valid"});
  }
  PQconninfoFree(options);
}

auto connect(const std::string& conninfo) -> PGconn* {
  check_conninfo(conninfo);
  // What stands before `dbname` is a default, what stands after it is final.
  const char* const names[]{"connect_timeout",
                            "keepalives_idle",
                            "tcp_user_timeout",
                            "fallback_application_name",
                            "dbname",
                            "client_encoding",
                            nullptr};
  const char* const values[]{"10", "30", "30000", "orm", conninfo.c_str(), "UTF8", nullptr};
  return PQconnectdbParams(names, values, 1);
}

auto parameter(const PGconn* connection, const char* name) -> std::string_view {
  const char* const value = PQparameterStatus(connection, name);
  return value != nullptr ? value : "";
}

}  // namespace

auto error_field(const PGresult* failed, int field) -> std::string_view {
  const char* const text = failed != nullptr ? PQresultErrorField(failed, field) : nullptr;
  return text != nullptr ? text : "";
}

auto report_of(const PGresult* failed,
               const PGconn* connection,
               std::string_view query,
               std::string_view sql) -> error_report {
  error_report report;
  report.message = error_field(failed, PG_DIAG_MESSAGE_PRIMARY);
  report.sqlstate = error_field(failed, PG_DIAG_SQLSTATE);
  report.severity = error_field(failed, PG_DIAG_SEVERITY_NONLOCALIZED);
  report.detail = error_field(failed, PG_DIAG_MESSAGE_DETAIL);
  report.hint = error_field(failed, PG_DIAG_MESSAGE_HINT);
  report.context = error_field(failed, PG_DIAG_CONTEXT);
  report.constraint = error_field(failed, PG_DIAG_CONSTRAINT_NAME);
  report.schema = error_field(failed, PG_DIAG_SCHEMA_NAME);
  report.table = error_field(failed, PG_DIAG_TABLE_NAME);
  report.column = error_field(failed, PG_DIAG_COLUMN_NAME);
  report.data_type = error_field(failed, PG_DIAG_DATATYPE_NAME);
  report.routine = error_field(failed, PG_DIAG_SOURCE_FUNCTION);
  report.query = query;
  report.sql = sql;
  if (report.message.empty()) {
    const char* text = failed != nullptr ? PQresultErrorMessage(failed) : nullptr;
    if (text == nullptr || *text == '\0') text = PQerrorMessage(connection);
    report.message = text != nullptr ? text : "";
    while (!report.message.empty() && report.message.back() == '\n') report.message.pop_back();
  }
  return report;
}

bound_parameters::bound_parameters(const parameters& with, std::span<const std::uint16_t> order)
    : size_(static_cast<int>(order.size())),
      values_(inline_values_),
      lengths_(inline_lengths_),
      formats_(inline_formats_) {
  if (order.size() > inline_size) {
    more_values_.resize(order.size());
    more_lengths_.resize(order.size());
    more_formats_.resize(order.size());
    values_ = more_values_.data();
    lengths_ = more_lengths_.data();
    formats_ = more_formats_.data();
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (order[i] >= with.size()) {
      throw usage_error({.message = "a statement has more parameters than its query",
                         .query = std::string(with.of().name)});
    }
    const parameters::value& value = with[order[i]];
    values_[i] = with.data(value);
    lengths_[i] = value.size;
    formats_[i] = binary;
  }
}

session_state::session_state(const std::string& conninfo) : connection_(connect(conninfo)) {
  if (handle() == nullptr) throw connection_error({.message = "out of memory"});
  PQsetNoticeReceiver(
      handle(), [](void*, const PGresult*) {}, nullptr);
  if (PQstatus(handle()) != CONNECTION_OK) {
    error_report report = report_of(nullptr, handle(), {}, {});
    throw connection_error(std::move(report));
  }
  if (parameter(handle(), "integer_datetimes") != "on") {
    throw connection_error({.message = "the server has no integer_datetimes"});
  }
  if (parameter(handle(), "client_encoding") != "UTF8") {
    throw connection_error({.message = "the server does not speak UTF-8"});
  }
  if (parameter(handle(), "server_encoding") == "SQL_ASCII") {
    throw connection_error({.message = "the database is SQL_ASCII: its texts need not be UTF-8"});
  }
}

auto session_state::disturbed() const noexcept -> bool {
  pollfd socket{PQsocket(handle()), POLLIN, 0};
  return poll(&socket, 1, 0) != 0;
}

auto session_state::wait_for_result() const -> result_handle {
  return result_handle{PQgetResult(handle())};
}

void session_state::note_failure(const PGresult* failed) noexcept {
  const std::string_view severity = error_field(failed, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity == "FATAL" || severity == "PANIC") broken_ = true;
  if (PQstatus(handle()) != CONNECTION_OK) broken_ = true;
}

void session_state::fail(const PGresult* failed, std::string_view query, std::string_view sql) {
  note_failure(failed);
  error_report report = report_of(failed, handle(), query, sql);
  if (report.sqlstate.empty()) {
    if (broken_) throw connection_error(std::move(report));
    throw server_error(std::move(report));
  }
  throw_server_error(std::move(report));
}

void session_state::check_sent(int sent, std::string_view query, std::string_view sql) {
  if (sent == 1) return;
  if (PQstatus(handle()) != CONNECTION_OK) {
    // The server may have said why before it hung up.
    result_handle failed;
    while (result_handle next = wait_for_result()) {
      if (!failed && PQresultStatus(next.get()) == PGRES_FATAL_ERROR) failed = std::move(next);
    }
    fail(failed.get(), query, sql);
  }
  throw usage_error(report_of(nullptr, handle(), query, sql));
}

auto session_state::finish_request(std::string_view query, std::string_view sql) -> result_handle {
  result_handle answer;
  result_handle failed;
  while (result_handle next = wait_for_result()) {
    const ExecStatusType status = PQresultStatus(next.get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
      if (!failed) return next;  // the copy goes on; it is not for us to end it
      break;
    }
    const bool bad = status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
    if (bad && !failed) failed = std::move(next);
    if (!bad && !answer) answer = std::move(next);
    if (PQstatus(handle()) != CONNECTION_OK && failed) break;
  }
  if (failed) fail(failed.get(), query, sql);
  if (!answer) fail(nullptr, query, sql);
  return answer;
}

auto session_state::execute_text(const char* sql, std::string_view query) -> result_handle {
  check_sent(
      PQsendQueryParams(handle(), sql, 0, nullptr, nullptr, nullptr, nullptr, binary), query, sql);
  return finish_request(query, sql);
}

void session_state::send(const prepared_statement& prepared, const parameters& with) {
  const bound_parameters bound{with, prepared.order};
  check_sent(PQsendQueryPrepared(handle(),
                                 prepared.name.c_str(),
                                 bound.size(),
                                 bound.values(),
                                 bound.lengths(),
                                 bound.formats(),
                                 binary),
             with.of().name,
             prepared.text);
}

auto session_state::note_stale(const PGresult* failed, prepared_statement& prepared) -> bool {
  const std::string_view code = error_field(failed, PG_DIAG_SQLSTATE);
  if (code == "26000") {
    prepared.on_server = false;
    prepared.verified = false;
    return true;
  }
  if (code == "0A000" && error_field(failed, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery") {
    prepared.stale = true;
    prepared.verified = false;
    return true;
  }
  return false;
}

auto session_state::execute(const parameters& with) -> result_handle {
  const std::string_view name = with.of().name;
  const bool may_retry = !in_transaction();
  for (bool retried = false;; retried = true) {
    prepared_statement& prepared = prepare(with.of(), with.choice());
    send(prepared, with);
    result_handle answer = wait_for_result();
    if (answer) {
      const ExecStatusType status = PQresultStatus(answer.get());
      if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
        // The end of the answer; nothing else can come but an error.
        result_handle more = wait_for_result();
        if (!more) return answer;
        if (PQresultStatus(more.get()) == PGRES_FATAL_ERROR) answer = std::move(more);
      }
    }
    while (const result_handle rest = wait_for_result()) {
      // A copy would go on forever; the connection cannot be used after it.
      const ExecStatusType status = PQresultStatus(rest.get());
      if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) broken_ = true;
      if (!usable()) break;
    }
    if (note_stale(answer.get(), prepared) && may_retry && !retried) continue;
    fail(answer.get(), name, prepared.text);
  }
}

void session_state::execute_all(std::span<const parameters* const> with,
                                std::span<result_handle> results) {
  if (with.empty()) return;
  const after_error on_stale = in_transaction() ? after_error::fail : after_error::retry;
  try {
    if (pipeline_once(with, results, on_stale)) return;
    // A transaction that one of the statements began waits for its end.
    if (on_stale == after_error::retry && in_transaction()) execute_text("rollback");
    pipeline_once(with, results, after_error::fail);
  } catch (const server_error&) {
    if (on_stale == after_error::retry && usable() && in_transaction()) execute_text("rollback");
    throw;
  }
}

namespace {

/// Pipeline mode, until the end of the scope.
class pipeline_mode {
 public:
  explicit pipeline_mode(session_state& session) : session_(&session) {
    session.check_sent(PQenterPipelineMode(session.handle()), {}, {});
  }
  pipeline_mode(const pipeline_mode&) = delete;
  auto operator=(const pipeline_mode&) -> pipeline_mode& = delete;
  ~pipeline_mode() { PQexitPipelineMode(session_->handle()); }

 private:
  session_state* session_;
};

}  // namespace

auto session_state::pipeline_once(std::span<const parameters* const> with,
                                  std::span<result_handle> results,
                                  after_error on_stale) -> bool {
  std::vector<prepared_statement*> prepared;
  prepared.reserve(with.size());
  for (const parameters* const each : with) {
    prepared.push_back(&prepare(each->of(), each->choice()));
  }
  result_handle failed;
  std::size_t failed_at = 0;
  {
    const pipeline_mode mode{*this};
    for (std::size_t i = 0; i < with.size(); ++i) send(*prepared[i], *with[i]);
    check_sent(PQpipelineSync(handle()), {}, {});
    for (std::size_t i = 0; i < with.size(); ++i) {
      while (result_handle next = wait_for_result()) {
        const ExecStatusType status = PQresultStatus(next.get());
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
          results[i] = std::move(next);
        } else if (!failed && status != PGRES_PIPELINE_ABORTED) {
          failed = std::move(next);
          failed_at = i;
        }
        if (PQstatus(handle()) != CONNECTION_OK) break;
      }
      if (PQstatus(handle()) != CONNECTION_OK) break;
    }
    // The sync. What was deferred to the end of an implicit transaction can still fail there.
    while (PQstatus(handle()) == CONNECTION_OK) {
      result_handle next = wait_for_result();
      if (!next) continue;
      if (PQresultStatus(next.get()) == PGRES_PIPELINE_SYNC) break;
      if (!failed && PQresultStatus(next.get()) == PGRES_FATAL_ERROR) {
        failed = std::move(next);
        failed_at = with.size() - 1;
      }
    }
  }
  if (!failed) {
    if (PQstatus(handle()) != CONNECTION_OK) fail(nullptr, with[0]->of().name, {});
    return true;
  }
  prepared_statement& culprit = *prepared[failed_at];
  if (note_stale(failed.get(), culprit) && on_stale == after_error::retry) {
    // Where one is lost the others are: what takes statements away takes all of them.
    for (prepared_statement* const each : prepared) {
      if (!culprit.on_server) each->on_server = each->verified = false;
    }
    return false;
  }
  fail(failed.get(), with[failed_at]->of().name, culprit.text);
}

auto execute(session_state& session, const parameters& with) -> result {
  result answer{session.execute(with).release()};
  return answer;
}

void execute_all(session_state& session,
                 const parameters* const* with,
                 result* results,
                 std::size_t count) {
  std::vector<result_handle> handles(count);
  session.execute_all({with, count}, handles);
  for (std::size_t i = 0; i < count; ++i) results[i] = result{handles[i].release()};
}

}  // namespace orm::detail
