#include <algorithm>
#include <utility>

#include "diagnostics/optional_diagnostics.hpp"
#include "query/binder.hpp"

/// Optional parts: `[and x = $x]`, `[limit $n]`, the alternatives of `order by $sort {...}`. A part
/// needs the parameters that may be absent and are used in it, but not those of the parts inside.
namespace ormc::query {

auto Binder::add_part(Span span, std::vector<Requirement> requirements) -> PartId {
  unit_.parts.push_back({part_, std::move(requirements), span});
  return static_cast<PartId>(unit_.parts.size() - 1);
}

void Binder::check_part(PartId part) {
  if (unit_.at(part).requirements.empty()) {
    diagnostics_.report(unit_.at(part).span, diagnostics::PartWithoutParameter{});
  }
}

void Binder::require_given(ParameterIndex parameter) {
  if (!part_ || !parameters_[parameter].may_be_absent) return;
  auto& requirements = unit_.at(*part_).requirements;
  const auto given = Requirement{Requirement::Kind::given, parameter};
  if (std::find(requirements.begin(), requirements.end(), given) == requirements.end()) {
    requirements.push_back(given);
  }
}

auto Binder::common_part(std::optional<PartId> one, std::optional<PartId> other) const
    -> std::optional<PartId> {
  for (; one; one = unit_.at(*one).outer) {
    for (auto at = other; at; at = unit_.at(*at).outer) {
      if (at == one) return one;
    }
  }
  return std::nullopt;
}

auto Binder::has_earlier_use(const ParameterState& state) const -> bool {
  return std::any_of(state.use_parts.begin(), state.use_parts.end(), [this](auto part) {
    return common_part(part, part_) == part;
  });
}

}  // namespace ormc::query
