#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/catalogue.hpp"
#include "diagnostics/nearest.hpp"
#include "driver/commands.hpp"
#include "driver/console.hpp"
#include "driver/embedded.hpp"
#include "driver/input.hpp"

namespace ormc::driver {
namespace {

/// The doc comment of a struct of the diagnostics' headers, as plain text.
auto doc_of(std::string_view struct_name) -> std::string {
  auto definition = fmt::format("\nstruct {} {{", struct_name);
  for (const auto& header : embedded_headers()) {
    auto at = header.text.find(definition);
    if (at == std::string_view::npos) continue;
    auto lines = std::vector<std::string_view>{};
    auto before = header.text.substr(0, at);
    while (true) {
      auto begin = before.rfind('\n') + 1;  // 0 for the first line
      auto line = before.substr(begin);
      if (!line.starts_with("///")) break;
      lines.push_back(line.substr(std::min<std::size_t>(4, line.size())));
      if (begin == 0) break;
      before = before.substr(0, begin - 1);
    }
    std::ranges::reverse(lines);
    return fmt::format("{}", fmt::join(lines, "\n"));
  }
  return {};
}

auto indented(std::string_view text) -> std::string {
  auto out = std::string{};
  while (!text.empty()) {
    auto end = text.find('\n');
    auto line = text.substr(0, end);
    out += line.empty() ? "\n" : fmt::format("    {}\n", line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

auto upper(std::string text) -> std::string {
  for (auto& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

auto how_to_silence(const diagnostics::CatalogueEntry& entry) -> std::string {
  const auto in_source =
      entry.is_warning_of_models()
          ? fmt::format(
                "`@allow({})` on the declaration or member that it is about (on `module`: in the "
                "whole file), or ",
                entry.code)
          : std::string{};
  return fmt::format("\nto silence it: {0}`--allow {1}`; to make it an error: `--deny {1}`\n",
                     in_source,
                     entry.code);
}

auto unknown(const std::string& code) -> int {
  auto codes = std::vector<std::string_view>{};
  for (const auto& entry : diagnostics::catalogue()) codes.push_back(entry.code);
  auto text = fmt::format("ormc: no diagnostic has the code `{}`\n", printable(code));
  if (auto help = diagnostics::did_you_mean(diagnostics::nearest(code, codes))) {
    text += *help + "\n";
  }
  print_error(text);
  return exit_code::wrong_usage;
}

}  // namespace

auto explain_code(const ExplainOptions& options, const CommonOptions& /*common*/) -> int {
  auto code = upper(options.code);
  const auto& entries = diagnostics::catalogue();
  auto entry = std::ranges::find(entries, code, &diagnostics::CatalogueEntry::code);
  if (entry == entries.end()) return unknown(code);
  auto is_error = entry->severity == diagnostics::Severity::error;
  auto text = fmt::format("{}, {}\n", code, is_error ? "an error" : "a warning");
  if (auto doc = doc_of(entry->name); !doc.empty()) text += fmt::format("\n{}\n", doc);
  for (const auto& example : embedded_cases()) {
    if (!example.name.starts_with(code)) continue;
    text += fmt::format("\nfor example:\n\n{}", indented(example.text));
  }
  if (!is_error) text += how_to_silence(*entry);
  return print(text);
}

}  // namespace ormc::driver
