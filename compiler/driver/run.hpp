#pragma once

#include <span>
#include <string>

namespace ormc::driver {

/// The whole of `ormc`, without the program's name among the arguments: what it exits with. Never
/// throws, and never ends by a signal of its own making.
auto run(std::span<const std::string> arguments) noexcept -> int;

}  // namespace ormc::driver
