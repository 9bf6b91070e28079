#pragma once

#include <string_view>

namespace ormc::driver {

/// The version of ormc, as CMake's `project` says it.
inline constexpr std::string_view version = ORMC_VERSION;

}  // namespace ormc::driver
