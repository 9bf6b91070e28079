#include "query/literal_input.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "diagnostics/query_expr_diagnostics.hpp"
#include "query/json_text.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

auto is_space(char c) -> bool {
  return c == ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r';
}
auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
auto is_hex(char c) -> bool {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

auto trim(std::string_view text) -> std::string_view {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

auto without_sign(std::string_view text) -> std::string_view {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return text;
}

/// Takes the digits off the front; how many there were.
auto take_digits(std::string_view& text) -> std::size_t {
  auto count = std::size_t{0};
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}

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
  return word == "nan" || word == "infinity" || word == "inf" || is_decimal(number);
}

/// The C library reads more than SQL writes: hexadecimal digits, `nan(...)`.
auto is_float(std::string_view text) -> bool {
  const auto number = source::fold(without_sign(trim(text)));
  return is_number(text) || number.starts_with("0x") || number.starts_with("nan(");
}

auto is_boolean(std::string_view text) -> bool {
  const auto word = source::fold(trim(text));
  if (word.empty()) return false;
  if (word == "1" || word == "0") return true;
  const auto begins = [&](std::string_view whole, std::size_t least) {
    return word.size() >= least && whole.starts_with(word);
  };
  return begins("true", 1) || begins("false", 1) || begins("yes", 1) || begins("no", 1) ||
         begins("on", 2) || begins("off", 2);
}

auto is_uuid(std::string_view text) -> bool {
  if (text.starts_with('{')) {
    if (!text.ends_with('}')) return false;
    text = text.substr(1, text.size() - 2);
  }
  for (auto byte = 0; byte < 16; ++byte) {
    if (text.size() < 2 || !is_hex(text[0]) || !is_hex(text[1])) return false;
    text.remove_prefix(2);
    if (byte % 2 == 1 && byte < 15 && text.starts_with('-')) text.remove_prefix(1);
  }
  return text.empty();
}

/// Whether a date or time can be meant at all: it has a digit, or one of the words for a moment.
auto may_be_date(std::string_view text) -> bool {
  static constexpr auto words = std::array<std::string_view, 7>{
      "epoch", "infinity", "now", "today", "tomorrow", "yesterday", "allballs"};
  if (std::any_of(text.begin(), text.end(), is_digit)) return true;
  const auto folded = source::fold(text);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return folded.find(word) != std::string::npos;
  });
}

/// Takes a number of so many digits off the front.
auto take_number(std::string_view& text, std::size_t least, std::size_t most)
    -> std::optional<int> {
  auto rest = text;
  const auto digits = take_digits(rest);
  if (digits < least || digits > most) return std::nullopt;
  auto value = 0;
  for (const auto c : text.substr(0, digits)) value = value * 10 + (c - '0');
  text = rest;
  return value;
}

auto take(std::string_view& text, char wanted) -> bool {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

/// Whether a date that is written as ISO 8601 has it is in the calendar, and the time behind it on
/// the clock. Of other ways to write a date nothing is known: they depend on settings.
auto is_in_calendar(std::string_view text) -> bool {
  text = trim(text);
  const auto year = take_number(text, 4, 4);
  if (!year || !take(text, '-')) return true;
  const auto month = take_number(text, 1, 2);
  if (!month || !take(text, '-')) return true;
  const auto day = take_number(text, 1, 2);
  if (!day) return true;
  const auto date = std::chrono::year{*year} / *month / *day;
  if (!date.ok()) return false;
  if (!take(text, ' ') && !take(text, 'T')) return true;
  const auto hour = take_number(text, 1, 2);
  if (!hour || !take(text, ':')) return true;
  const auto minute = take_number(text, 2, 2);
  if (!minute) return true;
  if (*hour > 24 || *minute > 59) return false;
  if (!take(text, ':')) return true;
  const auto second = take_number(text, 2, 2);
  return !second || *second <= 60;
}

/// Whether all words of an interval are units of time. Only ten letters of a word count.
auto is_interval(std::string_view text) -> bool {
  static constexpr auto units = std::to_array<std::string_view>(
      {"ago",        "c",          "cent",     "centuries",  "century",    "d",      "day",
       "days",       "dec",        "decade",   "decades",    "decs",       "h",      "hour",
       "hours",      "hr",         "hrs",      "m",          "microsecon", "mil",    "millennia",
       "millennium", "millisecon", "mils",     "min",        "mins",       "minute", "minutes",
       "mon",        "mons",       "month",    "months",     "ms",         "msec",   "msecond",
       "mseconds",   "msecs",      "qtr",      "quarter",    "s",          "sec",    "second",
       "seconds",    "secs",       "timezone", "timezone_h", "timezone_m", "us",     "usec",
       "usecond",    "useconds",   "usecs",    "w",          "week",       "weeks",  "y",
       "year",       "years",      "yr",       "yrs",        "p"});
  const auto folded = source::fold(trim(text));
  // ISO 8601 has designators of its own.
  if (folded.starts_with('p') || folded.starts_with("-p")) return true;
  auto rest = std::string_view{folded};
  while (!rest.empty()) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const auto begin = std::find_if(rest.begin(), rest.end(), is_letter);
    const auto end = std::find_if_not(begin, rest.end(), is_letter);
    const auto word = std::string_view(begin, end).substr(0, 10);
    rest = std::string_view(end, rest.end());
    if (!word.empty() && std::find(units.begin(), units.end(), word) == units.end()) return false;
  }
  return true;
}

