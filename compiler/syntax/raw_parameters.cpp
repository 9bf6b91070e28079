#include "syntax/raw_parameters.hpp"

#include <algorithm>

namespace ormc::syntax {
namespace {

auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
/// What a word may begin with; bytes of other scripts are letters too.
auto is_letter(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
auto is_word(char c) -> bool { return is_letter(c) || is_digit(c); }

/// Walks over a text as PostgreSQL's lexer does, token by token as far as it matters here.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  auto scan() -> std::vector<RawParameter> {
    while (at_ < text_.size()) step();
    return std::move(found_);
  }

 private:
  auto peek(std::size_t ahead = 0) const -> char {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void step() {
    const auto c = peek();
    if (c == '\'') return quoted('\'', Escapes::none);
    if (c == '"') return quoted('"', Escapes::none);
    if (c == '-' && peek(1) == '-') return line_comment();
    if (c == '/' && peek(1) == '*') return block_comment();
    if (c == '$') return dollar();
    if (is_letter(c)) return word();
    if (is_digit(c)) return number();
    ++at_;
  }

  enum class Escapes : std::uint8_t { none, backslash };

  /// A doubled quote ends nothing: the second begins where the first ended.
  void quoted(char quote, Escapes escapes) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (escapes == Escapes::backslash && peek() == '\\') {
        ++at_;
      } else if (peek() == quote) {
        ++at_;
        return;
      }
    }
  }

  void line_comment() { at_ = std::min(text_.find_first_of("\r\n", at_), text_.size()); }

  void block_comment() {
    auto depth = 0;
    do {
      if (peek() == '/' && peek(1) == '*') {
        ++depth;
        at_ += 2;
      } else if (peek() == '*' && peek(1) == '/') {
        --depth;
        at_ += 2;
      } else {
        ++at_;
      }
    } while (depth > 0 && at_ < text_.size());
  }

  /// A word, with the dollars in it; `e'...'` is a string with escapes.
  void word() {
    const auto first = peek();
    if ((first == 'e' || first == 'E') && peek(1) == '\'') {
      ++at_;
      return quoted('\'', Escapes::backslash);
    }
    while (is_word(peek()) || peek() == '$') ++at_;
  }

  /// Numbers end where letters begin.
  void number() {
    while (is_digit(peek()) || peek() == '.') ++at_;
  }

  void dollar() {
    const auto begin = at_++;
    const auto name_begin = at_;
    const auto numbered = is_digit(peek());
    while (numbered ? is_digit(peek()) : is_word(peek())) ++at_;
    if (!numbered && peek() == '$') return dollar_quote(begin);
    if (at_ == name_begin) return;
    found_.push_back({std::string{text_.substr(name_begin, at_ - name_begin)},
                      numbered,
                      static_cast<std::uint32_t>(begin),
                      static_cast<std::uint32_t>(at_)});
  }

  void dollar_quote(std::size_t begin) {
    ++at_;
    const auto tag = text_.substr(begin, at_ - begin);
    const auto end = text_.find(tag, at_);
    at_ = end == std::string_view::npos ? text_.size() : end + tag.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<RawParameter> found_;
};

}  // namespace

auto find_raw_parameters(std::string_view text) -> std::vector<RawParameter> {
  return Scanner{text}.scan();
}

}  // namespace ormc::syntax
