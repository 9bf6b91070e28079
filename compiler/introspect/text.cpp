#include "introspect/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "introspect/boolean_groups.hpp"
#include "introspect/membership.hpp"
#include "introspect/unnamed_literals.hpp"
#include "source/character_kind.hpp"
#include "source/utf8.hpp"
#include "sql/readable_text.hpp"
#include "sql/statements.hpp"

namespace ormc::introspect {
namespace {

auto is_letter(char c) -> bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
auto is_word_char(char c) -> bool {
  return is_letter(c) || is_digit(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// What a string of the server's means, with its quotes and perhaps an E before it.
auto undoubled(std::string_view inner, char quote) -> std::string {
  auto result = std::string{};
  for (auto i = std::size_t{0}; i < inner.size(); ++i) {
    result += inner[i];
    if (inner[i] == quote) ++i;
  }
  return result;
}

/// A quoted piece as the language takes it. Strings with escapes keep them, for the server writes
/// only backslashes that way.
auto quoted_piece(std::string_view piece, bool has_escapes) -> std::string {
  const auto quote = piece.front();
  const auto starts_raw = quote == '"' && piece.starts_with("\"\"\"");
  if (!starts_raw && source::is_readable(piece)) return std::string{piece};
  auto value = undoubled(piece.substr(1, piece.size() - 2), quote);
  if (has_escapes) {
    auto plain = std::string{};
    for (auto i = std::size_t{0}; i < value.size(); ++i) {
      if (value[i] == '\\' && i + 1 < value.size()) ++i;
      plain += value[i];
    }
    value = std::move(plain);
  }
  return fmt::format("U&{}{}{}", quote, sql::unicode_escaped(value, quote), quote);
}

auto is_plain_word(std::string_view word) -> bool {
  if (word.empty() || !(is_letter(word.front()) || word.front() == '_')) return false;
  return std::ranges::all_of(word, [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

auto is_number(std::string_view text) -> bool {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digits = std::ranges::count_if(text, is_digit);
  const auto dots = std::ranges::count(text, '.');
  return digits > 0 && dots <= 1 && is_digit(text.front()) && is_digit(text.back()) &&
         static_cast<std::size_t>(digits + dots) == text.size();
}

/// `e'...'`, with escapes for what cannot be seen.
auto escaped_text(std::string_view text) -> std::string {
  auto result = std::string{"e'"};
  for (auto at = std::size_t{0}; at < text.size();) {
    const auto step = source::decode_utf8(text, at);
    const auto length = std::max<std::size_t>(step.length, 1);
    const auto piece = text.substr(at, length);
    const auto code = static_cast<std::uint32_t>(step.code_point);
    if (piece == "\n") {
      result += "\\n";
    } else if (piece == "\t") {
      result += "\\t";
    } else if (piece == "'" || piece == "\\") {
      result += "\\" + std::string{piece};
    } else if (code >= 0x20 && source::is_readable(piece)) {
      result += piece;
    } else {
      result += code > 0xFFFF ? fmt::format("\\U{:08X}", code) : fmt::format("\\u{:04X}", code);
    }
    at += length;
  }
  return result + "'";
}

/// What stands behind `///`.
auto doc_line(std::string_view line) -> std::string {
  if (line.empty()) return {};
  const auto is_plain = source::is_readable(line) && line.back() != ' ' && line.back() != '\t' &&
                        line.find_first_of("\r\f\v") == std::string_view::npos;
  return is_plain ? " " + std::string{line} : escaped_text(line);
}

}  // namespace

auto end_of_quoted(std::string_view sql, std::size_t at) -> std::size_t {
  const auto quote = sql[at];
  const auto has_escapes = quote == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e') &&
                           (at < 2 || !is_word_char(sql[at - 2]));
  for (auto i = at + 1; i < sql.size(); ++i) {
    if (has_escapes && sql[i] == '\\') {
      ++i;
    } else if (sql[i] == quote) {
      if (i + 1 >= sql.size() || sql[i + 1] != quote) return i + 1;
      ++i;
    }
  }
  return sql.size();
}

auto name_text(const std::string& name) -> std::string {
  const auto quoted = sql::quote_identifier(name);
  if (!quoted.starts_with('"')) return quoted;
  return quoted_piece(quoted, false);
}

auto name_list(const std::vector<std::string>& names) -> std::string {
  auto texts = std::vector<std::string>{};
  for (const auto& name : names) texts.push_back(name_text(name));
  return fmt::format("{}", fmt::join(texts, ", "));
}

auto quoted_text(const std::string& value) -> std::string {
  const auto fits = !value.empty() && value.find('"') == std::string::npos;
  if (fits && source::is_readable(value)) return fmt::format("\"{}\"", value);
  return string_text(value);
}

auto string_text(const std::string& value) -> std::string { return sql::readable_string(value); }

auto body_text(const std::string& body) -> std::string {
  if (!source::is_readable(body)) return string_text(body);
  const auto holds_quote = body.find("\"\"\"") != std::string::npos || body.ends_with('"');
  if (!holds_quote) return fmt::format("\"\"\"{}\"\"\"", body);
  for (auto number = 0;; ++number) {
    const auto tag = number == 0 ? std::string{"$body$"} : fmt::format("$body{}$", number);
    if (body.find(tag) == std::string::npos && !body.ends_with('$')) return tag + body + tag;
    if (body.ends_with('$')) return string_text(body);
  }
}

auto doc_text(const std::string& comment, std::string_view indent) -> std::string {
  if (comment.empty()) return {};
  // A doc comment does not begin with an empty line.
  if (comment.starts_with('\n')) return fmt::format("{}///{}\n", indent, escaped_text(comment));
  auto result = std::string{};
  for (auto begin = std::size_t{0}; begin <= comment.size();) {
    const auto end = std::min(comment.find('\n', begin), comment.size());
    result += fmt::format(
        "{}///{}\n", indent, doc_line(std::string_view{comment}.substr(begin, end - begin)));
    begin = end + 1;
  }
  return result;
}

auto as_read_back(std::string_view spelled) -> std::string {
  return with_boolean_groups(with_in_lists(with_unnamed_literals(spelled)));
}

auto sql_text(std::string_view spelled) -> std::string {
  const auto as_read = as_read_back(spelled);
  const auto sql = std::string_view{as_read};
  auto result = std::string{};
  for (auto at = std::size_t{0}; at < sql.size();) {
    const auto c = sql[at];
    if (c == '\'' || c == '"') {
      const auto end = end_of_quoted(sql, at);
      const auto has_escapes = result.ends_with('e') && c == '\'' &&
                               (result.size() < 2 || !is_word_char(result[result.size() - 2]));
      auto piece = quoted_piece(sql.substr(at, end - at), has_escapes);
      if (has_escapes && piece.starts_with('U')) result.pop_back();
      result += piece;
      at = end;
      continue;
    }
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    ++at;
  }
  return result;
}

auto without_parentheses(std::string_view sql) -> std::string_view {
  while (sql.size() >= 2 && sql.front() == '(' && sql.back() == ')') {
    auto depth = 0;
    auto at = std::size_t{0};
    while (at < sql.size()) {
      if (sql[at] == '\'' || sql[at] == '"') {
        at = end_of_quoted(sql, at);
        continue;
      }
      if (sql[at] == '(') ++depth;
      if (sql[at] == ')' && --depth == 0) break;
      ++at;
    }
    if (at + 1 != sql.size()) return sql;
    sql = sql.substr(1, sql.size() - 2);
  }
  return sql;
}

auto find_word(std::string_view sql, std::string_view word) -> std::size_t {
  auto depth = 0;
  for (auto at = std::size_t{0}; at < sql.size();) {
    if (sql[at] == '\'' || sql[at] == '"') {
      at = end_of_quoted(sql, at);
      continue;
    }
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')') --depth;
    if (depth == 0 && sql.substr(at).starts_with(word)) return at;
    ++at;
  }
  return std::string_view::npos;
}

auto condition_text(std::string_view sql) -> std::string {
  const auto bare = without_parentheses(sql);
  const auto first = bare.substr(std::min(bare.find_first_not_of(" \n"), bare.size()));
  const auto is_query = first.starts_with("SELECT ") || first.starts_with("SELECT\n") ||
                        first.starts_with("VALUES ") || first.starts_with("WITH ");
  return sql_text(is_query ? fmt::format("({})", bare) : std::string{bare});
}

auto option_text(const std::string& option) -> std::string {
  const auto equals = option.find('=');
  if (equals == std::string::npos) return name_text(option);
  const auto value = option.substr(equals + 1);
  // Words that SQL reserves are no names: `on`.
  const auto is_word = is_plain_word(value) && sql::quote_identifier(value) == value;
  const auto as_written = is_number(value) || is_word || value == "true" || value == "false";
  return fmt::format(
      "{} = {}", name_text(option.substr(0, equals)), as_written ? value : string_text(value));
}

auto option_list(const std::vector<std::string>& options) -> std::string {
  auto list = std::vector<std::string>{};
  for (const auto& option : options) list.push_back(option_text(option));
  return fmt::format("{}", fmt::join(list, ", "));
}

auto relation_word(Relation::Kind kind) -> std::string_view {
  switch (kind) {
    case Relation::Kind::table:
    case Relation::Kind::partitioned:
      return "table";
    case Relation::Kind::view:
      return "view";
    case Relation::Kind::materialized:
      return "materialized view";
    case Relation::Kind::foreign:
      return "foreign table";
    case Relation::Kind::composite:
      return "type";
  }
  return {};
}

}  // namespace ormc::introspect
