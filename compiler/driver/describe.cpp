#include "emit/json/describe.hpp"

#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/read_program.hpp"

namespace ormc::driver {

auto describe(const DescribeOptions& options, const CommonOptions& common) -> int {
  auto program = read_program(options.files, common);
  if (!program) return exit_code::system_failed;
  auto& [sources, compilation] = *program;
  auto& diagnostics = compilation.diagnostics;
  report(diagnostics, sources, common);
  if (diagnostics.has_errors() && !options.keep_going) return exit_code::input_has_errors;
  auto printed = print(emit::json::describe(sources,
                                            compilation.schema,
                                            compilation.program,
                                            compilation.names,
                                            emit::json::FileNames::as_given));
  if (printed != exit_code::success) return printed;
  return diagnostics.has_errors() ? exit_code::input_has_errors : exit_code::success;
}

}  // namespace ormc::driver
