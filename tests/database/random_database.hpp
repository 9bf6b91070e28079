#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

#include "database/random_schema.hpp"

/// Databases made at random on a server.
namespace random_schema {

/// A number that the environment says, for seeds and how often.
auto number_of(const char* variable, unsigned otherwise) -> unsigned;

/// Roles belong to the server: they are made once.
void make_roles();

/// Runs statement after statement, and remembers those that the server took. What it refuses is of
/// no interest here, unless it is too much.
class Session {
 public:
  explicit Session(const std::string& conninfo);

  auto run(const std::string& statement) -> bool;
  /// The first column of what a query gives.
  auto rows(const std::string& query) -> std::vector<std::string>;
  auto taken() const -> const std::string& { return taken_; }
  /// What was taken up to now is of no interest any more.
  void forget() { taken_.clear(); }
  auto refused() const -> const std::string& { return refused_; }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
  std::string taken_;
  std::string refused_;
};

/// All parts of a schema.
void add_all(Writer& writer);
/// Some more of some of its parts.
void add_more(Writer& writer);

/// Changes, takes away or renames one thing of those that a database has.
void alter(Writer& writer, Session& session);

}  // namespace random_schema
