#include "introspect/scratch_database.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

namespace ormc::introspect {
namespace {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;

auto trimmed(const char* text) -> std::string {
  auto out = std::string(text == nullptr ? "" : text);
  out.resize(out.find_last_not_of(" \n") + 1);
  return out;
}

/// Connects to the database that `conninfo` names, or to `name` instead.
auto connect(const std::string& conninfo, const char* name) -> Connection {
  // Only the first `dbname` may be a connection string; a second one is a name.
  const char* names[] = {"dbname",
                         "client_encoding",
                         "application_name",
                         "options",
                         name ? "dbname" : nullptr,
                         nullptr};
  const char* values[] = {
      conninfo.c_str(), "UTF8", "ormc", "-c client_min_messages=error", name, nullptr};
  auto connection = Connection(PQconnectdbParams(names, values, 1));
  if (!connection || PQstatus(connection.get()) != CONNECTION_OK) {
    throw ConnectionFailed(trimmed(PQerrorMessage(connection.get())));
  }
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  return connection;
}

/// Runs statements one after another; the first error, or nothing.
auto error_of(PGconn& connection, const std::string& script) -> std::string {
  auto error = std::string{};
  if (PQsendQuery(&connection, script.c_str()) == 0) return trimmed(PQerrorMessage(&connection));
  while (auto result = DatabaseResult(PQgetResult(&connection))) {
    if (PQresultStatus(result.get()) != PGRES_FATAL_ERROR || !error.empty()) continue;
    error = error_field(result.get(), PG_DIAG_MESSAGE_PRIMARY);
    const auto detail = error_field(result.get(), PG_DIAG_MESSAGE_DETAIL);
    if (!detail.empty()) error += " (" + detail + ")";
    if (error.empty()) error = trimmed(PQerrorMessage(&connection));
  }
  return error;
}

auto quoted(const std::string& name) -> std::string { return "\"" + name + "\""; }

}  // namespace

ScratchDatabase::ScratchDatabase(const std::string& conninfo)
    : conninfo_(conninfo),
      name_(fmt::format("orm_scratch_{}_{}",
                        getpid(),
                        std::chrono::steady_clock::now().time_since_epoch().count())) {
  constexpr auto like_this_one =
      R"(select format(' template template0 encoding %L lc_collate %L lc_ctype %L',
    pg_encoding_to_char(encoding), datcollate, datctype)
  || case datlocprovider when 'i' then format(' locale_provider icu icu_locale %L', daticulocale)
     else '' end
from pg_database where datname = current_database())";
  auto reader = DatabaseSession(conninfo);
  const auto options = std::string{PQgetvalue(reader.query(like_this_one).get(), 0, 0)};
  auto connection = connect(conninfo, nullptr);
  const auto error = error_of(*connection, "create database " + quoted(name_) + options);
  if (!error.empty()) throw ConnectionFailed("a scratch database cannot be made: " + error);
}

ScratchDatabase::~ScratchDatabase() {
  // A database is not dropped while one of its subscriptions is there, though it never connected.
  constexpr auto drop_subscriptions =
      R"(do $$ declare name name; begin
  for name in select s.subname from pg_subscription s join pg_database d on d.oid = s.subdbid
      where d.datname = current_database() loop
    execute format('alter subscription %I disable', name);
    execute format('alter subscription %I set (slot_name = none)', name);
    execute format('drop subscription %I', name);
  end loop;
end $$)";
  try {
    error_of(*connect(conninfo_, name_.c_str()), drop_subscriptions);
    auto connection = connect(conninfo_, nullptr);
    error_of(*connection, "drop database if exists " + quoted(name_) + " with (force)");
  } catch (const ConnectionFailed&) {
    // The server is gone, and what it held of ours with it.
  }
}

void ScratchDatabase::run(const std::string& script) {
  auto connection = connect(conninfo_, name_.c_str());
  auto error = error_of(*connection, script);
  if (!error.empty()) throw ScriptFailed(error);
}

auto ScratchDatabase::session() const -> DatabaseSession {
  return DatabaseSession(conninfo_, name_);
}

}  // namespace ormc::introspect
