#include "driver/declared_facts.hpp"

#include <utility>

#include "introspect/canonical.hpp"

namespace ormc::driver {

DeclaredFacts::DeclaredFacts(const Compilation& compilation)
    : compilation_(compilation), collected_(collect_facts(compilation)) {
  for (auto i = std::size_t{0}; i < collected_.facts.size(); ++i) {
    const auto& fact = collected_.facts[i];
    by_key_.emplace(fact.key, i);
    by_owner_[fact.owner].push_back(i);
    by_place_[{fact.place.file, fact.place.begin}].push_back(i);
  }
}

auto DeclaredFacts::find(const std::string& key) const -> const DeclaredFact* {
  const auto place = by_key_.find(key);
  return place == by_key_.end() ? nullptr : &collected_.facts[place->second];
}

auto DeclaredFacts::of(const std::string& owner) const -> std::vector<const DeclaredFact*> {
  auto result = std::vector<const DeclaredFact*>{};
  const auto place = by_owner_.find(owner);
  if (place == by_owner_.end()) return result;
  for (const auto index : place->second) result.push_back(&collected_.facts[index]);
  return result;
}

auto DeclaredFacts::within(source::Span place) const -> std::vector<const DeclaredFact*> {
  auto result = std::vector<const DeclaredFact*>{};
  for (auto at = by_place_.lower_bound({place.file, place.begin});
       at != by_place_.end() && at->first < std::pair{place.file, place.end};
       ++at) {
    for (const auto index : at->second) {
      if (is_within(collected_.facts[index].place, place))
        result.push_back(&collected_.facts[index]);
    }
  }
  return result;
}

auto DeclaredFacts::within(const std::string& owner, source::Span place) const
    -> std::vector<const DeclaredFact*> {
  auto result = within(place);
  std::erase_if(result, [&](const auto* fact) { return fact->owner != owner; });
  return result;
}

auto DeclaredFacts::column(const std::string& key) const -> DeclaredColumn {
  const auto place = collected_.columns.find(key);
  return place == collected_.columns.end() ? DeclaredColumn{} : place->second;
}

auto DeclaredFacts::is_implied_junction(const std::string& owner) const -> bool {
  const auto place = collected_.junctions.find(owner);
  return place != collected_.junctions.end() && place->second;
}

auto DeclaredFacts::part_of_column(const std::string& key, ColumnPart part) const -> std::string {
  return column_part(
      {compilation_.schema, compilation_.program, sql::Constants::with_types}, column(key), part);
}

namespace {

/// What stands behind the statement, and is no SQL.
auto remark_of(const std::string& text) -> std::string {
  const auto place = text.find("\n-- ");
  return place == std::string::npos ? std::string{} : text.substr(place);
}

}  // namespace

auto holds(const DeclaredFact& fact, const DeclaredFacts& other) -> bool {
  const auto* there = other.find(fact.key);
  if (there == nullptr) return false;
  if (there->text == fact.text) return true;
  return !fact.is_doc && remark_of(there->text) == remark_of(fact.text) &&
         introspect::is_spelling_of(there->text, fact.text);
}

}  // namespace ormc::driver
