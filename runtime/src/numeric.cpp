#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <orm/error.hpp>
#include <orm/numeric.hpp>
#include <string>
#include <vector>

namespace orm {
namespace {

constexpr int digit_width = 4;
constexpr std::uint16_t base = 10000;
constexpr int largest_scale = 16383;
/// Beyond this nothing fits, and sums of exponents stay small.
constexpr int largest_exponent = 200000;

[[noreturn]] void bad_text() { throw usage_error({.message = "a text is not a decimal number"}); }

/// A number as it is written: its digits, and where the point stands among them.
struct decimal_text {
  std::string digits;
  int integer_digits = 0;  // may be negative or beyond the digits
  int scale = 0;
  bool negative = false;
};

auto read_exponent(std::string_view text) -> int {
  if (text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (failure != std::errc{} || end != text.data() + text.size()) bad_text();
  if (exponent < -largest_exponent || exponent > largest_exponent) bad_text();
  return exponent;
}

auto read_decimal(std::string_view text) -> decimal_text {
  decimal_text result;
  int exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    exponent = read_exponent(text.substr(e + 1));
    text = text.substr(0, e);
  }
  bool point_seen = false;
  for (const char c : text) {
    if (c == '.' && !point_seen) {
      point_seen = true;
    } else if (c >= '0' && c <= '9') {
      result.digits += c;
      point_seen ? ++result.scale : ++result.integer_digits;
    } else {
      bad_text();
    }
    if (result.digits.size() > static_cast<std::size_t>(largest_exponent)) bad_text();
  }
  if (result.digits.empty()) bad_text();
  result.integer_digits += exponent;
  result.scale = std::max(0, result.scale - exponent);
  if (result.scale > largest_scale) bad_text();
  return result;
}

}  // namespace

numeric::numeric(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "NaN" && !negative) {
    sign_ = sign_nan;
    return;
  }
  if (text == "Infinity" || text == "inf") {
    sign_ = negative ? sign_minus_infinity : sign_infinity;
    return;
  }
  const decimal_text number = read_decimal(text);
  // Groups of four, counted from the point.
  const int groups_before = number.integer_digits > 0
                                ? (number.integer_digits + digit_width - 1) / digit_width
                                : -(-number.integer_digits / digit_width);
  const int skipped = groups_before * digit_width - number.integer_digits;
  const std::size_t groups =
      (static_cast<std::size_t>(skipped) + number.digits.size() + digit_width - 1) / digit_width;
  if (groups_before - 1 > std::numeric_limits<std::int16_t>::max() ||
      groups_before - 1 < std::numeric_limits<std::int16_t>::min()) {
    // Zeros may stand before the point of a number that fits.
    if (number.digits.find_first_not_of('0') != std::string::npos) bad_text();
    scale_ = static_cast<std::uint16_t>(number.scale);
    return;
  }
  std::uint16_t* const digits = resize(groups);
  for (std::size_t group = 0; group < groups; ++group) {
    int value = 0;
    for (std::size_t i = 0; i < digit_width; ++i) {
      const std::size_t at = group * digit_width + i;
      const auto shift = static_cast<std::size_t>(skipped);
      const bool given = at >= shift && at - shift < number.digits.size();
      value = value * 10 + (given ? number.digits[at - shift] - '0' : 0);
    }
    digits[group] = static_cast<std::uint16_t>(value);
  }
  weight_ = static_cast<std::int16_t>(groups_before - 1);
  scale_ = static_cast<std::uint16_t>(number.scale);
  sign_ = negative ? sign_negative : 0;
  normalize();
}

numeric::numeric(bool negative, std::uint64_t magnitude) {
  std::uint16_t reversed[5];
  std::size_t count = 0;
  for (; magnitude != 0; magnitude /= base) {
    reversed[count++] = static_cast<std::uint16_t>(magnitude % base);
  }
  std::reverse_copy(reversed, reversed + count, resize(count));
  weight_ = static_cast<std::int16_t>(count == 0 ? 0 : count - 1);
  sign_ = negative ? sign_negative : 0;
  normalize();
}

