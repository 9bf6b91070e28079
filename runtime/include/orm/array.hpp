#pragma once

#include <cstddef>
#include <cstdint>
#include <orm/codec.hpp>
#include <string_view>
#include <vector>

namespace orm {

/// An array of up to six dimensions, with its lower bounds. `T` is optional where elements may be
/// NULL.
template <class T>
struct array {
  struct dimension {
    std::int32_t size = 0;
    std::int32_t lower_bound = 1;
    friend auto operator==(const dimension&, const dimension&) -> bool = default;
  };
  std::vector<dimension> dimensions = {};
  std::vector<T> elements = {};  ///< the last dimension running fastest

  friend auto operator==(const array&, const array&) -> bool = default;
};

namespace detail {

struct array_dimension {
  std::int32_t size;
  std::int32_t lower_bound;
};
/// Reads the header of an array: `dimensions` has room for six. Returns how many there are;
/// `elements` is the number of elements, each of which has at least four bytes.
auto array_header(reader& in, array_dimension* dimensions, std::size_t& elements) -> std::size_t;
void write_array_header(writer& out,
                        const array_dimension* dimensions,
                        std::size_t count,
                        std::size_t elements,
                        bool has_null,
                        const type& element);

}  // namespace detail

template <class T>
struct codec<array<T>> {
  using element = typename codec<std::vector<T>>::element;
  static constexpr orm::type type = types::any;

  static void decode(std::string_view from, array<T>& value) {
    reader in{from};
    detail::array_dimension dimensions[6];
    std::size_t size = 0;
    const std::size_t count = detail::array_header(in, dimensions, size);
    value.dimensions.clear();
    for (std::size_t i = 0; i < count; ++i) {
      value.dimensions.push_back({dimensions[i].size, dimensions[i].lower_bound});
    }
    value.elements.clear();
    value.elements.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
      T element_value{};
      detail::decode_field(in, element_value);
      value.elements.push_back(static_cast<T&&>(element_value));
    }
    in.finish();
  }

  static void encode(writer& out, const array<T>& value) {
    detail::array_dimension dimensions[6]{};
    bool has_null = false;
    if constexpr (detail::is_optional<T>) {
      for (const T& each : value.elements) has_null = has_null || !each;
    }
    for (std::size_t i = 0; i < value.dimensions.size() && i < 6; ++i) {
      dimensions[i] = {value.dimensions[i].size, value.dimensions[i].lower_bound};
    }
    const orm::type element_type = detail::element_of(out.expected(), codec<element>::type);
    detail::write_array_header(
        out, dimensions, value.dimensions.size(), value.elements.size(), has_null, element_type);
    for (const T& each : value.elements) {
      out.expect(element_type);
      detail::encode_field(out, each);
    }
  }
};

}  // namespace orm
