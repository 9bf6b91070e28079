#pragma once

#include <optional>
#include <string_view>
#include <vector>

/// Texts of the geometric types, as their input functions read them; nothing of what is none.
namespace ormc::query {

struct PointValue {
  double x = 0;
  double y = 0;
};
/// The line ax + by + c = 0.
struct LineValue {
  double a = 0;
  double b = 0;
  double c = 0;
};
struct PathValue {
  bool is_closed = false;
  std::vector<PointValue> points;
};
struct CircleValue {
  PointValue center;
  double radius = 0;
};

auto read_point(std::string_view text) -> std::optional<PointValue>;
/// Its two ends.
auto read_lseg(std::string_view text) -> std::optional<std::vector<PointValue>>;
/// The upper right corner and the lower left one, whichever two are given.
auto read_box(std::string_view text) -> std::optional<std::vector<PointValue>>;
auto read_line(std::string_view text) -> std::optional<LineValue>;
auto read_path(std::string_view text) -> std::optional<PathValue>;
auto read_polygon(std::string_view text) -> std::optional<std::vector<PointValue>>;
auto read_circle(std::string_view text) -> std::optional<CircleValue>;

}  // namespace ormc::query
