#include "emit/cpp/literal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/cpp/template.hpp"
#include "source/character_kind.hpp"
#include "source/utf8.hpp"

namespace ormc::emit::cpp {
namespace {

constexpr std::size_t column_limit = 100;

auto is_control(char c) -> bool {
  auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

/// The number of columns that UTF-8 text takes, counting code points.
auto width(std::string_view text) -> std::size_t {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// With spaces for what cannot be seen.
auto visible(std::string_view text) -> std::string {
  auto out = std::string{};
  for (std::size_t at = 0; at < text.size();) {
    auto length = std::max<std::size_t>(source::decode_utf8(text, at).length, 1);
    auto character = text.substr(at, length);
    if (source::is_readable(character) && !is_control(character.front())) {
      out += character;
    } else {
      out += ' ';
    }
    at += length;
  }
  return out;
}

/// One comment line. A backslash at its end would pull the next line into the comment, also when
/// only spaces follow it, and so would the trigraph for it.
auto comment_line(std::string_view text) -> std::string {
  auto line = std::string("///");
  if (!text.empty()) line += ' ';
  line += text;
  if (line.ends_with('\\') || line.ends_with("?\?/")) line += '.';
  return line + '\n';
}

/// Appends `text`, one line of documentation, broken at spaces where it does not fit.
auto append_wrapped(std::string& out, std::string_view text, std::size_t room) -> void {
  while (width(text) > room) {
    auto cut = std::string_view::npos;
    for (auto space = text.find(' ', 1); space != std::string_view::npos;
         space = text.find(' ', space + 1)) {
      if (cut != std::string_view::npos && width(text.substr(0, space)) > room) break;
      cut = space;
    }
    if (cut == std::string_view::npos) break;
    auto head = text.substr(0, cut);
    out += comment_line(head.substr(0, head.find_last_not_of(' ') + 1));
    text.remove_prefix(std::min(text.find_first_not_of(' ', cut), text.size()));
  }
  if (!text.empty()) out += comment_line(text);
}

}  // namespace

auto string_literal(std::string_view text) -> std::string {
  auto out = std::string("\"");
  for (auto c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\' && c != '?') {
      out += c;
    } else {
      out += fmt::format("\\{:03o}", byte);
    }
  }
  return out + '"';
}

auto sql_literal(std::string_view text) -> std::string {
  if (std::ranges::any_of(text, [](char c) { return is_control(c) && c != '\n'; })) {
    return string_literal(text);
  }
  auto delimiter = std::string("sql");
  for (auto n = 1; text.find(fmt::format("){}\"", delimiter)) != std::string_view::npos; ++n) {
    delimiter = fmt::format("sql{}", n);
  }
  return fmt::format("R\"{0}({1}){0}\"", delimiter, keep_columns(text));
}

auto doc_comment(std::string_view text, std::size_t indentation) -> std::string {
  if (text.empty()) return {};
  auto out = std::string{};
  auto room = column_limit - indentation - 4;
  while (true) {
    auto end = text.find('\n');
    auto line = visible(text.substr(0, end));
    line.resize(line.find_last_not_of(' ') + 1);
    if (line.empty()) {
      out += "///\n";
    } else {
      append_wrapped(out, line, room);
    }
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

}  // namespace ormc::emit::cpp
