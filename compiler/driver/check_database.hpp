#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "driver/compile.hpp"

namespace ormc::driver {

/// What holding a program against a database came to.
struct DatabaseCheck {
  std::size_t statements = 0;
  std::size_t differences = 0;
  std::optional<std::string> failure;  // why it could not be done, or not to its end
};

/// Prepares every statement of the program on a server and compares what the server says of it with
/// what the compiler inferred. Nothing is executed. Differences are reported at the query or the
/// model.
auto check_database(const std::string& conninfo,
                    const Compilation& compilation,
                    diagnostics::Diagnostics& diagnostics) -> DatabaseCheck;

}  // namespace ormc::driver
