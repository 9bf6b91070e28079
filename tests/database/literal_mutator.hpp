#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "database/literal_cases.hpp"

namespace orm_tests {

/// Makes texts of a type that are nearly right: seeds with a few changes, or their pieces in any
/// order.
class LiteralMutator {
 public:
  explicit LiteralMutator(std::uint64_t seed) : random_(seed) {}

  /// So many texts: the seeds first.
  auto texts(const LiteralCase& of, std::size_t count) -> std::vector<std::string>;

 private:
  auto mutant(const std::vector<std::string>& seeds) -> std::string;
  auto sequence(const std::vector<std::string>& pieces) -> std::string;
  void change(std::string& text, const std::vector<std::string>& seeds);
  void change_number(std::string& text);
  auto below(std::size_t n) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  std::mt19937_64 random_;
};

}  // namespace orm_tests
