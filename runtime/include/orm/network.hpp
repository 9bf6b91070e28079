#pragma once

#include <compare>
#include <cstdint>
#include <orm/codec.hpp>
#include <string>
#include <string_view>

namespace orm {

enum class ip_family : std::uint8_t { v4, v6 };

/// An IP address with the length of its network prefix.
struct inet {
  ip_family family = ip_family::v4;
  std::uint8_t prefix = 32;
  unsigned char address[16] = {};  ///< the first 4 for v4, the rest being zero

  constexpr inet() noexcept = default;
  /// "192.168.0.1/24", "::1"; throws `usage_error` for anything else.
  explicit inet(std::string_view text);
  explicit inet(const char* text) : inet(std::string_view{text}) {}

  friend auto operator<=>(const inet&, const inet&) -> std::strong_ordering = default;
};

/// A network: an address whose bits beyond the prefix are zero.
struct cidr : inet {
  using inet::inet;
  friend auto operator<=>(const cidr&, const cidr&) -> std::strong_ordering = default;
};

struct macaddr {
  unsigned char bytes[6] = {};
  friend auto operator<=>(const macaddr&, const macaddr&) -> std::strong_ordering = default;
};
struct macaddr8 {
  unsigned char bytes[8] = {};
  friend auto operator<=>(const macaddr8&, const macaddr8&) -> std::strong_ordering = default;
};

auto to_string(const inet& value) -> std::string;
auto to_string(const cidr& value) -> std::string;
auto to_string(const macaddr& value) -> std::string;
auto to_string(const macaddr8& value) -> std::string;

template <>
struct codec<inet> {
  static constexpr orm::type type = types::inet;
  static void decode(std::string_view bytes, inet& value);
  static void encode(writer& out, const inet& value);
};
template <>
struct codec<cidr> {
  static constexpr orm::type type = types::cidr;
  static void decode(std::string_view bytes, cidr& value);
  static void encode(writer& out, const cidr& value);
};
template <>
struct codec<macaddr> {
  static constexpr orm::type type = types::macaddr;
  static void decode(std::string_view bytes, macaddr& value);
  static void encode(writer& out, const macaddr& value);
};
template <>
struct codec<macaddr8> {
  static constexpr orm::type type = types::macaddr8;
  static void decode(std::string_view bytes, macaddr8& value);
  static void encode(writer& out, const macaddr8& value);
};

}  // namespace orm
