#include "query/literal/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

struct Point {
  double x;
  double y;
};

/// `(x, y)` or `x, y`.
auto take_point(std::string_view& text) -> std::optional<Point> {
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
  return Point{*x, *y};
}

/// The only opening parenthesis is the one in front.
auto has_one_parenthesis(std::string_view text) -> bool {
  return text.starts_with('(') && text.rfind('(') == 0;
}

enum class Brackets : std::uint8_t { allowed, refused };

/// So many points, in brackets, parentheses or neither. Commas between them may be left out.
auto take_points(std::string_view& text, std::size_t count, Brackets brackets)
    -> std::optional<std::vector<Point>> {
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
  auto points = std::vector<Point>{};
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

constexpr auto nearly_zero = 1.0e-6;

/// `{A, B, C}`, what stands in the braces and behind them.
auto is_equation(std::string_view text) -> bool {
  const auto a = take_double(text);
  if (!a || !take(text, ',')) return false;
  const auto b = take_double(text);
  if (!b || !take(text, ',')) return false;
  if (!take_double(text) || !take(text, '}')) return false;
  skip_spaces(text);
  return text.empty() && !(std::fabs(*a) <= nearly_zero && std::fabs(*b) <= nearly_zero);
}

}  // namespace

auto is_point(std::string_view text) -> bool { return take_point(text) && text.empty(); }

auto is_lseg(std::string_view text) -> bool {
  return take_points(text, 2, Brackets::allowed) && text.empty();
}

auto is_box(std::string_view text) -> bool {
  return take_points(text, 2, Brackets::refused) && text.empty();
}

auto is_line(std::string_view text) -> bool {
  skip_spaces(text);
  if (take(text, '{')) return is_equation(text);
  const auto points = take_points(text, 2, Brackets::allowed);
  if (!points || !text.empty()) return false;
  const auto& [from, to] = std::pair{points->front(), points->back()};
  return !(std::fabs(from.x - to.x) <= nearly_zero && std::fabs(from.y - to.y) <= nearly_zero);
}

auto is_path(std::string_view text) -> bool {
  const auto count = count_points(text);
  if (count == 0) return false;
  skip_spaces(text);
  const auto enclosed = has_one_parenthesis(text);
  if (enclosed) text.remove_prefix(1);
  if (!take_points(text, count, Brackets::allowed)) return false;
  if (enclosed) {
    if (!take(text, ')')) return false;
    skip_spaces(text);
  }
  return text.empty();
}

auto is_polygon(std::string_view text) -> bool {
  const auto count = count_points(text);
  return count > 0 && take_points(text, count, Brackets::refused) && text.empty();
}

auto is_circle(std::string_view text) -> bool {
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
  if (!take_point(text)) return false;
  take(text, ',');
  const auto radius = take_double(text);
  if (!radius || *radius < 0) return false;
  if (enclosed) {
    if (!take(text, ')') && !take(text, '>')) return false;
    skip_spaces(text);
  }
  return text.empty();
}

}  // namespace ormc::query
