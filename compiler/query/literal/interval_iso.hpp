#pragma once

#include <string_view>

#include "query/literal/fault.hpp"

namespace ormc::query {

/// Whether a text is an interval in the style of ISO 8601, with designators or without:
/// `P1Y2M3DT4H5M6S`, `P0001-02-03T04:05:06`.
auto find_iso_interval_fault(std::string_view text) -> Fault;

}  // namespace ormc::query
