#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <orm/codec.hpp>
#include <span>
#include <string>
#include <string_view>

namespace orm {

/// An exact decimal number with its scale (1.50 keeps its zero), or NaN, or an infinity: whatever
/// PostgreSQL's numeric can hold. About 29 digits need no heap. Ordered as PostgreSQL does: 1.5 and
/// 1.50 are equal, NaN equals itself and is greater than everything.
class numeric {
 public:
  /// Zero.
  numeric() noexcept = default;
  /// An integer, exactly.
  template <std::integral T>
  numeric(T value)  // NOLINT(google-explicit-constructor): loses nothing
      : numeric(value < 0, magnitude(value)) {}
  /// "-12.50", "1.5e3", "NaN", "Infinity"; throws `usage_error` for anything else.
  explicit numeric(std::string_view text);
  explicit numeric(const char* text) : numeric(std::string_view{text}) {}

  numeric(const numeric& other);
  numeric(numeric&& other) noexcept { steal(other); }
  auto operator=(const numeric& other) -> numeric&;
  auto operator=(numeric&& other) noexcept -> numeric& {
    if (this != &other) {
      if (on_heap()) release();
      steal(other);
    }
    return *this;
  }
  ~numeric() {
    if (on_heap()) release();
  }

  static auto nan() noexcept -> numeric { return special(sign_nan); }
  static auto infinity() noexcept -> numeric { return special(sign_infinity); }
  static auto minus_infinity() noexcept -> numeric { return special(sign_minus_infinity); }

  auto is_nan() const noexcept -> bool { return sign_ == sign_nan; }
  auto is_finite() const noexcept -> bool { return (sign_ & sign_nan) != sign_nan; }
  auto is_negative() const noexcept -> bool {
    return sign_ == sign_negative || sign_ == sign_minus_infinity;
  }
  auto is_zero() const noexcept -> bool { return is_finite() && size_ == 0; }
  /// The number of digits after the point that it is written with.
  auto scale() const noexcept -> int { return scale_; }

  /// The number as an integer; throws `usage_error` if it has a fraction or does not fit.
  auto to_int64() const -> std::int64_t;
  /// The nearest double; infinities and NaN are theirs.
  auto to_double() const -> double;
  /// The shortest decimal that reads back as the same double, or NaN or an infinity.
  static auto from_double(double value) -> numeric;

  friend auto to_string(const numeric& value) -> std::string;
  friend auto operator<=>(const numeric& a, const numeric& b) noexcept -> std::weak_ordering;
  friend auto operator==(const numeric& a, const numeric& b) noexcept -> bool {
    return std::is_eq(a <=> b);
  }

 private:
  friend struct codec<numeric>;

  static constexpr std::uint16_t sign_negative = 0x4000;
  static constexpr std::uint16_t sign_nan = 0xC000;
  static constexpr std::uint16_t sign_infinity = 0xD000;
  static constexpr std::uint16_t sign_minus_infinity = 0xF000;
  static constexpr std::size_t inline_size = 8;

  template <std::integral T>
  static constexpr auto magnitude(T value) noexcept -> std::uint64_t {
    return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                     : static_cast<std::uint64_t>(value);
  }
  numeric(bool negative, std::uint64_t magnitude);
  static auto special(std::uint16_t sign) noexcept -> numeric {
    numeric result;
    result.sign_ = sign;
    return result;
  }

  auto on_heap() const noexcept -> bool { return size_ > inline_size; }
  auto digits() const noexcept -> std::span<const std::uint16_t> {
    return {on_heap() ? heap_ : inline_, size_};
  }
  /// Room for that many digits; drops what was there.
  auto resize(std::size_t size) -> std::uint16_t*;
  void release() const noexcept;
  void steal(numeric& other) noexcept {
    sign_ = other.sign_;
    weight_ = other.weight_;
    scale_ = other.scale_;
    size_ = other.size_;
    if (on_heap()) {
      heap_ = other.heap_;
      other.size_ = 0;
    } else {
      std::memcpy(inline_, other.inline_, sizeof inline_);
    }
  }
  /// Drops zeros at both ends.
  void normalize() noexcept;

  // PostgreSQL's own form: digits of base 10000, the first being worth 10000^weight.
  std::uint16_t sign_ = 0;
  std::int16_t weight_ = 0;
  std::uint16_t scale_ = 0;
  std::uint32_t size_ = 0;
  union {
    std::uint16_t inline_[inline_size] = {};
    std::uint16_t* heap_;
  };
};

auto to_string(const numeric& value) -> std::string;

template <>
struct codec<numeric> {
  static constexpr orm::type type = types::numeric;
  static void decode(std::string_view bytes, numeric& value);
  static void encode(writer& out, const numeric& value);
};

}  // namespace orm
