#include "diagnostics/nearest_member.hpp"

#include "diagnostics/nearest.hpp"
#include "source/fold.hpp"

namespace ormc::diagnostics {

auto nearest_member(std::string_view name, std::span<const std::string> candidates)
    -> std::optional<std::string> {
  constexpr auto* suffix = "_id";
  const auto wanted = source::fold(name);
  for (const auto& candidate : candidates) {
    const auto other = source::fold(candidate);
    if (other == wanted + suffix || other + suffix == wanted) return candidate;
  }
  return nearest(name, candidates);
}

}  // namespace ormc::diagnostics
