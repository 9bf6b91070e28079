#include <orm/error.hpp>
#include <orm/geometry.hpp>
#include <vector>

namespace orm {
namespace {

auto read_point(reader& in) -> point {
  const double x = in.float64();
  return {x, in.float64()};
}

void write_point(writer& out, const point& value) {
  out.float64(value.x);
  out.float64(value.y);
}

constexpr std::size_t point_size = 16;

void read_points(reader& in, std::vector<point>& points) {
  const std::uint32_t count = in.uint32();
  if (count > in.remaining() / point_size) detail::malformed("more points than bytes");
  points.clear();
  points.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) points.push_back(read_point(in));
  in.finish();
}

void write_points(writer& out, const std::vector<point>& points) {
  if (points.size() > 0x3fffffff / point_size) {
    throw value_too_large({.message = "a shape has too many points"});
  }
  out.int32(static_cast<std::int32_t>(points.size()));
  for (const point& each : points) write_point(out, each);
}

}  // namespace

void codec<point>::decode(std::string_view bytes, point& value) {
  detail::check_length(bytes, point_size);
  reader in{bytes};
  value = read_point(in);
}
void codec<point>::encode(writer& out, const point& value) { write_point(out, value); }

void codec<line>::decode(std::string_view bytes, line& value) {
  detail::check_length(bytes, 24);
  reader in{bytes};
  value.a = in.float64();
  value.b = in.float64();
  value.c = in.float64();
}
void codec<line>::encode(writer& out, const line& value) {
  out.float64(value.a);
  out.float64(value.b);
  out.float64(value.c);
}

void codec<lseg>::decode(std::string_view bytes, lseg& value) {
  detail::check_length(bytes, 2 * point_size);
  reader in{bytes};
  value.first = read_point(in);
  value.second = read_point(in);
}
void codec<lseg>::encode(writer& out, const lseg& value) {
  write_point(out, value.first);
  write_point(out, value.second);
}

void codec<box>::decode(std::string_view bytes, box& value) {
  detail::check_length(bytes, 2 * point_size);
  reader in{bytes};
  value.high = read_point(in);
  value.low = read_point(in);
}
void codec<box>::encode(writer& out, const box& value) {
  write_point(out, value.high);
  write_point(out, value.low);
}

void codec<path>::decode(std::string_view bytes, path& value) {
  reader in{bytes};
  value.closed = in.uint8() != 0;
  read_points(in, value.points);
}
void codec<path>::encode(writer& out, const path& value) {
  out.uint8(value.closed ? 1 : 0);
  write_points(out, value.points);
}

void codec<polygon>::decode(std::string_view bytes, polygon& value) {
  reader in{bytes};
  read_points(in, value.points);
}
void codec<polygon>::encode(writer& out, const polygon& value) { write_points(out, value.points); }

void codec<circle>::decode(std::string_view bytes, circle& value) {
  detail::check_length(bytes, point_size + 8);
  reader in{bytes};
  value.center = read_point(in);
  value.radius = in.float64();
}
void codec<circle>::encode(writer& out, const circle& value) {
  write_point(out, value.center);
  out.float64(value.radius);
}

}  // namespace orm
