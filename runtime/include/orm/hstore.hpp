#pragma once

#include <map>
#include <optional>
#include <orm/codec.hpp>
#include <string>

namespace orm {

/// The extension hstore's pairs of texts; a value may be NULL.
struct hstore {
  std::map<std::string, std::optional<std::string>> pairs = {};
  friend auto operator==(const hstore&, const hstore&) -> bool = default;
};

template <>
struct codec<hstore> {
  static constexpr orm::type type{.name = "hstore"};
  static void decode(std::string_view from, hstore& value);
  static void encode(writer& out, const hstore& value);
};

}  // namespace orm
