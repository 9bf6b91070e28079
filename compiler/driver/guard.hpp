#pragma once

#include <functional>

namespace ormc::driver {

/// Runs a command on a stack of its own, large enough for all that the parser lets in, so that
/// whatever goes wrong inside of it ends as an exit code and a message: memory that ran out, what
/// is thrown, and, from here on in the whole process, a failed assertion or an exhausted stack. The
/// last two end the process at once, with `exit_code::internal_error`.
auto guarded(const std::function<int()>& command) noexcept -> int;

}  // namespace ormc::driver
