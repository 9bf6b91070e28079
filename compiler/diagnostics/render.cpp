#include "diagnostics/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "diagnostics/printable.hpp"

namespace ormc::diagnostics {

namespace {

constexpr auto error_cap = std::size_t{100};
/// Of the warnings with one code the first are enough to see what it is about.
constexpr auto same_warning_cap = std::size_t{10};
/// What a source line is cut to, and how much of that a long span may take.
constexpr auto excerpt_columns = std::size_t{100};
constexpr auto span_columns = std::size_t{60};

enum class Style : std::uint8_t { error, warning, strong, frame, label, help };

auto escape_code(Style style) -> std::string_view {
  switch (style) {
    case Style::error:
      return "\x1b[1;31m";
    case Style::warning:
      return "\x1b[1;33m";
    case Style::strong:
      return "\x1b[1m";
    case Style::frame:
    case Style::label:
      return "\x1b[1;34m";
    case Style::help:
      return "\x1b[1;32m";
  }
  return "";
}

/// Wraps text in colour, when colour is wanted.
struct Painter {
  Color color;

  auto operator()(Style style, std::string_view text) const -> std::string {
    if (color == Color::never || text.empty()) return std::string(text);
    return fmt::format("{}{}\x1b[0m", escape_code(style), text);
  }
};

/// One line of source, cut around a span, and where the span stands in what is left.
struct Excerpt {
  std::string text;
  std::size_t indent = 0;  // columns before the span
  std::size_t width = 1;   // columns of the span, at least one
  bool cut = false;
};

auto make_excerpt(std::string_view line, std::size_t begin, std::size_t end) -> Excerpt {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  auto before = line.substr(0, begin);
  auto inside = line.substr(begin, end - begin);
  auto after = line.substr(end);
  auto cut_before = false;
  auto cut_behind = false;
  if (fitting_prefix(line, excerpt_columns) < line.size()) {
    auto kept = fitting_prefix(inside, span_columns);
    if (kept < inside.size()) after = {}, cut_behind = true;
    inside = inside.substr(0, kept);
    auto room = excerpt_columns - printable(inside).width;
    auto behind = std::min(after.size(), fitting_prefix(after, room / 2));
    auto rest = room - printable(after.substr(0, behind)).width;
    auto left = fitting_suffix(before, rest);
    cut_before = left < before.size();
    before = before.substr(before.size() - left);
    rest = room - printable(before).width;
    behind = fitting_prefix(after, rest);
    cut_behind = cut_behind || behind < after.size();
    after = after.substr(0, behind);
  }
  auto head = printable(before);
  auto marked = printable(inside);
  return {.text = fmt::format("{}{}{}{}{}",
                              cut_before ? "..." : "",
                              head.text,
                              marked.text,
                              printable(after).text,
                              cut_behind ? "..." : ""),
          .indent = head.width + (cut_before ? 3 : 0),
          .width = std::max<std::size_t>(marked.width, 1),
          .cut = cut_before || cut_behind};
}

/// The excerpt of the first line that `span` covers.
auto excerpt_of(Span span, const source::SourceFile& file) -> Excerpt {
  auto number = file.position(span.begin).line;
  auto start = file.line_begin(number);
  auto text_end = std::max(span.end, span.begin);
  return make_excerpt(file.line(number), span.begin - start, text_end - start);
}

/// Renders one diagnostic; the gutter is as wide as its longest line number.
class TextRenderer {
 public:
  TextRenderer(const Diagnostic& diagnostic, const source::SourceSet& sources, Color color)
      : diagnostic_(diagnostic), sources_(sources), paint_{color} {
    auto last = line_of(diagnostic.primary);
    for (const auto& label : diagnostic.labels) last = std::max(last, line_of(label.span));
    gutter_ = fmt::formatted_size("{}", last);
  }

  auto render() -> std::string {
    write_title();
    auto excerpt = excerpt_of(diagnostic_.primary, file_of(diagnostic_.primary));
    auto elsewhere = std::vector<const Label*>{};
    write_place(diagnostic_.primary);
    write_source(diagnostic_.primary, excerpt);
    write_mark(severity_style(), excerpt, '^', {});
    for (const auto& label : diagnostic_.labels) {
      auto shown = !excerpt.cut && label.span.file == diagnostic_.primary.file &&
                   line_of(label.span) == line_of(diagnostic_.primary);
      if (shown) {
        write_mark(Style::label, excerpt_of(label.span, file_of(label.span)), '-', label.text);
      } else {
        elsewhere.push_back(&label);
      }
    }
    for (const auto* label : elsewhere) {
      auto around = excerpt_of(label->span, file_of(label->span));
      write_place(label->span);
      write_source(label->span, around);
      write_mark(Style::label, around, '-', label->text);
    }
    write_help();
    return std::move(text_);
  }

 private:
  auto file_of(Span span) const -> const source::SourceFile& { return sources_.file(span.file); }
  auto line_of(Span span) const -> std::uint32_t { return file_of(span).position(span.begin).line; }
  auto severity_style() const -> Style {
    return diagnostic_.info.severity == Severity::error ? Style::error : Style::warning;
  }

  void write_title() {
    auto name = diagnostic_.info.severity == Severity::error ? "error" : "warning";
    auto denied = diagnostic_.is_denied ? " (a denied warning)" : "";
    text_ += paint_(severity_style(), fmt::format("{} {}{}", name, diagnostic_.info.code, denied));
    text_ += paint_(Style::strong, ": " + printable(diagnostic_.message).text) + "\n";
  }

