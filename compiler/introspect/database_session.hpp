#pragma once

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace ormc::introspect {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using DatabaseResult = std::unique_ptr<PGresult, ClearResult>;

/// Ends what a command does with a database; the text is for people.
struct ConnectionFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A session that reads catalogues and prepares: nothing that is sent could change anything.
class DatabaseSession {
 public:
  /// Connects, or throws; to the database `name` rather than that of `conninfo`, if it is given.
  explicit DatabaseSession(const std::string& conninfo, const std::string& name = {});

  /// The rows of a query of our own, as text.
  auto query(const char* sql, const std::vector<std::string>& parameters = {}) -> DatabaseResult;
  /// Begins a transaction that sees one state of the database and changes nothing; the session's
  /// search path is empty from here on, so that the server qualifies what it names.
  void begin_snapshot();
  /// Prepares a statement under no name; the result may be an error.
  auto prepare(const std::string& sql) -> DatabaseResult;
  /// What the server says of the statement that was prepared last.
  auto describe() -> DatabaseResult;

 private:
  [[noreturn]] void fail() const;
  auto take() -> DatabaseResult;

  struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  std::unique_ptr<PGconn, CloseConnection> connection_;
};

/// A field of an error, empty if the server did not send it.
auto error_field(const PGresult* result, int code) -> std::string;

}  // namespace ormc::introspect
