#pragma once

#include <cstdint>
#include <string_view>

#include "query/literal/fault.hpp"

/// Whether texts are values of types that are sequences: of bits, bytes and characters. The
/// modifier is a length.
namespace ormc::query {

auto find_bit_fault(std::string_view text, std::int32_t modifier) -> Fault;
auto find_varbit_fault(std::string_view text, std::int32_t modifier) -> Fault;
auto is_bytea(std::string_view text) -> bool;
/// Of `varchar` and `char`: spaces that are too many are cut off.
auto find_character_fault(std::string_view text, std::int32_t modifier) -> Fault;

}  // namespace ormc::query
