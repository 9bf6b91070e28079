#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <orm/type.hpp>
#include <string_view>

namespace orm {

namespace detail {

/// Ends a decoder: throws `decode_error`.
[[noreturn]] void wrong_length(std::size_t expected, std::size_t actual);
[[noreturn]] void malformed(const char* what);
[[noreturn]] void unexpected_null();

constexpr auto swap_bytes(std::uint16_t v) noexcept -> std::uint16_t {
  return __builtin_bswap16(v);
}
constexpr auto swap_bytes(std::uint32_t v) noexcept -> std::uint32_t {
  return __builtin_bswap32(v);
}
constexpr auto swap_bytes(std::uint64_t v) noexcept -> std::uint64_t {
  return __builtin_bswap64(v);
}

/// Reads an unsigned integer in network order; the caller has checked the length.
template <class Unsigned>
inline auto load(const char* from) noexcept -> Unsigned {
  Unsigned value;
  std::memcpy(&value, from, sizeof value);
  if constexpr (sizeof value > 1 && std::endian::native == std::endian::little) {
    value = swap_bytes(value);
  }
  return value;
}

template <class Unsigned>
inline void store(char* to, Unsigned value) noexcept {
  if constexpr (sizeof value > 1 && std::endian::native == std::endian::little) {
    value = swap_bytes(value);
  }
  std::memcpy(to, &value, sizeof value);
}

}  // namespace detail

/// Reads the binary form of a value front to back; every step is checked and throws `decode_error`.
class reader {
 public:
  explicit reader(std::string_view bytes) noexcept : at_(bytes.data()), left_(bytes.size()) {}

  auto remaining() const noexcept -> std::size_t { return left_; }
  auto take(std::size_t size) -> std::string_view {
    if (size > left_) detail::malformed("value is cut short");
    const std::string_view bytes{at_, size};
    at_ += size;
    left_ -= size;
    return bytes;
  }
  auto uint8() -> std::uint8_t { return detail::load<std::uint8_t>(take(1).data()); }
  auto uint16() -> std::uint16_t { return detail::load<std::uint16_t>(take(2).data()); }
  auto uint32() -> std::uint32_t { return detail::load<std::uint32_t>(take(4).data()); }
  auto uint64() -> std::uint64_t { return detail::load<std::uint64_t>(take(8).data()); }
  auto int16() -> std::int16_t { return static_cast<std::int16_t>(uint16()); }
  auto int32() -> std::int32_t { return static_cast<std::int32_t>(uint32()); }
  auto int64() -> std::int64_t { return static_cast<std::int64_t>(uint64()); }
  auto float64() -> double { return std::bit_cast<double>(uint64()); }
  /// The rest, all of it.
  auto rest() -> std::string_view { return take(left_); }
  /// Nothing may be left.
  void finish() const {
    if (left_ != 0) detail::malformed("bytes left over after the value");
  }

 private:
  const char* at_;
  std::size_t left_;
};

namespace detail {
class session_state;
}

/// Says that no server reads what is written: types of the user's, which have another number in
/// each database, have none there.
struct unnumbered_t {};
inline constexpr unnumbered_t unnumbered{};

/// Writes the binary form of values one after the other. Small contents need no heap.
class writer {
 public:
  /// `types` resolves the names of user types; without one they are an error.
  explicit writer(detail::session_state* types = nullptr) noexcept
      : begin_(inline_), at_(inline_), end_(inline_ + sizeof inline_), types_(types) {}
  explicit writer(unnumbered_t) noexcept : writer() { numbered_ = false; }
  writer(const writer&) = delete;
  auto operator=(const writer&) -> writer& = delete;
  ~writer() {
    if (begin_ != inline_) release();
  }

  auto size() const noexcept -> std::size_t { return static_cast<std::size_t>(at_ - begin_); }
  auto data() const noexcept -> const char* { return begin_; }
  auto view() const noexcept -> std::string_view { return {begin_, size()}; }
  void clear() noexcept { at_ = begin_; }
  /// Takes back what was written behind the first `size` bytes.
  void shrink(std::size_t size) noexcept { at_ = begin_ + size; }
  /// What was written, to be changed in its place.
  auto written() noexcept -> char* { return begin_; }
  /// Makes room, so that the next `size` bytes need no check of the allocator.
  void reserve(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
  }

  /// Room for `size` bytes, to be filled by the caller.
  auto extend(std::size_t size) -> char* {
    reserve(size);
    char* const room = at_;
    at_ += size;
    return room;
  }
  void uint8(std::uint8_t v) { detail::store(extend(1), v); }
  void uint16(std::uint16_t v) { detail::store(extend(2), v); }
  void uint32(std::uint32_t v) { detail::store(extend(4), v); }
  void uint64(std::uint64_t v) { detail::store(extend(8), v); }
  void int16(std::int16_t v) { uint16(static_cast<std::uint16_t>(v)); }
  void int32(std::int32_t v) { uint32(static_cast<std::uint32_t>(v)); }
  void int64(std::int64_t v) { uint64(static_cast<std::uint64_t>(v)); }
  void float64(double v) { uint64(std::bit_cast<std::uint64_t>(v)); }
  void bytes(std::string_view v) {
    char* const to = extend(v.size());
    if (!v.empty()) std::memcpy(to, v.data(), v.size());
  }

  /// A field is its length and its bytes: `auto field = out.open(); ...; out.close(field);`.
  auto open() -> std::size_t {
    int32(0);
    return size();
  }
  void close(std::size_t field) {
    const std::size_t length = size() - field;
    if (length > largest) too_large();
    detail::store(begin_ + field - 4, static_cast<std::uint32_t>(length));
  }
  /// A whole field at once.
  void field(std::string_view bytes) {
    if (bytes.size() > largest) too_large();
    char* const to = extend(4 + bytes.size());
    detail::store(to, static_cast<std::uint32_t>(bytes.size()));
    if (!bytes.empty()) std::memcpy(to + 4, bytes.data(), bytes.size());
  }
  /// A field that is NULL.
  void null() { int32(-1); }

  /// What the next value is in the database, where that is known: varchar[] for a vector of
  /// strings.
  void expect(const type& type) noexcept { expected_ = type; }
  auto expected() const noexcept -> const type& { return expected_; }

  /// The OID of a type; asks the server for a user type the first time.
  auto oid_of(const type& type) -> std::uint32_t {
    return type.oid != 0 ? type.oid : resolve(type);
  }

 private:
  /// What PostgreSQL takes in one message.
  static constexpr std::size_t largest = 0x3fffffff;

  void grow(std::size_t more);
  [[noreturn]] static void too_large();
  void release() noexcept;
  auto resolve(const type& type) -> std::uint32_t;

  char* begin_;
  char* at_;
  char* end_;
  detail::session_state* types_;
  bool numbered_ = true;
  type expected_ = {};
  char inline_[256];
};

}  // namespace orm
