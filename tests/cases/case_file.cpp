#include "cases/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace orm_tests {

using ormc::diagnostics::Diagnostic;
using ormc::diagnostics::Severity;
using ormc::source::SourceFile;

auto read_file(const std::filesystem::path& path) -> std::string {
  auto in = std::ifstream(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  auto out = std::ostringstream{};
  out << in.rdbuf();
  return out.str();
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  auto out = std::ofstream(path, std::ios::binary);
  if (!(out << text)) throw std::runtime_error("cannot write " + path.string());
}

namespace {

auto split_lines(const std::string& text) -> std::vector<std::string> {
  auto lines = std::vector<std::string>{};
  auto begin = std::size_t{0};
  while (begin < text.size()) {
    auto end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// `//~    ^^^ error ORM0201: unknown type`; a span too near the margin for carets is given by
/// columns.
auto render_finding(const Diagnostic& diagnostic, const SourceFile& file) -> std::string {
  auto begin = file.position(diagnostic.primary.begin);
  auto end = file.position(diagnostic.primary.end);
  auto width = end.line == begin.line && end.column > begin.column ? end.column - begin.column : 1;
  auto severity = diagnostic.info.severity == Severity::error ? "error" : "warning";
  auto where = begin.column > 4
                   ? std::string(begin.column - 4, ' ') + std::string(width, '^')
                   : fmt::format(" columns {}-{}", begin.column, begin.column + width - 1);
  auto text =
      fmt::format("//~{} {} {}: {}\n", where, severity, diagnostic.info.code, diagnostic.message);
  for (const auto& label : diagnostic.labels) {
    auto at = file.position(label.span.begin);
    text += fmt::format("//~ note {}:{}: {}\n", at.line, at.column, label.text);
  }
  if (diagnostic.help) text += fmt::format("//~ help: {}\n", *diagnostic.help);
  for (const auto& fixit : diagnostic.fixits) {
    auto at = file.position(fixit.span.begin);
    text += fmt::format("//~ fix {}:{}: {}\n", at.line, at.column, fixit.replacement);
  }
  return text;
}

}  // namespace

auto strip_expectations(const std::string& text) -> std::string {
  auto source = std::string{};
  for (const auto& line : split_lines(text)) {
    if (!line.starts_with("//~")) source += line + "\n";
  }
  while (source.ends_with("\n\n")) source.pop_back();
  return source;
}

auto render_case(const std::string& source,
                 const ormc::source::SourceSet& sources,
                 const ormc::diagnostics::Diagnostics& diagnostics,
                 const std::string& dump) -> std::string {
  const auto& file = sources.files().front();
  auto below = std::map<std::uint32_t, std::string>{};
  for (const auto& diagnostic : diagnostics.all()) {
    below[file.position(diagnostic.primary.begin).line] += render_finding(diagnostic, file);
  }
  auto text = std::string{};
  auto number = std::uint32_t{0};
  for (const auto& line : split_lines(source)) {
    text += line + "\n";
    auto found = below.extract(++number);
    if (!found.empty()) text += found.mapped();
  }
  for (const auto& [line, findings] : below) text += findings;
  if (!dump.empty()) text += "\n";
  for (const auto& line : split_lines(dump)) text += line.empty() ? "//~\n" : "//~ " + line + "\n";
  return text;
}

auto line_diff(const std::string& expected, const std::string& actual) -> std::string {
  auto old_lines = split_lines(expected);
  auto new_lines = split_lines(actual);
  auto same = std::size_t{0};
  while (same < old_lines.size() && same < new_lines.size() && old_lines[same] == new_lines[same]) {
    ++same;
  }
  auto tail = std::size_t{0};
  while (tail < old_lines.size() - same && tail < new_lines.size() - same &&
         old_lines[old_lines.size() - 1 - tail] == new_lines[new_lines.size() - 1 - tail]) {
    ++tail;
  }
  auto text = std::string{};
  for (auto i = same > 2 ? same - 2 : 0; i < same; ++i) text += "  " + old_lines[i] + "\n";
  for (auto i = same; i + tail < old_lines.size(); ++i) text += "- " + old_lines[i] + "\n";
  for (auto i = same; i + tail < new_lines.size(); ++i) text += "+ " + new_lines[i] + "\n";
  return text;
}

}  // namespace orm_tests
