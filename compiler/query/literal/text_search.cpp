#include "query/literal/text_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

constexpr auto longest_word = std::size_t{2046};
constexpr auto most_text = std::size_t{1048575};

/// Spaces beyond ASCII are the locale's: what would depend on them is let pass.
constexpr auto is_foreign(char c) -> bool { return static_cast<unsigned char>(c) >= 0x80; }

constexpr auto is_operator(char c) -> bool {
  return c == '!' || c == '&' || c == '|' || c == '<' || c == '(' || c == ')';
}

auto no_word() -> TextFault { return malformed("a word in it is empty"); }
auto nothing_escaped() -> TextFault { return malformed("nothing follows a backslash"); }

/// In queries operators end words.
enum class Words : std::uint8_t { of_vector, of_query };

struct Word {
  std::string text;
  bool quoted = false;
  Fault fault;
};

auto take_escaped(std::string_view& text, Word& word) -> bool {
  text.remove_prefix(1);
  if (text.empty()) {
    word.fault = nothing_escaped();
    return false;
  }
  word.text += text.front();
  text.remove_prefix(1);
  return true;
}

/// `'it''s'`, behind its first quote.
auto take_quoted_word(std::string_view& text) -> Word {
  auto word = Word{{}, true, {}};
  while (!text.empty()) {
    if (text.front() == '\\') {
      if (!take_escaped(text, word)) return word;
    } else if (text.starts_with("''") || text.front() != '\'') {
      if (text.front() == '\'') text.remove_prefix(1);
      word.text += text.front();
      text.remove_prefix(1);
    } else {
      text.remove_prefix(1);
      if (word.text.empty()) word.fault = no_word();
      return word;
    }
  }
  word.fault = malformed("a quoted word in it has no end");
  return word;
}

/// The word in front, which is no space.
auto take_word(std::string_view& text, Words words) -> Word {
  if (take(text, '\'')) return take_quoted_word(text);
  auto word = Word{};
  auto is_escaped = false;
  while (!text.empty() && !is_space(text.front())) {
    const auto c = text.front();
    if (c == '\\') {
      is_escaped = true;
      if (!take_escaped(text, word)) return word;
      continue;
    }
    // A colon may begin a word.
    if (words == Words::of_query && is_operator(c)) break;
    if (c == ':' && (!word.text.empty() || is_escaped)) break;
    word.text += c;
    text.remove_prefix(1);
  }
  if (word.text.empty()) word.fault = no_word();
  return word;
}

/// Whether a place is none of zero. The server keeps the lower bits of an `int`, of which the
/// larger ones are all the last place.
auto is_place(std::string_view digits) -> bool {
  constexpr auto last = std::int32_t{16383};
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  auto value = std::int64_t{0};
  for (const auto c : digits) {
    value = value > (most - (c - '0')) / 10 ? most : value * 10 + (c - '0');
  }
  const auto place = static_cast<std::int32_t>(value);
  return place > last || (static_cast<std::uint32_t>(place) & std::uint32_t{last}) != 0;
}

/// `:1A,2`: places and their weights, behind the colon.
auto take_places(std::string_view& text) -> Fault {
  do {
    if (text.empty() || !is_digit(text.front())) return malformed("a place of a word is a number");
    const auto digits = text;
    const auto count = take_digits(text);
    if (!is_place(digits.substr(0, count))) return malformed("places of words begin with 1");
    auto is_weighted = false;
    for (; !text.empty() && !is_space(text.front()) && text.front() != ','; text.remove_prefix(1)) {
      const auto c = text.front();
      if (is_digit(c)) continue;
      const auto is_weight = std::string_view{"aAbBcC*"}.find(c) != std::string_view::npos;
      if (!is_weight && c != 'd' && c != 'D') {
        return malformed(fmt::format("`{}` is no weight of a place", c));
      }
      if (is_weighted) return malformed("a place has two weights");
      is_weighted = is_weight;
    }
  } while (take(text, ','));
  return std::nullopt;
}

auto has_foreign(std::string_view text) -> bool {
  for (const auto c : text) {
    if (is_foreign(c)) return true;
  }
  return false;
}

auto read_tsvector(std::string_view text) -> Fault {
  auto total = std::size_t{0};
  for (skip_spaces(text); !text.empty(); skip_spaces(text)) {
    auto word = take_word(text, Words::of_vector);
    if (word.fault) return word.fault;
    if (take(text, ':')) {
      if (auto fault = take_places(text)) return fault;
    }
    if (word.text.size() > longest_word) return out_of_range("a word in it is too long");
    total += word.text.size();
    if (total > most_text) return out_of_range("it is too long");
  }
  return std::nullopt;
}

