#include <fmt/format.h>

#include "diagnostics/driver_diagnostics.hpp"
#include "driver/check_database.hpp"
#include "driver/commands.hpp"
#include "driver/compile.hpp"
#include "driver/console.hpp"
#include "driver/input.hpp"

namespace ormc::driver {
namespace {

auto counted(std::size_t count, std::string_view noun) -> std::string {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

auto check(const CheckOptions& options, const CommonOptions& common) -> int {
  auto sources = source::SourceSet{};
  auto input = diagnostics::Diagnostics{};
  read_inputs(options.files, sources, input);
  if (input.has_errors()) {
    report(input, sources, common);
    return exit_code::system_failed;
  }
  auto compilation = compile(sources);
  auto& diagnostics = compilation.diagnostics;
  if (diagnostics.has_errors() || !options.database) {
    report(diagnostics, sources, common);
    return diagnostics.has_errors() ? exit_code::input_has_errors : exit_code::success;
  }
  auto outcome = check_database(*options.database, compilation, diagnostics);
  if (outcome.failure) {
    diagnostics.report(place_of(sources, "database"),
                       diagnostics::DatabaseFailed{printable(*outcome.failure)});
  }
  report(diagnostics, sources, common);
  if (outcome.failure) return exit_code::system_failed;
  auto printed = print(fmt::format("checked {}: {}\n",
                                   counted(outcome.statements, "statement"),
                                   counted(outcome.differences, "difference")));
  if (printed != exit_code::success) return printed;
  return outcome.differences > 0 ? exit_code::input_has_errors : exit_code::success;
}

}  // namespace ormc::driver
