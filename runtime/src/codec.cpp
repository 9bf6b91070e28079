// The parts of the codecs that do not depend on the C++ type.

#include <cstdio>
#include <orm/array.hpp>
#include <orm/codec.hpp>
#include <orm/error.hpp>
#include <orm/json.hpp>
#include <orm/range.hpp>
#include <orm/system.hpp>
#include <string>

namespace orm::detail {

auto enum_index(std::string_view label, std::span<const std::string_view> labels, const type& type)
    -> std::size_t {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == label) return i;
  }
  throw decode_error({.message = "enum " + std::string(type.name) +
                                 " has a label that this program does not know: `" +
                                 std::string(label.substr(0, 63)) + "`"});
}

auto enum_label(std::size_t index, std::span<const std::string_view> labels, const type& type)
    -> std::string_view {
  if (index < labels.size()) return labels[index];
  throw usage_error(
      {.message = "a value of enum " + std::string(type.name) + " is not one of its enumerators"});
}

namespace {

struct array_pair {
  std::uint32_t element;
  std::uint32_t array;
};

constexpr array_pair array_pairs[] = {
    {types::boolean.oid, types::boolean_array.oid},
    {types::bytea.oid, types::bytea_array.oid},
    {types::character.oid, types::character_array.oid},
    {types::name.oid, types::name_array.oid},
    {types::int8.oid, types::int8_array.oid},
    {types::int2.oid, types::int2_array.oid},
    {types::int4.oid, types::int4_array.oid},
    {types::text.oid, types::text_array.oid},
    {types::oid.oid, types::oid_array.oid},
    {types::tid.oid, types::tid_array.oid},
    {types::xid.oid, types::xid_array.oid},
    {types::cid.oid, types::cid_array.oid},
    {types::json.oid, types::json_array.oid},
    {types::xml.oid, types::xml_array.oid},
    {types::xid8.oid, types::xid8_array.oid},
    {types::point.oid, types::point_array.oid},
    {types::lseg.oid, types::lseg_array.oid},
    {types::path.oid, types::path_array.oid},
    {types::box.oid, types::box_array.oid},
    {types::polygon.oid, types::polygon_array.oid},
    {types::line.oid, types::line_array.oid},
    {types::float4.oid, types::float4_array.oid},
    {types::float8.oid, types::float8_array.oid},
    {types::circle.oid, types::circle_array.oid},
    {types::money.oid, types::money_array.oid},
    {types::macaddr.oid, types::macaddr_array.oid},
    {types::inet.oid, types::inet_array.oid},
    {types::cidr.oid, types::cidr_array.oid},
    {types::macaddr8.oid, types::macaddr8_array.oid},
    {types::bpchar.oid, types::bpchar_array.oid},
    {types::varchar.oid, types::varchar_array.oid},
    {types::date.oid, types::date_array.oid},
    {types::time.oid, types::time_array.oid},
    {types::timestamp.oid, types::timestamp_array.oid},
    {types::timestamptz.oid, types::timestamptz_array.oid},
    {types::interval.oid, types::interval_array.oid},
    {types::timetz.oid, types::timetz_array.oid},
    {types::bit.oid, types::bit_array.oid},
    {types::varbit.oid, types::varbit_array.oid},
    {types::numeric.oid, types::numeric_array.oid},
    {types::record.oid, types::record_array.oid},
    {types::uuid.oid, types::uuid_array.oid},
    {types::pg_lsn.oid, types::pg_lsn_array.oid},
    {types::tsvector.oid, types::tsvector_array.oid},
    {types::tsquery.oid, types::tsquery_array.oid},
    {types::jsonb.oid, types::jsonb_array.oid},
    {types::jsonpath.oid, types::jsonpath_array.oid},
    {types::int4range.oid, types::int4range_array.oid},
    {types::numrange.oid, types::numrange_array.oid},
    {types::tsrange.oid, types::tsrange_array.oid},
    {types::tstzrange.oid, types::tstzrange_array.oid},
    {types::daterange.oid, types::daterange_array.oid},
    {types::int8range.oid, types::int8range_array.oid},
    {types::int4multirange.oid, types::int4multirange_array.oid},
    {types::nummultirange.oid, types::nummultirange_array.oid},
    {types::tsmultirange.oid, types::tsmultirange_array.oid},
    {types::tstzmultirange.oid, types::tstzmultirange_array.oid},
    {types::datemultirange.oid, types::datemultirange_array.oid},
    {types::int8multirange.oid, types::int8multirange_array.oid},
    {types::regclass.oid, types::regclass_array.oid},
    {types::regtype.oid, types::regtype_array.oid},
};

/// An array and its elements cannot be larger than what one message holds.
constexpr std::size_t smallest_field = 4;

}  // namespace

auto array_of(const type& element) noexcept -> type {
  if (element.oid == 0 && element.name != nullptr) {
    type array = element;
    array.array = true;
    return array;
  }
  for (const array_pair& pair : array_pairs) {
    if (pair.element == element.oid) return type{pair.array};
  }
  return types::any;
}

