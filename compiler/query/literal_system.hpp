#pragma once

#include <string_view>

/// Whether texts are values of types that stand for bits, numbers of the system and addresses, as
/// their input functions read them.
namespace ormc::query {

auto is_oid(std::string_view text) -> bool;
auto is_pg_lsn(std::string_view text) -> bool;
auto is_tid(std::string_view text) -> bool;
auto is_bit_string(std::string_view text) -> bool;
auto is_bytea(std::string_view text) -> bool;
auto is_macaddr(std::string_view text) -> bool;
auto is_macaddr8(std::string_view text) -> bool;

}  // namespace ormc::query
