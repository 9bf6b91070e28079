#pragma once

#include <cstdint>
#include <string_view>

#include "query/literal/fault.hpp"

namespace ormc::query {

/// Whether a text is an interval as its input function reads it, in any of its styles. The
/// modifier of the type says what a number without a unit means: `interval hour '1'`.
auto find_interval_fault(std::string_view text, std::int32_t modifier) -> Fault;

}  // namespace ormc::query
