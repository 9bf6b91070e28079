#include "query/literal/interval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/modifiers.hpp"
#include "query/literal/datetime_fields.hpp"
#include "query/literal/datetime_parts.hpp"
#include "query/literal/interval_iso.hpp"
#include "query/literal/interval_span.hpp"
#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

using Kind = DateField::Kind;

struct UnitWord {
  std::string_view word;
  SpanUnit unit;
};

// Of longer words only ten letters count.
constexpr auto longest_word = std::size_t{10};
constexpr auto unit_words = std::to_array<UnitWord>({
    {"c", SpanUnit::century},
    {"cent", SpanUnit::century},
    {"centuries", SpanUnit::century},
    {"century", SpanUnit::century},
    {"d", SpanUnit::day},
    {"day", SpanUnit::day},
    {"days", SpanUnit::day},
    {"dec", SpanUnit::decade},
    {"decade", SpanUnit::decade},
    {"decades", SpanUnit::decade},
    {"decs", SpanUnit::decade},
    {"h", SpanUnit::hour},
    {"hour", SpanUnit::hour},
    {"hours", SpanUnit::hour},
    {"hr", SpanUnit::hour},
    {"hrs", SpanUnit::hour},
    {"m", SpanUnit::minute},
    {"microsecon", SpanUnit::microsecond},
    {"mil", SpanUnit::millennium},
    {"millennia", SpanUnit::millennium},
    {"millennium", SpanUnit::millennium},
    {"millisecon", SpanUnit::millisecond},
    {"mils", SpanUnit::millennium},
    {"min", SpanUnit::minute},
    {"mins", SpanUnit::minute},
    {"minute", SpanUnit::minute},
    {"minutes", SpanUnit::minute},
    {"mon", SpanUnit::month},
    {"mons", SpanUnit::month},
    {"month", SpanUnit::month},
    {"months", SpanUnit::month},
    {"ms", SpanUnit::millisecond},
    {"msec", SpanUnit::millisecond},
    {"msecond", SpanUnit::millisecond},
    {"mseconds", SpanUnit::millisecond},
    {"msecs", SpanUnit::millisecond},
    {"qtr", SpanUnit::other},
    {"quarter", SpanUnit::other},
    {"s", SpanUnit::second},
    {"sec", SpanUnit::second},
    {"second", SpanUnit::second},
    {"seconds", SpanUnit::second},
    {"secs", SpanUnit::second},
    {"timezone", SpanUnit::other},
    {"timezone_h", SpanUnit::other},
    {"timezone_m", SpanUnit::other},
    {"us", SpanUnit::microsecond},
    {"usec", SpanUnit::microsecond},
    {"usecond", SpanUnit::microsecond},
    {"useconds", SpanUnit::microsecond},
    {"usecs", SpanUnit::microsecond},
    {"w", SpanUnit::week},
    {"week", SpanUnit::week},
    {"weeks", SpanUnit::week},
    {"y", SpanUnit::year},
    {"year", SpanUnit::year},
    {"years", SpanUnit::year},
    {"yr", SpanUnit::year},
    {"yrs", SpanUnit::year},
});
static_assert(std::ranges::is_sorted(unit_words, {}, &UnitWord::word));

auto find_unit(std::string_view word) -> std::optional<SpanUnit> {
  word = word.substr(0, longest_word);
  const auto* const found = std::ranges::lower_bound(unit_words, word, {}, &UnitWord::word);
  if (found == unit_words.end() || found->word != word) return std::nullopt;
  return found->unit;
}

auto no_unit(std::string_view word) -> TextFault {
  return malformed(fmt::format("`{}` is no unit of time", word));
}
auto no_number(std::string_view text) -> TextFault {
  return malformed(fmt::format("`{}` is no number of units", text));
}
auto too_large(std::string_view text) -> TextFault {
  return out_of_range(fmt::format("`{}` is out of range", text));
}

/// Whole numbers as C's `strtoll` reads them; nothing beyond their range.
auto take_long(std::string_view& text) -> std::optional<std::int64_t> {
  const auto number = std::string{text};
  char* end = nullptr;
  errno = 0;
  const auto value = std::strtoll(number.c_str(), &end, 10);
  if (errno == ERANGE) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - number.c_str()));
  return value;
}

