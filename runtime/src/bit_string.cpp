#include <cstring>
#include <orm/bit_string.hpp>
#include <orm/error.hpp>
#include <string>

namespace orm {

bit_string::bit_string(std::string_view zeros_and_ones)
    : size_(zeros_and_ones.size()), bytes_((zeros_and_ones.size() + 7) / 8) {
  for (std::size_t i = 0; i < size_; ++i) {
    const char c = zeros_and_ones[i];
    if (c != '0' && c != '1') throw usage_error({.message = "a text is not a bit string"});
    if (c == '1') bytes_[i / 8] = static_cast<unsigned char>(bytes_[i / 8] | (0x80 >> i % 8));
  }
}

auto to_string(const bit_string& value) -> std::string {
  std::string text(value.size(), '0');
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i]) text[i] = '1';
  }
  return text;
}

void codec<bit_string>::decode(std::string_view bytes, bit_string& value) {
  reader in{bytes};
  const std::int32_t size = in.int32();
  if (size < 0 || (static_cast<std::size_t>(size) + 7) / 8 != in.remaining()) {
    detail::malformed("a bit string has the wrong length");
  }
  const std::string_view rest = in.rest();
  value.size_ = static_cast<std::size_t>(size);
  value.bytes_.assign(rest.begin(), rest.end());
  if (size % 8 != 0) {
    value.bytes_.back() = static_cast<unsigned char>(value.bytes_.back() & (0xff00 >> size % 8));
  }
}

void codec<bit_string>::encode(writer& out, const bit_string& value) {
  if (value.size_ > 0x7fffffff) {
    throw value_too_large({.message = "a bit string has too many bits"});
  }
  out.int32(static_cast<std::int32_t>(value.size_));
  out.bytes({reinterpret_cast<const char*>(value.bytes_.data()), value.bytes_.size()});
}

}  // namespace orm
