#include "query/literal/datetime.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "query/literal/datetime_fields.hpp"
#include "query/literal/datetime_words.hpp"
#include "query/literal/scan.hpp"
#include "source/fold.hpp"

namespace ormc::query {
namespace {

namespace part = date_part;
using Kind = DateField::Kind;

constexpr auto seconds_a_day = std::int64_t{86400};
constexpr auto microseconds_a_second = std::int64_t{1000000};
constexpr auto day_of_2000 = std::int64_t{2451545};
constexpr auto microseconds_a_day = seconds_a_day * microseconds_a_second;

auto misplaced(std::string_view text) -> TextFault {
  return malformed(fmt::format("`{}` has no meaning there", text));
}

/// Numbers behind labels may be of any size: the server counts seconds in 32 bits.
auto time_of_day(const DateValues& values) -> std::int64_t {
  const auto seconds = (std::int64_t{values.hour} * 60 + values.minute) * 60 + values.second;
  return std::int64_t{static_cast<std::int32_t>(seconds)} * microseconds_a_second +
         values.microseconds;
}

auto is_on_clock(const DateValues& values) -> bool {
  return values.hour >= 0 && values.hour <= 24 && values.minute >= 0 && values.minute < 60 &&
         values.second >= 0 && values.second <= 60 && values.microseconds >= 0 &&
         values.microseconds <= microseconds_a_second && time_of_day(values) <= microseconds_a_day;
}

/// Goes over the fields of a text. Of a time alone, `whole` is false: it need not have a date, and
/// numbers in it are parts of the time.
class DateReader {
 public:
  DateReader(std::vector<DateField> fields, DateType type, const DateSettings& settings)
      : fields_(std::move(fields)), type_(type), settings_(settings) {}

  auto read() -> Fault {
    for (at_ = 0; at_ < fields_.size(); ++at_) {
      values_.now = 0;
      if (auto fault = field()) return fault;
      if ((values_.now & values_.found) != 0) {
        return malformed(fmt::format("`{}` gives again what was given", fields_[at_].text));
      }
      values_.found |= values_.now;
    }
    if (auto fault = settle()) return fault;
    if (any_moment_ || values_.is_beyond_count) return std::nullopt;
    return is_time() ? finish_time() : finish_date();
  }

  /// Behind a `read` without fault.
  auto value() const -> std::optional<DateValue> {
    if (any_moment_) return named_moment();
    if (is_relative_ || values_.is_beyond_count || zone_) return std::nullopt;
    if (is_time()) {
      const auto zone = has(part::zone) ? std::optional{values_.zone_seconds} : std::nullopt;
      return DateValue{time_of_day(values_), false, zone};
    }
    const auto day = julian_day(values_.year, values_.month, values_.day) - day_of_2000;
    if (type_ == DateType::date) return DateValue{day};
    const auto local = day * microseconds_a_day + time_of_day(values_);
    if (type_ == DateType::timestamp) return DateValue{local};
    return DateValue{local - values_.zone_seconds * microseconds_a_second, !has(part::zone)};
  }

 private:
  auto named_moment() const -> std::optional<DateValue> {
    constexpr auto epoch = std::int64_t{-10957};
    if (moment_name_ == "epoch") {
      return DateValue{type_ == DateType::date ? epoch : epoch * microseconds_a_day};
    }
    const auto is_past = moment_name_.starts_with('-');
    using Limits = std::numeric_limits<std::int64_t>;
    return DateValue{is_past ? Limits::min() : Limits::max()};
  }

  enum class Half : std::uint8_t { none, before_noon, after_noon };

  auto is_time() const -> bool { return type_ == DateType::time; }
  auto has(DateParts parts) const -> bool { return (values_.found & parts) == parts; }
  /// What counts as found for the meaning of a number: in a time, the date.
  auto context() const -> NumberContext {
    return {settings_.order,
            values_.found | (is_time() ? part::date : 0),
            !is_time() && values_.has_month_name};
  }

