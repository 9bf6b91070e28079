#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog_probe.hpp"

namespace ormc::catalog_test {

/// An expression and what the catalogue makes of it: a type, or nothing for refused.
struct Sample {
  std::string statement;
  std::optional<catalog::Oid> expected;
  bool exact_domain = false;  // the column is `array[...]`, whose element may be a domain
};

/// How many samples each test takes: ORM_TEST_SAMPLES, or some that take a second.
auto sample_count() -> std::size_t;

/// A catalogue, a server that knows the same, and the dice. The same random expressions are
/// resolved by both, and must be accepted or refused alike and have the same type. The server only
/// prepares, so nothing that is asked about is ever executed. ORM_TEST_SEED varies the expressions.
class Comparison {
 public:
  enum class Extensions : std::uint8_t { none, all };

  explicit Comparison(Extensions extensions = Extensions::none);

  auto catalog() const -> const catalog::Catalog& { return catalog_; }
  auto server() -> Server& { return server_; }
  /// The types that an expression can have, in the catalogue's numbers.
  auto all_types() const -> const std::vector<catalog::Oid>& { return all_; }
  /// The server's numbers of types to the catalogue's.
  auto numbers() const -> const std::map<std::uint32_t, catalog::Oid>& { return numbers_; }

  auto below(std::size_t limit) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random_);
  }
  auto chance(std::size_t percent) -> bool { return below(100) < percent; }
  template <typename T>
  auto pick(const std::vector<T>& from) -> const T& {
    return from[below(from.size())];
  }

  /// Any type, the usual ones and those of the fixture more often.
  auto any_type() -> catalog::Oid { return chance(75) ? pick(usual_) : pick(all_); }
  /// The same, or a literal, or a row.
  auto any_operand() -> catalog::Oid;
  /// The type that a parameter is declared with, or something near it.
  auto near(catalog::Oid declared) -> catalog::Oid;

  /// A value of the type that the server learns nothing else from.
  auto spell(catalog::Oid type) const -> std::string;

  /// Asks the server about the samples and fails with those that differ.
  auto compare(const std::vector<Sample>& samples) -> void;

 private:
  auto add_to_pool(catalog::Oid oid) -> void;
  auto describe(std::optional<catalog::Oid> type) const -> std::string;
  auto describe_difference(const Sample& sample, const Answer& answer) const -> std::string;

  Server server_;
  catalog::Catalog catalog_;
  std::map<std::uint32_t, catalog::Oid> numbers_;
  std::vector<catalog::Oid> all_;
  std::vector<catalog::Oid> usual_;
  std::mt19937_64 random_;
};

}  // namespace ormc::catalog_test
