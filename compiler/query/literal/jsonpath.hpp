#pragma once

#include <string_view>

#include "query/literal/fault.hpp"

namespace ormc::query {

/// Whether a text is a path of SQL/JSON as its input function reads it. Of the regular expressions
/// in it only the flags are looked at.
auto find_jsonpath_fault(std::string_view text) -> Fault;

}  // namespace ormc::query
