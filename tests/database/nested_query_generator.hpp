#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "database/nested_models.hpp"
#include "database/nested_text.hpp"

namespace orm_tests {

/// A statement with what orm adds to SQL: shapes, paths, predicates, optional parts, orders to
/// choose from, pages; and the same said in plain SQL.
struct NestedQuery {
  /// A shape, as the plain query of its rows for one row around it.
  struct Shape {
    bool many = false;
    std::string alias;
    NestedText from;                  // `@id@` is the id of the row around it
    std::vector<NestedText> columns;  // the values of a row
    std::vector<Shape> shapes;        // the structs, behind them
  };
  struct Parameter {
    std::string value;
    bool is_optional = true;
  };
  /// Of `order by $sort0 {...}`.
  struct Choice {
    std::size_t labels = 0;
    bool is_optional = false;
  };

  NestedText text;                    // in plain SQL without the shapes; a row begins with its id
  std::vector<Parameter> parameters;  // `$p0`, `$p1`, ...
  std::vector<Choice> choices;        // `$sort0`, `$sort1`, ...
  std::vector<Shape> shapes;          // behind the plain values of a row
  std::size_t page = 0;               // rows of a page, if it comes in pages
  bool has_order = true;
  std::vector<std::size_t> orders = {};            // parameters without which there is none
  std::vector<std::size_t> optional_choices = {};  // choices without which there is none

  /// The declarations of its parameters.
  auto declared() const -> std::vector<std::string>;
  /// All states of what is optional, or many of them.
  auto states() const -> std::vector<PartsState>;
  /// Whether the rows of all lists come in an order.
  auto is_ordered(const PartsState& state) const -> bool;
};

/// The same seed gives the same queries.
class NestedQueryGenerator {
 public:
  explicit NestedQueryGenerator(std::uint64_t seed) : random_(seed) {}

  auto query() -> NestedQuery;

 private:
  using Table = NestedTable;
  using Shape = NestedQuery::Shape;

  /// A row that expressions speak of.
  struct Row {
    const Table* table;
    std::string qualifier;  // `p.`, or nothing inside of a shape
    std::string alias;      // in plain SQL
    std::string argument;   // what a predicate gets for it; empty if nothing can be
    NestedText again;       // plain: what stands in `from` to find it once more
    NestedText id = {"", "@id@"};
    bool is_changed = false;  // by the statement: it is not found as it is
    bool is_joined = true;    // nothing can be joined to a row that is written
  };
  /// What stands in `from`, once.
  struct Source {
    NestedText with;
    NestedText from;   // without an alias
    NestedText again;  // plain
    const Table* table;
  };

  auto below(std::size_t n) -> std::size_t {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  auto chance(double p) -> bool { return std::bernoulli_distribution(p)(random_); }
  template <class Thing>
  auto any_of(const std::vector<Thing>& things) -> const Thing& {
    return things[below(things.size())];
  }
  auto any_relation(const Table& table, bool many) -> const Table::Relation*;
  auto named(const std::string& prefix) -> std::string { return prefix + std::to_string(++names_); }

  // -- optional parts

  auto may_be_part() -> bool { return !is_plain_ && query_.parameters.size() < 5 && chance(0.35); }
  auto may_be_choice() const -> bool { return !is_plain_ && query_.choices.size() < 2; }
  auto parameter(const std::string& value, bool is_optional = true) -> std::size_t;
  auto as_parameter(std::size_t place) const -> NestedText;
  /// `[limit $p0]`, `limit 3`, or nothing.
  auto maybe(std::string_view word, const char* value, double often) -> NestedText;

  // -- expressions

  auto column(const Row& row, const std::string& name) -> NestedText;
  auto integer(const Row& row, int depth) -> NestedText;
  auto aggregate(const Row& row) -> NestedText;
  auto behind(const Row& row, const Table::Relation& one, int depth) -> NestedText;
  auto subquery(const Row& row) -> NestedText;
  auto text(const Row& row) -> NestedText;
  auto value(const Row& row) -> NestedText;
  auto predicate(const Row& row) -> std::optional<NestedText>;
  auto condition(const Row& row) -> NestedText;
  /// A condition with terms that are there when their parameters are given.
  auto conditions(const Row& row) -> NestedText;
  /// The rows of a path to many, as `from` and `where` of a subquery.
  auto rows_of(const Row& row, const Table::Relation& many, const std::string& alias) -> NestedText;
  auto row_of(const Table::Relation& relation, const std::string& alias) const -> Row;

  // -- shapes

  /// Appends `path { ... } as name clauses` to what is written.
  auto shape(const Row& row, int depth, NestedText& written) -> Shape;
  auto shape_of_row(const Row& row, int depth, NestedText& written) -> Shape;
  void fill(Shape& shape, const Row& inner, int depth, NestedText& written);
  void add_clauses(Shape& shape, const Row& inner, NestedText& written);

  // -- statements

  auto source(int depth) -> Source;
  auto derived(int depth) -> Source;
  auto join_to(const Row& row, std::vector<Row>& rows) -> NestedText;
  /// The select or returning list; its shapes go to the query.
  auto items(const std::vector<Row>& rows, std::vector<NestedText> first) -> NestedText;
  auto order(const Row& row) -> NestedText;
  auto order_item(const Row& row) -> NestedText;
  /// `$sort0 { o0: ..., o1: ... }`, with something at the end of each order.
  auto choice(const Row& row, const NestedText& last = {}) -> NestedText;
  void make_select();
  void make_page();
  void make_update();
  void make_delete();
  void make_insert();

  std::mt19937_64 random_;
  std::size_t names_ = 0;
  NestedQuery query_;
  bool is_plain_ = false;  // of one table, and nothing is optional or chosen: such are split
  std::deque<Table> own_;  // the rows of this query's subqueries
};

}  // namespace orm_tests
