#pragma once

#include <optional>
#include <string_view>

#include "query/literal/fault.hpp"
#include "query/literal/interval.hpp"

namespace ormc::query {

/// Whether a text is an interval in the style of ISO 8601, with designators or without:
/// `P1Y2M3DT4H5M6S`, `P0001-02-03T04:05:06`.
auto find_iso_interval_fault(std::string_view text) -> Fault;
/// What one is; nothing where it is none.
auto find_iso_interval_value(std::string_view text) -> std::optional<IntervalValue>;

}  // namespace ormc::query
