#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <orm/members.hpp>
#include <orm/type.hpp>
#include <orm/wire.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace orm {

/// How a C++ type travels: the one extension point of the runtime. A codec has
///
///     static constexpr orm::type type;                           // what it is in the database
///     static void decode(std::string_view bytes, T& value);      // from PostgreSQL's binary form
///     static void encode(orm::writer& out, const T& value);      // to it
///
/// `decode` is never called for NULL: `std::optional<T>` takes care of that. It must accept any
/// bytes, by throwing `decode_error` for what it cannot read, and keep no view of them.
template <class T>
struct codec;

/// What the runtime must know about an enum: specialized by generated code with
/// `static constexpr orm::type type` and `static constexpr std::string_view labels[]`, the label of
/// the enumerator with value i being labels[i].
template <class Enum>
struct enumeration;

/// What the runtime must know about a composite type, or about an anonymous record: specialized
/// with `type`, `using members = orm::members<...>` and `static constexpr orm::type
/// member_types[]`.
template <class Struct>
struct composite;

namespace detail {

/// A column of a row: its bytes, or size -1 for NULL.
struct cell {
  const char* data;
  std::int32_t size;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

inline void check_length(std::string_view bytes, std::size_t size) {
  if (bytes.size() != size) wrong_length(size, bytes.size());
}

auto enum_index(std::string_view label, std::span<const std::string_view> labels, const type& type)
    -> std::size_t;
auto enum_label(std::size_t index, std::span<const std::string_view> labels, const type& type)
    -> std::string_view;
/// The array type over a type, and the element type of an array type; `fallback` if that is
/// unknown.
auto array_of(const type& element) noexcept -> type;
auto element_of(const type& array, const type& fallback) noexcept -> type;
/// Reads the header of an array of at most one dimension: the number of elements.
auto array_header(reader& in) -> std::size_t;
void write_array_header(writer& out, std::size_t size, bool has_null, const type& element);
void record_header(reader& in, std::size_t fields);
void record_field(reader& in, const type& expected);
/// Looks ahead, past the type of a field, without reading anything.
auto next_field_is_null(reader in) -> bool;

template <class T>
inline void decode_cell(cell from, T& to) {
  if constexpr (is_optional<T>) {
    if (from.size < 0) {
      to.reset();
      return;
    }
    if constexpr (std::is_same_v<T, std::optional<std::string>>) {
      if (!to) {  // made from its text: cheaper than an empty one that is then filled
        to.emplace(from.data, static_cast<std::size_t>(from.size));
        return;
      }
    }
    if (!to) to.emplace();
    codec<typename T::value_type>::decode({from.data, static_cast<std::size_t>(from.size)}, *to);
  } else {
    if (from.size < 0) unexpected_null();
    codec<T>::decode({from.data, static_cast<std::size_t>(from.size)}, to);
  }
}

/// A length and that many bytes, as in arrays and composites.
template <class T>
void decode_field(reader& in, T& to) {
  const std::int32_t size = in.int32();
  if (size < -1) malformed("negative length");
  if (size < 0) return decode_cell<T>({nullptr, -1}, to);
  decode_cell<T>({in.take(static_cast<std::size_t>(size)).data(), size}, to);
}

template <class T>
void encode_field(writer& out, const T& value) {
  if constexpr (is_optional<T>) {
    if (!value) return out.null();
    encode_field(out, *value);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    out.field(value);
  } else {
    const std::size_t field = out.open();
    codec<T>::encode(out, value);
    out.close(field);
  }
}

template <class Integer, class Unsigned>
struct integer_codec {
  static void decode(std::string_view bytes, Integer& value) {
    check_length(bytes, sizeof(Integer));
    value = static_cast<Integer>(load<Unsigned>(bytes.data()));
  }
  static void encode(writer& out, Integer value) {
    store(out.extend(sizeof(Integer)), static_cast<Unsigned>(value));
  }
};

template <class Float, class Unsigned>
struct float_codec {
  static void decode(std::string_view bytes, Float& value) {
    check_length(bytes, sizeof(Float));
    value = std::bit_cast<Float>(load<Unsigned>(bytes.data()));
  }
  static void encode(writer& out, Float value) {
    store(out.extend(sizeof(Float)), std::bit_cast<Unsigned>(value));
  }
};

}  // namespace detail

template <>
struct codec<bool> {
  static constexpr orm::type type = types::boolean;
  static void decode(std::string_view bytes, bool& value) {
    detail::check_length(bytes, 1);
    value = bytes[0] != 0;
  }
  static void encode(writer& out, bool value) { out.uint8(value ? 1 : 0); }
};
/// The type "char": one byte.
template <>
struct codec<char> {
  static constexpr orm::type type = types::character;
  static void decode(std::string_view bytes, char& value) {
    detail::check_length(bytes, 1);
    value = bytes[0];
  }
  static void encode(writer& out, char value) { *out.extend(1) = value; }
};
template <>
struct codec<std::int16_t> : detail::integer_codec<std::int16_t, std::uint16_t> {
  static constexpr orm::type type = types::int2;
};
template <>
struct codec<std::int32_t> : detail::integer_codec<std::int32_t, std::uint32_t> {
  static constexpr orm::type type = types::int4;
};
template <>
struct codec<std::int64_t> : detail::integer_codec<std::int64_t, std::uint64_t> {
  static constexpr orm::type type = types::int8;
};
/// An oid, or one of its aliases (regclass, xid, cid ...).
template <>
struct codec<std::uint32_t> : detail::integer_codec<std::uint32_t, std::uint32_t> {
  static constexpr orm::type type = types::oid;
};
/// A transaction id of 64 bits.
template <>
struct codec<std::uint64_t> : detail::integer_codec<std::uint64_t, std::uint64_t> {
  static constexpr orm::type type = types::xid8;
};
template <>
struct codec<float> : detail::float_codec<float, std::uint32_t> {
  static constexpr orm::type type = types::float4;
};
template <>
struct codec<double> : detail::float_codec<double, std::uint64_t> {
  static constexpr orm::type type = types::float8;
};

/// text, varchar, char(n), name, citext, enums as text.
template <>
struct codec<std::string> {
  static constexpr orm::type type = types::text;
  static void decode(std::string_view bytes, std::string& value) { value = bytes; }
  static void encode(writer& out, std::string_view value) { out.bytes(value); }
};
/// Only as a parameter.
template <>
struct codec<std::string_view> {
  static constexpr orm::type type = types::text;
  static void encode(writer& out, std::string_view value) { out.bytes(value); }
};

/// An enum with an `orm::enumeration`.
template <class Enum>
requires std::is_enum_v<Enum>
struct codec<Enum> {
  static constexpr orm::type type = enumeration<Enum>::type;
  static void decode(std::string_view bytes, Enum& value) {
    value = static_cast<Enum>(detail::enum_index(bytes, enumeration<Enum>::labels, type));
  }
  static void encode(writer& out, Enum value) {
    out.bytes(detail::enum_label(static_cast<std::size_t>(value), enumeration<Enum>::labels, type));
  }
};

namespace detail {

template <class T>
concept composed = requires {
  typename composite<T>::members;
};

/// The fields of a record from `in` on, each checked to have the next of `types`.
template <class T, auto... Members>
void decode_fields(reader& in, const type*& types, T& value, members<Members...>);

template <class T, class Value, class Object>
void decode_record_member(reader& in, const type*& types, T& value, Value Object::*member) {
  record_field(in, *types++);
  decode_field(in, value.*member);
}
template <class T>
void decode_record_member(reader& in, const type*& types, T&, skipped_member) {
  record_field(in, *types++);
  const std::int32_t size = in.int32();
  if (size > 0) in.take(static_cast<std::size_t>(size));
}
/// A struct flattened into the record.
template <class T, auto Member, class Members>
void decode_record_member(reader& in,
                          const type*& types,
                          T& value,
                          nested_member<Member, Members>) {
  auto& inner = value.*Member;
  using nested = std::remove_reference_t<decltype(inner)>;
  if constexpr (is_optional<nested>) {
    if (next_field_is_null(in)) {
      for (std::size_t i = 0; i < column_count<Members>; ++i) {
        decode_record_member(in, types, value, skipped_member{});
      }
      return inner.reset();
    }
    if (!inner) inner.emplace(typename nested::value_type{});
    decode_fields(in, types, *inner, Members{});
  } else {
    decode_fields(in, types, inner, Members{});
  }
}

template <class T, auto... Members>
void decode_fields(reader& in, const type*& types, T& value, members<Members...>) {
  (decode_record_member(in, types, value, Members), ...);
}

template <class T, class Members>
void decode_record(reader& in, T& value, Members fields) {
  record_header(in, column_count<Members>);
  const type* types = composite<T>::member_types;
  decode_fields(in, types, value, fields);
  in.finish();
}

template <class T, auto... Members>
void encode_record(writer& out, const T& value, members<Members...>) {
  out.int32(static_cast<std::int32_t>(sizeof...(Members)));
  const type* expected = composite<T>::member_types;
  ((out.uint32(out.oid_of(*expected)), out.expect(*expected++), encode_field(out, value.*Members)),
   ...);
}

}  // namespace detail

/// A struct with an `orm::composite`.
template <detail::composed T>
struct codec<T> {
  static constexpr orm::type type = composite<T>::type;
  static void decode(std::string_view bytes, T& value) {
    reader in{bytes};
    detail::decode_record(in, value, typename composite<T>::members{});
  }
  static void encode(writer& out, const T& value) {
    detail::encode_record(out, value, typename composite<T>::members{});
  }
};

/// An array of at most one dimension. A lower bound other than 1 is accepted and forgotten; NULL
/// elements need `std::vector<std::optional<T>>`; more dimensions need `orm::array<T>`.
template <class T>
struct codec<std::vector<T>> {
  using element =
      typename std::conditional_t<detail::is_optional<T>, T, std::optional<T>>::value_type;
  static constexpr orm::type type = types::any;

  static void decode(std::string_view bytes, std::vector<T>& value) {
    reader in{bytes};
    const std::size_t size = detail::array_header(in);
    if constexpr (std::is_same_v<T, bool>) {
      value.assign(size, false);
      for (std::size_t i = 0; i < size; ++i) {
        bool element_value = false;
        detail::decode_field(in, element_value);
        value[i] = element_value;
      }
    } else {
      value.resize(size);
      for (T& element_value : value) detail::decode_field(in, element_value);
    }
    in.finish();
  }

  static void encode(writer& out, const std::vector<T>& value) {
    const orm::type element_type = detail::element_of(out.expected(), codec<element>::type);
    detail::write_array_header(out, value.size(), has_null(value), element_type);
    out.expect(element_type);
    for (const T& element_value : value) detail::encode_field(out, element_value);
  }

 private:
  static auto has_null(const std::vector<T>& value) -> bool {
    if constexpr (detail::is_optional<T>) {
      for (const T& element_value : value) {
        if (!element_value) return true;
      }
    }
    return static_cast<void>(value), false;
  }
};

}  // namespace orm