numeric::numeric(const numeric& other) { *this = other; }

auto numeric::operator=(const numeric& other) -> numeric& {
  if (this == &other) return *this;
  const std::span<const std::uint16_t> digits = other.digits();
  std::copy(digits.begin(), digits.end(), resize(digits.size()));
  sign_ = other.sign_;
  weight_ = other.weight_;
  scale_ = other.scale_;
  return *this;
}

auto numeric::resize(std::size_t size) -> std::uint16_t* {
  std::uint16_t* const fresh = size > inline_size ? new std::uint16_t[size] : nullptr;
  if (on_heap()) release();
  size_ = static_cast<std::uint32_t>(size);
  if (fresh == nullptr) return inline_;
  heap_ = fresh;
  return fresh;
}

void numeric::release() const noexcept { delete[] heap_; }

void numeric::normalize() noexcept {
  const std::span<const std::uint16_t> all = digits();
  std::size_t begin = 0;
  std::size_t end = all.size();
  while (end > begin && all[end - 1] == 0) --end;
  while (begin < end && all[begin] == 0) ++begin;
  if (begin == end) {  // zero has no sign
    if (on_heap()) release();
    size_ = 0;
    weight_ = 0;
    if (is_finite()) sign_ = 0;
    return;
  }
  const std::size_t size = end - begin;
  weight_ = static_cast<std::int16_t>(weight_ - static_cast<std::int16_t>(begin));
  if (on_heap() && size <= inline_size) {
    std::uint16_t* const heap = heap_;
    std::uint16_t kept[inline_size] = {};
    std::copy_n(heap + begin, size, kept);
    delete[] heap;
    std::copy_n(kept, inline_size, inline_);
  } else if (begin != 0) {
    std::uint16_t* const to = on_heap() ? heap_ : inline_;
    std::copy(to + begin, to + end, to);
  }
  size_ = static_cast<std::uint32_t>(size);
}

auto to_string(const numeric& value) -> std::string {
  if (value.is_nan()) return "NaN";
  if (!value.is_finite()) return value.is_negative() ? "-Infinity" : "Infinity";
  const std::span<const std::uint16_t> digits = value.digits();
  const auto group = [&](int weight) -> unsigned {
    const int at = value.weight_ - weight;
    return at >= 0 && static_cast<std::size_t>(at) < digits.size()
               ? digits[static_cast<std::size_t>(at)]
               : 0U;
  };
  const auto append = [](std::string& text, unsigned four) {
    for (unsigned place = 1000; place != 0; place /= 10) {
      text += static_cast<char>('0' + four / place % 10);
    }
  };
  std::string text = value.is_negative() ? "-" : "";
  const std::size_t start = text.size();
  for (int weight = value.weight_; weight >= 0; --weight) append(text, group(weight));
  text.erase(start, std::min(text.find_first_not_of('0', start), text.size()) - start);
  if (text.size() == start) text += '0';
  if (value.scale_ == 0) return text;
  text += '.';
  const std::size_t end = text.size() + value.scale_;
  for (int weight = -1; text.size() < end; --weight) append(text, group(weight));
  text.resize(end);
  return text;
}

auto operator<=>(const numeric& a, const numeric& b) noexcept -> std::weak_ordering {
  // Infinities and NaN stand outside of all numbers, in this order.
  const auto rank = [](const numeric& value) {
    if (value.is_nan()) return 2;
    if (!value.is_finite()) return value.is_negative() ? -1 : 1;
    return 0;
  };
  if (rank(a) != 0 || rank(b) != 0) return rank(a) <=> rank(b);
  if (a.is_zero() || b.is_zero() || a.is_negative() != b.is_negative()) {
    const auto sign = [](const numeric& value) {
      return value.is_zero() ? 0 : value.is_negative() ? -1 : 1;
    };
    return sign(a) <=> sign(b);
  }
  const numeric& low = a.is_negative() ? b : a;
  const numeric& high = a.is_negative() ? a : b;
  if (low.weight_ != high.weight_) return low.weight_ <=> high.weight_;
  const auto x = low.digits();
  const auto y = high.digits();
  return std::lexicographical_compare_three_way(x.begin(), x.end(), y.begin(), y.end());
}

