#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "query/literal/fault.hpp"

namespace ormc::query {

/// The parts of an interval as the server keeps them.
struct IntervalValue {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int64_t microseconds = 0;

  auto operator==(const IntervalValue&) const -> bool = default;
};
/// What an interval without a modifier is under every setting of a session; nothing where that
/// depends on one.
auto find_interval_value(std::string_view text) -> std::optional<IntervalValue>;

/// Whether a text is an interval as its input function reads it, in any of its styles. The
/// modifier of the type says what a number without a unit means: `interval hour '1'`.
auto find_interval_fault(std::string_view text, std::int32_t modifier) -> Fault;

}  // namespace ormc::query
