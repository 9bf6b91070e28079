#pragma once

#include <string_view>

#include "query/literal/fault.hpp"

namespace ormc::query {

/// Whether a text is an `hstore` as its input function reads it.
auto find_hstore_fault(std::string_view text) -> Fault;

}  // namespace ormc::query
