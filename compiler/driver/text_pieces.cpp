#include "driver/text_pieces.hpp"

#include <algorithm>

namespace ormc::driver {

namespace {

using source::Span;

auto trimmed(std::string_view line) -> std::string_view {
  const auto begin = std::min(line.find_first_not_of(" \t\r"), line.size());
  line.remove_prefix(begin);
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

/// Lines without their ends; the last is what stands before the thing on its own line.
auto lines_of(std::string_view text) -> std::vector<std::string> {
  auto lines = std::vector<std::string>{};
  for (auto begin = std::size_t{0};;) {
    const auto end = text.find('\n', begin);
    lines.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return lines;
    begin = end + 1;
  }
}

auto joined(const std::vector<std::string>& lines) -> std::string {
  auto text = std::string{};
  for (auto i = std::size_t{0}; i < lines.size(); ++i) text += (i == 0 ? "" : "\n") + lines[i];
  return text;
}

auto is_doc(std::string_view line) -> bool { return trimmed(line).starts_with("///"); }

/// Lines that stand by themselves, before the last of `lines`.
void insert_before_last(std::vector<std::string>& lines, const std::vector<std::string>& added) {
  if (added.empty()) return;
  const auto indent = lines.back();
  if (lines.size() == 1) {
    lines.insert(lines.begin(), std::string{});
    if (trimmed(indent).empty()) lines.back() = "  ";
  }
  auto place = lines.end() - 1;
  for (const auto& line : added) place = lines.insert(place, lines.back() + line) + 1;
}

}  // namespace

FileCutter::FileCutter(const source::SourceFile& file)
    : file_(file), lexemes_(syntax::read_lexemes(file)) {}

auto FileCutter::slice(std::uint32_t begin, std::uint32_t end) const -> std::string {
  return std::string{file_.text().substr(begin, end - begin)};
}

auto FileCutter::text(Span span) const -> std::string { return slice(span.begin, span.end); }

auto FileCutter::first_lexeme(std::uint32_t at) const -> std::size_t {
  const auto place = std::ranges::lower_bound(
      lexemes_, at, {}, [](const syntax::Lexeme& lexeme) { return lexeme.span.begin; });
  return static_cast<std::size_t>(place - lexemes_.begin());
}

auto FileCutter::ends(std::uint32_t end) const -> Ends {
  auto at = first_lexeme(end);
  auto token = at;
  while (token < lexemes_.size() && lexemes_[token].is_comment) ++token;
  if (token < lexemes_.size()) {
    const auto next = text(lexemes_[token].span);
    if (next == ";" || next == ",") {
      end = lexemes_[token].span.end;
      at = token + 1;
    }
  }
  auto after = end;
  while (at < lexemes_.size() && lexemes_[at].is_comment) {
    const auto span = lexemes_[at].span;
    const auto between = file_.text().substr(after, span.begin - after);
    const auto spans_lines = slice(span.begin, span.end).find('\n') != std::string::npos;
    if (between.find('\n') != std::string_view::npos || spans_lines) break;
    after = span.end;
    ++at;
  }
  return {end, after};
}

auto FileCutter::pieces(std::uint32_t begin,
                        const std::vector<Span>& spans,
                        std::uint32_t end) const -> Cut {
  auto cut = Cut{};
  for (const auto& span : spans) {
    const auto [text_end, after] = ends(span.end);
    cut.pieces.push_back(
        {slice(begin, span.begin), slice(span.begin, text_end), slice(text_end, after), span});
    begin = after;
  }
  cut.rest = slice(begin, end);
  return cut;
}

auto FileCutter::declarations(const syntax::Tree& tree) const -> Cut {
  auto begin = std::uint32_t{0};
  if (tree.module) {
    begin = tree.module->name.span.end;
    if (tree.module->schema) begin = tree.module->schema->span.end;
    if (!tree.module->attributes.empty()) begin = tree.module->attributes.back().span.end;
    begin = ends(begin).after;
  }
  auto spans = std::vector<Span>{};
  for (const auto& declaration : tree.declarations) spans.push_back(declaration.span);
  auto cut = pieces(begin, spans, static_cast<std::uint32_t>(file_.text().size()));
  cut.head = slice(0, begin);
  return cut;
}

auto FileCutter::body(Span declaration, const std::vector<Span>& members) const
    -> std::optional<Cut> {
  auto depth = 0;
  auto open = std::optional<std::uint32_t>{};
  auto close = declaration.end;
  for (auto at = first_lexeme(declaration.begin); at < lexemes_.size(); ++at) {
    const auto& lexeme = lexemes_[at];
    if (lexeme.span.begin >= declaration.end) break;
    if (lexeme.is_comment) continue;
    const auto word = text(lexeme.span);
    if (word == "{" && depth == 0 && !open) open = lexeme.span.end;
    if (word == "{" || word == "(" || word == "[") ++depth;
    if (word == "}" || word == ")" || word == "]") --depth;
    if (word == "}" && depth == 0) close = lexeme.span.begin;
  }
  if (!open) return std::nullopt;
  auto cut = pieces(*open, members, declaration.end);
  cut.head = slice(declaration.begin, *open);
  if (cut.rest.empty()) cut.rest = slice(close, declaration.end);
  return cut;
}

auto FileCutter::lexemes(Span span, bool are_comments) const -> std::vector<std::string> {
  auto result = std::vector<std::string>{};
  for (auto at = first_lexeme(span.begin); at < lexemes_.size(); ++at) {
    const auto& lexeme = lexemes_[at];
    if (lexeme.span.begin >= span.end) break;
    if (lexeme.is_comment == are_comments) result.push_back(text(lexeme.span));
  }
  return result;
}

auto FileCutter::words(Span span) const -> std::vector<std::string> { return lexemes(span, false); }

auto FileCutter::comments(Span span) const -> std::vector<std::string> {
  return lexemes(span, true);
}

auto docs_in(std::string_view before) -> std::vector<std::string> {
  auto docs = std::vector<std::string>{};
  for (const auto& line : lines_of(before)) {
    if (is_doc(line)) docs.emplace_back(trimmed(line));
  }
  return docs;
}

auto with_docs(std::string_view before, const std::vector<std::string>& docs) -> std::string {
  auto lines = lines_of(before);
  if (docs.empty()) {
    for (auto& line : lines) {
      if (is_doc(line)) line.erase(line.find("///"), 1);
    }
    return joined(lines);
  }
  const auto first = std::ranges::find_if(lines, is_doc);
  if (first == lines.end()) {
    insert_before_last(lines, docs);
    return joined(lines);
  }
  const auto indent = first->substr(0, first->find("///"));
  auto place = static_cast<std::size_t>(first - lines.begin());
  std::erase_if(lines, is_doc);
  for (const auto& doc : docs) {
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(place), indent + doc);
    ++place;
  }
  return joined(lines);
}

auto with_comments(std::string_view before, const std::vector<std::string>& comments)
    -> std::string {
  auto lines = lines_of(before);
  insert_before_last(lines, comments);
  return joined(lines);
}

auto left_behind(std::string_view before) -> std::string {
  auto lines = lines_of(before);
  lines.pop_back();
  while (lines.size() > 1 && !trimmed(lines.back()).empty()) lines.pop_back();
  const auto has_comment =
      std::ranges::any_of(lines, [](const auto& line) { return !trimmed(line).empty(); });
  if (!has_comment) return {};
  return joined(lines);
}

}  // namespace ormc::driver
