#pragma once

#include <cstddef>
#include <orm/codec.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace orm {

/// bit(n) and bit varying(n): bits, the first being the leftmost.
class bit_string {
 public:
  bit_string() = default;
  /// "0101"; throws `usage_error` for anything else.
  explicit bit_string(std::string_view zeros_and_ones);
  explicit bit_string(const char* text) : bit_string(std::string_view{text}) {}

  auto size() const noexcept -> std::size_t { return size_; }
  /// The caller checks that i < size().
  auto operator[](std::size_t i) const noexcept -> bool {
    return (bytes_[i / 8] >> (7 - i % 8) & 1) != 0;
  }
  friend auto operator==(const bit_string&, const bit_string&) -> bool = default;

 private:
  friend struct codec<bit_string>;
  std::size_t size_ = 0;
  std::vector<unsigned char> bytes_;  // unused bits of the last are zero
};

auto to_string(const bit_string& value) -> std::string;

template <>
struct codec<bit_string> {
  static constexpr orm::type type = types::varbit;
  static void decode(std::string_view bytes, bit_string& value);
  static void encode(writer& out, const bit_string& value);
};

}  // namespace orm
