#include "query/literal/address.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "query/literal/scan.hpp"

namespace ormc::query {
namespace {

/// The bytes that were written; what is missing of them is zero.
struct Bytes {
  std::array<std::uint8_t, 16> values{};
  std::size_t size = 0;

  auto add(unsigned value, std::size_t most) -> bool {
    if (size >= most) return false;
    values.at(size++) = static_cast<std::uint8_t>(value);
    return true;
  }
  auto is_zero_behind(std::size_t bits) const -> bool {
    for (auto bit = bits; bit < values.size() * 8; ++bit) {
      if ((values.at(bit / 8) & (0x80U >> (bit % 8))) != 0) return false;
    }
    return true;
  }
};

constexpr auto bytes_of_4 = std::size_t{4};
constexpr auto bytes_of_6 = std::size_t{16};
constexpr auto bits_of_4 = 32;
constexpr auto bits_of_6 = 128;

/// A number of one byte.
auto take_byte(std::string_view& text) -> std::optional<unsigned> {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  auto value = 0U;
  while (!text.empty() && is_digit(text.front())) {
    value = value * 10 + static_cast<unsigned>(text.front() - '0');
    if (value > 255) return std::nullopt;
    text.remove_prefix(1);
  }
  return value;
}

enum class Prefix : std::uint8_t { none, written, wrong };

/// `/24` behind an IPv4 address. The server counts in 32 bits, whatever is written.
auto take_prefix_4(std::string_view text, const Bytes& address, int& bits) -> Prefix {
  if (text.empty()) return Prefix::none;
  if (!take(text, '/') || text.empty() || !is_digit(text.front()) || address.size == 0) {
    return Prefix::wrong;
  }
  auto value = std::uint32_t{0};
  while (!text.empty() && is_digit(text.front())) {
    value = value * 10 + static_cast<std::uint32_t>(text.front() - '0');
    text.remove_prefix(1);
  }
  bits = static_cast<std::int32_t>(value);
  if (!text.empty() || bits > bits_of_4 || bits < -1) return Prefix::wrong;
  return bits == -1 ? Prefix::none : Prefix::written;
}

auto is_inet_4(std::string_view text) -> bool {
  auto address = Bytes{};
  while (!text.empty() && is_digit(text.front())) {
    const auto value = take_byte(text);
    if (!value || !address.add(*value, bytes_of_4)) return false;
    if (text.empty() || text.front() == '/') break;
    if (!take(text, '.')) return false;
  }
  auto bits = 0;
  switch (take_prefix_4(text, address, bits)) {
    case Prefix::none:
      return address.size == bytes_of_4;
    case Prefix::written:
      return static_cast<std::size_t>(bits) / 8 <= address.size;
    case Prefix::wrong:
      return false;
  }
  return false;
}

/// `0x0a01` as bytes, the last half one filled up.
auto take_hex_bytes(std::string_view& text, Bytes& address) -> bool {
  auto value = 0U;
  auto digits = 0;
  while (!text.empty() && is_hex(text.front())) {
    const auto c = text.front();
    const auto digit = static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    value = digits % 2 == 0 ? digit << 4U : value | digit;
    if (++digits % 2 == 0 && !address.add(value, bytes_of_4)) return false;
    text.remove_prefix(1);
  }
  return digits % 2 == 0 || address.add(value, bytes_of_4);
}

auto take_dotted_bytes(std::string_view& text, Bytes& address) -> bool {
  do {
    const auto value = take_byte(text);
    if (!value || !address.add(*value, bytes_of_4)) return false;
  } while (take(text, '.'));
  return true;
}

/// The prefix of the classes that networks once had.
auto prefix_of_class(const Bytes& address) -> std::size_t {
  const auto first = address.values[0];
  auto bits = std::size_t{8};
  if (first >= 240) {
    bits = 32;
  } else if (first >= 192 && first < 224) {
    bits = 24;
  } else if (first >= 128 && first < 192) {
    bits = 16;
  }
  const auto written = address.size * 8;
  if (bits < written) return written;
  return bits == 8 && first == 224 ? 4 : bits;
}

auto is_cidr_4(std::string_view text) -> bool {
  auto address = Bytes{};
  const auto in_hex =
      text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X') && is_hex(text[2]);
  if (in_hex) text.remove_prefix(2);
  if (!(in_hex ? take_hex_bytes(text, address) : take_dotted_bytes(text, address))) return false;
  auto bits = 0;
  switch (take_prefix_4(text, address, bits)) {
    case Prefix::none:
      return address.is_zero_behind(prefix_of_class(address));
    case Prefix::written:
      return address.is_zero_behind(static_cast<std::size_t>(bits));
    case Prefix::wrong:
      return false;
  }
  return false;
}

/// A number without zeros before it, up to a largest one.
auto take_plain_number(std::string_view& text, int most) -> std::optional<int> {
  const auto digits = text;
  const auto count = take_digits(text);
  if (count == 0 || count > 3 || (count > 1 && digits.front() == '0')) return std::nullopt;
  auto value = 0;
  for (const auto c : digits.substr(0, count)) value = value * 10 + (c - '0');
  return value <= most ? std::optional{value} : std::nullopt;
}

/// Reads an IPv6 address and its prefix.
class Reader6 {
 public:
  explicit Reader6(std::string_view text) : rest_(text) {}

