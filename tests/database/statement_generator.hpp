#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace orm_tests {

/// The models that generated statements speak of: `.orm` text whose SQL names can be used as they
/// are.
extern const std::string_view generator_models;

/// Makes random SQL statements over `generator_models`, each legal both in psql and as the body of
/// a query. Most are accepted by PostgreSQL; some are wrong on purpose. The same seed gives the
/// same statements.
class StatementGenerator {
 public:
  explicit StatementGenerator(std::uint64_t seed) : random_(seed) {}

  auto statement() -> std::string;

 private:
  /// What an expression is asked to be. `any` is anything at all.
  enum class Want : std::uint8_t {
    integer,
    bigint,
    numeric,
    real,
    text,
    boolean,
    timestamp,
    date,
    interval,
    jsonb,
    uuid,
    ints,
    texts,
    mood,
    any
  };

  struct Table {
    std::string alias;
    std::size_t table;
  };

  auto below(std::size_t n) -> std::size_t {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  auto chance(double p) -> bool { return std::bernoulli_distribution(p)(random_); }
  auto pick(std::initializer_list<std::string_view> of) -> std::string;

  auto expr(Want want, int depth) -> std::string;
  auto leaf(Want want) -> std::string;
  auto column(Want want) -> std::string;
  auto literal(Want want) -> std::string;
  auto parameter() -> std::string;
  auto integer(int depth) -> std::string;
  auto text(int depth) -> std::string;
  auto boolean(int depth) -> std::string;
  auto temporal(Want want, int depth) -> std::string;
  auto other(Want want, int depth) -> std::string;
  auto generic(Want want, int depth) -> std::string;
  auto aggregate(Want want, int depth) -> std::string;
  auto window_call() -> std::string;
  auto any_want() -> Want;

  auto select(int depth, std::size_t columns) -> std::string;
  auto from_clause(int depth) -> std::string;
  auto subquery(Want want, int depth) -> std::string;
  auto insert() -> std::string;
  auto update() -> std::string;
  auto erase() -> std::string;
  auto fresh_alias() -> std::string { return "t" + std::to_string(++aliases_); }

  std::mt19937_64 random_;
  std::vector<Table> scope_;
  std::size_t aliases_ = 0;
  std::size_t parameters_ = 0;
  bool allow_parameters_ = true;
};

}  // namespace orm_tests
