#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

#include "query/literal/fault.hpp"

/// Whether texts are numbers, as their input functions read them.
namespace ormc::query {

/// A whole number of which the largest is `maximum`, and the least one less than its opposite.
auto is_integer(std::string_view text, std::uint64_t maximum) -> bool;
/// The modifier says how many digits there may be.
auto find_numeric_fault(std::string_view text, std::int32_t modifier) -> Fault;
/// How two numbers stand to each other, which both are numerics. NaN is the largest.
auto compare_numerics(std::string_view left, std::string_view right) -> std::strong_ordering;
auto is_float4(std::string_view text) -> bool;
auto is_float8(std::string_view text) -> bool;

}  // namespace ormc::query