/// How the fields of a type that is limited to some, as `interval day to minute`, read what has no
/// unit.
struct FieldLimits {
  SpanUnit last = SpanUnit::second;
  bool minute_to_second = false;
};

auto limits_of(std::int32_t modifier) -> FieldLimits {
  if (modifier < 0) return {};
  const auto fields = (modifier >> 16) & catalog::modifier::all_interval_fields;
  const auto* const known = std::ranges::find(
      catalog::modifier::interval_fields, fields, &catalog::modifier::IntervalFields::mask);
  if (known == catalog::modifier::interval_fields.end()) return {};
  const auto words = known->words;
  const auto last = words.substr(words.rfind(' ') + 1);
  return {find_unit(last).value_or(SpanUnit::second), words == "minute to second"};
}

/// Signs before the first field may count for all: a setting.
enum class Signs : std::uint8_t { each_its_own, first_for_all };

// What has been given, as bits.
constexpr auto bit(SpanUnit unit) -> std::uint32_t { return 1U << static_cast<unsigned>(unit); }
constexpr auto all_seconds =
    bit(SpanUnit::second) | bit(SpanUnit::millisecond) | bit(SpanUnit::microsecond);
constexpr auto all_time = all_seconds | bit(SpanUnit::minute) | bit(SpanUnit::hour);

/// Goes over the fields from the last to the first, so that units come before their numbers.
class IntervalReader {
 public:
  IntervalReader(std::vector<DateField> fields, FieldLimits limits, Signs signs)
      : fields_(std::move(fields)), limits_(limits) {
    if (signs == Signs::each_its_own || fields_.empty()) return;
    const auto is_signed = [](const DateField& field) {
      return field.text.starts_with('-') || field.text.starts_with('+');
    };
    all_negative_ = fields_.front().text.starts_with('-') &&
                    std::none_of(fields_.begin() + 1, fields_.end(), is_signed);
  }

  auto read() -> Fault {
    for (auto field = fields_.rbegin(); field != fields_.rend(); ++field) {
      now_ = 0;
      if (auto fault = read_field(*field)) return fault;
      if ((now_ & found_) != 0) {
        return malformed(fmt::format("`{}` gives again what was given", field->text));
      }
      found_ |= now_;
    }
    if (found_ == 0) return malformed("it has no number");
    if (ago_ && !span_.negate()) return out_of_range("it is out of range");
    return span_.fits() ? Fault{} : Fault{out_of_range("the years are out of range")};
  }

  /// After it was read without a fault.
  auto value() const -> IntervalValue {
    return {span_.months(), span_.days(), span_.microseconds()};
  }

 private:
  auto read_field(const DateField& field) -> Fault {
    const auto& text = field.text;
    switch (field.kind) {
      case Kind::time:
        return time(text);
      case Kind::zone:
        if (text.find(':') != std::string::npos && !time(std::string_view{text}.substr(1))) {
          return text.starts_with('-') ? negative_time(text) : Fault{};
        }
        return number(text);
      case Kind::date:
      case Kind::number:
        return number(text);
      case Kind::word:
      case Kind::signed_word:
        return word(text);
    }
    return no_number(text);
  }

  auto negative_time(std::string_view text) -> Fault {
    if (span_.microseconds() == std::numeric_limits<std::int64_t>::min()) return too_large(text);
    span_.negate_time();
    return std::nullopt;
  }

  /// `10:30:15.5`; behind it a number counts days.
  auto time(std::string_view text) -> Fault {
    const auto whole = text;
    now_ = all_time;
    auto hours = take_long(text);
    if (!hours) return too_large(whole);
    if (!take(text, ':')) return no_number(whole);
    auto minutes = take_int(text);
    auto seconds = std::optional<int>{0};
    if (text.starts_with('.') || (text.empty() && limits_.minute_to_second)) {
      if (!minutes || *hours != static_cast<int>(*hours)) return too_large(whole);
      seconds = std::exchange(minutes, static_cast<int>(*std::exchange(hours, 0)));
    } else if (take(text, ':')) {
      seconds = take_int(text);
    }
    if (!minutes || !seconds) return too_large(whole);
    const auto fraction =
        text.starts_with('.') ? read_fraction(text) : std::optional{std::int64_t{0}};
    if (!fraction || (!text.empty() && !text.starts_with('.'))) return no_number(whole);
    if (*hours < 0 || *minutes < 0 || *minutes > 59 || *seconds < 0 || *seconds > 60 ||
        !span_.set_time(*hours, *minutes, *seconds, *fraction)) {
      return too_large(whole);
    }
    if (all_negative_ && span_.microseconds() > 0) span_.negate_time();
    unit_ = SpanUnit::day;
    return std::nullopt;
  }

