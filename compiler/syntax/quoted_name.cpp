#include "syntax/quoted_name.hpp"

#include <OrmParser.h>

#include <vector>

#include "syntax/recognise_habit.hpp"

namespace ormc::syntax {
namespace {

auto has_backtick(const ErrorPlace& place, int distance) -> bool {
  return place.type(distance) == OrmParser::OPERATOR &&
         place.written(distance).find('`') != std::string::npos;
}

/// Where backticks stand from the beginning of the line on, those in texts not counted.
auto backticks(const ErrorPlace& place) -> std::vector<std::size_t> {
  constexpr auto behind = 6;  // tokens, among which the one that closes is to be
  auto first = 0;
  const auto is_in_line = [&](int distance) {
    if (place.type(distance) == antlr4::Token::EOF) return false;
    const auto between =
        place.text.substr(place.begin(distance), place.end(0) - place.begin(distance));
    return between.find('\n') == std::string_view::npos;
  };
  while (is_in_line(first - 1)) --first;
  auto found = std::vector<std::size_t>{};
  for (auto distance = first; distance <= behind; ++distance) {
    if (!has_backtick(place, distance)) continue;
    for (auto at = place.begin(distance); at < place.end(distance); ++at) {
      if (place.text[at] == '`') found.push_back(at);
    }
  }
  return found;
}

auto in_backticks(const ErrorPlace& place) -> std::optional<QuotedName> {
  const auto marks = backticks(place);
  auto found = std::optional<QuotedName>{};
  for (auto i = std::size_t{0}; i + 1 < marks.size() && marks[i] <= place.begin(0); i += 2) {
    const auto begin = marks[i];
    const auto end = marks[i + 1] + 1;
    found = QuotedName{QuotedName::Marks::backticks,
                       begin,
                       end,
                       std::string(place.text.substr(begin + 1, end - begin - 2))};
  }
  return found;
}

auto in_brackets(const ErrorPlace& place) -> std::optional<QuotedName> {
  const auto begins = place.type(-1) == OrmParser::OPEN_BRACKET && is_wordlike(place.word(0)) &&
                      is_one_of(place.type(-2),
                                OrmParser::K_SELECT,
                                OrmParser::COMMA,
                                OrmParser::K_FROM,
                                OrmParser::K_WHERE,
                                OrmParser::DOT);
  if (!begins || place.type(1) != OrmParser::CLOSE_BRACKET) return std::nullopt;
  return QuotedName{QuotedName::Marks::brackets, place.begin(-1), place.end(1), place.written(0)};
}

}  // namespace

auto find_quoted_name(const ErrorPlace& place) -> std::optional<QuotedName> {
  for (const auto distance : {0, -1, -2}) {
    if (has_backtick(place, distance)) return in_backticks(place);
  }
  return in_brackets(place);
}

}  // namespace ormc::syntax
