#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"

/// A server and a catalogue that know the same declarations, to ask both the same question.
namespace ormc::catalog_test {

/// What the server says to a statement that it only prepares.
struct Answer {
  bool accepted = false;
  std::vector<std::uint32_t> columns;  // types, in the server's numbers
  std::vector<int> modifiers;
  std::string error;
};

class Server {
 public:
  /// The database of ORM_TEST_DATABASE_URL, else one on a private server, with the fixture made.
  static auto connect() -> Server;

  auto execute(const std::string& sql) -> void;
  auto rows(const std::string& sql) -> std::vector<std::vector<std::string>>;
  /// Prepares and describes all statements in a few round trips, executing none.
  auto prepare(std::span<const std::string> statements) -> std::vector<Answer>;

 private:
  explicit Server(PGconn* connection) : connection_{connection, PQfinish} {}
  auto prepare_chunk(std::span<const std::string> statements, std::vector<Answer>& answers) -> void;

  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};

/// The fixture's declarations in a catalogue.
auto declare_fixture(catalog::Catalog& catalog) -> void;

/// Creates the extensions that both the server has and the catalogue knows, in the fixture's
/// schema.
auto create_extensions(Server& server, catalog::Catalog& catalog) -> void;

/// The catalogue's number of each of the server's types, by schema and name.
auto match_types(Server& server, const catalog::Catalog& catalog)
    -> std::map<std::uint32_t, catalog::Oid>;

}  // namespace ormc::catalog_test
