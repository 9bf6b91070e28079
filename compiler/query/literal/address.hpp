#pragma once

#include <string_view>

/// Whether texts are addresses of networks, as their input functions read them.
namespace ormc::query {

auto is_inet(std::string_view text) -> bool;
/// The bits behind the prefix have to be zero.
auto is_cidr(std::string_view text) -> bool;

}  // namespace ormc::query