  auto field() -> Fault {
    const auto& [kind, text] = fields_[at_];
    switch (kind) {
      case Kind::date:
        return is_time() ? date_in_time(text) : date(text);
      case Kind::time:
        return time(text);
      case Kind::zone:
        return read_zone_offset(values_, text);
      case Kind::number:
        if (label_) return labelled_number(text);
        return is_time() ? number_in_time(text) : number(text);
      case Kind::word:
      case Kind::signed_word:
        return word(text);
    }
    return misplaced(text);
  }

  auto date(const std::string& text) -> Fault {
    if (label_ == Label::julian_day) return julian_day_and_zone(text);
    if (!has(part::month | part::day) && !label_) return read_date(values_, text, settings_.order);
    if (!is_digit(text.front()) && !label_) return zone_name(text);
    if (label_) {
      if (label_ != Label::time) return misplaced(text);
      label_.reset();
    }
    return time_and_zone(text);
  }

  /// A time has a date only when it comes first and more follows.
  auto date_in_time(const std::string& text) -> Fault {
    if (at_ == 0 && fields_.size() >= 2 &&
        (fields_.back().kind == Kind::date || fields_[1].kind == Kind::time)) {
      return read_date(values_, text, settings_.order);
    }
    return is_digit(text.front()) ? time_and_zone(text) : zone_name(text);
  }

  /// `2451187+02`
  auto julian_day_and_zone(std::string_view text) -> Fault {
    const auto day = take_int(text);
    if (!day || *day < 0) return out_of_range("the Julian day is out of range");
    if (auto fault = read_zone_offset(values_, text)) return fault;
    set_julian_day(values_, *day);
    values_.is_julian = true;
    values_.now = part::date | part::time | part::zone;
    label_.reset();
    return std::nullopt;
  }

  /// `040506-08`
  auto time_and_zone(std::string_view text) -> Fault {
    const auto dash = text.find('-');
    if (has(part::time) || dash == std::string_view::npos) return misplaced(text);
    if (auto fault = read_zone_offset(values_, text.substr(dash))) return fault;
    const auto found = is_time() ? values_.found | part::date : values_.found;
    if (auto fault = read_joined_numbers(values_, text.substr(0, dash), found)) return fault;
    values_.now |= part::zone;
    return std::nullopt;
  }

  auto zone_name(const std::string& text) -> Fault {
    zone_ = settings_.zone(text);
    if (zone_ == Zone::none) return malformed(fmt::format("`{}` is no time zone", text));
    values_.now = part::zone;
    return std::nullopt;
  }

  auto time(const std::string& text) -> Fault {
    if (!is_time() && label_) {
      if (label_ != Label::time) return misplaced(text);
      label_.reset();
    }
    if (auto fault = read_time(values_, text)) return fault;
    if (!is_time() && !is_on_clock(values_)) {
      return out_of_range(fmt::format("`{}` is after the end of the day", text));
    }
    return std::nullopt;
  }

  /// A number behind what says which part of a date it is.
  auto labelled_number(const std::string& text) -> Fault {
    const auto label = *std::exchange(label_, std::nullopt);
    any_moment_ = false;
    auto rest = std::string_view{text};
    const auto value = take_int(rest);
    if (!value) return out_of_range(fmt::format("`{}` is out of range", text));
    const auto takes_fraction =
        label == Label::julian_day || label == Label::time || label == Label::second;
    if (!rest.empty() && !(rest.starts_with('.') && takes_fraction)) return misplaced(text);
    if (label == Label::time) {
      if (auto fault = read_joined_numbers(values_, text, values_.found | part::date)) return fault;
      return values_.now == part::time ? Fault{} : Fault{misplaced(text)};
    }
    if (label == Label::julian_day) return julian_day_number(*value, rest);
    if (label == Label::second && !rest.empty()) {
      const auto fraction = read_fraction(rest);
      if (!fraction) return misplaced(text);
      values_.microseconds = *fraction;
      values_.now = part::fraction;
    }
    return set_labelled(label, *value) ? Fault{} : Fault{misplaced(text)};
  }

