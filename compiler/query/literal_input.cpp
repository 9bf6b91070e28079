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
#include "query/literal_container.hpp"
#include "query/literal_geometry.hpp"
#include "query/literal_scan.hpp"
#include "query/literal_system.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;

auto without_sign(std::string_view text) -> std::string_view {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return text;
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
  if (word == "nan") return number.size() == trim(text).size();
  return word == "infinity" || word == "inf" || is_decimal(number);
}

/// The C library reads more than SQL writes: hexadecimal digits, `nan(...)`.
auto is_float(std::string_view text) -> bool {
  const auto number = source::fold(without_sign(trim(text)));
  return number == "nan" || is_number(text) || number.starts_with("0x") ||
         number.starts_with("nan(");
}

auto fits_double(std::string_view text) -> bool { return take_double(text) && text.empty(); }

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

auto find_geometric_fault(Oid type, std::string_view text) -> std::optional<LiteralFault> {
  switch (type) {
    case oid::point:
      return fault_unless(is_point(text), "it must be a point, such as '(1,2)'");
    case oid::lseg:
      return fault_unless(is_lseg(text), "it must be two points, such as '[(1,2),(3,4)]'");
    case oid::box:
      return fault_unless(is_box(text), "it must be two corners, such as '(1,2),(3,4)'");
    case oid::line:
      return fault_unless(is_line(text),
                          "it must be '{A,B,C}', of which A or B is not zero, or two points");
    case oid::path:
      return fault_unless(is_path(text), "it must be points, such as '[(1,2),(3,4)]'");
    case oid::polygon:
      return fault_unless(is_polygon(text), "it must be points, such as '((1,2),(3,4),(5,6))'");
    case oid::circle:
      return fault_unless(is_circle(text), "it must be a center and a radius, such as '<(1,2),3>'");
    default:  // of all other types, the server's own and the program's, nothing is known here
      return std::nullopt;
  }
}

auto bounds_of(const catalog::Catalog& catalog, Oid subtype) -> Bounds {
  return catalog.type(catalog.base_type(subtype)).category == catalog::category::numeric
             ? Bounds::numbers
             : Bounds::others;
}

/// The fields of a view's row are not in the catalogue: nothing is said of it.
auto find_record_fault(const catalog::Catalog& catalog, Oid type, std::string_view text)
    -> std::optional<LiteralFault> {
  const auto fields = catalog.fields(type);
  if (fields.empty()) return std::nullopt;
  const auto is_field = [&](std::size_t field, std::string_view value) {
    return !find_literal_fault(catalog, fields[field].type.oid, value);
  };
  return fault_unless(is_record_text(text, fields.size(), is_field),
                      "it must be the fields in parentheses, such as '(1,\"a b\",)'");
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
      return fault_unless(is_float(text) && fits_float(text),
                          "it must be a number from -3.4e38 to 3.4e38, such as '12.5' or '1e6'");
    case oid::float8:
      return fault_unless(is_float(text) && fits_double(text),
                          "it must be a number from -1.7e308 to 1.7e308, such as '12.5' or '1e6'");
    case oid::bool_:
      return fault_unless(is_boolean(text), "it must be 'true' or 'false'");
    case oid::uuid:
      return fault_unless(is_uuid(text),
                          "it must have 32 hexadecimal digits, in groups of 8-4-4-4-12");
    case oid::jsonb:
      if (is_json(text) && !has_text_escapes(text)) {
        return LiteralFault{"`\\u0000` and surrogates without their other half are no characters"};
      }
      [[fallthrough]];
    case oid::json:
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
    case oid::oid:
      return fault_unless(is_oid(text), "it must be a whole number from 0 to 4294967295");
    case oid::pg_lsn:
      return fault_unless(is_pg_lsn(text), "it must be two hexadecimal numbers, as '16/B374D848'");
    case oid::tid:
      return fault_unless(is_tid(text), "it must be a block and an offset, as '(0,1)'");
    case oid::bit:
    case oid::varbit:
      return fault_unless(is_bit_string(text), "it must be binary digits, as '0101', or 'x1F'");
    case oid::bytea:
      return fault_unless(is_bytea(text), "it must be hexadecimal, as '\\x1f00'");
    case oid::macaddr:
      return fault_unless(is_macaddr(text), "it must be six bytes, as '08:00:2b:01:02:03'");
    case oid::macaddr8:
      return fault_unless(is_macaddr8(text),
                          "it must be eight bytes, as '08:00:2b:01:02:03:04:05'");
    case oid::inet:
      return fault_unless(is_inet(text), "it must be an address, as '192.168.0.1/24' or '::1'");
    default:
      return find_geometric_fault(type, text);
  }
}

auto find_literal_fault(const catalog::Catalog& catalog, Oid type, std::string_view text)
    -> std::optional<LiteralFault> {
  const auto base = catalog.base_type(type);
  if (auto fault = find_literal_fault(base, text)) return fault;
  const auto& definition = catalog.type(base);
  const auto is_value_of = [&](Oid of) {
    return
        [&catalog, of](std::string_view value) { return !find_literal_fault(catalog, of, value); };
  };
  // Not `int2vector` and its like, which are written without braces.
  if (definition.is_array() && catalog.array_of(base) == base) {
    const auto delimiter = definition.element == oid::box ? ';' : ',';
    return fault_unless(is_array_text(text, delimiter, is_value_of(definition.element)),
                        "it must be an array in braces, such as '{1,2}'");
  }
  switch (definition.kind) {
    case catalog::TypeKind::enumeration: {
      const auto labels = catalog.labels(base);
      return fault_unless(std::find(labels.begin(), labels.end(), text) != labels.end(),
                          "it must be one of the labels");
    }
    case catalog::TypeKind::range:
      return fault_unless(
          is_range_text(
              text, bounds_of(catalog, definition.subtype), is_value_of(definition.subtype)),
          "it must be a range, such as '[1,5)'");
    case catalog::TypeKind::multirange:
      return fault_unless(is_multirange_text(text, is_value_of(definition.range)),
                          "it must be ranges in braces, such as '{[1,3), [5,9)}'");
    case catalog::TypeKind::composite:
      return find_record_fault(catalog, base, text);
    case catalog::TypeKind::base:
    case catalog::TypeKind::domain:
    case catalog::TypeKind::pseudo:
      return std::nullopt;
  }
  return std::nullopt;
}

void check_literal(Binder& binder, const Constant& constant, TypeRef target, Span span) {
  if (constant.kind != syntax::Literal::Kind::string) return;
  const auto& catalog = binder.catalog();
  const auto type = catalog.base_type(target.oid);
  if (!catalog.labels(type).empty()) {
    report_unknown_label(binder, type, constant.text, span);
    return;
  }
  const auto fault = find_literal_fault(catalog, type, constant.text);
  if (!fault) return;
  binder.diagnostics().report(
      span,
      diagnostics::InvalidLiteral{constant.text, binder.type_name({type, -1}), fault->expected});
}

}  // namespace ormc::query
