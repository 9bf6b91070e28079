#pragma once

#include <orm/codec.hpp>
#include <string>

namespace orm {

/// A path of labels of the extension ltree: `Top.Science.Astronomy`.
struct ltree {
  std::string path = {};
  friend auto operator==(const ltree&, const ltree&) -> bool = default;
};

/// A pattern of such paths: `*.Science.*{1,2}`.
struct lquery {
  std::string pattern = {};
  friend auto operator==(const lquery&, const lquery&) -> bool = default;
};

/// A search for labels anywhere in such paths: `Science & !Europe`.
struct ltxtquery {
  std::string search = {};
  friend auto operator==(const ltxtquery&, const ltxtquery&) -> bool = default;
};

template <>
struct codec<ltree> {
  static constexpr orm::type type{.name = "ltree"};
  static void decode(std::string_view from, ltree& value);
  static void encode(writer& out, const ltree& value);
};
template <>
struct codec<lquery> {
  static constexpr orm::type type{.name = "lquery"};
  static void decode(std::string_view from, lquery& value);
  static void encode(writer& out, const lquery& value);
};
template <>
struct codec<ltxtquery> {
  static constexpr orm::type type{.name = "ltxtquery"};
  static void decode(std::string_view from, ltxtquery& value);
  static void encode(writer& out, const ltxtquery& value);
};

}  // namespace orm
