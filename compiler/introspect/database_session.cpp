#include "introspect/database_session.hpp"

#include <algorithm>
#include <string_view>

namespace ormc::introspect {
namespace {

/// A message of libpq's on one line.
auto trimmed(const char* text) -> std::string {
  auto written = std::string_view(text == nullptr ? "" : text);
  auto out = std::string{};
  while (!written.empty()) {
    auto line = written.substr(0, written.find('\n'));
    written.remove_prefix(std::min(line.size() + 1, written.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (!line.empty()) out.append(out.empty() ? "" : "; ").append(line);
  }
  return out;
}

}  // namespace

auto error_field(const PGresult* result, int code) -> std::string {
  const auto* text = PQresultErrorField(result, code);
  return text == nullptr ? "" : text;
}

DatabaseSession::DatabaseSession(const std::string& conninfo, const std::string& name) {
  // What is wrong in a connection string is not repeated: it may hold a password.
  char* problem = nullptr;
  auto* options = PQconninfoParse(conninfo.c_str(), &problem);
  auto is_valid = options != nullptr;
  PQconninfoFree(options);
  PQfreemem(problem);
  if (!is_valid) throw ConnectionFailed("the connection string is not one that libpq takes");
  // Only the first `dbname` may be a connection string; a second one is a name.
  const char* names[] = {"dbname",
                         "client_encoding",
                         "application_name",
                         "options",
                         name.empty() ? nullptr : "dbname",
                         nullptr};
  const char* values[] = {conninfo.c_str(),
                          "UTF8",
                          "ormc",
                          "-c default_transaction_read_only=on -c client_min_messages=error",
                          name.c_str(),
                          nullptr};
  connection_.reset(PQconnectdbParams(names, values, 1));
  if (!connection_ || PQstatus(connection_.get()) != CONNECTION_OK) {
    throw ConnectionFailed(trimmed(PQerrorMessage(connection_.get())));
  }
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
}

auto DatabaseSession::query(const char* sql, const std::vector<std::string>& parameters)
    -> DatabaseResult {
  auto values = std::vector<const char*>{};
  for (const auto& parameter : parameters) values.push_back(parameter.c_str());
  auto count = static_cast<int>(values.size());
  auto sent =
      PQsendQueryParams(connection_.get(), sql, count, nullptr, values.data(), nullptr, nullptr, 0);
  if (sent == 0) fail();
  auto result = take();
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
    throw ConnectionFailed(error_field(result.get(), PG_DIAG_MESSAGE_PRIMARY));
  }
  return result;
}

void DatabaseSession::begin_snapshot() {
  // The server spells expressions by these settings, which a database or a role may have otherwise.
  for (const auto* sql : {"begin transaction isolation level repeatable read, read only",
                          "set local search_path = ''",
                          "set local datestyle = 'ISO, YMD'",
                          "set local intervalstyle = 'postgres'",
                          "set local timezone = 'UTC'",
                          "set local extra_float_digits = 1",
                          "set local bytea_output = 'hex'",
                          "set local standard_conforming_strings = on",
                          "set local quote_all_identifiers = off"}) {
    if (PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0) == 0) {
      fail();
    }
    auto result = take();
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
      throw ConnectionFailed(error_field(result.get(), PG_DIAG_MESSAGE_PRIMARY));
    }
  }
}

auto DatabaseSession::prepare(const std::string& sql) -> DatabaseResult {
  if (PQsendPrepare(connection_.get(), "", sql.c_str(), 0, nullptr) == 0) fail();
  return take();
}

auto DatabaseSession::describe() -> DatabaseResult {
  if (PQsendDescribePrepared(connection_.get(), "") == 0) fail();
  return take();
}

void DatabaseSession::fail() const {
  throw ConnectionFailed(trimmed(PQerrorMessage(connection_.get())));
}

/// The first result of what was sent; the others would only repeat its error.
auto DatabaseSession::take() -> DatabaseResult {
  auto first = DatabaseResult(PQgetResult(connection_.get()));
  if (!first) fail();
  while (auto rest = DatabaseResult(PQgetResult(connection_.get()))) {
    if (PQstatus(connection_.get()) == CONNECTION_BAD) break;
  }
  auto state = error_field(first.get(), PG_DIAG_SQLSTATE);
  auto is_error = PQresultStatus(first.get()) == PGRES_FATAL_ERROR;
  if (PQstatus(connection_.get()) == CONNECTION_BAD || (is_error && state.empty())) fail();
  return first;
}

}  // namespace ormc::introspect