auto numeric::to_int64() const -> std::int64_t {
  const auto no_fit = [] {
    throw usage_error({.message = "a decimal number is not an integer of 64 bits"});
  };
  const std::span<const std::uint16_t> all = digits();
  if (!is_finite() || weight_ > 4 || all.size() > static_cast<std::size_t>(weight_ + 1)) {
    if (!is_zero()) no_fit();
    return 0;
  }
  // Downwards, because the least integer has no positive counterpart.
  std::int64_t value = 0;
  for (int i = 0; i <= weight_; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const std::int64_t digit = at < all.size() ? all[at] : 0;
    if (__builtin_mul_overflow(value, std::int64_t{base}, &value) ||
        __builtin_sub_overflow(value, digit, &value)) {
      no_fit();
    }
  }
  if (is_negative()) return value;
  if (value == std::numeric_limits<std::int64_t>::min()) no_fit();
  return -value;
}

auto numeric::to_double() const -> double {
  if (is_nan()) return std::numeric_limits<double>::quiet_NaN();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (!is_finite()) return is_negative() ? -infinity : infinity;
  const std::string text = to_string(*this);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc::result_out_of_range) {
    value = weight_ < 0 ? 0.0 : infinity;
    return is_negative() ? -value : value;
  }
  return value;
}

auto numeric::from_double(double value) -> numeric {
  if (std::isnan(value)) return nan();
  if (std::isinf(value)) return value < 0 ? minus_infinity() : infinity();
  char text[64];
  const auto* const end = std::to_chars(text, text + sizeof text, value).ptr;
  return numeric{std::string_view{text, static_cast<std::size_t>(end - text)}};
}

void codec<numeric>::decode(std::string_view bytes, numeric& value) {
  reader in{bytes};
  const std::uint16_t size = in.uint16();
  const std::int16_t weight = in.int16();
  const std::uint16_t sign = in.uint16();
  const std::uint16_t scale = in.uint16();
  detail::check_length(bytes, 8 + 2 * std::size_t{size});
  const bool finite = sign == 0 || sign == numeric::sign_negative;
  if (!finite && sign != numeric::sign_nan && sign != numeric::sign_infinity &&
      sign != numeric::sign_minus_infinity) {
    detail::malformed("unknown sign of a decimal number");
  }
  if (scale > largest_scale) detail::malformed("too many digits after the point");
  if (!finite && size != 0) detail::malformed("an infinity with digits");
  std::uint16_t* const digits = value.resize(size);
  const char* from = bytes.data() + 8;
  std::uint16_t largest = 0;
  for (std::size_t i = 0; i < size; ++i, from += 2) {
    digits[i] = detail::load<std::uint16_t>(from);
    largest = std::max(largest, digits[i]);
  }
  value.weight_ = weight;
  value.sign_ = sign;
  value.scale_ = finite ? scale : 0;
  if (largest >= base) {
    value = numeric{};
    detail::malformed("a digit of a decimal number is out of range");
  }
  if (size == 0 || digits[0] == 0 || digits[size - 1] == 0) value.normalize();
}

void codec<numeric>::encode(writer& out, const numeric& value) {
  const std::span<const std::uint16_t> digits = value.digits();
  if (digits.size() > std::numeric_limits<std::uint16_t>::max()) {
    throw value_too_large({.message = "a decimal number has too many digits"});
  }
  out.uint16(static_cast<std::uint16_t>(digits.size()));
  out.int16(value.weight_);
  out.uint16(value.sign_);
  out.uint16(value.scale_);
  for (const std::uint16_t digit : digits) out.uint16(digit);
}

}  // namespace orm
