#pragma once

#include <orm/codec.hpp>
#include <string_view>
#include <vector>

namespace orm {

struct point {
  double x = 0;
  double y = 0;
  friend auto operator==(const point&, const point&) -> bool = default;
};
/// The line ax + by + c = 0.
struct line {
  double a = 0;
  double b = 0;
  double c = 0;
  friend auto operator==(const line&, const line&) -> bool = default;
};
struct lseg {
  point first = {};
  point second = {};
  friend auto operator==(const lseg&, const lseg&) -> bool = default;
};
/// PostgreSQL stores the upper right corner first, whichever two are given.
struct box {
  point high = {};
  point low = {};
  friend auto operator==(const box&, const box&) -> bool = default;
};
struct path {
  bool closed = false;
  std::vector<point> points = {};
  friend auto operator==(const path&, const path&) -> bool = default;
};
struct polygon {
  std::vector<point> points = {};
  friend auto operator==(const polygon&, const polygon&) -> bool = default;
};
struct circle {
  point center = {};
  double radius = 0;
  friend auto operator==(const circle&, const circle&) -> bool = default;
};

template <>
struct codec<point> {
  static constexpr orm::type type = types::point;
  static void decode(std::string_view bytes, point& value);
  static void encode(writer& out, const point& value);
};
template <>
struct codec<line> {
  static constexpr orm::type type = types::line;
  static void decode(std::string_view bytes, line& value);
  static void encode(writer& out, const line& value);
};
template <>
struct codec<lseg> {
  static constexpr orm::type type = types::lseg;
  static void decode(std::string_view bytes, lseg& value);
  static void encode(writer& out, const lseg& value);
};
template <>
struct codec<box> {
  static constexpr orm::type type = types::box;
  static void decode(std::string_view bytes, box& value);
  static void encode(writer& out, const box& value);
};
template <>
struct codec<path> {
  static constexpr orm::type type = types::path;
  static void decode(std::string_view bytes, path& value);
  static void encode(writer& out, const path& value);
};
template <>
struct codec<polygon> {
  static constexpr orm::type type = types::polygon;
  static void decode(std::string_view bytes, polygon& value);
  static void encode(writer& out, const polygon& value);
};
template <>
struct codec<circle> {
  static constexpr orm::type type = types::circle;
  static void decode(std::string_view bytes, circle& value);
  static void encode(writer& out, const circle& value);
};

}  // namespace orm
