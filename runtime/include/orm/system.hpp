#pragma once

#include <compare>
#include <cstdint>
#include <orm/codec.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace orm {

/// money: an amount in the smallest unit of the database's lc_monetary.
struct money {
  std::int64_t units = 0;
  friend auto operator<=>(const money&, const money&) -> std::strong_ordering = default;
};

/// Where a row version is: block and line.
struct tid {
  std::uint32_t block = 0;
  std::uint16_t line = 0;
  friend auto operator<=>(const tid&, const tid&) -> std::strong_ordering = default;
};

/// A position in the write-ahead log.
struct pg_lsn {
  std::uint64_t position = 0;
  friend auto operator<=>(const pg_lsn&, const pg_lsn&) -> std::strong_ordering = default;
};

/// As PostgreSQL writes it: 16/B374D848.
auto to_string(const pg_lsn& value) -> std::string;

template <>
struct codec<money> {
  static constexpr orm::type type = types::money;
  static void decode(std::string_view from, money& value) {
    codec<std::int64_t>::decode(from, value.units);
  }
  static void encode(writer& out, const money& value) { out.int64(value.units); }
};
/// void: what a function that gives nothing gives.
template <>
struct codec<std::monostate> {
  static constexpr orm::type type = types::void_;
  static void decode(std::string_view, std::monostate&) {}
};
template <>
struct codec<tid> {
  static constexpr orm::type type = types::tid;
  static void decode(std::string_view from, tid& value) {
    detail::check_length(from, 6);
    value.block = detail::load<std::uint32_t>(from.data());
    value.line = detail::load<std::uint16_t>(from.data() + 4);
  }
  static void encode(writer& out, const tid& value) {
    out.uint32(value.block);
    out.uint16(value.line);
  }
};
template <>
struct codec<pg_lsn> {
  static constexpr orm::type type = types::pg_lsn;
  static void decode(std::string_view from, pg_lsn& value) {
    codec<std::uint64_t>::decode(from, value.position);
  }
  static void encode(writer& out, const pg_lsn& value) { out.uint64(value.position); }
};

}  // namespace orm
