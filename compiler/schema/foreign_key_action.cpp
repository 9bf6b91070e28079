#include "schema/foreign_key_action.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ormc::schema {
namespace {

constexpr auto actions =
    std::to_array<std::pair<Action, std::string_view>>({{Action::no_action, "no action"},
                                                        {Action::restrict_, "restrict"},
                                                        {Action::cascade, "cascade"},
                                                        {Action::set_null, "set null"},
                                                        {Action::set_default, "set default"}});

}  // namespace

auto action_of(std::string_view words) -> std::optional<Action> {
  const auto* place =
      std::ranges::find(actions, words, [](const auto& entry) { return entry.second; });
  if (place == actions.end()) return std::nullopt;
  return place->first;
}

auto words_of(Action action) -> std::string_view {
  return std::ranges::find(actions, action, [](const auto& entry) { return entry.first; })->second;
}

}  // namespace ormc::schema
