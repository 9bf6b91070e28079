#include "query/literal_number.hpp"

#include "query/literal_scan.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

auto without_sign(std::string_view text) -> std::string_view {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return text;
}

auto is_decimal(std::string_view text) -> bool {
  auto digits = take_digits(text);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    digits += take_digits(text);
  }
  if (digits == 0) return false;
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text.remove_prefix(1);
    text = without_sign(text);
    if (take_digits(text) == 0) return false;
  }
  return text.empty();
}

auto is_number(std::string_view text) -> bool {
  const auto number = without_sign(trim(text));
  const auto word = source::fold(number);
  if (word == "nan") return number.size() == trim(text).size();
  return word == "infinity" || word == "inf" || is_decimal(number);
}

/// The C library reads more than SQL writes: hexadecimal digits, `nan(...)`.
auto is_float(std::string_view text) -> bool {
  const auto number = source::fold(without_sign(trim(text)));
  return number == "nan" || is_number(text) || number.starts_with("0x") ||
         number.starts_with("nan(");
}

}  // namespace

auto is_integer(std::string_view text, std::uint64_t maximum) -> bool {
  text = trim(text);
  const auto negative = !text.empty() && text.front() == '-';
  text = without_sign(text);
  if (text.empty()) return false;
  const auto limit = negative ? maximum + 1 : maximum;
  auto value = std::uint64_t{0};
  for (const auto c : text) {
    if (!is_digit(c)) return false;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (limit - digit) / 10) return false;
    value = value * 10 + digit;
  }
  return true;
}

auto find_numeric_fault(std::string_view text, std::int32_t /*modifier*/) -> Fault {
  return is_number(text) ? Fault{} : Fault{malformed({})};
}

auto is_float4(std::string_view text) -> bool { return is_float(text) && fits_float(text); }

auto is_float8(std::string_view text) -> bool {
  return is_float(text) && take_double(text) && text.empty();
}

}  // namespace ormc::query
