#pragma once

#include <string_view>

#include "diagnostics/diagnostic.hpp"
#include "driver/command_line.hpp"
#include "source/source.hpp"

/// What `ormc` says: results on standard output, everything else on standard error.
namespace ormc::driver {

/// Prints a result; the exit code, which tells when it could not be written.
auto print(std::string_view text) -> int;

auto print_error(std::string_view text) -> void;

/// Renders the findings in the form that was asked for. In JSON there is a document in any case.
auto report(diagnostics::Diagnostics& diagnostics,
            const source::SourceSet& sources,
            const CommonOptions& options) -> void;

}  // namespace ormc::driver