  auto number(std::string_view text) -> Fault {
    const auto whole = text;
    const auto negative = text.starts_with('-');
    if (!unit_) unit_ = limits_.last;
    auto value = take_long(text);
    auto fraction = 0.0;
    if (!value) return too_large(whole);
    if (take(text, '-')) {  // years and months
      constexpr auto months_a_year = 12;
      const auto months = take_int(text);
      if (!months || *months < 0 || *months >= months_a_year) return too_large(whole);
      if (!text.empty()) return no_number(whole);
      unit_ = SpanUnit::month;
      auto sum = std::int64_t{0};
      if (__builtin_mul_overflow(*value, months_a_year, &sum) ||
          __builtin_add_overflow(sum, negative ? -*months : *months, &sum)) {
        return too_large(whole);
      }
      value = sum;
    } else if (text.starts_with('.')) {
      if (text != ".") {
        const auto read = take_double(text);
        if (!read || !text.empty()) return no_number(whole);
        fraction = negative ? -*read : *read;
      }
    } else if (!text.empty()) {
      return no_number(whole);
    }
    if (all_negative_) {
      value = *value > 0 ? -*value : *value;
      fraction = -std::fabs(fraction);
    }
    return add(whole, *value, fraction);
  }

  auto add(std::string_view text, std::int64_t value, double fraction) -> Fault {
    if (*unit_ == SpanUnit::other) return no_number(text);
    if (!span_.add(*unit_, value, fraction)) return too_large(text);
    now_ = *unit_ == SpanUnit::second && fraction != 0 ? all_seconds : bit(*unit_);
    if (*unit_ == SpanUnit::hour) unit_ = SpanUnit::day;
    return std::nullopt;
  }

  auto word(const std::string& text) -> Fault {
    if (text == "ago") {
      ago_ = true;
      unit_ = SpanUnit::other;
      return std::nullopt;
    }
    unit_ = find_unit(text);
    return unit_ ? Fault{} : Fault{no_unit(text)};
  }

  std::vector<DateField> fields_;
  FieldLimits limits_;
  Span span_;
  std::optional<SpanUnit> unit_;
  std::uint32_t found_ = 0;
  std::uint32_t now_ = 0;
  bool ago_ = false;
  bool all_negative_ = false;
};

auto reader_of(std::string_view text, FieldLimits limits, Signs signs)
    -> std::optional<IntervalReader> {
  constexpr auto room = std::size_t{256};
  auto fields = split_date_fields(text, room);
  if (!fields) return std::nullopt;
  return IntervalReader{std::move(*fields), limits, signs};
}

auto find_fault(std::string_view text, FieldLimits limits, Signs signs) -> Fault {
  auto reader = reader_of(text, limits, signs);
  if (!reader) return malformed("a character in it has no meaning, or it is too long");
  return reader->read();
}

/// As the server does, the styles of ISO 8601 are tried last.
auto find_value(std::string_view text, Signs signs) -> std::optional<IntervalValue> {
  auto reader = reader_of(text, limits_of(-1), signs);
  if (reader && !reader->read()) return reader->value();
  return text.starts_with('P') ? find_iso_interval_value(text) : std::nullopt;
}

}  // namespace

auto find_interval_value(std::string_view text) -> std::optional<IntervalValue> {
  auto value = std::optional<IntervalValue>{};
  for (const auto signs : {Signs::each_its_own, Signs::first_for_all}) {
    const auto read = find_value(text, signs);
    if (!read || (value && *value != *read)) return std::nullopt;
    value = read;
  }
  return value;
}

auto find_interval_fault(std::string_view text, std::int32_t modifier) -> Fault {
  const auto limits = limits_of(modifier);
  auto fault = find_fault(text, limits, Signs::each_its_own);
  if (!fault || !find_fault(text, limits, Signs::first_for_all)) return std::nullopt;
  if (fault->kind != TextFault::Kind::malformed || !text.starts_with('P')) return fault;
  return find_iso_interval_fault(text);
}

}  // namespace ormc::query
