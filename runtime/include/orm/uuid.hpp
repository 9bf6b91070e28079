#pragma once

#include <compare>
#include <cstring>
#include <orm/codec.hpp>
#include <string>
#include <string_view>

namespace orm {

/// A universally unique identifier.
struct uuid {
  unsigned char bytes[16] = {};

  constexpr uuid() noexcept = default;
  /// "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"; throws `usage_error` for anything else.
  explicit uuid(std::string_view text);
  explicit uuid(const char* text) : uuid(std::string_view{text}) {}

  friend auto operator<=>(const uuid&, const uuid&) -> std::strong_ordering = default;
};

auto to_string(const uuid& value) -> std::string;

template <>
struct codec<uuid> {
  static constexpr orm::type type = types::uuid;
  static void decode(std::string_view from, uuid& value) {
    detail::check_length(from, sizeof value.bytes);
    std::memcpy(value.bytes, from.data(), sizeof value.bytes);
  }
  static void encode(writer& out, const uuid& value) {
    std::memcpy(out.extend(sizeof value.bytes), value.bytes, sizeof value.bytes);
  }
};

}  // namespace orm
