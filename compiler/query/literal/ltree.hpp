#pragma once

#include <string_view>

#include "query/literal/fault.hpp"

/// Whether texts are values of the types of `ltree`. Which letters labels may have beyond ASCII is
/// the locale's: of such texts nothing is said.
namespace ormc::query {

auto find_ltree_fault(std::string_view text) -> Fault;
auto find_lquery_fault(std::string_view text) -> Fault;

}  // namespace ormc::query
