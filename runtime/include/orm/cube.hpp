#pragma once

#include <orm/codec.hpp>
#include <vector>

namespace orm {

/// A box in any number of dimensions, of the extension cube: one corner and the opposite one. A
/// point has the first alone.
struct cube {
  std::vector<double> corner = {};
  std::vector<double> opposite = {};
  friend auto operator==(const cube&, const cube&) -> bool = default;
};

template <>
struct codec<cube> {
  static constexpr orm::type type{.name = "cube"};
  static void decode(std::string_view from, cube& value);
  static void encode(writer& out, const cube& value);
};

}  // namespace orm
