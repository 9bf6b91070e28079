#include "query/literal/jsonpath_tokens.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>

#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

using Kind = PathToken::Kind;

constexpr auto marks = std::string_view{"?%$.[]{}()|&!=<>@#,*:-+/"};
constexpr auto is_mark(char c) -> bool { return marks.find(c) != std::string_view::npos; }
constexpr auto is_blank(char c) -> bool {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
constexpr auto is_other(char c) -> bool {
  return !is_mark(c) && !is_blank(c) && c != '\\' && c != '"';
}

auto hex_value(std::string_view digits) -> std::uint32_t {
  auto value = std::uint32_t{0};
  for (const auto c : digits) {
    value = value * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

constexpr auto two_character_marks =
    std::to_array<std::string_view>({"&&", "||", "**", "<=", "==", "<>", "!=", ">="});

/// How long the number in front is; a sign behind its `e` needs a digit.
struct NumberShape {
  std::size_t length = 0;
  bool is_integer = true;
  bool is_broken = false;
};

auto number_shape(std::string_view text) -> NumberShape {
  auto rest = text;
  auto shape = NumberShape{};
  if (rest.starts_with('0')) {
    rest.remove_prefix(1);
  } else {
    take_digits(rest);
  }
  const auto has_whole = rest.size() < text.size();
  if (rest.starts_with('.')) {
    auto fraction = rest.substr(1);
    if (take_digits(fraction) > 0 || has_whole) {
      rest = fraction;
      shape.is_integer = false;
    }
  }
  if (rest.size() == text.size()) return shape;
  if (rest.starts_with('e') || rest.starts_with('E')) {
    auto exponent = rest.substr(1);
    const auto has_sign = take(exponent, '+') || take(exponent, '-');
    if (take_digits(exponent) > 0) {
      rest = exponent;
      shape.is_integer = false;
    } else if (has_sign) {
      shape.is_broken = true;
    }
  }
  shape.length = text.size() - rest.size();
  return shape;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : rest_(text) {}

  auto run() -> PathTokens {
    while (!fault_) {
      skip_blanks();
      if (fault_ || rest_.empty()) break;
      token();
    }
    tokens_.push_back({});
    return {std::move(tokens_), std::move(fault_)};
  }

 private:
  void fail(std::string reason) {
    if (!fault_) fault_ = malformed(std::move(reason));
  }
  void add(Kind kind, std::string text) { tokens_.push_back({kind, std::move(text)}); }

  void skip_blanks() {
    while (!rest_.empty() && (is_blank(rest_.front()) || rest_.starts_with("/*"))) {
      if (is_blank(rest_.front())) {
        rest_.remove_prefix(1);
        continue;
      }
      const auto end = rest_.find("*/", 2);
      if (end == std::string_view::npos) return fail("a comment in it has no end");
      rest_.remove_prefix(end + 2);
    }
  }

  void token() {
    if (take(rest_, '"')) return quoted(Kind::string);
    if (rest_.starts_with("$\"")) {
      rest_.remove_prefix(2);
      return quoted(Kind::variable);
    }
    if (rest_.front() == '$' && rest_.size() > 1 && is_other(rest_[1])) {
      rest_.remove_prefix(1);
      return add(Kind::variable, std::string{take_others()});
    }
    const auto others = count_others();
    const auto shape = number_shape(rest_);
    // The longer one counts: a number with one character more is none.
    if (shape.length > 0 && shape.length + 1 >= others) return number(shape);
    if (shape.is_broken) return fail("a number in it is not complete");
    if (others > 0 || rest_.front() == '\\') return word();
    mark();
  }

  void number(const NumberShape& shape) {
    if (shape.is_broken) return fail("a number in it is not complete");
    const auto behind = rest_.substr(shape.length);
    if (!behind.empty() && is_other(behind.front())) {
      return fail(fmt::format("`{}` has no meaning behind a number", behind.front()));
    }
    add(shape.is_integer ? Kind::integer : Kind::numeric,
        std::string{rest_.substr(0, shape.length)});
    rest_.remove_prefix(shape.length);
  }

  void mark() {
    for (const auto both : two_character_marks) {
      if (!rest_.starts_with(both)) continue;
      rest_.remove_prefix(2);
      return add(Kind::mark, std::string{both});
    }
    add(Kind::mark, std::string{rest_.substr(0, 1)});
    rest_.remove_prefix(1);
  }

  auto count_others() const -> std::size_t {
    auto count = std::size_t{0};
    while (count < rest_.size() && is_other(rest_[count])) ++count;
    return count;
  }
  auto take_others() -> std::string_view {
    const auto others = rest_.substr(0, count_others());
    rest_.remove_prefix(others.size());
    return others;
  }

  void word() {
    auto text = std::string{};
    while (!rest_.empty() && !fault_ && (is_other(rest_.front()) || rest_.front() == '\\')) {
      if (rest_.front() == '\\') {
        escape(text);
      } else {
        text += take_others();
      }
    }
    // The server drops a word that a comment follows without a space.
    if (!rest_.starts_with("/*")) add(Kind::word, std::move(text));
  }

  void quoted(Kind kind) {
    auto text = std::string{};
    while (!rest_.starts_with('"')) {
      if (rest_.empty()) return fail("a string in it has no end");
      if (rest_.front() == '\\') {
        escape(text);
        if (fault_) return;
      } else {
        text += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    rest_.remove_prefix(1);
    add(kind, std::move(text));
  }

  /// `\n`, `\x41`, a run of `\u0041` and `\u{41}`. What they stand for matters only in words.
  void escape(std::string& text) {
    if (rest_.size() < 2) return fail("nothing follows a backslash");
    if (rest_[1] == 'u') return unicode_escapes(text);
    if (rest_[1] == 'x') {
      auto digits = rest_.substr(2, 2);
      if (digits.size() < 2 || !is_hex(digits[0]) || !is_hex(digits[1])) {
        return fail("`\\x` needs two hexadecimal digits");
      }
      rest_.remove_prefix(4);
      return character(text, hex_value(digits));
    }
    static constexpr auto named = std::string_view{"bfnrtv"};
    static constexpr auto meant = std::string_view{"\b\f\n\r\t\v"};
    const auto which = named.find(rest_[1]);
    text += which == std::string_view::npos ? rest_[1] : meant[which];
    rest_.remove_prefix(2);
  }

  void character(std::string& text, std::uint32_t code) {
    constexpr auto last = 0x10ffffU;
    if (code == 0 || code > last) return fail("an escape in it is no character");
    text += code < 0x80 ? static_cast<char>(code) : '\x80';
  }

  void unicode_escapes(std::string& text) {
    auto high = false;
    while (rest_.starts_with("\\u") && !fault_) {
      const auto code = take_unicode();
      if (!code) return fail("`\\u` needs four hexadecimal digits, or up to six in braces");
      const auto is_high = *code >= 0xd800 && *code < 0xdc00;
      const auto is_low = *code >= 0xdc00 && *code < 0xe000;
      if (high != is_low) return fail("a surrogate in it is without its other half");
      high = is_high;
      if (!is_high) character(text, *code);
    }
    if (high) fail("a surrogate in it is without its other half");
  }

  auto take_unicode() -> std::optional<std::uint32_t> {
    auto at = rest_.substr(2);
    const auto in_braces = take(at, '{');
    const auto digits = at;
    auto count = take_hex(at);
    if (in_braces) {
      if (count < 1 || count > 6 || !take(at, '}')) return std::nullopt;
    } else {
      if (count < 4) return std::nullopt;
      count = 4;
      at = digits.substr(count);
    }
    rest_ = at;
    return hex_value(digits.substr(0, count));
  }

  std::string_view rest_;
  std::vector<PathToken> tokens_;
  Fault fault_;
};

}  // namespace

auto split_jsonpath(std::string_view text) -> PathTokens { return Tokenizer{text}.run(); }

}  // namespace ormc::query
