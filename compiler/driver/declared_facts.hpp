#pragma once

#include <map>
#include <string>
#include <vector>

#include "driver/collect_facts.hpp"

namespace ormc::driver {

/// All that a program makes in the database, to look things up in. Refers to the compilation that
/// it was made of.
class DeclaredFacts {
 public:
  explicit DeclaredFacts(const Compilation& compilation);

  auto all() const -> const std::vector<DeclaredFact>& { return collected_.facts; }
  /// Null when nothing says it.
  auto find(const std::string& key) const -> const DeclaredFact*;
  /// Those of an owner that lie within a place, in order.
  auto within(const std::string& owner, source::Span place) const
      -> std::vector<const DeclaredFact*>;
  /// Those that lie within a place, whoever's they are.
  auto within(source::Span place) const -> std::vector<const DeclaredFact*>;
  auto of(const std::string& owner) const -> std::vector<const DeclaredFact*>;

  auto column(const std::string& key) const -> DeclaredColumn;
  /// A part of a column as SQL. Empty where it is as usual.
  auto part_of_column(const std::string& key, ColumnPart part) const -> std::string;
  /// Whether a table is there for lists of two models alone, without a declaration.
  auto is_implied_junction(const std::string& owner) const -> bool;

 private:
  const Compilation& compilation_;
  CollectedFacts collected_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_owner_;
  std::map<std::pair<source::FileId, std::uint32_t>, std::vector<std::size_t>> by_place_;
};

/// Whether a fact is so in another program.
auto holds(const DeclaredFact& fact, const DeclaredFacts& other) -> bool;

}  // namespace ormc::driver