  auto set_labelled(Label label, int value) -> bool {
    switch (label) {
      case Label::year:
        values_.year = value;
        values_.now = part::year;
        return true;
      case Label::month:
        // Behind an hour `m` means minutes.
        if (has(part::month | part::hour)) return set_labelled(Label::minute, value);
        values_.month = value;
        values_.now = part::month;
        return true;
      case Label::day:
        values_.day = value;
        values_.now = part::day;
        return true;
      case Label::hour:
        values_.hour = value;
        values_.now = part::hour;
        return true;
      case Label::minute:
        values_.minute = value;
        values_.now = part::minute;
        return true;
      case Label::second:
        values_.second = value;
        values_.now |= part::second;
        return true;
      case Label::julian_day:
      case Label::time:
      case Label::other:
        return false;
    }
    return false;
  }

  auto julian_day_number(int day, std::string_view fraction) -> Fault {
    if (day < 0) return out_of_range("the Julian day is out of range");
    set_julian_day(values_, day);
    values_.is_julian = true;
    values_.now = part::date;
    if (fraction.empty()) return std::nullopt;
    const auto part_of_day = fraction == "." ? 0.0 : take_double(fraction);
    if (!part_of_day) return misplaced(fraction);
    const auto time = static_cast<std::int64_t>(*part_of_day * double(microseconds_a_day));
    values_.hour = static_cast<int>(time / (3600 * microseconds_a_second));
    values_.minute = static_cast<int>(time / (60 * microseconds_a_second) % 60);
    values_.second = static_cast<int>(time / microseconds_a_second % 60);
    values_.microseconds = time % microseconds_a_second;
    values_.now |= part::time;
    return std::nullopt;
  }

  auto number(const std::string& text) -> Fault {
    const auto point = text.find('.');
    const auto has_point = point != std::string::npos;
    if (has_point && (values_.found & part::date) == 0) {
      return read_date(values_, text, settings_.order);
    }
    const auto is_long = text.size() >= 6 &&
                         ((values_.found & part::date) == 0 || (values_.found & part::time) == 0);
    if ((has_point && point > 2) || is_long) {
      return read_joined_numbers(values_, text, values_.found);
    }
    return read_date_number(values_, text, context());
  }

  auto number_in_time(const std::string& text) -> Fault {
    const auto point = text.find('.');
    if (point != std::string::npos) {
      if (at_ == 0 && fields_.size() >= 2 && fields_.back().kind == Kind::date) {
        return read_date(values_, text, settings_.order);
      }
      if (point <= 2) return misplaced(text);
    } else if (text.size() <= 4) {
      return read_date_number(values_, text, context());
    }
    return read_joined_numbers(values_, text, values_.found | part::date);
  }

  auto word(const std::string& text) -> Fault {
    const auto may_be_zone = fields_[at_].kind == Kind::word;
    // An abbreviation counts before any other meaning.
    if (const auto zone = may_be_zone ? settings_.abbreviation(text) : Zone::none;
        zone != Zone::none) {
      zone_ = zone;
      values_.now = part::zone | (zone == Zone::daylight ? part::daylight_zone : 0) |
                    (zone == Zone::changing ? part::changing_zone : 0);
      return std::nullopt;
    }
    const auto* const known = find_date_word(text);
    if (known == nullptr) {
      if (!may_be_zone || settings_.zone(text) == Zone::none) return misplaced(text);
      return zone_name(text);
    }
    switch (known->kind) {
      case DateWord::moment:
        return moment(text, static_cast<Moment>(known->value));
      case DateWord::label:
        label_ = static_cast<Label>(known->value);
        return std::nullopt;
      case DateWord::time_follows:
        return time_follows(text);
      case DateWord::filler:
        return std::nullopt;
      case DateWord::era:
        values_.now = part::era;
        before_christ_ = known->value == 1;
        return std::nullopt;
      case DateWord::half_of_day:
        values_.now = part::half_of_day;
        half_ = known->value == 1 ? Half::after_noon : Half::before_noon;
        return std::nullopt;
      case DateWord::daylight_time:
        values_.now = part::daylight_time | part::daylight_zone;
        return std::nullopt;
      case DateWord::day_of_week:
        values_.now = part::day_of_week;
        return is_time() ? Fault{misplaced(text)} : Fault{};
      case DateWord::month:
        return is_time() ? Fault{misplaced(text)} : month(known->value);
    }
    return misplaced(text);
  }

