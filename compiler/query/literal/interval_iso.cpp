#include "query/literal/interval_iso.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "query/literal/interval_span.hpp"
#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

struct Number {
  std::int64_t whole = 0;
  double fraction = 0;
  std::size_t digits = 0;  // before anything that is none
};

// Of dates and times that are written as one number.
constexpr auto digits_of_date = std::size_t{8};
constexpr auto digits_of_time = std::size_t{6};

class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : whole_(text), rest_(text) {}

  auto read() -> Fault {
    if (whole_.size() < 2 || !take(rest_, 'P')) return unexpected();
    while (!rest_.empty() && !is_done_) {
      if (take(rest_, 'T')) {
        begin_time();
        continue;
      }
      const auto number = take_number();
      if (!number) return fault_;
      const auto mark = rest_.empty() ? '\0' : rest_.front();
      if (!rest_.empty()) rest_.remove_prefix(1);
      if (auto fault = in_date_ ? date_part(*number, mark) : time_part(*number, mark)) return fault;
    }
    return span_.fits() ? Fault{} : Fault{out_of_range("the years are out of range")};
  }

  /// After it was read without a fault.
  auto value() const -> IntervalValue {
    return {span_.months(), span_.days(), span_.microseconds()};
  }

 private:
  auto unexpected() const -> Fault {
    if (rest_.empty()) return malformed("it ends too early");
    return malformed(fmt::format("`{}` has no meaning there", rest_));
  }
  static auto too_large() -> Fault { return out_of_range("a number is out of range"); }

  void begin_time() {
    in_date_ = false;
    has_part_ = false;
  }

  /// A number as the C library has it; only how it begins is looked at.
  auto take_number() -> std::optional<Number> {
    constexpr auto largest = 1.0e15;
    const auto may_begin =
        !rest_.empty() && (is_digit(rest_.front()) || rest_.front() == '-' || rest_.front() == '.');
    const auto digits_at = rest_.starts_with('-') ? 1U : 0U;
    auto digits = rest_.substr(std::min<std::size_t>(digits_at, rest_.size()));
    const auto count = take_digits(digits);
    const auto value = may_begin ? take_strict_double(rest_) : std::nullopt;
    if (!value) {
      fault_ = unexpected();
      return std::nullopt;
    }
    if (std::isnan(*value) || *value < -largest || *value > largest) {
      fault_ = too_large();
      return std::nullopt;
    }
    const auto whole = std::trunc(*value);
    return Number{static_cast<std::int64_t>(whole), *value - whole, count};
  }

  auto add(SpanUnit unit, const Number& number) -> bool {
    has_part_ = true;
    return span_.add(unit, number.whole, number.fraction);
  }

  auto date_part(const Number& number, char mark) -> Fault {
    switch (mark) {
      case 'Y':
        return add(SpanUnit::year, number) ? Fault{} : too_large();
      case 'M':
        return add(SpanUnit::month, number) ? Fault{} : too_large();
      case 'W':
        return add(SpanUnit::week, number) ? Fault{} : too_large();
      case 'D':
        return add(SpanUnit::day, number) ? Fault{} : too_large();
      case 'T':
      case '\0':
        if (number.digits == digits_of_date && !has_part_) return joined_date(number, mark);
        [[fallthrough]];
      case '-':
        return has_part_ ? unexpected() : separated_date(number, mark);
      default:
        return malformed(fmt::format("`{}` is no unit of a date", mark));
    }
  }

  /// `20010203`
  auto joined_date(const Number& number, char mark) -> Fault {
    const auto days = Number{number.whole % 100, number.fraction};
    if (!add(SpanUnit::year, {number.whole / 10000}) ||
        !add(SpanUnit::month, {number.whole / 100 % 100}) || !add(SpanUnit::day, days)) {
      return too_large();
    }
    return end_part(mark);
  }
  auto end_part(char mark) -> Fault {
    if (mark == 'T') {
      begin_time();
    } else {
      is_done_ = true;
    }
    return std::nullopt;
  }

  /// `0001-02-03`, of which the last ones may be left out.
  auto separated_date(const Number& number, char mark) -> Fault {
    if (!add(SpanUnit::year, number)) return too_large();
    if (mark != '-') return end_part(mark);
    for (const auto unit : {SpanUnit::month, SpanUnit::day}) {
      const auto next = take_number();
      if (!next) return fault_;
      if (!add(unit, *next)) return too_large();
      if (rest_.empty()) return end_part('\0');
      if (take(rest_, 'T')) return end_part('T');
      if (unit == SpanUnit::day || !take(rest_, '-')) return unexpected();
    }
    return std::nullopt;
  }

  auto time_part(const Number& number, char mark) -> Fault {
    switch (mark) {
      case 'H':
        return add(SpanUnit::hour, number) ? Fault{} : too_large();
      case 'M':
        return add(SpanUnit::minute, number) ? Fault{} : too_large();
      case 'S':
        return add(SpanUnit::second, number) ? Fault{} : too_large();
      case '\0':
        if (number.digits == digits_of_time && !has_part_) return joined_time(number);
        [[fallthrough]];
      case ':':
        return has_part_ ? unexpected() : separated_time(number, mark);
      default:
        return malformed(fmt::format("`{}` is no unit of a time", mark));
    }
  }

  /// `040506`
  auto joined_time(const Number& number) -> Fault {
    is_done_ = true;
    const auto seconds = Number{number.whole % 100, number.fraction};
    const auto fits = add(SpanUnit::hour, {number.whole / 10000}) &&
                      add(SpanUnit::minute, {number.whole / 100 % 100}) &&
                      add(SpanUnit::second, seconds);
    return fits ? Fault{} : too_large();
  }

  /// `04:05:06`
  auto separated_time(const Number& number, char mark) -> Fault {
    is_done_ = true;
    if (!add(SpanUnit::hour, number)) return too_large();
    if (mark == '\0') return std::nullopt;
    for (const auto unit : {SpanUnit::minute, SpanUnit::second}) {
      const auto next = take_number();
      if (!next) return fault_;
      if (!add(unit, *next)) return too_large();
      if (rest_.empty()) return std::nullopt;
      if (unit == SpanUnit::second || !take(rest_, ':')) return unexpected();
    }
    return std::nullopt;
  }

  std::string_view whole_;
  std::string_view rest_;
  Span span_;
  Fault fault_;
  bool in_date_ = true;
  bool has_part_ = false;
  bool is_done_ = false;
};

}  // namespace

auto find_iso_interval_fault(std::string_view text) -> Fault { return IsoReader{text}.read(); }

auto find_iso_interval_value(std::string_view text) -> std::optional<IntervalValue> {
  auto reader = IsoReader{text};
  return reader.read() ? std::nullopt : std::optional{reader.value()};
}

}  // namespace ormc::query
