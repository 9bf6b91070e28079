#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace orm_tests {

/// Models with few values and many NULLs, so that all orders but those by a key have ties.
extern const std::string_view page_models;

/// A query that comes in pages.
struct PageQuery {
  std::string written;  // with `page after $after limit $n`
  /// What psql would be told for all of its rows; one for each order that `$sort` chooses.
  std::vector<std::string> whole;
};

/// Makes random queries with total orders: plain ones, joins, `distinct` and `distinct on`, set
/// operations, windows, groups and grouping sets, sets in the select list, from tables, subqueries
/// and `with`; orders by names, positions and expressions, in all directions, NULLs first or last.
/// The same seed gives the same queries.
class PageQueryGenerator {
 public:
  explicit PageQueryGenerator(std::uint64_t seed) : random_(seed) {}

  auto query() -> PageQuery;

 private:
  /// A select without order, and what the order has to have to be total.
  struct Body {
    std::string with;
    std::string text;
    std::vector<std::string> first;  // what `distinct on` wants at the beginning, in any order
    std::vector<std::string> keys;   // columns that tell all rows apart
    std::vector<std::string> other;  // columns that need not be there
    std::vector<std::string> last;   // what decides inside of `distinct on`
  };

  auto below(std::size_t n) -> std::size_t {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  auto chance(double p) -> bool { return std::bernoulli_distribution(p)(random_); }
  auto pick(std::initializer_list<std::string_view> of) -> std::string {
    return std::string(*(of.begin() + static_cast<std::ptrdiff_t>(below(of.size()))));
  }

  auto body() -> Body;
  auto plain() -> Body;
  auto distinct() -> Body;
  auto distinct_on() -> Body;
  auto set_operation() -> Body;
  auto told_apart() -> Body;
  auto windows() -> Body;
  auto groups() -> Body;
  auto grouping_sets() -> Body;
  auto sets() -> Body;
  auto wrapped() -> Body;

  auto person() -> std::string;
  auto where() -> std::string;
  auto part() -> std::string;
  auto items(const Body& body) -> std::vector<std::string>;
  auto direction(const std::string& item) -> std::string;

  std::mt19937_64 random_;
};

}  // namespace orm_tests
