#include "query/literal/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

using Points = std::vector<PointValue>;

/// `(x, y)` or `x, y`.
auto take_point(std::string_view& text) -> std::optional<PointValue> {
  skip_spaces(text);
  const auto enclosed = take(text, '(');
  const auto x = take_double(text);
  if (!x || !take(text, ',')) return std::nullopt;
  const auto y = take_double(text);
  if (!y) return std::nullopt;
  if (enclosed) {
    if (!take(text, ')')) return std::nullopt;
    skip_spaces(text);
  }
  return PointValue{*x, *y};
}

/// The only opening parenthesis is the one in front.
auto has_one_parenthesis(std::string_view text) -> bool {
  return text.starts_with('(') && text.rfind('(') == 0;
}

enum class Brackets : std::uint8_t { allowed, refused };

/// So many points, in brackets, parentheses or neither. Commas between them may be left out.
auto take_points(std::string_view& text, std::size_t count, Brackets brackets)
    -> std::optional<Points> {
  skip_spaces(text);
  auto closing = '\0';
  if (text.starts_with('[')) {
    if (brackets == Brackets::refused) return std::nullopt;
    closing = ']';
    text.remove_prefix(1);
  } else if (text.starts_with('(')) {
    auto inner = text.substr(1);
    skip_spaces(inner);
    if (inner.starts_with('(') || has_one_parenthesis(text)) {
      closing = ')';
      text = inner;
    }
  }
  auto points = Points{};
  for (auto i = std::size_t{0}; i < count; ++i) {
    const auto point = take_point(text);
    if (!point) return std::nullopt;
    points.push_back(*point);
    take(text, ',');
  }
  // A bracket may be closed by a parenthesis.
  if (closing != '\0') {
    if (!take(text, ')') && !(closing == ']' && take(text, ']'))) return std::nullopt;
    skip_spaces(text);
  }
  return points;
}

/// Points are counted by commas: one in each, one between two.
auto count_points(std::string_view text) -> std::size_t {
  const auto commas = static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
  return commas % 2 == 1 ? (commas + 1) / 2 : 0;
}

/// The points, where nothing follows them.
auto whole_points(std::string_view text, std::size_t count, Brackets brackets)
    -> std::optional<Points> {
  auto points = take_points(text, count, brackets);
  return points && text.empty() ? points : std::nullopt;
}

auto is_nearly_zero(double value) -> bool {
  constexpr auto nearly_zero = 1.0e-6;
  return std::fabs(value) <= nearly_zero;
}

/// `{A, B, C}`, what stands in the braces and behind them.
auto read_equation(std::string_view text) -> std::optional<LineValue> {
  const auto a = take_double(text);
  if (!a || !take(text, ',')) return std::nullopt;
  const auto b = take_double(text);
  if (!b || !take(text, ',')) return std::nullopt;
  const auto c = take_double(text);
  if (!c || !take(text, '}')) return std::nullopt;
  skip_spaces(text);
  if (!text.empty() || (is_nearly_zero(*a) && is_nearly_zero(*b))) return std::nullopt;
  return LineValue{*a, *b, *c};
}

/// The line through two points, with the server's own arithmetic.
auto line_through(const PointValue& from, const PointValue& to) -> LineValue {
  if (is_nearly_zero(from.x - to.x)) return {-1, 0, from.x};
  if (is_nearly_zero(from.y - to.y)) return {0, -1, from.y};
  const auto slope = (from.y - to.y) / (from.x - to.x);
  const auto c = from.y - slope * from.x;
  return {slope, -1, c == 0 ? 0 : c};  // never a negative zero
}

}  // namespace

auto read_point(std::string_view text) -> std::optional<PointValue> {
  const auto point = take_point(text);
  return text.empty() ? point : std::nullopt;
}

auto read_lseg(std::string_view text) -> std::optional<Points> {
  return whole_points(text, 2, Brackets::allowed);
}

auto read_box(std::string_view text) -> std::optional<Points> {
  auto corners = whole_points(text, 2, Brackets::refused);
  if (!corners) return std::nullopt;
  auto& high = corners->front();
  auto& low = corners->back();
  if (high.x < low.x) std::swap(high.x, low.x);
  if (high.y < low.y) std::swap(high.y, low.y);
  return corners;
}

auto read_line(std::string_view text) -> std::optional<LineValue> {
  skip_spaces(text);
  if (take(text, '{')) return read_equation(text);
  const auto points = whole_points(text, 2, Brackets::allowed);
  if (!points) return std::nullopt;
  const auto& from = points->front();
  const auto& to = points->back();
  if (is_nearly_zero(from.x - to.x) && is_nearly_zero(from.y - to.y)) return std::nullopt;
  return line_through(from, to);
}

auto read_path(std::string_view text) -> std::optional<PathValue> {
  const auto count = count_points(text);
  if (count == 0) return std::nullopt;
  skip_spaces(text);
  const auto enclosed = has_one_parenthesis(text);
  if (enclosed) text.remove_prefix(1);
  auto inner = text;
  skip_spaces(inner);
  const auto is_closed = !inner.starts_with('[');
  auto points = take_points(text, count, Brackets::allowed);
  if (!points) return std::nullopt;
  if (enclosed) {
    if (!take(text, ')')) return std::nullopt;
    skip_spaces(text);
  }
  if (!text.empty()) return std::nullopt;
  return PathValue{is_closed, std::move(*points)};
}

auto read_polygon(std::string_view text) -> std::optional<Points> {
  const auto count = count_points(text);
  return count > 0 ? whole_points(text, count, Brackets::refused) : std::nullopt;
}

auto read_circle(std::string_view text) -> std::optional<CircleValue> {
  skip_spaces(text);
  auto enclosed = false;
  if (take(text, '<')) {
    enclosed = true;
  } else if (text.starts_with('(')) {
    auto inner = text.substr(1);
    skip_spaces(inner);
    if (inner.starts_with('(')) {
      enclosed = true;
      text = inner;
    }
  }
  const auto center = take_point(text);
  if (!center) return std::nullopt;
  take(text, ',');
  const auto radius = take_double(text);
  if (!radius || *radius < 0) return std::nullopt;
  if (enclosed) {
    if (!take(text, ')') && !take(text, '>')) return std::nullopt;
    skip_spaces(text);
  }
  if (!text.empty()) return std::nullopt;
  return CircleValue{*center, *radius};
}

}  // namespace ormc::query