auto element_of(const type& array, const type& fallback) noexcept -> type {
  if (array.oid == 0 && array.name != nullptr) {
    if (!array.array) return fallback;
    type element = array;
    element.array = false;
    return element;
  }
  for (const array_pair& pair : array_pairs) {
    if (pair.array == array.oid) return type{pair.element};
  }
  return fallback;
}

auto array_header(reader& in, array_dimension* dimensions, std::size_t& elements) -> std::size_t {
  const std::int32_t count = in.int32();
  if (count < 0 || count > 6) malformed("an array has 0 to 6 dimensions");
  const std::int32_t flags = in.int32();
  if (flags != 0 && flags != 1) malformed("unknown flags of an array");
  static_cast<void>(in.uint32());  // the element type: known from the column
  elements = count == 0 ? 0 : 1;
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t size = in.int32();
    const std::int32_t lower_bound = in.int32();
    if (size < 0) malformed("an array has a negative size");
    dimensions[i] = {size, lower_bound};
    if (__builtin_mul_overflow(elements, static_cast<std::size_t>(size), &elements)) {
      malformed("an array is larger than its bytes");
    }
  }
  if (elements > in.remaining() / smallest_field) malformed("an array is larger than its bytes");
  return static_cast<std::size_t>(count);
}

auto array_header(reader& in) -> std::size_t {
  array_dimension dimensions[6];
  std::size_t elements = 0;
  if (array_header(in, dimensions, elements) > 1) {
    throw decode_error({.message = "an array of several dimensions needs orm::array"});
  }
  return elements;
}

void write_array_header(writer& out,
                        const array_dimension* dimensions,
                        std::size_t count,
                        std::size_t elements,
                        bool has_null,
                        const type& element) {
  if (count > 6) throw usage_error({.message = "an array has at most six dimensions"});
  std::size_t product = count == 0 ? 0 : 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (dimensions[i].size < 0) throw usage_error({.message = "an array has a negative size"});
    product *= static_cast<std::size_t>(dimensions[i].size);
    if (product > elements) break;
  }
  if (product != elements) {
    throw usage_error({.message = "the dimensions of an array do not fit its elements"});
  }
  out.int32(static_cast<std::int32_t>(count));
  out.int32(has_null ? 1 : 0);
  out.uint32(out.oid_of(element));
  for (std::size_t i = 0; i < count; ++i) {
    out.int32(dimensions[i].size);
    out.int32(dimensions[i].lower_bound);
  }
}

void write_array_header(writer& out, std::size_t size, bool has_null, const type& element) {
  if (size > 0x3fffffff) throw value_too_large({.message = "an array has too many elements"});
  const array_dimension dimension{static_cast<std::int32_t>(size), 1};
  write_array_header(out, &dimension, size == 0 ? 0 : 1, size, has_null, element);
}

void record_header(reader& in, std::size_t fields) {
  const std::int32_t count = in.int32();
  if (count < 0 || static_cast<std::size_t>(count) != fields) {
    throw schema_drift({.message = "a composite value has " + std::to_string(count) +
                                   " fields, this program knows " + std::to_string(fields)});
  }
}

void record_field(reader& in, const type& expected) {
  const std::uint32_t actual = in.uint32();
  if (expected.oid != 0 && actual != expected.oid) {
    throw schema_drift({.message = "a field of a composite value has type " +
                                   std::to_string(actual) + ", this program expects " +
                                   std::to_string(expected.oid)});
  }
}

auto next_field_is_null(reader in) -> bool {
  in.uint32();
  return in.int32() < 0;
}

auto read_range_flags(reader& in) -> std::uint8_t {
  using flag = range_flags;
  const std::uint8_t flags = in.uint8();
  // Bits above are PostgreSQL's own (NULL bounds, contain-empty): never on the wire.
  if ((flags & ~0x1f) != 0) malformed("unknown flags of a range");
  if ((flags & flag::empty) != 0 && flags != flag::empty) malformed("an empty range has bounds");
  return flags;
}

auto read_range_count(reader& in) -> std::size_t {
  const std::uint32_t count = in.uint32();
  if (count > in.remaining() / (smallest_field + 1)) {
    malformed("a multirange is larger than its bytes");
  }
  return count;
}

void versioned_text_codec::decode(std::string_view bytes, std::string& text) {
  if (bytes.empty() || bytes.front() != 1) malformed("unknown version of a document");
  text = bytes.substr(1);
}

void versioned_text_codec::encode(writer& out, std::string_view text) {
  out.uint8(1);
  out.bytes(text);
}

}  // namespace orm::detail

namespace orm {

auto to_string(const pg_lsn& value) -> std::string {
  char text[24];
  const int size = std::snprintf(text,
                                 sizeof text,
                                 "%X/%X",
                                 static_cast<unsigned>(value.position >> 32),
                                 static_cast<unsigned>(value.position & 0xffffffff));
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace orm
