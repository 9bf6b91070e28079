#include <arpa/inet.h>

#include <charconv>
#include <cstring>
#include <orm/error.hpp>
#include <orm/network.hpp>
#include <string>

namespace orm {
namespace {

// PostgreSQL's numbers for the families, which do not depend on the platform's.
constexpr std::uint8_t wire_v4 = 2;
constexpr std::uint8_t wire_v6 = 3;

auto address_size(ip_family family) -> std::size_t { return family == ip_family::v4 ? 4 : 16; }
auto address_bits(ip_family family) -> int { return family == ip_family::v4 ? 32 : 128; }

void decode_address(std::string_view bytes, inet& value) {
  reader in{bytes};
  const std::uint8_t family = in.uint8();
  if (family != wire_v4 && family != wire_v6) detail::malformed("unknown family of an address");
  value.family = family == wire_v4 ? ip_family::v4 : ip_family::v6;
  value.prefix = in.uint8();
  if (value.prefix > address_bits(value.family)) detail::malformed("a network prefix is too long");
  static_cast<void>(in.uint8());  // inet or cidr: known from the column
  const std::size_t size = address_size(value.family);
  if (in.uint8() != size) detail::malformed("an address has the wrong length");
  std::memset(value.address, 0, sizeof value.address);
  std::memcpy(value.address, in.take(size).data(), size);
  in.finish();
}

void encode_address(writer& out, const inet& value, bool is_cidr) {
  const std::size_t size = address_size(value.family);
  out.uint8(value.family == ip_family::v4 ? wire_v4 : wire_v6);
  out.uint8(value.prefix);
  out.uint8(is_cidr ? 1 : 0);
  out.uint8(static_cast<std::uint8_t>(size));
  std::memcpy(out.extend(size), value.address, size);
}

auto address_text(const inet& value) -> std::string {
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(value.family == ip_family::v4 ? AF_INET : AF_INET6, value.address, text, sizeof text);
  return text;
}

template <std::size_t Size>
auto bytes_text(const unsigned char (&bytes)[Size]) -> std::string {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    if (!text.empty()) text += ':';
    text += hexadecimal[byte / 16];
    text += hexadecimal[byte % 16];
  }
  return text;
}

template <std::size_t Size>
void decode_bytes(std::string_view from, unsigned char (&bytes)[Size]) {
  detail::check_length(from, Size);
  std::memcpy(bytes, from.data(), Size);
}

}  // namespace

inet::inet(std::string_view text) {
  const auto fail = [] { throw usage_error({.message = "a text is not an IP address"}); };
  const std::size_t slash = text.find('/');
  const std::string host{text.substr(0, slash)};
  family = host.find(':') == std::string::npos ? ip_family::v4 : ip_family::v6;
  if (host.find('\0') != std::string::npos ||
      inet_pton(family == ip_family::v4 ? AF_INET : AF_INET6, host.c_str(), address) != 1) {
    fail();
  }
  prefix = static_cast<std::uint8_t>(address_bits(family));
  if (slash == std::string_view::npos) return;
  const std::string_view digits = text.substr(slash + 1);
  int bits = -1;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || bits < 0 ||
      bits > address_bits(family)) {
    fail();
  }
  prefix = static_cast<std::uint8_t>(bits);
}

auto to_string(const inet& value) -> std::string {
  std::string text = address_text(value);
  if (value.prefix != address_bits(value.family)) text += "/" + std::to_string(value.prefix);
  return text;
}
auto to_string(const cidr& value) -> std::string {
  return address_text(value) + "/" + std::to_string(value.prefix);
}
auto to_string(const macaddr& value) -> std::string { return bytes_text(value.bytes); }
auto to_string(const macaddr8& value) -> std::string { return bytes_text(value.bytes); }

void codec<inet>::decode(std::string_view bytes, inet& value) { decode_address(bytes, value); }
void codec<inet>::encode(writer& out, const inet& value) { encode_address(out, value, false); }
void codec<cidr>::decode(std::string_view bytes, cidr& value) { decode_address(bytes, value); }
void codec<cidr>::encode(writer& out, const cidr& value) { encode_address(out, value, true); }
void codec<macaddr>::decode(std::string_view bytes, macaddr& value) {
  decode_bytes(bytes, value.bytes);
}
void codec<macaddr>::encode(writer& out, const macaddr& value) {
  std::memcpy(out.extend(sizeof value.bytes), value.bytes, sizeof value.bytes);
}
void codec<macaddr8>::decode(std::string_view bytes, macaddr8& value) {
  decode_bytes(bytes, value.bytes);
}
void codec<macaddr8>::encode(writer& out, const macaddr8& value) {
  std::memcpy(out.extend(sizeof value.bytes), value.bytes, sizeof value.bytes);
}

}  // namespace orm
