// The types of PostgreSQL's own extensions.

#include <orm/cube.hpp>
#include <orm/error.hpp>
#include <orm/hstore.hpp>
#include <orm/ltree.hpp>
#include <string>

namespace orm {
namespace {

auto read_text(reader& in) -> std::string {
  const std::int32_t size = in.int32();
  if (size < 0) detail::malformed("negative length");
  return std::string{in.take(static_cast<std::size_t>(size))};
}

void write_text(writer& out, const std::string& text) {
  const std::size_t field = out.open();
  out.bytes(text);
  out.close(field);
}

/// ltree and its queries: their text behind the number of the format.
constexpr std::uint8_t ltree_format = 1;

auto read_versioned(std::string_view bytes) -> std::string {
  reader in{bytes};
  if (in.uint8() != ltree_format) detail::malformed("unknown format of an ltree");
  return std::string{in.rest()};
}

void write_versioned(writer& out, const std::string& text) {
  out.uint8(ltree_format);
  out.bytes(text);
}

/// The number of dimensions, and a bit that says that both corners are one.
constexpr std::uint32_t point_bit = 0x80000000;
constexpr std::uint32_t most_dimensions = 100;

}  // namespace

void codec<hstore>::decode(std::string_view bytes, hstore& value) {
  reader in{bytes};
  const std::int32_t count = in.int32();
  if (count < 0 || static_cast<std::size_t>(count) > in.remaining() / 8) {
    detail::malformed("more pairs than bytes");
  }
  value.pairs.clear();
  for (std::int32_t i = 0; i < count; ++i) {
    std::string key = read_text(in);
    std::optional<std::string> text;
    detail::decode_field(in, text);
    value.pairs.insert_or_assign(std::move(key), std::move(text));
  }
  in.finish();
}

void codec<hstore>::encode(writer& out, const hstore& value) {
  out.int32(static_cast<std::int32_t>(value.pairs.size()));
  for (const auto& [key, text] : value.pairs) {
    write_text(out, key);
    text ? write_text(out, *text) : out.null();
  }
}

void codec<ltree>::decode(std::string_view bytes, ltree& value) {
  value.path = read_versioned(bytes);
}
void codec<ltree>::encode(writer& out, const ltree& value) { write_versioned(out, value.path); }

void codec<lquery>::decode(std::string_view bytes, lquery& value) {
  value.pattern = read_versioned(bytes);
}
void codec<lquery>::encode(writer& out, const lquery& value) {
  write_versioned(out, value.pattern);
}

void codec<ltxtquery>::decode(std::string_view bytes, ltxtquery& value) {
  value.search = read_versioned(bytes);
}
void codec<ltxtquery>::encode(writer& out, const ltxtquery& value) {
  write_versioned(out, value.search);
}

void codec<cube>::decode(std::string_view bytes, cube& value) {
  reader in{bytes};
  const std::uint32_t header = in.uint32();
  const std::uint32_t dimensions = header & ~point_bit;
  if (dimensions > most_dimensions) detail::malformed("too many dimensions of a cube");
  value.corner.resize(dimensions);
  value.opposite.resize((header & point_bit) != 0 ? 0 : dimensions);
  for (double& coordinate : value.corner) coordinate = in.float64();
  for (double& coordinate : value.opposite) coordinate = in.float64();
  in.finish();
}

void codec<cube>::encode(writer& out, const cube& value) {
  const bool is_point = value.opposite.empty();
  if (!is_point && value.opposite.size() != value.corner.size()) {
    throw usage_error({.message = "the corners of a cube have different dimensions"});
  }
  if (value.corner.size() > most_dimensions) {
    throw usage_error({.message = "a cube has at most 100 dimensions"});
  }
  out.uint32(static_cast<std::uint32_t>(value.corner.size()) | (is_point ? point_bit : 0));
  for (const double coordinate : value.corner) out.float64(coordinate);
  for (const double coordinate : value.opposite) out.float64(coordinate);
}

}  // namespace orm