/// How tightly operators bind.
enum class Operator : std::uint8_t { either, both, phrase, negation };

class QueryReader {
 public:
  explicit QueryReader(std::string_view text) : rest_(text) {}

  auto read() -> Fault {
    skip_spaces(rest_);
    if (rest_.empty()) return std::nullopt;
    while (true) {
      if (!operand()) return fault_;
      if (!close()) return fault_;
      if (rest_.empty()) {
        if (levels_.size() > 1) return malformed("a parenthesis is not closed");
        return std::nullopt;
      }
      if (!binary_operator()) return fault_;
    }
  }

 private:
  auto fail(TextFault fault) -> bool {
    fault_ = std::move(fault);
    return false;
  }

  /// Negations and parentheses, and the word behind them.
  auto operand() -> bool {
    while (true) {
      skip_spaces(rest_);
      if (take(rest_, '!')) {
        if (!push(Operator::negation)) return false;
      } else if (take(rest_, '(')) {
        levels_.emplace_back();
      } else {
        break;
      }
    }
    if (rest_.empty()) return fail(malformed("an operand is missing at its end"));
    if (rest_.front() == ':') return fail(malformed("a word begins with `:`"));
    const auto first = rest_.front();
    auto word = take_word(rest_, Words::of_query);
    if (word.fault) {
      return fail(is_operator(first)
                      ? malformed(fmt::format("an operand is missing before `{}`", first))
                      : std::move(*word.fault));
    }
    if (word.text.size() > longest_word) return fail(out_of_range("a word in it is too long"));
    if (take(rest_, ':')) {
      while (!rest_.empty() &&
             std::string_view{"aAbBcCdD*"}.find(rest_.front()) != std::string_view::npos) {
        rest_.remove_prefix(1);
      }
    }
    return true;
  }

  auto close() -> bool {
    for (skip_spaces(rest_); take(rest_, ')'); skip_spaces(rest_)) {
      if (levels_.size() == 1)
        return fail(malformed("a parenthesis is closed that was not opened"));
      levels_.pop_back();
    }
    return true;
  }

  auto binary_operator() -> bool {
    if (take(rest_, '&')) return push(Operator::both);
    if (take(rest_, '|')) return push(Operator::either);
    if (rest_.starts_with('<')) return phrase_operator();
    return fail(malformed(fmt::format("there is no operator before `{}`", rest_.front())));
  }

  /// `<->`, `<2>`
  auto phrase_operator() -> bool {
    constexpr auto farthest = std::size_t{16384};
    const auto whole = rest_;
    rest_.remove_prefix(1);
    if (!take(rest_, '-')) {
      const auto digits = rest_;
      const auto count = take_digits(rest_);
      auto distance = std::size_t{0};
      for (const auto c : digits.substr(0, count)) {
        distance = std::min(distance * 10 + static_cast<std::size_t>(c - '0'), farthest + 1);
      }
      if (distance > farthest) return fail(out_of_range("the distance in a phrase goes to 16384"));
      if (count == 0) rest_ = whole;
    }
    if (rest_.size() == whole.size() || !take(rest_, '>')) {
      return fail(malformed("the operator of phrases is `<->` or `<2>`"));
    }
    return push(Operator::phrase);
  }

  /// The server keeps the operators that wait for their right side in a small stack.
  auto push(Operator next) -> bool {
    constexpr auto room = std::size_t{32};
    auto& waiting = levels_.back();
    while (!waiting.empty()) {
      const auto last = waiting.back();
      if (next > last || (next == Operator::negation && next >= last)) break;
      waiting.pop_back();
    }
    if (waiting.size() == room) return fail(out_of_range("it has too many operators in a row"));
    waiting.push_back(next);
    return true;
  }

  std::string_view rest_;
  std::vector<std::vector<Operator>> levels_{1};
  Fault fault_;
};

}  // namespace

auto find_tsvector_fault(std::string_view text) -> Fault {
  auto fault = read_tsvector(text);
  return has_foreign(text) ? Fault{} : std::move(fault);
}

auto find_tsquery_fault(std::string_view text) -> Fault {
  auto fault = QueryReader{text}.read();
  return has_foreign(text) ? Fault{} : std::move(fault);
}

}  // namespace ormc::query
