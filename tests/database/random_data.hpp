#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "query/ir.hpp"

namespace orm_tests {

/// Random values of any type, as text that the server reads, from so few that rows meet in joins.
/// NULL as often as it is allowed to be.
class RandomData {
 public:
  /// `nulls` is how often what may be NULL is.
  RandomData(const ormc::catalog::Catalog& catalog, std::uint64_t seed, double nulls = 0.4)
      : catalog_(catalog), nulls_(nulls), random_(seed) {}

  /// Nothing for NULL, and for types without known values.
  auto value(ormc::catalog::TypeRef type, bool nullable) -> std::optional<std::string>;

  /// Tries to give each table some rows; what a constraint refuses is left out.
  void fill(PGconn* connection, const ormc::schema::Schema& schema, int tries = 14);

 private:
  auto text_of(ormc::catalog::TypeRef type) -> std::optional<std::string>;
  auto below(std::size_t n) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  auto pick(std::initializer_list<const char*> of) -> std::string {
    return *(of.begin() + static_cast<std::ptrdiff_t>(below(of.size())));
  }

  const ormc::catalog::Catalog& catalog_;
  double nulls_;
  std::mt19937_64 random_;
};

/// A statement's rows as text, NULL as nothing; or the server's message.
struct Rows {
  bool succeeded = false;
  std::string message;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

auto connect(const std::string& conninfo) -> Connection;
void command(PGconn* connection, const std::string& sql);
/// Runs a statement in a transaction that is undone, with parameters as text.
auto run_and_undo(PGconn* connection,
                  const std::string& sql,
                  const std::vector<std::optional<std::string>>& parameters) -> Rows;

}  // namespace orm_tests
