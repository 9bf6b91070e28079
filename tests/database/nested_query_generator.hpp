#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace orm_tests {

/// Models with relations of every kind, and predicates over them.
extern const std::string_view nested_models;
/// Their rows: some relations missing, some lists empty, many NULLs.
extern const std::string_view nested_data;

/// Which optional parameters of a query are given, by their place, and which order is chosen.
struct PartsState {
  std::vector<bool> given;
  std::size_t choice = 0;
};

/// A query with what orm adds to SQL: shapes, paths, predicates, optional parts, orders to choose
/// from; and the same said in plain SQL.
struct NestedQuery {
  /// A shape, as the plain query of its rows for one row around it.
  struct Shape {
    bool many = false;
    std::string from;                  // `{}` is the id of the row around it
    std::vector<std::string> columns;  // the values of a row
    std::vector<Shape> shapes;         // the structs, behind them
  };
  /// A stretch of text as it is written, and what it is in plain SQL when all of `needs` are given
  /// and, if set, `choice` is chosen.
  struct Piece {
    std::string written;
    std::string plain;
    std::vector<std::size_t> needs = {};
    int choice = -1;
  };

  std::vector<std::string> parameters;  // as declared: those that may be absent
  std::vector<std::string> values;      // of each
  std::vector<Piece> pieces;            // of the whole statement
  std::vector<std::string> columns;     // the plain values of a row; the first is its id
  std::vector<Shape> shapes;            // behind them
  std::size_t choices = 0;              // how many orders there are to choose from
  bool order_is_optional = false;       // `sort?` is then the last of `parameters`

  auto written() const -> std::string;
  /// What the plain values are in a state, in the order of the rows.
  auto plain(const PartsState& state) const -> std::string;
};

/// The same seed gives the same queries.
class NestedQueryGenerator {
 public:
  explicit NestedQueryGenerator(std::uint64_t seed) : random_(seed) {}

  auto query() -> NestedQuery;

 private:
  struct Relation {
    std::string_view name;
    std::size_t target;
    std::string_view column;  // of a relation to one; else empty
    std::string_view from;    // of a relation to many: `{0}` its alias, `{1}` the id of the row
  };
  struct Table {
    std::string_view name;
    std::vector<std::string_view> integers;
    std::vector<std::string_view> texts;
    std::vector<Relation> relations;
  };
  /// An expression as it is written, and in plain SQL over an alias.
  struct Expr {
    std::string written;
    std::string plain;
  };
  /// A row that expressions speak of.
  struct Row {
    const Table* table;
    std::string qualifier;  // `p.`, or nothing inside of a shape
    std::string alias;      // in plain SQL
  };

  static auto tables() -> const std::vector<Table>&;
  auto below(std::size_t n) -> std::size_t {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  auto chance(double p) -> bool { return std::bernoulli_distribution(p)(random_); }
  auto any_relation(const Table& table, bool many) -> const Relation*;

  auto integer(const Row& row, int depth) -> Expr;
  auto text(const Row& row) -> Expr;
  auto value(const Row& row) -> Expr;
  auto condition(const Row& row) -> Expr;
  auto shape(const Row& row, int depth, std::string& written) -> NestedQuery::Shape;
  void add_conditions(NestedQuery& query, const Row& row);
  void add_order(NestedQuery& query, const Row& row);

  std::mt19937_64 random_;
  std::size_t names_ = 0;
};

}  // namespace orm_tests
