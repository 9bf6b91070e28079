#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "database/null_models.hpp"

namespace orm_tests {

/// Makes random statements over `null_models` whose point is where NULLs come from and what rules
/// them out: joins of every kind and nesting, conditions over NULL, branches, aggregates over
/// groups that may be empty, frames that may be, set operations, subqueries, writes that return
/// rows, and conditions that fix keys. Nearly all are accepted. The same seed gives the same
/// statements.
class NullQueryGenerator {
 public:
  explicit NullQueryGenerator(std::uint64_t seed) : random_(seed) {}

  auto statement() -> std::string;

 private:
  using Kind = NullKind;

  /// Something in from: a table, or a subquery with columns of its own.
  struct Source {
    std::string alias;
    std::vector<std::pair<std::string, Kind>> columns;
    std::vector<std::string_view> to_one;
  };
  struct From {
    std::string text;
    std::vector<Source> sources;
  };

  auto below(std::size_t n) -> std::size_t {
    return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  auto chance(double p) -> bool { return std::bernoulli_distribution(p)(random_); }
  auto pick(std::initializer_list<std::string_view> of) -> std::string;
  auto any_kind() -> Kind { return static_cast<Kind>(below(4)); }
  auto fresh() -> std::string { return "r" + std::to_string(++aliases_); }

  auto from(int depth) -> From;
  auto leaf(int depth) -> From;
  auto join(From left, From right, int depth) -> From;

  auto column(Kind kind) -> std::string;
  auto constant(Kind kind) -> std::string;
  auto value(Kind kind, int depth) -> std::string;
  auto branches(Kind kind, int depth) -> std::string;
  auto condition(int depth) -> std::string;
  auto null_test(int depth) -> std::string;
  auto fixed_key() -> std::string;
  auto scalar_subquery(Kind kind, int depth) -> std::string;
  auto exists(int depth) -> std::string;
  auto aggregate(Kind kind, int depth) -> std::string;
  auto window(int depth) -> std::string;
  auto frame() -> std::string;

  /// With names of their own: a result cannot have one twice.
  static auto named_items(const std::vector<std::string>& items) -> std::string;
  auto query(const std::vector<Kind>& kinds, int depth) -> std::string;
  auto plain_select(const std::vector<Kind>& kinds, int depth) -> std::string;
  auto grouped_select(const std::vector<Kind>& kinds, int depth) -> std::string;
  auto grouping(const std::vector<std::string>& keys) -> std::string;
  auto with_query() -> std::string;
  auto record(const std::vector<Kind>& kinds, int depth) -> std::string;
  auto record_array(const std::vector<Kind>& kinds, int depth) -> std::string;
  auto records() -> std::string;
  auto write() -> std::string;
  auto returning() -> std::string;

  /// What is in sight, as it was before for as long as something is made inside of it.
  class Scope {
   public:
    explicit Scope(std::vector<Source>& sources) : sources_(sources), before_(sources) {}
    Scope(const Scope&) = delete;
    auto operator=(const Scope&) -> Scope& = delete;
    ~Scope() { sources_ = std::move(before_); }

   private:
    std::vector<Source>& sources_;
    std::vector<Source> before_;
  };

  std::mt19937_64 random_;
  std::vector<Source> scope_;
  std::size_t aliases_ = 0;
};

}  // namespace orm_tests
