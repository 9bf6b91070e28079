#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/driver_diagnostics.hpp"
#include "diagnostics/raw_sql_diagnostics.hpp"
#include "driver/check_database.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/input.hpp"
#include "driver/lock_raw_statements.hpp"
#include "driver/read_program.hpp"

namespace ormc::driver {
namespace {

auto counted(std::size_t count, std::string_view noun) -> std::string {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// What `--lock` is there to mend.
auto is_about_lock(const diagnostics::Diagnostic& found) -> bool {
  return found.info.code == diagnostics::RawSqlNotLocked::info.code ||
         found.info.code == diagnostics::RawSqlStale::info.code ||
         found.info.code == diagnostics::UnusableLock::info.code;
}

/// Asks the database what raw statements do not say, and compiles again with the answers.
auto lock(const CheckOptions& options, ReadProgram& program, const CommonOptions& common) -> int {
  auto& [sources, compilation] = program;
  const auto& found = compilation.diagnostics.all();
  auto is_other = [](const auto& each) {
    return each.info.severity == diagnostics::Severity::error && !is_about_lock(each);
  };
  if (std::ranges::any_of(found, is_other)) return exit_code::success;  // `check` reports them
  auto rejected = diagnostics::Diagnostics{};
  auto status = exit_code::success;
  try {
    auto session = introspect::DatabaseSession(*options.database);
    auto locked = lock_raw_statements(session, sources, compilation, rejected);
    if (rejected.has_errors()) {
      status = exit_code::input_has_errors;
    } else if (auto failure = publish(locked.files)) {
      auto path = printable(failure->path.native());
      rejected.report(place_of(sources, path),
                      diagnostics::UnwritableFile{path, failure->reason, {}});
      status = exit_code::system_failed;
    } else {
      status = print(fmt::format("locked {}\n", counted(locked.statements, "statement")));
    }
  } catch (const introspect::ConnectionFailed& failed) {
    rejected.report(place_of(sources, "database"),
                    diagnostics::DatabaseFailed{printable(failed.what())});
    status = exit_code::system_failed;
  }
  report(rejected, sources, common);
  if (status == exit_code::success) compile_again(program, common);
  return status;
}

}  // namespace

auto check(const CheckOptions& options, const CommonOptions& common) -> int {
  auto program = read_program(options.files, common);
  if (!program) return exit_code::system_failed;
  auto& [sources, compilation] = *program;
  if (options.lock) {
    auto status = lock(options, *program, common);
    if (status != exit_code::success) return status;
  }
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
