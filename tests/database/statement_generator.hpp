#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"

namespace orm_tests {

/// The models that generated statements speak of: `.orm` text whose SQL names can be used as they
/// are.
extern const std::string_view generator_models;

/// Makes random SQL statements over `generator_models`, each legal both in psql and as the body of
/// a query. Many are accepted by PostgreSQL; many are wrong on purpose. The same seed gives the
/// same statements. Models are in `statement_generator_models.cpp`, statements in
/// `statement_generator.cpp` and `_write.cpp`, expressions in `_expr.cpp` (by wanted type),
/// `_catalog.cpp` (functions, operators and casts of the catalogue) and `_special.cpp` (grammar).
class StatementGenerator {
 public:
  explicit StatementGenerator(std::uint64_t seed);

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
    address,
    addresses,
    mail,
    range,
    moods,
    xml,
    inet,
    bytes,
    bits,
    times,
    any
  };

  struct Column {
    std::string name;
    Want want;
  };
  struct Shape {
    std::string name;
    std::vector<Column> columns;
  };
  /// What stands in from: an alias and its columns.
  struct Source {
    std::string alias;
    std::vector<Column> columns;
  };

  static auto tables() -> const std::vector<Shape>&;

  auto below(std::size_t n) -> std::size_t {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  auto chance(double p) -> bool { return std::bernoulli_distribution(p)(random_); }
  auto pick(std::initializer_list<std::string_view> of) -> std::string;

  // statement_generator_expr.cpp
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
  auto made(Want want, int depth) -> std::string;
  auto generic(Want want, int depth) -> std::string;
  auto aggregate(Want want, int depth) -> std::string;
  auto any_want() -> Want;

  // statement_generator_catalog.cpp
  auto value_of(ormc::catalog::Oid type, int depth) -> std::string;
  auto literal_of(ormc::catalog::Oid type) -> std::string;
  auto type_text(ormc::catalog::Oid type) -> std::string;
  auto any_type() -> ormc::catalog::Oid;
  auto catalog_call(int depth) -> std::string;
  auto catalog_arguments(const ormc::catalog::Function& function, int depth) -> std::string;
  auto catalog_aggregate(int depth) -> std::string;
  auto catalog_operator(int depth) -> std::string;
  auto cast_pair(int depth) -> std::string;
  auto written_type() -> std::string;

  // statement_generator_special.cpp
  auto exotic(int depth) -> std::string;
  auto row_value(int depth) -> std::string;
  auto row_comparison(int depth) -> std::string;
  auto composite_value(int depth) -> std::string;
  auto array_value(int depth) -> std::string;
  auto range_value(int depth) -> std::string;
  auto spelled_call(int depth) -> std::string;
  auto xml_value(int depth) -> std::string;
  auto quantified(int depth) -> std::string;
  auto mistake(int depth) -> std::string;
  auto window_call() -> std::string;
  auto window_body() -> std::string;
  auto frame() -> std::string;

  // statement_generator.cpp
  auto query(int depth, const std::vector<Want>& wants) -> std::string;
  auto select(int depth, const std::vector<Want>& wants) -> std::string;
  auto grouped_items(int depth, const std::vector<Want>& wants, std::string& tail) -> std::string;
  auto set_operation(int depth, const std::vector<Want>& wants) -> std::string;
  auto values(int depth, const std::vector<Want>& wants) -> std::string;
  auto query_tail(std::size_t columns) -> std::string;
  auto locking() -> std::string;
  auto wants(std::size_t count) -> std::vector<Want>;
  auto from_clause(int depth) -> std::string;
  auto from_table(int depth, bool lateral) -> std::string;
  auto from_function(int depth) -> std::string;
  auto value_table(int depth) -> std::string;
  auto column_alias() -> std::string;
  auto subquery(Want want, int depth) -> std::string;
  auto with_clause(int depth, std::vector<Shape>& ctes) -> std::string;
  auto recursive_cte(std::vector<Shape>& ctes) -> std::string;
  auto statement_with_ctes() -> std::string;
  auto fresh_alias() -> std::string { return "t" + std::to_string(++aliases_); }

  // statement_generator_write.cpp
  auto insert() -> std::string;
  auto on_conflict() -> std::string;
  auto update() -> std::string;
  auto erase() -> std::string;
  auto merge() -> std::string;
  auto assignments() -> std::string;
  auto returning(const std::string& alias) -> std::string;

  std::mt19937_64 random_;
  ormc::catalog::Catalog catalog_;
  std::vector<const ormc::catalog::Function*> functions_;
  std::vector<const ormc::catalog::Function*> aggregates_;
  std::vector<ormc::catalog::Oid> types_;
  std::vector<Source> scope_;
  std::vector<Shape> ctes_;
  std::size_t aliases_ = 0;
  std::size_t parameters_ = 0;
  int sets_ = 0;  // how many set-returning calls may still be made
};

}  // namespace orm_tests
