#include "driver/console.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace ormc::driver {

auto print(std::string_view text) -> int {
  auto written = std::fwrite(text.data(), 1, text.size(), stdout);
  if (written == text.size() && std::fflush(stdout) == 0) return exit_code::success;
  auto reason = std::generic_category().message(errno);
  print_error("ormc: cannot write to standard output: " + reason + "\n");
  return exit_code::system_failed;
}

auto print_error(std::string_view text) -> void {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

auto report(diagnostics::Diagnostics& diagnostics,
            const source::SourceSet& sources,
            const CommonOptions& options) -> void {
  diagnostics.sort();
  if (options.format == DiagnosticsFormat::json) {
    auto text = diagnostics::render_json(diagnostics, sources);
    if (!text.ends_with('\n')) text += '\n';
    print_error(text);
  } else if (!diagnostics.all().empty()) {
    print_error(diagnostics::render_text(diagnostics, sources, options.color));
  }
}

}  // namespace ormc::driver
