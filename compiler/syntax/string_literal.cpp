#include "syntax/string_literal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace ormc::syntax {

namespace {

/// Appends a code point as UTF-8; false when it is none (or NUL, which text cannot hold).
auto append_utf8(std::string& out, std::uint32_t code) -> bool {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
  auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
  return true;
}

/// Reads exactly `digits` digits of `base` at `at`.
auto read_number(std::string_view text, std::size_t at, std::size_t digits, int base)
    -> std::optional<std::uint32_t> {
  if (at + digits > text.size()) return std::nullopt;
  auto value = std::uint32_t{0};
  auto* end = text.data() + at + digits;
  auto [stop, failure] = std::from_chars(text.data() + at, end, value, base);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return value;
}

/// Joins the two halves of a surrogate pair where the first has just been read.
struct Utf16 {
  std::uint32_t high = 0;

  auto take(std::string& out, std::uint32_t code) -> bool {
    if (high != 0) {
      if (code < 0xDC00 || code > 0xDFFF) return false;
      code = 0x10000 + ((high - 0xD800) << 10U) + (code - 0xDC00);
      high = 0;
      return append_utf8(out, code);
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
      high = code;
      return true;
    }
    return append_utf8(out, code);
  }
};

auto digit_count(std::string_view text, std::size_t at, std::size_t most, std::string_view digits)
    -> std::size_t {
  auto count = std::size_t{0};
  while (count < most && at + count < text.size() &&
         digits.find(text[at + count]) != std::string_view::npos) {
    ++count;
  }
  return count;
}

/// The escapes of E'...' (PostgreSQL documentation, 4.1.2.2).
auto decode_escapes(std::string_view text) -> std::optional<std::string> {
  auto out = std::string{};
  auto utf16 = Utf16{};
  for (auto i = std::size_t{0}; i < text.size(); ++i) {
    auto c = text[i];
    auto escape = c == '\\' && i + 1 < text.size();
    auto is_unicode = escape && (text[i + 1] == 'u' || text[i + 1] == 'U');
    if (utf16.high != 0 && !is_unicode) return std::nullopt;
    if (c == '\'') ++i;  // doubled
    if (!escape) {
      out += c;
      continue;
    }
    auto e = text[++i];
    if (is_unicode) {
      auto digits = e == 'u' ? std::size_t{4} : std::size_t{8};
      auto code = read_number(text, i + 1, digits, 16);
      if (!code || !utf16.take(out, *code)) return std::nullopt;
      i += digits;
    } else if (e == 'x') {
      auto digits = digit_count(text, i + 1, 2, "0123456789abcdefABCDEF");
      if (digits == 0) {
        out += 'x';
        continue;
      }
      auto code = read_number(text, i + 1, digits, 16);
      // A lone byte past ASCII may not be UTF-8: such text is written with \u.
      if (!code || *code > 0x7F || !append_utf8(out, *code)) return std::nullopt;
      i += digits;
    } else if (e >= '0' && e <= '7') {
      auto digits = digit_count(text, i, 3, "01234567");
      auto code = read_number(text, i, digits, 8);
      if (!code || *code > 0x7F || !append_utf8(out, *code)) return std::nullopt;
      i += digits - 1;
    } else {
      constexpr auto from = std::string_view("bfnrtv");
      constexpr auto to = std::string_view("\b\f\n\r\t\v");
      auto at = from.find(e);
      out += at == std::string_view::npos ? e : to[at];
    }
  }
  if (utf16.high != 0) return std::nullopt;
  return out;
}

}  // namespace

auto unquote_doubled(std::string_view text, char quote) -> std::string {
  auto out = std::string{};
  out.reserve(text.size());
  for (auto i = std::size_t{0}; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == quote && i + 1 < text.size() && text[i + 1] == quote) ++i;
  }
  return out;
}

auto decode_unicode(std::string_view text, char escape) -> std::optional<std::string> {
  auto out = std::string{};
  auto utf16 = Utf16{};
  for (auto i = std::size_t{0}; i < text.size(); ++i) {
    if (text[i] != escape) {
      if (utf16.high != 0) return std::nullopt;
      out += text[i];
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == escape) {
      out += escape;
      ++i;
      continue;
    }
    auto wide = i + 1 < text.size() && text[i + 1] == '+';
    auto digits = wide ? std::size_t{6} : std::size_t{4};
    auto code = read_number(text, i + (wide ? 2 : 1), digits, 16);
    if (!code || !utf16.take(out, *code)) return std::nullopt;
    i += digits + (wide ? 1 : 0);
  }
  if (utf16.high != 0) return std::nullopt;
  return out;
}

auto is_unicode_escape(std::string_view text) -> bool {
  return text.size() == 1 && std::string_view{"0123456789abcdefABCDEF+'\" \t\n\r\f\v"}.find(text) ==
                                 std::string_view::npos;
}

auto decode_unicode_name(std::string_view written) -> std::optional<std::string> {
  auto end = std::size_t{3};
  while (end < written.size() && (written[end] != '"' || written.substr(end, 2) == "\"\"")) {
    end += written[end] == '"' ? 2 : 1;
  }
  auto escape = std::string_view{"\\"};
  if (end + 1 < written.size()) {
    const auto quote = written.find('\'', end);
    escape = written.substr(quote + 1, written.size() - quote - 2);
    if (!is_unicode_escape(escape)) return std::nullopt;
  }
  return decode_unicode(unquote_doubled(written.substr(3, end - 3), '"'), escape.front());
}

auto decode_string(std::string_view literal) -> std::optional<std::string> {
  if (literal.starts_with("\"\"\"")) return std::string(literal.substr(3, literal.size() - 6));
  if (literal.starts_with('$')) {
    auto tag = literal.find('$', 1) + 1;
    return std::string(literal.substr(tag, literal.size() - 2 * tag));
  }
  auto first = static_cast<char>(literal.front() | 0x20);
  if (first == 'e') return decode_escapes(literal.substr(2, literal.size() - 3));
  if (first == 'u') {
    return decode_unicode(unquote_doubled(literal.substr(3, literal.size() - 4), '\''), '\\');
  }
  auto begin = literal.find('\'') + 1;
  return unquote_doubled(literal.substr(begin, literal.size() - begin - 1), '\'');
}

}  // namespace ormc::syntax
