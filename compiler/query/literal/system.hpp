#pragma once

#include <string_view>

/// Whether texts are values of types that stand for numbers of the system and of devices, as
/// their input functions read them.
namespace ormc::query {

auto is_oid(std::string_view text) -> bool;
auto is_pg_lsn(std::string_view text) -> bool;
auto is_tid(std::string_view text) -> bool;
/// Spaces between numbers.
auto is_int2vector(std::string_view text) -> bool;
auto is_oidvector(std::string_view text) -> bool;
/// `10:20:10,14,15`
auto is_snapshot(std::string_view text) -> bool;
auto is_macaddr(std::string_view text) -> bool;
auto is_macaddr8(std::string_view text) -> bool;

}  // namespace ormc::query
