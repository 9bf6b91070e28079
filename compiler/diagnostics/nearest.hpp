#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ormc::diagnostics {

/// The candidate that a person who wrote `name` most likely meant (optimal string alignment
/// distance, case folded), or nothing when none is near enough. The first of equals wins.
auto nearest(std::string_view name, std::span<const std::string_view> candidates)
    -> std::optional<std::string>;
auto nearest(std::string_view name, std::span<const std::string> candidates)
    -> std::optional<std::string>;

/// "did you mean `x`?" for a suggestion, nothing without one.
auto did_you_mean(const std::optional<std::string>& suggestion) -> std::optional<std::string>;

}  // namespace ormc::diagnostics
