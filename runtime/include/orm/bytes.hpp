#pragma once

#include <cstddef>
#include <orm/codec.hpp>
#include <string_view>
#include <vector>

namespace orm {

/// bytea.
using bytes = std::vector<std::byte>;

inline auto to_bytes(std::string_view text) -> bytes {
  const auto* const first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}
inline auto to_string_view(const bytes& value) noexcept -> std::string_view {
  return {reinterpret_cast<const char*>(value.data()), value.size()};
}

template <>
struct codec<bytes> {
  static constexpr orm::type type = types::bytea;
  static void decode(std::string_view from, bytes& value) {
    const auto* const first = reinterpret_cast<const std::byte*>(from.data());
    value.assign(first, first + from.size());
  }
  static void encode(writer& out, const bytes& value) { out.bytes(to_string_view(value)); }
};

}  // namespace orm
