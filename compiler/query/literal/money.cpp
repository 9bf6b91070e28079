#include "query/literal/money.hpp"

#include <algorithm>
#include <cstddef>

#include "query/literal/scan.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

auto is_letter(char c) -> bool {
  c = source::fold(c);
  return c >= 'a' && c <= 'z';
}

}  // namespace

auto is_money(std::string_view text) -> bool {
  const auto first = std::find_if(text.begin(), text.end(), is_digit);
  if (first == text.end()) return true;
  const auto last = std::find_if(text.rbegin(), text.rend(), is_digit).base();
  const auto digits = static_cast<std::size_t>(std::count_if(first, last, is_digit));
  const auto zeros = static_cast<std::size_t>(
      std::find_if(first, last, [](char c) { return is_digit(c) && c != '0'; }) - first);
  // A long amount may have a long fraction, of which all but a few digits are dropped: it is one
  // without any mark that is too large everywhere.
  constexpr auto most_digits = std::size_t{19};
  const auto is_plain = std::all_of(
      text.begin(), last, [](char c) { return is_digit(c) || c == ' ' || c == '-' || c == '+'; });
  if (is_plain && digits - std::min(zeros, digits) > most_digits) return false;
  return std::none_of(first, last, is_letter);
}

}  // namespace ormc::query
