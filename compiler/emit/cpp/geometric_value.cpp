#include "emit/cpp/geometric_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "query/literal/geometry.hpp"

namespace ormc::emit::cpp {
namespace {

namespace oid = catalog::oid;
using Text = std::optional<std::string>;
using query::PointValue;

/// Numbers and what is made of them between commas.
auto number(double value) -> Text {
  return std::isfinite(value) ? Text{fmt::format("{}", value)} : std::nullopt;
}

auto joined(const std::vector<Text>& parts) -> Text {
  auto text = std::string{};
  for (const auto& part : parts) {
    if (!part) return std::nullopt;
    text += (text.empty() ? "" : ", ") + *part;
  }
  return text;
}

auto braced(const Text& text) -> Text {
  return text ? Text{fmt::format("{{{}}}", *text)} : std::nullopt;
}

auto point(const PointValue& value) -> Text { return joined({number(value.x), number(value.y)}); }

auto points(const std::vector<PointValue>& values) -> Text {
  auto parts = std::vector<Text>{};
  for (const auto& value : values) parts.push_back(braced(point(value)));
  return joined(parts);
}

/// What stands between the braces of the struct.
auto members(catalog::Oid type, std::string_view text) -> Text {
  if (type == oid::point) {
    const auto value = query::read_point(text);
    return value ? point(*value) : std::nullopt;
  }
  if (type == oid::lseg) {
    const auto ends = query::read_lseg(text);
    return ends ? points(*ends) : std::nullopt;
  }
  if (type == oid::box) {
    const auto corners = query::read_box(text);
    return corners ? points(*corners) : std::nullopt;
  }
  if (type == oid::line) {
    const auto line = query::read_line(text);
    return line ? joined({number(line->a), number(line->b), number(line->c)}) : std::nullopt;
  }
  if (type == oid::path) {
    const auto path = query::read_path(text);
    if (!path) return std::nullopt;
    return joined({path->is_closed ? "true" : "false", braced(points(path->points))});
  }
  if (type == oid::polygon) {
    const auto corners = query::read_polygon(text);
    return corners ? braced(points(*corners)) : std::nullopt;
  }
  const auto circle = query::read_circle(text);
  return circle ? joined({braced(point(circle->center)), number(circle->radius)}) : std::nullopt;
}

}  // namespace

auto is_geometric(catalog::Oid type) -> bool {
  const auto types = {
      oid::point, oid::lseg, oid::box, oid::line, oid::path, oid::polygon, oid::circle};
  return std::ranges::find(types, type) != types.end();
}

auto geometric_value(catalog::Oid type, std::string_view text, std::string_view cpp) -> Text {
  const auto values = members(type, text);
  return values ? Text{fmt::format("{}{{{}}}", cpp, *values)} : std::nullopt;
}

}  // namespace ormc::emit::cpp