  /// Where a number was taken for the month, it was the day.
  auto month(int value) -> Fault {
    values_.now = part::month;
    if (has(part::month) && !values_.has_month_name && !has(part::day) && values_.month >= 1 &&
        values_.month <= 31) {
      values_.day = values_.month;
      values_.now = part::day;
    }
    values_.has_month_name = true;
    values_.month = value;
    return std::nullopt;
  }

  auto moment(const std::string& text, Moment moment) -> Fault {
    if (is_time() && moment != Moment::now && moment != Moment::zero_hour) return misplaced(text);
    switch (moment) {
      case Moment::now:
        values_.now = is_time() ? part::time : part::date | part::time | part::zone;
        break;
      case Moment::day:
        values_.now = part::date;
        break;
      case Moment::zero_hour:
        values_.now = part::time | part::zone;
        values_.hour = values_.minute = values_.second = 0;
        break;
      case Moment::any:
        values_.now = part::moment;
        break;
    }
    any_moment_ = moment == Moment::any;
    if (any_moment_) moment_name_ = text;
    if (moment == Moment::now || moment == Moment::day) set_today();
    return std::nullopt;
  }

  /// Some day: which one it is does not matter.
  void set_today() {
    is_relative_ = true;
    values_.year = 2000;
    values_.month = 1;
    values_.day = 1;
  }

  /// `t`: the next field is to be the time.
  auto time_follows(const std::string& text) -> Fault {
    const auto next = at_ + 1;
    const auto follows = next < fields_.size() &&
                         (fields_[next].kind == Kind::number || fields_[next].kind == Kind::time ||
                          fields_[next].kind == Kind::date);
    if (!follows || (!is_time() && !has(part::date))) return misplaced(text);
    label_ = Label::time;
    return std::nullopt;
  }

  auto settle() -> Fault {
    if (auto fault = settle_date(values_, before_christ_)) return fault;
    if (half_ == Half::none) return std::nullopt;
    if (values_.hour > 12) return out_of_range("hours before and after noon go to 12");
    if (half_ == Half::before_noon && values_.hour == 12) values_.hour = 0;
    if (half_ == Half::after_noon && values_.hour != 12) values_.hour += 12;
    return std::nullopt;
  }

  auto has_bad_daylight_time() const -> bool {
    if (!has(part::daylight_time)) return false;
    return !has(part::zone) || zone_ == Zone::changing || zone_ == Zone::named_constant ||
           zone_ == Zone::named_changing;
  }

  auto finish_time() -> Fault {
    if (!is_on_clock(values_)) return out_of_range("the time is after the end of the day");
    if (!has(part::time)) return malformed("a part of the time is missing");
    if (has_bad_daylight_time()) return malformed("`dst` needs the abbreviation of a zone");
    const auto needs_date =
        zone_ == Zone::named_changing ||
        ((values_.found & part::date) != 0 && (!has(part::zone) || zone_ == Zone::changing));
    if (needs_date && !has(part::date)) {
      return malformed("which time the zone has depends on a whole date");
    }
    return std::nullopt;
  }

  auto finish_date() -> Fault {
    if (!has(part::date)) return malformed("a part of the date is missing");
    if (has_bad_daylight_time()) return malformed("`dst` needs the abbreviation of a zone");
    const auto is_kept = type_ == DateType::date ? is_kept_date() : is_kept_moment();
    if (!is_kept) return out_of_range("the server has no room for a date so far away");
    return std::nullopt;
  }

  /// The first and the last day with a Julian number that the server counts with.
  auto has_julian_day() const -> bool {
    constexpr auto first_year = -4713;
    constexpr auto last_year = 5874898;
    const auto year = values_.year;
    return (year > first_year || (year == first_year && values_.month >= 11)) &&
           (year < last_year || (year == last_year && values_.month < 6));
  }

