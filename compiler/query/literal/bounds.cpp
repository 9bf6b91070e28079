#include "query/literal/bounds.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>

#include "catalog/oids.hpp"
#include "query/literal/datetime.hpp"
#include "query/literal/number.hpp"

namespace ormc::query {
namespace {

namespace oid = catalog::oid;
using catalog::Oid;

/// The largest value of the types whose ranges are kept as `[a,b)`.
auto largest_of(Oid range) -> std::optional<std::int64_t> {
  switch (range) {
    case oid::int4range:
      return std::numeric_limits<std::int32_t>::max();
    case oid::int8range:
      return std::numeric_limits<std::int64_t>::max();
    case oid::daterange:
      return std::int64_t{2145031948};  // 5874897-12-31
    default:                            // all others are kept as they are
      return std::nullopt;
  }
}

auto date_type(Oid type) -> std::optional<DateType> {
  switch (type) {
    case oid::date:
      return DateType::date;
    case oid::time:
      return DateType::time;
    case oid::timestamp:
      return DateType::timestamp;
    case oid::timestamptz:
      return DateType::timestamptz;
    default:
      return std::nullopt;
  }
}

/// How two values stand to each other; nothing when that is not known.
using Order = std::optional<std::strong_ordering>;

struct Place {
  Order order;
  // Of the bounds, where they are counted.
  std::optional<std::int64_t> lower;
  std::optional<std::int64_t> upper;
};

auto may_stand(Oid range, const RangeBounds& bounds, const Place& place) -> bool {
  if (place.order) {
    if (*place.order > 0) return false;
    // Nothing is in between: it is empty.
    if (*place.order == 0 && !(bounds.has_lower && bounds.has_upper)) return true;
  }
  const auto largest = largest_of(range);
  if (!largest) return true;
  if (!bounds.has_lower && place.lower == largest) return false;
  return !(bounds.has_upper && place.upper == largest);
}

auto place_of_numbers(Oid subtype, const RangeBounds& bounds) -> Place {
  auto place = Place{};
  const auto& [lower, upper, has_lower, has_upper] = bounds;
  if (lower && upper) place.order = compare_numerics(*lower, *upper);
  if (subtype == oid::numeric) return place;
  if (lower) place.lower = std::strtoll(lower->c_str(), nullptr, 10);
  if (upper) place.upper = std::strtoll(upper->c_str(), nullptr, 10);
  return place;
}

auto compare_moments(const DateValue& a, const DateValue& b) -> Order {
  // Between two moments of a zone its offset may change.
  constexpr auto most_change = std::int64_t{26} * 3600 * 1000000;
  if (a.is_local != b.is_local) return std::nullopt;
  if (a.is_local && std::max(a.value, b.value) - std::min(a.value, b.value) <= most_change) {
    return std::nullopt;
  }
  return a.value <=> b.value;
}

auto may_be_dates(Oid range, DateType type, const RangeBounds& bounds) -> bool {
  return std::ranges::any_of(date_orders, [&](DateOrder order) {
    const auto settings = settings_without_server(order);
    const auto is_fault = [&](const std::optional<std::string>& bound) {
      return bound && find_datetime_fault(*bound, type, settings);
    };
    if (is_fault(bounds.lower) || is_fault(bounds.upper)) return false;
    auto place = Place{};
    const auto value = [&](const std::optional<std::string>& bound) {
      return bound ? find_datetime_value(*bound, type, settings) : std::nullopt;
    };
    const auto lower = value(bounds.lower);
    const auto upper = value(bounds.upper);
    if (lower && upper) place.order = compare_moments(*lower, *upper);
    if (lower) place.lower = lower->value;
    if (upper) place.upper = upper->value;
    return may_stand(range, bounds, place);
  });
}

auto place_of_floats(const RangeBounds& bounds) -> Place {
  auto place = Place{};
  if (!bounds.lower || !bounds.upper) return place;
  const auto lower = std::strtod(bounds.lower->c_str(), nullptr);
  const auto upper = std::strtod(bounds.upper->c_str(), nullptr);
  if (lower > upper) place.order = std::strong_ordering::greater;
  return place;
}

}  // namespace

auto may_be_bounds(Oid range, Oid subtype, const RangeBounds& bounds) -> bool {
  switch (subtype) {
    case oid::int2:
    case oid::int4:
    case oid::int8:
    case oid::numeric:
      return may_stand(range, bounds, place_of_numbers(subtype, bounds));
    case oid::float8:
      return may_stand(range, bounds, place_of_floats(bounds));
    default:  // dates, or what is not known
      break;
  }
  const auto type = date_type(subtype);
  return !type || may_be_dates(range, *type, bounds);
}

}  // namespace ormc::query