  void write_place(Span span) {
    auto at = file_of(span).position(span.begin);
    text_ += std::string(gutter_, ' ') + paint_(Style::frame, "-->");
    text_ += fmt::format(" {}:{}:{}\n", printable(file_of(span).path()).text, at.line, at.column);
    text_ += paint_(Style::frame, std::string(gutter_ + 1, ' ') + "|") + "\n";
  }

  void write_source(Span span, const Excerpt& excerpt) {
    text_ += paint_(Style::frame, fmt::format("{:>{}} |", line_of(span), gutter_));
    text_ += excerpt.text.empty() ? "\n" : " " + excerpt.text + "\n";
  }

  void write_mark(Style style, const Excerpt& excerpt, char mark, std::string_view note) {
    text_ += paint_(Style::frame, std::string(gutter_ + 1, ' ') + "|");
    auto line = std::string(excerpt.width, mark);
    if (!note.empty()) line += " " + printable(note).text;
    text_ += std::string(excerpt.indent + 1, ' ') + paint_(style, line) + "\n";
  }

  void write_help() {
    if (diagnostic_.help) {
      text_ += paint_(Style::help, "help") + ": " + printable(*diagnostic_.help).text + "\n";
      return;
    }
    // The help text says what a fix-it does; without one the fix-it has to speak for itself.
    for (const auto& fixit : diagnostic_.fixits) {
      auto at = file_of(fixit.span).position(fixit.span.begin);
      auto what = fixit.replacement.empty()
                      ? std::string("remove what stands")
                      : fmt::format("write `{}`", printable(fixit.replacement).text);
      text_ +=
          fmt::format("{}: {} at {}:{}\n", paint_(Style::help, "help"), what, at.line, at.column);
    }
  }

  const Diagnostic& diagnostic_;
  const source::SourceSet& sources_;
  Painter paint_;
  std::size_t gutter_ = 1;
  std::string text_;
};

auto counted(std::size_t number, std::string_view noun) -> std::string {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// What is said of the warnings with one code that were left out.
auto rest_line(std::string_view code, std::size_t number) -> std::string {
  return fmt::format(
      "{} more {} {} {} not shown: `--diagnostics=json` has all, `--allow {}` none\n",
      number,
      number == 1 ? "warning" : "warnings",
      code,
      number == 1 ? "is" : "are",
      code);
}

/// `3 errors and 1 warning`, and how many of them were left out.
auto closing_line(std::size_t errors, std::size_t warnings) -> std::string {
  auto parts = std::vector<std::string>{};
  if (errors > 0) {
    auto rest = errors > error_cap ? fmt::format(" (the first {} are shown)", error_cap) : "";
    parts.push_back(counted(errors, "error") + rest);
  }
  if (warnings > 0) parts.push_back(counted(warnings, "warning"));
  return fmt::format("{}\n", fmt::join(parts, " and "));
}

using Json = nlohmann::ordered_json;

auto json_position(const source::SourceFile& file, std::uint32_t offset) -> Json {
  auto at = file.position(offset);
  return {{"offset", offset}, {"line", at.line}, {"column", at.column}};
}

auto json_range(Span span, const source::SourceSet& sources) -> Json {
  const auto& file = sources.file(span.file);
  return {{"begin", json_position(file, span.begin)}, {"end", json_position(file, span.end)}};
}

auto json_diagnostic(const Diagnostic& diagnostic, const source::SourceSet& sources) -> Json {
  auto path = [&](Span span) { return sources.file(span.file).path(); };
  auto labels = Json::array();
  for (const auto& label : diagnostic.labels) {
    labels.push_back({{"file", path(label.span)},
                      {"range", json_range(label.span, sources)},
                      {"text", label.text}});
  }
  auto fixits = Json::array();
  for (const auto& fixit : diagnostic.fixits) {
    fixits.push_back({{"file", path(fixit.span)},
                      {"range", json_range(fixit.span, sources)},
                      {"replacement", fixit.replacement}});
  }
  return {{"code", diagnostic.info.code},
          {"severity", diagnostic.info.severity == Severity::error ? "error" : "warning"},
          {"message", diagnostic.message},
          {"help", diagnostic.help ? Json(*diagnostic.help) : Json(nullptr)},
          {"file", path(diagnostic.primary)},
          {"range", json_range(diagnostic.primary, sources)},
          {"labels", std::move(labels)},
          {"fixits", std::move(fixits)}};
}

}  // namespace

auto render_text(const Diagnostic& diagnostic, const source::SourceSet& sources, Color color)
    -> std::string {
  return TextRenderer(diagnostic, sources, color).render();
}

auto render_text(const Diagnostics& diagnostics, const source::SourceSet& sources, Color color)
    -> std::string {
  auto text = std::string{};
  auto errors = std::size_t{0};
  auto warnings = std::size_t{0};
  auto same = std::map<std::string_view, std::size_t>{};
  for (const auto& diagnostic : diagnostics.all()) {
    const auto is_error = diagnostic.info.severity == Severity::error;
    ++(is_error ? errors : warnings);
    const auto is_shown =
        is_error ? errors <= error_cap : ++same[diagnostic.info.code] <= same_warning_cap;
    if (is_shown) text += render_text(diagnostic, sources, color) + "\n";
  }
  for (const auto& [code, number] : same) {
    if (number > same_warning_cap) text += rest_line(code, number - same_warning_cap);
  }
  return text.empty() ? text : text + closing_line(errors, warnings);
}

auto render_json(const Diagnostics& diagnostics, const source::SourceSet& sources) -> std::string {
  auto list = Json::array();
  for (const auto& diagnostic : diagnostics.all()) {
    list.push_back(json_diagnostic(diagnostic, sources));
  }
  auto document = Json{{"diagnostics", std::move(list)}};
  // Paths and messages may hold bytes that are no UTF-8; an editor must get a document all the
  // same.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ormc::diagnostics
