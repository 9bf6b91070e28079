#pragma once

#include <cstddef>
#include <set>
#include <variant>
#include <vector>

#include "query/ir.hpp"
#include "query/row_views.hpp"

namespace ormc::query {

/// Index of a predicate in `Program::predicates`.
enum class PredicateId : std::uint32_t {};

/// What other definitions may be made of.
using Definition = std::variant<schema::ViewId, PredicateId>;

/// The order in which views and predicates can be bound: each after those that it uses.
class DefinitionOrder {
 public:
  DefinitionOrder(const schema::Schema& schema, const std::vector<Predicate>& predicates);

  auto order() const -> const std::vector<Definition>& { return order_; }

  /// One definition of each circle: nothing that is part of one can be bound.
  auto circles() const -> std::vector<Definition>;

 private:
  void add_uses(schema::ModuleId module, const DefinitionUses& uses);
  void sort();
  auto unbound_source(std::size_t definition) const -> std::size_t;
  auto definition(std::size_t index) const -> Definition;

  const schema::Schema& schema_;
  const std::vector<Predicate>& predicates_;
  RowViews row_views_;
  std::vector<std::set<std::size_t>> sources_;  // views, then predicates
  std::vector<Definition> order_;
  std::vector<bool> bound_;
};

}  // namespace ormc::query
