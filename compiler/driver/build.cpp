#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "diagnostics/driver_diagnostics.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/input.hpp"
#include "driver/output.hpp"
#include "driver/read_program.hpp"
#include "emit/cpp/emit_cpp.hpp"
#include "emit/cpp/plan.hpp"
#include "emit/json/describe.hpp"
#include "sql/statements.hpp"

namespace ormc::driver {
namespace {

namespace fs = std::filesystem;

/// Headers are named after their files, so these must differ and be fit for an `#include`.
auto check_header_names(const source::SourceSet& sources, diagnostics::Diagnostics& diagnostics)
    -> void {
  constexpr auto fit = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+. ";
  auto known = std::map<std::string, const source::SourceFile*>{};
  for (const auto& file : sources.files()) {
    auto name = emit::cpp::header_name(file);
    auto place = source::Span{file.id(), 0, 0};
    if (name.find_first_not_of(fit) != std::string::npos) {
      diagnostics.report(place, diagnostics::UnfitFileName{file.path()});
    }
    auto [at, is_new] = known.try_emplace(name, &file);
    if (!is_new) {
      diagnostics.report(place, diagnostics::SameHeaderName{name, at->second->path()});
    }
  }
}

/// A name as make reads it in a rule.
auto make_name(std::string_view name) -> std::string {
  auto out = std::string{};
  for (auto c : name) {
    if (c == ' ' || c == '#' || c == '\\') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
  return out;
}

/// What the output was made from, as a rule for make and ninja.
auto depfile_text(const BuildOptions& options,
                  const std::vector<fs::path>& companions,
                  const std::vector<NewFile>& files) -> std::string {
  auto target = options.depfile_target.value_or(files.at(0).path.native());
  auto text = make_name(target) + ":";
  for (const auto& path : options.files) {
    if (path != "-") text += " \\\n  " + make_name(path);
  }
  // One that is not there yet would be a dependency that nothing makes.
  for (const auto& path : companions) {
    auto ignored = std::error_code{};
    if (fs::exists(path, ignored)) text += " \\\n  " + make_name(path.native());
  }
  return text + "\n";
}

auto emit(const source::SourceSet& sources,
          const Compilation& compilation,
          const BuildOptions& options) -> std::vector<NewFile> {
  auto folder = fs::path(options.out);
  auto files = std::vector<NewFile>{};
  const auto& schema = compilation.schema;
  const auto& program = compilation.program;
  const auto& names = compilation.names;
  for (auto& header : emit::cpp::emit_cpp(sources, schema, program, names)) {
    files.push_back({folder / header.path, std::move(header.text)});
  }
  files.push_back({folder / "schema.sql", sql::schema_sql(schema, program)});
  auto description =
      emit::json::describe(sources, schema, program, names, emit::json::FileNames::base);
  files.push_back({folder / "program.json", std::move(description)});
  if (options.depfile)
    files.push_back({*options.depfile, depfile_text(options, compilation.companions, files)});
  return files;
}

auto report_failure(const OutputFailure& failure,
                    source::SourceSet& sources,
                    diagnostics::Diagnostics& diagnostics) -> void {
  auto what = diagnostics::UnwritableFile{printable(failure.path.native()), failure.reason, {}};
  for (const auto& path : failure.replaced) what.replaced.push_back(printable(path.native()));
  diagnostics.report(place_of(sources, what.path), what);
}

}  // namespace

auto build(const BuildOptions& options, const CommonOptions& common) -> int {
  auto program = read_program(options.files, common);
  if (!program) return exit_code::system_failed;
  auto& [sources, compilation] = *program;
  auto& diagnostics = compilation.diagnostics;
  check_header_names(sources, diagnostics);
  if (diagnostics.has_errors()) {
    report(diagnostics, sources, common);
    return exit_code::input_has_errors;
  }
  auto failure = publish(emit(sources, compilation, options));
  if (failure) report_failure(*failure, sources, diagnostics);
  report(diagnostics, sources, common);
  return failure ? exit_code::system_failed : exit_code::success;
}

}  // namespace ormc::driver
