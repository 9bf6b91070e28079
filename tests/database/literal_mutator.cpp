#include "database/literal_mutator.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace orm_tests {
namespace {

/// The words, numbers and marks of texts.
auto pieces_of(const std::vector<std::string>& texts) -> std::vector<std::string> {
  const auto kind = [](char c) {
    const auto letter = static_cast<unsigned char>(c);
    return std::isdigit(letter) != 0 ? 1 : std::isalpha(letter) != 0 || letter > 127 ? 2 : 0;
  };
  auto pieces = std::vector<std::string>{};
  for (const auto& text : texts) {
    for (auto begin = std::size_t{0}; begin < text.size();) {
      auto end = begin + 1;
      while (end < text.size() && kind(text[begin]) != 0 && kind(text[end]) == kind(text[begin])) {
        ++end;
      }
      pieces.push_back(text.substr(begin, end - begin));
      begin = end;
    }
  }
  return pieces;
}

/// Whether a text can be sent to the server at all.
auto is_utf8(const std::string& text) -> bool {
  auto more = 0;
  for (const auto c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0 || (more > 0) != (byte >= 0x80 && byte < 0xC0)) return false;
    if (more > 0) {
      --more;
    } else if (byte >= 0xC0) {
      more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    }
  }
  return more == 0;
}

}  // namespace

auto LiteralMutator::texts(const LiteralCase& of, std::size_t count) -> std::vector<std::string> {
  auto texts = of.seeds;
  auto pieces = pieces_of(of.seeds);
  // Words of the type are no rarer than the pieces.
  const auto more = of.words.empty() ? 0 : std::max(pieces.size(), of.words.size());
  for (auto i = std::size_t{0}; i < more; ++i) pieces.push_back(of.words[i % of.words.size()]);
  while (texts.size() < count) {
    auto text = below(3) == 0 ? sequence(pieces) : mutant(of.seeds);
    if (is_utf8(text)) texts.push_back(std::move(text));
  }
  return texts;
}

auto LiteralMutator::mutant(const std::vector<std::string>& seeds) -> std::string {
  auto text = seeds[below(seeds.size())];
  for (auto changes = below(4); changes > 0; --changes) change(text, seeds);
  return text;
}

auto LiteralMutator::sequence(const std::vector<std::string>& pieces) -> std::string {
  auto text = std::string{};
  const auto spaced = below(2) == 0;
  for (auto count = below(9) + 1; count > 0; --count) {
    text += pieces[below(pieces.size())];
    if (spaced || below(4) == 0) text += ' ';
  }
  return text;
}

void LiteralMutator::change(std::string& text, const std::vector<std::string>& seeds) {
  static constexpr auto letters =
      std::string_view{"0123456789,.()[]{}<>\"\\:;-+/ eExX=abfnNullTPptzjmdyhs@$*!&|'_%?#"};
  const auto at = below(text.size() + 1);
  switch (below(7)) {
    case 0:
      if (at < text.size()) text.erase(at, 1 + below(2));
      break;
    case 1:
      text.insert(at, 1, letters[below(letters.size())]);
      break;
    case 2:
      if (at < text.size()) text[at] = letters[below(letters.size())];
      break;
    case 3: {
      const auto& other = seeds[below(seeds.size())];
      text.insert(at, other.substr(below(other.size() + 1), below(4)));
      break;
    }
    case 4:
      if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
      break;
    case 5:
      change_number(text);
      break;
    default:
      text.insert(at, text.substr(below(text.size() + 1), below(5)));
      break;
  }
}

/// Puts another number, often one at a limit, where there is one.
void LiteralMutator::change_number(std::string& text) {
  static constexpr auto numbers =
      std::to_array<std::string_view>({"0",         "1",          "2",
                                       "12",        "13",         "24",
                                       "25",        "29",         "30",
                                       "31",        "32",         "59",
                                       "60",        "61",         "99",
                                       "100",       "128",        "255",
                                       "256",       "365",        "366",
                                       "999",       "1900",       "2000",
                                       "65535",     "65536",      "294276",
                                       "294277",    "5874897",    "5874898",
                                       "0001",      "2147483647", "-2147483648",
                                       "178956970", "4294967296", "2147483648",
                                       "1e10",      "1.5",        "9223372036854775807"});
  const auto begin = text.find_first_of("0123456789", below(text.size() + 1));
  if (begin == std::string::npos) return;
  const auto end = text.find_first_not_of("0123456789", begin);
  text.replace(begin, end - begin, numbers[below(numbers.size())]);
}

}  // namespace orm_tests
