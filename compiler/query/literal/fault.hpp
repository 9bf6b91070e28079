#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace ormc::query {

/// Why a text is no value of its type, for people.
struct TextFault {
  enum class Kind : std::uint8_t { malformed, out_of_range };
  Kind kind = Kind::malformed;
  std::string reason;
};
using Fault = std::optional<TextFault>;

inline auto malformed(std::string reason) -> TextFault {
  return {TextFault::Kind::malformed, std::move(reason)};
}
inline auto out_of_range(std::string reason) -> TextFault {
  return {TextFault::Kind::out_of_range, std::move(reason)};
}

}  // namespace ormc::query
