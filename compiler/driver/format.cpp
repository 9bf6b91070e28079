#include "syntax/format.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "diagnostics/driver_diagnostics.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/input.hpp"
#include "driver/output.hpp"

namespace ormc::driver {
namespace {

namespace fs = std::filesystem;

/// Reports the first line of a file that the formatter would change.
auto report_difference(const source::SourceFile& source,
                       const std::string& text,
                       diagnostics::Diagnostics& diagnostics) -> void {
  auto same = std::ranges::mismatch(source.text(), text).in1 - source.text().begin();
  auto line = source.position(static_cast<std::uint32_t>(same)).line;
  auto begin = source.line_begin(line);
  auto end = begin + static_cast<std::uint32_t>(source.line(line).size());
  diagnostics.report({source.id(), begin, end}, diagnostics::NotFormatted{source.path()});
}

/// What a symbolic link points at is rewritten, not the link, and who may read it stays.
auto rewritten(const std::string& path, std::string text) -> NewFile {
  auto error = std::error_code{};
  auto target = fs::canonical(path, error);
  if (error) target = path;
  auto permissions = fs::status(target, error).permissions();
  return {std::move(target), std::move(text), permissions};
}

/// What formatting comes to: files to be replaced, and what standard input becomes.
struct Formatted {
  std::vector<NewFile> files;
  std::string printed;
};

/// Formats file by file: a mistake in one keeps none of the others as it is.
auto format_all(const source::SourceSet& sources,
                const std::vector<std::string>& paths,
                const FormatOptions& options,
                diagnostics::Diagnostics& diagnostics) -> Formatted {
  auto result = Formatted{};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto& source = sources.files()[i];
    auto text = syntax::format(source, diagnostics);
    if (!text) continue;
    if (options.check) {
      if (*text != source.text()) report_difference(source, *text, diagnostics);
    } else if (paths[i] == "-") {
      result.printed = std::move(*text);
    } else if (*text != source.text()) {
      result.files.push_back(rewritten(paths[i], std::move(*text)));
    }
  }
  return result;
}

}  // namespace

auto format(const FormatOptions& options, const CommonOptions& common) -> int {
  auto sources = source::SourceSet{};
  auto diagnostics = diagnostics::Diagnostics{};
  auto paths = read_inputs(options.files, sources, diagnostics);
  if (diagnostics.has_errors()) {
    report(diagnostics, sources, common);
    return exit_code::system_failed;
  }
  auto formatted = format_all(sources, paths, options, diagnostics);
  auto status = diagnostics.has_errors() ? exit_code::input_has_errors : exit_code::success;
  if (auto failure = publish(formatted.files)) {
    auto path = printable(failure->path.native());
    auto replaced = std::vector<std::string>{};
    for (const auto& each : failure->replaced) replaced.push_back(printable(each.native()));
    diagnostics.report(place_of(sources, path),
                       diagnostics::UnwritableFile{path, failure->reason, std::move(replaced)});
    status = exit_code::system_failed;
  }
  report(diagnostics, sources, common);
  if (formatted.printed.empty()) return status;
  auto printed = print(formatted.printed);
  return printed == exit_code::success ? status : printed;
}

}  // namespace ormc::driver