  auto is_kept_date() const -> bool {
    constexpr auto end = std::int64_t{2147483494};
    const auto day = julian_day(values_.year, values_.month, values_.day);
    return has_julian_day() && day >= 0 && day < end;
  }

  /// From 4714-11-24 BC to the year 294276, in UTC.
  auto is_kept_moment() const -> bool {
    constexpr auto first = -day_of_2000 * microseconds_a_day;
    constexpr auto end = (std::int64_t{109203528} - day_of_2000) * microseconds_a_day;
    constexpr auto most_days = std::int64_t{8};  // that a zone which is not known may move it
    constexpr auto most_offset = most_days * seconds_a_day;
    if (!has_julian_day()) return false;
    const auto day = julian_day(values_.year, values_.month, values_.day) - day_of_2000;
    if (day >= end / microseconds_a_day + most_days)
      return false;  // before it is too long to count
    const auto local = day * microseconds_a_day + time_of_day(values_);
    auto offset = std::optional<std::int64_t>{0};
    if (type_ == DateType::timestamptz) {
      offset = settings_.session_offset;
      if (has(part::zone)) offset = zone_ ? std::nullopt : std::optional{values_.zone_seconds};
    }
    // The offset is added to the bounds: they have room for it, a moment near the end has none.
    return local >= first + offset.value_or(-most_offset) * microseconds_a_second &&
           local < end + offset.value_or(most_offset) * microseconds_a_second;
  }

  std::vector<DateField> fields_;
  DateType type_;
  const DateSettings& settings_;
  DateValues values_;
  std::size_t at_ = 0;
  std::optional<Label> label_;
  std::optional<Zone> zone_;
  Half half_ = Half::none;
  bool before_christ_ = false;
  bool any_moment_ = false;
  std::string moment_name_;   // `epoch`, `infinity`
  bool is_relative_ = false;  // to the moment when the statement runs
};

}  // namespace

namespace {

auto reader_of(std::string_view text, DateType type, const DateSettings& settings)
    -> std::optional<DateReader> {
  const auto is_short = type == DateType::date || type == DateType::time;
  auto fields = split_date_fields(text, is_short ? 129 : 153);
  if (!fields) return std::nullopt;
  return DateReader{std::move(*fields), type, settings};
}

}  // namespace

auto find_datetime_fault(std::string_view text, DateType type, const DateSettings& settings)
    -> Fault {
  auto reader = reader_of(text, type, settings);
  if (!reader) return malformed("a character in it has no meaning, or it is too long");
  return reader->read();
}

auto find_datetime_value(std::string_view text, DateType type, const DateSettings& settings)
    -> std::optional<DateValue> {
  auto reader = reader_of(text, type, settings);
  if (!reader || reader->read()) return std::nullopt;
  return reader->value();
}

namespace {

/// `Europe/Berlin`, `EST5EDT,M3.2.0/2,M11.1.0/2`: there is no place whose clocks never changed, if
/// only from local mean time. What never did is in the area `Etc`; and no place has a digit, which
/// ends the abbreviation of a zone by its offset, marks in it or not (`a/N6`).
auto zone_of_area(std::string_view name) -> Zone {
  const auto has = [&](std::string_view marks) {
    return name.find_first_of(marks) != std::string_view::npos;
  };
  const auto is_place = has("/") && !has("0123456789");
  const auto has_rules = has(",");
  const auto folded = source::fold(name);
  const auto changes = (is_place || has_rules) && folded.find("etc/") == std::string::npos;
  return changes ? Zone::named_changing : Zone::maybe;
}

}  // namespace

auto settings_without_server(DateOrder order) -> DateSettings {
  const auto may_be_zone = [](std::string_view word) {
    return find_date_word(word) == nullptr ? Zone::maybe : Zone::none;
  };
  return {order, may_be_zone, zone_of_area, std::nullopt};
}

auto find_datetime_fault(std::string_view text, DateType type) -> Fault {
  auto first = Fault{};
  for (const auto order : date_orders) {
    auto fault = find_datetime_fault(text, type, settings_without_server(order));
    if (!fault) return std::nullopt;
    if (!first) first = std::move(fault);
  }
  return first;
}

}  // namespace ormc::query
