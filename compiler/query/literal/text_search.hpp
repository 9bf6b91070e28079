#pragma once

#include <string_view>

#include "query/literal/fault.hpp"

/// Whether texts are values of the types of text search, as their input functions read them.
namespace ormc::query {

auto find_tsvector_fault(std::string_view text) -> Fault;
auto find_tsquery_fault(std::string_view text) -> Fault;

}  // namespace ormc::query
