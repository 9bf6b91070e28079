#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/ir.hpp"

namespace ormc::query {

/// How the states of a query's parameters are told to a statement: a number with a bit for each
/// that may be absent, the number of the alternative for each that chooses one, and for a cursor a
/// bit that there is one and a bit for each key that may be NULL; in the order of the parameters.
class PresenceBits {
 public:
  explicit PresenceBits(const std::vector<QueryParameter>& parameters);

  /// When a part is there: if `(presence & mask) == value`.
  struct Condition {
    std::uint64_t mask = 0;
    std::uint64_t value = 0;
  };
  auto of(const Unit& unit, std::optional<PartId> part) const -> Condition;

  /// The states of one parameter (of a cursor: under its first key, and where its keys have more
  /// states than are worth going over, some of them), the least first: absent, the first
  /// alternative; the last has the most.
  struct Switch {
    ParameterIndex parameter = 0;
    std::vector<std::uint64_t> states;
    std::size_t given = 0;  // the first state in which it is not absent
  };
  /// What a presence says of one parameter.
  struct State {
    bool given = false;  // it may be absent, and is not
    std::optional<std::uint32_t> choice = std::nullopt;
    bool null = false;
  };
  auto state_of(ParameterIndex parameter, std::uint64_t presence) const -> State;

  auto switches() const -> const std::vector<Switch>& { return switches_; }
  auto bits() const -> std::size_t { return bits_; }

 private:
  struct Field {
    std::optional<std::size_t> given;   // the bit that says that it is not absent
    std::optional<std::size_t> number;  // the first bit of the number of the alternative
    std::size_t width = 0;              // of that
    std::optional<std::size_t> null;    // of a cursor's key: the bit that says that it is NULL
  };

  void add_optional(ParameterIndex parameter);
  void add_choice(const QueryParameter& parameter, ParameterIndex index);
  void add_cursor(const std::vector<QueryParameter>& parameters, ParameterIndex first);
  auto condition(const Requirement& requirement) const -> Condition;

  std::vector<Field> fields_;  // by parameter
  std::vector<Switch> switches_;
  std::size_t bits_ = 0;
};

}  // namespace ormc::query
