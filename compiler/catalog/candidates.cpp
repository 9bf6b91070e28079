#include "catalog/candidates.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "catalog/coercion.hpp"

namespace ormc::catalog {

namespace {

/// The candidates that the arguments coerce to.
auto keep_callable(const Catalog& catalog,
                   std::span<const Oid> arguments,
                   std::vector<Candidate>& candidates) -> void {
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return !can_coerce(catalog, arguments, candidate.arguments, CoercionContext::implicit);
  });
}

/// The candidates with the highest count; all of them when none counts at all.
auto keep_best(std::vector<Candidate>& candidates,
               const std::function<std::size_t(const Candidate&)>& count) -> void {
  std::size_t best = 0;
  for (const Candidate& candidate : candidates) best = std::max(best, count(candidate));
  std::erase_if(candidates, [&](const Candidate& candidate) { return count(candidate) < best; });
}

/// How many known arguments match exactly.
auto exact_matches(std::span<const Oid> arguments, const Candidate& candidate) -> std::size_t {
  std::size_t matches = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] != oid::unknown && arguments[i] == candidate.arguments[i]) ++matches;
  }
  return matches;
}

/// How many known arguments match exactly or go to the preferred type of their own category.
auto preferred_matches(const Catalog& catalog,
                       std::span<const Oid> arguments,
                       const Candidate& candidate) -> std::size_t {
  std::size_t matches = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == oid::unknown) continue;
    const Type& taken = catalog.type(candidate.arguments[i]);
    const bool exact = arguments[i] == taken.oid;
    const bool preferred = taken.preferred && taken.category == catalog.type(arguments[i]).category;
    if (exact || preferred) ++matches;
  }
  return matches;
}

/// What a literal at one position is taken for.
struct Slot {
  char category = 0;
  bool has_preferred = false;
};

/// The category that the candidates agree on at a position: string if any of them takes a string,
/// else the one that all take. Nothing when they disagree.
auto literal_slot(const Catalog& catalog,
                  std::span<const Candidate> candidates,
                  std::size_t position) -> std::optional<Slot> {
  Slot slot;
  bool conflict = false;
  for (const Candidate& candidate : candidates) {
    const Type& taken = catalog.type(candidate.arguments[position]);
    if (slot.category == 0) {
      slot = {taken.category, taken.preferred};
    } else if (taken.category == slot.category) {
      slot.has_preferred |= taken.preferred;
    } else if (taken.category == category::string) {
      slot = {taken.category, taken.preferred};
    } else {
      conflict = true;
    }
  }
  if (conflict && slot.category != category::string) return std::nullopt;
  return slot;
}

/// Gives literals the category that the candidates agree on and drops those of other categories; if
/// none were left, keeps them all.
auto resolve_literals(const Catalog& catalog,
                      std::span<const Oid> arguments,
                      std::vector<Candidate>& candidates) -> void {
  std::vector<std::pair<std::size_t, Slot>> slots;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] != oid::unknown) continue;
    const auto slot = literal_slot(catalog, candidates, i);
    if (!slot) return;
    slots.emplace_back(i, *slot);
  }
  std::vector<Candidate> kept;
  for (const Candidate& candidate : candidates) {
    const bool fits = std::ranges::all_of(slots, [&](const auto& entry) {
      const Type& taken = catalog.type(candidate.arguments[entry.first]);
      return taken.category == entry.second.category &&
             (taken.preferred || !entry.second.has_preferred);
    });
    if (fits) kept.push_back(candidate);
  }
  if (!kept.empty()) candidates = std::move(kept);
}

/// The last resort: when all known arguments are of one type, the literals are taken to be of it
/// too.
auto assume_same_type(const Catalog& catalog,
                      std::span<const Oid> arguments,
                      std::vector<Candidate>& candidates) -> void {
  Oid known = oid::unknown;
  for (const Oid argument : arguments) {
    if (argument == oid::unknown || argument == known) continue;
    if (known != oid::unknown) return;
    known = argument;
  }
  if (known == oid::unknown) return;
  const std::vector<Oid> assumed(arguments.size(), known);
  keep_callable(catalog, assumed, candidates);
}

}  // namespace

auto select_candidate(const Catalog& catalog,
                      std::span<const Oid> arguments,
                      std::vector<Candidate> candidates)
    -> std::variant<std::size_t, SelectionFailure> {
  keep_callable(catalog, arguments, candidates);
  if (candidates.empty()) return SelectionFailure::no_match;
  if (candidates.size() == 1) return candidates.front().index;

  std::vector<Oid> base;
  for (const Oid argument : arguments) base.push_back(catalog.base_type(argument));
  keep_best(candidates, [&](const Candidate& candidate) { return exact_matches(base, candidate); });
  if (candidates.size() == 1) return candidates.front().index;
  keep_best(candidates, [&](const Candidate& candidate) {
    return preferred_matches(catalog, base, candidate);
  });
  if (candidates.size() == 1) return candidates.front().index;
  if (std::ranges::find(base, oid::unknown) == base.end()) return SelectionFailure::ambiguous;
  resolve_literals(catalog, base, candidates);
  if (candidates.size() == 1) return candidates.front().index;
  assume_same_type(catalog, base, candidates);
  if (candidates.size() == 1) return candidates.front().index;
  return SelectionFailure::ambiguous;
}

}  // namespace ormc::catalog
