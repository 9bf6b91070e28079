#pragma once

#include <cstdint>
#include <orm/statement.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace orm::detail {

/// The SQL of a statement for one choice of its optional parts.
struct statement_text {
  std::string text;
  /// Which parameter of the statement each `$n` is, `$1` first.
  std::vector<std::uint16_t> parameters;
};

auto assemble(const statement& of, std::uint64_t choice) -> statement_text;

/// A name for a prepared statement that only this text with these types of parameters has.
auto content_name(std::string_view text, const std::vector<std::uint32_t>& types) -> std::string;

}  // namespace orm::detail