  auto read() -> std::optional<std::size_t> {
    if (take(rest_, ':') && !rest_.starts_with(':')) return std::nullopt;
    while (!rest_.empty()) {
      const auto token = rest_;
      const auto digits = take_hex(rest_);
      if (digits > 4) return std::nullopt;
      if (rest_.starts_with('.')) {
        rest_ = token;
        if (!take_4()) return std::nullopt;
        break;
      }
      if (digits > 0 && !add_pair(token.substr(0, digits))) return std::nullopt;
      if (rest_.empty()) break;
      if (take(rest_, '/')) {
        if (!take_prefix()) return std::nullopt;
        break;
      }
      if (!take(rest_, ':')) return std::nullopt;
      if (digits == 0) {
        if (gap_) return std::nullopt;
        gap_ = address_.size;
      } else if (rest_.empty()) {
        return std::nullopt;
      }
    }
    return fill_gap() ? std::optional{bits_} : std::nullopt;
  }

  auto address() const -> const Bytes& { return address_; }

 private:
  auto add_pair(std::string_view digits) -> bool {
    auto value = 0U;
    for (const auto c : digits) {
      value = value * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return address_.add(value >> 8U, bytes_of_6) && address_.add(value & 0xffU, bytes_of_6);
  }

  auto take_prefix() -> bool {
    const auto bits = take_plain_number(rest_, bits_of_6);
    if (!bits || !rest_.empty()) return false;
    bits_ = static_cast<std::size_t>(*bits);
    return true;
  }

  /// An IPv4 address at the end, of which parts may be left out.
  auto take_4() -> bool {
    const auto begin = address_.size;
    if (begin + bytes_of_4 > bytes_of_6) return false;
    do {
      // One that is not the last may be empty.
      const auto is_empty = rest_.starts_with('.') || rest_.starts_with('/');
      const auto value = is_empty ? std::optional{0} : take_plain_number(rest_, 255);
      if (!value || !address_.add(static_cast<unsigned>(*value), begin + bytes_of_4)) return false;
    } while (take(rest_, '.'));
    address_.size = begin + bytes_of_4;
    return rest_.empty() || (take(rest_, '/') && take_prefix());
  }

  /// `::` stands for as many zeros as are missing.
  auto fill_gap() -> bool {
    if (!gap_) return address_.size == bytes_of_6;
    if (address_.size == bytes_of_6) return false;
    const auto missing = bytes_of_6 - address_.size;
    for (auto at = bytes_of_6; at-- > *gap_;) {
      address_.values.at(at) =
          at >= *gap_ + missing ? address_.values.at(at - missing) : std::uint8_t{0};
    }
    address_.size = bytes_of_6;
    return true;
  }

  std::string_view rest_;
  Bytes address_;
  std::optional<std::size_t> gap_;
  std::size_t bits_ = bits_of_6;
};

}  // namespace

auto is_inet(std::string_view text) -> bool {
  if (text.find(':') == std::string_view::npos) return is_inet_4(text);
  return Reader6{text}.read().has_value();
}

auto is_cidr(std::string_view text) -> bool {
  if (text.find(':') == std::string_view::npos) return is_cidr_4(text);
  auto reader = Reader6{text};
  const auto bits = reader.read();
  return bits && reader.address().is_zero_behind(*bits);
}

}  // namespace ormc::query
