#include "query/literal/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "catalog/modifiers.hpp"
#include "query/literal/scan.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

auto without_sign(std::string_view text) -> std::string_view {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return text;
}

/// A decimal number, as digits and where the point among them is.
struct Decimal {
  std::string digits;      // without zeros in front
  std::int64_t point = 0;  // so many of them stand before it, or zeros behind it
  std::int64_t scale = 0;  // digits behind the point, as written
  bool has_room = true;    // for the exponent
};

/// The exponent behind `e`: any that C's `strtol` takes.
auto take_exponent(std::string_view& text) -> std::optional<std::int64_t> {
  const auto number = std::string{text};
  char* end = nullptr;
  errno = 0;
  const auto value = std::strtol(number.c_str(), &end, 10);
  if (end == number.c_str()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - number.c_str()));
  return value;
}

auto read_decimal(std::string_view text) -> std::optional<Decimal> {
  auto decimal = Decimal{};
  const auto whole = text.substr(0, text.size());
  const auto before = take_digits(text);
  decimal.digits = whole.substr(0, before);
  decimal.point = static_cast<std::int64_t>(before);
  if (take(text, '.')) {
    const auto fraction = text;
    const auto behind = take_digits(text);
    decimal.digits += fraction.substr(0, behind);
    decimal.scale = static_cast<std::int64_t>(behind);
  }
  if (decimal.digits.empty()) return std::nullopt;
  if (take(text, 'e') || take(text, 'E')) {
    const auto exponent = take_exponent(text);
    if (!exponent) return std::nullopt;
    constexpr auto most = std::int64_t{std::numeric_limits<int>::max() / 2};
    decimal.has_room = *exponent > -most && *exponent < most;
    if (decimal.has_room) {
      decimal.point += *exponent;
      decimal.scale = std::max<std::int64_t>(0, decimal.scale - *exponent);
    }
  }
  if (!text.empty()) return std::nullopt;
  const auto zeros = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size());
  decimal.digits.erase(0, zeros);
  decimal.point -= static_cast<std::int64_t>(zeros);
  return decimal;
}

/// Whether any server has room for it: it counts digits by four.
auto is_kept(const Decimal& decimal) -> bool {
  constexpr auto most_before = std::int64_t{131072};
  constexpr auto most_behind = std::int64_t{16383};
  if (decimal.scale > most_behind) return false;
  return decimal.digits.empty() || decimal.point <= most_before;
}

/// Whether it has no more digits before the point than a type of such a precision, once it is
/// rounded.
auto fits(const Decimal& decimal, std::int32_t modifier) -> bool {
  const auto scale = std::int64_t{catalog::modifier::numeric_scale(modifier)};
  const auto most = catalog::modifier::numeric_precision(modifier) - scale;
  const auto kept = decimal.point + scale;  // so many digits stay
  if (decimal.digits.empty() || kept < 0) return true;
  const auto size = static_cast<std::int64_t>(decimal.digits.size());
  auto carries = kept < size && decimal.digits.at(static_cast<std::size_t>(kept)) >= '5';
  if (kept == 0 && !carries) return true;
  for (auto digit = std::int64_t{0}; carries && digit < kept; ++digit) {
    carries = decimal.digits.at(static_cast<std::size_t>(digit)) == '9';
  }
  return decimal.point + (carries ? 1 : 0) <= most;
}

/// Where a numeric stands among others: infinities, negative, zero and positive ones, NaN.
struct OrderKey {
  int rank = 0;
  Decimal decimal;
};

auto order_key(std::string_view text) -> OrderKey {
  text = trim(text);
  const auto negative = text.starts_with('-');
  const auto word = source::fold(without_sign(text));
  if (word == "nan") return {3, {}};
  if (word == "inf" || word == "infinity") return {negative ? -2 : 2, {}};
  auto decimal = read_decimal(without_sign(text)).value_or(Decimal{});
  if (decimal.digits.empty()) return {0, {}};
  return {negative ? -1 : 1, std::move(decimal)};
}

/// The C library reads more than SQL writes: hexadecimal digits, `nan(...)`.
auto is_float(std::string_view text) -> bool {
  const auto number = source::fold(without_sign(trim(text)));
  return number == "nan" || number == "inf" || number == "infinity" || number.starts_with("0x") ||
         number.starts_with("nan(") || read_decimal(number).has_value();
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

auto find_numeric_fault(std::string_view text, std::int32_t modifier) -> Fault {
  text = trim(text);
  const auto number = without_sign(text);
  const auto word = source::fold(number);
  if (word == "nan" && number.size() == text.size()) return std::nullopt;
  if (word == "infinity" || word == "inf") {
    if (modifier < 0) return std::nullopt;
    return out_of_range("a type with a precision has no infinity");
  }
  const auto decimal = read_decimal(number);
  if (!decimal) return malformed({});
  if (!decimal->has_room || (modifier < 0 && !is_kept(*decimal)))
    return out_of_range("the server has no room for so many digits");
  if (modifier >= 0 && !fits(*decimal, modifier)) {
    return out_of_range("it has more digits before the point than the type");
  }
  return std::nullopt;
}

auto compare_numerics(std::string_view left, std::string_view right) -> std::strong_ordering {
  const auto a = order_key(left);
  const auto b = order_key(right);
  if (a.rank != b.rank) return a.rank <=> b.rank;
  const auto size = std::max(a.decimal.digits.size(), b.decimal.digits.size());
  auto a_digits = a.decimal.digits;
  auto b_digits = b.decimal.digits;
  a_digits.resize(size, '0');
  b_digits.resize(size, '0');
  const auto by_point = a.decimal.point <=> b.decimal.point;
  const auto magnitude = by_point != 0 ? by_point : a_digits <=> b_digits;
  if (a.rank >= 0) return magnitude;
  return magnitude < 0   ? std::strong_ordering::greater
         : magnitude > 0 ? std::strong_ordering::less
                         : magnitude;
}

auto is_float4(std::string_view text) -> bool { return is_float(text) && fits_float(text); }

auto is_float8(std::string_view text) -> bool {
  return is_float(text) && take_double(text) && text.empty();
}

}  // namespace ormc::query
