#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "driver/merge_sides.hpp"

namespace ormc::driver {

/// The old files of one schema of the database with what the fresh file has otherwise: their texts,
/// in order. `old` and `fresh` count the files of each side. What the fresh file does not have goes
/// when `is_whole`.
auto merge_files(const MergeSides& sides,
                 const std::vector<std::size_t>& old,
                 std::optional<std::size_t> fresh,
                 bool is_whole) -> std::vector<std::string>;

}  // namespace ormc::driver
