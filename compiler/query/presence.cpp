#include "query/presence.hpp"

#include <bit>

namespace ormc::query {
namespace {

/// Bits past the last are reported (`TooManyParts`) before anything reads them.
auto bit(std::size_t place) -> std::uint64_t { return place < 64 ? std::uint64_t{1} << place : 0; }

auto number_at(std::uint64_t number, std::size_t place) -> std::uint64_t {
  return place < 64 ? number << place : 0;
}

/// A condition that nothing fulfils.
constexpr auto never = PresenceBits::Condition{0, 1};

/// Of more keys that may be NULL not every set is a state: none, each, and all of them are.
constexpr auto most_combined_nulls = std::size_t{6};

}  // namespace

PresenceBits::PresenceBits(const std::vector<QueryParameter>& parameters)
    : fields_(parameters.size()) {
  for (auto i = ParameterIndex{0}; i < parameters.size(); ++i) {
    const auto& parameter = parameters[i];
    if (parameter.cursor) {
      if (i == 0 || parameters[i - 1].cursor != parameter.cursor) add_cursor(parameters, i);
    } else if (!parameter.choices.empty()) {
      add_choice(parameter, i);
    } else if (parameter.may_be_absent()) {
      add_optional(i);
    }
  }
}

void PresenceBits::add_optional(ParameterIndex parameter) {
  fields_[parameter].given = bits_;
  switches_.push_back({parameter, {0, bit(bits_)}, 1});
  ++bits_;
}

void PresenceBits::add_choice(const QueryParameter& parameter, ParameterIndex index) {
  auto& field = fields_[index];
  auto states = std::vector<std::uint64_t>{};
  auto given = std::uint64_t{0};
  if (parameter.may_be_absent()) {
    field.given = bits_;
    given = bit(bits_++);
    states.push_back(0);
  }
  field.number = bits_;
  field.width = static_cast<std::size_t>(std::bit_width(parameter.choices.size() - 1));
  for (std::uint64_t choice = 0; choice < parameter.choices.size(); ++choice) {
    states.push_back(given | number_at(choice, bits_));
  }
  bits_ += field.width;
  switches_.push_back({index, std::move(states), parameter.may_be_absent() ? std::size_t{1} : 0});
}

void PresenceBits::add_cursor(const std::vector<QueryParameter>& parameters, ParameterIndex first) {
  const auto given = bit(bits_);
  const auto given_at = bits_++;
  auto nulls = std::vector<std::uint64_t>{};  // a bit for each key that may be NULL
  for (auto i = first; i < parameters.size() && parameters[i].cursor == parameters[first].cursor;
       ++i) {
    fields_[i].given = given_at;
    if (!parameters[i].nullable) continue;
    fields_[i].null = bits_;
    nulls.push_back(bit(bits_++));
  }
  auto states = std::vector<std::uint64_t>{0, given};
  if (nulls.size() <= most_combined_nulls) {
    for (auto null : nulls) {
      const auto count = states.size();
      for (std::size_t i = 1; i < count; ++i) states.push_back(states[i] | null);
    }
  } else {
    for (auto null : nulls) states.push_back(given | null);
    states.push_back(given);
    for (auto null : nulls) states.back() |= null;
  }
  switches_.push_back({first, std::move(states), 1});
}

auto PresenceBits::condition(const Requirement& requirement) const -> Condition {
  const auto& field = fields_[requirement.parameter];
  switch (requirement.kind) {
    case Requirement::Kind::given:
      return field.given ? Condition{bit(*field.given), bit(*field.given)} : Condition{};
    case Requirement::Kind::absent:
      return field.given ? Condition{bit(*field.given), 0} : never;
    case Requirement::Kind::chosen: {
      auto condition = Condition{};
      if (field.given) condition = {bit(*field.given), bit(*field.given)};
      for (std::size_t i = 0; i < field.width; ++i) condition.mask |= bit(*field.number + i);
      condition.value |= number_at(requirement.choice, *field.number);
      return condition;
    }
    case Requirement::Kind::null:
      return field.null ? Condition{bit(*field.null), bit(*field.null)} : never;
    case Requirement::Kind::not_null:
      return field.null ? Condition{bit(*field.null), 0} : Condition{};
  }
  return {};
}

auto PresenceBits::state_of(ParameterIndex parameter, std::uint64_t presence) const -> State {
  const auto& field = fields_[parameter];
  auto holds = [&](std::size_t place) { return (presence & bit(place)) != 0; };
  auto state = State{};
  state.given = field.given && holds(*field.given);
  state.null = field.null && holds(*field.null);
  if (field.number && (state.given || !field.given)) {
    state.choice = 0;
    for (std::size_t i = 0; i < field.width; ++i) {
      if (holds(*field.number + i)) *state.choice |= std::uint32_t{1} << i;
    }
  }
  return state;
}

auto PresenceBits::of(const Unit& unit, std::optional<PartId> part) const -> Condition {
  auto result = Condition{};
  for (; part; part = unit.at(*part).outer) {
    for (const auto& requirement : unit.at(*part).requirements) {
      auto one = condition(requirement);
      auto both = result.mask & one.mask;
      if ((result.value & both) != (one.value & both) || (one.value & ~one.mask) != 0) return never;
      result.mask |= one.mask;
      result.value |= one.value;
    }
  }
  return result;
}

}  // namespace ormc::query
