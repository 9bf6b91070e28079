#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "diagnostics/allow_diagnostics.hpp"
#include "diagnostics/diagnostic.hpp"

/// What becomes of warnings: the one place where they are silenced, or made errors.
namespace ormc::diagnostics {
namespace {

/// Where warnings are allowed. Places lie apart or one in the other, as declarations and their
/// members do.
class AllowedPlaces {
 public:
  explicit AllowedPlaces(const std::vector<Allowance>& allowances) {
    for (auto i = std::size_t{0}; i < allowances.size(); ++i) {
      const auto& [codes, span, with_space, within] = allowances[i];
      for (auto j = std::size_t{0}; j < codes.size(); ++j) {
        places_[{codes[j].text, within.file}].push_back({within, i, j});
      }
    }
    for (auto& [key, places] : places_) nest(places);
  }

  /// Whether a warning is allowed where it is: the innermost place that says so is then of use.
  auto take(std::string_view code, Span span) -> bool {
    const auto found = places_.find(std::tuple{code, span.file});
    if (found == places_.end()) return false;
    auto& places = found->second;
    const auto behind = std::ranges::upper_bound(
        places, span.begin, {}, [](const Place& place) { return place.within.begin; });
    auto at = behind == places.begin() ? none : std::size_t(behind - places.begin()) - 1;
    while (at != none && places[at].within.end < span.end) at = places[at].around;
    if (at == none) return false;
    places[at].is_used = true;
    return true;
  }

  /// The allowances that were of no use, each with its codes that were not.
  auto unused(bool (*is_meant)(std::string_view code)) const
      -> std::map<std::size_t, std::vector<std::size_t>> {
    auto result = std::map<std::size_t, std::vector<std::size_t>>{};
    for (const auto& [key, places] : places_) {
      if (!is_meant(std::get<0>(key))) continue;
      for (const auto& place : places) {
        if (!place.is_used) result[place.allowance].push_back(place.code);
      }
    }
    for (auto& [allowance, codes] : result) std::ranges::sort(codes);
    return result;
  }

 private:
  static constexpr auto none = static_cast<std::size_t>(-1);

  struct Place {
    Span within;
    std::size_t allowance;
    std::size_t code;
    std::size_t around = none;  // the place that this one lies in
    bool is_used = false;
  };

  /// Puts places in order, outer before inner, and says what each lies in.
  static void nest(std::vector<Place>& places) {
    std::ranges::stable_sort(places, [](const Place& a, const Place& b) {
      return std::pair(a.within.begin, b.within.end) < std::pair(b.within.begin, a.within.end);
    });
    auto around = none;
    for (auto i = std::size_t{0}; i < places.size(); ++i) {
      while (around != none && places[around].within.end <= places[i].within.begin) {
        around = places[around].around;
      }
      places[i].around = around;
      around = i;
    }
  }

  std::map<std::tuple<std::string_view, source::FileId>, std::vector<Place>> places_;
};

auto is_about_allowing(std::string_view code) -> bool { return code == NothingToAllow::info.code; }
auto is_about_models(std::string_view code) -> bool { return !is_about_allowing(code); }

enum class Level : std::uint8_t { allowed, warning, denied };

auto level_of(std::string_view code, const WarningLevels& levels) -> Level {
  if (levels.allowed.contains(code)) return Level::allowed;
  if (levels.denied.contains(code)) return Level::denied;
  if (levels.denied.contains(WarningLevels::all)) return Level::denied;
  return levels.allowed.contains(WarningLevels::all) ? Level::allowed : Level::warning;
}

/// A warning about just what an error is about has the same cause, and the error says more.
void drop_echoes(std::vector<Diagnostic>& all) {
  auto errors = std::set<std::tuple<source::FileId, std::uint32_t, std::uint32_t>>{};
  const auto place = [](const Span& span) { return std::tuple{span.file, span.begin, span.end}; };
  for (const auto& each : all) {
    if (each.info.severity != Severity::error) continue;
    errors.insert(place(each.primary));
    if (each.info.repeats != Repeats::once_per_declaration) continue;
    for (const auto& label : each.labels) errors.insert(place(label.span));
  }
  std::erase_if(all, [&](const Diagnostic& each) {
    return each.info.severity == Severity::warning && errors.contains(place(each.primary));
  });
}

}  // namespace

void Diagnostics::settle(const WarningLevels& levels) {
  auto places = AllowedPlaces{allowances_};
  auto is_allowed = [&](const Diagnostic& each) {
    return each.info.severity == Severity::warning && places.take(each.info.code, each.primary);
  };
  told_.clear();  // its places in `all_` are no longer those
  drop_echoes(all_);
  std::erase_if(all_, is_allowed);
  if (!has_errors()) {
    for (const auto& [allowance, codes] : places.unused(is_about_models)) {
      if (places.take(NothingToAllow::info.code, allowances_[allowance].span)) continue;
      report_stale(allowances_[allowance], codes);
    }
    for (const auto& [allowance, codes] : places.unused(is_about_allowing)) {
      report_stale(allowances_[allowance], codes);
    }
  }
  std::erase_if(all_, [&](const Diagnostic& each) {
    return each.info.severity == Severity::warning &&
           level_of(each.info.code, levels) == Level::allowed;
  });
  for (auto& each : all_) {
    if (each.info.severity != Severity::warning) continue;
    if (level_of(each.info.code, levels) != Level::denied) continue;
    each.info.severity = Severity::error;
    each.is_denied = true;
    ++errors_;
  }
}

void Diagnostics::report_stale(const Allowance& allowance, const std::vector<std::size_t>& codes) {
  auto stale = NothingToAllow{};
  auto rest = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i < allowance.codes.size(); ++i) {
    const auto is_stale = std::ranges::binary_search(codes, i);
    (is_stale ? stale.codes : rest).push_back(allowance.codes[i].text);
  }
  const auto place = rest.empty() ? allowance.span : allowance.codes[codes.front()].span;
  auto& reported = report(place, stale);
  if (rest.empty()) {
    reported.fixit(allowance.with_space, "");
    return;
  }
  for (auto i = std::size_t{1}; i < codes.size(); ++i) {
    reported.label(allowance.codes[codes[i]].span, NothingToAllow::neither);
  }
  reported.fixit(allowance.span, fmt::format("@allow({})", fmt::join(rest, ", ")));
}

}  // namespace ormc::diagnostics
