#pragma once

#include <string_view>

/// Whether texts are values of the geometric types, as their input functions read them.
namespace ormc::query {

auto is_point(std::string_view text) -> bool;
auto is_lseg(std::string_view text) -> bool;
auto is_box(std::string_view text) -> bool;
auto is_line(std::string_view text) -> bool;
auto is_path(std::string_view text) -> bool;
auto is_polygon(std::string_view text) -> bool;
auto is_circle(std::string_view text) -> bool;

}  // namespace ormc::query
