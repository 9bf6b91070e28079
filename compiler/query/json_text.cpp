#include "query/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <vector>

namespace ormc::query {
namespace {

auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
auto is_hex(char c) -> bool {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Reads JSON from left to right; brackets that are open stand on a stack of its own, so that no
/// depth of nesting can exhaust the program's.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_{text} {}

  auto read() -> bool {
    if (!value()) return false;
    while (!open_.empty()) {
      if (!after_value()) return false;
    }
    space();
    return place_ == text_.size();
  }

 private:
  /// A scalar, an empty bracket, or an opening bracket up to its first scalar.
  auto value() -> bool {
    while (true) {
      space();
      if (take('[')) {
        space();
        if (take(']')) return true;
        open_.push_back('[');
      } else if (take('{')) {
        space();
        if (take('}')) return true;
        open_.push_back('{');
        if (!key()) return false;
      } else {
        return scalar();
      }
    }
  }

  auto after_value() -> bool {
    space();
    const auto open = open_.back();
    if (take(',')) return (open == '[' || key()) && value();
    if (!take(open == '[' ? ']' : '}')) return false;
    open_.pop_back();
    return true;
  }

  auto key() -> bool {
    space();
    if (!string()) return false;
    space();
    return take(':');
  }

  auto scalar() -> bool {
    if (peek() == '"') return string();
    return word("true") || word("false") || word("null") || number();
  }

  auto string() -> bool {
    if (!take('"')) return false;
    while (place_ < text_.size()) {
      const auto c = text_[place_++];
      if (c == '"') return true;
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '\\' && !escape()) return false;
    }
    return false;
  }

  auto escape() -> bool {
    if (take('u')) {
      for (auto i = 0; i < 4; ++i) {
        if (!is_hex(peek())) return false;
        ++place_;
      }
      return true;
    }
    const auto known =
        peek() != '\0' && std::string_view{"\"\\/bfnrt"}.find(peek()) != std::string_view::npos;
    ++place_;
    return known;
  }

  auto number() -> bool {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  auto digits() -> bool {
    const auto first = place_;
    while (is_digit(peek())) ++place_;
    return place_ > first;
  }

  auto word(std::string_view word) -> bool {
    if (text_.substr(place_, word.size()) != word) return false;
    place_ += word.size();
    return true;
  }

  void space() {
    while (place_ < text_.size() &&
           std::string_view{" \t\n\r"}.find(text_[place_]) != std::string_view::npos) {
      ++place_;
    }
  }

  auto peek() const -> char { return place_ < text_.size() ? text_[place_] : '\0'; }

  auto take(char c) -> bool {
    if (place_ >= text_.size() || text_[place_] != c) return false;
    ++place_;
    return true;
  }

  std::string_view text_;
  std::size_t place_ = 0;
  std::vector<char> open_;
};

}  // namespace

auto is_json(std::string_view text) -> bool { return JsonReader{text}.read(); }

auto has_text_escapes(std::string_view json) -> bool {
  auto awaits_low = false;
  for (auto i = std::size_t{0}; i < json.size(); ++i) {
    const auto is_unicode = json[i] == '\\' && i + 5 < json.size() && json[i + 1] == 'u';
    auto code = 0U;
    if (is_unicode) {
      const auto digits = json.substr(i + 2, 4);
      std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    }
    const auto is_low = is_unicode && code >= 0xdc00 && code <= 0xdfff;
    if (awaits_low != is_low || (is_unicode && code == 0)) return false;
    awaits_low = is_unicode && code >= 0xd800 && code <= 0xdbff;
    if (json[i] == '\\') i += is_unicode ? 5 : 1;
  }
  return !awaits_low;
}

auto json_numbers(std::string_view json) -> std::vector<std::string_view> {
  auto numbers = std::vector<std::string_view>{};
  for (auto at = std::size_t{0}; at < json.size();) {
    if (json[at] == '"') {
      for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') ++at;
      }
      ++at;
    } else if (json[at] == '-' || is_digit(json[at])) {
      const auto end = std::min(json.find_first_not_of("+-.0123456789eE", at), json.size());
      numbers.push_back(json.substr(at, end - at));
      at = end;
    } else {
      ++at;
    }
  }
  return numbers;
}

}  // namespace ormc::query
