#include "query/literal/datetime_fields.hpp"

#include <utility>

#include "query/literal/datetime_words.hpp"
#include "query/literal/scan.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

constexpr auto is_letter(char c) -> bool {
  c = source::fold(c);
  return c >= 'a' && c <= 'z';
}
constexpr auto is_word_part(char c) -> bool { return is_letter(c) || is_digit(c); }
constexpr auto is_separator(char c) -> bool {
  return c > ' ' && c < '\x7f' && !is_word_part(c) && c != '.' && c != '+' && c != '-';
}

using Kind = DateField::Kind;

class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}

  /// The field in front, as its first character has it; nothing when none can begin with that.
  auto take_field() -> std::optional<DateField> {
    field_.clear();
    const auto first = rest_.front();
    if (is_digit(first)) return finish(number());
    if (first == '.') {
      keep_one();
      keep_while(is_digit);
      return finish(Kind::number);
    }
    if (is_letter(first)) return finish(word());
    return sign();
  }

  /// Whatever else stands between fields only separates them.
  void skip_marks() {
    while (!rest_.empty() && (is_space(rest_.front()) || is_separator(rest_.front()))) {
      rest_.remove_prefix(1);
    }
  }
  auto is_done() const -> bool { return rest_.empty(); }

 private:
  auto finish(Kind kind) -> DateField { return {kind, std::move(field_)}; }
  auto at(char c) const -> bool { return rest_.starts_with(c); }
  void keep_one() {
    field_ += source::fold(rest_.front());
    rest_.remove_prefix(1);
  }
  template <class Belongs>
  void keep_while(Belongs belongs) {
    while (!rest_.empty() && belongs(rest_.front())) keep_one();
  }

  auto number() -> Kind {
    keep_while(is_digit);
    if (at(':')) {
      keep_while([](char c) { return is_digit(c) || c == ':' || c == '.'; });
      return Kind::time;
    }
    if (!at('-') && !at('/') && !at('.')) return Kind::number;
    const auto mark = rest_.front();
    keep_one();
    if (rest_.empty() || !is_digit(rest_.front())) {
      keep_while([&](char c) { return is_word_part(c) || c == mark; });
      return Kind::date;
    }
    keep_while(is_digit);
    if (!at(mark)) return mark == '.' ? Kind::number : Kind::date;
    keep_while([&](char c) { return is_digit(c) || c == mark; });
    return Kind::date;
  }

  /// A word with marks in it is a date or the name of a zone; one with a number right behind it is
  /// a zone too, unless it is a word that numbers follow.
  auto word() -> Kind {
    keep_while(is_letter);
    const auto names_more = at('-') || at('/') || at('.') ||
                            ((at('+') || (!rest_.empty() && is_digit(rest_.front()))) &&
                             find_date_word(field_) == nullptr);
    if (!names_more) return Kind::word;
    keep_while([](char c) {
      return is_word_part(c) || std::string_view{"+-/_.:"}.find(c) != std::string_view::npos;
    });
    return Kind::date;
  }

  auto sign() -> std::optional<DateField> {
    if (!at('+') && !at('-')) return std::nullopt;
    keep_one();
    skip_spaces(rest_);
    if (rest_.empty()) return std::nullopt;
    if (is_digit(rest_.front())) {
      keep_while([](char c) { return is_digit(c) || c == ':' || c == '.' || c == '-'; });
      return finish(Kind::zone);
    }
    if (!is_letter(rest_.front())) return std::nullopt;
    keep_while(is_letter);
    return finish(Kind::signed_word);
  }

  std::string_view rest_;
  std::string field_;
};

}  // namespace

auto split_date_fields(std::string_view text, std::size_t room)
    -> std::optional<std::vector<DateField>> {
  constexpr auto most_fields = std::size_t{25};
  auto fields = std::vector<DateField>{};
  auto reader = FieldReader{text};
  auto used = std::size_t{0};
  for (reader.skip_marks(); !reader.is_done(); reader.skip_marks()) {
    auto field = reader.take_field();
    if (!field || fields.size() >= most_fields) return std::nullopt;
    used += field->text.size() + 1;
    if (used > room) return std::nullopt;
    fields.push_back(std::move(*field));
  }
  return fields;
}

}  // namespace ormc::query