auto fault_unless(bool valid, std::string_view expected) -> std::optional<LiteralFault> {
  if (valid) return std::nullopt;
  return LiteralFault{std::string{expected}};
}

template <class Integer>
auto integer_fault(std::string_view text) -> std::optional<LiteralFault> {
  constexpr auto maximum = static_cast<std::uint64_t>(std::numeric_limits<Integer>::max());
  return fault_unless(is_integer(text, maximum),
                      "it must be a whole number from " +
                          std::to_string(std::numeric_limits<Integer>::min()) + " to " +
                          std::to_string(maximum));
}

auto report_unknown_label(Binder& binder, Oid enumeration, const std::string& text, Span span)
    -> void {
  auto labels = std::vector<std::string>{};
  for (const auto label : binder.catalog().labels(enumeration)) labels.emplace_back(label);
  if (std::find(labels.begin(), labels.end(), text) != labels.end()) return;
  auto nearest = diagnostics::nearest(text, labels);
  binder.diagnostics().report(
      span,
      diagnostics::UnknownLabel{
          text, binder.type_name({enumeration, -1}), std::move(nearest), std::move(labels)});
}

}  // namespace

auto find_literal_fault(Oid type, std::string_view text) -> std::optional<LiteralFault> {
  switch (type) {
    case oid::int2:
      return integer_fault<std::int16_t>(text);
    case oid::int4:
      return integer_fault<std::int32_t>(text);
    case oid::int8:
      return integer_fault<std::int64_t>(text);
    case oid::numeric:
      return fault_unless(is_number(text), "it must be a decimal number, such as '12.50'");
    case oid::float4:
    case oid::float8:
      return fault_unless(is_float(text), "it must be a number, such as '12.5' or '1e6'");
    case oid::bool_:
      return fault_unless(is_boolean(text), "it must be 'true' or 'false'");
    case oid::uuid:
      return fault_unless(is_uuid(text),
                          "it must have 32 hexadecimal digits, in groups of 8-4-4-4-12");
    case oid::json:
    case oid::jsonb:
      return fault_unless(is_json(text),
                          "it must be one JSON value; strings in it are in double quotes");
    case oid::date:
      return fault_unless(may_be_date(text) && is_in_calendar(text),
                          "it must be a date, such as '2026-01-31'");
    case oid::time:
    case oid::timetz:
      return fault_unless(may_be_date(text), "it must be a time, such as '12:30:00'");
    case oid::timestamp:
    case oid::timestamptz:
      return fault_unless(may_be_date(text) && is_in_calendar(text),
                          "it must be a moment, such as '2026-01-31 12:30:00'");
    case oid::interval:
      return fault_unless(is_interval(text), "it must be spans of time, such as '1 day 2 hours'");
    default:  // of all other types, the server's own and the program's, nothing is known here
      return std::nullopt;
  }
}

void check_literal(Binder& binder, const Constant& constant, TypeRef target, Span span) {
  if (constant.kind != syntax::Literal::Kind::string) return;
  const auto& catalog = binder.catalog();
  const auto type = catalog.base_type(target.oid);
  if (!catalog.labels(type).empty()) {
    report_unknown_label(binder, type, constant.text, span);
    return;
  }
  auto fault = find_literal_fault(type, constant.text);
  if (!fault && catalog.element_of(type) != catalog::no_oid && catalog.array_of(type) == type) {
    const auto text = trim(constant.text);
    fault = fault_unless((text.starts_with('{') || text.starts_with('[')) && text.ends_with('}'),
                         "it must be an array in braces, such as '{1,2}'");
  }
  if (!fault) return;
  binder.diagnostics().report(
      span,
      diagnostics::InvalidLiteral{constant.text, binder.type_name({type, -1}), fault->expected});
}

}  // namespace ormc::query
